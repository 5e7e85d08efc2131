"""Two accounts of one talk, in two articles: what was agreed, and who asked for it."""

from collections.abc import Iterator

from readout.model import Act, DisputeStatus, Reason
from readout.positions.evidence import roots_of
from readout.positions.hearing import Heard, Hearing, all_words, has, listed
from readout.positions.pairs import Clash, Voice
from readout.positions.parties import Party, party_of

#: So many words behind "at the request of" name who asked.
NEAR = 4
#: So many roots two accounts share that are told of different voices.
SHARED = 2
_AGREEING = frozenset({Act.AGREE, Act.PROMISE, Act.ACKNOWLEDGE})


def accounts_apart(hearing: Hearing) -> Iterator[Clash]:
    for story, ids in sorted(hearing.told_by.items()):
        said = hearing.by_story.get(story, ()) if len(ids) > 1 else ()
        yield from _agreements(said)
        yield from _askings(hearing, said)


def _agreements(said: tuple[Heard, ...]) -> Iterator[Clash]:
    """ "She had agreed to the new date"; in another article: "she had not agreed to anything"."""
    agreed = [h for h in said if h.statement.act in _AGREEING and not h.statement.negated]
    for no in said:
        if not (no.statement.negated and _agree_words(no)):
            continue
        for yes in agreed:
            if yes.article.id == no.article.id or yes.article.language != no.article.language:
                continue
            if not (_agree_words(yes) & _agree_words(no)):
                continue
            shared = _roots(yes) & _roots(no)
            same = yes.actor is not None and yes.actor == no.actor
            if same or len(shared) >= SHARED:
                yield _clash(yes, no, "agreed, and not agreed")


def _agree_words(heard: Heard) -> frozenset[str]:
    """The roots of the words of agreeing that the utterance holds."""
    language = heard.article.language
    words = [w.casefold() for w in all_words(heard.statement.passage.exact)]
    return roots_of([w for w in words if has((w,), language, "agreeing")], language)


def _roots(heard: Heard) -> frozenset[str]:
    return roots_of(all_words(heard.statement.content.exact), heard.article.language)


def _askings(hearing: Hearing, said: tuple[Heard, ...]) -> Iterator[Clash]:
    """ "The call was made at the request of Dushanbe"; elsewhere: "at the initiative of the Uzbek side"."""
    asked = [(heard, party) for heard in said if (party := _asking(hearing, heard))]
    for at, (one, first) in enumerate(asked):
        for other, second in asked[at + 1 :]:
            if one.article.id == other.article.id or one.same_voice(other):
                continue
            if first.states and second.states and not first.states & second.states and _one_talk(one, other):
                yield _clash(one, other, "who asked for the talk")


def _asking(hearing: Hearing, heard: Heard) -> Party | None:
    language = heard.article.language
    words = all_words(heard.statement.content.exact)
    folded = [w.casefold() for w in words]
    for form in listed(language, "initiative"):
        size = len(form.split())
        for at in range(len(folded) - size + 1):
            if " ".join(folded[at : at + size]) == form:
                return party_of(hearing, None, " ".join(words[at + size : at + size + NEAR]), language)
    return None


def _one_talk(one: Heard, other: Heard) -> bool:
    return all(has(h.words, h.article.language, "meeting") for h in (one, other))


def _clash(one: Heard, other: Heard, what: str) -> Clash:
    return Clash(
        topic=one.statement.passage.exact,
        terms=one.terms | other.terms,
        status=DisputeStatus.CONTESTED,
        one=_voice(one),
        other=_voice(other),
        reason=Reason(name="two accounts", value=1.0, detail=what),
        at=other,
    )


def _voice(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )
