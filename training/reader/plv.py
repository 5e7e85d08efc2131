"""Accuracy over the 15 roots of PLOVER on the train part of PLV, cross-validated. To compare only: nothing of it ships.

    python training/reader/plv.py --start MINILM_FOLDER --texts STATEMENTS_FOLDER [--folds 5]

The same trunk as the reader's, from the same start, learns on all folds but one: means of its vectors over the sentence,
over who acts, over whom it is done to, and over the words between them, and a linear layer. PLV states no licence.
"""

import argparse
import json
import pathlib
import random
import sys
import time

import torch
from safetensors.torch import load_file
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src"))

from net import HIDDEN, LAYERS, Trunk

from readout.encoder.wordpiece import Wordpiece

LONGEST = 120


class Rooted(nn.Module):
    def __init__(self, roots):
        super().__init__()
        self.trunk = Trunk()
        self.root = nn.Sequential(nn.Dropout(0.2), nn.Linear(4 * HIDDEN, roots))

    def forward(self, rows):
        size = max(len(row["pieces"]) for row in rows)
        pad = lambda name: torch.tensor([row[name] + [0] * (size - len(row[name])) for row in rows])  # noqa: E731
        mask = torch.tensor([[True] * len(r["pieces"]) + [False] * (size - len(r["pieces"])) for r in rows])
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.trunk(pad("pieces"), pad("shapes"), pad("quotings"), mask).float()
        seen = []
        for n, row in enumerate(rows):
            everything = list(range(len(row["pieces"])))
            places = (
                everything,
                row["source"] or everything,
                row["target"] or everything,
                row["between"] or everything,
            )
            seen.append(torch.cat([hidden[n, at].mean(0) for at in places]))
        return self.root(torch.stack(seen))


def read(folder, pieces):
    with (folder / "plv.train.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            row = {"pieces": [pieces.first], "shapes": [4], "quotings": [0], "source": [], "target": []}
            for word in pieces.words(record["text"]):
                at = list(range(len(row["pieces"]), len(row["pieces"]) + len(word.pieces)))
                if at[-1] >= LONGEST:
                    break
                row["pieces"] += word.pieces
                row["shapes"] += [word.shape] * len(at)
                row["quotings"] += [word.quoting] * len(at)
                for span in record["spans"]:
                    if word.span.start < span["end"] and span["begin"] < word.span.end:
                        row[span["label"]] += at
            row["pieces"].append(pieces.last)
            row["shapes"].append(4)
            row["quotings"].append(0)
            ends = [p for name in ("source", "target") for p in (row[name][:1] + row[name][-1:])]
            low, high = (min(ends), max(ends)) if ends else (0, 0)
            taken = {*row["source"], *row["target"]}
            row["between"] = [n for n in range(low, high) if n not in taken]
            yield row, record["root"], record["zsp_root"]


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--start", type=pathlib.Path, required=True)
    ask.add_argument("--texts", type=pathlib.Path, required=True)
    ask.add_argument("--folds", type=int, default=5)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--rate", type=float, default=3e-4)
    told = ask.parse_args()
    torch.set_num_threads(1)
    pieces = Wordpiece((told.start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522])
    rows = list(read(told.texts, pieces))
    roots = sorted({root for _, root, _ in rows})
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    right, begun = 0, time.process_time()
    for fold in range(told.folds):
        held = set(order[fold :: told.folds])
        taught = [n for n in order if n not in held]
        torch.manual_seed(fold)
        model = Rooted(len(roots))
        model.trunk.start_from(load_file(told.start / "model.safetensors"))
        model.trunk.pieces.weight.requires_grad_(False)
        groups = [
            {"params": layer.parameters(), "lr": told.rate * 0.85 ** (LAYERS - 1 - n)}
            for n, layer in enumerate(model.trunk.layers)
        ]
        groups.append({"params": model.root.parameters(), "lr": 3e-3})
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = told.epochs * (len(taught) // 16 + 1)
        rate = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda n, steps=steps: min(1.0, (n + 1) / (0.1 * steps)) * max(0.02, 1 - n / steps)
        )
        luck = random.Random(fold)
        model.train()
        for _ in range(told.epochs):
            luck.shuffle(taught)
            for at in range(0, len(taught), 16):
                part = [rows[n] for n in taught[at : at + 16]]
                loss = nn.functional.cross_entropy(
                    model([row for row, _, _ in part]),
                    torch.tensor([roots.index(root) for _, root, _ in part]),
                    label_smoothing=0.1,
                )
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                rate.step()
        model.eval()
        with torch.no_grad():
            for n in held:
                row, root, _ = rows[n]
                right += roots[int(model([row]).argmax())] == root
        done = sum(len(order[f :: told.folds]) for f in range(fold + 1))
        print(
            f"fold {fold + 1}: {right / done:.4f} of {done}, {time.process_time() - begun:.0f} CPU s",
            flush=True,
        )
    zero_shot = sum(root == other for _, root, other in rows) / len(rows)
    print(f"accuracy {right / len(rows):.4f}; zero-shot RoBERTa-large on the same sentences {zero_shot:.4f}")


if __name__ == "__main__":
    main()
