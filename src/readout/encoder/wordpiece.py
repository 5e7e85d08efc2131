"""Words of a text and the pieces that the encoder knows them by.

A word is a run of letters and digits, or one other mark. Its spelling is lowered, stripped of
accents and cut into the longest pieces that the vocabulary holds; what lower case loses (capitals,
whether we are inside quotation marks) is kept beside the pieces as a shape and a quoting.

After: Devlin et al. (2019), BERT; Wu et al. (2016), the greedy cutting.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readout.model import Span

#: Letters and digits with the accents that stand alone after them; ideographs and marks one by one.
WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]|(?:[^\W_\u3400-\u9fff\uf900-\ufaff][\u0300-\u036f]*)+|''|``|[^\w\s]|_"
)
LONGEST_WORD = 40

LOWER, TITLE, UPPER, NUMBER, MARK = range(5)
SHAPES = 5
OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
QUOTINGS = 4
_OPENING, _CLOSING, _EITHER = {"“", "«", "„", "``"}, {"”", "»"}, {'"', "''"}
_SINGLE, _SINGLE_END = "‘", "’"
#: Two signs for one mark of quotation are known as that mark.
_ALIKE = {"''": '"', "``": '"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text, where it stands, and what the encoder sees of it."""

    span: Span
    pieces: tuple[int, ...]
    shape: int
    quoting: int


class Wordpiece:
    """Cuts texts into words and pieces. `vocabulary` lists the pieces in the order of their numbers."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers: Mapping[str, int] = {piece: n for n, piece in enumerate(vocabulary)}
        self.unknown = self.numbers["[UNK]"]
        self.first = self.numbers["[CLS]"]
        self.last = self.numbers["[SEP]"]
        self._cut = lru_cache(maxsize=50_000)(self._pieces)

    def words(self, text: str) -> list[Word]:
        """The words of one paragraph, in order; none in white space.

        Cost: a few microseconds a word.
        """
        found = []
        #: What opened the quotation that we are in; nothing outside one.
        opened = ""
        for match in WORD.finditer(text):
            spelling = match[0]
            quoting = _quoting(spelling, opened, text[match.end() : match.end() + 1])
            if quoting in {OPENS, CLOSES}:
                opened = spelling if quoting == OPENS else ""
            span = Span(match.start(), match.end())
            found.append(Word(span=span, pieces=self._cut(spelling), shape=_shape(spelling), quoting=quoting))
        return found

    def _pieces(self, spelling: str) -> tuple[int, ...]:
        spelling = _ALIKE.get(spelling, spelling)
        plain = "".join(
            sign
            for sign in unicodedata.normalize("NFD", spelling.lower())
            if unicodedata.category(sign) != "Mn"
        )
        if not plain or len(plain) > LONGEST_WORD:
            return (self.unknown,)
        pieces = []
        start = 0
        while start < len(plain):
            mark = "##" if start else ""
            end = next(
                (n for n in range(len(plain), start, -1) if mark + plain[start:n] in self.numbers), None
            )
            if end is None:
                return (self.unknown,)
            pieces.append(self.numbers[mark + plain[start:end]])
            start = end
        return tuple(pieces)


def _shape(spelling: str) -> int:
    if not spelling[0].isalnum():
        return MARK
    if not spelling[0].isalpha():
        return NUMBER
    if not spelling[0].isupper():
        return LOWER
    return UPPER if len(spelling) > 1 and spelling.isupper() else TITLE


def _quoting(spelling: str, opened: str, after: str) -> int:
    """Whether a word stands in quotation marks, or is such a mark.

    Single marks count where a curled one opens; one that a letter follows is an apostrophe.
    """
    if not opened:
        opens = spelling in _OPENING or spelling in _EITHER or spelling == _SINGLE
        return OPENS if opens else CLOSES if spelling in _CLOSING else OUTSIDE
    if opened == _SINGLE:
        return CLOSES if spelling == _SINGLE_END and not after.isalnum() else INSIDE
    if spelling in _CLOSING or spelling in _EITHER:
        return CLOSES
    return OPENS if spelling in _OPENING else INSIDE
