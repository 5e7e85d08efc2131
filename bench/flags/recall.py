"""How many of the defects that somebody marked in pages are flagged, by their type.

python bench/flags/recall.py GOLD.jsonl CAPTURES/ [--show]

A defect is found where a flag of any kind shares words with it.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from readout.desk import flagged, open_desk


def main():
    gold, folder = Path(sys.argv[1]), Path(sys.argv[2])
    with open_desk(None) as desk:
        desk.add(sorted(str(path) for path in folder.glob("*.txt")))
        edition = flagged(desk.edition())
    page = {capture.id: Path(capture.address).name[:3] for capture in edition.captures}
    defects = [r for line in gold.open(encoding="utf-8") if (r := json.loads(line))["kind"] == "defect"]
    n, found, met = Counter(), Counter(), set()
    for row in defects:
        hits = [
            flag
            for flag in edition.flags
            if page[flag.passage.capture_id] == row["doc"]
            and flag.passage.span.start < row["end"]
            and row["start"] < flag.passage.span.end
        ]
        met.update(hits)
        n[row["defect_type"]] += 1
        found[row["defect_type"]] += bool(hits)
        if "--show" in sys.argv and not hits:
            print("missed", row["defect_type"], row["doc"], "|", row["text"][:150])
    marked = {row["doc"] for row in defects}
    ours = [flag for flag in edition.flags if page[flag.passage.capture_id] in marked]
    for flag in ours if "--show" in sys.argv else ():
        print(
            "  " if flag in met else "??",
            page[flag.passage.capture_id],
            flag.what,
            "|",
            flag.passage.exact[:200],
        )
    for kind in sorted(n, key=lambda kind: (-n[kind], kind)):
        print(f"{kind}: {found[kind]} of {n[kind]}")
    print(f"all: {found.total()} of {n.total()}; flags that meet a defect: {len(met)} of {len(ours)}")


if __name__ == "__main__":
    main()
