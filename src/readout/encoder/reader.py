"""Attributed statements of paragraphs, read by a small learned encoder.

Three answers come out of one pass: flat tags (speaker, cue or content of each word), cues, and for each
cue the words that name its speaker and its content. Statements nest: a content may hold further cues.
The weights are made by `training/reader/`; their card is `weights/CARD.md`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from readout.encoder.chain import Chain, runs
from readout.encoder.wordpiece import MARK, OUTSIDE, Word, Wordpiece
from readout.model import Problem, Span

Floats = NDArray[np.float32]
Vectors = Floats

#: Tags in the order of the weights: nothing, then begin and inside of each role.
SPEAKER, CUE, CONTENT = "speaker", "cue", "content"
#: Parts of speech, as `encoder.tagger` names them.
PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VB", "VBG", "VBN", "VFIN", "X",
)  # fmt: skip
FLAT_ROLES = (SPEAKER, CUE, CONTENT)
PAIR_ROLES = (SPEAKER, CONTENT)
#: Paragraphs share a window, so that each is read in sight of its neighbours.
WINDOW = 232
#: The encoder knows 512 places; a longer paragraph is seen in portions.
LONGEST = 500
ROWS = 4
#: A content this many characters from a cue without one is that cue's.
NEAR = 60
#: Distances in words beyond this are all alike.
FAR = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with what belongs to it, or a content that no cue of its paragraph introduces."""

    #: Spans count characters of the paragraph. None: no words of this paragraph name the speaker.
    speaker: Span | None
    #: None: the content stands alone (a quotation that goes on, speech without a cue).
    cue: Span | None
    #: In order; more than one where the cue interrupts the content. Marks of quotation are inside.
    contents: tuple[Span, ...]
    #: 0 to 1: the mean probability of the tags of its least certain part.
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the encoder makes of one paragraph."""

    attributions: tuple[Attribution, ...] = ()
    #: Every word with its part of speech, in order; spans count characters of the paragraph.
    parts: tuple[tuple[Span, str], ...] = ()
    #: The vector of each of these words; None where nobody asked the encoder.
    vectors: Vectors | None = None


@cache
def load(language: str = "en", threads: int = 2) -> "Encoder | Problem":
    """The encoder of a language. A Problem where there are no weights: none trained, or none installed.

    Cost: a quarter of a second and 100 MB, once.
    """
    folder = files("readout.encoder") / "weights"
    graph, heads, pieces = (
        folder / name
        for name in (f"reader-{language}.onnx", f"reader-{language}.npz", f"pieces-{language}.txt")
    )
    for path in (graph, heads, pieces):
        if not path.is_file():
            return Problem(
                where=path.name,
                what="no weights of the learned reader; statements are read by rules alone",
                origin="encoder.reader",
            )
    # Imported here: whoever reads by rules alone need not wait for it.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        graph.read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
    )
    with heads.open("rb") as stream, np.load(stream) as arrays:
        found = {name: np.asarray(arrays[name], dtype=np.float32) for name in arrays.files}
    return Encoder(session, found, Wordpiece(pieces.read_text(encoding="utf-8").splitlines()))


class Session(Protocol):
    """What is asked of onnxruntime's session."""

    def run(self, outputs: None, given: Mapping[str, NDArray[np.int32]], /) -> list[Floats]: ...


