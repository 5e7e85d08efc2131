"""Stories of ECB+ (or a folder of its form) against plain TF-IDF in the same run; of the demo; hard pairs.

    python bench/stories/run.py [ECB_FOLDER]

Each topic of ECB+ holds two events that look alike (files ..ecb.xml and ..ecbplus.xml). No dates are
used. Prints B-cubed precision, recall, F1 and pair F1 over all articles; B-cubed over the articles of
events that several articles tell (articles alone flatter); how many pairs of one topic's two events
were put in one story; what changes when articles come one at a time; where titles alone are placed.
Then the demo, and the pairs of hard.jsonl: two reports of like events that are not one, by kind.
Without a folder: the demo and the hard pairs alone.
"""

import argparse
import json
import math
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))

from readout.desk import demo_clock, demo_files, open_desk
from readout.model import Article, ArticleId, Block, CaptureId, Cast, Role, Span
from readout.stories import Telling, sketch, tell
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


def several(found: Sequence[Hashable], gold: Sequence[Hashable]) -> dict[str, float]:
    """The scores over the articles of events that several articles tell."""
    size = Counter(gold)
    kept = [n for n, event in enumerate(gold) if size[event] > 1]
    return scores([found[n] for n in kept], [gold[n] for n in kept]) | {"articles": len(kept)}


def shown(name: str, found: dict[str, float]) -> None:
    print(f"{name}:", {k: round(v, 3) for k, v in found.items()})


def one_by_one(read: Sequence[tuple[str, str, str]], seed: int) -> list[str]:
    """The story of each article when they come in any order, weighed anew as the desk does."""
    order = list(range(len(read)))
    random.Random(seed).shuffle(order)
    telling, held = Telling(), []
    for n in order:
        name, _, text = read[n]
        drawn = sketch(article(name, text), text)
        held.append(drawn)
        if telling.wants_weighing(len(held), 1):
            telling = Telling()
            telling.change(sorted(held, key=lambda s: s.id))
        else:
            telling.change([drawn])
    story = {a: s.id for s in telling.told().stories for a in s.articles}
    return [story[ArticleId(name)] for name, _, _ in read]


def titles_alone(read: Sequence[tuple[str, str, str]], seed: int) -> tuple[int, int, int]:
    """One article of each event cut to its first sentence, as a title: placed right, wrong, alone."""
    by_event = defaultdict(list)
    for n, (_, event, _) in enumerate(read):
        by_event[event].append(n)
    chosen = {random.Random(seed).choice(ns) for ns in by_event.values() if len(ns) > 1}
    articles, texts = [], {}
    for n, (name, _, text) in enumerate(read):
        made = article(name, text)
        if n in chosen:
            text = re.split(r"(?<=[.!?]) ", text)[0]
            block = Block(span=Span(0, len(text)), role=Role.TITLE)
            made = Article(
                id=made.id, capture_id=made.capture_id, blocks=(block,), language="en", origin="bench"
            )
        articles.append(made)
        texts[CaptureId(name)] = text
    told = tell(articles, texts, (), Cast())
    event = {name: e for name, e, _ in read}
    right = wrong = alone = 0
    for n in chosen:
        (story,) = [s for s in told.stories if read[n][0] in s.articles]
        others = Counter(event[a] for a in story.articles if a != read[n][0])
        if not others:
            alone += 1
        elif others.most_common(1)[0][0] == read[n][1]:
            right += 1
        else:
            wrong += 1
    return right, wrong, alone


