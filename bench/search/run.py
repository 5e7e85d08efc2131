"""Queries in other words than what they seek: recall@10 and MRR of several ways of searching.

    python bench/search/run.py [--ecb FOLDER_OF_ECB+ [--only-ecb]] [--ways NAME,NAME…] [--misses]

Groups: paraphrase (English), across (texts in other languages than the query), within (five other
languages), titles (a control: the words are in the text), ecb (the first sentence of one article of
an event; the other articles of that event are sought, beside those of an event that looks alike),
absent (nothing here tells it: how many of ten places are filled all the same).
Recall@10: the share of what is sought among the first ten, of each query, averaged; where more than
ten are sought, ten are all. MRR: the mean of 1/rank of the first that is right.
"""

import argparse
import time
from collections import defaultdict
from pathlib import Path

import corpora
import ways

WAYS = {
    "words": ways.words(True),
    "any-word": ways.words(False),
    "reader": ways.vectors(ways.own_encoder),
    "reader-white": ways.vectors(ways.own_encoder, whiten=True),
    "latent": ways.latent(),
    "matters": ways.matters,
    "any+matters": ways.fused(ways.words(False), ways.matters),
    "minilm": ways.vectors(ways.minilm),
    "near": ways.near,
    "any+latent": ways.fused(ways.words(False), ways.latent()),
    "any+minilm": ways.fused(ways.words(False), ways.vectors(ways.minilm)),
    "near+matters": ways.fused(ways.near, ways.matters),
    "any+near": ways.fused(ways.words(False), ways.near),
}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--ecb", type=Path)
    ask.add_argument("--only-ecb", action="store_true")
    ask.add_argument("--ways", default="words,any-word,reader,latent")
    ask.add_argument("--misses", action="store_true")
    told = ask.parse_args()
    sets = [] if told.only_ecb else [(texts := corpora.own(), list(corpora.own_queries(texts)))]
    if told.ecb:
        sets.append((texts := corpora.ecb(told.ecb), list(corpora.ecb_queries(texts))))
    for name in told.ways.split(","):
        scores = defaultdict(list)
        began = time.process_time()
        for texts, queries in sets:
            way = WAYS[name](texts)
            for asked in queries:
                among = texts if asked.group == "ecb" else corpora.searched(asked, texts)
                found = [n for n in way(asked, among) if n not in asked.beside]
                if asked.group == "absent":
                    scores["absent"].append((len(found[:10]), 0.0))
                    continue
                right = [n for n in found[:10] if n in asked.wanted]
                ranks = [rank for rank, n in enumerate(found, 1) if n in asked.wanted]
                recall = len(right) / min(10, len(asked.wanted))
                scores[asked.group].append((recall, 1 / ranks[0] if ranks else 0))
                if told.misses and recall < 0.5:
                    print("   ", asked.group, asked.words, "|", *sorted(asked.wanted), "| found", *found[:3])
        shown = scores.pop("absent", [])
        figures = "  ".join(
            f"{group} {sum(r for r, _ in of) / len(of):.3f} {sum(m for _, m in of) / len(of):.3f} ({len(of)})"
            for group, of in scores.items()
        )
        if shown:
            figures += f"  absent shows {sum(n for n, _ in shown) / len(shown):.1f}"
        print(f"{name:14} {figures}  cpu {time.process_time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
