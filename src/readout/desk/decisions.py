"""What persons decided, carried over to what is read today."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from readout.desk.steps import Texts
from readout.model import (
    ActorId,
    Article,
    CaptureId,
    Cast,
    Correction,
    Judgement,
    Mention,
    Mode,
    Passage,
    Problem,
    Reason,
    Remedy,
    Span,
    Statement,
    StatementId,
    Verdict,
    Voices,
)
from readout.text.finding import places
from readout.text.quotes import quotations

#: The origin of what a person says is so.
PERSON = "person"
#: What the reason is called that says who corrected what, and when.
CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obeyed:
    """What is read, as persons have corrected it."""

    statements: tuple[Statement, ...]
    #: Words that name the actor who speaks in a statement, as a person said. None: nobody known.
    voices: Mapping[StatementId, Passage | None]
    #: The corrections that have lost their place.
    problems: tuple[Problem, ...]
    #: Of each capture with corrections all of them as one word: another when one came or went.
    corrected: Mapping[str, str]


@dataclass(slots=True)
class _Held:
    """One statement while corrections are made to it."""

    statement: Statement
    #: Whether a person has settled the voice, and by which words.
    settled: bool = False
    actor: Passage | None = None


def reattached(passage: Passage, texts: Texts) -> Span | None:
    """Where the words of a passage stand today. None: nowhere, or nobody could say which place.

    The old place if it still says the words; else the only place that does, or the only one of
    them that overlaps the old place. White space and the form of marks may differ.
    """
    text = texts.get(passage.capture_id, "")
    if passage.span.of(text) == passage.exact:
        return passage.span
    found = places(passage.exact, text, whole=False)
    near = [span for span in found if span.overlap(passage.span)] or found
    return near[0] if len(near) == 1 else None


def obeyed(
    by_capture: Mapping[CaptureId, Sequence[Statement]],
    corrections: Iterable[Correction],
    texts: Texts,
    articles: Iterable[Article],
) -> Obeyed:
    """Every statement as corrected, oldest correction first; the corrections that lost their place."""
    of_capture: dict[CaptureId, list[Article]] = {}
    for article in articles:
        of_capture.setdefault(article.capture_id, []).append(article)
    held = {i: [_Held(s) for s in by_capture.get(i, ())] for i in texts}
    problems = []
    made: dict[CaptureId, list[Correction]] = {}
    for correction in corrections:
        capture_id = correction.passage.capture_id
        made.setdefault(capture_id, []).append(correction)
        lost = _obey(correction, held.get(capture_id, []), texts, of_capture.get(capture_id, ()))
        if lost:
            problems.append(lost_decision("correction", correction, capture_id, lost))
    kept = [one for part in held.values() for one in part]
    return Obeyed(
        statements=tuple(one.statement for one in kept),
        voices={one.statement.id: one.actor for one in kept if one.settled},
        problems=tuple(problems),
        corrected={i: as_word(part) for i, part in made.items()},
    )


def as_word(decisions: Sequence[Correction] | Sequence[Judgement]) -> str:
    """Decisions as one word."""
    return hashlib.sha256(repr(decisions).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def lost_decision(what: str, decision: Correction | Judgement, where: CaptureId, why: str) -> Problem:
    """A decision that cannot be obeyed: it is kept, and a person may take it back."""
    undo = f"{'j' if isinstance(decision, Judgement) else ''}{decision.number}"
    said = f"{what} {undo} by {decision.by} {why}; it is kept (`readout corrections --undo {undo}` ends it)"
    return Problem(where=where, what=said, origin="desk")


def _obey(correction: Correction, held: list[_Held], texts: Texts, articles: Sequence[Article]) -> str | None:
    """Change what is held as one correction says. What hinders it, if something does."""
    place = reattached(correction.passage, texts)
    if place is None:
        return f"no longer finds its words: {correction.passage.exact}"
    if correction.remedy is Remedy.MISSED:
        return _add(correction, place, held, texts, articles)
    meant = _meant(held, place, correction, texts)
    if correction.remedy is Remedy.NOT_SAID:
        held[:] = [one for one in held if one not in meant]
        return None
    if not meant:
        return f"finds no statement read at its words: {correction.passage.exact}"
    return _change(_nearest(meant, place, correction, texts), correction, texts)


def _change(one: _Held, correction: Correction, texts: Texts) -> str | None:
    before, right, lost = one.statement, correction.right, None
    after = replace(before, origin=PERSON)
    match correction.remedy:
        case Remedy.NOT_THE_ACT:
            after = replace(after, act=right.act or before.act)
            done = f"act corrected to “{_spoken(after.act)}”, read as “{_spoken(before.act)}”,"
        case Remedy.NOBODY_NAMED:
            after, one.settled, one.actor = replace(after, speaker=None, confidence=1.0), True, None
            done = f"speaker corrected: nobody is named; {_read_as(before.speaker)},"
        case Remedy.NOT_THE_CONTENT:
            words = _today(right.content, texts)
            if words is None:
                return f"no longer finds the words that are right: {right.content and right.content.exact}"
            after = _with_content(after, words, texts)
            done = f"words corrected, read as “{before.content.exact}”,"
        case _:
            words, named = _today(right.speaker, texts), _today(right.actor, texts)
            after = replace(after, speaker=words or before.speaker)
            one.settled, one.actor = words is None or named is not None, named
            sought = right.speaker or right.actor
            if sought and not (words or named):
                lost = f"no longer finds the words that name the speaker: {sought.exact}"
            elif sought:
                after = replace(after, confidence=1.0)
            shown = f"to “{sought.exact}”" if sought else "somebody else says it"
            done = f"speaker corrected{'' if sought else ':'} {shown}, {_read_as(before.speaker)},"
    reasons = before.reasons
    if before.origin != PERSON:
        said = f"read by {before.origin}, {round(100 * before.confidence)} % sure"
        reasons = (*reasons, Reason("read", before.confidence, said))
    one.statement = replace(after, reasons=(*reasons, _by(correction, done)))
    return lost


def _read_as(words: Passage | None) -> str:
    return f"read as “{words.exact}”" if words else "read as nobody named"


def _spoken(act: str) -> str:
    return act.replace("_", " ")


def _by(correction: Correction, done: str) -> Reason:
    note = f": {correction.note}" if correction.note else ""
    return Reason(CORRECTED, 1.0, f"{done} by {correction.by} on {correction.at:%Y-%m-%d}{note}")


def _add(
    correction: Correction, place: Span, held: list[_Held], texts: Texts, articles: Sequence[Article]
) -> str | None:
    """Put in a statement that was not read, instead of one that was read in the same words since."""
    capture_id, right = correction.passage.capture_id, correction.right
    article = next((a for a in articles if place in a.span), None)
    if article is None or right.act is None:
        return f"stands in no article: {correction.passage.exact}"
    content = _today(right.content, texts) or _passage(capture_id, place, texts)
    speaker, actor = _today(right.speaker, texts), _today(right.actor, texts)
    made = Statement(
        article_id=article.id,
        passage=_passage(capture_id, place, texts),
        act=right.act,
        mode=Mode.INDIRECT,
        speaker=speaker,
        cue=_today(correction.cue, texts),
        content=content,
        quotations=_quoted(article, content.span, texts),
        origin=PERSON,
        reasons=(_by(correction, "added"),),
    )
    made = replace(made, mode=_mode(made))
    held[:] = [one for one in held if not _same(one.statement, made)]
    held.append(_Held(made, settled=actor is not None, actor=actor))
    held.sort(key=lambda one: (one.statement.passage.span, one.statement.content.span))
    sought = (right.speaker and not speaker) or (right.actor and not actor)
    return "no longer finds the words that name the speaker" if sought else None


def _with_content(statement: Statement, content: Passage, texts: Texts) -> Statement:
    """The statement with other words as what is said; it grows to hold them."""
    whole, words = statement.passage.span, content.span
    hull = Span(min(whole.start, words.start), max(whole.end, words.end))
    kept = tuple(span for span in statement.quotations if span.overlap(words))
    after = replace(
        statement, passage=_passage(content.capture_id, hull, texts), content=content, quotations=kept
    )
    marked = statement.mode in {Mode.DIRECT, Mode.PARTIAL, Mode.INDIRECT}
    return replace(after, mode=_mode(after)) if marked else after


def _mode(statement: Statement) -> Mode:
    """The mode that the marks show."""
    words = statement.content.span
    inside = sum(span.overlap(words) for span in statement.quotations)
    if not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside >= len(words) - 3 else Mode.PARTIAL


def _quoted(article: Article, content: Span, texts: Texts) -> tuple[Span, ...]:
    text = texts[article.capture_id]
    return tuple(
        span.shifted(block.span.start)
        for block in article.blocks
        if block.span.overlap(content)
        for span in quotations(block.span.of(text))
        if span.shifted(block.span.start).overlap(content)
    )


def _passage(capture_id: CaptureId, span: Span, texts: Texts) -> Passage:
    return Passage(capture_id=capture_id, span=span, exact=span.of(texts[capture_id]))


def _today(passage: Passage | None, texts: Texts) -> Passage | None:
    """The passage where its words stand today. None: there was none, or it has lost its place."""
    place = reattached(passage, texts) if passage else None
    return _passage(passage.capture_id, place, texts) if passage and place else None


def _meant(held: Sequence[_Held], place: Span, correction: Correction, texts: Texts) -> list[_Held]:
    """The statements that a correction of the words at `place` is about.

    The very reading that was looked at, if it is still there; else those that lie by half or more in
    the place and have the same cue or, without one, most of the same content: another statement
    inside the words of this one is not meant.
    """
    cue, content = _today(correction.cue, texts), _today(correction.content, texts)
    very = [
        one
        for one in held
        if one.statement.passage.span == place and content and one.statement.content.span == content.span
    ]
    return very or [one for one in held if _about(one.statement, place, cue, content)]


def _about(statement: Statement, place: Span, cue: Passage | None, content: Passage | None) -> bool:
    span = statement.passage.span
    if span.overlap(place) * 2 < len(span):
        return False
    if cue and statement.cue:
        return statement.cue.span.overlap(cue.span) > 0
    return content is None or _shared(statement.content.span, content.span) >= 0.5


def _nearest(meant: Sequence[_Held], place: Span, correction: Correction, texts: Texts) -> _Held:
    content = _today(correction.content, texts)

    def likeness(one: _Held) -> tuple[float, float]:
        said = one.statement.content.span
        return _shared(one.statement.passage.span, place), _shared(said, content.span) if content else 0

    return max(meant, key=likeness)


def _shared(one: Span, other: Span) -> float:
    """How much two spans share of what both cover, from 0 to 1."""
    both = one.overlap(other)
    return both / (len(one) + len(other) - both)


def _same(statement: Statement, made: Statement) -> bool:
    return (
        _shared(statement.passage.span, made.passage.span) >= 0.5
        and _shared(statement.content.span, made.content.span) >= 0.5
    )


# -- who is who ---------------------------------------------------------------------------------------


def settled(judgements: Iterable[Judgement], texts: Texts) -> tuple[tuple[Judgement, ...], list[Problem]]:
    """The judgements where their words stand today; those that have lost their place."""
    kept, problems = [], []
    for judgement in judgements:
        one, other = _today(judgement.one, texts), _today(judgement.other, texts)
        if one and other:
            kept.append(replace(judgement, one=one, other=other))
            continue
        lost = judgement.other if one else judgement.one
        why = f"no longer finds its words: {lost.exact}"
        problems.append(lost_decision("judgement", judgement, lost.capture_id, why))
    return tuple(kept), problems


def unheeded(cast: Cast, judgements: Iterable[Judgement]) -> list[Problem]:
    """The judgements on actors that the cast does not follow."""
    problems = []
    for judgement in judgements:
        one, other = actor_at(cast, judgement.one), actor_at(cast, judgement.other)
        if one is None or other is None:
            lost = judgement.other if one else judgement.one
            why = f"finds nobody named at its words: {lost.exact}"
        elif (one == other) != (
            judgement.verdict is Verdict.SAME
        ) and judgement.verdict is not Verdict.UNSURE:
            why = (
                f"on “{judgement.one.exact}” and “{judgement.other.exact}” is not followed: a later one says "
                "otherwise, or one article uses one name for both; correct its statements instead"
            )
        else:
            continue
        problems.append(lost_decision("judgement", judgement, judgement.one.capture_id, why))
    return problems


def actor_at(cast: Cast, passage: Passage) -> ActorId | None:
    """Whom the words at a place name. None: nobody."""
    here = [m for m in cast.mentions if m.passage.capture_id == passage.capture_id]
    shared = [(_shared(m.passage.span, passage.span), m.actor_id) for m in here]
    share, actor_id = max(shared, default=(0.0, None))
    return actor_id if share else None


def voiced(cast: Cast, found: Obeyed) -> tuple[Cast, list[Problem]]:
    """The cast with the speakers that persons have settled; those whose words name nobody today."""
    voices, mentions, problems = dict(cast.voices), list(cast.mentions), []
    for statement in found.statements:
        if statement.id not in found.voices:
            continue
        words = found.voices[statement.id]
        actor = actor_at(cast, words) if words else None
        before = voices.get(statement.id, Voices())
        reasons = tuple(r for r in before.reasons if r.name != "speaker")
        voices[statement.id] = replace(before, speaker=actor, reasons=reasons)
        if statement.speaker and before.speaker != actor:
            old = Mention(actor_id=before.speaker, passage=statement.speaker) if before.speaker else None
            mentions = [mention for mention in mentions if mention != old]
            mentions += [Mention(actor_id=actor, passage=statement.speaker)] if actor else []
        if words and actor is None:
            what = f"a corrected speaker cannot be found any more: nobody is named by “{words.exact}”"
            problems.append(Problem(where=words.capture_id, what=what, origin="desk"))
    return replace(cast, voices=voices, mentions=tuple(mentions)), problems
