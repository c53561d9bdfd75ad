"""Writes the trained network as an ONNX graph of one sentence, with int8 weights.

The graph is built by hand, operator by operator: it holds one sentence at a time (no padding, no mask), so that the ranges
that the int8 products measure are the sentence's own and its scores cannot depend on what else is being read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
OURS = "com.microsoft"
LARGEST = 127
"""The largest weight in int8."""


class Graph:
    """Nodes and weights of a graph under construction; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[Any]) -> str:
        """Store a constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def do(self, operator: str, inputs: list[str], name: str, domain: str = "", **how: Any) -> str:
        """One operator with one result."""
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, domain=domain, **how))
        return name

    def linear(self, x: str, name: str, matrix: Array, bias: Array) -> str:
        """x times the transposed matrix [out, in] plus bias in int8: rows of the matrix scaled one by one, x as it comes."""
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / LARGEST
        rounded = np.clip(np.rint(matrix / scale[:, None]), -LARGEST, LARGEST).astype(np.int8)
        scales, biases = self.weight(f"{name}.s", scale.astype(np.float32)), self.weight(f"{name}.b", bias)
        inputs = [x, self.weight(f"{name}.w", rounded.T), scales, "", biases]
        return self.do("DynamicQuantizeMatMul", inputs, name, OURS)

    def exact(self, x: str, name: str, matrix: Array, bias: Array) -> str:
        """The same in fp32."""
        product = self.do("MatMul", [x, self.weight(f"{name}.w", matrix.T)], f"{name}.p")
        return self.do("Add", [product, self.weight(f"{name}.b", bias)], name)


def export(state: dict[str, Array], layers: int, heads: int, epsilon: float, path: Path) -> None:
    """Write the graph: ids [pieces] → names [pieces, tags], flat [pieces, …], arcs [pieces, pieces], told [pieces, …], belonging
    [pieces, pieces]."""
    graph = Graph()
    x = _embedded(graph, state, epsilon)
    for number in range(layers):
        x = _layer(graph, state, f"layers.{number}", x, heads, epsilon)
    x = graph.do("Squeeze", [x, graph.weight("first", np.array([0]))], "pieces")
    hidden = graph.linear(x, "names.hidden", state["names_hidden.weight"], state["names_hidden.bias"])
    graph.exact(graph.do("Gelu", [hidden], "names.gelu", OURS), "names", state["names_out.weight"], state["names_out.bias"])
    graph.linear(x, "flat", state["flat.weight"], state["flat.bias"])
    _arcs(graph, state, x)
    _told(graph, state, x)
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("names", "flat", "arcs", "told", "belonging")]
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"])]
    made = helper.make_graph(graph.nodes, "dragoman", inputs, outputs, graph.weights)
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(OURS, 1)], ir_version=9, producer_name="dragoman"
    )
    onnx.save(model, str(path))


def _embedded(graph: Graph, state: dict[str, Array], epsilon: float) -> str:
    """Embeddings of the pieces, from a table in int8 with a scale for each row: [1, pieces, width]."""
    table = state["word.weight"]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127.0
    graph.weight("word", np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
    rows = graph.do("Cast", [graph.do("Gather", ["word", "ids"], "word.rows")], "word.float", to=TensorProto.FLOAT)
    scales = graph.do("Gather", [graph.weight("word.s", scale.astype(np.float32)), "ids"], "word.scales")
    words = graph.do("Mul", [rows, scales], "words")
    length = graph.do("Shape", ["ids"], "length")
    slice_of = [graph.weight("position", state["position"]), graph.weight("zero", np.array([0])), length]
    placed = graph.do("Add", [words, graph.do("Slice", slice_of, "places")], "placed")
    norm = [graph.weight("norm.w", state["norm.weight"]), graph.weight("norm.b", state["norm.bias"])]
    x = graph.do("LayerNormalization", [placed, *norm], "embedded", epsilon=epsilon)
    return graph.do("Unsqueeze", [x, graph.weight("axis", np.array([0]))], "sentence")


def _layer(graph: Graph, state: dict[str, Array], name: str, x: str, heads: int, epsilon: float) -> str:
    def linear(of: str, part: str) -> str:
        return graph.linear(of, f"{name}.{part}", state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"])

    def norm(of: str, and_: str, part: str) -> str:
        both = [graph.weight(f"{name}.{part}.{k}", state[f"{name}.{part}.{long}"]) for k, long in (("w", "weight"), ("b", "bias"))]
        # Two operators: onnxruntime's fused one takes four times as long as both.
        return graph.do("LayerNormalization", [graph.do("Add", [of, and_], f"{name}.{part}.sum"), *both], f"{name}.{part}", epsilon=epsilon)

    parts = [f"{name}.{p}" for p in "qkv"]
    graph.nodes.append(helper.make_node("Split", [linear(x, "qkv")], parts, name=f"{name}.split", axis=2))
    seen = graph.do("MultiHeadAttention", parts, f"{name}.seen", OURS, num_heads=heads)
    x = norm(linear(seen, "out"), x, "norm1")
    up = graph.do("Gelu", [linear(x, "up")], f"{name}.gelu", OURS)
    return norm(linear(up, "down"), x, "norm2")


def _arcs(graph: Graph, state: dict[str, Array], x: str) -> None:
    sides = {}
    for side in ("dependent", "head"):
        sides[side] = graph.do("Gelu", [graph.linear(x, f"{side}.line", state[f"{side}.weight"], state[f"{side}.bias"])], side, OURS)
    pair = graph.exact(sides["dependent"], "pair", state["pair.weight"], state["pair.bias"])
    # A head's own likeliness is one more row that every dependent's vector meets with 1: added to the pairs' scores.
    likely = graph.do("MatMul", [sides["head"], graph.weight("likely.w", state["likely.weight"].T)], "likely")
    pairs = graph.do("MatMul", [pair, graph.do("Transpose", [sides["head"]], "heads.turned", perm=[1, 0])], "pairs")
    graph.do("Add", [pairs, graph.do("Transpose", [likely], "likely.turned", perm=[1, 0])], "arcs")


def _told(graph: Graph, state: dict[str, Array], x: str) -> None:
    hidden = graph.linear(x, "told.hidden", state["told_hidden.weight"], state["told_hidden.bias"])
    graph.exact(graph.do("Gelu", [hidden], "told.gelu", OURS), "told", state["told_out.weight"], state["told_out.bias"])
    sides = {}
    for side in ("belongs", "tells"):
        sides[side] = graph.do("Gelu", [graph.linear(x, f"{side}.line", state[f"{side}.weight"], state[f"{side}.bias"])], side, OURS)
    owns = graph.exact(sides["belongs"], "owns", state["owns.weight"], state["owns.bias"])
    pairs = graph.do("MatMul", [owns, graph.do("Transpose", [sides["tells"]], "tells.turned", perm=[1, 0])], "belonging.pairs")
    graph.do("Add", [pairs, graph.weight("rarely", state["rarely"])], "belonging")
