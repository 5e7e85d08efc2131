"""The lines of a page, and what each looks like before its neighbours are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from readout.articles.credits import closing_credit, is_date_line, wire_credit
from readout.lang.pages import form_of
from readout.model import Span, trimmed

_BREAK = re.compile(r"\r\n|\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_CLOSERS = "\"'”’»›)]*_"
_ENDS = ".!?…。؟"
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_BULLET = re.compile(r"[-–•*·▪►]\s+")
_NUMBERED = re.compile(r"(?:[-–•*·▪►]\s+)?\d{1,2}[.)]\s+\S")
_SENTENCE_END = re.compile(r"[.!?…؟](?=\s+[A-ZÀ-ÞА-ЯЁІЇЄҐ¿¡\d]|$)")
#: "Home > World > Diplomacy": short parts between marks that point on.
_TRAIL = re.compile(r"[^>»›/|.!?]{1,40}(?:\s+[>»›/]\s+[^>»›/|.!?]{1,60}){1,6}")
_MENU = re.compile(r"\s+[|·•]\s+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Line:
    """One line that holds something (or several, where a page wraps its paragraphs)."""

    span: Span
    words: str
    #: Whether an empty line stands before it.
    after_gap: bool

    @cached_property
    def furniture(self) -> str | None:
        """What sort of furniture its words are. None: none that is known."""
        found = form_of("furniture", self.words)
        if found:
            return found
        if not _LETTER.search(self.words):
            return "mark"
        if len(self.words) <= 160 and _TRAIL.fullmatch(self.words):
            return "breadcrumb"
        if _is_menu(self.words):
            return "navigation"
        return "dates" if len(self.words) <= 60 and is_date_line(self.words) else None

    @cached_property
    def credit(self) -> str | None:
        """What sort of credit line it is ("contributor", "photo", "republication" ...)."""
        return form_of("credit", self.words)

    @cached_property
    def count(self) -> int:
        """How many words it has, counted no further than 400 characters."""
        return len(self.words[:400].split())

    @cached_property
    def core(self) -> str:
        """Its words without a closing credit, of the agency or of the reporters."""
        wire = wire_credit(self.words)
        return self.words[: wire[0] if wire else closing_credit(self.words)]

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence ends, or announces a list."""
        last = self.core.rstrip(_CLOSERS + " ")[-1:]
        return bool(last) and (last in _ENDS or (last == ":" and self.count >= 8))

    @cached_property
    def asks(self) -> bool:
        """Whether it ends with a question."""
        return self.words.rstrip(_CLOSERS + " ").endswith(("?", "؟"))

    @cached_property
    def is_table(self) -> bool:
        return bool(_TABLE.match(self.words[:2000])) and self.words.count("|") >= 2

    @cached_property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.words))

    @cached_property
    def is_numbered(self) -> bool:
        return bool(_NUMBERED.match(self.words))

    @property
    def is_plain(self) -> bool:
        """Whether nothing known claims it: neither furniture nor credit nor table."""
        return self.furniture is None and self.credit is None and not self.is_table

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether it reads as running text: ends as a sentence, or is too long for a heading."""
        if not self.is_plain or self.only_asks:
            return False
        return (self.ends and self.count >= 2) or len(self.words) > 200

    @cached_property
    def only_asks(self) -> bool:
        """Whether all of it is questions outside quotation marks: a page's words, not a report's."""
        if not self.asks or any(mark in self.words for mark in '“”"«»„'):
            return False
        ends = _SENTENCE_END.findall(self.words)
        return all(end == "?" for end in ends)

    @cached_property
    def is_heading(self) -> bool:
        """Whether it could be a title: some words, not too many, no end of a sentence."""
        if not self.is_plain or self.is_bullet or not 2 <= self.count <= 30 or len(self.words) > 200:
            return False
        if not _starts_like_a_title(self.words) or self.words.endswith(":"):
            return False  # what ends with a colon leads to what is below it
        return self.asks or not self.ends or _ends_with_quoted_sentence(self.words)


def breaks_off(words: str) -> bool:
    """Whether a text ends in the middle of a sentence, or in an ellipsis."""
    last = words.rstrip(_CLOSERS + " ")
    return not last.endswith(tuple(_ENDS)) or last.endswith(("…", "..."))


def _is_menu(words: str) -> bool:
    """Whether a line is the page's sections in a row: "News | Sport | Weather | Jobs"."""
    parts = [part.split() for part in _MENU.split(words)]
    return (len(parts) >= 4 and all(0 < len(part) <= 2 for part in parts)) or (
        len(parts) == 3 and all(len(part) == 1 for part in parts)
    )


def _starts_like_a_title(words: str) -> bool:
    # Not "is upper case": feeds and machines write titles without capitals.
    return words[0].isalnum() or words[0] in "\"'“‘«„¿¡[("


def _ends_with_quoted_sentence(words: str) -> bool:
    """Whether the sentence end belongs to a quotation that closes the title."""
    tail = words.rstrip(" ")
    return tail[-1:] in "”»\"’'" and tail.rstrip("”»\"’'")[-1:] in "?!" and tail.count(". ") <= 1


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a page that hold something, in order; wrapped paragraphs are one line each."""
    pieces = list(_pieces(text))
    return tuple(_unwrapped(text, pieces) if _is_wrapped(pieces) else pieces)


def _pieces(text: str) -> Iterator[Line]:
    at, gap = 0, False
    ends = [match.span() for match in _BREAK.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        span = trimmed(text, at, end)
        if span:
            yield Line(span=span, words=span.of(text), after_gap=gap)
        gap = span is None
        at = following


def _is_wrapped(pieces: list[Line]) -> bool:
    """Whether the page breaks its paragraphs at a fixed width, as e-mail and old terminals do."""
    inner = [a for a, b in pairwise(pieces) if not b.after_gap]
    if len(inner) < 6:
        return False
    lengths = sorted(len(line.words) for line in inner)
    middle = lengths[len(lengths) // 2]
    open_ended = sum(not line.ends for line in inner)
    return 50 <= middle <= 90 and lengths[-1] <= 100 and open_ended >= 0.7 * len(inner)


def _unwrapped(text: str, pieces: list[Line]) -> Iterator[Line]:
    start = 0
    for number in range(1, len(pieces) + 1):
        if number == len(pieces) or pieces[number].after_gap:
            group = pieces[start:number]
            span = Span(group[0].span.start, group[-1].span.end)
            yield Line(span=span, words=" ".join(span.of(text).split()), after_gap=group[0].after_gap)
            start = number
