"""The shipped reader, as it is, on the dev part of PolNeAR; or its rules; and its speed.

    python bench/statements/polnear.py STATEMENTS_FOLDER [--threads 1]

STATEMENTS_FOLDER holds polnear.dev.jsonl, polnear_units.dev.jsonl and score_bio.py. Prints exact, begin and
Jaccard F1 of speaker ("source" in the scorer), cue and content, then words a CPU second.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from readout.encoder.reader import Attribution, load
from readout.model import Problem

ROLES = {"cue": "cue", "speaker": "source", "content": "content"}


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--threads", type=int, default=1)
    told = ask.parse_args()
    sys.path.insert(0, str(told.folder))
    from score_bio import score

    encoder = load("en", told.threads)
    if isinstance(encoder, Problem):
        sys.exit(f"{encoder.where}: {encoder.what}")
    articles = list(read(told.folder))
    begun, clock = time.process_time(), time.perf_counter()
    readings = [encoder.tag([text for text, _, _ in paragraphs]) for paragraphs in articles]
    spent, passed = time.process_time() - begun, time.perf_counter() - clock
    gold, found = [], []
    for paragraphs, reading in zip(articles, readings, strict=True):
        for (_, tokens, labels), attributions in zip(paragraphs, reading, strict=True):
            gold.append(labels)
            found.append(flat(tokens, attributions))
    for role, scores in score(gold, found).items():
        print(role, json.dumps(scores))
    words = sum(len(text.split()) for paragraphs in articles for text, _, _ in paragraphs)
    print(f"{words} words, {words / spent:.0f} a CPU second, {words / passed:.0f} a second")


def read(folder: Path):  # noqa: ANN201
    """Per article: (text, tokens, labels) of each paragraph."""
    labels = defaultdict(list)
    with (folder / "polnear_units.dev.jsonl").open(encoding="utf-8") as lines:
        for unit in map(json.loads, lines):
            labels[unit["id"]].append(unit["labels"])
    with (folder / "polnear.dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            paragraphs, at = [], 0
            for unit in labels[record["id"]]:
                tokens = record["tokens"][at : at + len(unit)]
                at += len(unit)
                start, end = tokens[0][0], tokens[-1][1]
                inside = [(a - start, b - start) for a, b in tokens]
                paragraphs.append((record["text"][start:end], inside, unit))
            yield paragraphs


def flat(tokens, attributions: tuple[Attribution, ...]) -> list[str]:  # noqa: ANN001
    """One tag a token; what a cue or a content holds already is not tagged again."""
    tags = ["O"] * len(tokens)
    spans = [("cue", a.cue) for a in attributions if a.cue]
    spans += [("speaker", a.speaker) for a in attributions if a.speaker]
    spans += sorted(
        (("content", c) for a in attributions for c in a.contents), key=lambda pair: -len(pair[1])
    )
    for role, span in spans:
        inside = [n for n, (a, b) in enumerate(tokens) if a < span.end and b > span.start]
        if inside and all(tags[n] == "O" for n in inside):
            for n in inside:
                tags[n] = f"I-{ROLES[role]}"
            tags[inside[0]] = f"B-{ROLES[role]}"
    return tags


if __name__ == "__main__":
    main()
