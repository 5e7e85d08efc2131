"""The pairs of statements in dispute: they point at whole statements of two documents, and the score counts what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.gold.test_articles import load

ROOM = Path(__file__).parents[2] / "gold" / "disputes"
make = load(ROOM / "make.py", "make_disputes")
score = load(ROOM / "score.py", "score_disputes")
PAIRS = [json.loads(line) for line in (ROOM / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_records_are_what_the_written_pairs_make() -> None:
    assert list(make.pairs()) == PAIRS


def test_every_side_is_a_statement_of_its_document() -> None:
    held = {(row["doc"], row["start"], row["end"]) for _, _, rows in make.sources().values() for row in rows}
    for pair in PAIRS:
        assert {(one["doc"], one["start"], one["end"]) for one in (pair["a"], pair["b"])} <= held
        assert pair["a"]["doc"] != pair["b"]["doc"]
        assert pair["kind"] in make.KINDS[pair["label"]]
        assert pair["reason"]


def test_both_parts_have_enough_of_both_labels() -> None:
    count = {(pair["split"], pair["label"]): 0 for pair in PAIRS}
    for pair in PAIRS:
        count[pair["split"], pair["label"]] += 1
    assert count["test", "dispute"] >= 60
    assert count["test", "no_dispute"] >= 60
    assert count["train", "dispute"] + count["test", "dispute"] >= 150
    assert count["train", "no_dispute"] + count["test", "no_dispute"] >= 150


def test_a_set_is_in_one_part_only() -> None:
    parts: dict[str, set[str]] = {}
    for pair in PAIRS:
        if pair["a"]["doc"][:2].isdigit() and "-" in pair["a"]["doc"]:
            parts.setdefault(pair["a"]["doc"][:2], set()).add(pair["split"])
    assert parts
    assert all(len(one) == 1 for one in parts.values())


def test_the_readme_tells_the_true_counts() -> None:
    told = (ROOM / "README.md").read_text(encoding="utf-8")
    for split in ("train", "test"):
        of = {
            label: sum((pair["split"], pair["label"]) == (split, label) for pair in PAIRS)
            for label in make.KINDS
        }
        assert f"| {split} | {of['dispute']} | {of['no_dispute']} |" in told


def export(*sides: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Two captures and one dispute whose sides have these passages."""
    captures = [{"kind": "capture", "id": name, "address": f"x/{name}.txt"} for name in ("a", "b")]
    passages = [
        {"passages": [{"capture": doc, "start": start, "end": end} for doc, start, end in side]}
        for side in sides
    ]
    return [*captures, {"kind": "dispute", "id": "d", "sides": passages}]


PAIR = {"a": {"doc": "a", "start": 10, "end": 50}, "b": {"doc": "b", "start": 0, "end": 40}}


@pytest.mark.parametrize(
    ("sides", "apart"),
    [
        ([[("a", 10, 50)], [("b", 0, 40)]], True),
        ([[("a", 12, 30)], [("b", 5, 100)]], True),
        ([[("a", 10, 50), ("b", 0, 40)], [("b", 60, 90)]], False),
        ([[("a", 10, 50)], [("a", 60, 90)]], False),
        ([[("a", 45, 90)], [("b", 0, 40)]], False),
        ([[("a", 10, 50)], [("b", 0, 40)], [], [], []], False),
    ],
)
def test_a_pair_is_set_apart_by_two_sides_of_one_dispute(
    sides: list[list[tuple[str, int, int]]], apart: bool
) -> None:
    read, disputes = score.sides_of(export(*sides))
    assert read == {"a", "b"}
    assert score.set_apart(PAIR, disputes) is apart


def test_figures_follow_from_the_counts() -> None:
    pairs = [
        {"id": "1", "label": "dispute", "kind": "denial"},
        {"id": "2", "label": "dispute", "kind": "accounts"},
        {"id": "3", "label": "no_dispute", "kind": "topic"},
    ]
    found = score.scores(pairs, {"1", "3"})
    assert (found["precision"], found["recall"], found["f1"]) == (0.5, 0.5, 0.5)
    assert found["by_kind"]["denial"] == {"found": 1, "of": 1, "recall": 1.0, "precision": 0.667, "f1": 0.8}
    assert found["by_kind"]["no_dispute/topic"]["false"] == 1
