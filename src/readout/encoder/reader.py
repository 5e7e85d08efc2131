"""Attributed statements of paragraphs, read by a small learned encoder.

Three answers come out of one pass: flat tags (speaker, cue or content of each word), cues, and for each
cue the words that name its speaker and its content. Statements nest: a content may hold further cues.
The weights are made by `training/reader/`; their card is `weights/CARD.md`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice
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
VERBS = [PARTS.index(part) for part in ("AUX", "VB", "VBG", "VBN", "VFIN")]
#: A word that is more likely than this part of a cue, and is no verb, has an unsure part of speech.
LIKELY_CUE = 0.2
#: Paragraphs share a window, so that each is read in sight of its neighbours.
WINDOW = 232
#: The encoder knows 512 places; a longer paragraph is seen in portions.
LONGEST = 500
ROWS = 4
#: So many paragraphs go through the chains at a time.
TOGETHER = 64
#: The heads that look at every word by itself.
HEADS = ("flat", "cue", "part", "of_word", "of_cue")
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
    #: Every word with its part of speech and how sure that is, from 0 to 1, in order; spans count
    #: characters of the paragraph.
    parts: tuple[tuple[Span, str, float], ...] = ()
    #: For each of these words, from 0 to 1, how likely it is part of a cue.
    cued: tuple[float, ...] = ()
    #: The vector of each of these words; None where nobody asked the encoder.
    vectors: Vectors | None = None


@cache
def load(language: str = "en", threads: int = 2) -> "Encoder | Problem":
    """The encoder of a language. A Problem where there are no weights: none trained, or none installed.

    Cost: a quarter of a second and 100 MB, once.
    """
    folder, base = files("readout.encoder") / "weights", language.partition("-")[0]
    graph, heads, pieces = (
        folder / name for name in (f"reader-{base}.onnx", f"reader-{base}.npz", f"pieces-{base}.txt")
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
    # Threads that wait sleep: while they spin, whatever else the machine does stands still.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        graph.read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
    )
    with heads.open("rb") as stream, np.load(stream) as arrays:
        found = {name: np.asarray(arrays[name], dtype=np.float32) for name in arrays.files}
    return Encoder(session, found, Wordpiece(pieces.read_text(encoding="utf-8").splitlines()))


class Session(Protocol):
    """What is asked of onnxruntime's session."""

    def run(self, outputs: None, given: Mapping[str, NDArray[np.int32]], /) -> list[Floats]: ...


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The words of a paragraph as the encoder sees them: their vectors, and what each head says of them."""

    vectors: Floats
    #: By the name of the head: words x its tags.
    told: Mapping[str, Floats]


class Encoder:
    def __init__(self, session: Session, heads: dict[str, Floats], pieces: Wordpiece) -> None:
        self.session = session
        self.heads = heads
        self.pieces = pieces
        self.flat_chain = Chain.named("chain", heads)
        self.cue_chain = Chain.named("cue_chain", heads)
        self.pair_chain = Chain.named("pair_chain", heads)
        # Side by side, so that one product serves them all: numpy's library wakes its threads for each.
        known = [name for name in HEADS if f"{name}.weight" in heads]
        weights = [heads[f"{name}.weight"] for name in known]
        ends = np.cumsum([weight.shape[1] for weight in weights]).tolist()
        self.columns = dict(zip(known, map(slice, [0, *ends[:-1]], ends), strict=True))
        self.weight = np.ascontiguousarray(np.concatenate(weights, 1))
        none = [np.zeros(weight.shape[1], np.float32) for weight in weights]
        self.bias = np.concatenate(
            [heads.get(f"{name}.bias", zeros) for name, zeros in zip(known, none, strict=True)]
        )

    def tag(self, paragraphs: Sequence[str]) -> tuple[tuple[Attribution, ...], ...]:
        """For each paragraph of one article, in order, its attributions in order of their place."""
        return tuple(heard.attributions for heard in self.hear(paragraphs))

    def hear(self, paragraphs: Sequence[str]) -> tuple[Heard, ...]:
        """For each paragraph of one article, in order, its attributions and its words' parts of speech.

        Neighbours help: give the paragraphs of an article together, in their order.

        Cost: about 280 microseconds a word on one core.
        """
        cut = [self.pieces.words(text) for text in paragraphs]
        vectors: list[list[Floats]] = [[] for _ in cut]
        for (paragraph, _), found in sorted(self._vectors(cut), key=lambda pair: pair[0]):
            vectors[paragraph].append(found)
        filled = [n for n, words in enumerate(cut) if words]
        heard = [Heard()] * len(cut)
        for first in range(0, len(filled), TOGETHER):
            some = filled[first : first + TOGETHER]
            seen = self._seen([np.concatenate(vectors[n]) for n in some])
            for n, one in zip(some, self._heard([cut[n] for n in some], seen), strict=True):
                heard[n] = one
        return tuple(heard)

    def _seen(self, vectors: Sequence[Floats]) -> list[_Seen]:
        """What the heads say of the words of some paragraphs."""
        told = np.concatenate(vectors) @ self.weight + self.bias
        rows = np.split(told, np.cumsum([len(one) for one in vectors])[:-1])
        return [
            _Seen(one, {name: of[:, at] for name, at in self.columns.items()})
            for one, of in zip(vectors, rows, strict=True)
        ]

    def _heard(self, texts: Sequence[Sequence[Word]], seen: Sequence[_Seen]) -> Iterator[Heard]:
        """What is heard in some paragraphs, none of them empty."""
        lengths = np.array([len(words) for words in texts])
        cues = _padded([one.told["cue"] for one in seen])
        flat = _padded([one.told["flat"] for one in seen])
        cue_tags, cue_sure = self.cue_chain.best(cues, lengths), self.cue_chain.shares(cues, lengths)
        flat_tags = self.flat_chain.best(flat, lengths)
        cue_runs = [
            [(a, b) for _, a, b in runs(row[:size])] for row, size in zip(cue_tags, lengths, strict=True)
        ]
        pairs = self._paired(seen, cue_runs)
        for n, (words, one) in enumerate(zip(texts, seen, strict=True)):
            size = len(words)
            sure = [_mean(cue_sure[n], cue_tags[n], a, b) for a, b in cue_runs[n]]
            attributions = tuple(
                self._read(
                    words, one, list(zip(cue_runs[n], sure, pairs[n], strict=True)), flat_tags[n, :size]
                )
            )
            cued = 1 - cue_sure[n, :size, 0]
            yield Heard(
                attributions=attributions,
                cued=tuple(cued.tolist()),
                parts=tuple(_parts(words, one.told["part"], cued)),
                vectors=one.vectors,
            )

    @property
    def knows_acts(self) -> bool:
        return "act.weight" in self.heads

    def acts(self, features: Floats) -> Floats:
        """The share of each act, in the order of the acts, for the features of one statement."""
        shares: Floats = _shares((features @ self.heads["act.weight"] + self.heads["act.bias"])[None])[0]
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

    def _read(
        self,
        words: Sequence[Word],
        seen: _Seen,
        cues: "Sequence[tuple[tuple[int, int], float, _Pair]]",
        flat_tags: NDArray[np.int64],
    ) -> Iterator[Attribution]:
        found: list[tuple[int, Attribution]] = []
        told: list[tuple[int, int]] = []
        for (a, b), sure, (pair_tags, pair_sure) in cues:
            parts = [(PAIR_ROLES[role], x, y) for role, x, y in runs(pair_tags)]
            speakers = [_span(words, x, y) for role, x, y in parts if role == SPEAKER]
            contents = [(x, y) for role, x, y in parts if role == CONTENT]
            told += contents
            certain = [sure, *(_mean(pair_sure, pair_tags, x, y) for _, x, y in parts)]
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
            flat_sure = self.flat_chain.shares(seen.told["flat"][None])[0]
        for a, b in left:
            certain_of = _mean(flat_sure, flat_tags, a, b)
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

    def _paired(
        self, seen: Sequence[_Seen], cues: Sequence[Sequence[tuple[int, int]]]
    ) -> "list[list[_Pair]]":
        """For each cue of each paragraph the tags of its words and the shares of the tags."""
        scores = [row for one, some in zip(seen, cues, strict=True) if some for row in self._pairs(one, some)]
        if not scores:
            return [[] for _ in seen]
        lengths, padded = np.array([len(row) for row in scores]), _padded(scores)
        tags, shares = self.pair_chain.best(padded, lengths), self.pair_chain.shares(padded, lengths)
        rows = ((tags[n, :size], shares[n, :size]) for n, size in enumerate(lengths.tolist()))
        return [list(islice(rows, len(some))) for some in cues]

    def _pairs(self, seen: _Seen, cues: Sequence[tuple[int, int]]) -> Floats:
        """For each cue and word the scores of tags: which words name its speaker, which are its content."""
        heads = self.heads
        places = np.arange(len(seen.vectors))
        starts, ends = np.array(cues).T
        before = np.minimum(places - starts[:, None], 0)
        after = np.maximum(places - ends[:, None] + 1, 0)
        far = np.clip(before + after, -FAR, FAR) + FAR
        of_cues = np.stack([seen.told["of_cue"][a:b].mean(0) for a, b in cues])
        mixed = np.maximum(seen.told["of_word"] + of_cues[:, None] + heads["distance"][far], 0)
        scores: Floats = mixed @ heads["pair.weight"] + heads["pair.bias"]
        return scores


#: The tags of the words of a paragraph beside one cue, and the shares of the tags.
_Pair = tuple[NDArray[np.int64], Floats]


def _padded(rows: Sequence[Floats]) -> Floats:
    """Rows of different length as one array."""
    found = np.zeros((len(rows), max(len(row) for row in rows), rows[0].shape[1]), dtype=np.float32)
    for n, row in enumerate(rows):
        found[n, : len(row)] = row
    return found


def _parts(words: Sequence[Word], scores: Floats, cued: Floats) -> Iterator[tuple[Span, str, float]]:
    shares = _shares(scores)
    best, sure = shares.argmax(1), shares.max(1)
    # Parts of speech were learned from a treebank, cues from texts without them: of a rare cue the
    # parts may say anything.
    sure[(cued > LIKELY_CUE) & ~np.isin(best, VERBS)] = 0.0
    for word, n, share in zip(words, best.tolist(), sure.tolist(), strict=True):
        yield word.span, PARTS[n], share


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


def _shares(scores: Floats) -> Floats:
    """Scores of each row as shares that add up to 1."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares


def _mean(shares: Floats, tags: NDArray[np.int64], start: int, end: int) -> float:
    """The mean probability of the tags of some words."""
    return min(1.0, float(shares[np.arange(start, end), tags[start:end]].mean()))
