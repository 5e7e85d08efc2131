"""How many planted defects of gold/flags are flagged, and how many of their sound twins.

python bench/flags/planted.py [--show] [--floors]

With --floors: exit 1 where fewer are found, or more sound twins flagged, than gold/floors.toml allows.
"""

import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from readout.desk import flagged, house, open_desk

GOLD = Path(__file__).parents[2] / "gold"
PAIRS = GOLD / "flags" / "pairs.toml"


def flags_of(pages):
    """The flags of some pages, read together by rules alone."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for n, page in enumerate(pages):
            file = Path(folder) / f"{n}.txt"
            file.write_text(page, encoding="utf-8")
            files.append(str(file))
        with open_desk(None, steps=house(fast=True)) as desk:
            desk.add(files)
            return flagged(desk.edition()).flags


def score(show=False):
    """By kind: pairs, defects found, sound twins flagged (of any kind)."""
    n, found, cried = Counter(), Counter(), Counter()
    for pair in tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"]:
        kind, words = pair["kind"], pair["words"]
        below = "\n\n\n" + pair["glued"] if "glued" in pair else ""
        bad = flags_of([pair["defect"] + below, *pair.get("beside", ())])
        good = flags_of([pair["sound"] + below, *pair.get("beside", ())])
        hit = any(f.kind == kind and (words in f.passage.exact or f.passage.exact in words) for f in bad)
        n[kind] += 1
        found[kind] += hit
        cried[kind] += bool(good)
        if show and (not hit or good):
            print("MISSED" if not hit else "found", kind, "|", words)
            for name, flags in (("defect", bad), ("sound", good)):
                for f in flags:
                    print("    ", name, f.what, "|", f.passage.exact[:100])
    return n, found, cried


if __name__ == "__main__":
    n, found, cried = score("--show" in sys.argv)
    for kind in n:
        print(f"{kind}: {found[kind]} of {n[kind]} found; sound twins flagged: {cried[kind]}")
    print(f"all: {found.total()} of {n.total()}; sound twins flagged: {cried.total()}")
    floor = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))["flags"]
    low = found.total() / n.total() < floor["found"] or cried.total() > floor["cried"]
    sys.exit("--floors" in sys.argv and low)
