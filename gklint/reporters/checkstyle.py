"""Checkstyle XML, which many viewers and plugins of editors read."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic
from gklint.reporters import Options, Write
from gklint.reporters.summary import not_evaluated, run_line
from gklint.reporters.wording import where
from gklint.reporters.xmltext import Xml

#: What writes `source` with the code of a rule behind it.
_SOURCE = "gklint."
#: The `source` of what was not checked. It is of no line.
_NOT_EVALUATED = _SOURCE + "not-evaluated"
_NOT_READ = _SOURCE + "not-read"


class Reporter:
    """Writes an element `file` for each report and an `error` for each finding.

    What was not checked is an `error` of severity info on line 0.
    """

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.xml = Xml(options.encoding)

    def begin(self) -> None:
        """Write what stands before the files."""
        self.write(f'{self.xml.declaration}<checkstyle version="8.0">\n')

    def add(self, record: Record) -> None:
        """Write the findings of a report and what was not checked of it."""
        self.write(f"  <{self.xml.tag('file', {'name': record.path})}>\n")
        for diagnostic in record.diagnostics:
            self._error(
                diagnostic.place.line,
                diagnostic.place.column,
                diagnostic.severity.word,
                self._message(diagnostic),
                _SOURCE + diagnostic.code,
            )
        for line in not_evaluated(record, Options(self.language)):
            self._error(0, 0, "info", line, _NOT_EVALUATED)
        self.write("  </file>\n")

    def end(self, totals: Totals) -> None:
        """Write what stands after the files: what came of the run, as a comment."""
        for skipped in totals.skipped:
            self.write(f"  <{self.xml.tag('file', {'name': skipped.path})}>\n")
            self._error(0, 0, "info", skipped.reason.say(self.language), _NOT_READ)
            self.write("  </file>\n")
        totals_comment = self.xml.comment(run_line(totals, Options(self.language)))
        self.write(f"  {totals_comment}\n</checkstyle>\n")

    def _error(self, line: int, column: int, severity: str, message: str, source: str) -> None:
        attributes: dict[str, str | int] = {
            "line": line,
            "column": column,
            "severity": severity,
            "message": message,
            "source": source,
        }
        self.write(f"    <{self.xml.tag('error', attributes)}/>\n")

    def _message(self, diagnostic: Diagnostic) -> str:
        message = f"{diagnostic.rule}: {diagnostic.text(self.language)}"
        place = where(diagnostic.origin, self.language, diagnostic.section)
        return f"{message} [{place}]" if place else message
