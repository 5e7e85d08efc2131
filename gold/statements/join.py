"""Join the labels of attributed statements to the archives whose text they describe.

    join.py texts   --data DIR --batch A --out OUT        write the texts of a batch, to read and label
    join.py resolve --data DIR --words WORDS [--check]    word files -> train/dev/test.jsonl (offsets, no text)
    join.py second  --data DIR --words WORDS --annotator B   word files of a second pass -> second.jsonl, for agree.py
    join.py show    --data DIR --out OUT                  train/dev/test.jsonl -> full records with text

DIR holds gum_attribution.jsonl and re3d.jsonl. WORDS holds <annotator>/<document>.jsonl. The guideline is README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPLITS = ("train", "dev", "test")
ARCHIVES = ("gum_attribution.jsonl", "re3d.jsonl")
ACTS = frozenset(
    "state announce confirm deny reject dismiss refuse accuse blame criticise condemn warn threaten demand urge ask "
    "propose offer promise agree support praise hope doubt assess predict assert acknowledge answer insult clarify "
    "describe reaffirm justify withhold no_comment".split()
)
MODES = frozenset("direct partial indirect narrated unmarked_direct title".split())
CERTAINTIES = frozenset("stated hedged reported".split())
TAGS = frozenset("turn thought written first_person anonymous irrealis plural_cue unsure".split())
SHORT = {
    "u": "utterance",
    "s": "speaker",
    "is": "speaker_is",
    "c": "cue",
    "x": "content",
    "q": "quotes",
    "a": "act",
    "aa": "act_also",
    "to": "addressee",
    "tg": "target",
    "v": "via",
    "m": "mode",
    "neg": "negated",
    "ce": "certainty",
    "w": "said",
    "t": "tags",
}
FIELDS = frozenset(SHORT.values()) | {"doc", "n"}
# One written form per mark, one character for one, so that offsets stay true.
SAME = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u00a0\u2013\u2014", "\"\"\"'' --")
QUOTED = re.compile(r'"([^"]+?)"')
EDGE = re.compile(r"[\s,:;\-]+")

Span = tuple[int, int]


class LabelError(Exception):
    """What is wrong with one label: the document, the line and the words not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document of an archive, and the same text with its marks in one form for finding words."""

    doc: str
    text: str

    @property
    def plain(self) -> str:
        return self.text.translate(SAME)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def texts(data: Path) -> dict[str, Text]:
    """Every document of the archives, by its id."""
    found: dict[str, Text] = {}
    for name in ARCHIVES:
        with (data / name).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["id"]] = Text(doc=row["id"], text=row["text"])
    return found


def plan() -> dict[str, dict[str, Any]]:
    """The documents of the set, by id, in the order in which a batch is read."""
    listed = tomllib.loads((HERE / "documents.toml").read_text(encoding="utf-8"))["document"]
    return {row["id"]: row for row in listed}


def spans_of(words: str, plain: str, within: Span) -> Iterator[Span]:
    """Every span that the words (or "first ... last") occupy, left to right; white space matches any white space."""
    parts = [
        re.sub(r"\\?\s+", r"\\s+", re.escape(part.strip().translate(SAME)))
        for part in re.split(r"\s\.\.\.\s", words.strip())
    ]
    parts = [
        (r"(?<!\w)" if re.match(r"\w", part) else "") + part + (r"(?!\w)" if re.search(r"\w$", part) else "")
        for part in parts
    ]
    pattern = re.compile(r"[\s\S]*?".join(parts))
    at, end = within
    while match := pattern.search(plain, at, end):
        yield match.start(), match.end()
        at = match.start() + 1


def find(words: str, plain: str, within: Span, nth: int = 1) -> Span | None:
    """The nth span of the words; words may end in "@2" to say the second."""
    if marked := re.fullmatch(r"(.*\S)@(\d+)", words.strip(), re.S):
        words, nth = marked[1], int(marked[2])
    for count, span in enumerate(spans_of(words, plain, within), start=1):
        if count == nth:
            return span
    return None


def find_named(words: str, plain: str, utterance: Span) -> Span | None:
    """The words inside the utterance, else the last place before it, else the first after it."""
    if inside := find(words, plain, utterance):
        return inside
    if "@" in words:
        return find(words, plain, (0, len(plain)))
    before = list(spans_of(words, plain, (0, utterance[0])))
    return before[-1] if before else find(words, plain, (utterance[1], len(plain)))


def trimmed(span: Span, plain: str) -> Span:
    """The span without white space, commas and whole quotation marks at its edges."""
    start, end = span
    if lead := EDGE.match(plain, start, end):
        start = lead.end()
    while end > start and (plain[end - 1].isspace() or plain[end - 1] in ",:;-"):
        end -= 1
    if end - start > 1 and plain[start] == plain[end - 1] == '"' and '"' not in plain[start + 1 : end - 1]:
        return start + 1, end - 1
    return start, end


def rest_of(utterance: Span, taken: Iterable[Span], plain: str) -> list[Span]:
    """What the utterance holds outside the taken spans: the content where none was written. Only parts of two words or more."""
    at, parts = utterance[0], []
    for start, end in sorted(taken):
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    parts.append((at, utterance[1]))
    kept = [trimmed(part, plain) for part in parts]
    return [part for part in kept if len(plain[slice(*part)].split()) > 1]


def quotations(content: Iterable[Span], plain: str, text: str, utterance: Span) -> list[Span]:
    """The spans inside double quotation marks that touch the content."""
    start, end = utterance
    window = (max(0, start - 1), min(len(plain), end + 1))
    found = [match.span(1) for match in QUOTED.finditer(plain, *window)]
    return [one for one in found if any(one[0] < part[1] and part[0] < one[1] for part in content)]


def mode_of(content: list[Span], quoted: list[Span]) -> str:
    """The mode that the marks alone show."""
    if not content:
        return "narrated"
    if not quoted:
        return "indirect"
    inside = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in quoted)
    return "direct" if inside >= sum(b - a for a, b in content) - 3 * len(content) else "partial"


def resolved(written: Mapping[str, Any], text: Text) -> dict[str, Any]:
    """One stand-off statement from the annotator's words. Raises `LabelError` where words are not found or a label is unknown."""
    label = {SHORT.get(key, key): value for key, value in written.items()}
    plain = text.plain

    def need(span: Span | None, field: str, words: Any) -> Span:
        if span is None:
            raise LabelError(f"{field} not found: {words!r}")
        return span

    if unknown := label.keys() - FIELDS:
        raise LabelError(f"unknown fields: {sorted(unknown)}")
    words = label.get("utterance", "")
    utterance = need(find(words, plain, (0, len(plain)), label.get("n", 1)), "utterance", words)
    if utterance[1] - utterance[0] > 6000:
        raise LabelError(f"utterance too long: {words!r}")
    if label.get("act") not in ACTS:
        raise LabelError(f"act: {label.get('act')!r}")
    also = label.get("act_also") or []
    also = also.split() if isinstance(also, str) else also
    if set(also) - ACTS:
        raise LabelError(f"act_also: {also!r}")
    spans: dict[str, Span | None] = {}
    for field in ("speaker", "speaker_is", "addressee", "target", "said"):
        value = label.get(field)
        spans[field] = need(find_named(value, plain, utterance), field, value) if value else None
    # A cue may be in two pieces, as "turned ... down": each is found after the one before.
    cue = label.get("cue")
    cues = [need(find(cue, plain, utterance), "cue", cue)] if cue else []
    via: list[dict[str, Any]] = []
    for one in label.get("via") or []:
        who = one if isinstance(one, str) else one["words"]
        act = "state" if isinstance(one, str) else one.get("act", "state")
        if act not in ACTS:
            raise LabelError(f"via act: {act!r}")
        via.append({"span": need(find_named(who, plain, utterance), "via", who), "act": act})
    if "content" in label:
        given = label["content"] or []
        given = [given] if isinstance(given, str) else given
        content = [need(find(part, plain, utterance), "content", part) for part in given]
    else:
        inside = [span for span in (spans["speaker"], *cues) if span and utterance[0] <= span[0] < utterance[1]]
        content = rest_of(utterance, inside, plain)
    if "quotes" in label:
        given = label["quotes"] or []
        given = [given] if isinstance(given, str) else given
        quoted = [need(find(part, plain, utterance), "quotes", part) for part in given]
    else:
        quoted = quotations(content, plain, text.text, utterance)
    mode = label.get("mode") or mode_of(content, quoted)
    tags = label.get("tags") or []
    tags = tags.split() if isinstance(tags, str) else tags
    certainty = label.get("certainty", "stated")
    for field, value, allowed in (
        ("mode", {mode}, MODES),
        ("certainty", {certainty}, CERTAINTIES),
        ("tags", set(tags), TAGS),
    ):
        if value - allowed:
            raise LabelError(f"{field}: {sorted(value - allowed)}")
    return {
        "kind": "statement",
        "doc": text.doc,
        "start": utterance[0],
        "end": utterance[1],
        "speaker": spans["speaker"],
        "speaker_is": spans["speaker_is"],
        "cue": cues[0] if cues else None,
        "content": content,
        "quotes": quoted,
        "act": label["act"],
        "act_also": sorted(set(also) - {label["act"]}),
        "addressee": spans["addressee"],
        "target": spans["target"],
        "via": via,
        "mode": mode,
        "negated": bool(label.get("negated", False)),
        "certainty": certainty,
        "said": spans["said"],
        "tags": sorted(tags),
    }


