"""The scores of a reading, counted as each set's own evaluation counts them."""

import re
import statistics
from collections import Counter

_TOKEN = re.compile(r"\w+")


def _shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens)


def shared(true: str, found: str) -> tuple[float, float, float]:
    """(true positive, false positive, false negative) 4-gram shingles, as shares of all three."""
    one, other = _shingles(true), _shingles(found)
    tp, fp, fn = (one & other).total(), (other - one).total(), (one - other).total()
    whole = tp + fp + fn
    return (tp / whole, fp / whole, fn / whole) if whole else (0.0, 0.0, 0.0)


def _ratio(good: float, bad: float, other: float) -> float:
    if bad == other == 0:
        return 1.0
    return good / (good + bad) if good else 0.0


def text_f1(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """F1 of mean precision and mean recall over pages, as article-extraction-benchmark has it."""
    counts = [shared(true, found) for true, found in pairs]
    precision = statistics.mean(_ratio(tp, fp, fn) for tp, fp, fn in counts if tp + fp > 0)
    recall = statistics.mean(_ratio(tp, fn, fp) for tp, fp, fn in counts if tp + fn > 0)
    return {"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}


def page_f1(true: str, found: str) -> float:
    """F1 of one page: for looking at the worst."""
    tp, fp, fn = shared(true, found)
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def segments_f1(pages: list[tuple[list[str], list[str], str]]) -> dict[str, float]:
    """Micro F1 over (segments it must have, segments it must not have, text), as trafilatura has it."""
    tp = fp = fn = 0
    for wanted, unwanted, text in pages:
        folded = " ".join(text.split())
        has = sum(" ".join(words.split()) in folded for words in wanted)
        tp += has
        fn += len(wanted) - has
        fp += sum(" ".join(words.split()) in folded for words in unwanted)
    precision, recall = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn)
    return {"f1": 2 * tp / (2 * tp + fp + fn), "precision": precision, "recall": recall}


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def title_is(true: str, found: str) -> bool:
    """White space folded, curly quotation marks made straight; nothing else is forgiven."""
    marks = str.maketrans("‘’“”", "''\"\"")
    return " ".join(true.translate(marks).split()) == " ".join(found.translate(marks).split())


def authors_are(true: str, found: tuple[str, ...]) -> bool:
    """The same set of names, case aside. None on both sides is right."""
    wanted = {_folded(name) for name in true.split(",") if name.strip()}
    return wanted == {_folded(name) for name in found}
