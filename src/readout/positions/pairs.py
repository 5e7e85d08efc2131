"""Rules that set a statement against what it contradicts.

Each takes one statement (or turn) and yields a Clash or nothing; none looks further than the
thread of its story. A rule names itself in the reason of what it finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.model import Act, ActorId, Certainty, DisputeStatus, Passage, Reason, Span
from readout.positions.hearing import (
    AGAINST,
    BLAMING,
    HOLDING,
    JUDGING,
    WANTING,
    Heard,
    Hearing,
    Line,
    has,
    opens_with,
)

#: How many characters back "the charge" may point.
BACK = 700
#: A content of so few words, with a word that points back, names nothing by itself.
POINTING = 6
#: The share of the shorter content's terms that two contents about one thing have in common.
ABOUT = 0.5


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
    """"Russia denied the charge": what is denied is another's statement, or named in the denial."""
    if denial.statement.act not in AGAINST or denial.statement.negated:
        return
    language = denial.article.language
    wanted = has(denial.words, language, "demand") and not has(denial.words, language, "claim")
    claims = _inside(hearing, denial) or _pointed_at(hearing, denial, wanted) or _alike(hearing, denial)
    named = () if _points(denial) else (denial.statement.content,)
    passages = (*named, *_claim_lines(hearing, denial), *_supported(hearing, denial))
    if not claims and not _names_claim(denial):
        return
    negotiating = wanted or any(c.statement.act in WANTING for c in claims)
    contested, talks = DisputeStatus.CONTESTED, DisputeStatus.NEGOTIATING_POSITIONS
    topic = (claims[0].statement.content if claims else passages[0]).exact if claims or passages else ""
    yield Clash(
        topic=denial.statement.content.exact if named else topic,
        terms=denial.terms | frozenset().union(*(c.terms for c in claims)),
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


def judged(hearing: Hearing, judgement: Heard) -> Iterator[Clash]:
    """"Officials criticised Macron's assertion that ...": what is judged is another's statement."""
    if judgement.statement.act not in JUDGING:
        return
    claims = _inside(hearing, judgement)
    if not claims and not (has(judgement.words, judgement.article.language, "claim") and not _points(judgement)):
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
    """"The Kremlin has not expressed willingness": a wish of another stands right before."""
    if not offer.statement.negated or offer.statement.act not in WANTING | {Act.AGREE, Act.SUPPORT}:
        return
    claims = _pointed_at(hearing, offer, wanted=True)
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
    """"Lavrov clarified that in their call Putin merely ...": another told it otherwise before."""
    language = account.article.language
    limits = has(account.words, language, "only")
    if account.statement.act is not Act.CLARIFY and not limits:
        return
    if not (limits or has(account.words, language, "meeting")):
        return
    others = [
        h
        for h in hearing.of(account.article)
        if not h.same_voice(account)
        and h.statement.act in HOLDING | {Act.AGREE}
        and h.span.overlap(account.span) == 0
        and h.actor is not None
        and _names_shared(hearing, h, account)
        and (h.span.end <= account.span.start or h.statement.certainty is Certainty.HEDGED or limits)
    ]
    if not others:
        return
    nearest = min(others, key=lambda h: (-len(h.terms & account.terms), abs(h.span.start - account.span.start)))
    yield Clash(
        topic=account.statement.content.exact,
        terms=account.terms | nearest.terms,
        status=DisputeStatus.CONTESTED,
        one=_voice(nearest),
        other=_voice(account),
        reason=_reason("two accounts", ", ".join(sorted(nearest.terms & account.terms)[:5])),
        at=account,
    )


def unanswered(hearing: Hearing, charge: Heard) -> Iterator[Clash]:
    """An accusation whose target says nothing to it in these articles."""
    statement, language = charge.statement, charge.article.language
    accuses = statement.act in BLAMING | JUDGING
    measure = statement.act is Act.ANNOUNCE and has(charge.words, language, "measure")
    hostile = statement.act in HOLDING and has(charge.words, language, "hostile") and charge.actor is not None
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
        other=Voice(actor=charge.target, stance="no reply in these articles"),
        reason=_reason("no reply", statement.content.exact[:80]),
        at=charge,
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


def _points(denial: Heard) -> bool:
    """Whether the content only points back: "the charge", "these allegations as baseless"."""
    language = denial.article.language
    few = len(denial.words) <= POINTING or not (denial.terms - _claim_terms(denial))
    return few and opens_with(denial.words, language, "pointing") or len(denial.words) <= 2


def _claim_terms(denial: Heard) -> frozenset[str]:
    language = denial.article.language
    return frozenset(t for t in denial.terms if any(w.startswith(t) and has((w,), language, "claim") for w in denial.words))


def _names_claim(denial: Heard) -> bool:
    """Whether the denial itself says what is claimed or wanted: "the U.S. allegations that ..."."""
    language = denial.article.language
    named = has(denial.words, language, "claim") or has(denial.words, language, "demand")
    return (named or denial.statement.act is Act.DENY) and len(denial.terms) > 1 and not _points(denial)


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


def _pointed_at(hearing: Hearing, denial: Heard, wanted: bool) -> tuple[Heard, ...]:
    """The last statement of another before the denial, if the denial points back."""
    if not _points(denial) and not denial.statement.negated:
        return ()
    acts = WANTING if wanted else HOLDING
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
    language = denial.article.language
    wanted = has(denial.words, language, "demand") and not has(denial.words, language, "claim")
    acts = WANTING if wanted else BLAMING | frozenset({Act.ASSERT, Act.WARN})
    found = [
        h
        for h in hearing.heard
        if h.statement.act in acts
        and not h.same_voice(denial)
        and h.span.overlap(denial.span) == 0
        and _one_thread(hearing, h, denial)
        and _about(hearing, h.terms, denial.terms)
    ]
    return tuple(sorted(found, key=lambda h: (h.article.id != denial.article.id, h.span.start))[:3])


def _one_thread(hearing: Hearing, one: Heard, other: Heard) -> bool:
    if one.story is None or other.story is None:
        return one.article.id == other.article.id
    return hearing.thread.get(one.story) == hearing.thread.get(other.story)


def _about(hearing: Hearing, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two contents are about one thing: enough shared terms, two of them not in every article."""
    shared = one & other
    rare = [t for t in shared if hearing.spread.get(t, 0) <= max(4, 0.25 * len(hearing.lines))]
    return len(shared) >= 2 and bool(rare) and len(shared) >= ABOUT * min(len(one), len(other))


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
    if not has(denial.words, denial.article.language, "demand"):
        return []
    ours = [h.span for h in hearing.of(denial.article) if h.same_voice(denial)]
    best: list[tuple[int, int, Line]] = []
    for line in hearing.lines.get(denial.article.id, ()):
        shared = len(line.terms & denial.terms)
        if shared >= 2 and not any(_mostly(span, line.passage.span) for span in ours):
            best.append((-shared, line.passage.span.start, line))
    return [min(best, key=lambda found: found[:2])[2].passage] if best else []


def _mostly(span: Span, line: Span) -> bool:
    return span.overlap(line) * 3 > len(line)


def _names_shared(hearing: Hearing, one: Heard, other: Heard) -> bool:
    """Whether two accounts tell of one thing: a name or rare word in both."""
    return any(hearing.spread.get(t, 0) <= max(3, 0.3 * len(hearing.lines)) for t in one.terms & other.terms)


def _answered(hearing: Hearing, charge: Heard) -> bool:
    """Whether anybody of the story sets himself against what the charge says."""
    for h in hearing.heard:
        if h.story != charge.story or h.same_voice(charge) or h.statement.act not in AGAINST | {Act.JUSTIFY}:
            continue
        if h.article.id == charge.article.id and 0 <= h.span.start - charge.span.start <= BACK and _points(h):
            return True
        if h.terms & charge.terms:
            return True
    return False
