"""Keeping things apart that stand in a row."""

from __future__ import annotations

from collections.abc import Sequence


def kept_apart(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to those that are wanted (least squares) that keep the order and are `apart` at least.

    `apart` has one item less than `wanted`. Pools neighbours that are in each other's way (Ayer et al. 1955).
    """
    offsets = [0.0]
    for each in apart:
        offsets.append(offsets[-1] + each)
    pools: list[tuple[float, int]] = []  # the mean of those that moved together, and how many they are
    for place, offset in zip(wanted, offsets, strict=False):
        mean, many = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean, many = (mean * many + other * more) / (many + more), many + more
        pools.append((mean, many))
    moved = [mean for mean, many in pools for _ in range(many)]
    return [place + offset for place, offset in zip(moved, offsets, strict=False)]
