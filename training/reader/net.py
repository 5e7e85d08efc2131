"""The encoder and its heads, for training. At run time `readout.encoder.reader` does the same with numpy."""

import json

import torch
from texts import ACTS, CUE, FLAT, PAIR, PARTS
from torch import nn
from torch.nn import functional as F

from readout.encoder.wordpiece import QUOTINGS, SHAPES

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIRED = 192
#: Distances between a word and a cue, in words: exact near the cue, coarse far from it.
FAR = 64
IMPOSSIBLE = -1e4


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + F.dropout(a, 0.1, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, 0.1, self.training))


class Trunk(nn.Module):
    def __init__(self, vocabulary=30522):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.quotings = nn.Embedding(QUOTINGS, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotings.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, shapes, quotings, mask):
        places = torch.arange(pieces.shape[1])
        x = self.pieces(pieces) + self.places(places) + self.shapes(shapes) + self.quotings(quotings)
        x = F.dropout(self.norm(x), 0.1, self.training)
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, IMPOSSIBLE)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            bias = bias.bfloat16()
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def start_from(self, weights):
        """Take over the weights of a published BERT of the same size (safetensors, as a dictionary)."""
        e = "embeddings."
        # The second kind of segment is not used: its vector is added to every place.
        self.pieces.weight.data = weights[e + "word_embeddings.weight"].clone()
        self.places.weight.data = (
            weights[e + "position_embeddings.weight"] + weights[e + "token_type_embeddings.weight"][0]
        )
        _take(self.norm, weights, e + "LayerNorm")
        for n, layer in enumerate(self.layers):
            p = f"encoder.layer.{n}."
            s = p + "attention.self."
            for kind in ("weight", "bias"):
                parts = [weights[f"{s}{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).data = torch.cat(parts)
            _take(layer.out, weights, p + "attention.output.dense")
            _take(layer.norm1, weights, p + "attention.output.LayerNorm")
            _take(layer.up, weights, p + "intermediate.dense")
            _take(layer.down, weights, p + "output.dense")
            _take(layer.norm2, weights, p + "output.LayerNorm")


def _take(module, weights, name):
    module.weight.data = weights[name + ".weight"].clone()
    module.bias.data = weights[name + ".bias"].clone()


class Chain(nn.Module):
    """A linear chain of tags: what may follow what, learned; what may not, forbidden.

    After: Lafferty et al. (2001), Conditional random fields.
    """

    def __init__(self, tags):
        super().__init__()
        k = len(tags)
        self.begin = nn.Parameter(torch.zeros(k))
        self.end = nn.Parameter(torch.zeros(k))
        self.follow = nn.Parameter(torch.zeros(k, k))
        no = torch.zeros(k, k)
        no_begin = torch.zeros(k)
        for j, after in enumerate(tags):
            if after.startswith("I"):
                no_begin[j] = IMPOSSIBLE
                for i, before in enumerate(tags):
                    if before[1:] != after[1:] or before == "O":
                        no[i, j] = IMPOSSIBLE
        self.register_buffer("no", no)
        self.register_buffer("no_begin", no_begin)

    def scores(self):
        return self.begin + self.no_begin, self.follow + self.no, self.end

    def loss(self, emissions, tags, lengths):
        """Sum of -log p of the right chains. emissions: rows x words x tags, float32."""
        begin, follow, end = self.scores()
        rows, size, _ = emissions.shape
        alive = torch.arange(size)[None, :] < lengths[:, None]
        gold = emissions.gather(2, tags[..., None])[..., 0].masked_fill(~alive, 0).sum()
        gold = gold + begin[tags[:, 0]].sum()
        steps = follow[tags[:, :-1], tags[:, 1:]].masked_fill(~alive[:, 1:], 0)
        lasts = tags.gather(1, (lengths - 1)[:, None])[:, 0]
        gold = gold + steps.sum() + end[lasts].sum()
        alpha = begin + emissions[:, 0]
        for t in range(1, size):
            on = alive[:, t]
            fresh = torch.logsumexp(alpha[:, :, None] + follow, 1) + emissions[:, t]
            alpha = torch.where(on[:, None], fresh, alpha)
        return torch.logsumexp(alpha + end, 1).sum() - gold


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.flat = nn.Linear(HIDDEN, len(FLAT))
        self.cue = nn.Linear(HIDDEN, len(CUE))
        self.part = nn.Linear(HIDDEN, len(PARTS))
        # The cue, the content, its first words; the act of the rules, and whether it is negated.
        self.act = nn.Linear(3 * HIDDEN + len(ACTS) + 1, len(ACTS))
        self.of_word = nn.Linear(HIDDEN, PAIRED)
        self.of_cue = nn.Linear(HIDDEN, PAIRED, bias=False)
        self.distance = nn.Embedding(2 * FAR + 1, PAIRED)
        nn.init.normal_(self.distance.weight, std=0.05)
        self.pair = nn.Linear(PAIRED, len(PAIR))
        self.chain = Chain(FLAT)
        self.cue_chain = Chain(CUE)
        self.pair_chain = Chain(PAIR)

    def heads(self, words):
        return self.flat(words), self.cue(words)

    def pairs(self, words, cues, distances):
        """words: rows x size x hidden; cues: rows x hidden; distances: rows x size, 0..2*FAR."""
        x = self.of_word(words) + self.of_cue(cues)[:, None] + self.distance(distances)
        return self.pair(F.dropout(F.relu(x), 0.1, self.training))


def save(model, path, facts):
    torch.save({"weights": model.state_dict(), "facts": json.dumps(facts)}, path)
