"""Parts of speech of English words, by an averaged perceptron.

Tags are the universal ones, with verbs told apart as in the Penn treebank: VFIN (finite), VB
(infinitive), VBG, VBN; auxiliaries are AUX. The weights are trained by `training/tagger.py`.

After: Collins (2002), Discriminative training methods for hidden Markov models; the features are
those that Honnibal (2013) found sufficient.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

Weights = Mapping[str, Mapping[str, float]]

START = ("-start-", "-start2-")
END = ("-end-", "-end2-")
#: Tags that a capital may well have.
NAMES = frozenset({"PROPN", "DET", "PRON", "ADP", "SCONJ", "CCONJ", "PUNCT", "NUM", "AUX"})


@cache
def load(language: str) -> "Tagger | None":
    """The tagger of a language, whatever its region. None: nobody has trained one.

    Cost: a tenth of a second, once.
    """
    path = files("readout.encoder") / "weights" / f"pos-{language.partition('-')[0]}.json.xz"
    if not path.is_file():
        return None
    found = json.loads(lzma.decompress(path.read_bytes()))
    tags = found["tags"]
    weights = {
        feature: {tags[int(n)]: value for n, value in row.items()}
        for feature, row in found["weights"].items()
    }
    return Tagger(tags, found["sure"], weights)


class Tagger:
    def __init__(self, tags: Sequence[str], sure: Mapping[str, str], weights: Weights) -> None:
        self.tags = tuple(tags)
        self.sure = sure
        self.weights = weights

    def tag(self, words: Sequence[str]) -> list[str]:
        """A tag for each word of one sentence, in order.

        Cost: about 50 microseconds a word; words that have one tag only cost nothing.
        """
        context = [*START, *(normal(word) for word in words), *END]
        before, second = START
        tags = []
        for n, word in enumerate(words):
            tag = self.sure.get(word)
            if tag is None:
                tag = self._best(features(n, word, context, before, second))
            if word[0].isupper() and tag not in NAMES and self._is_a_name(n, word, tag, words):
                tag = "PROPN"
            tags.append(tag)
            second, before = before, tag
        return tags

    def settle(self, words: Sequence[str], tags: Sequence[str]) -> list[str]:
        """Another's tags, save for words that have one tag only, and for what spelling or capitals show."""
        found = [self.sure.get(word, tag) for word, tag in zip(words, tags, strict=True)]
        return [
            "PROPN"
            if word[0].isupper() and tag not in NAMES and self._is_a_name(n, word, tag, words)
            else tag
            for n, (word, tag) in enumerate(zip(words, found, strict=True))
        ]

    def _is_a_name(self, n: int, word: str, tag: str, words: Sequence[str]) -> bool:
        """Whether a capital decides: inside a sentence for verbs, at its start for unknown words."""
        opens = n == 0 or not words[n - 1][0].isalnum()
        if opens:
            row = self.weights.get(f"w {normal(word)}")
            return word.isalpha() and (row is None or max(row, key=lambda t: row[t]) == "PROPN")
        return tag in {"VFIN", "VB", "VBN", "VBG", "ADV", "INTJ", "X"}

    def _best(self, found: Iterable[str]) -> str:
        scores = dict.fromkeys(self.tags, 0.0)
        for feature in found:
            for tag, weight in self.weights.get(feature, {}).items():
                scores[tag] += weight
        return max(scores, key=lambda tag: (scores[tag], tag))


def normal(word: str) -> str:
    """A word as context sees it: numbers and years alike, letters in lower case."""
    if "-" in word and word[0] != "-":
        return "!hyphen"
    if word.isdigit():
        return "!year" if len(word) == 4 else "!digits"
    if word[0].isdigit():
        return "!digits"
    return word.lower()


def features(n: int, word: str, context: Sequence[str], before: str, second: str) -> Iterator[str]:
    """What the perceptron sees of the n-th word."""
    i = n + len(START)
    lower = word.lower()
    yield "bias"
    yield f"suffix {lower[-3:]}"
    yield f"suffix2 {lower[-2:]}"
    yield f"prefix {lower[:2]}"
    yield f"shape {_shape(word)} {n == 0}"
    yield f"-1 {before}"
    yield f"-2 {second}"
    yield f"-1-2 {before} {second}"
    yield f"w {context[i]}"
    yield f"-1 w {before} {context[i]}"
    yield f"w-1 {context[i - 1]}"
    yield f"w-1 suffix {context[i - 1][-3:]}"
    yield f"w-2 {context[i - 2]}"
    yield f"w+1 {context[i + 1]}"
    yield f"w+1 suffix {context[i + 1][-3:]}"
    yield f"w+2 {context[i + 2]}"


def _shape(word: str) -> str:
    if word.isupper():
        return "A"
    return "Aa" if word[0].isupper() else "a" if word.isalpha() else "x"
