"""Places along a line: each as near as can be to where it would like to be, in order and without touching."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], apart: Sequence[float], low: float, high: float) -> list[float]:
    """Places for `wanted`, in the same order, between `low` and `high`.

    `apart` has the least distance from each place to the next. The squares of the distances to the wished places are
    the smallest possible: whoever is in each other's way moves together (pool adjacent violators). The room must be
    enough for all.
    """
    shifts = [0.0]
    for distance in apart:
        shifts.append(shifts[-1] + distance)
    pools: list[tuple[float, int]] = []
    for place, shift in zip(wanted, shifts, strict=False):
        mean, number = place - shift, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, number = (mean * number + other * count) / (number + count), number + count
        pools.append((mean, number))
    end = high - shifts[len(wanted) - 1] if wanted else high
    settled = [min(max(mean, low), end) for mean, number in pools for _ in range(number)]
    return [place + shift for place, shift in zip(settled, shifts, strict=False)]
