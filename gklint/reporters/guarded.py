"""A plugin's reporter: whatever it raises is said to be its fault, and ends as a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from gklint.checking.results import Record
from gklint.checking.runs import Totals
from gklint.reporters import PluginFailed


class Guarded:
    """Hands all calls on to the reporter that `make` returns; raises PluginFailed and OSError."""

    def __init__(self, name: str, make: Callable[[], Any]) -> None:
        self.name = name
        with self._reported():
            self.inner = make()

    def begin(self) -> None:
        """Write what stands before all reports."""
        with self._reported():
            self.inner.begin()

    def add(self, record: Record) -> None:
        """Write one report."""
        with self._reported():
            self.inner.add(record)

    def end(self, totals: Totals) -> None:
        """Write what stands after all reports."""
        with self._reported():
            self.inner.end(totals)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (OSError, KeyboardInterrupt):
            # The disk's fault, or that of who reads the pipe, or the user's wish.
            raise
        except BaseException as error:
            # A plugin may raise anything.
            raise PluginFailed(self.name, error) from error
