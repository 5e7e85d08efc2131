"""Tags and spans out of a trained reader (torch), for measuring."""

import numpy as np
import torch
from batches import batch, distances, windows
from texts import FLAT, PAIR, pieces_in


def best_chains(emissions, lengths, begin, follow, end):
    """The best row of tags for each row of emissions. numpy, all rows at once. After: Viterbi (1967)."""
    rows, size, _ = emissions.shape
    score = begin + emissions[:, 0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for t in range(1, size):
        ways = score[:, :, None] + follow
        back[:, t] = ways.argmax(1)
        on = (t < lengths)[:, None]
        score = np.where(on, ways.max(1) + emissions[:, t], score)
        back[:, t] = np.where(on, back[:, t], np.arange(emissions.shape[2]))
    tag = (score + end).argmax(1)
    found = np.zeros((rows, size), dtype=np.int64)
    for t in range(size - 1, -1, -1):
        found[:, t] = tag
        tag = back[np.arange(rows), t, tag]
    return found


@torch.no_grad()
def read(model, document, pieces, budget=232, rows=6):
    """For each paragraph: (flat tags of words, [(cue range, speaker ranges, content ranges)])."""
    model.eval()
    all_rows = list(windows(document, budget))
    found = []
    for n in range(0, len(all_rows), rows):
        made = batch(all_rows[n : n + rows], pieces)
        hidden = model.trunk(made.pieces, made.shapes, made.quotings, made.mask)
        words = hidden.flatten(0, 1)[made.at]
        flat, cue = model.heads(words)
        chain = [s.numpy() for s in model.cue_chain.scores()]
        cue_found = best_chains(cue.numpy(), made.lengths.numpy(), *chain)
        chain = [s.numpy() for s in model.chain.scores()]
        tags = best_chains(flat.numpy(), made.lengths.numpy(), *chain)
        at = {}
        for k, p in enumerate(made.paragraphs):
            at[id(p)] = (k, int(made.lengths[k]))
        relations = {k: [] for k in range(len(made.paragraphs))}
        wanted = []
        for k, p in enumerate(made.paragraphs):
            size = int(made.lengths[k])
            labels = [("O", "B-cue", "I-cue")[t] for t in cue_found[k, :size]]
            wanted += [(k, (a, b)) for _, a, b in pieces_in(labels, 0, size)]
        if wanted:
            vectors = torch.stack([words[k, a:b].mean(0) for k, (a, b) in wanted])
            index = torch.tensor([k for k, _ in wanted])
            emissions = model.pairs(words[index], vectors, distances([c for _, c in wanted], words.shape[1]))
            chain = [s.numpy() for s in model.pair_chain.scores()]
            pair = best_chains(emissions.numpy(), made.lengths[index].numpy(), *chain)
            for (k, c), row in zip(wanted, pair, strict=True):
                size = int(made.lengths[k])
                spans = list(pieces_in([PAIR[t] for t in row[:size]], 0, size))
                relations[k].append(
                    (
                        c,
                        [s[1:] for s in spans if s[0] == "source"],
                        [s[1:] for s in spans if s[0] == "content"],
                    )
                )
        for row in all_rows[n : n + rows]:
            for p in row:
                if id(p) in at:
                    k, size = at[id(p)]
                    found.append(
                        ([FLAT[t] for t in tags[k, :size]] + ["O"] * (len(p.words) - size), relations[k])
                    )
                else:
                    found.append((["O"] * len(p.words), []))
    return found


def flat_from_pairs(size, relations, flat):
    """Flat tags that the pairs tell, and from the flat tags what touches none of them."""
    tags = ["O"] * size
    for role, ranges in (
        ("cue", [c for c, _, _ in relations]),
        ("source", [s for _, ss, _ in relations for s in ss]),
        ("content", [s for _, _, cs in relations for s in cs]),
    ):
        for a, b in sorted(set(ranges), key=lambda r: r[0] - r[1]):
            if all(t == "O" for t in tags[a:b]):
                tags[a:b] = [f"B-{role}"] + [f"I-{role}"] * (b - a - 1)
    for role, a, b in pieces_in(flat, 0, size):
        if all(t == "O" for t in tags[a:b]):
            tags[a:b] = [f"B-{role}"] + [f"I-{role}"] * (b - a - 1)
    return tags


def on_tokens(tags, words, tokens):
    """Tags of words as tags of other tokens over the same text."""
    out = ["O"] * len(tokens)
    for role, a, b in pieces_in(tags, 0, len(tags)):
        start, end = words[a].span.start, words[b - 1].span.end
        inside = [n for n, (x, y) in enumerate(tokens) if x < end and y > start]
        if inside:
            out[inside[0]] = f"B-{role}"
            for n in inside[1:]:
                out[n] = f"I-{role}"
    return out
