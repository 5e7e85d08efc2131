"""Windows over documents, and batches of windows as tensors."""

import random
from dataclasses import dataclass

import torch
from net import FAR
from texts import ACTS, CUE, FIRST, FLAT, PAIR, PARTS

LONGEST = 500


def windows(document, budget):
    """Rows of following paragraphs, each row at most `budget` pieces where its paragraphs allow it."""
    row, size = [], 1
    for paragraph in document.paragraphs:
        pieces = sum(len(word.pieces) for word in paragraph.words) + 1
        if row and size + pieces > budget:
            yield row
            row, size = [], 1
        row.append(paragraph)
        size += pieces
    if row:
        yield row


@dataclass
class Batch:
    pieces: torch.Tensor
    shapes: torch.Tensor
    quotings: torch.Tensor
    mask: torch.Tensor
    #: Per paragraph: where its words' first pieces stand in the flattened batch.
    at: torch.Tensor
    lengths: torch.Tensor
    paragraphs: list


def batch(rows, pieces_of) -> Batch:
    made, found = [], []
    for row in rows:
        ids, shapes, quotings, starts = [pieces_of.first], [4], [0], []
        for paragraph in row:
            at = []
            for word in paragraph.words:
                if len(ids) + len(word.pieces) >= LONGEST:
                    break
                at.append(len(ids))
                ids += word.pieces
                shapes += [word.shape] * len(word.pieces)
                quotings += [word.quoting] * len(word.pieces)
            ids.append(pieces_of.last)
            shapes.append(4)
            quotings.append(0)
            starts.append((paragraph, at))
        made.append((ids, shapes, quotings))
        found.append(starts)
    size = max(len(ids) for ids, _, _ in made)
    tensor = lambda k: torch.tensor([row[k] + [0] * (size - len(row[k])) for row in made])  # noqa: E731
    flat = [(n * size, p, at) for n, starts in enumerate(found) for p, at in starts if at]
    longest = max(len(at) for _, _, at in flat)
    return Batch(
        pieces=tensor(0),
        shapes=tensor(1),
        quotings=tensor(2),
        mask=torch.tensor([[True] * len(r[0]) + [False] * (size - len(r[0])) for r in made]),
        at=torch.tensor([[base + i for i in at] + [0] * (longest - len(at)) for base, _, at in flat]),
        lengths=torch.tensor([len(at) for _, _, at in flat]),
        paragraphs=[p for _, p, _ in flat],
    )


def flat_tags(made: Batch):
    size = made.at.shape[1]
    return torch.tensor(
        [[FLAT.index(t) for t in p.flat[:size]] + [0] * (size - len(p.flat)) for p in made.paragraphs]
    )


def part_tags(made: Batch):
    """The number of each word's part of speech; -1 where nobody marked it."""
    size = made.at.shape[1]
    known = [[PARTS.index(t) for t in p.parts[:size]] for p in made.paragraphs]
    return torch.tensor([row + [-1] * (size - len(row)) for row in known])


def cue_tags(made: Batch):
    tags = torch.zeros(made.at.shape, dtype=torch.long)
    for n, paragraph in enumerate(made.paragraphs):
        for relation in paragraph.relations:
            a, b = relation.cue
            if b <= made.lengths[n]:
                tags[n, a] = CUE.index("B")
                tags[n, a + 1 : b] = CUE.index("I")
    return tags


def act_rows(made: Batch):
    """(row, cue, words of the content, act of the rules and negation, shares of the right acts) of each labelled act."""
    found = []
    for n, paragraph in enumerate(made.paragraphs):
        for relation in paragraph.relations:
            if not relation.acts or relation.cue[1] > made.lengths[n]:
                continue
            last = int(made.lengths[n])
            content = []
            if relation.contents:
                content = list(range(relation.contents[0][0], min(relation.contents[-1][1], last)))
            ruled = torch.zeros(len(ACTS) + 1)
            if relation.ruled:
                ruled[ACTS.index(relation.ruled)] = 1
            ruled[-1] = relation.negated
            right = torch.zeros(len(ACTS))
            for act in relation.acts:
                right[ACTS.index(act)] = 1.0 if act == relation.acts[0] else 0.5
            found.append(
                (n, list(range(*relation.cue)), content, content[:FIRST], ruled, right / right.sum())
            )
    return found


def pair_rows(made: Batch, most=40):
    """(rows, cue ranges, distances, tags) for the relations of a batch; None where it has none."""
    size = made.at.shape[1]
    rows, cues, tags = [], [], []
    for n, paragraph in enumerate(made.paragraphs):
        for relation in paragraph.relations:
            if relation.cue[1] > made.lengths[n]:
                continue
            tag = [0] * size
            for role, ranges in (("content", relation.contents), ("source", relation.speakers)):
                for a, b in ranges:
                    b = min(b, int(made.lengths[n]))
                    if a < b:
                        tag[a:b] = [PAIR.index(f"B-{role}")] + [PAIR.index(f"I-{role}")] * (b - a - 1)
            rows.append(n)
            cues.append(relation.cue)
            tags.append(tag)
    if not rows:
        return None
    if len(rows) > most:
        keep = sorted(random.sample(range(len(rows)), most))
        rows, cues, tags = ([x[i] for i in keep] for x in (rows, cues, tags))
    return torch.tensor(rows), cues, distances(cues, size), torch.tensor(tags)


def distances(cues, size):
    """For each cue and word: words before (negative) or after the cue, moved into 0..2*FAR; FAR inside it."""
    places = torch.arange(size)[None, :]
    starts = torch.tensor([a for a, _ in cues])[:, None]
    ends = torch.tensor([b for _, b in cues])[:, None]
    before, after = (places - starts).clamp(max=0), (places - ends + 1).clamp(min=0)
    return (before + after).clamp(-FAR, FAR) + FAR
