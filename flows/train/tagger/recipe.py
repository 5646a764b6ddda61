"""How the network is trained, and the points of its learning curve; without torch, so that the command line and the card can read them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


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
    earlier: int = 0  # rounds of the training that this one goes on from

    def going_on(self, earlier: int) -> Recipe:
        """For weights that were trained before, when documents were added: half the rates, so that little is unlearned, and as much of
        the open sets in each round as before."""
        share = self.rounds / Recipe.rounds
        return replace(self, earlier=earlier, rate=self.rate / 2, head_rate=self.head_rate / 2, open_rounds=self.open_rounds * share)


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
