"""What is flagged in clean articles, drawn by lot: every flag is printed, to be read by eye.

python bench/flags/clean.py AEB/ground-truth.json NP4K/articles.json [--seed 7] [--articles 50]
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planted import flags_of


def drawn(files, seed, wanted):
    """English articles, as many of each file as of the others, drawn by lot."""
    found = []
    for file in files:
        pages = json.loads(Path(file).read_text(encoding="utf-8"))
        rows = sorted((k, p.get("articleBody") or "", p.get("headline") or "") for k, p in pages.items())
        rows = [row for row in rows if len(row[1]) > 400 and row[1].count(" the ") > len(row[1]) / 400]
        found += random.Random(seed).sample(rows, wanted // len(files))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, default=50)
    given = parser.parse_args()
    kinds, flagged, spent = Counter(), 0, time.process_time()
    articles = drawn(given.files, given.seed, given.articles)
    for key, body, headline in articles:
        flags = flags_of([f"{headline}\n\n{body}" if headline else body])
        kinds.update(f.kind for f in flags)
        flagged += bool(flags)
        for f in flags:
            print(f"{key[:12]} {f.what} | {f.passage.exact} | {f.other.exact if f.other else ''}")
    spent = time.process_time() - spent
    print(
        f"{len(articles)} articles, {flagged} with flags, {kinds.total()} flags: {dict(kinds)}; {spent:.0f} CPU s"
    )


if __name__ == "__main__":
    main()
