"""The whole program, from text to statements with resolved speakers, against labelled texts.

    python bench/statements/whole.py own gold/statements STATEMENTS_FOLDER [--part test] [--misses]
    python bench/statements/whole.py polnear STATEMENTS_FOLDER
    python bench/statements/whole.py articles gold/articles [--part test]

Each text is read by `readout read` as a page of its own. A statement is *found* where a read one has a touching cue (or,
where one of the two has none, a content that shares half of its characters) and the utterances share half of the
shorter one. *Right* has the right speaker too (the words overlap by half, or the name read is the name that the label
says is meant), and the right act (the label's, or one it calls equally right). F1 with a 95 % interval by resampling documents.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

Range = tuple[int, int]
ROUNDS = 1000


def shared(one: Range | None, other: Range | None) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) if one and other else 0


def half(one: Range | None, other: Range | None) -> bool:
    """Whether two stretches share half of the characters that either has."""
    if not one or not other:
        return False
    both = shared(one, other)
    return 2 * both >= (one[1] - one[0]) + (other[1] - other[0]) - both


def own(folder: Path, texts: Path, part: str):  # noqa: ANN201
    """(id, text, labelled statements) of a part of the project's own set."""
    sys.path.insert(0, str(folder))
    from join import texts as held_texts

    held = held_texts(texts)
    found: dict[str, list[dict]] = {}
    with (folder / f"{part}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["kind"] == "document":
                found[row["doc"]] = []
            else:
                found[row["doc"]].append(row)
    for doc, rows in found.items():
        yield doc, held[doc].text, rows


def articles(folder: Path, part: str):  # noqa: ANN201
    """The same of the project's own articles."""
    sets = tomllib.loads((folder / "sets.toml").read_text(encoding="utf-8"))["set"]
    wanted = {row["id"] for row in sets if row["split"] == part}
    found: dict[str, list[dict]] = {}
    with (folder / "statements.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            rows = found.setdefault(row["doc"], [])
            if row["kind"] == "statement":
                rows.append(row)
    for doc, rows in found.items():
        if doc[:2] in wanted:
            yield doc, (folder / f"{doc}.txt").read_bytes().decode(), rows


def polnear(folder: Path):  # noqa: ANN201
    """The same of PolNeAR's dev part: relations without acts."""
    with (folder / "polnear.dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            spans = {span["id"]: span["frags"] for span in record["spans"]}

            def run(ids: list[str], spans: dict = spans) -> Range | None:
                parts = [part for i in ids for part in spans.get(i, ())]
                return (min(a for a, _ in parts), max(b for _, b in parts)) if parts else None

            rows = []
            for relation in record["relations"]:
                speaker, cue, content = (run(relation.get(name, ())) for name in ("source", "cue", "content"))
                places = [p for p in (speaker, cue, content) if p]
                if places:
                    start, end = min(p[0] for p in places), max(p[1] for p in places)
                    row = {"start": start, "end": end, "speaker": speaker, "cue": cue}
                    rows.append(row | {"content": [content] if content else [], "act": None, "tags": []})
            yield record["id"], record["text"], rows


def read(documents: list, extra: list[str]):  # noqa: ANN201
    """For each document the statements that the program reads, with the names of their speakers."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, (_, text, _) in enumerate(documents):
            path = Path(folder) / f"{n:04d}.txt"
            path.write_bytes(text.encode())
            paths.append(str(path))
        command = [sys.executable, "-m", "readout", "read", *paths, "--format", "jsonl", *extra]
        out = subprocess.run(command, capture_output=True, check=False)
        if out.returncode == 2:
            sys.exit(out.stderr.decode())
    records = [json.loads(line) for line in out.stdout.decode().splitlines()]
    number = {r["id"]: int(Path(r["address"]).stem) for r in records if r["kind"] == "capture"}
    names = {r["id"]: r["name"] for r in records if r["kind"] == "actor"}
    found = defaultdict(list)
    for r in records:
        if r["kind"] == "statement":
            speaker = r["speaker"]
            at = (speaker["start"], speaker["end"]) if speaker and speaker.get("start") is not None else None
            found[number[r["capture"]]].append(
                {
                    "span": (r["start"], r["end"]),
                    "speaker": at,
                    "name": names.get(speaker["actor"]) if speaker else None,
                    "cue": r["cue"] and (r["cue"]["start"], r["cue"]["end"]),
                    "content": r["content"] and (r["content"]["start"], r["content"]["end"]),
                    "act": r["act"],
                    "origin": r["origin"],
                    "mode": r["mode"],
                }
            )
    return [found[n] for n in range(len(documents))]


def words(text: str) -> set[str]:
    return {w for w in "".join(c if c.isalnum() else " " for c in text.casefold()).split() if len(w) > 2}


def same_speaker(text: str, row: dict, got: dict) -> bool:
    """The words overlap by half, or the name read and the words that the label says are meant have a name in common."""
    if not row["speaker"]:
        return not got["speaker"]
    if half(tuple(row["speaker"]), got["speaker"]):
        return True
    meant = row.get("speaker_is") or row["speaker"]
    name = words(got["name"] or "")
    return bool(name) and bool(name & words(text[meant[0] : meant[1]]))


def touches(row: dict, got: dict) -> bool:
    content = (row["content"][0][0], row["content"][-1][1]) if row["content"] else None
    span = (row["start"], row["end"])
    both = shared(span, got["span"])
    if row["cue"] and got["cue"]:
        return bool(shared(tuple(row["cue"]), got["cue"]))
    shorter = min(span[1] - span[0], got["span"][1] - got["span"][0])
    return half(content, got["content"]) or (2 * both >= shorter and bool(shared(content, got["content"])))


def matched(text: str, rows: list, got: list):  # noqa: ANN201
    """(label, read statement) one to one, those with the right speaker and act first."""
    scored = sorted(
        (
            (
                same_speaker(text, row, one) + (one["act"] == row["act"]),
                shared((row["start"], row["end"]), one["span"])
                / max(row["end"] - row["start"], one["span"][1] - one["span"][0]),
                -n,
                -m,
            )
            for n, row in enumerate(rows)
            for m, one in enumerate(got)
            if touches(row, one)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, n, m in scored:
        if -n not in given and -m not in taken:
            given.add(-n)
            taken.add(-m)
            yield -n, -m


def f1(count: Counter) -> tuple[float, float, float]:
    precision, recall = count["right"] / max(1, count["read"]), count["right"] / max(1, count["labelled"])
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("what", choices=("own", "polnear", "articles"))
    ask.add_argument("folders", nargs="+", type=Path)
    ask.add_argument("--part", default="test")
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--wrong", action="store_true")
    ask.add_argument("--rules", action="store_true", help="by rules alone")
    told = ask.parse_args()
    if told.what == "polnear":
        documents = list(polnear(*told.folders))
    else:
        documents = list((own if told.what == "own" else articles)(*told.folders, told.part))
    readings = read(documents, ["--fast"] if told.rules else [])
    counts: list[dict[str, Counter]] = []
    acts: dict[str, Counter] = defaultdict(Counter)
    traps: dict[str, Counter] = defaultdict(Counter)
    origins: dict[str, Counter] = defaultdict(Counter)
    for (doc, text, rows), got in zip(documents, readings, strict=True):
        count = {
            name: Counter(labelled=len(rows), read=len(got))
            for name in ("found", "speaker", "content", "all")
        }
        pairs = list(matched(text, rows, got))
        right = set()
        for n, m in pairs:
            row, one = rows[n], got[m]
            speaker = same_speaker(text, row, one)
            content = (row["content"][0][0], row["content"][-1][1]) if row["content"] else None
            act = row["act"] is None or one["act"] in {row["act"], *row.get("act_also", ())}
            count["found"]["right"] += 1
            count["speaker"]["right"] += speaker
            count["content"]["right"] += speaker and half(content, one["content"])
            count["all"]["right"] += speaker and act
            if speaker and act:
                right.add(n)
            origins[one["origin"]]["found"] += 1
            origins[one["origin"]]["speaker"] += speaker
            origins[one["origin"]]["act"] += act
            if told.wrong and not (speaker and act):
                print(
                    f"{doc}: {'' if speaker else 'SPEAKER '}{'' if act else 'ACT ' + row['act'] + ' got ' + one['act']} [{one['origin']}] name={one['name']} | {text[row['start'] : row['end']][:200]!r}"
                )
        for m, one in enumerate(got):
            origins[one["origin"]]["read"] += 1
            if told.wrong and m not in {b for _, b in pairs}:
                print(
                    f"{doc}: FALSE {one['act']} [{one['origin']}] name={one['name']} | {text[slice(*one['span'])][:200]!r}"
                )
        for n, row in enumerate(rows):
            acts[row["act"]].update(labelled=1, right=n in right)
            for tag in [
                *row["tags"],
                row.get("mode"),
                "via" if row.get("via") else None,
                "negated" if row.get("negated") else None,
            ]:
                if tag:
                    traps[tag].update(labelled=1, right=n in right)
            if told.misses and n not in {a for a, _ in pairs}:
                print(
                    f"{doc}: MISSED {row['act']} {text[slice(*row['cue'])] if row['cue'] else None!r} | {text[row['start'] : row['end']][:220]!r}"
                )
        counts.append(count)
    print(f"{len(documents)} documents")
    chance = random.Random(1)
    for name in counts[0]:
        total = sum((c[name] for c in counts), Counter())
        drawn = sorted(
            f1(sum((chance.choice(counts)[name] for _ in counts), Counter()))[0] for _ in range(ROUNDS)
        )
        low, high = drawn[ROUNDS // 40], drawn[-ROUNDS // 40]
        f, p, r = f1(total)
        print(
            f"{name:8} F1 {f:.3f} ({low:.3f} to {high:.3f})  precision {p:.3f}  recall {r:.3f}  of {total['labelled']} labelled, {total['read']} read"
        )
    for title, table in (("act", acts), ("trap", traps)):
        if set(table) - {None}:
            print(
                f"recall of right by {title}: "
                + ", ".join(
                    f"{k} {v['right']}/{v['labelled']}"
                    for k, v in sorted(table.items(), key=lambda kv: -kv[1]["labelled"])
                )
            )
    print(
        "by origin (read: found, speaker, act): "
        + ", ".join(
            f"{k} {v['read']}: {v['found']}, {v['speaker']}, {v['act']}" for k, v in sorted(origins.items())
        )
    )


if __name__ == "__main__":
    main()
