"""Train the reader. Resumable: a checkpoint after every SAVE_EVERY steps and every epoch.

    python training/reader/train.py --start MINILM_FOLDER --texts STATEMENTS_FOLDER --on open --out RUN_FOLDER

`open` reads openly licensed texts only (see texts.py); only such weights may ship.
"""

import argparse
import json
import pathlib
import random
import sys
import time

import torch
from safetensors.torch import load_file

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src"))

import texts
from batches import act_rows, batch, cue_tags, flat_tags, pair_rows, part_tags, windows
from made_up import made_up
from net import LAYERS, Reader
from notion import in_one_notion
from silver import both, read_by_rules

from readout.encoder.wordpiece import Wordpiece

SAVE_EVERY = 200
#: What a word's part of speech weighs beside its tags of attribution.
PARTS_WEIGH = 1.0
#: ... and what an act weighs beside the tags of its statement.
ACTS_WEIGH = 2.0


def loss_of(model, made):
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.trunk(made.pieces, made.shapes, made.quotings, made.mask)
    words = hidden.float().flatten(0, 1)[made.at]
    words = torch.nn.functional.dropout(words, 0.1, model.training)
    flat, cue = model.heads(words)
    loss = model.chain.loss(flat, flat_tags(made), made.lengths)
    loss = loss + model.cue_chain.loss(cue, cue_tags(made), made.lengths)
    parts = part_tags(made)
    if (parts >= 0).any():
        told = torch.nn.functional.cross_entropy(
            model.part(words).flatten(0, 1), parts.flatten(), ignore_index=-1, reduction="sum"
        )
        loss = loss + PARTS_WEIGH * told
    acts = act_rows(made)
    if acts:
        mean = lambda n, at: words[n, at].mean(0) if at else words.new_zeros(words.shape[2])  # noqa: E731
        seen = [torch.cat([*(mean(n, at) for at in places), ruled]) for n, *places, ruled, _ in acts]
        right = torch.stack([row[-1] for row in acts])
        told = torch.nn.functional.cross_entropy(model.act(torch.stack(seen)), right, reduction="sum")
        loss = loss + ACTS_WEIGH * told
    pairs = pair_rows(made)
    if pairs is not None:
        rows, cues, far, tags = pairs
        vectors = torch.stack([words[n, a:b].mean(0) for n, (a, b) in zip(rows.tolist(), cues, strict=True)])
        emissions = model.pairs(words[rows], vectors, far)
        loss = loss + model.pair_chain.loss(emissions, tags, made.lengths[rows])
    return loss / len(made.paragraphs)


def groups(model, rate, decay, head_rate):
    """Parameters with their rates: lower layers learn slower; the vectors of the pieces do not learn."""
    model.trunk.pieces.weight.requires_grad_(False)
    found = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("trunk.layers."):
            speed = rate * decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith(("trunk.shapes", "trunk.quotings")):
            speed = rate
        elif name.startswith("trunk."):
            speed = rate * decay**LAYERS
        else:
            speed = head_rate
        found.append(
            {"params": [parameter], "lr": speed, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0}
        )
    return found


def open_documents(told, pieces):
    """What shipped weights learn from: openly licensed texts with labels of people, else of the rules."""
    kept_back = set(told.keep_back)
    if told.own:  # its dev and test parts are measured on; of its train part its own labels teach
        kept_back |= {row["id"] for row in texts.documents(told.own) if row["split"] != "train"}
        kept_back |= {d.id for d in texts.own(told.own, told.texts, pieces)}
    gum = [
        d for d in texts.open_gum(told.texts, pieces, told.dep) if d.part == "train" and d.id not in kept_back
    ]
    labelled = [both(in_one_notion(d), read_by_rules(d)) for d in gum]
    bare = [*texts.open_re3d(told.texts, pieces), *texts.open_crossner(told.texts, pieces)]
    ruled = [read_by_rules(d) for d in bare if d.id not in kept_back]
    # Rules find what is plain and miss much: where they find nothing, they teach nothing.
    ruled = [d for d in ruled if any(p.relations for p in d.paragraphs)]
    invented = list(made_up([in_one_notion(d) for d in gum], pieces, told.made_up, told.seed))
    own = (
        [in_one_notion(d) for d in texts.own(told.own, told.texts, pieces, "train", told.dep)]
        * told.own_times
        if told.own
        else []
    )
    if told.articles:
        own += [in_one_notion(d) for d in texts.written(told.articles, pieces)] * told.own_times
    print(
        json.dumps(
            {"labelled": len(labelled), "ruled": len(ruled), "made up": len(invented), "own": len(own)}
        )
    )
    documents = own if told.only_own else labelled + _in_rows(ruled) + invented + own
    return documents


