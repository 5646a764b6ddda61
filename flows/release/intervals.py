"""How far a measured share can be trusted."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964  # of the normal distribution, for an interval that holds the true share 95 times of 100


def wilson(share: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share measured on `count` items (E. B. Wilson, 1927): right for few items and near 0 or 1."""
    if count <= 0:
        return 0.0, 1.0
    spread = Z95 * Z95 / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * sqrt(max(share * (1 - share), 0) / count + spread / (4 * count))
    return max(middle - half, 0.0), min(middle + half, 1.0)
