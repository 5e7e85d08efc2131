"""Date selection: which days of a crisis a timeline must not miss, against timelines that editors wrote.

    python bench/timelines/run.py FOLDER

FOLDER holds one folder a topic, in it one folder a day of publication with plain-text articles, and
`reference/TOPIC.txt` with the editors' dates. For every topic as many days are chosen as its reference
has; date-F1 is the mean over the topics.
"""

import argparse
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from readout.events.days import WEIGHTS, Report, Weights, ranked, reports
from readout.model import Article, ArticleId, Basis, Block, CaptureId, Role, When, trimmed

#: Days of some reports, the weightiest first.
Way = Callable[[Sequence[Report]], list[date]]
LANGUAGE = "es"
#: Sets of weights tried around the program's own, each weight times something in this range.
SETS, RANGE, SEED = 100, (0.6, 1.6), 20260312
#: So many of the best sets are averaged where one topic is left out.
BEST = 10


def read(folder: Path, topic: str) -> list[Report]:
    articles, texts = [], {}
    for path in sorted((folder / topic).glob("*/*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        blocks, at = [], 0
        for line in text.split("\n"):
            span = trimmed(text, at, at + len(line))
            at += len(line) + 1
            if span:
                blocks.append(Block(span=span, role=Role.BODY))
        if blocks:
            name = str(path.relative_to(folder))
            texts[CaptureId(name)] = text
            articles.append(
                Article(
                    id=ArticleId(name),
                    capture_id=CaptureId(name),
                    blocks=tuple(blocks),
                    language=LANGUAGE,
                    published=When(iso=path.parent.name, as_written=None, basis=Basis.METADATA),
                    origin="bench",
                )
            )
    return reports(articles, texts)


def reference(folder: Path, topic: str) -> set[date]:
    text = (folder / "reference" / f"{topic}.txt").read_text(encoding="utf-8")
    return {date.fromisoformat(day) for day in re.findall(r"^(\d{4}-\d\d-\d\d)\s*$", text, re.M)}


def days_named(report: Report) -> list[date]:
    return [m.days.first for line in report.lines for m in line.mentions if m.days and m.days.is_day]


def by_mentions(read: Sequence[Report]) -> list[date]:
    """Every mention of a day counts one."""
    return most(Counter(day for one in read for day in days_named(one)))


def by_articles(read: Sequence[Report]) -> list[date]:
    """Every article counts one for each day it names, and for its own."""
    return most(Counter(day for one in read for day in {*days_named(one), one.published}))


def by_publication(read: Sequence[Report]) -> list[date]:
    """Every article counts one for its own day."""
    return most(Counter(one.published for one in read))


def most(counted: Counter[date]) -> list[date]:
    return [day for day, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def by_weight(weights: Weights) -> Way:
    return lambda read: [day.day for day in ranked(read, weights)]


PLAIN = Weights(
    same_day=1, day_before=1, week=1, remembered=1, ahead=1, own_day=1, written_out=1, stray=1, chosen=0,
    seconded=0,
)  # fmt: skip
WAYS = {
    "counting mentions of a day": by_mentions,
    "counting articles, own day included": by_articles,
    "counting articles that came out": by_publication,
    "+ age of the mention, what is ahead counts little": by_weight(
        replace(
            PLAIN,
            **{
                n: getattr(WEIGHTS, n)
                for n in ("same_day", "day_before", "week", "remembered", "ahead", "own_day", "written_out")
            },
        )
    ),
    "+ how surely it is about the subject": by_weight(replace(WEIGHTS, chosen=0, seconded=0)),
    "+ seconded by other articles": by_weight(replace(WEIGHTS, chosen=0)),
    "+ chronologies: the program": by_weight(WEIGHTS),
}
WITHOUT = {
    "without age of the mention": replace(WEIGHTS, same_day=1, day_before=1, week=1, remembered=1),
    "without less for what is ahead": replace(WEIGHTS, ahead=1),
    "without own day": replace(WEIGHTS, own_day=0),
    "without more for what is written out": replace(WEIGHTS, written_out=1),
    "without subject": replace(WEIGHTS, stray=1),
    "without seconding": replace(WEIGHTS, seconded=0),
    "without chronologies": replace(WEIGHTS, chosen=0),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    start = time.process_time()
    topics = {
        path.stem: reference(folder, path.stem) for path in sorted((folder / "reference").glob("*.txt"))
    }
    read_ = {topic: read(folder, topic) for topic in topics}
    took = time.process_time() - start

    def scores(way: Way) -> list[float]:
        found = []
        for topic, wanted in topics.items():
            chosen = set(way(read_[topic])[: len(wanted)])
            found.append(2 * len(chosen & wanted) / (len(chosen) + len(wanted)))
        return found

    def row(name: str, found: Sequence[float]) -> None:
        print(f"| {name} | {statistics.mean(found):.3f} | " + " | ".join(f"{f:.3f}" for f in found) + " |")

    print("| | mean date-F1 | " + " | ".join(topics) + " |")
    print("|---|---|" + "---|" * len(topics))
    for name, way in WAYS.items():
        row(name, scores(way))
    for name, weights in WITHOUT.items():
        row(name, scores(by_weight(weights)))
    named = {t: {d for one in read_[t] for d in (*days_named(one), one.published)} for t in topics}
    row(
        "at best (days that the articles name at all)",
        [len(topics[t] & named[t]) / len(topics[t]) for t in topics],
    )

    chance = random.Random(SEED)
    sets = [shaken(chance) for _ in range(SETS)]
    tried = [scores(by_weight(weights)) for weights in sets]
    means = [statistics.mean(found) for found in tried]
    print(
        f"\n{SETS} sets of weights, each weight times {RANGE[0]} to {RANGE[1]}: "
        f"mean {statistics.mean(means):.3f}, standard deviation {statistics.stdev(means):.3f}, "
        f"least {min(means):.3f}, most {max(means):.3f}"
    )
    left_out, of_best = [], []
    for n in range(len(topics)):
        rest = [statistics.mean(found[:n] + found[n + 1 :]) for found in tried]
        order = sorted(range(SETS), key=lambda k: -rest[k])
        left_out.append(tried[order[0]][n])
        of_best.append(scores(by_weight(between([sets[k] for k in order[:BEST]])))[n])
    print()
    row("one topic left out: the set that is best on the others", left_out)
    row(f"one topic left out: the mean of the {BEST} sets that are best on the others", of_best)
    articles = sum(len(one) for one in read_.values())
    print(f"\n{articles} articles read in {took:.1f} s of CPU")


def between(sets: Sequence[Weights]) -> Weights:
    return Weights(**{f.name: statistics.mean(getattr(one, f.name) for one in sets) for f in fields(Weights)})


def shaken(chance: random.Random) -> Weights:
    changed = {f.name: getattr(WEIGHTS, f.name) * chance.uniform(*RANGE) for f in fields(Weights)}
    changed["stray"] = min(1.0, changed["stray"])
    return Weights(**changed)


if __name__ == "__main__":
    main()
