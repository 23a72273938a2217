"""For programs: all that was found and judged, as one JSON object."""

from __future__ import annotations

from collections.abc import Iterable

from gklint.diagnostics import Diagnostic, Related, Severity, fingerprints
from gklint.personal import mask
from gklint.report import CellKey
from gklint.reporters import Options, Write
from gklint.reporters.jsontext import Json, json_lines, json_text
from gklint.reporters.stream import takes_everything
from gklint.results import Outcome, Result, Run
from gklint.source import Place
from gklint.version import __version__

SCHEMA_VERSION = 1


def report(run: Run, write: Write, options: Options) -> None:
    """Write the run as one JSON object, a report at a time."""
    ascii_only = not takes_everything(options.encoding)
    tool = json_text({"name": "gklint", "version": __version__})
    write(f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "tool": {tool},\n  "reports": [')
    separator = "\n"
    for result in run.results:
        lines = json_lines(_report(result, options.language), ascii_only)
        write(separator + "\n".join(f"    {line}" for line in lines))
        separator = ",\n"
    write(f'\n  ],\n  "summary": {json_text(_summary(run))}\n}}\n')


def _summary(run: Run) -> Json:
    found = [diagnostic.severity for result in run.results for diagnostic in result.diagnostics]
    return {
        "files": len(run.results),
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "infos": found.count(Severity.INFO),
    }


def _report(result: Result, language: str) -> Json:
    report = result.report
    return {
        "path": result.path,
        "sha256": result.source.sha256 if result.source else None,
        "title": mask(report.title.text) if report and report.title else None,
        "agency": (mask(report.agency) or None) if report else None,
        "agency_kind": report.agency_kind if report else "unknown",
        "year": report.year if report else None,
        "format": report.format if report else None,
        "evaluated": _codes(result.outcomes, "satisfied", "violated"),
        "not_evaluated": [
            {
                "code": outcome.rule.code,
                "rule": outcome.rule.name,
                "reason": _sentence([reason.say(language) for reason in outcome.reasons], language),
            }
            for outcome in result.outcomes
            if outcome.reasons
        ],
        "not_applicable": _codes(result.outcomes, "not_applicable"),
        "diagnostics": [
            _diagnostic(diagnostic, fingerprint, language)
            for diagnostic, fingerprint in zip(
                result.diagnostics, fingerprints(result.diagnostics), strict=True
            )
        ],
    }


def _codes(outcomes: Iterable[Outcome], *states: str) -> Json:
    return [outcome.rule.code for outcome in outcomes if outcome.state in states]


def _sentence(reasons: Iterable[str], language: str) -> str:
    return ("; " if language == "en" else "；").join(reasons)


def _diagnostic(diagnostic: Diagnostic, fingerprint: str, language: str) -> Json:
    said: dict[str, Json] = {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "message": diagnostic.text(language),
        "location": _location(diagnostic.place),
        "section": diagnostic.section,
        "cell": _cell(diagnostic.cell),
        "actual": diagnostic.actual,
        "expected": diagnostic.expected,
        "related": [_related(related, language) for related in diagnostic.related] or None,
        "basis": [
            {"document": clause.document, "clause": clause.clause} for clause in diagnostic.basis
        ],
        "mend": diagnostic.how_to_mend(language) or None,
        "fingerprint": fingerprint,
    }
    # What a finding does not have is absent, not null.
    return {key: value for key, value in said.items() if value is not None}


def _location(place: Place) -> Json:
    return {"line": place.line, "column": place.column,
            "end_line": place.end_line, "end_column": place.end_column}  # fmt: skip


def _cell(cell: CellKey | None) -> Json:
    return {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None


def _related(related: Related, language: str) -> Json:
    place = related.place
    said: dict[str, Json] = {"line": place.line, "column": place.column,
                             "message": related.message(language)}  # fmt: skip
    if related.cell:
        said["cell"] = _cell(related.cell)
    return said
