"""How many pairs of gold/disputes are set apart, and which room loses the others.

    python bench/disputes/run.py [--split train] [--cache FILE] [--misses] [--false]

The same rules of `positions` are given, in turn: what the program reads and the stories it tells; the
articles of each set as one story; and beside that the labelled statements instead of those that were read.
Each line is scored as `gold/disputes/score.py` scores an export. The next line counts what the balanced
pairs cannot tell: all disputes, and how many of all pairs of labelled statements across two articles of a
set are set apart, beside how many of these the gold holds. `--cache` keeps what was read between runs: only
give it a file that this script wrote.
"""

import argparse
import json
import pickle
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]
sys.path.insert(0, str(HOUSE / "gold" / "disputes"))

import score

from readout import actors, copies, positions, statements, stories
from readout.articles import read_capture
from readout.model import (
    Act,
    Article,
    Capture,
    Certainty,
    Dispute,
    Mode,
    Passage,
    Span,
    Statement,
    Story,
    StoryId,
    Told,
)

ARTICLES = HOUSE / "gold" / "articles"
Texts = dict[str, str]


def captured() -> dict[str, Capture]:
    """The captures of the gold by the name of their document."""
    now = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
    found = {}
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        body = text.encode()
        found[path.stem] = Capture(
            address=path.name, body=body, media_type="text/plain", text=text, encoding="utf-8",
            received_at=now, captured_at=None,
        )  # fmt: skip
    return found


def read_all(captures: dict[str, Capture]) -> tuple[list[Article], list[Statement]]:
    articles = [a for capture in captures.values() for a in read_capture(capture).articles]
    texts = {capture.id: capture.text for capture in captures.values()}
    said = [s for a in articles for s in statements.read_statements(a, texts[a.capture_id])]
    return articles, said


def labelled(captures: dict[str, Capture], articles: Sequence[Article]) -> list[Statement]:
    """The labelled statements, as if the program had read them."""
    found = []
    for row in score.rows(ARTICLES / "statements.jsonl"):
        if row["kind"] != "statement":
            continue
        capture = captures[row["doc"]]
        span = Span(row["start"], row["end"])
        held = [a for a in articles if a.capture_id == capture.id]
        article = max(held, key=lambda a: sum(b.span.overlap(span) for b in a.blocks))

        def words(place: Sequence[int] | None, capture: Capture = capture) -> Passage | None:
            if not place:
                return None
            inside = Span(place[0], place[1])
            return Passage(capture_id=capture.id, span=inside, exact=inside.of(capture.text))

        content = row["content"] or [[row["start"], row["end"]]]
        whole = words([content[0][0], content[-1][1]])
        assert whole is not None
        found.append(
            Statement(
                article_id=article.id,
                passage=Passage(capture_id=capture.id, span=span, exact=span.of(capture.text)),
                act=Act.named(row["act"]),
                mode=Mode.named(row["mode"]),
                speaker=words(row["speaker"] if isinstance(row["speaker"], list) else None),
                cue=words(row["cue"]),
                content=whole,
                quotations=tuple(Span(*place) for place in row["quotes"]),
                addressee=words(row["addressee"]),
                target=words(row["target"]),
                negated=row["negated"],
                certainty=Certainty.named(row["certainty"]),
                origin="gold",
            )
        )
    return found


def sets() -> dict[str, str]:
    """The part of each set."""
    held = tomllib.loads((ARTICLES / "sets.toml").read_text(encoding="utf-8"))["set"]
    return {one["id"]: one["split"] for one in held}


