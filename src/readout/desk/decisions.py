"""What persons decided, carried over to what is read today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from readout.desk.steps import Texts
from readout.model import CaptureId, Cast, Correction, Passage, Problem, Remedy, Span, Statement


def reattached(passage: Passage, texts: Texts) -> Span | None:
    """Where the words of a passage stand today. None: nowhere, or nobody could say which place.

    The old place if it still says the words; else the only place that does.
    """
    text = texts.get(passage.capture_id, "")
    if passage.span.of(text) == passage.exact:
        return passage.span
    start = text.find(passage.exact)
    if start < 0 or text.find(passage.exact, start + 1) >= 0:
        return None
    return Span(start, start + len(passage.exact))


def obeyed(
    by_capture: Mapping[CaptureId, Sequence[Statement]],
    corrections: Iterable[Correction],
    texts: Texts,
) -> tuple[list[Statement], list[Problem]]:
    """Every statement that nobody has corrected away; the corrections that lost their place."""
    denied: dict[CaptureId, list[Span]] = {}
    problems = []
    for correction in corrections:
        place = reattached(correction.passage, texts)
        if place is None:
            words = correction.passage.exact
            what = f"a correction by {correction.by} no longer finds its words: {words}"
            where = correction.passage.capture_id
            problems.append(Problem(where=where, what=what, origin="desk"))
        elif correction.remedy is Remedy.NOT_SAID:
            denied.setdefault(correction.passage.capture_id, []).append(place)
    kept = [
        statement
        for capture_id in texts
        for statement in by_capture.get(capture_id, ())
        if not any(_meant(statement, place) for place in denied.get(capture_id, ()))
    ]
    return kept, problems


def silenced(
    cast: Cast, statements: Iterable[Statement], corrections: Iterable[Correction], texts: Texts
) -> Cast:
    """The cast without the speakers that a person has said are wrong."""
    wrong = [
        (correction.passage.capture_id, place)
        for correction in corrections
        if correction.remedy is Remedy.NOT_THE_SPEAKER and (place := reattached(correction.passage, texts))
    ]
    voices = dict(cast.voices)
    for statement in statements:
        for capture_id, place in wrong:
            here = statement.passage.capture_id == capture_id and _meant(statement, place)
            if here and statement.id in voices:
                voices[statement.id] = replace(voices[statement.id], speaker=None)
    return replace(cast, voices=voices)


def _meant(statement: Statement, place: Span) -> bool:
    """Whether a correction of the words at `place` is about this statement: half of it or more."""
    return statement.passage.span.overlap(place) * 2 >= len(statement.passage.span)