class Encoder:
    def __init__(self, session: Session, heads: dict[str, Floats], pieces: Wordpiece) -> None:
        self.session = session
        self.heads = heads
        self.pieces = pieces
        self.flat_chain = Chain.named("chain", heads)
        self.cue_chain = Chain.named("cue_chain", heads)
        self.pair_chain = Chain.named("pair_chain", heads)

    def tag(self, paragraphs: Sequence[str]) -> tuple[tuple[Attribution, ...], ...]:
        """For each paragraph of one article, in order, its attributions in order of their place."""
        return tuple(heard.attributions for heard in self.hear(paragraphs))

    def hear(self, paragraphs: Sequence[str]) -> tuple[Heard, ...]:
        """For each paragraph of one article, in order, its attributions and its words' parts of speech.

        Neighbours help: give the paragraphs of an article together, in their order.

        Cost: about 400 microseconds a word on one core.
        """
        cut = [self.pieces.words(text) for text in paragraphs]
        vectors: list[list[Floats]] = [[] for _ in cut]
        for n, found in sorted(self._vectors(cut), key=lambda pair: pair[0]):
            vectors[n[0]].append(found)
        return tuple(
            self._heard(words, np.concatenate(found)) if found else Heard()
            for words, found in zip(cut, vectors, strict=True)
        )

    def _heard(self, words: Sequence[Word], vectors: Floats) -> Heard:
        if "part.weight" not in self.heads:
            return Heard(attributions=tuple(self._read(words, vectors)))
        parts = (vectors @ self.heads["part.weight"] + self.heads["part.bias"]).argmax(1)
        return Heard(
            attributions=tuple(self._read(words, vectors)),
            parts=tuple((word.span, PARTS[n]) for word, n in zip(words, parts.tolist(), strict=True)),
            vectors=vectors,
        )

    @property
    def knows_acts(self) -> bool:
        return "act.weight" in self.heads

    def acts(self, features: Floats) -> Floats:
        """The share of each act, in the order of the acts, for the features of one statement."""
        scores = features @ self.heads["act.weight"] + self.heads["act.bias"]
        raised = np.exp(scores - scores.max())
        shares: Floats = raised / raised.sum()
        return shares

    def _vectors(self, cut: Sequence[Sequence[Word]]) -> Iterator[tuple[tuple[int, int], Floats]]:
        """((paragraph, number of the portion), vectors of its words), in any order."""
        for windows in _batches(cut):
            size = max(window.size for window in windows)
            seen = np.zeros((4, len(windows), size), dtype=np.int32)
            firsts = [self._fill(seen[:, row], window) for row, window in enumerate(windows)]
            names = ("pieces", "shapes", "quotings", "mask")
            given = dict(zip(names, seen, strict=True)) | {"places": np.arange(size, dtype=np.int32)}
            hidden = self.session.run(None, given)[0]
            for row, window in enumerate(windows):
                for portion, places in zip(window.portions, firsts[row], strict=True):
                    yield (portion.paragraph, portion.number), hidden[row, places]

    def _fill(self, seen: NDArray[np.int32], window: "_Window") -> list[list[int]]:
        """Write a window into a row of the input; where the words of each portion begin."""
        seen[:, 0] = self.pieces.first, MARK, OUTSIDE, 1
        at = 1
        firsts: list[list[int]] = []
        for portion in window.portions:
            firsts.append([])
            for word in portion.words:
                end = at + len(word.pieces)
                firsts[-1].append(at)
                seen[0, at:end] = word.pieces
                seen[1:, at:end] = [[word.shape], [word.quoting], [1]]
                at = end
            seen[:, at] = self.pieces.last, MARK, OUTSIDE, 1
            at += 1
        return firsts

    def _read(self, words: Sequence[Word], vectors: Floats) -> Iterator[Attribution]:
        heads = self.heads
        cues = (vectors @ heads["cue.weight"] + heads["cue.bias"])[None]
        flat = (vectors @ heads["flat.weight"] + heads["flat.bias"])[None]
        cue_tags, flat_tags = self.cue_chain.best(cues)[0], self.flat_chain.best(flat)[0]
        cue_runs = [(a, b) for _, a, b in runs(cue_tags)]
        found: list[tuple[int, Attribution]] = []
        told: list[tuple[int, int]] = []
        if cue_runs:
            sure = self.cue_chain.shares(cues)[0]
            pairs = self._pairs(vectors, cue_runs)
            pair_tags, pair_sure = self.pair_chain.best(pairs), self.pair_chain.shares(pairs)
            for n, (a, b) in enumerate(cue_runs):
                parts = [(PAIR_ROLES[role], x, y) for role, x, y in runs(pair_tags[n])]
                speakers = [_span(words, x, y) for role, x, y in parts if role == SPEAKER]
                contents = [(x, y) for role, x, y in parts if role == CONTENT]
                told += contents
                certain = [_mean(sure, cue_tags, a, b)]
                certain += [_mean(pair_sure[n], pair_tags[n], x, y) for _, x, y in parts]
                attribution = Attribution(
                    speaker=speakers[0] if speakers else None,
                    cue=_span(words, a, b),
                    contents=tuple(_span(words, x, y) for x, y in contents),
                    confidence=min(certain),
                )
                found.append((a, attribution))
        left = [
            (a, b)
            for role, a, b in runs(flat_tags)
            if FLAT_ROLES[role] == CONTENT and not any(x < b and a < y for x, y in told)
        ]
        if left:
            sure = self.flat_chain.shares(flat)[0]
        for a, b in left:
            certain_of = _mean(sure, flat_tags, a, b)
            content = _span(words, a, b)
            bare_at = _bare_cue(found, content)
            if bare_at is None:
                alone = Attribution(speaker=None, cue=None, contents=(content,), confidence=certain_of)
                found.append((a, alone))
            else:
                place, bare = found[bare_at]
                confidence = min(bare.confidence, certain_of)
                found[bare_at] = place, replace(bare, contents=(content,), confidence=confidence)
        yield from (attribution for _, attribution in sorted(found, key=lambda pair: pair[0]))

    def _pairs(self, vectors: Floats, cues: Sequence[tuple[int, int]]) -> Floats:
        """For each cue and word the scores of tags: which words name its speaker, which are its content."""
        heads = self.heads
        places = np.arange(len(vectors))
        starts, ends = np.array(cues).T
        before = np.minimum(places - starts[:, None], 0)
        after = np.maximum(places - ends[:, None] + 1, 0)
        far = np.clip(before + after, -FAR, FAR) + FAR
        of_cues = np.stack([vectors[a:b].mean(0) for a, b in cues]) @ heads["of_cue.weight"]
        of_words = vectors @ heads["of_word.weight"] + heads["of_word.bias"]
        mixed = np.maximum(of_words + of_cues[:, None] + heads["distance"][far], 0)
        scores: Floats = mixed @ heads["pair.weight"] + heads["pair.bias"]
        return scores


