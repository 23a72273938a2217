"""One run of a SARIF log: its results, and what they refer to.

Section signs in comments are those of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

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
from gklint.support.bilingual import Text

#: Rules that speak of the run: their findings are notifications of the invocation as well.
_OF_THE_RUN = ("GK901", "GK906")
_LEFT_OUT = Text(
    "还有 {n} 条结果没有写入：GitHub 至多接收 20 次运行、每次 25,000 条",
    "{n} more results are not in this log: GitHub takes 20 runs of 25,000 results",
)

Object = dict[str, Json]


class RunOfLog:
    """Writes a run, a result at a time; `number` is its place in the log, from 1.

    What results refer to by index is collected on the way and written after them; what there is
    of it for each report waits on disk.
    """

    def __init__(self, run: Run, write: Write, options: Options, number: int) -> None:
        self.run = run.loaded
        self.write = write
        self.number = number
        self.language = options.language
        self.ascii_only = not takes_everything(options.encoding)
        self.catalogue = Catalogue(self.run, self.language)
        self.artifacts = Artifacts(Spool(self.ascii_only))
        self.results = Results(self.catalogue, self.artifacts, options)
        self.notes = Spool(self.ascii_only)
        #: An error among the notifications means by §3.20.21 that the run failed.
        self.failed = False
        self.count = 0
        if number == 1:
            for note in self._failed_plugins():
                self._note(note)

    def begin(self) -> None:
        """Write what stands before the results."""
        self.write('    {\n      "results": [')

    def add(self, record: Record, done: int, room: int) -> int:
        """Write the results of a report from number `done` on, at most `room`; return how many."""
        location = self.artifacts.add(record, _about(record))
        wrote = 0
        for result in islice(self.results.of(record, location), done, done + room):
            lines = json_lines(result, self.ascii_only)
            separator = ",\n" if self.count else "\n"
            self.write(separator + "\n".join(f"        {line}" for line in lines))
            self.count += 1
            wrote += 1
        if not done:
            for note in self._notifications(record, location):
                self._note(note)
        return wrote

    def left_out(self, count: int) -> None:
        """Tell that so many results found no place in the log."""
        words = _LEFT_OUT.say(self.language, {"n": count})
        self._note(self._notification("left-out", "error", words, None))

    def end(self, totals: Totals | None) -> None:
        """Write what the results refer to; without totals the log goes on with another run."""
        for skipped in totals.skipped if totals is not None else ():
            words = skipped.reason.say(self.language)
            level = "warning" if skipped.may_be_report else "note"
            location = self.artifacts.elsewhere(skipped.path)
            self._note(self._notification("not-read", level, words, location))
        if totals is not None and totals.interrupted:
            words = NOTIFICATIONS["interrupted"].say(self.language)
            self._note(self._notification("interrupted", "error", words, None))
        self.write("\n      ]" if self.count else "]")
        # Services tell the runs of a log apart by the part before the last slash.
        of_run = f"{self.number}/" if self.number > 1 else ""
        self._members(
            {
                "tool": self.catalogue.tool(),
                "language": LANGUAGES[self.language],
                "automationDetails": {"id": f"gklint/check/{of_run}"},
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
        self.write("\n    }")

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

    def _invocation(self, totals: Totals | None) -> Object:
        overridden: list[Json] = [
            {
                "descriptor": self.catalogue.rule_reference(module.RULE.code),
                "configuration": {"enabled": True},
            }
            for module in self.run.rules
            if not module.RULE.enabled
        ]
        status = 0 if totals is None else totals.exit_status
        invocation: Object = {"executionSuccessful": not self.failed and status < 2}
        if totals is not None:
            invocation["exitCode"] = status
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
        note: Object = {"descriptor": self.catalogue.notification(name)}
        if rule:
            note["associatedRule"] = self.catalogue.rule_reference(rule)
        note["level"] = level
        note["message"] = {"text": plain(words)}
        if location is not None:
            note["locations"] = [{"physicalLocation": {"artifactLocation": location}}]
        return note


def _about(record: Record) -> Object:
    """Return what is known of a report, and what came of each rule, for its artifact."""
    states: dict[str, list[Json]] = {}
    for outcome in record.outcomes:
        states.setdefault(outcome.state, []).append(outcome.rule.code)
    parts: Object = {"rules": dict(states)}
    about = record.about
    if about is not None:
        parts |= {
            "title": about.title,
            "agency": about.agency,
            "agencyKind": about.agency_kind,
            "year": about.year,
            "format": about.format,
        }
    return parts
