"""Several processes that train one network, a thread each: on CPUs shared with other work two processes are twice as fast as one with
two threads. Each reads its own windows; the gradients are averaged in shared memory, so that all take the same steps."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BrokenBarrierError
from typing import Any

import torch
from torch import Tensor, multiprocessing, nn

PATIENCE = 1800.0  # seconds that the others wait for one before they take it for dead


@dataclass
class Team:
    """What the processes share: a row of gradients each, a number each, and whether to end."""

    gradients: Tensor
    numbers: Tensor
    over: Tensor
    barrier: Any

    def meet(self) -> None:
        """Wait for the others; RuntimeError if one does not come."""
        try:
            self.barrier.wait(PATIENCE)
        except BrokenBarrierError as error:
            raise RuntimeError("A process of the training ended early; see its message above.") from error

    def least(self, rank: int, number: int) -> int:
        """The least of the numbers that the members give."""
        self.numbers[rank] = number
        self.meet()
        found = int(self.numbers.min())
        self.meet()
        return found

    def average(self, rank: int, network: nn.Module) -> None:
        """The network's gradients become the mean of the members' gradients."""
        if len(self.numbers) == 1:
            return
        values = [value for value in network.parameters() if value.requires_grad]
        torch.cat([_gradient(value).flatten() for value in values], out=self.gradients[rank])
        self.meet()
        mean = self.gradients.mean(0)
        self.meet()
        place = 0
        for value in values:
            value.grad = mean[place : place + value.numel()].view_as(value)
            place += value.numel()


def _gradient(value: Tensor) -> Tensor:
    return value.grad if value.grad is not None else torch.zeros_like(value)


def team_of(members: int, network: nn.Module) -> Team:
    """A team for the network, to be given to each member."""
    size = sum(value.numel() for value in network.parameters() if value.requires_grad)
    gradients = torch.zeros(members if members > 1 else 0, size).share_memory_()
    barrier = multiprocessing.get_context("spawn").Barrier(members)
    return Team(gradients, torch.zeros(members, dtype=torch.int64).share_memory_(), torch.zeros(1).share_memory_(), barrier)
