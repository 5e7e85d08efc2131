"""Write the weights that the program reads: the trunk as ONNX in 8 bits, the heads as numpy arrays.

    python training/reader/export.py --start MINILM_FOLDER --run RUN_FOLDER --to src/readout/encoder/weights

The graph is built by hand, so that the runtime's fused operators (attention, normalisation with the
sum before it) are used without an optimiser in between.
"""

import argparse
import pathlib
import sys
import tempfile

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src"))

from net import HEADS, Reader
from texts import ACTS, CUE, FLAT, PAIR, PARTS

EPSILON = 1e-12
FUSED = "com.microsoft"


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, tensor):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(tensor), name))
        return name

    def node(self, kind, inputs, output, domain="", **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def trunk_graph(trunk):
    """The graph: pieces, shapes, quotings, mask (rows x size), places (size) in, hidden (x 384) out."""
    graph = Graph()
    get = lambda tensor: tensor.detach().float().numpy()  # noqa: E731
    graph.constant("places.table", get(trunk.places.weight))
    for name in ("pieces", "shapes", "quotings"):
        graph.constant(f"{name}.table", get(getattr(trunk, name).weight))
        graph.node("Gather", [f"{name}.table", name], f"{name}.vectors")
    graph.node("Gather", ["places.table", "places"], "places.vectors")
    graph.node("Add", ["pieces.vectors", "places.vectors"], "sum1")
    graph.node("Add", ["shapes.vectors", "quotings.vectors"], "sum2")
    graph.node("Add", ["sum1", "sum2"], "sum3")
    norm(graph, trunk.norm, "norm")
    x = graph.node("LayerNormalization", ["sum3", "norm.scale", "norm.bias"], "x", epsilon=EPSILON)
    for n, layer in enumerate(trunk.layers):
        p = f"layer{n}."
        for part in ("qkv", "out", "up", "down"):
            linear = getattr(layer, part)
            graph.constant(f"{p}{part}.weight", get(linear.weight).T)
            graph.constant(f"{p}{part}.bias", get(linear.bias))
        norm(graph, layer.norm1, p + "norm1")
        norm(graph, layer.norm2, p + "norm2")
        graph.node(
            "Attention", [x, p + "qkv.weight", p + "qkv.bias", "mask"], p + "seen", FUSED, num_heads=HEADS
        )
        graph.node("MatMul", [p + "seen", p + "out.weight"], p + "o")
        middle = graph.node(
            "SkipLayerNormalization",
            [p + "o", x, p + "norm1.scale", p + "norm1.bias", p + "out.bias"],
            p + "middle",
            FUSED,
            epsilon=EPSILON,
        )
        graph.node("MatMul", [middle, p + "up.weight"], p + "u")
        graph.node("BiasGelu", [p + "u", p + "up.bias"], p + "g", FUSED)
        graph.node("MatMul", [p + "g", p + "down.weight"], p + "d")
        x = graph.node(
            "SkipLayerNormalization",
            [p + "d", middle, p + "norm2.scale", p + "norm2.bias", p + "down.bias"],
            p + "x",
            FUSED,
            epsilon=EPSILON,
        )
    graph.node("Identity", [x], "hidden")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["rows", "size"])
        for name in ("pieces", "shapes", "quotings", "mask")
    ] + [helper.make_tensor_value_info("places", TensorProto.INT32, ["size"])]
    output = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["rows", "size", 384])
    made = helper.make_graph(graph.nodes, "trunk", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)


def norm(graph, module, name):
    graph.constant(name + ".scale", module.weight.detach().float().numpy())
    graph.constant(name + ".bias", module.bias.detach().float().numpy())


def heads_of(model):
    """The heads and the chains as named arrays."""
    found = {}
    for name in ("flat", "cue", "part", "act", "of_word", "of_cue", "pair"):
        linear = getattr(model, name)
        found[name + ".weight"] = linear.weight.T
        if linear.bias is not None:
            found[name + ".bias"] = linear.bias
    found["distance"] = model.distance.weight
    for name in ("chain", "cue_chain", "pair_chain"):
        begin, follow, end = getattr(model, name).scores()
        found |= {name + ".begin": begin, name + ".follow": follow, name + ".end": end}
    return {k: v.detach().float().numpy() for k, v in found.items()}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--start", type=pathlib.Path, required=True)
    ask.add_argument("--run", type=pathlib.Path, required=True)
    ask.add_argument("--file", default="last.pt")
    ask.add_argument("--to", type=pathlib.Path, required=True)
    told = ask.parse_args()
    told.to.mkdir(parents=True, exist_ok=True)
    model = Reader()
    held = torch.load(told.run / told.file, weights_only=True)["weights"]
    model.load_state_dict(held)
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = pathlib.Path(folder) / "full.onnx"
        onnx.save(trunk_graph(model.trunk), full)
        quantize_dynamic(
            full,
            told.to / "reader-en.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    np.savez_compressed(told.to / "reader-en.npz", **heads_of(model))
    vocabulary = (
        (told.start / "vocab.txt")
        .read_text(encoding="utf-8")
        .split("\n")[: model.trunk.pieces.num_embeddings]
    )
    (told.to / "pieces-en.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    assert (len(FLAT), len(CUE), len(PAIR), len(PARTS), len(ACTS)) == (
        7,
        3,
        5,
        20,
        36,
    )  # the order of tags that the program knows
    print({path.name: path.stat().st_size for path in sorted(told.to.glob("*-en.*"))})


if __name__ == "__main__":
    main()
