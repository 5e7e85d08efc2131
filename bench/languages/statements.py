"""Statements in French, German, Spanish, Russian and Ukrainian, on the project's own labelled articles.

    python bench/languages/statements.py [--part test] [--language fr] [--wrong] [--floors]

Each article is read by `readout read` as a page of its own. A read statement is *right* where its span shares
half of the characters that it or the label has, the speaker is right (the words overlap by half, or the name
read and the name that the label says is meant share a word) and so is the act (the label's, or one it calls
equally right). `found` is any read statement with a touching cue. `--floors` compares with gold/floors.toml
and exits with 1 below one.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "gold"
sys.path.insert(0, str(HERE.parent / "statements"))

from whole import f1, half, matched, read, same_speaker  # noqa: E402

FIGURES = ("found", "span", "speaker", "all")


def labelled(part: str, language: str | None):  # noqa: ANN201
    """(name, text, labelled statements) of the articles of a part."""
    rows: dict[str, list[dict]] = {}
    with (GOLD / "languages" / "statements.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["kind"] == "document":
                wanted = row["part"] == part and language in {None, row["language"]}
                if wanted:
                    rows[row["doc"]] = []
            elif row["doc"] in rows:
                rows[row["doc"]].append(row)
    for name, found in rows.items():
        yield name, (GOLD / "languages" / f"{name}.txt").read_text(encoding="utf-8"), found


def tell(name: str, text: str, rows: list, got: list, pairs: list) -> None:
    """Print what is wrong in one article."""
    for n, m in pairs:
        row, one = rows[n], got[m]
        wrong = [
            *([] if same_speaker(text, row, one) else ["SPEAKER"]),
            *([] if one["act"] in {row["act"], *row["act_also"]} else [f"ACT {row['act']} got {one['act']}"]),
            *([] if half((row["start"], row["end"]), one["span"]) else ["SPAN"]),
        ]
        if wrong:
            who = one["speaker"] and text[slice(*one["speaker"])]
            said = text[row["start"] : row["end"]]
            print(f"{name}: {', '.join(wrong)} [{one['origin']}] {who!r} = {one['name']!r} | {said[:170]!r}")
    for n in sorted(set(range(len(rows))) - {n for n, _ in pairs}):
        print(f"{name}: MISSED {rows[n]['act']} | {text[rows[n]['start'] : rows[n]['end']][:170]!r}")
    for m in sorted(set(range(len(got))) - {m for _, m in pairs}):
        one = got[m]
        who = one["speaker"] and text[slice(*one["speaker"])]
        print(f"{name}: FALSE {one['act']} [{one['origin']}] {who!r} | {text[slice(*one['span'])][:170]!r}")


def measure(part: str, language: str | None, *, wrong: bool = False) -> dict[str, dict[str, Counter]]:
    """The counts of each figure for each language."""
    documents = list(labelled(part, language))
    counts: dict[str, dict[str, Counter]] = defaultdict(lambda: {name: Counter() for name in FIGURES})
    for (name, text, rows), got in zip(documents, read(documents, []), strict=True):
        count = counts[name.split("-")[0]]
        pairs = list(matched(text, rows, got))
        for figure in FIGURES:
            count[figure].update(labelled=len(rows), read=len(got))
        for n, m in pairs:
            row, one = rows[n], got[m]
            span = half((row["start"], row["end"]), one["span"])
            speaker = same_speaker(text, row, one)
            act = one["act"] in {row["act"], *row["act_also"]}
            count["found"]["right"] += 1
            count["span"]["right"] += span
            count["speaker"]["right"] += speaker
            count["all"]["right"] += span and speaker and act
        if wrong:
            tell(name, text, rows, got, pairs)
    return counts


def main() -> int:
    """Exit 1 where --floors finds a figure below its floor."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--part", default="test", choices=("train", "test"))
    ask.add_argument("--language")
    ask.add_argument("--wrong", action="store_true")
    ask.add_argument("--floors", action="store_true")
    told = ask.parse_args()
    floors = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8")).get("languages", {})
    below = False
    for language, count in measure(told.part, told.language, wrong=told.wrong).items():
        cells = []
        for name in FIGURES:
            score, precision, recall = f1(count[name])
            cells.append(f"{name} {score:.3f} (p {precision:.2f} r {recall:.2f})")
        print(language, " ".join(cells), f"of {count['all']['labelled']}, {count['all']['read']} read")
        if told.floors and f1(count["all"])[0] < floors.get(language, 0):
            print(f"{language}: below the floor of {floors[language]}", file=sys.stderr)
            below = True
    return int(below)


if __name__ == "__main__":
    raise SystemExit(main())
