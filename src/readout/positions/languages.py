"""Disputes across languages: an accusation in one, its denial in another, with no translator at hand.

Words do not meet, so parties must: whoever denies is whom the other article accuses (by state, by name as
it is spelt in Latin letters). Beside that the denial names who accuses, or both share a concept, a name, a
figure or a word that the two languages spell alike, or nothing else in the story can be meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from readout.lang.terms import latin
from readout.model import Act, DisputeStatus, Reason
from readout.positions.evidence import roots_of
from readout.positions.hearing import AGAINST, BLAMING, WANTING, Heard, Hearing, Line, all_words, has
from readout.positions.pairs import Clash, Voice, calls_baseless
from readout.positions.parties import Party, accused_of, speaker_of
from readout.positions.states import lexicon, state_ids, states_in

#: Letters that two spellings of a name share, written in Latin letters; shorter words are no evidence.
SPELT = 4
#: A word of so many letters may be one word in two languages.
COGNATE = 6
#: Statements of a story that are compared.
STATEMENTS = 400
#: Names that two sentences share which count the dead of one event.
PLACES = 2
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:[., \u00a0]\d{3})+(?!\d)|(?<![\d.,])\d+(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A statement with what another language may share."""

    heard: Heard
    speaker: Party
    accused: Party
    #: Names of speaker and accused, spelt in Latin letters.
    voice: frozenset[str]
    aimed: frozenset[str]
    #: What the whole utterance names, and what it is about.
    names: frozenset[str]
    states: frozenset[str]
    concepts: frozenset[str]
    figures: frozenset[str]
    #: Long words, spelt in Latin letters: what two languages may have in common.
    cognates: frozenset[str]
    #: Nothing is named but who claimed: "the accusations of Spain".
    bare: bool


def across_languages(hearing: Hearing) -> Iterator[Clash]:
    """Denials, refusals and counter-charges of claims that another language tells in the same story."""
    for story, ids in sorted(hearing.told_by.items()):
        said = hearing.by_story.get(story, ())[:STATEMENTS]
        if len({heard.article.language for heard in said}) > 1:
            told = [_foreign(hearing, heard) for heard in said]
            for back in told:
                held = [clash for claim in told if (clash := _clash(told, claim, back))]
                # The nearest: what shares most.
                held.sort(key=lambda clash: -clash.reason.value)
                yield from held[:2]
        yield from _tolls(hearing, ids)


def _foreign(hearing: Hearing, heard: Heard) -> Foreign:
    statement, language = heard.statement, heard.article.language
    speaker, accused = speaker_of(hearing, heard), accused_of(hearing, heard)
    aim = statement.target or statement.addressee
    opening = " ".join(all_words(statement.content.exact)[:3])
    text = statement.passage.exact
    concepts = frozenset(c for _, c in lexicon(language).find(all_words(text))) - state_ids()
    voice = statement.speaker.exact if statement.speaker else ""
    return Foreign(
        heard=heard,
        speaker=speaker,
        accused=accused,
        voice=spelt_names(voice),
        aimed=spelt_names(aim.exact if aim else opening),
        names=spelt_names(statement.content.exact),
        states=states_in(statement.content.exact, language),
        concepts=concepts,
        figures=frozenset(_FIGURE.findall(text)),
        cognates=frozenset(
            latin(w)[: COGNATE - 1]
            for w in all_words(statement.content.exact)
            if w.islower() and len(w) >= COGNATE
        ),
        bare=_is_bare(heard),
    )


def _is_bare(heard: Heard) -> bool:
    """Whether the content is a claim or a wish and who made it, nothing else."""
    language = heard.article.language
    words = [w for w in all_words(heard.statement.content.exact) if not w[0].isupper() and w.islower()]
    said = [w for w in words if roots_of((w.rpartition("'")[2].rpartition("’")[2],), language)]
    return bool(said) and all(has((w,), language, "claim") or has((w,), language, "charge") for w in said)


def spelt_names(text: str) -> frozenset[str]:
    """The words with a capital, in Latin letters, cut to their beginnings: endings change with the case."""
    words = (latin(word) for word in all_words(text) if word[0].isupper() and len(word) >= SPELT)
    return frozenset(word[: SPELT + 1].removesuffix("-") for word in words)


