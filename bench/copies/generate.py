"""Newsroom edits of real texts: eight kinds, from a seed."""

import random
from collections.abc import Callable, Sequence

Words = list[str]


def cut(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """The first 30 %."""
    return text[: max(24, len(text) * 3 // 10)]


def cut_start(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """A stretch of 40 % from somewhere in the middle."""
    size = max(24, len(text) * 4 // 10)
    start = rng.randrange(max(1, len(text) - size))
    return text[start : start + size]


def merge(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """Half of this one and half of another."""
    other = rng.choice(others)
    return text[: len(text) // 2] + other[len(other) // 2 :]


def reword(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """15 % of the words changed."""
    pool = rng.choice(others)
    return [rng.choice(pool) if rng.random() < 0.15 else word for word in text]


def retitle(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """Another title and lead, the rest the same."""
    other = rng.choice(others)
    return other[:10] + text[10:]


def local(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """A local paragraph of 60 words added in the middle."""
    other, at = rng.choice(others), rng.randrange(len(text))
    return text[:at] + other[:60] + text[at:]


def reorder(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """The paragraphs (here, stretches of 40 words) in another order, one in four dropped."""
    parts = [text[at : at + 40] for at in range(0, len(text), 40)]
    rng.shuffle(parts)
    kept = parts[: max(1, len(parts) * 3 // 4)]
    return [word for part in kept for word in part]


def digest(rng: random.Random, text: Words, others: Sequence[Words]) -> Words:
    """A short item: 24 words of it, nothing else."""
    start = rng.randrange(max(1, len(text) - 24))
    return text[start : start + 24]


KINDS: tuple[Callable[[random.Random, Words, Sequence[Words]], Words], ...] = (
    cut, cut_start, merge, reword, retitle, local, reorder, digest,
)  # fmt: skip