def _in_rows(documents, most=200):
    """Single sentences strung together, so that a window holds several."""
    rows, row = [], []
    for document in documents:
        if len(document.paragraphs) > 1:
            rows.append(document)
            continue
        row += document.paragraphs
        if sum(len(p.words) for p in row) > most:
            rows.append(texts.Document(document.id, "train", tuple(row)))
            row = []
    return rows


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--start", type=pathlib.Path, required=True)
    ask.add_argument("--texts", type=pathlib.Path, required=True)
    ask.add_argument("--on", choices=["open", "polnear"], required=True)
    ask.add_argument("--dep", type=pathlib.Path, help="the folder dep of GUM: its parts of speech teach too")
    ask.add_argument("--own", type=pathlib.Path, help="the folder of the project's own labelled set")
    ask.add_argument("--articles", type=pathlib.Path, help="the folder of the project's own articles")
    ask.add_argument("--out", type=pathlib.Path, required=True)
    ask.add_argument("--epochs", type=int, default=3)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--head-rate", type=float, default=1e-3)
    ask.add_argument("--decay", type=float, default=0.9)
    ask.add_argument("--rows", type=int, default=4)
    ask.add_argument("--budget", type=int, default=232)
    ask.add_argument(
        "--keep-back", nargs="*", default=[], help="documents that are measured on: never learn from them"
    )
    ask.add_argument(
        "--made-up", type=int, default=450, help="how many made-up documents of three paragraphs"
    )
    ask.add_argument("--own-times", type=int, default=1)
    ask.add_argument("--only-own", action="store_true", help="learn from the own set and articles alone")
    ask.add_argument("--most", type=int, default=0, help="documents to read at most, for trials")
    ask.add_argument("--from-run", type=pathlib.Path, help="start from the weights of another run")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=1)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    told.out.mkdir(parents=True, exist_ok=True)
    vocabulary = (told.start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    pieces = Wordpiece(vocabulary)
    if told.on == "polnear":
        documents = list(texts.polnear(told.texts, "train", pieces))
    else:
        documents = open_documents(told, pieces)
    if told.most:
        documents = random.Random(5).sample(documents, told.most)
    print(
        json.dumps({"documents": len(documents), "paragraphs": sum(len(d.paragraphs) for d in documents)}),
        flush=True,
    )

    torch.manual_seed(told.seed)
    model = Reader()
    model.trunk.start_from(load_file(told.start / "model.safetensors"))
    if told.from_run:
        held = torch.load(told.from_run / "last.pt", weights_only=True)["weights"]
        model.load_state_dict(held, strict=False)  # heads that are newer than the run begin anew
    optimizer = torch.optim.AdamW(
        groups(model, told.rate, told.decay, told.head_rate), betas=(0.9, 0.98), fused=True
    )

    plan = []  # every epoch packs the paragraphs anew, the same way whenever the run is taken up again
    for epoch in range(told.epochs):
        luck = random.Random(told.seed * 100 + epoch)
        rows = [
            row
            for d in documents
            for row in windows(
                d, luck.choice([told.budget // 2, told.budget * 3 // 4, told.budget, told.budget])
            )
        ]
        luck.shuffle(rows)
        # Rows of like size side by side, in small neighbourhoods, so that little is padded.
        size = lambda row: sum(len(w.pieces) for p in row for w in p.words)  # noqa: E731
        near = told.rows * 16
        rows = [r for n in range(0, len(rows), near) for r in sorted(rows[n : n + near], key=size)]
        steps = [rows[n : n + told.rows] for n in range(0, len(rows), told.rows)]
        luck.shuffle(steps)
        plan.append(steps)
    total = sum(len(steps) for steps in plan)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (0.06 * total)) * max(0.02, 1 - n / total)
    )
    begun = 0
    saved = told.out / "state.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        rate.load_state_dict(state["rate"])
        begun = state["step"]
    step, mean, clock = 0, 0.0, time.process_time()
    for epoch, steps in enumerate(plan):
        for rows in steps:
            step += 1
            if step <= begun:
                continue
            random.seed(step)
            torch.manual_seed(told.seed * 1_000_003 + step)
            model.train()
            loss = loss_of(model, batch(rows, pieces))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 5.0)
            optimizer.step()
            rate.step()
            mean = 0.98 * mean + 0.02 * loss.item() if mean else loss.item()
            if step % 25 == 0:
                print(
                    f"{epoch} {step}/{total} loss {mean:.3f} cpu {time.process_time() - clock:.0f}s",
                    flush=True,
                )
            if step % SAVE_EVERY == 0 or step == total:
                state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
                torch.save(state | {"rate": rate.state_dict(), "step": step}, told.out / "state.new")
                (told.out / "state.new").rename(saved)
        if step >= begun:
            torch.save({"weights": model.state_dict()}, told.out / f"epoch{epoch}.pt")
    torch.save({"weights": model.state_dict()}, told.out / "last.pt")


if __name__ == "__main__":
    main()
