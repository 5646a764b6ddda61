"""How the network is trained, and the points of its learning curve; without torch, so that the command line and the card can read them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Recipe:
    """How to train. `rounds` over the authored documents, `open_rounds` over the open sets, spread evenly."""

    rounds: int = 16
    open_rounds: float = 1.5
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08  # of all steps
    decay: float = 0.01
    mean: float = 0.99  # of the running mean of weights, for each step
    clip: float = 1.0
    patience: int = 4  # rounds without a better check after which training ends
    seed: int = 1
    workers: int = 2  # processes


@dataclass
class Point:
    """One point of the learning curve, after a round."""

    step: int
    seconds: float
    loss: float  # mean of the round
    scores: dict[str, float] = field(default_factory=dict)  # F1 by layer on the development documents

    @property
    def score(self) -> float:
        return sum(self.scores.values()) / max(len(self.scores), 1)
