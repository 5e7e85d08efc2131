"""Spans and passages: where words stand, and the words."""

from dataclasses import dataclass
from typing import NewType, Self

from readout.model.errors import PassageError

CaptureId = NewType("CaptureId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, like a slice: `text[span.start:span.end]`.

    Offsets count code points of the capture's text, not bytes. A span holds at least one character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise PassageError(start=self.start, end=self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Self) -> int:
        """How many characters the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends. None: there is nothing else in it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start, start + len(words)) if words else None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """The words of a capture that something rests on."""

    capture_id: CaptureId
    span: Span
    #: The words themselves, so that a passage can be read, and checked, on its own.
    exact: str
