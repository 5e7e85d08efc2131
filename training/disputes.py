"""Learn how much each sign of `positions/evidence.py` counts, from the train part of gold/disputes.

    python training/disputes.py [--cache FILE]      # prints held-out figures, then writes the weights

A logistic model whose weights keep the sign that a reader would expect (shared words never speak against a
dispute). Held-out figures leave out one set of articles at a time. Each story of the train part counts twice:
with the labelled statements and with those that the program reads. A pair that the gold calls no dispute
counts three times; a pair that nobody has labelled counts as none, which some are not.
"""

import argparse
import pickle
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

HOUSE = Path(__file__).parents[1]
sys.path[:0] = [str(HOUSE / "bench" / "disputes"), str(HOUSE / "gold" / "disputes")]

import run
import score

from readout import actors
from readout.positions.evidence import Scene, may_claim, may_deny
from readout.positions.hearing import hear

WEIGHTS = HOUSE / "src" / "readout" / "positions" / "weights.toml"
#: Signs that speak against a dispute, and those that may speak either way. All others speak for it.
AGAINST = {"of himself, unnamed", "name shared", "says not", "refusal of no wish"}
EITHER = {"wants", "rejects", "dismisses", "refuses", "headline", "points back", "blames"}
PENALTY, ROUNDS, RATE = 3.0, 4000, 0.5


def labelled_places(captures):
    names = {capture.id: name for name, capture in captures.items()}
    by_doc = defaultdict(list)
    for row in score.rows(run.ARTICLES / "statements.jsonl"):
        if row["kind"] == "statement":
            by_doc[row["doc"]].append(row)

    def place(heard):
        """The labelled statement that a heard one is, or None."""
        doc, a, b = names[heard.article.capture_id], heard.span.start, heard.span.end
        near = [(min(b, r["end"]) - max(a, r["start"]), r) for r in by_doc[doc]]
        held = [(shared / (max(b, r["end"]) - min(a, r["start"])), r["start"], r["end"]) for shared, r in near
                if 2 * shared >= min(b - a, r["end"] - r["start"])]  # fmt: skip
        return (doc, *max(held)[1:]) if held else None

    return place


def pairs(captures, articles, said, split):
    """Signs, label, set and weight of each pair that may be a dispute."""
    texts = {capture.id: capture.text for capture in captures.values()}
    place, parts, told = labelled_places(captures), run.sets(), run.by_set(captures, articles)
    gold = {
        frozenset((pair[x]["doc"], pair[x]["start"], pair[x]["end"]) for x in "ab"): pair["label"]
        for pair in score.rows(score.HERE / "pairs.jsonl")
    }
    hearing = hear(articles, texts, said, actors.cast_actors(articles, texts, said), told)
    for story, held in sorted(hearing.by_story.items()):
        name = story.split("-")[1]
        if parts[name] != split:
            continue
        scene = Scene(hearing, held)
        for denial in filter(may_deny, scene.said):
            for claim in filter(may_claim, scene.said):
                if not scene.may_clash(claim, denial):
                    continue
                label = gold.get(frozenset((place(claim.heard), place(denial.heard))))
                yield (
                    scene.signs(claim, denial),
                    label == "dispute",
                    name,
                    3.0 if label == "no_dispute" else 1.0,
                )


def fit(x, y, weight, low, high):
    """Logistic weights within bounds, by projected gradient steps. The last column is always 1."""
    w = np.zeros(x.shape[1])
    w[-1] = -2.0
    step = RATE / (0.25 * np.linalg.norm(x * weight[:, None] ** 0.5, 2) ** 2 + PENALTY)
    penalty = np.full(len(w), PENALTY)
    penalty[-1] = 0.0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        w = np.clip(w - 4 * step * (x.T @ (weight * (p - y)) + penalty * w), low, high)
    return w


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--cache", type=Path)
    given = ask.parse_args()
    captures = run.captured()
    if given.cache and given.cache.exists():
        articles, said = pickle.loads(given.cache.read_bytes())
    else:
        articles, said = run.read_all(captures)
    found = [list(pairs(captures, articles, s, "train")) for s in (run.labelled(captures, articles), said)]
    signs = list(found[0][0][0])
    low = np.array([-np.inf if s in AGAINST | EITHER else 0.0 for s in signs] + [-np.inf])
    high = np.array([0.0 if s in AGAINST else np.inf for s in signs] + [np.inf])
    made = [
        (np.array([[*(row[s] for s in signs), 1.0] for row, *_ in one]), np.array([float(y) for _, y, *_ in one]),
         np.array([name for *_, name, _ in one]), np.array([w for *_, w in one]))
        for one in found
    ]  # fmt: skip
    both = [np.concatenate([one[n] for one in made]) for n in range(4)]
    for title, (x, y, names, _) in zip(("labelled statements", "statements as read"), made, strict=True):
        p = np.zeros(len(y))
        for name in sorted(set(names)):
            keep = both[2] != name
            p[names == name] = 1 / (
                1 + np.exp(-x[names == name] @ fit(both[0][keep], both[1][keep], both[3][keep], low, high))
            )
        order = np.argsort(-p)
        precision = np.mean([y[order[: n + 1]].mean() for n in range(len(order)) if y[order[n]]])
        print(f"{title}: {len(y)} pairs, {int(y.sum())} disputes, average precision {precision:.3f}")
        for least in (0.2, 0.3, 0.4, 0.5):
            print(
                f"  at {least}: {int((p >= least).sum())} set apart, {int(y[p >= least].sum())} in the gold"
            )
    w = fit(both[0], both[1], both[3], low, high)
    lines = [f'"{name}" = {value:.2f}' for name, value in zip([*signs, "always"], w, strict=True)]
    WEIGHTS.write_text(
        "# How much each sign of evidence.py counts. Made by training/disputes.py; CARD.md says from what.\n"
        "[weight]\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
