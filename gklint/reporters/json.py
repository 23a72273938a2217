"""For programs: all that was found and checked, as one JSON object."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.reporters import Options, Write, shape_of
from gklint.reporters.jsontext import json_line, json_lines
from gklint.reporters.objects import (
    SCHEMA_VERSION,
    TOOL,
    finding_objects,
    report_object,
    skipped_object,
    summary_object,
)
from gklint.reporters.stream import takes_everything


class Reporter:
    """Writes the run as one JSON object, a report at a time."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.run = run
        self.write = write
        self.language = options.language
        self.statistics = options.statistics
        self.accepted = options.accepted
        self.failing = options.failing
        self.ascii_only = not takes_everything(options.encoding)
        self.shape = shape_of(__name__, options)
        self.separator = "\n"

    def begin(self) -> None:
        """Write what stands before the reports."""
        versions = self.run.versions
        made_by = f'\n  "versions": {json_line(versions)},' if versions else ""
        self.write(
            f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "tool": {json_line(TOOL)},{made_by}'
            '\n  "reports": ['
        )

    def add(self, record: Record) -> None:
        """Write a report."""
        self.write(self.separator + record.shown(self.shape, self._object))
        self.separator = ",\n"

    def end(self, totals: Totals) -> None:
        """Write what stands after the reports."""
        skipped_objects = [skipped_object(one, self.language) for one in totals.skipped]
        skipped = ",".join(f"\n    {json_line(one, self.ascii_only)}" for one in skipped_objects)
        summary = json_line(summary_object(totals, self.statistics))
        self.write(f'\n  ],\n  "skipped": [{skipped}{chr(10) + "  " if skipped else ""}],')
        self.write(f'\n  "summary": {summary}\n}}\n')

    def _object(self, record: Record) -> str:
        counting, accepted = finding_objects(record, self.language)
        report = report_object(record, self.language, self.failing)
        report |= {"diagnostics": counting, "accepted": accepted if self.accepted else []}
        return "\n".join(f"    {line}" for line in json_lines(report, self.ascii_only))
