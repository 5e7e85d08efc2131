"""Where an article names persons by their surnames alone, and whom a pronoun may mean instead."""

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.model import Span

_OPENS = re.compile(r"(?:^|[.!?…][”\"’»)]*\s+)[“\"‘«(]*$")
_POSSESSIVE = re.compile(r"[’']s\b|[’'](?=\s)")


def bare_names(text: str, within: Sequence[Span], surnames: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Every place where a surname stands in some spans of a text, with its person's key.

    A surname before another capital is left out: "Roth Motors".
    """
    if not surnames:
        return
    choices = "|".join(sorted(map(re.escape, surnames), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{choices})\b(?! [^\W\d_a-zß-ÿа-я])")
    for span in within:
        for match in pattern.finditer(text, span.start, span.end):
            yield Span(match.start(), match.end()), surnames[match.group()]


def opens_sentence(text: str, paragraph: Span, at: int) -> bool:
    """Whether what stands at a place opens its sentence."""
    return _OPENS.search(text[paragraph.start : at]) is not None


def is_possessive(text: str, end: int) -> bool:
    """Whether a mark of possession follows a name: its bearer is no subject."""
    return _POSSESSIVE.match(text, end) is not None
