"""For programs that read along: one JSON object a line, each with its "type".

`run` comes first, then for each report a line `report` and one for each of its findings,
`diagnostic` or `accepted`, each with the report's path; then a line `skipped` for each file that
was not read; `summary` comes last.
"""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_line
from gklint.reporters.objects import (
    SCHEMA_VERSION,
    TOOL,
    Object,
    finding_objects,
    report_object,
    skipped_object,
    summary_object,
)
from gklint.reporters.stream import takes_everything


class Reporter:
    """Writes lines of JSON as soon as a report has been checked."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.run = run
        self.write = write
        self.language = options.language
        self.statistics = options.statistics
        self.accepted = options.accepted
        self.failing = options.failing
        self.ascii_only = not takes_everything(options.encoding)

    def begin(self) -> None:
        """Write the line that says what writes."""
        versions = self.run.versions
        made_by: Object = {"versions": versions} if versions else {}
        self._line("run", {"schema_version": SCHEMA_VERSION, "tool": TOOL, **made_by})

    def add(self, record: Record) -> None:
        """Write the lines of a report."""
        self._line("report", report_object(record, self.language, self.failing))
        counting, accepted = finding_objects(record, self.language)
        shown = accepted if self.accepted else []
        for kind, several in (("diagnostic", counting), ("accepted", shown)):
            for entry in several:
                self._line(kind, {"path": record.path, **entry})

    def end(self, totals: Totals) -> None:
        """Write the line that closes the run: without it the run was cut off."""
        for skipped in totals.skipped:
            self._line("skipped", skipped_object(skipped, self.language))
        self._line("summary", summary_object(totals, self.statistics))

    def _line(self, kind: str, entry: Object) -> None:
        members: dict[str, Json] = {"type": kind, **entry}
        self.write(json_line(members, self.ascii_only) + "\n")