def _alike(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Names of the first that the other has too."""
    return frozenset(n for n in one if any(n[:SPELT] == m[:SPELT] for m in other))


def _clash(told: list[Foreign], claim: Foreign, back: Foreign) -> Clash | None:
    one, other = claim.heard, back.heard
    if _base(one) == _base(other) or one.article.id == other.article.id:
        return None
    kind = _kind(one, other)
    if kind is None or one.statement.negated or other.statement.negated:
        return None
    if not _is_aimed(claim, back) or claim.speaker.states & back.speaker.states:
        return None
    names_claimant = bool(claim.speaker.states & back.states or _alike(claim.voice, back.names))
    parties = claim.voice | claim.aimed | back.voice | back.aimed
    shared = [
        *sorted(claim.concepts & back.concepts),
        *sorted(_alike(claim.names - parties, back.names - parties)),
        *sorted(claim.figures & back.figures),
        *sorted(claim.cognates & back.cognates),
    ]
    # No other claim of this kind is aimed at whoever answers.
    only = (
        sum(
            _kind(c.heard, other) == kind and _is_aimed(c, back)
            for c in told
            if _base(c.heard) != _base(other)
        )
        == 1
    )
    if kind == "each accuses the other" and not (names_claimant and shared):
        return None
    if kind == "refused" and not (names_claimant or shared or only):
        return None
    if kind == "denied" and not (shared or names_claimant or (only and back.bare)):
        return None
    return _told(claim, back, kind, names_claimant, shared)


def _is_aimed(claim: Foreign, back: Foreign) -> bool:
    """Whether whoever answers is whom the claim accuses, or of whom it wants something."""
    return bool(claim.accused.states & back.speaker.states or _alike(claim.aimed, back.voice))


def _base(heard: Heard) -> str:
    return heard.article.language.partition("-")[0]


def _kind(one: Heard, other: Heard) -> str | None:
    """What the second may be to the first, by their acts."""
    act, reply = one.statement.act, other.statement.act
    if act in BLAMING and reply in BLAMING:
        return "each accuses the other"
    if act in WANTING - {Act.ASK} and reply in {Act.REFUSE, Act.REJECT}:
        return "refused"
    if act in BLAMING and (reply in AGAINST - {Act.REFUSE} or calls_baseless(other)):
        return "denied"
    return None


def _told(claim: Foreign, back: Foreign, kind: str, names_claimant: bool, shared: list[str]) -> Clash:
    one, other = claim.heard, back.heard
    talks = DisputeStatus.NEGOTIATING_POSITIONS
    why = ["who answers is who is meant"]
    why += ["the answer names who spoke"] if names_claimant else []
    why += [f"both speak of: {', '.join(shared)}"] if shared else []
    return Clash(
        topic=one.statement.content.exact,
        terms=one.terms | other.terms,
        status=talks if kind == "refused" else DisputeStatus.CONTESTED,
        one=_voice(one),
        other=_voice(other),
        reason=Reason(
            name=f"{kind} in another language",
            value=float(1 + names_claimant + len(shared)),
            detail=f"{_base(one)}, {_base(other)}: {'; '.join(why)}",
        ),
        at=other,
    )


def _voice(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )


def _tolls(hearing: Hearing, ids: tuple[str, ...]) -> Iterator[Clash]:
    """Two counts of the dead of one event, in two languages: once for each pair of languages."""
    told: set[frozenset[str]] = set()
    counted = [(line, toll) for a in ids for line in hearing.lines.get(a, ()) if (toll := _toll(line))]
    for (one, first), (other, second) in combinations(counted, 2):
        both = frozenset(line.article.language.partition("-")[0] for line in (one, other))
        if len(both) < 2 or first == second or both in told:
            continue
        names = _alike(spelt_names(one.passage.exact), spelt_names(other.passage.exact))
        if len(names) < PLACES:
            continue
        told.add(both)
        yield Clash(
            topic=one.passage.exact,
            terms=one.terms,
            status=DisputeStatus.REPORT_CONFLICT,
            one=Voice(actor=None, stance=first, passages=(one.passage,)),
            other=Voice(actor=None, stance=second, passages=(other.passage,)),
            reason=Reason(
                name="figures differ", value=1.0, detail=f"{first} / {second}: {', '.join(sorted(names))}"
            ),
            at=None,
        )


def _toll(line: Line) -> str | None:
    """The only figure of a sentence that speaks of dead."""
    found = _FIGURE.findall(line.passage.exact)
    dead = has(line.words, line.article.language, "dead")
    return found[0] if dead and len(found) == 1 else None
