"""Copies found among newsroom edits: recall, precision, articles a second.

    python bench/copies/run.py TEXTS [--seed N] [--copies N]

TEXTS is a folder of plain-text or ECB+ XML articles; edits of eight kinds are planted among them.
A pair counts as true when one text is an edit of the other, or both hold words of one original
at the same place. Only texts that share fewer than three runs of five words with each other are
taken as originals, so that every label is certain: the rest of a real collection holds wire copy
and shared quotations that nobody labelled.
"""

import argparse
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from generate import KINDS

from readout.copies.index import CopyIndex
from readout.text.words import words

_TOKEN = re.compile(r"<token [^>]*>([^<]*)</token>")


def texts(folder: Path) -> list[list[str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".xml", ".txt"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            plain = " ".join(_TOKEN.findall(text)) if path.suffix == ".xml" else text
            found.append(list(words(plain)))
    return [text for text in found if len(text) >= 60]


def pairs_found(collection: list[list[str]]) -> tuple[set[tuple[int, int]], float]:
    index, found = CopyIndex(), set()
    started = time.process_time()
    for number, text in enumerate(collection):
        found |= {(match.key, number) for match in index.add(text)}
    return found, time.process_time() - started


def unlike(collection: list[list[str]]) -> list[list[str]]:
    """The texts that share fewer than three runs with every text taken before them."""
    taken: list[list[str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for text in collection:
        own = {tuple(text[at : at + 5]) for at in range(len(text) - 4)}
        shared = defaultdict(int)
        for run in own & seen.keys():
            shared[seen[run]] += 1
        if max(shared.values(), default=0) < 3:
            seen |= dict.fromkeys(own, len(taken))
            taken.append(text)
    return taken


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("--copies", type=int, default=800)
    args = asked.parse_args()
    rng = random.Random(args.seed)
    originals = texts(args.folder)
    rng.shuffle(originals)
    clean = unlike(originals)
    half = len(clean) // 2
    bases, strangers = clean[:half], clean[half:]
    collection, kind_of, base_of = list(bases), {}, {n: n for n in range(len(bases))}
    for count in range(args.copies):
        kind, base = KINDS[count % len(KINDS)], rng.randrange(len(bases))
        kind_of[len(collection)], base_of[len(collection)] = kind.__name__, base
        collection.append(kind(rng, bases[base], strangers))
    order = list(range(len(collection)))
    rng.shuffle(order)
    found, seconds = pairs_found([collection[n] for n in order])
    named = {tuple(sorted((order[a], order[b]))) for a, b in found}
    true = {(base_of[n], n) for n in kind_of}
    # Two edits of one original may or may not share words, and a merged stranger may meet itself.
    wrong = {
        (a, b) for a, b in named
        if base_of[a] != base_of[b] and not {kind_of.get(a), kind_of.get(b)} & {"merge", "local"}
    }  # fmt: skip
    recall = len(true & named) / len(true)
    precision = 1 - len(wrong) / max(1, len(named))
    print(f"seed {args.seed}; {len(originals)} texts, {len(clean)} unlike each other")
    print(f"{len(bases)} originals, {args.copies} edits")
    print(f"recall {recall:.4f} precision {precision:.4f} wrong {len(wrong)}")
    print(f"{len(collection) / seconds:,.0f} articles/s after tokenising")
    missed, planted = defaultdict(int), defaultdict(int)
    for base, number in true:
        planted[kind_of[number]] += 1
        missed[kind_of[number]] += (base, number) not in named
    print("missed: " + ", ".join(f"{k.__name__} {missed[k.__name__]}/{planted[k.__name__]}" for k in KINDS))


if __name__ == "__main__":
    main()
