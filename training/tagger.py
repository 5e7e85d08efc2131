"""Train the part-of-speech tagger of `readout.encoder.tagger` on the open genres of GUM.

    python training/tagger.py GUM_FOLDER src/readout/encoder/weights/pos-en.json.xz

Reads GUM's dependency files (`dep/*.conllu`); documents whose name carries a genre with a
non-commercial text licence are left out. Prints the share of right tags on the dev part.
"""

import collections
import json
import lzma
import pathlib
import random
import sys

from readout.encoder.tagger import END, START, Tagger, features, normal

#: Wikinews, court and academic texts CC BY, speeches public domain, biographies and travel CC BY-SA.
OPEN = ("news", "interview", "academic", "court", "speech", "bio", "voyage")
DEV = (
    "GUM_interview_cyclone",
    "GUM_interview_gaming",
    "GUM_news_iodine",
    "GUM_news_defector",
    "GUM_news_homeopathic",
    "GUM_news_sensitive",
    "GUM_bio_byron",
    "GUM_speech_impeachment",
    "GUM_academic_exposure",
    "GUM_voyage_athens",
)
TEST = ("GUM_interview_libertarian", "GUM_interview_hill", "GUM_news_nasa", "GUM_news_expo")
ROUNDS = 8


def sentences(path):
    words, tags = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                words.append(cells[1])
                tags.append(tag_of(cells[3], cells[4]))
        elif not line and words:
            yield words, tags
            words, tags = [], []


def tag_of(universal, penn):
    if universal != "VERB":
        return universal
    return penn if penn in {"VB", "VBG", "VBN"} else "VFIN"


def train(pairs, tags, sure, seed=1):
    weights = collections.defaultdict(lambda: collections.defaultdict(float))
    total = collections.defaultdict(float)
    stamp = collections.defaultdict(int)
    step = 0
    order = random.Random(seed)

    def change(feature, tag, by):
        total[feature, tag] += (step - stamp[feature, tag]) * weights[feature][tag]
        stamp[feature, tag] = step
        weights[feature][tag] += by

    for number in range(ROUNDS):
        right = count = 0
        order.shuffle(pairs)
        for words, gold in pairs:
            context = [*START, *(normal(w) for w in words), *END]
            before, second = START
            for n, word in enumerate(words):
                guess = sure.get(word)
                if guess is None:
                    step += 1
                    found = list(features(n, word, context, before, second))
                    scores = dict.fromkeys(tags, 0.0)
                    for feature in found:
                        for tag, weight in weights.get(feature, {}).items():
                            scores[tag] += weight
                    guess = max(scores, key=lambda t: (scores[t], t))
                    if guess != gold[n]:
                        for feature in found:
                            change(feature, gold[n], 1.0)
                            change(feature, guess, -1.0)
                    right += guess == gold[n]
                    count += 1
                second, before = before, guess
        print(f"round {number + 1}: {right / count:.4f}", file=sys.stderr)
    averaged = {}
    for feature, row in weights.items():
        kept = {}
        for tag, weight in row.items():
            mean = (total[feature, tag] + (step - stamp[feature, tag]) * weight) / step
            if abs(mean) >= 0.08:
                kept[tag] = round(mean, 2)
        if kept:
            averaged[feature] = kept
    return averaged


def main(folder, out):
    files = [
        p for p in sorted(pathlib.Path(folder, "dep").glob("GUM_*.conllu")) if p.stem.split("_")[1] in OPEN
    ]
    parts = {"train": [], "dev": []}
    for path in files:
        if path.stem not in TEST:
            parts["dev" if path.stem in DEV else "train"] += list(sentences(path))
    seen = collections.defaultdict(collections.Counter)
    for words, tags in parts["train"]:
        for word, tag in zip(words, tags, strict=True):
            seen[word][tag] += 1
    sure = {
        w: c.most_common(1)[0][0]
        for w, c in seen.items()
        if sum(c.values()) >= 15 and c.most_common(1)[0][1] >= 0.985 * sum(c.values())
    }
    tags = sorted({tag for c in seen.values() for tag in c})
    weights = train(parts["train"], tags, sure)
    tagger = Tagger(tags, sure, weights)
    right = total = 0
    for words, gold in parts["dev"]:
        for a, b in zip(tagger.tag(words), gold, strict=True):
            right += a == b
            total += 1
    print(
        f"dev: {right / total:.4f} of {total} words; {len(weights)} features; trained on {sum(len(w) for w, _ in parts['train'])} words"
    )
    number = {tag: str(n) for n, tag in enumerate(tags)}
    packed = {f: {number[t]: v for t, v in row.items()} for f, row in sorted(weights.items())}
    text = json.dumps(
        {"tags": tags, "sure": dict(sorted(sure.items())), "weights": packed},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    pathlib.Path(out).write_bytes(lzma.compress(text.encode()))


main(*sys.argv[1:])
