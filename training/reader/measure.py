"""Exact, begin and Jaccard F1 of a trained reader (torch weights) on PolNeAR dev.

python training/reader/measure.py --start MINILM_FOLDER --texts STATEMENTS_FOLDER --run RUN_FOLDER
"""

import argparse
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src"))

import texts
from decode import flat_from_pairs, on_tokens, read
from net import Reader

from readout.encoder.wordpiece import Wordpiece


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--start", type=pathlib.Path, required=True)
    ask.add_argument("--texts", type=pathlib.Path, required=True)
    ask.add_argument("--run", type=pathlib.Path, required=True)
    ask.add_argument("--file", nargs="+", default=["last.pt"])
    ask.add_argument("--most", type=int, default=0)
    told = ask.parse_args()
    torch.set_num_threads(1)
    sys.path.insert(0, str(told.texts))
    from score_bio import score

    pieces = Wordpiece((told.start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522])
    model = Reader()
    states = [torch.load(told.run / name, weights_only=True)["weights"] for name in told.file]
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    documents = list(texts.polnear(told.texts, "dev", pieces))
    documents = documents[: told.most or None]
    gold, flat, paired, right = [], [], [], [0, 0, 0]
    for document in documents:
        for p, (tags, relations) in zip(document.paragraphs, read(model, document, pieces), strict=True):
            gold.append(p.token_labels)
            flat.append(on_tokens(tags, p.words, p.tokens))
            paired.append(on_tokens(flat_from_pairs(len(p.words), relations, tags), p.words, p.tokens))
            whole = lambda r: (r[0], tuple(sorted(r[1])), tuple(sorted(r[2])))  # noqa: E731
            g = {(r.cue, tuple(sorted(r.speakers)), tuple(sorted(r.contents))) for r in p.relations}
            f = {whole(r) for r in relations}
            right[0] += len(g & f)
            right[1] += len(f)
            right[2] += len(g)
    for name, found in (("flat", flat), ("paired", paired)):
        for role, scores in score(gold, found).items():
            print(name, role, {k: v if isinstance(v, float) else v["f1"] for k, v in scores.items()})
    print("whole relations, all three exact: F1", round(200 * right[0] / max(1, right[1] + right[2]), 1))


if __name__ == "__main__":
    main()
