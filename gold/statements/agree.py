"""Print how far two annotators agree on the documents that both have read.

    agree.py

The first pass is train.jsonl, dev.jsonl and test.jsonl; the second, made blind over some of the documents, second.jsonl.
Statements are paired one to one, best overlap first; a pair must share half of its characters (Jaccard >= .5), or its cue.
F1 is of the paired statements; every other figure is of the pairs. Kappa is Cohen's, over the first act.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from join import HERE, SPLITS

Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


def overlap(a: Sequence[int] | None, b: Sequence[int] | None) -> float:
    """Shared characters over all characters of two spans, in 0..1; 1 where both are absent, 0 where one is."""
    if a is None or b is None:
        return float(a is b)
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def pairs(first: Sequence[Mapping[str, Any]], second: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """The statements of two annotators that are one statement, each used once."""
    scored = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            same_cue = bool(a["cue"] and b["cue"] and overlap(a["cue"], b["cue"]) > 0)
            other_cue = bool(a["cue"] and b["cue"] and not same_cue)
            span = overlap((a["start"], a["end"]), (b["start"], b["end"]))
            if not other_cue and (same_cue or span >= 0.5):
                scored.append((same_cue + span, -i, -j))
    used_a: set[int] = set()
    used_b: set[int] = set()
    found: list[Pair] = []
    for _, i, j in sorted(scored, reverse=True):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((first[-i], second[-j]))
    return found


def kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa; 0 without labels, 1 where both use one and the same label throughout."""
    if not labels:
        return 0.0
    total = len(labels)
    seen = sum(a == b for a, b in labels) / total
    left, right = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(left[act] * right[act] for act in left) / total**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def figures(first: Mapping[str, list[dict[str, Any]]], second: Mapping[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Agreement over the documents that both hold, as name and figure."""
    both = sorted(first.keys() & second.keys())
    found = [pair for doc in both for pair in pairs(first[doc], second[doc])]
    count_a, count_b = sum(len(first[doc]) for doc in both), sum(len(second[doc]) for doc in both)
    shown: dict[str, float] = {
        "documents": len(both),
        "statements of the first": count_a,
        "statements of the second": count_b,
        "paired": len(found),
        "F1 of statements": 2 * len(found) / max(1, count_a + count_b),
    }

    def share(name: str, agrees: list[bool]) -> None:
        shown[name] = sum(agrees) / max(1, len(agrees))

    for field in ("speaker", "cue"):
        share(f"{field} exact", [a[field] == b[field] for a, b in found])
        share(f"{field} overlaps", [overlap(a[field], b[field]) > 0 for a, b in found])
    share("act, first label", [a["act"] == b["act"] for a, b in found])
    share("act, any label", [bool({a["act"], *a["act_also"]} & {b["act"], *b["act_also"]}) for a, b in found])
    shown["act, kappa"] = kappa([(a["act"], b["act"]) for a, b in found])
    for field in ("mode", "negated", "certainty"):
        share(field, [a[field] == b[field] for a, b in found])
    share("via, how many", [len(a["via"]) == len(b["via"]) for a, b in found])
    share("addressee, present or not", [bool(a["addressee"]) == bool(b["addressee"]) for a, b in found])
    return shown


def read(*paths: Path) -> dict[str, list[dict[str, Any]]]:
    """The statements of some stand-off files, by document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in paths:
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            statements = found.setdefault(row["doc"], [])
            if row["kind"] == "statement":
                statements.append(row)
    return found


def main() -> None:
    first, second = read(*(HERE / f"{split}.jsonl" for split in SPLITS)), read(HERE / "second.jsonl")
    for name, figure in figures(first, second).items():
        print(f"{name:28} {figure:.3f}" if isinstance(figure, float) else f"{name:28} {figure}")


if __name__ == "__main__":
    main()