def demo() -> None:
    """The demo's pages by the relations of its gold, which names pages."""
    gold = [json.loads(line) for line in (ROOT / "gold" / "demo" / "gold.jsonl").open(encoding="utf-8")]
    with open_desk(None) as desk:
        desk.add([f for f in demo_files() if f.endswith(".txt")], captured_at=demo_clock())
        edition = desk.edition()
    page = {c.id: Path(c.address).name[:2] for c in edition.captures}
    first = {}
    for found in edition.articles:
        first.setdefault(page[found.capture_id], found.id)
    story = {a: s.id for s in edition.told.stories for a in s.articles}
    thread = {s: t.id for t in edition.told.threads for s in t.stories}
    linked = {frozenset((x.a, x.b)) for x in edition.told.links}
    right, total = Counter(), Counter()
    for relation in (g for g in gold if g["kind"] == "relation"):
        a, b = first[relation["a"]], first[relation["b"]]
        one = story[a] == story[b]
        beside = {a, b} in linked or (thread.get(story[a]) or a) == (thread.get(story[b]) or b)
        label = relation["label"]
        right[label] += one if label == "same_event" else not one and (label == "near_miss" or beside)
        total[label] += 1
    print("demo:", {label: f"{right[label]}/{n}" for label, n in total.items()})
    print(f"demo: {len(edition.articles)} articles, {len(edition.told.stories)} stories")


def hard() -> None:
    """Pairs of like reports among each other: how many of each kind are put where they belong."""
    pairs = [json.loads(line) for line in (HERE / "hard.jsonl").open(encoding="utf-8")]
    articles, texts = [], {}
    for n, pair in enumerate(pairs):
        for side in ("one", "other"):
            title, lead = pair[side]["title"], pair[side]["lead"]
            text, name = f"{title}\n{lead}", f"{n:02} {side}"
            blocks = (
                Block(span=Span(0, len(title)), role=Role.TITLE),
                Block(span=Span(len(title) + 1, len(text)), role=Role.BODY),
            )
            texts[CaptureId(name)] = text
            articles.append(
                Article(
                    id=ArticleId(name), capture_id=CaptureId(name), blocks=blocks,
                    language=pair["language"], origin="bench",
                )
            )  # fmt: skip
    told = tell(articles, texts, (), Cast())
    story = {a: s.id for s in told.stories for a in s.articles}
    linked = {frozenset((x.a, x.b)) for x in told.links}
    right, total, tied = Counter(), Counter(), Counter()
    for n, pair in enumerate(pairs):
        names = [ArticleId(f"{n:02} {side}") for side in ("one", "other")]
        total[pair["kind"]] += 1
        right[pair["kind"]] += (story[names[0]] == story[names[1]]) == pair["same"]
        tied[pair["kind"]] += frozenset(names) in linked
    for kind, count in total.items():
        print(f"hard: {kind}: {right[kind]} of {count} right, {tied[kind]} linked")


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
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = asked.parse_args()
    if args.folder:
        ecb(args.folder, args.seed)
    demo()
    hard()


def ecb(folder: Path, seed: int) -> None:
    read = texts_of(folder)
    gold = [event for _, event, _ in read]
    texts = [text for _, _, text in read]
    ranked = ((scores(baseline(texts, least), gold), least) for least in (0.1, 0.15, 0.2, 0.25))
    plain, least = max(ranked, key=lambda pair: pair[0]["F1"])
    shown("plain TF-IDF, best of four thresholds", plain | {"at": least})
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
    shown("readout", scores(found, gold))
    shown("readout, events of several articles", several(found, gold))
    print(f"{len(read)} articles in {seconds:.1f} CPU s, {len(told.stories)} stories")
    alike = [(a, b) for n, a in enumerate(read) for b in read[:n]
             if a[1] != b[1] and re.match(r"\d+", a[1])[0] == re.match(r"\d+", b[1])[0]]  # fmt: skip
    wrong = sum(story[a[0]] == story[b[0]] for a, b in alike)
    print(f"look-alike events put in one story: {wrong} of {len(alike)} pairs ({wrong / len(alike):.1%})")
    online = one_by_one(read, seed)
    shown(f"one at a time (seed {seed})", scores(online, gold))
    shown("one at a time against all at once", scores(online, found))
    right, strays, alone = titles_alone(read, seed)
    print(f"titles alone: {right} in the right story, {strays} in a wrong one, {alone} alone")


if __name__ == "__main__":
    main()
