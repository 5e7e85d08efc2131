"""How many disputes of small groups of articles are found, and what else is set apart.

    python bench/disputes/fresh.py [FILE ...] [--show] [--misses]

Each group of a file (`fresh.toml`, `languages.toml`) is one story, hand-built. A place is the number of an
article and words that stand in it once; a dispute is found when two of its sides hold the two places.
`--show` prints each dispute that is exported, to be read by eye.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from readout import actors, positions, statements
from readout.articles import read_capture
from readout.model import Article, Capture, CaptureId, Dispute, Side, Span, Statement, Story, StoryId, Told

HERE = Path(__file__).parent
Place = tuple[CaptureId, Span]


def captured(text: str, name: str) -> Capture:
    now = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
    return Capture(
        address=name, body=text.encode(), media_type="text/plain", text=text, encoding="utf-8",
        received_at=now, captured_at=None,
    )  # fmt: skip


def read_group(group: dict[str, Any]) -> tuple[list[Capture], list[Article], list[Statement], list[Dispute]]:
    captures = [captured(text, f"{group['id']}-{n}.txt") for n, text in enumerate(group["articles"], 1)]
    texts = {c.id: c.text for c in captures}
    articles = [a for c in captures for a in read_capture(c).articles]
    said = [s for a in articles for s in statements.read_statements(a, texts[a.capture_id])]
    story = Story(id=StoryId("group"), title=group["subject"], articles=tuple(a.id for a in articles))
    told = Told(stories=(story,))
    cast = actors.cast_actors(articles, texts, said)
    return captures, articles, said, list(positions.find_disputes(articles, texts, said, cast, told))


def place(captures: Sequence[Capture], where: Sequence[Any]) -> Place:
    """A place by article and words; a sentence that tells an accusation is longer than them."""
    held = captures[where[0] - 1]
    start = held.text.index(where[1])
    return held.id, Span(start, start + len(where[1]))


def holds(side: Side, by_id: dict[str, Statement], at: Place) -> bool:
    passages = [*(by_id[s].passage for s in side.statements if s in by_id), *side.passages]
    return any(p.capture_id == at[0] and 2 * p.span.overlap(at[1]) >= len(at[1]) for p in passages)


def apart(disputes: Sequence[Dispute], by_id: dict[str, Statement], one: Place, other: Place) -> bool:
    for dispute in disputes:
        first = {n for n, side in enumerate(dispute.sides) if holds(side, by_id, one)}
        second = {n for n, side in enumerate(dispute.sides) if holds(side, by_id, other)}
        if first and second and len(first | second) > 1:
            return True
    return False


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("file", nargs="*", type=Path, default=[HERE / "fresh.toml"])
    ask.add_argument("--show", action="store_true")
    ask.add_argument("--misses", action="store_true")
    given = ask.parse_args()
    for path in given.file:
        found: Counter[str] = Counter()
        all_of: Counter[str] = Counter()
        alarms = others = exported = one_sided = 0
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            captures, _, said, disputes = read_group(group)
            by_id: dict[str, Statement] = {s.id: s for s in said}
            one_sided += sum(d.status == "one_sided" for d in disputes)
            exported += len(disputes)
            for wanted in group.get("disputes", ()):
                all_of[wanted["kind"]] += 1
                right = apart(disputes, by_id, place(captures, wanted["a"]), place(captures, wanted["b"]))
                found[wanted["kind"]] += right
                if given.misses and not right:
                    print(f"  missed {group['id']} {wanted}")
            for pair in group.get("same", ()):
                others += 1
                wrong = apart(disputes, by_id, place(captures, pair["a"]), place(captures, pair["b"]))
                alarms += wrong
                if wrong:
                    print(f"  alarm {group['id']} {pair}")
            if given.show:
                _show(group["id"], disputes, by_id)
        kinds = ", ".join(f"{kind} {found[kind]}/{all_of[kind]}" for kind in sorted(all_of))
        print(f"{path.name}: {found.total()} of {all_of.total()} found ({kinds}); "
              f"{alarms} of {others} others set apart; {exported} exported, {one_sided} of them one-sided")  # fmt: skip


def _show(name: str, disputes: Sequence[Dispute], by_id: dict[str, Statement]) -> None:
    for dispute in disputes:
        print(
            f"\n[{name}] {dispute.status} | {dispute.topic} | {[(r.name, r.detail) for r in dispute.reasons]}"
        )
        for side in dispute.sides:
            print(f"    {side.actor} {side.stance}")
            for passage in (*(by_id[s].passage for s in side.statements if s in by_id), *side.passages):
                print(f"        {passage.exact}")


if __name__ == "__main__":
    main()
