"""The shipped reader alone on a part of the project's own labelled set.

    python bench/statements/own_set.py gold/statements STATEMENTS_FOLDER [--part dev]

STATEMENTS_FOLDER holds gum_attribution.jsonl and re3d.jsonl, with whose texts the labels are joined. Of the
statements that have a cue: how many cues are touched, with the same speaker (the words overlap by half or
more), and with a content that shares half of its words or more with the labelled one; precision likewise.
"""

import argparse
import sys
from pathlib import Path

from readout.encoder.reader import load
from readout.model import Problem

sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "reader"))

from notion import in_one_notion
from texts import own

Range = tuple[int, int]


def overlap(one: Range | None, other: Range | None) -> float:
    """Shared characters by all characters of the two; 1 where both are missing."""
    if one is None or other is None:
        return float(one is other)
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("labels", type=Path)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--part", default="dev")
    told = ask.parse_args()
    encoder = load()
    if isinstance(encoder, Problem):
        sys.exit(f"{encoder.where}: {encoder.what}")
    counts = dict.fromkeys(("labelled", "found", "cue", "speaker", "content", "all"), 0)
    for document in map(in_one_notion, own(told.labels, told.folder, encoder.pieces, told.part)):
        reading = encoder.tag([paragraph.text for paragraph in document.paragraphs])
        for paragraph, attributions in zip(document.paragraphs, reading, strict=True):
            at = [word.span for word in paragraph.words]
            found = [
                (
                    (a.cue.start, a.cue.end),
                    a.speaker and (a.speaker.start, a.speaker.end),
                    a.contents and (a.contents[0].start, a.contents[-1].end),
                )
                for a in attributions
                if a.cue
            ]
            counts["found"] += len(found)
            for relation in paragraph.relations:
                cue, *rest = (
                    (at[runs[0][0]].start, at[runs[-1][1] - 1].end) if runs else None
                    for runs in ((relation.cue,), relation.speakers, relation.contents)
                )
                speaker, content = rest
                counts["labelled"] += 1
                hit = max(found, key=lambda f: overlap(f[0], cue), default=None)
                if hit is None or not overlap(hit[0], cue):
                    continue
                same = overlap(hit[1], speaker) >= 0.5, overlap(hit[2] or None, content) >= 0.5
                counts["cue"] += 1
                counts["speaker"] += same[0]
                counts["content"] += same[1]
                counts["all"] += all(same)
    print(counts)
    for name in ("cue", "speaker", "content", "all"):
        print(name, "F1", round(200 * counts[name] / max(1, counts["labelled"] + counts["found"]), 1))


if __name__ == "__main__":
    main()
