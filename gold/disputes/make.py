"""Make pairs.jsonl from pairs.txt: statements by their number become documents and offsets.

python gold/disputes/make.py            # writes pairs.jsonl
python gold/disputes/make.py --check    # says whether it is what pairs.txt makes
python gold/disputes/make.py --show     # prints every pair with its words (articles only)
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
STATEMENTS = HERE.parent / "statements"
KINDS = {
    "dispute": ("denial", "refusal", "accounts", "two_tunes"),
    "no_dispute": (
        *("agreement", "loaded", "not_said", "other_denial", "other_event"),
        *("question", "third_party", "topic", "update"),
    ),
}


class PairError(Exception):
    """What is wrong with one line of pairs.txt."""


def numbered(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The statements of a stand-off file in their order, by document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["doc"], [])
        if row["kind"] == "statement":
            found[row["doc"]].append(row)
    return found


def sources() -> dict[str, tuple[str, str, list[dict[str, Any]]]]:
    """By the name that pairs.txt uses: document, part, statements."""
    sets = tomllib.loads((ARTICLES / "sets.toml").read_text(encoding="utf-8"))["set"]
    part = {row["id"]: row["split"] for row in sets}
    known = {
        doc.split("-")[0]: (doc, part[doc[:2]], rows)
        for doc, rows in numbered(ARTICLES / "statements.jsonl").items()
    }
    for split in ("train", "dev", "test"):
        for doc, rows in numbered(STATEMENTS / f"{split}.jsonl").items():
            known[f"@{doc[:8]}"] = (doc, "test" if split == "test" else "train", rows)
    return known


def pairs() -> Iterator[dict[str, Any]]:
    """Every pair of pairs.txt. Raises `PairError` where one does not fit."""
    known, seen, label = sources(), set[frozenset[str]](), ""
    for number, line in enumerate((HERE / "pairs.txt").read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            label = line.strip("[] ")
            continue
        a, b, kind, reason = line.split(" ", 3)
        if kind not in KINDS[label]:
            raise PairError(f"pairs.txt:{number}: unknown kind {kind!r} of {label}")
        if frozenset((a, b)) in seen:
            raise PairError(f"pairs.txt:{number}: {a} and {b} are paired twice")
        seen.add(frozenset((a, b)))
        sides = [side(one, known, number) for one in (a, b)]
        if sides[0][0] == sides[1][0] or sides[0][1] != sides[1][1]:
            raise PairError(f"pairs.txt:{number}: one document, or two parts")
        yield {
            "id": f"{a}-{b}",
            "split": sides[0][1],
            "label": label,
            "kind": kind,
            "a": sides[0][2],
            "b": sides[1][2],
            "reason": reason,
        }


def side(name: str, known: dict[str, Any], number: int) -> tuple[str, str, dict[str, Any]]:
    """One statement of a pair: document, part, and where it stands."""
    doc, _, nth = name.rpartition(".")
    if doc not in known or not 0 < int(nth) <= len(known[doc][2]):
        raise PairError(f"pairs.txt:{number}: no statement {name}")
    title, split, rows = known[doc]
    row = rows[int(nth) - 1]
    return title, split, {"doc": title, "start": row["start"], "end": row["end"]}


def show() -> None:
    """Print the pairs with the words of their statements."""
    for pair in pairs():
        print(f"\n{pair['label']} {pair['kind']} {pair['split']} ({pair['id']}): {pair['reason']}")
        for key in ("a", "b"):
            path = ARTICLES / f"{pair[key]['doc']}.txt"
            if path.is_file():
                text = path.read_bytes().decode()
                print(f"  {key}: {text[pair[key]['start'] : pair[key]['end']]!r}")


def main() -> int:
    """Exit 1 where --check finds that pairs.jsonl is stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if given.show:
        show()
        return 0
    made = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs())
    path = HERE / "pairs.jsonl"
    if not given.check:
        path.write_text(made, encoding="utf-8")
    elif not path.is_file() or path.read_text(encoding="utf-8") != made:
        print("pairs.jsonl is not what pairs.txt makes", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
