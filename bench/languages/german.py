"""German statements against two public sets, which are not part of the project and are only measured.

    python bench/languages/german.py wikinews FOLDER    # de_wikinews_quotes.dev.jsonl (CC BY-NC-SA)
    python bench/languages/german.py spkatt FOLDER      # spkatt2023.dev.jsonl (CC BY-SA)

Each text is read by `readout read` as a page of its own. `content` counts contents that share half of the
characters that either has; `speaker` those of them whose speaker overlaps by half as well or lies within the
label's; `characters` the characters of contents with the right speaker. The published rule system's joint F1
on the whole set is 39.1; how it counts overlaps is not known here, so figures compare only roughly.
`cue` counts touching cues. With --wrong what was read and is not labelled is printed.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "statements"))

from whole import f1, half, read, shared

NAMES = {"wikinews": "de_wikinews_quotes.dev.jsonl", "spkatt": "spkatt2023.dev.jsonl"}
Range = tuple[int, int]


def labelled(path: Path):  # noqa: ANN201
    """(id, text, labels) of each text; a label has lists of ranges."""
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            spans = {span["id"]: [tuple(frag) for frag in span["frags"]] for span in record["spans"]}
            rows = [
                {name: [f for i in r[name] for f in spans[i]] for name in ("source", "cue", "content")}
                for r in record["relations"]
            ]
            yield record["id"], record["text"], rows


def around(ranges: list[Range]) -> Range | None:
    return (min(a for a, _ in ranges), max(b for _, b in ranges)) if ranges else None


def speaks(row: dict, one: dict) -> bool:
    if not row["source"]:
        return one["speaker"] is None
    whole = around(row["source"])
    read_ = one["speaker"]
    within = read_ is not None and 10 * shared(whole, read_) >= 9 * (read_[1] - read_[0])
    return within or any(half(frag, read_) for frag in [*row["source"], whole])


def content(row: dict, one: dict) -> bool:
    parts = [*row["content"], around(row["content"])] if row["content"] else []
    return any(half(part, one["content"]) for part in parts)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=tuple(NAMES))
    ask.add_argument("folder", type=Path)
    ask.add_argument("--wrong", action="store_true")
    told = ask.parse_args()
    documents = list(labelled(told.folder / NAMES[told.what]))
    counts = {name: Counter() for name in ("cue", "content", "speaker", "characters")}
    for (_, text, rows), got in zip(documents, read(documents, []), strict=True):
        for name in ("cue", "content", "speaker"):
            counts[name].update(labelled=len(rows), read=len(got))
        taken: dict[str, set[int]] = {name: set() for name in counts}
        for one in got:
            fits = {
                "cue": lambda row, one=one: any(shared(cue, one["cue"]) for cue in row["cue"]),
                "content": lambda row, one=one: content(row, one),
                "speaker": lambda row, one=one: content(row, one) and speaks(row, one),
            }
            for name, fit in fits.items():
                n = next((n for n, row in enumerate(rows) if n not in taken[name] and fit(row)), None)
                if n is not None:
                    taken[name].add(n)
                    counts[name]["right"] += 1
            if told.wrong and not any(fit(row) for fit in fits.values() for row in rows):
                print(
                    f"FALSE {one['act']} [{one['origin']}] {one['name']!r} | {text[slice(*one['span'])][:160]!r}"
                )
            elif told.wrong and one["speaker"] and any(content(r, one) and not speaks(r, one) for r in rows):
                print(
                    f"SPEAKER [{one['origin']}] {text[slice(*one['speaker'])]!r} | {text[slice(*one['span'])][:160]!r}"
                )
        if told.wrong:
            for n, row in enumerate(rows):
                whole = around([*row["source"], *row["cue"], *row["content"]])
                if row["cue"] and row["source"] and n not in taken["content"]:
                    print(f"MISSED {[text[slice(*c)] for c in row['cue']]} | {text[slice(*whole)][:200]!r}")
        held = {(c, around(row["source"])) for row in rows for a, b in row["content"] for c in range(a, b)}
        sources: dict[int, list[dict]] = {}
        for row in rows:
            for a, b in row["content"]:
                for c in range(a, b):
                    sources.setdefault(c, []).append(row)
        told_of = [(c, one) for one in got if one["content"] for c in range(*one["content"])]
        counts["characters"].update(
            labelled=len(held),
            read=len(told_of),
            right=sum(any(speaks(row, one) for row in sources.get(c, ())) for c, one in told_of),
        )
    for name, count in counts.items():
        score, precision, recall = f1(count)
        print(
            f"{name:10} F1 {score:.3f}  precision {precision:.3f}  recall {recall:.3f}  of {count['labelled']}, {count['read']} read"
        )


if __name__ == "__main__":
    main()
