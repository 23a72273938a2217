"""For people: each finding with its line, then what was checked and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic
from gklint.reporters import Options, Write, shape_of
from gklint.reporters.across import Section
from gklint.reporters.summary import of_record, of_run

if TYPE_CHECKING:
    from gklint.reporters.several import Several


class Reporter:
    """Writes the findings of each report and its summary, then that of the run. Several reports
    have an overview above, which says all there is to say of one without findings."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        self.shape = shape_of(__name__, options)
        self.across = Section(options)
        #: Blocks of the first report, and of files beside reports, until there is a second one.
        self._blocks: list[str] = []
        self._first: Record | None = None
        self._several: Several | None = None

    def begin(self) -> None:
        """Write nothing: a single report needs no overview."""

    def add(self, record: Record) -> None:
        """Write the line of a report in the overview, and keep its findings and what was checked of
        it; what comes of comparing it with others stands below all reports."""
        self.across.add(record)
        if not record.tally.is_report:
            if record.own.diagnostics:
                self._keep(record.own.shown(self.shape, self._block))
        elif self._first is None:
            self._first = record
        else:
            if self._several is None:
                # Imported here: a single report needs no overview.
                from gklint.reporters.several import Several

                self._several = Several(self.write, self.options)
                self._several.add(self._first, self._first.shown(self.shape, self._block))
                for block in self._blocks:
                    self._several.keep(block)
            self._several.add(record, record.shown(self.shape, self._block))

    def end(self, totals: Totals) -> None:
        """Write what was found, what came of comparing reports, and the line that closes a run of
        several."""
        if self._several is not None:
            self._several.end()
        else:
            if self._first is not None:
                self._blocks.append(self._first.shown(self.shape, self._block))
            self.write("\n".join(self._blocks))
        for record, diagnostic in self.across.found:
            self.write("\n" + _finding(record, diagnostic, self.options))
        self.write(self.across.summary())
        self.write(of_run(totals, self.options))
        if self.options.statistics:
            # Imported here: few runs ask for it.
            from gklint.reporters.statistics import table

            self.write(table(totals, self.options))

    def _keep(self, block: str) -> None:
        if self._several is not None:
            self._several.keep(block)
        else:
            self._blocks.append(block)

    def _block(self, record: Record) -> str:
        own = record.own
        blocks = [_finding(own, diagnostic, self.options) for diagnostic in own.diagnostics]
        return "\n".join([*blocks, of_record(record, self.options, across=False)])


def _finding(record: Record, diagnostic: Diagnostic, options: Options) -> str:
    # Imported here: a report without findings needs none of it.
    from gklint.reporters.finding_text import finding_text

    return finding_text(record, diagnostic, options)
