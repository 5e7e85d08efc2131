"""Pieces of a text by a unigram vocabulary: those whose scores add up to most.

After: Kudo (2018), Subword regularization; Kudo and Richardson (2018), SentencePiece.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

#: What stands for a space before a word.
SPACE = "▁"
#: A piece that no vocabulary has counts so much less than the worst one it has.
UNKNOWN = 10.0
_SPACES = re.compile(" +")


class Unigram:
    """Cuts words into pieces. `numbers` and `scores` are by piece; `letters`: what a sign is read as."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        scores: Mapping[str, float],
        letters: Mapping[int, str],
        unknown: int,
    ) -> None:
        self._numbers, self._scores, self._letters, self._unknown = numbers, scores, letters, unknown
        self._longest = max(map(len, numbers), default=1)
        self._worst = min(scores.values(), default=0.0) - UNKNOWN
        self._cut = lru_cache(maxsize=20_000)(self._best)

    def pieces(self, text: str, most: int) -> list[int]:
        """The numbers of the first pieces of a text, at most `most`.

        Cost: a few microseconds a word that is known, a hundred for a new one.
        """
        read = _SPACES.sub(" ", text.translate(self._letters)).removeprefix(" ")
        found: list[int] = []
        for word in read.split(" "):
            found += self._cut(SPACE + word)
            if len(found) >= most:
                break
        return found[:most]

    def _best(self, word: str) -> tuple[int, ...]:
        # A run without spaces that is longer than any word is cut, so that its cost is bounded.
        size = min(len(word), 200)
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * size
        for start in range(size):
            so_far = best[start][0]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    score = so_far + self._scores[word[start:end]]
                elif end == start + 1:
                    score, number = so_far + self._worst, self._unknown
                else:
                    continue
                if score > best[end][0]:
                    best[end] = score, number, start
        found: list[int] = []
        end = size
        while end:
            _, number, end = best[end]
            found.append(number)
        return tuple(reversed(found))
