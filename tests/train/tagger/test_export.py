"""The network as onnxruntime runs it; needs the extra `train`."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from flows.tagging.network import run_from_bytes
from flows.tagging.scores import Read
from flows.train.tagger.export import onnx_from_weights, quantized
from flows.train.tagger.network import Network, run_from_network


def read(size: int) -> Read:
    random = np.random.default_rng(size)
    return Read(random.integers(1000, 20000, size), random.integers(0, 8, size), random.integers(0, 4, size), np.arange(1, size - 1))


@pytest.mark.slow
def test_the_exported_network_gives_the_scores_of_the_float_one_and_holds_no_path_of_the_machine() -> None:
    torch.manual_seed(1)
    network = Network(0.0).eval()
    full = onnx_from_weights(network.state_dict())
    small = quantized(full)
    for size in (3, 40, 512):
        with torch.no_grad():
            wanted = network(*(torch.from_numpy(np.asarray(one))[None] for one in read(size)))[0].numpy()
        assert np.abs(run_from_bytes(full)(read(size)) - wanted).max() < 1e-3
        assert run_from_bytes(small)(read(size)).shape == wanted.shape
    assert b"/site-packages/" not in small
    assert b".py" not in small
    assert 20e6 < len(small) < 26e6
    assert run_from_network(network)(read(40)).shape == (38, network.head.out_features)
