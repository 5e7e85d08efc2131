"""Which lines of a page are its main text: an extractor's, put right by what the markup says."""

import re
from collections.abc import Callable, Iterable

from readout.intake.markup import Line, Rendered, Zone

#: A shorter line is main text only where the extractor has the very same line.
_SHORT = 25
#: A paragraph of one's own: this long, and less than half of it links.
_LONG = 60
#: A line whose words are links to more than this points elsewhere, unless it is long or in a table.
_LINKED = 0.75
_LONG_LINK = 250
#: No heading is longer.
_TITLE = 200
#: Where the extractor has less than this of the page's own paragraphs, it may have stopped early.
_COVERED = 0.5
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EDGES = frozenset({Zone.NAVIGATION, Zone.FOOTER, Zone.COMMENTS, Zone.RELATED, Zone.FORM})
_NOT_OWN = _EDGES | {Zone.ASIDE, Zone.CAPTION, Zone.TABLE}
_OTHER_THAN_LETTERS = re.compile(r"\W+")
_OTHER_THAN_LETTERS_OR_LINES = re.compile(r"[^\w\n]+")


def main_lines(page: Rendered, extracted: str, titles: Iterable[str]) -> frozenset[int]:
    """The numbers of the lines that are main text. `titles` are the article's, however written.

    What is taken out is furniture to whoever asks: it stays in the page's text. A rule that would
    take half of the text or more is not followed.
    """
    letters = _OTHER_THAN_LETTERS_OR_LINES.sub("", page.text).casefold().split("\n")
    main = _found(page, letters, extracted)
    if not main:
        return frozenset()
    main = _without(page, main, lambda n: bool(page.lines[n].zones & _EDGES), most=1.0)
    main = _without(page, main, lambda n: Zone.CAPTION in page.lines[n].zones, most=1.0)
    main = _continued(page, main)
    main = _without(page, main, lambda n: _points_elsewhere(page.lines[n]))
    said = {_letters(title) for title in titles}
    main = _without(page, main, lambda n: letters[n] in said or page.lines[n].tag == "h1", most=1.0)
    # A header's headings and short lines are the standfirst, the date and the names.
    main = _without(page, main, lambda n: _is_of_header(page.lines[n]))
    again = _said_before(letters, main)
    main = _without(page, main, lambda n: n in again)
    idle = _idle_headings(page, main)
    return frozenset(_without(page, main, lambda n: n in idle, most=1.0))


def _letters(words: str) -> str:
    """A line's letters and figures alone: white space and marks differ between two renderings."""
    return _OTHER_THAN_LETTERS.sub("", words).casefold()


def _found(page: Rendered, letters: list[str], extracted: str) -> set[int]:
    """The lines whose words the extractor has. It sets the cells of a table side by side."""
    paragraphs = {_letters(words) for words in re.split(r"[\n|]", extracted)} - {""}
    whole = _letters(extracted)
    return {
        n
        for n, line in enumerate(page.lines)
        if letters[n] in paragraphs or (len(line.span) >= _SHORT and letters[n] and letters[n] in whole)
    }


def _size(page: Rendered, numbers: Iterable[int]) -> int:
    return sum(len(page.lines[n].span) for n in numbers)


def _without(page: Rendered, main: set[int], out: Callable[[int], bool], *, most: float = 0.5) -> set[int]:
    """`main` without the lines that a rule names, unless they are more than `most` of it."""
    rest = {n for n in main if not out(n)}
    return rest if rest and _size(page, rest) >= (1 - most) * _size(page, main) else main


def _is_own(line: Line) -> bool:
    """Whether a line is a paragraph that stands in no edge of the page and is no list of links."""
    return line.tag == "p" and len(line.span) >= _LONG and line.linked < 0.5 and not line.zones & _NOT_OWN


def _continued(page: Rendered, main: set[int]) -> set[int]:
    """`main`, and where it has little of the page's paragraphs, those that go on right behind it."""
    own = {n for n, line in enumerate(page.lines) if _is_own(line)}
    if not main or _size(page, own & main) >= _COVERED * _size(page, own):
        return main
    missed, more = 0, set(main)
    for n in range(max(main) + 1, len(page.lines)):
        missed = 0 if n in own else missed + 1
        if missed > 1:
            break
        if n in own:
            more.add(n)
    return more


def _points_elsewhere(line: Line) -> bool:
    return line.linked >= _LINKED and len(line.span) <= _LONG_LINK and Zone.TABLE not in line.zones


def _is_of_header(line: Line) -> bool:
    return Zone.HEADER in line.zones and (line.tag in _HEADINGS or len(line.span) <= _LONG)


def _said_before(letters: list[str], main: set[int]) -> set[int]:
    """The long lines of `main` that repeat one above them."""
    seen: set[str] = set()
    again = set()
    for n in sorted(main):
        if len(letters[n]) >= _LONG and letters[n] in seen:
            again.add(n)
        seen.add(letters[n])
    return again


def _idle_headings(page: Rendered, main: set[int]) -> set[int]:
    """The headings with no text below them before the next of their rank, or the end."""
    tags = [(n, page.lines[n].tag) for n in sorted(main)]
    following = [tag for _, tag in tags[1:]] + [None]
    return {
        n
        for (n, tag), behind in zip(tags, following, strict=True)
        if tag in _HEADINGS
        and len(page.lines[n].span) <= _TITLE  # a longer one is a paragraph set large
        and (behind is None or (behind in _HEADINGS and behind <= tag))
    }
