"""Reports and findings as JSON objects: the shape that programs rely on (json, jsonl)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gklint.checking.results import Acceptance, Outcome, Record
from gklint.checking.runs import Skipped, Totals
from gklint.checking.verdicts import verdict
from gklint.model.diagnostics import BodyFacts, Diagnostic, Related, Severity
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place
from gklint.reporters.jsontext import Json
from gklint.reporters.wording import reason_codes, reasons, shown_fix
from gklint.version import __version__

SCHEMA_VERSION = 1

#: What wrote it.
TOOL: dict[str, Json] = {"name": "gklint", "version": __version__}

Object = dict[str, Json]


def summary_object(totals: Totals, statistics: bool = False) -> Object:
    """Return what the run comes to, with how often each rule found something where asked for."""
    members: Object = {
        "files": totals.files,
        "errors": totals.severities[Severity.ERROR],
        "warnings": totals.severities[Severity.WARNING],
        "infos": totals.severities[Severity.INFO],
        "accepted": sum(totals.accepted.values()),
        **totals.verdicts,
        "incomplete": totals.incomplete,
        "interrupted": totals.interrupted,
        "skipped": len(totals.skipped),
        "left_out": totals.left_out,
    }
    if statistics:
        members["statistics"] = [
            {
                "code": count.code,
                "rule": count.rule,
                "severity": count.severity.word,
                "findings": count.findings,
                "reports": count.files,
            }
            for count in totals.statistics
        ]
    return members


def skipped_object(skipped: Skipped, language: str) -> Object:
    """Return a file that was not read, with why: by a code and in words."""
    reason = skipped.reason.say(language)
    return {"path": skipped.path, "reason": skipped.code, "message": reason}


def report_object(record: Record, language: str, failing: Severity) -> Object:
    """Return what is known of a report and what came of each rule, without the findings."""
    about = record.about
    return {
        "path": record.path,
        "sha256": about.sha256 if about else None,
        "title": about.title if about else None,
        "agency": about.agency if about else None,
        "agency_kind": about.agency_kind if about else "unknown",
        "year": about.year if about else None,
        "format": about.format if about else None,
        "media_type": about.media_type if about else None,
        "verdict": verdict(record, failing).key,
        "evaluated": _codes(record.outcomes, "satisfied", "violated"),
        "not_evaluated": [
            {
                "code": outcome.rule.code,
                "rule": outcome.rule.name,
                "reason": reasons(outcome, language),
                "reason_codes": reason_codes(outcome),
                **({"across": True} if outcome.across else {}),
            }
            for outcome in record.outcomes
            if outcome.reasons
        ],
        "not_applicable": _codes(record.outcomes, "not_applicable"),
    }


def finding_objects(record: Record, language: str) -> tuple[list[Object], list[Object]]:
    """Return the findings of a report that count, and those that are accepted, with why."""
    counting, accepted = [], []
    for diagnostic, fingerprint, acceptance in record.named():
        members = _finding(diagnostic, fingerprint, language)
        if acceptance is None:
            counting.append(members)
        else:
            accepted.append({**members, "acceptance": _acceptance(acceptance)})
    return counting, accepted


def _codes(outcomes: Iterable[Outcome], *states: str) -> Json:
    return [outcome.rule.code for outcome in outcomes if outcome.state in states]


def _finding(diagnostic: Diagnostic, fingerprint: str, language: str) -> Object:
    members: Object = {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "message": diagnostic.text(language),
        "location": {**_place(diagnostic.place), **origin_object(diagnostic.origin)},
        "section": diagnostic.section,
        "cell": _cell(diagnostic.cell),
        "cells": [_cell(cell) for cell in diagnostic.cells] or None,
        "actual": diagnostic.actual,
        "expected": diagnostic.expected,
        "related": [_related(related, language) for related in diagnostic.related] or None,
        "also": list(diagnostic.also) or None,
        "facts": body_facts_object(diagnostic.body_facts),
        "basis": [
            {"document": clause.document, "clause": clause.clause} for clause in diagnostic.basis
        ],
        "advice": diagnostic.advice_text(language) or None,
        "fix": _fix(diagnostic, language),
        "fingerprint": fingerprint,
    }
    return _present(members)


def _present(members: Object) -> Object:
    # What a finding does not have is absent, not null.
    return {key: value for key, value in members.items() if value is not None}


def _place(place: Place) -> Object:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def origin_object(origin: Origin | None) -> Object:
    """Return where in a document a place stands; what is not known is absent."""
    if origin is None:
        return {}
    cell = _present({"table": origin.table, "row": origin.row, "column": origin.column})
    rectangle: Json = None
    if origin.rectangle is not None:
        rectangle = [Decimal(f"{side:.2f}") for side in origin.rectangle]
    return _present(
        {
            "page": origin.page,
            "paragraph": origin.paragraph,
            "table_cell": cell or None,
            "rectangle": rectangle,
        }
    )


def _cell(cell: CellKey | None) -> Json:
    return {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None


def body_facts_object(facts: BodyFacts | None) -> Json:
    """Return what a finding across reports tells programs; None for any other finding."""
    if facts is None:
        return None
    members: Object = {"body": facts.body or None, "year": facts.year}
    return _present({**members, "explains": list(facts.explains) or None})


def _related(related: Related, language: str) -> Json:
    place = related.place
    members: Object = {
        "line": place.line,
        "column": place.column,
        "message": related.message(language),
    }
    if related.path:
        members = {"path": related.path, **members}
    if related.cell:
        members["cell"] = _cell(related.cell)
    return {**members, **origin_object(related.origin)}


def _fix(diagnostic: Diagnostic, language: str) -> Json:
    fix = shown_fix(diagnostic)
    if fix is None:
        return None
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"safe": fix.safe, "title": fix.title.say(language), "edits": edits}


def _acceptance(acceptance: Acceptance) -> Object:
    # What nobody wrote is absent.
    members = acceptance._asdict().items()
    return {key: value for key, value in members if key == "kind" or value}
