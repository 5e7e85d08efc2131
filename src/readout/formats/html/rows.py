"""Articles in a list to go through."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from readout.formats.html.said import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article, and what the reader did with it."""

    card: Card
    #: How many statements are in it.
    said: int
    read: bool
    starred: bool
    #: Where the page as it came in is.
    capture: str


def address(choice: Mapping[str, str]) -> str:
    """Where the articles of a choice are."""
    chosen = {name: value for name, value in choice.items() if value and (name, value) != ("show", "all")}
    return "/articles" + (f"?{urlencode(chosen)}" if chosen else "")
