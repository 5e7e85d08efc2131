"""Claims without a voice: of speakers nobody could ask, and charges that are told as facts."""

import re
from collections.abc import Iterator

from readout.briefs.flags.page import Line, Page
from readout.lang.flags import settled, turns
from readout.model import Flag, FlagKind, Span, Statement

VAGUE = "nobody is named who says so"
CHARGE = "an accusation is told as a fact"

_NAME = re.compile(r"\b[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]+")


def voiceless(page: Page) -> Iterator[Flag]:
    """Vague speakers whom no sentence beside names, and charges that nobody there makes."""
    if page.personal:
        return
    for line in page.lines:
        words = line.span.of(page.text)
        if words.rstrip().endswith("?"):
            continue
        for turn in turns(page.language, "vague"):
            for found in turn.pattern.finditer(words):
                span = Span(found.start(), found.end()).shifted(line.span.start)
                if not page.is_quoted(span) and not _named(page, line, span):
                    yield page.flag(FlagKind.VOICELESS, VAGUE, span)
        if _charge(page, line, words):
            yield page.flag(FlagKind.VOICELESS, CHARGE, line.span)


def _named(page: Page, line: Line, vague: Span) -> bool:
    """Whether a sentence, or one beside it, has somebody with a name who speaks."""
    return any(
        _has_name(statement)
        for near in (line, *page.around(line), *_next_paragraph(page, line))
        for statement in near.said
        if statement.speaker and not statement.speaker.span.overlap(vague)
    )


def _next_paragraph(page: Page, line: Line) -> Iterator[Line]:
    """The first sentences of the paragraph below."""
    below = [other for other in page.lines if other.block > line.block]
    return (other for other in below if other.block == below[0].block and other.place < 2)


def _has_name(statement: Statement) -> bool:
    speaker = statement.speaker
    return bool(speaker and _NAME.search(speaker.exact))


def _charge(page: Page, line: Line, words: str) -> bool:
    excused = settled(page.language)
    if line.said or any(other.said for other in page.around(line) if other.place < line.place):
        return False
    if page.is_quoted(line.span) or (excused and excused.search(words)):
        return False
    return any(turn.pattern.search(words) for turn in turns(page.language, "charge"))
