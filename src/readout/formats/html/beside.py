"""What stands beside an article's text: its image, its translations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """The image that an article leads with, at an address of the reader itself."""

    src: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """An article's paragraphs, each with its translation."""

    #: The language of the translation, and what made it. Empty: the page holds it.
    language: str
    by: str
    #: The original words, and the translated ones. None: their figures differ, and they are not shown.
    rows: tuple[tuple[str, str | None], ...]
    #: Whether it is into the language that the pages are in.
    wanted: bool
    #: Where the other text is. Empty: nowhere else.
    href: str = ""

    @property
    def left_out(self) -> int:
        return sum(words is None for _, words in self.rows)
