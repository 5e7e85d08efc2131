"""Who is meant: a speaker, an accused or an addressee, by actor, by state and by the words of the name."""

from dataclasses import dataclass

from readout.model import ActorId
from readout.positions.hearing import Heard, Hearing, all_words, terms_of
from readout.positions.states import states_in

#: A claim opens with whom it is about: "Spain of shipping ...", "Russian President Ivan Ivanov created ...".
OPENING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody, as far as the articles let us tell."""

    actor: ActorId | None = None
    #: The states he speaks for, or is: names that are the same in every language.
    states: frozenset[str] = frozenset()
    #: The telling words of his names.
    words: frozenset[str] = frozenset()
    #: What he leads or speaks for, as the words of his offices: "union leader".
    offices: frozenset[str] = frozenset()

    def is_known(self) -> bool:
        return self.actor is not None or bool(self.states or self.words)

    def may_be(self, other: "Party") -> bool:
        """Whether both are one actor, one state, or share a word of the name."""
        if self.actor is not None and self.actor == other.actor:
            return True
        if self.states and other.states:
            return bool(self.states & other.states)
        named = bool(self.words & other.words)
        return named or bool(self.words & other.offices or self.offices & other.words)


def speaker_of(hearing: Hearing, heard: Heard) -> Party:
    words = heard.statement.speaker.exact if heard.statement.speaker else ""
    return party_of(hearing, heard.actor, words, heard.article.language)


def accused_of(hearing: Hearing, heard: Heard) -> Party:
    """Whom a charge or a demand is aimed at: its target, else its addressee, else who opens the content."""
    language, statement = heard.article.language, heard.statement
    aimed = statement.target or statement.addressee
    words = " ".join(all_words(statement.content.exact)[:OPENING])
    if aimed is not None:
        return party_of(hearing, heard.target, aimed.exact, language)
    opening = party_of(hearing, heard.target, words, language)
    named = opening.words & _named(words, language)
    return Party(actor=opening.actor, states=opening.states, words=named)


def _named(text: str, language: str) -> frozenset[str]:
    """Terms of the words that are written with a capital."""
    return terms_of(" ".join(word for word in all_words(text) if word[0].isupper()), language)


def party_of(hearing: Hearing, actor: ActorId | None, words: str, language: str) -> Party:
    offices = hearing.offices.get(actor, frozenset()) if actor is not None else frozenset()
    homes = hearing.homes.get(actor, frozenset()) if actor is not None else frozenset()
    names = hearing.names.get(actor, frozenset()) if actor is not None else frozenset()
    return Party(
        actor=actor,
        states=homes | states_in(words, language),
        words=frozenset(t for t in names | terms_of(words, language) if not t.startswith("about ")),
        offices=offices,
    )


def names(text: str, language: str, party: Party) -> bool:
    """Whether words name the party: its state, or a word of its name."""
    if party.states & states_in(text, language):
        return True
    return bool(party.words & _named(text, language))
