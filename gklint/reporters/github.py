"""Commands of GitHub Actions: what a step prints becomes annotations of the files.

GitHub shows ten errors, ten warnings and ten notices of a step; the log has them all.
"""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.reporters import Options, Write
from gklint.reporters.not_read import lines
from gklint.reporters.paths import path_from_root
from gklint.reporters.summary import not_evaluated, run_line
from gklint.reporters.wording import where
from gklint.support.bilingual import Text
from gklint.support.printable import shown, shown_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_NOT_EVALUATED = Text(
    "{files} 份报告有规则未能评定，不等于通过（详见日志）",
    "rules could not be evaluated in {files} of the reports, which is no pass (see the log)",
)


class Reporter:
    """Writes a command for each finding, the rest as lines of the log, and a notice at the end."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.not_evaluated = 0

    def begin(self) -> None:
        """Write nothing: the findings come first."""

    def add(self, record: Record) -> None:
        """Write the findings of a report and what was not checked of it."""
        for diagnostic in record.diagnostics:
            self._command(
                _COMMANDS[diagnostic.severity],
                self._properties(record, diagnostic),
                self._message(diagnostic),
            )
        lines = not_evaluated(record, Options(self.language))
        self.not_evaluated += bool(lines)
        for line in lines:
            self.write(_log_line(f"{record.path}: {line}"))

    def end(self, totals: Totals) -> None:
        """Write what came of the run, and how much of it was not checked, as a notice."""
        for line in lines(totals, self.language):
            self.write(_log_line(line))
        notice = [run_line(totals, Options(self.language))]
        if self.not_evaluated:
            notice.append(_NOT_EVALUATED.say(self.language, {"files": self.not_evaluated}))
        self._command("notice", {"title": "gklint"}, "\n".join(notice))

    def _properties(self, record: Record, diagnostic: Diagnostic) -> dict[str, str | int]:
        place = diagnostic.place
        properties: dict[str, str | int] = {
            "file": path_from_root(record.path),
            "line": place.line,
            "endLine": place.end_line,
            "title": f"{diagnostic.code} {diagnostic.rule}",
        }
        # Columns are for what stands on one line.
        if place.line == place.end_line:
            properties |= {"col": place.column, "endColumn": place.end_column}
        return properties

    def _message(self, diagnostic: Diagnostic) -> str:
        language = self.language
        lines = [
            diagnostic.text(language),
            where(diagnostic.origin, language, diagnostic.section),
            diagnostic.advice_text(language),
        ]
        return "\n".join(filter(None, lines))

    def _command(self, name: str, properties: dict[str, str | int], message: str) -> None:
        given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        self.write(f"::{name} {given}::{_data(message)}\n")


def _data(text: str) -> str:
    """Return text as a value of a command; a control character stands as an escape, since the log
    is shown on a terminal, too."""
    text = shown_lines(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log_line(text: str) -> str:
    """Return a line that no runner takes for a command, whatever a file's name or text holds."""
    # A command begins a line with "::", one of the older kind stands anywhere behind "##[".
    return "gklint: " + shown(" ".join(text.splitlines())).replace("##[", "## [") + "\n"
