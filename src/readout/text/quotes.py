"""Quotations: the spans inside quotation marks."""

import re
from collections.abc import Iterator

from readout.model import Span

#: Opening marks and the marks that close them.
_PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", "『": "』"}
_LONGEST = 3000
_MARK = re.compile("[“«„‹「『\"'‘]")


def quotations(text: str) -> tuple[Span, ...]:
    """The spans inside the outermost quotation marks of a paragraph, marks left out, in order.

    Straight and single marks count where they cannot be apostrophes. A mark that a paragraph opens
    and never closes, as in speech over several paragraphs, runs to its end. Empty quotations have
    no span.
    """
    doubled = "''" in text or "``" in text
    if doubled:  # wires write “ as `` or '', two characters that stand for one mark
        marked = text.replace("``", "“\u2060").replace("''", '"\u2060')
        spans = (_inside_doubled(text, span) for span in quotations(marked))
        return tuple(span for span in spans if span)
    found: list[Span] = []
    at = 0
    while match := _MARK.search(text, at):
        opened = match.start()
        end = _end(text, opened)
        if end is None:
            at = opened + 1
            continue
        if end > opened + 1 and text[opened + 1 : end].strip():
            found.append(Span(opened + 1, end))
        at = min(end + 1, len(text))
        if at >= len(text):
            break
    return tuple(found)


def _inside_doubled(text: str, span: Span) -> Span | None:
    """A span without the second character of a doubled opening mark."""
    start = span.start + (text[span.start - 1 : span.start + 1] in {"``", "''"})
    return Span(start, span.end) if start < span.end else None


def _end(text: str, opened: int) -> int | None:
    mark = text[opened]
    if mark in _PAIRS:
        return _paired(text, opened, mark, _PAIRS[mark])
    if not _opens(text, opened):
        return None
    if mark == '"':
        closed = next((n for n in _every(text, '"', opened + 1) if _closes(text, n)), None)
        return closed if closed is not None else _open_ended(text, opened)
    return _single(text, opened, "’'" if mark == "‘" else "'")


def _paired(text: str, opened: int, mark: str, closers: str) -> int | None:
    """Where the pair closes; a pair inside it is passed over.

    A straight mark closes it where no straight one opened since: pages mix the two.
    """
    depth, straight = 0, 0
    for n in range(opened + 1, min(len(text), opened + _LONGEST)):
        if text[n] == '"' and mark == "“":
            straight += 1 if _opens(text, n) else -1
            if straight < 0 and depth == 0 and _closes(text, n):
                return n
        if text[n] in closers:
            if depth == 0:
                return n
            depth -= 1
        elif text[n] == mark and mark not in closers and _PAIRS[mark] not in text[opened:n]:
            depth += 1
    return _open_ended(text, opened)


def _open_ended(text: str, opened: int) -> int | None:
    """A quotation that goes on in the next paragraph: opened at the start, closed nowhere."""
    return len(text.rstrip()) if opened == len(text) - len(text.lstrip()) and len(text) > 20 else None


def _single(text: str, opened: int, closers: str) -> int | None:
    """Where a single mark closes: where punctuation says so, else at the first place it can."""
    weak = None
    for n in range(opened + 1, min(len(text), opened + _LONGEST)):
        if text[n] in "'‘" and n > opened + 1 and _opens(text, n):
            break
        if text[n] in closers and _closes(text, n):
            before, after = text[n - 1], text[n + 1 : n + 3]
            if before in ".,?!…;" or after[:1] in ".,;:?!)—–" or not after.strip():
                return n
            possessive = before in "sS" and after[:1] == " " and after[1:2].islower()
            weak = weak or (None if possessive and weak else n)
    return weak


def _opens(text: str, n: int) -> bool:
    before = text[n - 1 : n]
    return (not before or before.isspace() or before in '([{—–-"“‘/:') and text[n + 1 : n + 2].strip() != ""


def _closes(text: str, n: int) -> bool:
    return not text[n - 1].isspace() and not text[n + 1 : n + 2].isalnum()


def _every(text: str, mark: str, start: int) -> Iterator[int]:
    n = text.find(mark, start, start + _LONGEST)
    while n >= 0:
        yield n
        n = text.find(mark, n + 1, start + _LONGEST)
