"""What somebody goes through, what else they could choose, and what they have done with it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the reader did with a story."""

    read: bool
    starred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What was just marked, and what takes it back."""

    words: str
    #: The button's value, and what the form carries besides.
    mark: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """What of a list is shown: everything is in the address, so that it can be kept as a bookmark."""

    #: The page: "/" or "/articles".
    path: str
    #: "show", "folder", "feed", "lang" and "full", as the address has them.
    choice: Mapping[str, str]
    #: Unread articles of everything.
    unread: int
    #: What can be chosen: its value, what it is called, and how many articles are unread (or in it).
    folders: tuple[tuple[str, str, int], ...] = ()
    feeds: tuple[tuple[str, str, int], ...] = ()
    languages: tuple[tuple[str, str, int], ...] = ()
    done: Undo | None = None

    @property
    def show(self) -> str:
        return self.choice.get("show") or "all"

    @property
    def back(self) -> str:
        """The address of what is shown, from its first page on."""
        return self.with_()

    def with_(self, **other: str) -> str:
        """The address of a choice that differs in this."""
        chosen = {name: value for name, value in {**self.choice, **other}.items() if value}
        if chosen.get("show") == "all":
            del chosen["show"]
        return self.path + (f"?{urlencode(chosen)}" if chosen else "")

    @property
    def named(self) -> tuple[tuple[str, str, tuple[tuple[str, str, int], ...]], ...]:
        """Each way to choose that there is: the name of its field, what is chosen, what can be."""
        ways = (("folder", self.folders), ("feed", self.feeds), ("lang", self.languages))
        found = []
        for name, values in ways:
            chosen = self.choice.get(name, "")
            if chosen or len(values) > (1 if name == "lang" else 0):
                shown = next((words for value, words, _ in values if value == chosen), chosen)
                found.append((name, shown, values))
        return tuple(found)
