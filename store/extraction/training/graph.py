"""ONNX graphs of the tagger, written node by node from its weights, with int8 weights and dynamic scales.

Written out rather than traced, so that each layer is one `MultiHeadAttention` and four
`DynamicQuantizeMatMul` nodes of onnxruntime's own, which no exporter emits and its optimiser finds only in
graphs of older exporters: a third faster than a traced graph after dynamic quantisation, and free of the
exporter's version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from store.extraction.training.network import DIM, LAYERS, NARROW, REACH, STEPS, widths_of

Weights = Mapping[str, np.ndarray]
"""Arrays by their names in the torch model."""

CONTRIB = "com.microsoft"


class Graph:
    """A graph under construction: nodes in order, initialisers by name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """Keep an array in the graph; returns its name."""
        self.initialisers[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(
        self, op: str, *inputs: str, name: str, domain: str = "", outputs: int = 1, **attributes: Any
    ) -> str:
        """Add a node; returns its first output, the others are that name with .1, .2 …"""
        names = [name, *(f"{name}.{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(op, list(inputs), names, name, domain=domain, **attributes))
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str) -> str:
        """`x @ weight.T + bias` with int8 weights, one scale an output, the input quantised as it comes."""
        values, scale = columns(weight.T)
        inputs = [
            x,
            self.constant(f"{name}.w", values),
            self.constant(f"{name}.s", scale),
            self.constant(f"{name}.z", np.zeros(len(scale), np.int8)),
        ]
        if bias is not None:
            inputs.append(self.constant(f"{name}.b", bias))
        return self.node("DynamicQuantizeMatMul", *inputs, name=name, domain=CONTRIB)

    def rows(self, table: np.ndarray, index: str, name: str) -> str:
        """Rows of an int8 table with one scale a row."""
        values, scale = columns(table.T)
        got = self.node("Gather", self.constant(f"{name}.w", values.T), index, name=f"{name}.g")
        real = self.node("Cast", got, name=f"{name}.c", to=TensorProto.FLOAT)
        size = self.node("Gather", self.constant(f"{name}.s", scale[:, None]), index, name=f"{name}.gs")
        return self.node("Mul", real, size, name=name)

    def save(self, path: Path, inputs: list[Any], outputs: list[Any], doc: str) -> None:
        """Check the graph and write it."""
        graph = helper.make_graph(self.nodes, "tagger", inputs, outputs, list(self.initialisers.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(
            graph, opset_imports=opsets, ir_version=8, producer_name="onrecord", doc_string=doc
        )
        path.write_bytes(model.SerializeToString())


def columns(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 values of `weight` (inputs × outputs) and one float32 scale a column."""
    scale = (np.abs(weight).max(axis=0) / 127).astype(np.float32)
    scale[scale == 0] = 1
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def value(name: str, kind: int, *shape: str | int) -> Any:
    """The declaration of an input or output."""
    return helper.make_tensor_value_info(name, kind, shape)


def encoder(w: Weights, path: Path, layers: bool = False) -> None:
    """Write the encoder: ids, shapes, states (1 × pieces, int64) to hidden (1 × pieces × 384) and anchor (1 ×
    pieces); with `layers` to what every layer but the last puts out, too: layer0, layer1 …"""
    g = Graph()
    x = g.rows(w["encoder.words.weight"], "ids", "words")
    length = g.node("Shape", "ids", name="length", start=1, end=2)
    places = g.node(
        "Slice",
        g.constant("places.w", w["encoder.places.weight"]),
        g.constant("zero", np.array([0])),
        length,
        g.constant("axis", np.array([0])),
        name="places",
    )
    x = g.node("Add", x, places, name="embed.places")
    for table in ("shapes", "states"):
        rows = g.node(
            "Gather", g.constant(f"{table}.w", w[f"encoder.{table}.weight"]), table, name=f"{table}.g"
        )
        x = g.node("Add", x, rows, name=f"embed.{table}")
    x = g.node(
        "LayerNormalization", x, *_norm(g, w, "encoder.norm"), name="embed.norm", axis=-1, epsilon=1e-12
    )
    for i, (heads, _) in enumerate(widths_of(w)):
        x = _block(g, w, f"encoder.blocks.{i}", x, "hidden" if i == LAYERS - 1 else f"layer{i}", heads)
    narrow = g.linear(x, w["encoder.anchor.0.weight"], w["encoder.anchor.0.bias"], "anchor.0")
    narrow = g.node("Gelu", narrow, name="anchor.gelu", domain=CONTRIB)
    score = g.node("MatMul", narrow, g.constant("anchor.w", w["encoder.anchor.3.weight"].T), name="anchor.1")
    score = g.node("Add", score, g.constant("anchor.b", w["encoder.anchor.3.bias"]), name="anchor.2")
    g.node("Squeeze", score, g.constant("last", np.array([2])), name="anchor")
    kinds = [value(n, TensorProto.INT64, 1, "pieces") for n in ("ids", "shapes", "states")]
    out = [
        value("hidden", TensorProto.FLOAT, 1, "pieces", DIM),
        value("anchor", TensorProto.FLOAT, 1, "pieces"),
    ]
    if layers:
        out += [value(f"layer{i}", TensorProto.FLOAT, 1, "pieces", DIM) for i in range(LAYERS - 1)]
    g.save(path, kinds, out, "word pieces to their representations and the score of being a cue's head")


def _norm(g: Graph, w: Weights, name: str) -> list[str]:
    return [g.constant(f"{name}.{part}", w[f"{name}.{part}"]) for part in ("weight", "bias")]


def _block(g: Graph, w: Weights, name: str, x: str, out: str, heads: int) -> str:
    """One post-norm transformer layer."""
    weight, bias = (
        np.concatenate([w[f"{name}.{part}.{kind}"] for part in "qkv"]) for kind in ("weight", "bias")
    )
    g.node("Split", g.linear(x, weight, bias, f"{name}.qkv"), name=f"{name}.q", outputs=3, axis=-1)
    parts = [f"{name}.q", f"{name}.q.1", f"{name}.q.2"]
    attended = g.node("MultiHeadAttention", *parts, name=f"{name}.attention", domain=CONTRIB, num_heads=heads)
    y = g.linear(attended, w[f"{name}.o.weight"], w[f"{name}.o.bias"], f"{name}.o")
    x = _added(g, w, x, y, f"{name}.norm1", f"{name}.norm1")
    y = g.linear(x, w[f"{name}.up.weight"], w[f"{name}.up.bias"], f"{name}.up")
    y = g.node("Gelu", y, name=f"{name}.gelu", domain=CONTRIB)
    y = g.linear(y, w[f"{name}.down.weight"], w[f"{name}.down.bias"], f"{name}.down")
    return _added(g, w, x, y, f"{name}.norm2", out)


def _added(g: Graph, w: Weights, x: str, y: str, norm: str, out: str) -> str:
    """The residual and its norm: two nodes, a sixth faster over all than `SkipLayerNormalization`."""
    total = g.node("Add", y, x, name=f"{out}.residual")
    return g.node("LayerNormalization", total, *_norm(g, w, norm), name=out, axis=-1, epsilon=1e-12)


def arguments(w: Weights, path: Path) -> None:
    """Write the second pass.

    hidden (1 × pieces × 384), anchors (cues, int64) and places (cues × near, int64: the pieces to label for
    each cue, in a row) to labels (cues × near × 4).
    """
    g = Graph()
    flat = g.node("Squeeze", "hidden", g.constant("first", np.array([0])), name="flat")
    tokens = g.linear(flat, w["arguments.token.weight"], w["arguments.token.bias"], "token")
    near = g.node("Gather", tokens, "places", name="near")
    g.node("Split", near, name="add", outputs=2, axis=-1)
    cue = g.node("Gather", flat, "anchors", name="cue.g")
    cue = g.linear(cue, w["arguments.cue.weight"], w["arguments.cue.bias"], "cue")
    cue = g.node("Unsqueeze", cue, g.constant("one", np.array([1])), name="cue.u")
    g.node("Split", cue, name="plus", outputs=2, axis=-1)
    times = g.node("Mul", "plus.1", "add.1", name="times")
    x = g.node("Add", times, "plus", name="times.plus")
    x = g.node("Add", x, "add", name="times.add")
    x = g.node("Add", x, _distance(g, w), name="joined")
    x = g.node("Gelu", x, name="joined.gelu", domain=CONTRIB)
    x = g.node(
        "LayerNormalization", x, *_norm(g, w, "arguments.norm"), name="joined.norm", axis=-1, epsilon=1e-5
    )
    for i, step in enumerate(STEPS):
        x = _neighbours(g, w, f"arguments.blocks.{i}", x, step)
    x = g.node("MatMul", x, g.constant("out.w", w["arguments.out.weight"].T), name="out")
    g.node("Add", x, g.constant("out.b", w["arguments.out.bias"]), name="labels")
    inputs = [
        value("hidden", TensorProto.FLOAT, 1, "pieces", DIM),
        value("anchors", TensorProto.INT64, "cues"),
        value("places", TensorProto.INT64, "cues", "near"),
    ]
    out = [value("labels", TensorProto.FLOAT, "cues", "near", 4)]
    g.save(path, inputs, out, "for each cue, scores of the pieces near it: nothing, source, content, cue")


def _distance(g: Graph, w: Weights) -> str:
    """The embedding of each piece's distance from its cue, in pieces, cut at ±REACH."""
    column = g.node("Unsqueeze", "anchors", g.constant("far.axis", np.array([1])), name="far.anchors")
    apart = g.node("Sub", "places", column, name="far.apart")
    low, high = g.constant("far.low", np.array(-REACH)), g.constant("far.high", np.array(REACH))
    apart = g.node("Clip", apart, low, high, name="far.clip")
    index = g.node("Add", apart, high, name="far.index")
    return g.node("Gather", g.constant("far.w", w["arguments.far.weight"]), index, name="far")


def _neighbours(g: Graph, w: Weights, name: str, x: str, step: int) -> str:
    """A residual layer over each piece and those `step` before and after it.

    The three parts of the weight are applied before the shift, in one product three times as wide: a third of
    the input to quantise.
    """
    before, here, after = np.split(w[f"{name}.mix.weight"], 3, axis=1)
    wide = g.linear(x, np.concatenate([before, here, after]), None, f"{name}.mix")
    g.node("Split", wide, name=f"{name}.before", outputs=3, axis=-1)
    nothing = g.constant(f"{name}.axes", np.array([1]))
    parts = [f"{name}.before.1"]
    for part, pads, start, end in (
        (f"{name}.before", [step, 0], 0, -step),
        (f"{name}.before.2", [0, step], step, 1 << 30),
    ):
        cut = g.node(
            "Slice",
            part,
            g.constant(f"{part}.from", np.array([start])),
            g.constant(f"{part}.to", np.array([end])),
            nothing,
            name=f"{part}.cut",
        )
        edge = g.constant(f"{part}.pads", np.array([0, pads[0], 0, 0, pads[1], 0]))
        parts.append(g.node("Pad", cut, edge, name=f"{part}.pad"))
    y = g.node("Add", parts[0], parts[1], name=f"{name}.sum1")
    y = g.node("Add", y, parts[2], name=f"{name}.sum2")
    y = g.node("Add", y, g.constant(f"{name}.mix.bias", w[f"{name}.mix.bias"]), name=f"{name}.sum3")
    y = g.node("Gelu", y, name=f"{name}.gelu", domain=CONTRIB)
    y = g.linear(y, w[f"{name}.out.weight"], w[f"{name}.out.bias"], f"{name}.out")
    y = g.node("Add", x, y, name=f"{name}.residual")
    return g.node("LayerNormalization", y, *_norm(g, w, f"{name}.norm"), name=name, axis=-1, epsilon=1e-5)


assert NARROW % 4 == 0


def weights_of(folder: Path) -> dict[str, np.ndarray]:
    """The weights back from the graphs in `folder`, but for what int8 lost; syntax is not shipped.

    The inverse of `encoder` and `arguments`, so that training can go on from a model as shipped.
    """
    kept = {
        tensor.name: numpy_helper.to_array(tensor)
        for name in ("encoder.onnx", "arguments.onnx")
        for tensor in onnx.load(str(folder / name)).graph.initializer
    }

    def linear(name: str) -> np.ndarray:
        real: np.ndarray = kept[f"{name}.w"].astype(np.float32) * kept[f"{name}.s"]
        return real.T

    out = {f"encoder.{name}.weight": kept[f"{name}.w"] for name in ("places", "shapes", "states")}
    out["encoder.words.weight"] = kept["words.w"].astype(np.float32) * kept["words.s"]
    out["encoder.anchor.0.weight"], out["encoder.anchor.0.bias"] = linear("anchor.0"), kept["anchor.0.b"]
    out["encoder.anchor.3.weight"], out["encoder.anchor.3.bias"] = kept["anchor.w"].T, kept["anchor.b"]
    for i in range(LAYERS):
        block = f"encoder.blocks.{i}"
        for part, weight, bias in zip(
            "qkv", np.split(linear(f"{block}.qkv"), 3), np.split(kept[f"{block}.qkv.b"], 3), strict=True
        ):
            out[f"{block}.{part}.weight"], out[f"{block}.{part}.bias"] = weight, bias
        for part in ("o", "up", "down"):
            out[f"{block}.{part}.weight"], out[f"{block}.{part}.bias"] = (
                linear(f"{block}.{part}"),
                kept[f"{block}.{part}.b"],
            )
    for part in ("token", "cue"):
        out[f"arguments.{part}.weight"], out[f"arguments.{part}.bias"] = linear(part), kept[f"{part}.b"]
    out["arguments.far.weight"] = kept["far.w"]
    out["arguments.out.weight"], out["arguments.out.bias"] = kept["out.w"].T, kept["out.b"]
    for i in range(len(STEPS)):
        block = f"arguments.blocks.{i}"
        out[f"{block}.mix.weight"] = np.concatenate(np.split(linear(f"{block}.mix"), 3), axis=1)
        out[f"{block}.mix.bias"] = kept[f"{block}.mix.bias"]
        out[f"{block}.out.weight"], out[f"{block}.out.bias"] = linear(f"{block}.out"), kept[f"{block}.out.b"]
    norms = [name for name in kept if re.search(r"norm\d?\.(weight|bias)$", name)]
    return out | {name: kept[name] for name in norms}