def labelled(path: Path, text: Text) -> tuple[list[dict[str, Any]], list[str]]:
    """The statements of one word file in reading order, and what is wrong with the rest, a line each."""
    good: list[dict[str, Any]] = []
    bad: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            good.append(resolved(json.loads(line), text))
        except (LabelError, ValueError, TypeError, KeyError, AttributeError) as error:
            bad.append(f"{path.name}:{number}: {error}")
    good.sort(key=lambda one: (one["start"], one["end"]))
    return good, bad


def first_passes(words: Path, batch: str) -> list[str]:
    """Whose labels of a batch are taken: the batch's own annotator, else any other that read the document."""
    others = sorted(path.name for path in words.iterdir() if path.is_dir() and path.name not in (batch, "texts"))
    return [batch, *others]


def committed(path: Path) -> dict[str, list[str]]:
    """The lines of a stand-off file, by document: those whose words are not at hand stay as they are."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        found.setdefault(json.loads(line)["doc"], []).append(line)
    return found


def resolve(data: Path, words: Path, *, check: bool, annotators: list[str], out: Path) -> int:
    """Write the stand-off files from the word files; the count of lines that could not be resolved."""
    held = texts(data)
    kept = {doc: lines for split in SPLITS for doc, lines in committed(out / f"{split}.jsonl").items()}
    rows: dict[str, list[str]] = {split: [] for split in SPLITS}
    wrong: list[str] = []
    count = 0
    for doc, listed in plan().items():
        for annotator in annotators or first_passes(words, listed["batch"]):
            path = words / annotator / f"{doc}.jsonl"
            if not path.exists():
                continue
            text = held[doc]
            good, bad = labelled(path, text)
            wrong += [f"{annotator}/{line}" for line in bad]
            count += len(good)
            head = {
                "kind": "document",
                "doc": doc,
                "archive": listed["archive"],
                "sha256": text.sha256,
                "characters": len(text.text),
                "annotator": annotator,
                "statements": len(good),
            }
            rows[listed["split"]] += [json.dumps(row) for row in (head, *good)]
            break
        else:
            rows[listed["split"]] += kept.get(doc, [])
            count += max(0, len(kept.get(doc, [])) - 1)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{count} statements, {len(wrong)} lines not resolved", file=sys.stderr)
    if not check:
        out.mkdir(parents=True, exist_ok=True)
        for split in SPLITS:
            (out / f"{split}.jsonl").write_text("".join(row + "\n" for row in rows[split]), encoding="utf-8")
    return len(wrong)


def second_pass(data: Path, words: Path, annotator: str) -> int:
    """Write the stand-off file of a second pass; the count of lines that could not be resolved."""
    held, rows, wrong = texts(data), [], 0
    for doc in plan():
        path = words / annotator / f"{doc}.jsonl"
        if path.exists():
            good, bad = labelled(path, held[doc])
            wrong += len(bad)
            head = {"kind": "document", "doc": doc, "sha256": held[doc].sha256, "annotator": annotator}
            rows += [json.dumps(row) for row in (head, *good)]
    (HERE / "second.jsonl").write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    return wrong


def with_words(record: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The record with every span as {start, end, text}."""

    def passage(span: Any) -> Any:
        return span and {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}

    full = dict(record)
    for field in ("speaker", "speaker_is", "cue", "addressee", "target", "said"):
        full[field] = passage(record[field])
    for field in ("content", "quotes"):
        full[field] = [passage(span) for span in record[field]]
    full["via"] = [passage(one["span"]) | {"act": one["act"]} for one in record["via"]]
    full["text"] = text[record["start"] : record["end"]]
    return full