@dataclass(slots=True)
class _Portion:
    """Following words of one paragraph: all of them, unless the paragraph is very long."""

    paragraph: int
    number: int
    words: Sequence[Word]
    #: Pieces, with the mark that ends them.
    size: int


@dataclass(slots=True)
class _Window:
    """Portions that the encoder sees together."""

    portions: list[_Portion]
    size: int


def _batches(cut: Sequence[Sequence[Word]]) -> Iterator[list[_Window]]:
    """Windows of following portions, some at a time, those of like size together."""
    windows: list[_Window] = []
    for n, words in enumerate(cut):
        for portion in _portions(n, words):
            if not windows or windows[-1].size + portion.size > WINDOW:
                windows.append(_Window([], 1))
            windows[-1].portions.append(portion)
            windows[-1].size += portion.size
    windows.sort(key=lambda window: window.size)
    for n in range(0, len(windows), ROWS):
        yield windows[n : n + ROWS]


def _portions(paragraph: int, words: Sequence[Word]) -> Iterator[_Portion]:
    start, size, number = 0, 1, 0
    for n, word in enumerate(words):
        if size + len(word.pieces) > LONGEST - 1:
            yield _Portion(paragraph, number, words[start:n], size)
            start, size, number = n, 1, number + 1
        size += len(word.pieces)
    if start < len(words):
        yield _Portion(paragraph, number, words[start:], size)


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    return Span(words[start].span.start, words[end - 1].span.end)


def _bare_cue(found: Sequence[tuple[int, Attribution]], content: Span) -> int | None:
    """Which attribution lacks a content and has its cue next to this one. None: another cue is nearer."""
    gaps = [
        (max(attribution.cue.start - content.end, content.start - attribution.cue.end), n)
        for n, (_, attribution) in enumerate(found)
        if attribution.cue is not None
    ]
    outside = [(gap, n) for gap, n in gaps if gap >= 0]
    if not outside:
        return None
    gap, n = min(outside)
    return n if not found[n][1].contents and gap <= NEAR else None


def _mean(shares: Floats, tags: NDArray[np.int64], start: int, end: int) -> float:
    """The mean probability of the tags of some words."""
    return min(1.0, float(shares[np.arange(start, end), tags[start:end]].mean()))
