"""A claim in one article, and its denial or refusal in another article of the story.

Nothing points from one article to another, so the words must meet: what both say is counted without
the names of the two speakers and without what many statements of the story say. Where an outlet denies
in words of its own, nothing is found.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readout.lang.terms import term
from readout.model import Act, DisputeStatus, Reason
from readout.positions.hearing import (
    AGAINST,
    HOLDING,
    WANTING,
    Heard,
    Hearing,
    all_words,
    negates,
    says_no,
    terms_of,
)
from readout.positions.meeting import really_denies, speak_of_one_thing, verbs
from readout.positions.pairs import Clash, Voice, pointed_at, speaks_of_a_wish

#: A term is rare in a story if so many of its statements, or this share of them, hold it.
FEW, FEW_SHARE = 3, 0.1
#: "No gas", "not one box": so many words behind the negation.
BEHIND = 2
#: A fragment of fewer words denies nothing: "No ships today".
WHOLE = 4
#: A state is named in so many terms, its concept among them.
STATE = 3
#: Acts that may claim what another denies.
CLAIMING = HOLDING | WANTING | frozenset({Act.AGREE, Act.ACKNOWLEDGE, Act.CRITICISE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A statement with the words that another article may share."""

    heard: Heard
    #: Terms of the content and, where it only points back, of what it points at. No concepts.
    terms: frozenset[str]
    #: Those that are verbs, in a language that has a tagger.
    verbs: frozenset[str]
    #: Words that stand right behind a "no", as terms.
    gone: frozenset[str]
    #: The words that name the speaker, as terms.
    voice: frozenset[str]


def denied_elsewhere(hearing: Hearing) -> Iterator[Clash]:
    """Each denial with the nearest claim in each other article of its story."""
    for story, articles in sorted(hearing.told_by.items()):
        if len(articles) > 1:
            yield from _of_story(hearing, hearing.by_story.get(story, ()))


def _of_story(hearing: Hearing, said: Sequence[Heard]) -> Iterator[Clash]:
    weighed = [_weigh(hearing, heard) for heard in said]
    spread = Counter(term for one in weighed for term in one.terms)
    few = max(FEW, FEW_SHARE * len(weighed))
    claims = [one for one in weighed if _claims(one.heard)]
    for denial in weighed:
        says_not = denial.gone and len(denial.heard.words) >= WHOLE
        if not (really_denies(denial.heard) or (says_not and denial.heard.statement.act in HOLDING)):
            continue
        best: dict[str, tuple[int, int, Clash]] = {}
        for claim in claims:
            clash = _clash(hearing, claim, denial, spread, few)
            if clash is None or not speak_of_one_thing(hearing, claim.heard, denial.heard):
                continue
            found = (-int(clash.reason.value), claim.heard.span.start, clash)
            article = claim.heard.article.id
            best[article] = min(best.get(article, found), found, key=lambda one: one[:2])
        yield from (clash for _, (_, _, clash) in sorted(best.items()))


def _weigh(hearing: Hearing, heard: Heard) -> Weighed:
    statement, language = heard.statement, heard.article.language
    before = pointed_at(hearing, heard, wanted=False) if heard.statement.act in AGAINST else ()
    terms = heard.terms.union(*(one.terms for one in before))
    contents = " ".join(one.statement.content.exact for one in (heard, *before))
    named = set(hearing.names.get(heard.actor, ())) if heard.actor is not None else set()
    if statement.speaker is not None:
        named |= terms_of(statement.speaker.exact, language)
    return Weighed(
        heard=heard,
        terms=frozenset(t for t in terms if not t.startswith("about ")),
        verbs=verbs(contents, language),
        gone=_gone(heard),
        voice=frozenset(named),
    )


def _gone(heard: Heard) -> frozenset[str]:
    base, language = heard.article.language.partition("-")[0], heard.article.language
    found = set()
    for at, word in enumerate(heard.words):
        if says_no(word, language):
            behind = (term(other, base) for other in heard.words[at + 1 : at + 1 + BEHIND])
            found |= {other for other in behind if other}
    return frozenset(found)


def _claims(heard: Heard) -> bool:
    """Whether it holds or wants something. What says "not" may well agree with a denial."""
    statement = heard.statement
    return statement.act in CLAIMING and not (statement.negated or really_denies(heard) or negates(heard))


def _clash(
    hearing: Hearing, claim: Weighed, denial: Weighed, spread: Counter[str], few: float
) -> Clash | None:
    one, other = claim.heard, denial.heard
    if one.article.id == other.article.id or _one_side(claim, denial):
        return None
    wanting = one.statement.act in WANTING
    if speaks_of_a_wish(other) and not wanting:
        return None
    shared = (claim.terms & denial.terms) - claim.voice - denial.voice
    rare = {term for term in shared if spread[term] <= few}
    refused = bool(shared) and one.statement.act in WANTING - {Act.ASK} and other.statement.act is Act.REFUSE
    if not rare and not refused:
        return None
    denied = really_denies(other) and (len(shared) > 1 or shared & claim.verbs & denial.verbs)
    if not (denied or refused or rare & denial.gone - denial.verbs):
        return None
    talks = wanting and other.statement.act is not Act.DENY
    name = "refused in another article" if talks else "denied in another article"
    return Clash(
        topic=one.statement.content.exact,
        terms=one.terms | other.terms,
        status=DisputeStatus.NEGOTIATING_POSITIONS if talks else DisputeStatus.CONTESTED,
        one=_voice(one),
        other=_voice(other),
        reason=Reason(name=name, value=float(len(shared)), detail=_in_words(one, shared)),
        at=other,
    )


def _one_side(one: Weighed, other: Weighed) -> bool:
    """One speaker, or two names of one state: "Moscow", "the Kremlin"."""
    if one.heard.same_voice(other.heard):
        return True
    states = {t for t in one.voice & other.voice if t.startswith("about ")}
    return bool(states) and max(len(one.voice), len(other.voice)) <= STATE


def _in_words(claim: Heard, shared: frozenset[str]) -> str:
    """The words of the claim that the denial has too, in their order."""
    base = claim.article.language.partition("-")[0]
    found = (word for word in all_words(claim.statement.passage.exact) if term(word, base) in shared)
    return ", ".join(dict.fromkeys(found)) or ", ".join(sorted(shared))


def _voice(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )
