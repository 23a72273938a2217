"""SARIF 2.1.0 with errata 01, for code scanning services, editors and archives of findings.

Section signs in comments are those of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import Diagnostic, fingerprints
from gklint.personal import mask
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_text
from gklint.reporters.sarif_places import Artifacts, LogicalLocations, physical_location
from gklint.reporters.sarif_tool import LANGUAGES, LEVELS, Catalogue
from gklint.reporters.sarif_wording import arguments, plain
from gklint.reporters.stream import takes_everything
from gklint.results import Outcome, Result, Run

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: The key of a finding's fingerprint; another way of making it gets another number.
FINGERPRINT = "gklint/v1"

#: Rules that speak of the run: their findings are notifications of the invocation as well.
_OF_THE_RUN = ("GK901", "GK906")

Object = dict[str, Json]


def report(run: Run, write: Write, options: Options) -> None:
    """Write the run as a SARIF log with one run."""
    log = _Log(run, options.language).log()
    write(json_text(log, not takes_everything(options.encoding)) + "\n")


class _Log:
    """Builds the log: what results refer to by index is collected on the way."""

    def __init__(self, run: Run, language: str) -> None:
        self.run = run
        self.language = language
        self.catalogue = Catalogue(run, language)
        self.artifacts = Artifacts()
        self.logical = LogicalLocations()

    def log(self) -> Object:
        # Results first: they fill what the other members list.
        results: list[Json] = []
        notes: list[Json] = list(self._failed_plugins())
        for result in self.run.results:
            location = self.artifacts.add(result, _about(result))
            results += self._results(result, location)
            notes += self._notifications(result, location)
        run: Object = {
            "tool": self.catalogue.tool(),
            "language": LANGUAGES[self.language],
            "automationDetails": {"id": "gklint/check/"},
            "invocations": [self._invocation(notes)],
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "defaultEncoding": "UTF-8",
            "originalUriBaseIds": self.artifacts.bases,
            "artifacts": list(self.artifacts.objects),
            "logicalLocations": list(self.logical.objects),
            "taxonomies": self.catalogue.taxonomies.objects(),
            "results": results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _invocation(self, notes: list[Json]) -> Object:
        # An error among the notifications means by §3.20.21 that the run failed.
        failed = any(isinstance(note, dict) and note["level"] == "error" for note in notes)
        overridden: list[Json] = [
            {"descriptor": self.catalogue.rule_reference(module.RULE.code),
             "configuration": {"enabled": True}}
            for module in self.run.rules
            if not module.RULE.enabled
        ]  # fmt: skip
        invocation: Object = {
            "executionSuccessful": not failed and self.run.exit_status < 2,
            "exitCode": self.run.exit_status,
            "toolExecutionNotifications": notes,
        }
        if overridden:
            invocation["ruleConfigurationOverrides"] = overridden
        return invocation

    # --- results ---------------------------------------------------------------------------------

    def _results(self, result: Result, location: Object) -> Iterator[Object]:
        names = fingerprints(result.diagnostics)
        for diagnostic, fingerprint in zip(result.diagnostics, names, strict=True):
            yield self._result(result, diagnostic, location, fingerprint)

    def _result(self, result: Result, diagnostic: Diagnostic, location: Object,
                fingerprint: str) -> Object:
        place = {"physicalLocation": physical_location(location, result.source, diagnostic.place)}
        logical = self.logical.of(result.report, diagnostic.section, diagnostic.cell)
        said: Object = {
            **self.catalogue.rule_of_result(diagnostic.code),
            "level": LEVELS[diagnostic.severity],
            "kind": "fail",
            "message": self._message(diagnostic),
            "locations": [{**place, "logicalLocations": logical} if logical else place],
        }
        related = self._related(result, diagnostic, location)
        if related:
            said["relatedLocations"] = related
        said["partialFingerprints"] = {FINGERPRINT: fingerprint}
        taxa = self.catalogue.taxa(diagnostic.basis)
        if taxa:
            said["taxa"] = taxa
        said["properties"] = self._properties(diagnostic)
        return said

    def _message(self, diagnostic: Diagnostic) -> Object:
        message: Object = {"text": plain(diagnostic.text(self.language))}
        wording = self.catalogue.wordings.get((diagnostic.code, diagnostic.message_id))
        if wording is not None:
            message["id"] = diagnostic.message_id
            said = arguments(wording.fields, diagnostic.facts, self.language)
            if said:
                message["arguments"] = list(said)
        return message

    def _related(self, result: Result, diagnostic: Diagnostic, location: Object) -> list[Json]:
        places: list[Json] = []
        for number, related in enumerate(diagnostic.related, 1):
            physical = physical_location(location, result.source, related.place, context=False)
            place: Object = {
                "id": number,
                "physicalLocation": physical,
                "message": {"text": plain(related.message(self.language))},
            }
            logical = self.logical.of(result.report, None, related.cell)
            places.append({**place, "logicalLocations": logical} if logical else place)
        return places

    def _properties(self, diagnostic: Diagnostic) -> Object:
        cell = diagnostic.cell
        said: Object = {
            "ruleName": diagnostic.rule,
            "section": diagnostic.section,
            "cell": dict(cell._asdict()) if cell else None,
            "actual": diagnostic.actual,
            "expected": diagnostic.expected,
            "mend": diagnostic.how_to_mend(self.language) or None,
        }
        return {key: value for key, value in said.items() if value is not None}

    # --- notifications ---------------------------------------------------------------------------

    def _failed_plugins(self) -> Iterator[Object]:
        for failure in self.run.failures:
            words = f"{failure.name}: {failure.error}"
            yield self._notification("GK906", "error", words, None)

    def _notifications(self, result: Result, location: Object) -> Iterator[Object]:
        for diagnostic in result.diagnostics:
            # A plugin that failed is said once for the run, not with every file.
            if diagnostic.code in _OF_THE_RUN and "plugin" not in diagnostic.facts:
                words = diagnostic.text(self.language)
                rule = str(diagnostic.facts.get("rule", "")).partition(" ")[0]
                yield self._notification(diagnostic.code, "error", words, location, rule)
        if result.unreadable:
            return
        for outcome in result.outcomes:
            if outcome.reasons:
                yield self._notification("not-evaluated", "note", self._reasons(outcome), location,
                                         outcome.rule.code)  # fmt: skip

    def _notification(self, name: str, level: str, words: str, location: Object | None,
                      rule: str = "") -> Object:
        said: Object = {"descriptor": self.catalogue.notification(name)}
        if rule:
            said["associatedRule"] = self.catalogue.rule_reference(rule)
        said["level"] = level
        said["message"] = {"text": plain(words)}
        if location is not None:
            said["locations"] = [{"physicalLocation": {"artifactLocation": location}}]
        return said

    def _reasons(self, outcome: Outcome) -> str:
        separator = "; " if self.language == "en" else "；"
        return separator.join(reason.say(self.language) for reason in outcome.reasons)


def _about(result: Result) -> Object:
    """Return what is known of a report, and what came of each rule, for its artifact."""
    report = result.report
    states: dict[str, list[Json]] = {}
    for outcome in result.outcomes:
        states.setdefault(outcome.state, []).append(outcome.rule.code)
    said: Object = {"rules": dict(states)}
    if report is not None:
        said |= {
            "title": mask(report.title.text) if report.title else None,
            "agency": mask(report.agency) or None,
            "agencyKind": report.agency_kind,
            "year": report.year,
            "format": report.format,
        }
    return said
