"""Which pairs of pairs.jsonl does an export set apart?

    readout read gold/articles/*.txt --format jsonl > EXPORT
    python gold/disputes/score.py EXPORT [--split train] [--misses] [--false] [--json]

A pair is set apart when one dispute has a side that touches the first statement and another side that
touches the second. A side touches a statement when one of its statements or passages shares half of the
shorter of the two.
A dispute of more than four sides or twenty statements counts for nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MOST_SIDES, MOST_STATEMENTS = 4, 20
Place = tuple[int, int]


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sides_of(export: Iterable[dict[str, Any]]) -> tuple[set[str], list[list[dict[str, list[Place]]]]]:
    """The documents that were read, and for each fair dispute the places of its sides, by document."""
    documents: dict[str, str] = {}
    statements: dict[str, dict[str, Any]] = {}
    disputes = []
    for row in export:
        if row["kind"] == "capture":
            documents[row["id"]] = Path(row["address"]).stem
        elif row["kind"] == "statement":
            statements[row["id"]] = row
        elif row["kind"] == "dispute":
            disputes.append(row)
    found = []
    for dispute in disputes:
        held = [side.get("statements", []) for side in dispute["sides"]]
        if len(held) > MOST_SIDES or sum(map(len, held)) > MOST_STATEMENTS:
            continue
        sides = []
        for side in dispute["sides"]:
            places: dict[str, list[Place]] = defaultdict(list)
            said = [statements[one] for one in side.get("statements", []) if one in statements]
            for place in (*said, *side.get("passages", [])):
                places[documents.get(place["capture"], "")].append((place["start"], place["end"]))
            sides.append(dict(places))
        found.append(sides)
    return set(documents.values()), found


def reached(
    pairs: list[dict[str, Any]], export: list[dict[str, Any]]
) -> tuple[dict[str, int], dict[str, int]]:
    """By label: pairs whose articles are in one story, and pairs of which both statements were read."""
    documents = {row["id"]: Path(row["address"]).stem for row in export if row["kind"] == "capture"}
    articles = {
        row["id"]: documents[row["capture"]]
        for row in export
        if row["kind"] == "article" and row["capture"] in documents
    }
    stories = [
        {articles[one] for one in row["articles"] if one in articles}
        for row in export
        if row["kind"] == "story"
    ]
    said: dict[str, list[Place]] = defaultdict(list)
    for row in export:
        if row["kind"] == "statement":
            said[documents.get(row["capture"], "")].append((row["start"], row["end"]))
    together: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for pair in pairs:
        both = {pair["a"]["doc"], pair["b"]["doc"]}
        together[pair["label"]] += any(both <= story for story in stories)
        read[pair["label"]] += touches(said, pair["a"]) and touches(said, pair["b"])
    return dict(together), dict(read)


def touches(places: dict[str, list[Place]], statement: dict[str, Any]) -> bool:
    """Does a side hold half of a statement, or a statement half of a side's place?"""
    for start, end in places.get(statement["doc"], ()):
        shared = min(end, statement["end"]) - max(start, statement["start"])
        if shared > 0 and 2 * shared >= min(end - start, statement["end"] - statement["start"]):
            return True
    return False


def set_apart(pair: dict[str, Any], disputes: list[list[dict[str, list[Place]]]]) -> bool:
    """Do two sides of one dispute hold the two statements of a pair?"""
    for sides in disputes:
        first = {number for number, side in enumerate(sides) if touches(side, pair["a"])}
        second = {number for number, side in enumerate(sides) if touches(side, pair["b"])}
        if first and second and len(first | second) > 1:
            return True
    return False


def share(part: int, whole: int) -> float | None:
    """Part of a whole, or nothing where the whole is nothing."""
    return round(part / whole, 3) if whole else None


def f1(right: int, wrong: int, missed: int) -> float | None:
    """The harmonic mean of precision and recall."""
    return share(2 * right, 2 * right + wrong + missed)


def scores(pairs: list[dict[str, Any]], apart: set[str]) -> dict[str, Any]:
    """Precision, recall and F1 of all pairs and by kind of dispute; false alarms by kind of the others."""
    total: Counter[tuple[str, str]] = Counter((pair["label"], pair["kind"]) for pair in pairs)
    hits: Counter[tuple[str, str]] = Counter(
        (pair["label"], pair["kind"]) for pair in pairs if pair["id"] in apart
    )
    right = sum(count for (label, _), count in hits.items() if label == "dispute")
    wrong = sum(hits.values()) - right
    wanted = sum(count for (label, _), count in total.items() if label == "dispute")
    others = sum(total.values()) - wanted
    by_kind: dict[str, Any] = {}
    for (label, kind), count in sorted(total.items()):
        one = hits[label, kind]
        if label == "dispute":
            # False alarms have no kind of dispute: each kind bears its part of them.
            borne = wrong * count / wanted
            by_kind[kind] = {"found": one, "of": count, "recall": share(one, count)}
            by_kind[kind] |= {
                "precision": round(one / (one + borne), 3) if one + borne else None,
                "f1": round(2 * one / (one + borne + count), 3),
            }
        else:
            by_kind[f"no_dispute/{kind}"] = {"false": one, "of": count, "share": share(one, count)}
    return {
        "pairs": len(pairs),
        "found": f"{right}/{wanted}",
        "false": f"{wrong}/{others}",
        "precision": share(right, right + wrong),
        "recall": share(right, wanted),
        "f1": f1(right, wrong, wanted - right),
        "by_kind": by_kind,
    }


def wanted_pairs(split: str, read: set[str]) -> Iterator[dict[str, Any]]:
    """The pairs of a part whose two documents were read."""
    for pair in rows(HERE / "pairs.jsonl"):
        if split in ("all", pair["split"]) and {pair["a"]["doc"], pair["b"]["doc"]} <= read:
            yield pair


def main() -> int:
    """Exit 1 where the export holds no document of the pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path)
    parser.add_argument("--split", choices=("train", "test", "all"), default="train")
    parser.add_argument("--misses", action="store_true", help="list disputes that were not set apart")
    parser.add_argument("--false", action="store_true", help="list other pairs that were set apart")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    export = rows(given.export)
    read, disputes = sides_of(export)
    pairs = list(wanted_pairs(given.split, read))
    if not pairs:
        print(f"{given.export} holds no document of the pairs: read gold/articles/*.txt", file=sys.stderr)
        return 1
    apart = {pair["id"] for pair in pairs if set_apart(pair, disputes)}
    figures = scores(pairs, apart)
    figures["in_one_story"], figures["both_read"] = reached(pairs, export)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            if name != "by_kind":
                print(f"{name:12} {value}")
        for kind, value in figures["by_kind"].items():
            print(f"  {kind:24} " + " ".join(f"{key} {one}" for key, one in value.items()))
    for pair in pairs:
        missed = pair["label"] == "dispute" and pair["id"] not in apart
        alarm = pair["label"] == "no_dispute" and pair["id"] in apart
        if (given.misses and missed) or (given.false and alarm):
            print(f"{pair['label']} {pair['kind']} {pair['id']}: {pair['reason']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
