"""How placing an article grows with what is held: generated articles through copies and stories.

    python bench/scale/run.py [--articles 147165] [--seed 20260301]

Prints, at 1,000 articles and at each doubling: CPU seconds of the last thousand by step, peak memory,
and how well the stories found are those planted (pair F1 and B-cubed over events of several articles).
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from generate import Newsroom, Piece

from readout.copies import CopyShelf
from readout.model import Article, ArticleId, Basis, Block, CaptureId, Role, Span, When
from readout.stories import Telling, sketch

SEED = 20260301


def article_of(piece: Piece) -> Article:
    blocks, at = [], 0
    for line in piece.text.split("\n"):
        blocks.append(Block(span=Span(at, at + len(line)), role=Role.BODY))
        at += len(line) + 1
    when = When(iso=piece.published, as_written=None, basis=Basis.METADATA)
    return Article(
        id=ArticleId(piece.name), capture_id=CaptureId(piece.name), blocks=tuple(blocks), published=when,
        outlet=piece.outlet, language="en", origin="bench",
    )  # fmt: skip


def pair_f1(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    def pairs(groups: Counter[Hashable]) -> float:
        return sum(n * (n - 1) / 2 for n in groups.values())

    right = pairs(Counter(zip(found, gold, strict=True)))
    return 2 * right / max(1.0, pairs(Counter(found)) + pairs(Counter(gold)))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=147_165)
    asked.add_argument("--seed", type=int, default=SEED)
    args = asked.parse_args()
    copies, telling = CopyShelf(), Telling()
    spent: Counter[str] = Counter()
    thousands: list[Counter[str]] = []
    gold: dict[ArticleId, int] = {}
    slowest, marks = 0.0, {args.articles, *(1000 * 2**n for n in range(12))}
    print(f"seed {args.seed}, {args.articles:,} articles; CPU milliseconds an article over the last thousand")
    print("    held  copies  sketch  stories    all  slowest    memory  pair F1")
    for count, piece in enumerate(Newsroom(args.seed).articles(args.articles), 1):
        article = article_of(piece)
        gold[article.id] = piece.event
        times = [time.process_time()]
        copies.add(article, piece.text)
        times.append(time.process_time())
        drawn = sketch(article, piece.text)
        times.append(time.process_time())
        groups = copies.groups([article.id])
        telling.change([drawn], copies=groups, regrouped={i for group in groups for i in group.articles})
        times.append(time.process_time())
        took = (b - a for a, b in pairwise(times))
        spent += Counter(dict(zip(("copies", "sketch", "stories"), took, strict=True)))
        slowest = max(slowest, times[-1] - times[0])
        if count % 1000 == 0 or count == args.articles:
            # The last few are fewer than a thousand.
            part = (count - 1) % 1000 + 1
            ms = {step: 1000 * seconds / part for step, seconds in spent.items()}
            thousands.append(Counter(ms))
            if count in marks:
                stories = {i: s.id for s in telling.told().stories for i in s.articles}
                f1 = pair_f1([stories[i] for i in gold], list(gold.values()))
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{count:>8,} {ms['copies']:>7.2f} {ms['sketch']:>7.2f} {ms['stories']:>8.2f} "
                    f"{sum(ms.values()):>6.2f} {1000 * slowest:>6.0f} ms {memory:>6,.0f} MiB  {f1:.3f}",
                    flush=True,
                )
            spent, slowest = Counter(), 0.0
    first, last = (sum(t.values()) for t in (thousands[0], thousands[-1]))
    total = sum(sum(t.values()) for t in thousands) / len(thousands)
    print(f"last thousand / first thousand: {last / first:.2f}; {1000 / total:,.0f} articles/s over all")


if __name__ == "__main__":
    main()
