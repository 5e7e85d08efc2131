"""How far a linear layer over the trained trunk's vectors knows the act of a statement. To compare only.

    python training/reader/acts.py --own gold/statements --texts STATEMENTS_FOLDER --articles gold/articles

Reads the weights that `export.py` wrote, learns from the train parts, prints how often the rules and the layer
are right on the dev part of the real texts and on the test part of the articles. The act that ships is learned along with
the trunk (`train.py`); this writes nothing.
"""

import argparse
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "bench" / "statements"))

from whole import articles, own

from readout.encoder.reader import load
from readout.model import Act, Span
from readout.statements.acts import act_by_rule, features
from readout.statements.heard import cue_in, hear

ACTS = list(Act)
ROUNDS, RATE = 300, 0.03


def examples(documents):
    """(features, acts that are right, act of the rules) of each statement that has a cue."""
    for _, text, rows in documents:
        spans, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                spans.append(Span(at, at + len(line)))
            at += len(line) + 1
        heard = hear(spans, text, "en")
        for row in rows:
            if not row["cue"] or not row["content"]:
                continue
            cue = Span(*row["cue"])
            content = Span(row["content"][0][0], row["content"][-1][1])
            place = next((s for s in spans if s.overlap(cue)), None)
            if place is None or heard[place].vectors is None:
                continue
            known = cue_in(cue.of(text), "en")
            ruled = (
                act_by_rule(known.act, content.of(text), negated=row["negated"], language="en")
                if known
                else None
            )
            right = {row["act"], *row["act_also"]}
            made = features(heard[place], cue, content, ruled, negated=row["negated"])
            yield made, row["act"], right, ruled


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--own", type=pathlib.Path, required=True)
    ask.add_argument("--texts", type=pathlib.Path, required=True)
    ask.add_argument("--articles", type=pathlib.Path, required=True)
    ask.add_argument("--decay", type=float, default=0.02)
    told = ask.parse_args()
    taught = [*examples(own(told.own, told.texts, "train")), *examples(articles(told.articles, "train"))]
    parts = {
        "dev of the real texts": list(examples(own(told.own, told.texts, "dev"))),
        "test of the articles": list(examples(articles(told.articles, "test"))),
    }
    x = torch.tensor(np.stack([row[0] for row in taught]))
    # An act that is equally right gets a share too.
    y = torch.zeros(len(taught), len(ACTS))
    for n, (_, first, right, _) in enumerate(taught):
        for act in right:
            y[n, ACTS.index(Act(act))] = 1.0 if act == first else 0.5
    y /= y.sum(1, keepdim=True)
    torch.manual_seed(1)
    mean, spread = x.mean(0), x.std(0) + 0.05
    layer = torch.nn.Linear(x.shape[1], len(ACTS))
    torch.nn.init.zeros_(layer.weight)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=told.decay)
    scaled = (x - mean) / spread
    for _ in range(ROUNDS):
        noisy = torch.nn.functional.dropout(scaled, 0.3)
        loss = torch.nn.functional.cross_entropy(layer(noisy), y)
        loss = loss + told.decay * layer.weight.square().sum() / 10
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    weight = (layer.weight / spread).detach().T.numpy()
    bias = (layer.bias - (layer.weight / spread) @ mean).detach().numpy()
    for name, rows in parts.items():
        scores = np.stack([row[0] for row in rows]) @ weight + bias
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        best, sure = shares.argmax(1), shares.max(1)
        ruled = sum(row[3] is not None and row[3].value in row[2] for row in rows)
        print(
            f"{name}: {len(rows)} statements; rules {ruled / len(rows):.3f}, layer alone "
            f"{np.mean([ACTS[b].value in r[2] for b, r in zip(best, rows, strict=True)]):.3f}",
            end="",
        )
        for least in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            taken = [
                ACTS[b] if s >= least or r[3] is None else r[3]
                for b, s, r in zip(best, sure, rows, strict=True)
            ]
            print(
                f"; from {least} {np.mean([t.value in r[2] for t, r in zip(taken, rows, strict=True)]):.3f}",
                end="",
            )
        unknown = [
            (ACTS[b].value in r[2], s) for b, s, r in zip(best, sure, rows, strict=True) if r[3] is None
        ]
        print(
            f"; cues that no rule knows: {len(unknown)}, right {sum(ok for ok, _ in unknown)},"
            f" from .5 {sum(ok for ok, s in unknown if s >= 0.5)} of {sum(s >= 0.5 for _, s in unknown)}"
        )


if __name__ == "__main__":
    main()
