"""Code Quality of GitLab: a list of issues as JSON."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_lines
from gklint.reporters.paths import path_from_root
from gklint.reporters.stream import takes_everything
from gklint.reporters.summary import not_evaluated
from gklint.reporters.wording import where

#: GitLab knows info, minor, major, critical and blocker.
SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}

#: The `check_name` of what was not checked.
NOT_EVALUATED = "not-evaluated"
#: The same of a file in a folder that was not read.
NOT_READ = "not-read"


class Reporter:
    """Writes an issue for each finding, and one for each report that was not completely checked."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.ascii_only = not takes_everything(options.encoding)
        self.separator = "\n"
        #: How often a path has been there: the same file can be given by two names.
        self.seen: dict[str, int] = {}

    def begin(self) -> None:
        """Write what stands before the issues."""
        self.write("[")

    def add(self, record: Record) -> None:
        """Write the issues of a report."""
        path = path_from_root(record.path)
        number = self.seen[path] = self.seen.get(path, -1) + 1
        for diagnostic, fingerprint, acceptance in record.named():
            if acceptance is None:
                self._issue(
                    path,
                    diagnostic.line,
                    {
                        "description": self._description(diagnostic),
                        "check_name": f"{diagnostic.code} {diagnostic.rule}",
                        "fingerprint": _hash(path, number, fingerprint),
                        "severity": SEVERITIES[diagnostic.severity],
                    },
                )
        lines = not_evaluated(record, Options(self.language))
        if lines:
            # Not of the reasons: they come in two languages.
            codes = " ".join(outcome.rule.code for outcome in record.outcomes if outcome.reasons)
            self._issue(
                path,
                1,
                {
                    "description": "\n".join(lines),
                    "check_name": NOT_EVALUATED,
                    "fingerprint": _hash(path, number, f"{NOT_EVALUATED} {codes}"),
                    "severity": "info",
                },
            )

    def end(self, totals: Totals) -> None:
        """Write what stands after the issues."""
        for skipped in totals.skipped:
            path = path_from_root(skipped.path)
            self._issue(
                path,
                1,
                {
                    "description": skipped.reason.say(self.language),
                    "check_name": NOT_READ,
                    "fingerprint": _hash(path, 0, NOT_READ),
                    "severity": "info",
                },
            )
        self.write("]\n" if self.separator == "\n" else "\n]\n")

    def _issue(self, path: str, line: int, issue: dict[str, Json]) -> None:
        issue["location"] = {"path": path, "lines": {"begin": line}}
        lines = json_lines(issue, self.ascii_only)
        self.write(self.separator + "\n".join(f"  {line}" for line in lines))
        self.separator = ",\n"

    def _description(self, diagnostic: Diagnostic) -> str:
        message = diagnostic.text(self.language)
        place = where(diagnostic.origin, self.language, diagnostic.section)
        return f"{message} [{place}]" if place else message


def _hash(path: str, number: int, fingerprint: str) -> str:
    """Return a name for a finding that no other of the run has; that of gklint is of one report."""
    from hashlib import sha256

    whole = f"{path}\x1f{number}\x1f{fingerprint}"
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
