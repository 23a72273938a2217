"""What the benchmarks share: a line of the result, and two things timed in turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the result."""

    what: str
    measured: str
    must: str
    reached: bool


def interleaved(
    ours: Callable[[], object], theirs: Callable[[], object], times: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of both, taken in turn so that a busy machine troubles both alike."""
    ours()
    theirs()
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for measured, run in zip(seconds, (ours, theirs), strict=True):
            start = time.perf_counter()
            run()
            measured.append(time.perf_counter() - start)
    return seconds
