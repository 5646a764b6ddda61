"""The trained weights in full precision, kept between trainings: documents that were added are learned from there, not from the start."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from flows.issues import SetupError


def write_trained(path: Path, weights: dict[str, Tensor], rounds: int) -> None:
    """The weights with the number of rounds that they learned."""
    save_file({name: value.contiguous() for name, value in weights.items()}, f"{path}.new", {"rounds": str(rounds)})
    Path(f"{path}.new").replace(path)


def read_trained(path: Path) -> tuple[dict[str, Tensor], int]:
    """The weights and how many rounds they learned; SetupError where the file is none of ours."""
    try:
        with safe_open(path, "pt") as kept:
            told = kept.metadata() or {}
        if "rounds" in told:
            return load_file(path), int(told["rounds"])
    except (OSError, SafetensorError) as error:
        raise SetupError(f"{path}: can't be read ({error}). --start names the weights that an earlier `kenes train` left.") from error
    raise SetupError(f"{path}: holds no weights of a training. --start names the weights that an earlier `kenes train` left.")
