"""Titles: which words of a title line are the title, and what a site hung on to it."""

import re
from collections.abc import Collection

from readout.lang.pages import agencies, sections
from readout.model import Span, trimmed

_BAR = re.compile(r"\s*[|·»]\s*(?=[^|]*$)|\s+[|]\s*|\s*[|]\s+")
_DASH = re.compile(r"\s+[-–—]\s+")
#: A site's name has at most this many words.
NAME = 5


def cut(text: str, line: Span) -> tuple[Span, tuple[str, ...]]:
    """The title's own span, and the suffixes that stood behind it, in order.

    Only whole suffixes go; damage inside the title stays, so that a reader sees it.
    """
    words = line.of(text)
    parts = [match.span() for match in re.finditer(r"\s*\|\s*", words)]
    end = len(words)
    if parts and len(words[: parts[0][0]].split()) >= 3:
        end = parts[0][0]
    dash = list(_DASH.finditer(words[:end]))
    if dash and _is_name(words[dash[-1].end() : end]):
        # A name that the page hangs on other titles too is the site's, however short the title.
        again = text.count(words[dash[-1].start() : end]) > 1
        if again or len(words[: dash[-1].start()].split()) >= 4:
            end = dash[-1].start()
    own = trimmed(text, line.start, line.start + end) or line
    rest = words[own.end - line.start :]
    suffixes = tuple(part.strip() for part in re.split(r"\s*\|\s*|\s+[-–—]\s+", rest) if part.strip())
    return own, suffixes


def _is_name(words: str) -> bool:
    """Whether words could be a site's name: few, capitalised, no sentence."""
    parts = words.split()
    if not 1 <= len(parts) <= NAME or words.rstrip("”\"'’")[-1:] in ".!?…,;:":
        return False
    if any(mark in words for mark in '“”"«»,;:?'):
        return False
    return all(part[0].isupper() or part[0].isdigit() or len(part) <= 3 for part in parts) and (
        words[0].isupper() or words[0].isdigit() or "." in words
    )


def masthead(first: Span, text: str, confirmed: Collection[str]) -> str | None:
    """The outlet that the first line of a page names. None: it is no name, or nothing confirms it.

    A name above everything may be a section or a place. It counts where the page prints it as the
    supplier of the text or behind a copyright mark too.
    """
    name = " ".join(first.of(text).split())
    # Not `_is_name`: many languages write only the first word of a name with a capital.
    if (
        not name[:1].isupper()
        or len(name.split()) > NAME
        or name[-1] in ".!?…:;,"
        or name.casefold() in sections()
    ):
        return None
    return name if any(re.search(rf"\b{re.escape(name)}\b", words) for words in confirmed) else None


def outlet_in(suffixes: Collection[str], dashed: bool, elsewhere: str) -> str | None:
    """The outlet that a title's suffixes name. None: they name sections, an agency, or nobody.

    A single dashed suffix is the site's own; one behind a bar counts where it looks like a domain
    or stands elsewhere on the page too.
    """
    for suffix in reversed(tuple(suffixes)):
        if suffix.casefold() in sections() or suffix in agencies() or not _is_name(suffix):
            continue
        if dashed and len(tuple(suffixes)) == 1:
            return suffix
        if "." in suffix or elsewhere.count(suffix) > 1:
            return suffix
    return None
