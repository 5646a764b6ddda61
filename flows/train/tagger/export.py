"""The trained network as an ONNX file with 8-bit weights, which onnxruntime runs without torch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor

from flows.tagging.layers import WIDTH
from flows.tagging.scores import Read
from flows.train.tagger.network import Network


def onnx_from_weights(weights: dict[str, Tensor]) -> bytes:
    """The float network: one window (pieces, cases, marks, first pieces) -> scores of its words."""
    network = Network(0.0)
    network.load_state_dict(weights)
    pieces, words = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=1, max=510)
    example = tuple(torch.randint(0, top, (1, size)) for top, size in ((30000, 40), (8, 40), (4, 40), (38, 30)))
    shapes = ({1: pieces}, {1: pieces}, {1: pieces}, {1: words})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "network.onnx"
        program = torch.onnx.export(
            network.eval(),
            example,
            dynamo=True,
            dynamic_shapes=shapes,
            input_names=list(Read._fields),
            output_names=["scores"],
            external_data=False,
        )
        program.save(str(path))  # type: ignore[union-attr]
        return path.read_bytes()


def quantized(network: bytes) -> bytes:
    """The network with 8-bit weights, each output channel with its own scale; 7 of the bits are used, since processors without
    VNNI instructions add two products in 16 bits and would overflow. What stands last before the scores stays as it is: errors there
    are smoothed by nothing after it."""
    with TemporaryDirectory() as folder:
        full, ready, small = (Path(folder) / name for name in ("full.onnx", "ready.onnx", "small.onnx"))
        full.write_bytes(network)
        quant_pre_process(str(full), str(ready))
        kept = _kept_float(onnx.load(str(ready)))
        quantize_dynamic(str(ready), str(small), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept)
        model = onnx.load(str(small))
        del model.metadata_props[:]  # paths of the machine that exported it
        for node in model.graph.node:
            del node.metadata_props[:]
        for value in [*model.graph.value_info, *model.graph.initializer, *model.graph.input, *model.graph.output]:
            del value.metadata_props[:]
        return bytes(model.SerializeToString())


def _kept_float(model: onnx.ModelProto) -> list[str]:
    """The products of the head and of the last two blocks' attention: 1 MB more, a tenth of a point of F1."""
    shapes = {one.name: tuple(one.dims) for one in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in shapes]
    head = [node.name for node in products if shapes[node.input[1]][1] == WIDTH]
    attention = [node.name for node in products if len(set(shapes[node.input[1]])) == 1]
    return [*head, *attention[-2:]]
