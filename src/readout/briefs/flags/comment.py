"""Commentary dressed as news: opinion and importance that nobody in the article voices."""

from collections.abc import Iterator

from readout.briefs.flags.page import Line, Page
from readout.lang.flags import turns
from readout.model import Flag, FlagKind, Mode, Span

OWN = "an opinion that nobody in the article voices"


def comment(page: Page) -> Iterator[Flag]:
    """Sentences of comment that no statement holds. None where the writer speaks as "I"."""
    if page.personal:
        return
    for line in page.lines:
        words = line.span.of(page.text)
        if words.rstrip().endswith("?"):
            continue
        for turn in turns(page.language, "comment"):
            found = turn.pattern.search(words)
            if found and not _is_said(page, line, Span(found.start(), found.end()).shifted(line.span.start)):
                yield page.flag(FlagKind.COMMENT, OWN, line.span)
                break


def _is_said(page: Page, line: Line, span: Span) -> bool:
    """Whether the words stand in quotation marks, or in what somebody says."""
    return page.is_quoted(span) or any(
        statement.content.span.overlap(span) for statement in line.said if statement.mode is not Mode.NARRATED
    )
