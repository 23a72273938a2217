"""Several reporters as one: each gets the same records, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.checking.results import Record
from gklint.checking.runs import Totals
from gklint.reporters import Reporter


class Several:
    """Hands every call on to all of its reporters."""

    def __init__(self, reporters: Sequence[Reporter]) -> None:
        self.reporters = reporters

    def begin(self) -> None:
        """Write what stands before all reports."""
        for reporter in self.reporters:
            reporter.begin()

    def add(self, record: Record) -> None:
        """Write one report."""
        for reporter in self.reporters:
            reporter.add(record)

    def end(self, totals: Totals) -> None:
        """Write what stands after all reports."""
        for reporter in self.reporters:
            reporter.end(totals)
