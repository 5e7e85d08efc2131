"""Words and marks of a text with their places."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from readout.model import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+?(?=n[’']t\b)|n[’']t\b"
    r"|[’'](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+(?:\.(?=[^\W_]))?"
    r"|\.{2,}|…|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    span: Span
    word: str
    lower: str


def tokens(
    text: str,
    start: int = 0,
    end: int | None = None,
    abbreviations: Collection[str] = frozenset(),
) -> list[Token]:
    """The words and marks of a stretch of text, in order; spans count from the text's start.

    English clitics ("n't", "'s") are tokens of their own, as treebanks have them; the point of an
    abbreviation or an initial belongs to it.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        token = Token(Span(*match.span()), word, word.casefold().replace("’", "'"))
        if word == "." and found and _shortened(found[-1], token, abbreviations):
            token = Token(
                Span(found[-1].span.start, token.span.end),
                found[-1].word + ".",
                found[-1].lower + ".",
            )
            found.pop()
        found.append(token)
    return found


def _shortened(before: Token, point: Token, abbreviations: Collection[str]) -> bool:
    if before.span.end != point.span.start:
        return False
    initial = len(before.word) == 1 and before.word.isupper() and before.word != "I"
    return initial or before.lower in abbreviations
