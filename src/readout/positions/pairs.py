"""Rules that set a statement against what it contradicts.

Each takes one statement (or turn) and yields a Clash or nothing; none looks further than the
thread of its story. A rule names itself in the reason of what it finds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from readout.encoder import tagger
from readout.lang.cues import words as listed_words
from readout.lang.terms import term
from readout.model import Act, ActorId, DisputeStatus, Passage, Reason, Span
from readout.positions.hearing import (
    AGAINST,
    BLAMING,
    HOLDING,
    JUDGING,
    WANTING,
    Heard,
    Hearing,
    Line,
    all_words,
    has,
    listed,
    names_beside,
    opens_with,
    opens_with_name,
)
from readout.positions.parties import accused_of, names, speaker_of

#: How many characters back "the charge" may point.
BACK = 700
#: A content of so few words, with a word that points back, names nothing by itself.
POINTING = 6
#: In so many words a content says what sort of thing it is: "the key Russian demand for ...".
HEAD = 6
#: A clause that goes on begins so many characters behind: " and ".
JOINED = 6
#: So many words a plain remark shares with the denial of it.
TOLD = 3
#: The share of the shorter content's terms that two contents about one thing have in common.
ABOUT = 0.5


#: Acts that tell more than one can know.
_GUESSING = frozenset({Act.ASSESS, Act.ASSERT, Act.PREDICT}) | BLAMING


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one side says: statements, and passages that no statement covers."""

    actor: ActorId | None
    stance: str
    statements: tuple[Heard, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A claim (or demand) and what is said against it."""

    topic: str
    terms: frozenset[str]
    status: DisputeStatus
    one: Voice
    #: Nobody: no answer stands in these articles.
    other: Voice
    reason: Reason
    at: Heard | None


def against(hearing: Hearing, denial: Heard) -> Iterator[Clash]:
    """ "Russia denied the charge": what is denied is another's statement, or named in the denial."""
    if not denies(denial) or denial.statement.negated or _asked_of_others(hearing, denial):
        return
    wanted = speaks_of_a_wish(denial)
    claims = _inside(hearing, denial) or pointed_at(hearing, denial, wanted) or _alike(hearing, denial)
    named = () if points_back(denial) or _denies_itself(denial) else (denial.statement.content,)
    passages = (*named, *_claim_lines(hearing, denial), *_supported(hearing, denial))
    earlier = _goes_on(hearing, denial) if points_back(denial) else None
    told = _names_claim(denial) and not _denies_itself(denial)
    if not claims and not told and earlier is None:
        return
    if earlier is not None and not claims:
        claims, passages = _inside(hearing, earlier), (earlier.statement.content,)
    negotiating = wanted or any(c.statement.act in WANTING for c in claims)
    if denial.statement.act is Act.DENY:
        negotiating = False
    contested, talks = DisputeStatus.CONTESTED, DisputeStatus.NEGOTIATING_POSITIONS
    topic = (claims[0].statement.content if claims else passages[0]).exact if claims or passages else ""
    yield Clash(
        topic=denial.statement.content.exact if named else topic,
        terms=(earlier or denial).terms | frozenset().union(*(c.terms for c in claims)),
        status=talks if negotiating else contested,
        one=Voice(
            actor=claims[0].actor if claims else None,
            stance=claims[0].statement.act.value if claims else "claim",
            statements=claims,
            passages=tuple(passages),
        ),
        other=_voice(denial),
        reason=_reason("denial", f"{denial.statement.act.value}: {denial.statement.content.exact[:80]}"),
        at=denial,
    )


def _asked_of_others(hearing: Hearing, denial: Heard) -> bool:
    """ "He warned that if they did not agree and reject ...": others are to reject, he does not.

    The cue is an infinitive, and a warning or a wish of the same voice ends right before it.
    """
    cue, language = denial.statement.cue, denial.article.language
    if cue is None or cue.span.start != denial.span.start:
        return False
    open_ended = any(
        h.statement.act in WANTING | {Act.WARN, Act.THREATEN}
        and h.same_voice(denial)
        and 0 <= denial.span.start - h.span.end <= JOINED
        for h in hearing.of(denial.article)
    )
    return open_ended and _infinitive(hearing, denial, language)


def _infinitive(hearing: Hearing, denial: Heard, language: str) -> bool:
    held, cue = tagger.load(language.partition("-")[0]), denial.statement.cue
    line = next(
        (n for n in hearing.lines.get(denial.article.id, ()) if n.passage.span.overlap(denial.span)), None
    )
    if held is None or cue is None or line is None:
        return False
    before = all_words(line.passage.exact[: max(0, cue.span.start - line.passage.span.start)])
    whole = all_words(line.passage.exact)
    return len(before) < len(whole) and held.tag(whole)[len(before)] == "VB"


def denies(heard: Heard) -> bool:
    """Whether it sets itself against another: by its act, or by calling a claim baseless."""
    return heard.statement.act in AGAINST or calls_baseless(heard)


def calls_baseless(heard: Heard) -> bool:
    """ "He called the allegation groundless"."""
    language = heard.article.language
    calls = heard.statement.act in {Act.DESCRIBE, Act.ASSESS, Act.ASSERT, Act.STATE, Act.CRITICISE}
    return (
        calls
        and has(heard.words, language, "claim")
        and any(word.startswith(start) for start in listed(language, "baseless") for word in heard.words)
    )


def judged(hearing: Hearing, judgement: Heard) -> Iterator[Clash]:
    """ "Officials criticised Macron's assertion that ...": what is judged is another's statement."""
    if judgement.statement.act not in JUDGING:
        return
    claims = _inside(hearing, judgement)
    if not claims and not (
        has(judgement.words[:HEAD], judgement.article.language, "claim") and not points_back(judgement)
    ):
        return
    yield Clash(
        topic=judgement.statement.content.exact,
        terms=judgement.terms,
        status=DisputeStatus.CONTESTED,
        one=Voice(
            actor=claims[0].actor if claims else None,
            stance=claims[0].statement.act.value if claims else "claim",
            statements=claims,
            passages=(judgement.statement.content,),
        ),
        other=_voice(judgement),
        reason=_reason("judgement of a claim", judgement.statement.content.exact[:80]),
        at=judgement,
    )


def unwilling(hearing: Hearing, offer: Heard) -> Iterator[Clash]:
    """ "The Kremlin has not expressed willingness": a wish of another stands right before."""
    if not offer.statement.negated or offer.statement.act not in WANTING | {Act.AGREE, Act.SUPPORT}:
        return
    claims = pointed_at(hearing, offer, wanted=True)
    if not claims or not claims[0].terms & offer.terms:
        return
    yield Clash(
        topic=claims[0].statement.content.exact,
        terms=offer.terms | claims[0].terms,
        status=DisputeStatus.NEGOTIATING_POSITIONS,
        one=_voice(claims[0]),
        other=_voice(offer),
        reason=_reason("unwilling", offer.statement.content.exact[:80]),
        at=offer,
    )


def two_accounts(hearing: Hearing, account: Heard) -> Iterator[Clash]:
    """ "Lavrov clarified that in their call Putin merely ...": another told it otherwise before."""
    language = account.article.language
    limits = has(account.words, language, "only")
    if account.statement.act is not Act.CLARIFY and not limits:
        return
    if not (limits or has(account.words, language, "meeting")):
        return
    mine = _line_words(hearing, account)
    others = [
        h
        for h in hearing.of(account.article)
        if not h.same_voice(account)
        and h.statement.act in HOLDING | {Act.AGREE}
        and h.span.overlap(account.span) == 0
        and h.actor is not None
        and abs(h.span.start - account.span.start) <= 2 * BACK
        and (
            _one_meeting(hearing, h, mine, language)
            or (limits and h.statement.act in _GUESSING and _names_shared(hearing, h, account))
        )
    ]
    if not others:
        return
    told = [h.content for h in hearing.of(account.article)]
    outer = [h for h in others if not any(_nested(h.span, content) for content in told)]
    nearest = min(outer or others, key=lambda h: (abs(h.span.start - account.span.start), h.span))
    yield Clash(
        topic=account.statement.content.exact,
        terms=account.terms | nearest.terms,
        status=DisputeStatus.CONTESTED,
        one=_voice(nearest),
        other=_voice(account),
        reason=_reason(
            "two accounts", f"{nearest.statement.content.exact[:60]} / {account.statement.content.exact[:60]}"
        ),
        at=account,
    )


def _line_words(hearing: Hearing, heard: Heard) -> tuple[str, ...]:
    lines = hearing.lines.get(heard.article.id, ())
    return next((line.words for line in lines if line.passage.span.overlap(heard.span)), heard.words)


def _one_meeting(hearing: Hearing, other: Heard, mine: tuple[str, ...], language: str) -> bool:
    """Whether both sentences tell of a talk, and of one person at it."""
    theirs = _line_words(hearing, other)
    told = has(mine, language, "meeting") and has(theirs, language, "meeting")
    return told and len({word for word in set(mine) & set(theirs) if len(word) > 3}) > 1


def unanswered(hearing: Hearing, charge: Heard) -> Iterator[Clash]:
    """An accusation whose target says nothing to it in these articles."""
    statement, language = charge.statement, charge.article.language
    aimed = charge.target is not None or opens_with_name(statement.content.exact)
    accuses = statement.act in BLAMING or (statement.act in JUDGING and aimed)
    measure = statement.act is Act.ANNOUNCE and has(charge.words, language, "measure")
    hostile = (
        statement.act in {Act.STATE, Act.ASSERT, Act.CONFIRM, Act.ANNOUNCE}
        and names_beside(statement.content.exact, language, "hostile")
        and not set(charge.words) & listed_words(language, "grammar", "not")
    )
    if statement.negated or charge.actor is None or not (accuses or measure or hostile):
        return
    if charge.target is not None and charge.target == charge.actor:
        return
    if _answered(hearing, charge):
        return
    yield Clash(
        topic=statement.content.exact,
        terms=charge.terms,
        status=DisputeStatus.ONE_SIDED,
        one=_voice(charge),
        other=Voice(actor=silent_in(hearing, charge), stance="no reply in these articles"),
        reason=_reason("no reply", statement.content.exact[:80]),
        at=charge,
    )


def silent_in(hearing: Hearing, charge: Heard) -> ActorId | None:
    """Who is accused and has not answered: the target, else the one state that opens the charge."""
    if charge.target is not None or charge.statement.act not in BLAMING | JUDGING:
        return charge.target
    states = accused_of(hearing, charge).states
    held = sorted(actor for actor, state in hearing.states.items() if {state} == states)
    return held[0] if len(states) == 1 and held else None


def charged(hearing: Hearing, line: Line) -> Iterator[Clash]:
    """ "The minister's claims ...", told without a statement, and nobody answers in the story."""
    language = line.article.language
    said = [h for h in hearing.of(line.article) if h.span.overlap(line.passage.span)]
    possessed = any(
        has((word,), language, "charge") and before.endswith(("'s", "’s", "s'", "s’"))
        for before, word in pairwise(line.words)
    )
    if said or not possessed or any(h.statement.act in AGAINST for h in hearing.of(line.article)):
        return
    yield Clash(
        topic=line.passage.exact,
        terms=line.terms,
        status=DisputeStatus.ONE_SIDED,
        one=Voice(actor=None, stance="claim", passages=(line.passage,)),
        other=Voice(actor=None, stance="no reply in these articles"),
        reason=_reason("no reply", line.passage.exact[:80]),
        at=None,
    )


def _voice(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )


def _reason(name: str, detail: str) -> Reason:
    return Reason(name=name, value=1.0, detail=detail)


def points_back(denial: Heard) -> bool:
    """Whether the content only points back: "the charge", "these allegations as baseless"."""
    language, found = denial.article.language, denial.words
    if len(found) <= 2 and not any(has((word,), language, "links") for word in found):
        return all(_bare(word, language) for word in found)
    if not opens_with(found, language, "pointing"):
        return False
    for at, word in enumerate(found[:4]):
        if has((word,), language, "claim") or has((word,), language, "demand"):
            return at + 1 == len(found) or not has((found[at + 1],), language, "links")
    return len(found) <= POINTING and len(denial.terms) < 2


def _bare(word: str, language: str) -> bool:
    """Whether the word names nothing by itself: "the", "charge", "it"."""
    kinds = ("claim", "demand", "pointing")
    return term(word, language.partition("-")[0]) is None or any(has((word,), language, k) for k in kinds)


def speaks_of_a_wish(denial: Heard) -> bool:
    """Whether what is rejected was wanted rather than claimed."""
    language, head = denial.article.language, denial.words[:HEAD]
    wished = has(head, language, "demand") or has(head, language, "wanted")
    return wished and not has(head, language, "claim")


def _denies_itself(denial: Heard) -> bool:
    """Whether the content is the denial, not what is denied: "There was no survey"."""
    negating = listed_words(denial.article.language, "grammar", "not")
    said = {part for word in denial.words for part in re.split("[’']", word)} | set(denial.words)
    return denial.statement.act is Act.DENY and bool(said & negating)


def _names_claim(denial: Heard) -> bool:
    """Whether the denial itself says what is claimed or wanted: "the U.S. allegations that ..."."""
    language = denial.article.language
    head = denial.words[:HEAD]
    wanted = has(head, language, "demand") or has(head, language, "wanted")
    if denial.statement.act is Act.REFUSE and not wanted:
        return False
    named = wanted or has(head, language, "claim")
    return (named or denial.statement.act is Act.DENY) and len(denial.terms) > 1 and not points_back(denial)


def _goes_on(hearing: Hearing, denial: Heard) -> Heard | None:
    """The denial right before, by the same voice, that a pointing one goes on with."""
    before = [
        h
        for h in hearing.of(denial.article)
        if h is not denial
        and h.statement.act in AGAINST
        and h.same_voice(denial)
        and not points_back(h)
        and 0 <= denial.span.start - h.span.start <= BACK / 2
    ]
    return max(before, key=lambda h: h.span.start, default=None)


def _inside(hearing: Hearing, denial: Heard) -> tuple[Heard, ...]:
    """Statements of others that stand inside the content."""
    return tuple(
        h
        for h in hearing.of(denial.article)
        if h is not denial
        and not h.same_voice(denial)
        and h.statement.act in HOLDING | WANTING
        and h.span.overlap(denial.content) * 2 > len(h.span)
        and len(h.content) < len(denial.content)
    )[:2]


def pointed_at(hearing: Hearing, denial: Heard, wanted: bool) -> tuple[Heard, ...]:
    """The last statement of another before the denial, if the denial points back."""
    if not points_back(denial) and not denial.statement.negated:
        return ()
    acts = WANTING if wanted else HOLDING
    if not wanted and not has(denial.words, denial.article.language, "claim"):
        acts = WANTING | BLAMING
    before = [
        h
        for h in hearing.of(denial.article)
        if h.statement.act in acts
        and not h.same_voice(denial)
        and 0 <= denial.content.start - h.content.start <= BACK
        and h.span.end <= denial.span.end
        and h.content.overlap(denial.content) == 0
    ]
    blaming = [h for h in before if h.statement.act in BLAMING]
    best = blaming if blaming and not wanted else before
    return (max(best, key=lambda h: h.content.start),) if best else ()


def _alike(hearing: Hearing, denial: Heard) -> tuple[Heard, ...]:
    """Statements of others in the thread that are about the same thing."""
    if len(denial.terms) < 2:
        return ()
    wanted = speaks_of_a_wish(denial)
    acts = WANTING if wanted else BLAMING | frozenset({Act.ASSERT})
    found = [
        h
        for h in hearing.by_thread.get(hearing.thread_of(denial), ())
        if h.statement.act in acts
        and not h.same_voice(denial)
        and (h.article.id != denial.article.id or h.span.overlap(denial.span) == 0)
        and _about(hearing, h.terms, denial.terms)
    ]
    if not found and denial.statement.act is Act.DENY:
        return _told_otherwise(hearing, denial)
    return tuple(sorted(found, key=lambda h: (h.article.id != denial.article.id, h.span.start))[:3])


def _told_otherwise(hearing: Hearing, denial: Heard) -> tuple[Heard, ...]:
    """The one statement of another, told elsewhere in the thread, that says what is denied.

    A plain remark, not a charge: so it must share more words than a charge must.
    """
    ours = _common_nouns(denial)
    best: list[tuple[int, str, int, Heard]] = []
    for h in hearing.by_thread.get(hearing.thread_of(denial), ()):
        if h.article.id == denial.article.id or h.statement.act not in HOLDING | {Act.AGREE}:
            continue
        if h.same_voice(denial) or denies(h) or _denies_itself(denial):
            continue
        shared = len(ours & _common_nouns(h))
        if shared >= max(TOLD, 0.4 * len(ours)):
            best.append((-shared, h.article.id, h.span.start, h))
    return (min(best, key=lambda found: found[:3])[3],) if best else ()


def _common_nouns(heard: Heard) -> frozenset[str]:
    """The beginnings of the content's words, names and function words left out."""
    language = heard.article.language.partition("-")[0]
    lower = re.findall(r"[^\W\d_]+", heard.statement.content.exact)
    return frozenset(found for word in lower if word.islower() and (found := term(word, language)))


def _about(hearing: Hearing, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two contents are about one thing: enough shared terms, two of them not in every article."""
    shared = {t for t in one & other if not t.startswith("about ")}
    rare = [t for t in shared if hearing.spread.get(t, 0) <= max(4, 0.25 * hearing.articles)]
    return len(rare) >= 2 and len(one & other) >= ABOUT * min(len(one), len(other))


def _claim_lines(hearing: Hearing, denial: Heard) -> list[Passage]:
    """Sentences beside the denial that speak of the claim: "these claims have been made by ..."."""
    lines = hearing.lines.get(denial.article.id, ())
    at = next((n for n, line in enumerate(lines) if line.passage.span.overlap(denial.span)), None)
    if at is None or not has(denial.words, denial.article.language, "claim"):
        return []
    beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return [
        line.passage
        for line in beside
        if has(line.words, denial.article.language, "claim")
        and opens_with(line.words, denial.article.language, "pointing")
    ][:1]


def _supported(hearing: Hearing, denial: Heard) -> list[Passage]:
    """The sentence of the same article that most speaks of what is rejected, told of others."""
    known = denial.statement.speaker is not None and denial.statement.act is not Act.DENY
    if not known or not speaks_of_a_wish(denial):
        return []
    language = denial.article.language
    ours = [h.span for h in hearing.of(denial.article) if h.same_voice(denial)]
    wants = [h.span for h in hearing.of(denial.article) if h.statement.act in WANTING]
    best: list[tuple[int, int, Line]] = []
    for line in hearing.lines.get(denial.article.id, ()):
        shared = len({t for t in line.terms & denial.terms if not t.startswith("about ")})
        span = line.passage.span
        against = has(line.words, language, "despite") and has(line.words, language, "against")
        wanted = any(_mostly(want, span) for want in wants) and not any(_mostly(own, span) for own in ours)
        if shared >= 2 and (against or wanted):
            best.append((-shared, span.start, line))
    return [min(best, key=lambda found: found[:2])[2].passage] if best else []


def _nested(span: Span, content: Span) -> bool:
    """Whether a statement is told inside another's content."""
    return (
        len(span) < len(content) * 1.5
        and span.start >= content.start
        and span.overlap(content) * 2 > len(span)
    )


def _mostly(span: Span, line: Span) -> bool:
    return span.overlap(line) * 3 > len(line)


def _names_shared(hearing: Hearing, one: Heard, other: Heard) -> bool:
    """Whether two accounts tell of one thing: a name or rare word in both, and another word."""
    shared = one.terms & other.terms
    rare = any(hearing.spread.get(t, 0) <= max(3, 0.3 * hearing.articles) for t in shared)
    return rare and len(shared) > 1


def _answered(hearing: Hearing, charge: Heard) -> bool:
    """Whether anybody of the story sets himself against what the charge says."""
    for h in hearing.by_story.get(charge.story, ()):
        if h.same_voice(charge):
            continue
        # Who is accused and denies anything, or speaks of the same, has not been silent.
        if _is_accused(hearing, charge, h) and (denies(h) or _common_nouns(h) & _common_nouns(charge)):
            return True
        if not (denies(h) or h.statement.act is Act.JUSTIFY):
            continue
        if (
            h.article.id == charge.article.id
            and 0 <= h.span.start - charge.span.start <= BACK
            and points_back(h)
        ):
            return True
        if h.terms & charge.terms:
            return True
    return False


def _is_accused(hearing: Hearing, charge: Heard, other: Heard) -> bool:
    """Whether the charge opens with who speaks in the other: "accused Spain of ...", the Spanish ministry."""
    if charge.statement.act not in BLAMING:
        return False
    opening = " ".join(all_words(charge.statement.content.exact)[:HEAD])
    speaker = speaker_of(hearing, other)
    return names(opening, charge.article.language, speaker) or accused_of(hearing, charge).may_be(speaker)