def by_set(captures: dict[str, Capture], articles: Sequence[Article]) -> Told:
    """The articles of each set as one story."""
    names = {capture.id: name for name, capture in captures.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        groups[names[article.capture_id][:2]].append(article.id)
    return Told(
        stories=tuple(Story(id=StoryId(f"set-{n}"), title=n, articles=tuple(g)) for n, g in groups.items())
    )


def as_export(
    captures: dict[str, Capture], said: Sequence[Statement], disputes: Sequence[Dispute]
) -> list[dict[str, Any]]:
    """As much of an export as the scorer reads."""
    rows: list[dict[str, Any]] = [
        {"kind": "capture", "id": c.id, "address": f"{name}.txt"} for name, c in captures.items()
    ]
    rows += [
        {"kind": "statement", "id": s.id, "capture": s.passage.capture_id, **_ends(s.passage)} for s in said
    ]
    for one in disputes:
        sides = [
            {
                "statements": list(side.statements),
                "passages": [{"capture": p.capture_id, **_ends(p)} for p in side.passages],
            }
            for side in one.sides
        ]
        rows.append({"kind": "dispute", "sides": sides})
    return rows


def _ends(passage: Passage) -> dict[str, int]:
    return {"start": passage.span.start, "end": passage.span.end}


def wild(split: str, export: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Of all pairs of labelled statements across two articles of a set: how many, set apart, and in the gold."""
    _, disputes = score.sides_of(export)
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    parts = sets()
    for row in score.rows(ARTICLES / "statements.jsonl"):
        if row["kind"] == "statement" and split in ("all", parts[row["doc"][:2]]):
            told[row["doc"][:2]].append(row)
    gold = {
        frozenset((pair[x]["doc"], pair[x]["start"], pair[x]["end"]) for x in "ab")
        for pair in score.rows(score.HERE / "pairs.jsonl")
        if pair["label"] == "dispute"
    }
    pairs = [(a, b) for rows in told.values() for a, b in combinations(rows, 2) if a["doc"] != b["doc"]]
    apart = [(a, b) for a, b in pairs if score.set_apart({"a": a, "b": b}, disputes)]
    right = sum(frozenset((x["doc"], x["start"], x["end"]) for x in pair) in gold for pair in apart)
    return len(pairs), len(apart), right


def variants(
    captures: dict[str, Capture], articles: list[Article], said: list[Statement]
) -> Iterator[tuple[str, list[Statement], Told]]:
    texts = {capture.id: capture.text for capture in captures.values()}
    cast = actors.cast_actors(articles, texts, said)
    told = stories.tell(articles, texts, copies.group_copies(articles, texts), cast, ())
    yield "as the program reads and tells", said, told
    yield "sets as stories", said, by_set(captures, articles)
    yield "sets, labelled statements", labelled(captures, articles), by_set(captures, articles)


def pair_scores(split: str) -> dict[str, dict[str, Any]]:
    """What each line of the output says of the pairs, by its name."""
    captures = captured()
    texts = {capture.id: capture.text for capture in captures.values()}
    articles, said = read_all(captures)
    told = by_set(captures, articles)
    found = {}
    given = (("sets as stories", said), ("sets, labelled statements", labelled(captures, articles)))
    for name, held in given:
        cast = actors.cast_actors(articles, texts, held)
        disputes = positions.find_disputes(articles, texts, held, cast, told)
        read, apart = score.sides_of(as_export(captures, held, disputes))
        pairs = list(score.wanted_pairs(split, read))
        found[name] = score.scores(pairs, {pair["id"] for pair in pairs if score.set_apart(pair, apart)})
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--split", choices=("train", "test", "all"), default="train")
    ask.add_argument("--cache", type=Path)
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--false", action="store_true")
    given = ask.parse_args()
    captures = captured()
    texts = {capture.id: capture.text for capture in captures.values()}
    if given.cache and given.cache.exists():
        articles, said = pickle.loads(given.cache.read_bytes())
    else:
        articles, said = read_all(captures)
        if given.cache:
            given.cache.write_bytes(pickle.dumps((articles, said)))
    for name, held, told in variants(captures, articles, said):
        cast = actors.cast_actors(articles, texts, held)
        disputes = positions.find_disputes(articles, texts, held, cast, told)
        export = as_export(captures, held, disputes)
        read, apart = score.sides_of(export)
        pairs = list(score.wanted_pairs(given.split, read))
        found = {pair["id"] for pair in pairs if score.set_apart(pair, apart)}
        figures = score.scores(pairs, found)
        kinds = {k: v.get("found", v.get("false")) for k, v in figures.pop("by_kind").items()}
        print(f"{name}: {json.dumps(figures)}")
        every, set_apart, right = wild(given.split, export)
        print(
            f"  disputes {len(disputes)}; of {every} pairs {set_apart} set apart, {right} of them in the gold"
        )
        print(f"  {kinds}")
        _list(pairs, found, given)


def _list(pairs: Iterable[dict[str, Any]], found: set[str], given: argparse.Namespace) -> None:
    for pair in pairs:
        missed = pair["label"] == "dispute" and pair["id"] not in found
        alarm = pair["label"] == "no_dispute" and pair["id"] in found
        if (given.misses and missed) or (given.false and alarm):
            print(f"    {pair['label']} {pair['kind']} {pair['id']}: {pair['reason']}")


if __name__ == "__main__":
    main()