def show(data: Path, out: Path, labels: Path = HERE) -> int:
    """Write OUT/{train,dev,test}.jsonl, a document a line with its text and statements; the count of texts that differ."""
    if out.resolve().is_relative_to(HERE.parent.parent.resolve()):
        raise SystemExit("The full records hold text of others: choose a folder outside the repository.")
    held = texts(data)
    out.mkdir(parents=True, exist_ok=True)
    differ = 0
    for split in SPLITS:
        documents: dict[str, dict[str, Any]] = {}
        for line in (labels / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = held[row["doc"]]
            if row["kind"] == "document":
                if row["sha256"] != text.sha256:
                    differ += 1
                    print(f"text differs from the one labelled: {row['doc']}", file=sys.stderr)
                    continue
                documents[row["doc"]] = row | {"text": text.text, "statements": []}
            elif row["doc"] in documents:
                documents[row["doc"]]["statements"].append(with_words(row, text.text))
        lines = (json.dumps(document, ensure_ascii=False) + "\n" for document in documents.values())
        (out / f"{split}.jsonl").write_text("".join(lines), encoding="utf-8")
    return differ


def write_texts(data: Path, batch: str, out: Path) -> int:
    """Write the texts of a batch to read, in the order of the plan."""
    held = texts(data)
    out.mkdir(parents=True, exist_ok=True)
    for number, (doc, listed) in enumerate(plan().items()):
        if listed["batch"] == batch:
            (out / f"{number:03}-{doc}.txt").write_text(held[doc].text + "\n", encoding="utf-8")
    return 0


def main() -> int:
    """Exit 0 when everything was found, 1 when some words or texts were not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("texts", "resolve", "second", "show"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--batch", default="A")
    parser.add_argument("--annotator", action="append", default=[])
    parser.add_argument("--check", action="store_true", help="resolve, report, write nothing")
    given = parser.parse_args()
    if given.command == "texts":
        return write_texts(given.data, given.batch, given.out)
    if given.command == "second":
        return min(1, second_pass(given.data, given.words, *given.annotator))
    if given.command == "show":
        return min(1, show(given.data, given.out))
    wrong = resolve(
        given.data, given.words, check=given.check, annotators=given.annotator, out=given.out or HERE
    )
    return min(1, wrong)


if __name__ == "__main__":
    raise SystemExit(main())
