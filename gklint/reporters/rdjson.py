"""The diagnostic format of reviewdog (DiagnosticResult as JSON), with suggestions from safe fixes.

Columns count bytes of UTF-8 there, from 1.
"""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.source import Place
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_line, json_lines
from gklint.reporters.paths import relative_path
from gklint.reporters.sarif_tool import HOME
from gklint.reporters.stream import takes_everything
from gklint.reporters.summary import not_evaluated
from gklint.reporters.wording import is_plain_text, shown_fix, where

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}

Object = dict[str, Json]


class Reporter:
    """Writes a diagnostic for each finding, and one for each report not completely checked."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.ascii_only = not takes_everything(options.encoding)
        self.separator = "\n"

    def begin(self) -> None:
        """Write what stands before the diagnostics."""
        source = json_line({"name": "gklint", "url": HOME})
        self.write(f'{{\n  "source": {source},\n  "diagnostics": [')

    def add(self, record: Record) -> None:
        """Write the diagnostics of a report."""
        for diagnostic in record.diagnostics:
            self._diagnostic(self._found(record, diagnostic))
        lines = not_evaluated(record, Options(self.language))
        if lines:
            self._diagnostic(
                {
                    "message": "\n".join(lines),
                    "location": {"path": relative_path(record.path)},
                    "severity": "INFO",
                    "code": {"value": "not-evaluated"},
                }
            )

    def end(self, totals: Totals) -> None:
        """Write what stands after the diagnostics: nothing may but the severity of the run."""
        for skipped in totals.skipped:
            self._diagnostic(
                {
                    "message": skipped.reason.say(self.language),
                    "location": {"path": relative_path(skipped.path)},
                    "severity": "INFO",
                    "code": {"value": "not-read"},
                }
            )
        found = [severity for severity, count in totals.severities.items() if count]
        worst = f',\n  "severity": "{_SEVERITIES[max(found)]}"' if found else ""
        self.write(("]" if self.separator == "\n" else "\n  ]") + worst + "\n}\n")

    def _diagnostic(self, members: Object) -> None:
        lines = json_lines(members, self.ascii_only)
        self.write(self.separator + "\n".join(f"    {line}" for line in lines))
        self.separator = ",\n"

    def _found(self, record: Record, diagnostic: Diagnostic) -> Object:
        language = self.language
        path = relative_path(record.path)
        message = [
            diagnostic.text(language),
            where(diagnostic.origin, language, diagnostic.section),
            diagnostic.advice_text(language),
        ]
        members: Object = {
            "message": "\n".join(filter(None, message)),
            "location": {"path": path, "range": _range(record, diagnostic.place)},
            "severity": _SEVERITIES[diagnostic.severity],
            "code": {
                "value": diagnostic.code,
                "url": f"{HOME}/blob/main/docs/rules/{diagnostic.rule}.md",
            },
        }
        suggestions = _suggestions(record, diagnostic)
        if suggestions:
            members["suggestions"] = suggestions
        related: list[Json] = [
            {
                "message": other.message(language),
                "location": {
                    "path": relative_path(other.path) if other.path else path,
                    "range": _range(None if other.path else record, other.place),
                },
            }
            for other in diagnostic.related
        ]
        if related:
            members["related_locations"] = related
        return members


def _suggestions(record: Record, diagnostic: Diagnostic) -> list[Json]:
    fix = shown_fix(diagnostic)
    if fix is None or not fix.safe or not is_plain_text(record):
        return []
    if len(fix.edits) > 1:
        # Each suggestion stands for itself there, and one without the others would be half a fix.
        return []
    return [{"range": _range(record, edit.place), "text": edit.text} for edit in fix.edits]


def _range(record: Record | None, place: Place) -> Object:
    """Return a range, by lines alone where the file's text is not at hand."""
    if record is None or place.line not in record.lines:
        return {"start": {"line": place.line}, "end": {"line": place.end_line}}
    return {
        "start": {"line": place.line, "column": _byte(record, place.line, place.column)},
        "end": {"line": place.end_line, "column": _byte(record, place.end_line, place.end_column)},
    }


def _byte(record: Record, line: int, column: int) -> int:
    """Return the column in bytes of UTF-8 that a column in code points is."""
    before = record.line(line)[: column - 1]
    return len(before.encode("utf-8", "surrogatepass")) + 1
