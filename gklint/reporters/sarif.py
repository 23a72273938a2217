"""SARIF 2.1.0 with errata 01, for code scanning services, editors and archives of findings.

A log keeps to what GitHub takes of one: so many results a run, so many runs. More results than one
run may have go on in another; the size of a file is told by `gklint.reporters.limits`.
"""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.reporters import Options, Write
from gklint.reporters.limits import SARIF_RESULTS, SARIF_RUNS
from gklint.reporters.sarif_run import RunOfLog

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class Reporter:
    """Writes a SARIF log with one run, with more where one may not hold all results."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.accepted = options.accepted
        self.left_out = 0
        self.run = run
        self.options = options
        self.current = RunOfLog(run, write, options, 1)

    def begin(self) -> None:
        """Write what stands before the results."""
        self.write(f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n')
        self.current.begin()

    def add(self, record: Record) -> None:
        """Write the results of a report."""
        wanted = len(record.found) if self.accepted else len(record.diagnostics)
        done = self.current.add(record, 0, SARIF_RESULTS - self.current.count)
        while done < wanted:
            if self.current.number == SARIF_RUNS:
                self.left_out += wanted - done
                return
            self.current.end(None)
            self.write(",\n")
            number = self.current.number + 1
            self.current = RunOfLog(self.run, self.write, self.options, number)
            self.current.begin()
            done += self.current.add(record, done, SARIF_RESULTS)

    def end(self, totals: Totals) -> None:
        """Write what the results refer to."""
        if self.left_out:
            self.current.left_out(self.left_out)
        self.current.end(totals)
        self.write("\n  ]\n}\n")
