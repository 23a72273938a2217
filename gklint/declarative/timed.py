"""A time limit for what may take forever: a regular expression that repeats a repetition."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def at_most(seconds: float, what: str) -> Iterator[None]:
    """Raise TimeoutError that names `what` where the block takes longer.

    Only where the system has such a timer, and in the main thread, which alone gets its signal;
    else there is no limit. Of nested blocks the outer one is without limit once the inner one ends.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"{what}: > {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
