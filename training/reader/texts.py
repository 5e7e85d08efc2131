"""Labelled documents, read from named public data into one form; the licence filter is here.

A document is a row of paragraphs. A paragraph has words, one flat tag a word, and relations: a cue
with the words that name its speaker and its content, as ranges of words within the paragraph.
"""

import hashlib
import json
import pathlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.encoder.wordpiece import Word, Wordpiece
from readout.model import Act
from readout.statements.acts import FIRST, act_by_rule
from readout.statements.heard import cue_in

#: Genres of GUM whose texts may train weights that others may use and sell: Wikinews CC BY 2.5, academic,
#: court and textbook CC BY 4.0, biographies and travel CC BY-SA 3.0, speeches public domain, vlogs CC BY.
OPEN_GENRES = frozenset(
    {"news", "interview", "academic", "court", "speech", "bio", "voyage", "textbook", "vlog"}
)
OPEN_LICENCES = frozenset({"CC-BY-2.5", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY", "public-domain"})

ROLES = ("source", "cue", "content")
FLAT = ("O", *(f"{sign}-{role}" for role in ROLES for sign in "BI"))
CUE = ("O", "B", "I")
PAIR = ("O", "B-source", "I-source", "B-content", "I-content")
#: Parts of speech as the program's rules know them: verbs by their form.
PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VB", "VBG", "VBN", "VFIN", "X",
)  # fmt: skip

ACTS = tuple(act.value for act in Act)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    cue: Range
    speakers: tuple[Range, ...]
    contents: tuple[Range, ...]
    #: The labelled act and those equally right; empty where nobody said.
    acts: tuple[str, ...] = ()
    #: The act that the program's rules take it for. None: they do not know the cue.
    ruled: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    words: tuple[Word, ...]
    flat: tuple[str, ...]
    relations: tuple[Relation, ...]
    #: The tokens of the labelled data and their tags, for measuring on them; empty where there are none.
    tokens: tuple[Range, ...] = ()
    token_labels: tuple[str, ...] = ()
    #: The part of speech of each word; empty where nobody marked it.
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    part: str
    paragraphs: tuple[Paragraph, ...]


def open_gum(folder: pathlib.Path, pieces: Wordpiece, dep: pathlib.Path | None = None) -> Iterator[Document]:
    """The documents of GUM whose licence lets weights be given on; the others are never read further.

    `dep`: the folder of GUM's treebank, for parts of speech.
    """
    for record in _records(folder / "gum_attribution.jsonl"):
        if record["genre"] in OPEN_GENRES and record["text_licence"] in OPEN_LICENCES:
            document = from_spans(record, pieces, _gum_paragraphs(record))
            yield with_parts(document, record, dep) if dep else document


def with_parts(document: Document, record, dep: pathlib.Path) -> Document:
    """The document with the parts of speech of GUM's treebank; a word has that of the token it begins in."""
    rows = [
        line.split("\t") for line in (dep / f"{record['id']}.conllu").read_text(encoding="utf-8").splitlines()
    ]
    tags = [part_of(row[3], row[4]) for row in rows if row[0].isdigit()]
    tokens, text, at = record["tokens"], record["text"], 0
    if len(tags) != len(tokens):
        raise ValueError(f"{record['id']}: the treebank has other tokens")
    paragraphs, n = [], 0
    for paragraph in document.paragraphs:
        at = text.index(paragraph.text, at)
        parts = []
        for word in paragraph.words:
            while n + 1 < len(tokens) and tokens[n + 1][0] <= at + word.span.start:
                n += 1
            parts.append(tags[n])
        at += len(paragraph.text)
        paragraphs.append(replace(paragraph, parts=tuple(parts)))
    return replace(document, paragraphs=tuple(paragraphs))


def part_of(universal: str, penn: str) -> str:
    if universal != "VERB":
        return universal
    return penn if penn in {"VB", "VBG", "VBN"} else "VFIN"


def open_re3d(folder: pathlib.Path, pieces: Wordpiece) -> Iterator[Document]:
    """Texts without labels of governments and of Wikipedia; its part from the BBC is left out."""
    for record in _records(folder / "re3d.jsonl"):
        if "BBC" not in record["source"]:
            yield unlabelled(record["id"], record["text"].split("\n"), pieces)


def open_crossner(folder: pathlib.Path, pieces: Wordpiece) -> Iterator[Document]:
    """Sentences of Wikipedia about politics, each by itself, without labels."""
    for record in _records(folder / "crossner_politics.jsonl"):
        for n, line in enumerate(record["text"].split("\n")):
            yield unlabelled(f"{record['id']}-{n}", [_as_written(line)], pieces)


def own(
    labels: pathlib.Path,
    folder: pathlib.Path,
    pieces: Wordpiece,
    part: str = "train",
    dep: pathlib.Path | None = None,
) -> Iterator[Document]:
    """The project's own labelled set (`gold/statements`: offsets and hashes), joined with the texts of the archives."""
    wanted = {row["id"]: row for row in documents(labels) if row["split"] == part}
    statements = defaultdict(list)
    labelled = set()
    for record in _records(labels / f"{part}.jsonl"):
        if record["kind"] == "document":
            labelled.add(record["doc"])
        else:
            statements[record["doc"]].append(record)
    for name in ("gum_attribution.jsonl", "re3d.jsonl"):
        for record in _records(folder / name):
            if record["id"] not in wanted or record["id"] not in labelled:
                continue
            text = record["text"]
            if hashlib.sha256(text.encode()).hexdigest() != wanted[record["id"]]["sha256"]:
                raise ValueError(f"{record['id']}: the archive holds another text than was labelled")
            document = _own_document(record["id"], part, text, pieces, statements[record["id"]])
            in_gum = name.startswith("gum") and dep
            yield with_parts(document, record, dep) if in_gum else document


def written(folder: pathlib.Path, pieces: Wordpiece) -> Iterator[Document]:
    """The project's own articles (`gold/articles`), whose texts it holds; those that are measured on are left out."""
    sets = tomllib.loads((folder / "sets.toml").read_text(encoding="utf-8"))["set"]
    taught = {row["id"] for row in sets if row["split"] == "train"}
    statements = defaultdict(list)
    for record in _records(folder / "statements.jsonl"):
        if record["kind"] == "document":
            statements[record["doc"]] += []
        else:
            statements[record["doc"]].append(record)
    for name, found in statements.items():
        if name[:2] not in taught:
            continue
        text = (folder / f"{name}.txt").read_bytes().decode()
        yield _own_document(name, "train", text, pieces, found)


def _own_document(name: str, part: str, text: str, pieces: Wordpiece, statements) -> Document:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        words = tuple(pieces.words(line))
        start, at = at, at + len(line) + 1
        if words:
            paragraphs.append(_own_paragraph(line, start, words, statements))
    return Document(name, part, tuple(paragraphs))


def documents(labels: pathlib.Path):
    """What `documents.toml` says of each document of the set: id, archive, split, sha256."""
    return tomllib.loads((labels / "documents.toml").read_text(encoding="utf-8"))["document"]


def _own_paragraph(line: str, start: int, words: tuple[Word, ...], statements) -> Paragraph:
    def run(span):
        if span is None or span[0] >= start + len(line) or span[1] <= start:
            return None
        return covered(words, span[0] - start, span[1] - start)

    relations, spans = [], []
    for statement in statements:
        cue, speaker = run(statement["cue"]), run(statement["speaker"])
        contents = tuple(filter(None, map(run, statement["content"])))
        if cue:
            acts = (statement["act"], *statement["act_also"])
            negated = statement["negated"]
            known = cue_in(line[statement["cue"][0] - start : statement["cue"][1] - start], "en")
            said = line[statement["content"][0][0] - start :] if contents and statement["content"] else ""
            ruled = act_by_rule(known.act, said, negated=negated, language="en").value if known else None
            relations.append(Relation(cue, (speaker,) if speaker else (), contents, acts, ruled, negated))
        else:
            spans.append(("content", contents))
    relations.sort(key=lambda relation: relation.cue)
    for relation in relations:
        spans += [("cue", (relation.cue,)), ("source", relation.speakers), ("content", relation.contents)]
    return Paragraph(line, words, flat_of(len(words), spans), tuple(relations))


def unlabelled(name: str, lines, pieces: Wordpiece) -> Document:
    cut = ((line, tuple(pieces.words(line))) for line in lines)
    return Document(name, "train", tuple(Paragraph(t, w, ("O",) * len(w), ()) for t, w in cut if w))


def _as_written(line: str) -> str:
    """Text without the spaces that a tokeniser put before marks."""
    line = re.sub(r" ([,.;:?!)\]])", r"\1", line)
    line = re.sub(r"([(\[]) ", r"\1", line)
    line = re.sub(r"`` ?| ''", '"', line)
    return re.sub(r" ('s|n't)\b", r"\1", line)


def polnear(folder: pathlib.Path, part: str, pieces: Wordpiece) -> Iterator[Document]:
    """PolNeAR states no licence: to measure with, never for weights that leave the machine."""
    units = defaultdict(list)
    for unit in _records(folder / f"polnear_units.{part}.jsonl"):
        units[unit["id"]].append(unit)
    for record in _records(folder / f"polnear.{part}.jsonl"):
        ranges, at = [], 0
        for unit in units[record["id"]]:
            ranges.append((at, at + len(unit["tokens"])))
            at += len(unit["tokens"])
        labels = [label for unit in units[record["id"]] for label in unit["labels"]]
        yield from_spans(record, pieces, ranges, labels)


def from_spans(record, pieces, ranges, labels=None) -> Document:
    """A document from spans over tokens. `ranges`: the tokens of each paragraph."""
    spans = {span["id"]: span for span in record["spans"]}
    tokens = record["tokens"]
    paragraphs = []
    for first, last in ranges:
        start, end = tokens[first][0], tokens[last - 1][1]
        text = record["text"][start:end]
        words = tuple(pieces.words(text))
        if not words:
            continue

        def runs(span, start=start, end=end, words=words):
            """The ranges of words that a span covers in this paragraph."""
            pieces_of = span["frags"]
            if span.get("tok"):
                pieces_of = _joined(span["tok"], tokens)
            found = (covered(words, a - start, b - start) for a, b in pieces_of if a < end and b > start)
            return tuple(run for run in found if run)

        relations = []
        for relation in record["relations"]:
            cues = [run for name in relation["cue"] for run in runs(spans[name])]
            if not cues:
                continue
            speakers = tuple(run for name in relation["source"] for run in runs(spans[name]))
            contents = tuple(run for name in relation["content"] for run in runs(spans[name]))
            relations.append(Relation(cues[0], speakers, contents))
        if labels is None:
            flat = flat_of(len(words), [(s["label"], runs(s)) for s in record["spans"]])
        else:
            flat = flat_of(
                len(words),
                [
                    (
                        label,
                        tuple(filter(None, [covered(words, tokens[a][0] - start, tokens[b - 1][1] - start)])),
                    )
                    for label, a, b in pieces_in(labels, first, last)
                ],
            )
        paragraphs.append(
            Paragraph(
                text,
                words,
                flat,
                tuple(relations),
                tuple((a - start, b - start) for a, b in tokens[first:last]),
                tuple(labels[first:last]) if labels is not None else (),
            )
        )
    return Document(record["id"], record.get("split", "train"), tuple(paragraphs))


def pieces_in(labels, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """(role, start, end) of each BIO piece among labels[first:last]."""
    n = first
    while n < last:
        sign, _, role = labels[n].partition("-")
        end = n + 1
        if sign == "B":
            while end < last and labels[end] == f"I-{role}":
                end += 1
            yield role, n, end
        n = end


def _gum_paragraphs(record) -> list[Range]:
    """Tokens between line breaks."""
    ranges, first = [], 0
    tokens, text = record["tokens"], record["text"]
    for n in range(1, len(tokens) + 1):
        if n == len(tokens) or "\n" in text[tokens[n - 1][1] : tokens[n][0]]:
            ranges.append((first, n))
            first = n
    return ranges


def _joined(numbers, tokens) -> list[Range]:
    """Runs of following tokens as ranges of characters."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number:
            found[-1][1] = number + 1
        else:
            found.append([number, number + 1])
    return [(tokens[a][0], tokens[b - 1][1]) for a, b in found]


def covered(words, start: int, end: int) -> Range | None:
    """The range of words that touch these characters."""
    inside = [n for n, word in enumerate(words) if word.span.start < end and word.span.end > start]
    return (inside[0], inside[-1] + 1) if inside else None


def flat_of(size: int, spans) -> tuple[str, ...]:
    """One tag a word. Where spans nest, the outer content wins."""
    tags = ["O"] * size
    order = sorted(
        ((role, a, b) for role, found in spans for a, b in found),
        key=lambda span: (span[0] != "content", span[1] - span[2]),
    )
    for role, a, b in order:
        if all(tag == "O" for tag in tags[a:b]):
            tags[a:b] = [f"B-{role}"] + [f"I-{role}"] * (b - a - 1)
    return tuple(tags)


def _records(path: pathlib.Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
