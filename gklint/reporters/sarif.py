"""SARIF 2.1.0 with errata 01, for code scanning services, editors and archives of findings.

Section signs in comments are those of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_lines
from gklint.reporters.sarif_places import Artifacts
from gklint.reporters.sarif_results import Results
from gklint.reporters.sarif_tool import LANGUAGES, NOTIFICATIONS, Catalogue
from gklint.reporters.sarif_wording import plain
from gklint.reporters.spool import Spool
from gklint.reporters.stream import takes_everything
from gklint.reporters.wording import reasons

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: Rules that speak of the run: their findings are notifications of the invocation as well.
_OF_THE_RUN = ("GK901", "GK906")

Object = dict[str, Json]


class Reporter:
    """Writes a SARIF log with one run, a result at a time.

    What results refer to by index is collected on the way and written after them; what there is
    of it for each report waits on disk.
    """

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.run = run.loaded
        self.write = write
        self.language = options.language
        self.ascii_only = not takes_everything(options.encoding)
        self.catalogue = Catalogue(self.run, self.language)
        self.artifacts = Artifacts(Spool(self.ascii_only))
        self.results = Results(self.catalogue, self.artifacts, self.language, options.baseline)
        self.notes = Spool(self.ascii_only)
        #: An error among the notifications means by §3.20.21 that the run failed.
        self.failed = False
        self.separator = "\n"
        for note in self._failed_plugins():
            self._note(note)

    def begin(self) -> None:
        """Write what stands before the results."""
        self.write(
            f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
            '      "results": ['
        )

    def add(self, record: Record) -> None:
        """Write the results of a report."""
        location = self.artifacts.add(record, _about(record))
        for result in self.results.of(record, location):
            lines = json_lines(result, self.ascii_only)
            self.write(self.separator + "\n".join(f"        {line}" for line in lines))
            self.separator = ",\n"
        for note in self._notifications(record, location):
            self._note(note)

    def end(self, totals: Totals) -> None:
        """Write what the results refer to."""
        for skipped in totals.skipped:
            words = skipped.reason.say(self.language)
            level = "warning" if skipped.may_be_report else "note"
            location = self.artifacts.elsewhere(skipped.path)
            self._note(self._notification("not-read", level, words, location))
        if totals.interrupted:
            words = NOTIFICATIONS["interrupted"].say(self.language)
            self._note(self._notification("interrupted", "error", words, None))
        self.write("\n      ]" if self.separator == ",\n" else "]")
        self._members(
            {
                "tool": self.catalogue.tool(),
                "language": LANGUAGES[self.language],
                "automationDetails": {"id": "gklint/check/"},
            },
            "      ",
        )
        self.write(',\n      "invocations": [\n        {')
        self._members(self._invocation(totals), "          ", "")
        self._spooled("toolExecutionNotifications", self.notes, "          ")
        self.write("\n        }\n      ]")
        self._members(
            {
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "defaultEncoding": "UTF-8",
                "originalUriBaseIds": self.artifacts.bases,
            },
            "      ",
        )
        self._spooled("artifacts", self.artifacts.objects, "      ")
        self._members(
            {
                "logicalLocations": list(self.results.logical.objects),
                "taxonomies": self.catalogue.taxonomies.objects(),
            },
            "      ",
        )
        self.write("\n    }\n  ]\n}\n")

    def _members(self, members: Object, indent: str, separator: str = ",") -> None:
        for name, value in members.items():
            lines = json_lines({name: value}, self.ascii_only)
            # Without the braces of the object that is there for the name alone.
            inside = [lines[0][1:-1]] if len(lines) == 1 else [line[2:] for line in lines[1:-1]]
            self.write(f"{separator}\n" + "\n".join(f"{indent}{line}" for line in inside))
            separator = ","

    def _spooled(self, name: str, spool: Spool, indent: str) -> None:
        self.write(f',\n{indent}"{name}": [')
        separator = ""
        for text in spool.texts():
            self.write(f"{separator}\n{indent}  {text}")
            separator = ","
        self.write(f"\n{indent}]" if separator else "]")

    def _invocation(self, totals: Totals) -> Object:
        overridden: list[Json] = [
            {
                "descriptor": self.catalogue.rule_reference(module.RULE.code),
                "configuration": {"enabled": True},
            }
            for module in self.run.rules
            if not module.RULE.enabled
        ]
        invocation: Object = {
            "executionSuccessful": not self.failed and totals.exit_status < 2,
            "exitCode": totals.exit_status,
        }
        if overridden:
            invocation["ruleConfigurationOverrides"] = overridden
        return invocation

    # --- notifications ---------------------------------------------------------------------------

    def _note(self, note: Object) -> None:
        self.failed = self.failed or note["level"] == "error"
        self.notes.add(note)

    def _failed_plugins(self) -> Iterator[Object]:
        for failure in self.run.failures:
            words = f"{failure.name}: {failure.error}"
            yield self._notification("GK906", "error", words, None)

    def _notifications(self, record: Record, location: Object) -> Iterator[Object]:
        for diagnostic in record.diagnostics:
            # A plugin that failed is said once for the run, not with every file.
            if diagnostic.code in _OF_THE_RUN and "plugin" not in diagnostic.facts:
                words = diagnostic.text(self.language)
                rule = str(diagnostic.facts.get("rule", "")).partition(" ")[0]
                yield self._notification(diagnostic.code, "error", words, location, rule)
        if record.unreadable:
            return
        for outcome in record.outcomes:
            if outcome.reasons:
                why = reasons(outcome, self.language)
                yield self._notification("not-evaluated", "note", why, location, outcome.rule.code)

    def _notification(
        self, name: str, level: str, words: str, location: Object | None, rule: str = ""
    ) -> Object:
        said: Object = {"descriptor": self.catalogue.notification(name)}
        if rule:
            said["associatedRule"] = self.catalogue.rule_reference(rule)
        said["level"] = level
        said["message"] = {"text": plain(words)}
        if location is not None:
            said["locations"] = [{"physicalLocation": {"artifactLocation": location}}]
        return said


def _about(record: Record) -> Object:
    """Return what is known of a report, and what came of each rule, for its artifact."""
    states: dict[str, list[Json]] = {}
    for outcome in record.outcomes:
        states.setdefault(outcome.state, []).append(outcome.rule.code)
    said: Object = {"rules": dict(states)}
    about = record.about
    if about is not None:
        said |= {
            "title": about.title,
            "agency": about.agency,
            "agencyKind": about.agency_kind,
            "year": about.year,
            "format": about.format,
        }
    return said
