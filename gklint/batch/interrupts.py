"""Ctrl-C, taken so that a run ends with what is done: nothing is cut off in the middle.

The first one is applied where it does no harm: between two reports, or while one is being checked
or waited for. A second one ends the run as ever, with KeyboardInterrupt wherever it stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any


class Interrupts:
    """Takes Ctrl-C, and the signals by which systems ask a process to end or say that its terminal
    is gone, while it is entered.

    Where the process was told to ignore them, as `nohup` does, or this is not the main thread, it
    takes nothing. With `taken` False it leaves both as they are: of a single file there is nothing
    that could be cut off in the middle.
    """

    def __init__(self, taken: bool = True) -> None:
        #: Whether one has come.
        self.seen = False
        self._taken = taken
        self._interruptible = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interrupts:
        if not self._taken:
            return self
        # Imported here: a run over one file does without.
        import signal

        for number in filter(
            None, (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))
        ):
            try:
                if signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL):
                    self._before[number] = signal.signal(number, self._take)
            except ValueError:
                # Only the main thread may.
                break
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before:
            import signal

            for number, before in self._before.items():
                signal.signal(number, before)

    @contextlib.contextmanager
    def interruptible(self) -> Iterator[None]:
        """While this is entered one raises KeyboardInterrupt, also one that came before."""
        self._interruptible = True
        try:
            if self.seen:
                raise KeyboardInterrupt
            yield
        finally:
            self._interruptible = False

    def _take(self, number: int, frame: FrameType | None) -> None:
        again, self.seen = self.seen, True
        if self._interruptible or again:
            raise KeyboardInterrupt
