"""Stories of ECB+ (or a folder of its form) against plain TF-IDF in the same run.

    python bench/stories/run.py ECB_FOLDER

Each topic holds two events that look alike (files ..ecb.xml and ..ecbplus.xml). No dates are used.
Prints B-cubed precision, recall, F1 and pair F1 over all articles, and over the hard negatives:
how many pairs of one topic's two events were put in one story.
"""

import argparse
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from readout.model import Article, ArticleId, Block, CaptureId, Cast, Role, Span
from readout.stories import tell
from readout.text.words import words

_TOKEN = re.compile(r"<token [^>]*>([^<]*)</token>")


def texts_of(folder: Path) -> list[tuple[str, str, str]]:
    """Name, event and text of each article."""
    found = []
    for path in sorted(folder.rglob("*.xml")):
        text = " ".join(_TOKEN.findall(path.read_text(encoding="utf-8")))
        topic, kind = re.match(r"(\d+)_\d+(ecb(?:plus)?)", path.name).groups()
        found.append((path.stem, f"{topic}{kind}", text))
    return found


def article(name: str, text: str) -> Article:
    block = Block(span=Span(0, len(text)), role=Role.BODY)
    return Article(
        id=ArticleId(name), capture_id=CaptureId(name), blocks=(block,), language="en", origin="bench"
    )


def scores(found: Sequence[Hashable], gold: Sequence[Hashable]) -> dict[str, float]:
    ours, theirs = defaultdict(set), defaultdict(set)
    for number, (a, b) in enumerate(zip(found, gold, strict=True)):
        ours[a].add(number)
        theirs[b].add(number)
    both = [len(ours[a] & theirs[b]) for a, b in zip(found, gold, strict=True)]
    precision = sum(n / len(ours[a]) for n, a in zip(both, found, strict=True)) / len(found)
    recall = sum(n / len(theirs[b]) for n, b in zip(both, gold, strict=True)) / len(gold)

    def pairs(groups: Sequence[int]) -> float:
        return sum(n * (n - 1) / 2 for n in groups)

    right = pairs(list(Counter(zip(found, gold, strict=True)).values()))
    named = pairs([len(g) for g in ours.values()]) + pairs([len(g) for g in theirs.values()])
    return {
        "B-cubed P": precision,
        "R": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "pair F1": 2 * right / named,
    }


def baseline(texts: Sequence[str], least: float) -> list[int]:
    """Online: each article joins the story whose centroid is nearest, if nearer than `least`."""
    counted = [Counter(words(text)) for text in texts]
    held = Counter(term for counter in counted for term in counter)
    stories: list[tuple[Counter[str], float]] = []
    found = []
    for counter in counted:
        vector = {t: (1 + math.log(n)) * math.log(len(texts) / held[t]) for t, n in counter.items()}
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        vector = {t: w / length for t, w in vector.items()}
        ranked = []
        for number, (centre, _) in enumerate(stories):
            size = math.sqrt(sum(w * w for w in centre.values()))
            ranked.append((sum(w * centre[t] for t, w in vector.items() if t in centre) / size, number))
        best, number = max(ranked, default=(0.0, -1))
        if best < least:
            stories.append((Counter(), 0.0))
            number = len(stories) - 1
        stories[number][0].update(vector)
        found.append(number)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    args = asked.parse_args()
    read = texts_of(args.folder)
    gold = [event for _, event, _ in read]
    plain = max(
        (
            scores(baseline([t for _, _, t in read], least), gold) | {"at": least}
            for least in (0.1, 0.15, 0.2, 0.25)
        ),
        key=lambda s: s["F1"],
    )
    print("plain TF-IDF, best of four thresholds:", {k: round(v, 3) for k, v in plain.items()})
    started = time.process_time()
    told = tell(
        [article(name, text) for name, _, text in read],
        {CaptureId(name): text for name, _, text in read},
        (),
        Cast(),
    )
    seconds = time.process_time() - started
    story = {key: s.id for s in told.stories for key in s.articles}
    found = [story[name] for name, _, _ in read]
    print("readout:", {k: round(v, 3) for k, v in scores(found, gold).items()})
    print(f"{len(read)} articles in {seconds:.1f} s, {len(told.stories)} stories, {len(told.links)} links")
    hard = [(a, b) for n, a in enumerate(read) for b in read[:n]
            if a[1] != b[1] and re.match(r"\d+", a[1])[0] == re.match(r"\d+", b[1])[0]]  # fmt: skip
    wrong = sum(story[a[0]] == story[b[0]] for a, b in hard)
    print(f"hard negatives put in one story: {wrong} of {len(hard)} ({wrong / len(hard):.1%})")


if __name__ == "__main__":
    main()
