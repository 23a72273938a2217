"""The four data sets: which columns each has, and the rows that a report gives.

The year is no column: it is in the names of the folders (`year=2023`), where every program that
reads Parquet finds it. All text has the numbers of persons masked, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from gklint.across.additions import Additions
from gklint.archive.checking import CellValue, Checked
from gklint.archive.provinces import province_of
from gklint.checking.findings import occurrences
from gklint.checking.results import Outcome, Record
from gklint.checking.verdicts import verdict
from gklint.model.diagnostics import Diagnostic, Severity, fingerprints
from gklint.model.facts import as_json
from gklint.model.report import CellKey

#: The columns of each data set, each with its type as `gklint.archive.tables` knows them.
COLUMNS: dict[str, dict[str, str]] = {
    "reports": {
        "path": "text",
        "sha256": "text",
        "size": "long",
        "encoding": "text",
        "media_type": "text",
        "title": "text",
        "agency": "text",
        "agency_kind": "text",
        "province": "text",
        "format": "text",
        "signed": "date",
        "verdict": "text",
        "errors": "int",
        "warnings": "int",
        "infos": "int",
        "accepted": "int",
        "asked": "int",
        "evaluated": "int",
        "not_evaluated": "int",
        "unreadable": "text",
        "unreadable_en": "text",
        "facts": "text",
        "made_by": "text",
    },
    "findings": {
        "path": "text",
        "code": "text",
        "rule": "text",
        "severity": "text",
        "message": "text",
        "message_en": "text",
        "section": "int",
        "table": "text",
        "row": "text",
        "column": "text",
        "cells": "words",
        "actual": "text",
        "expected": "text",
        "line": "int",
        "column_number": "int",
        "end_line": "int",
        "end_column": "int",
        "page": "int",
        "also": "words",
        "occurrences": "int",
        "fingerprint": "text",
        "accepted": "text",
        "across": "bool",
        "explains": "words",
    },
    "outcomes": {
        "path": "text",
        "code": "text",
        "rule": "text",
        "state": "text",
        "complete": "bool",
        "reasons": "words",
        "reasons_en": "words",
        "reason_codes": "words",
        "across": "bool",
    },
    "cells": {
        "path": "text",
        "agency": "text",
        "format": "text",
        "table": "text",
        "row": "text",
        "column": "text",
        "value": "number",
        "text": "text",
        "state": "text",
        "line": "int",
        "column_number": "int",
    },
}
#: They are put into place in this order, so that what a report's row speaks of is there before it.
DATA_SETS = ("cells", "outcomes", "findings", "reports")

#: How `value` is kept: so many digits, so many of them after the point. A number of more than 18
#: digits is none for gklint; an amount with more digits after the point is left to `text`.
DIGITS, AFTER_POINT = 38, 6

Row = Sequence[Any]


def rows_of(checked: Checked, made_by: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a report, each with its data set."""
    record = checked.record
    yield "reports", _report(checked, made_by)
    for finding, fingerprint, acceptance in record.named():
        accepted = acceptance.kind if acceptance else None
        yield "findings", _finding(record.path, finding, fingerprint, accepted)
    for outcome in record.outcomes:
        yield "outcomes", _outcome(record.path, outcome)
    about = record.about
    for cell in checked.cells:
        yield "cells", _cell(record.path, about.agency if about else None, about, cell)


def rows_across(path: str, added: Additions) -> Iterator[tuple[str, Row]]:
    """Yield the rows of what comparing adds to a report, each with its data set."""
    names = fingerprints(added.found)
    for at, (finding, fingerprint) in enumerate(zip(added.found, names, strict=True)):
        acceptance = added.accepted.get(at)
        accepted = acceptance.kind if acceptance else None
        yield "findings", _finding(path, finding, fingerprint, accepted)
    for outcome in added.outcomes:
        yield "outcomes", _outcome(path, outcome)


def _report(checked: Checked, made_by: str) -> Row:
    record, unreadable = checked.record, checked.unreadable
    about, facts, tally = record.about, record.facts, record.tally
    agency = about.agency if about else None
    counts = dict.fromkeys(Severity, 0)
    for _, _, severity, count in tally.found:
        counts[Severity(severity)] += count
    return (
        record.path,
        checked.sha256 or None,
        checked.size if checked.sha256 else None,
        about.encoding if about else None,
        about.media_type if about else None,
        about.title if about else None,
        agency,
        about.agency_kind if about else "unknown",
        province_of(agency, record.path),
        about.format if about else None,
        facts.date if facts and facts.date else None,
        verdict(record, Severity.WARNING).key,
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        len(record.accepted),
        tally.requested,
        tally.evaluated,
        sum(bool(outcome.reasons) for outcome in record.outcomes),
        unreadable.zh if unreadable else None,
        unreadable.en if unreadable else None,
        as_json(facts) if facts else None,
        made_by,
    )


def _finding(path: str, found: Diagnostic, fingerprint: str, accepted: str | None) -> Row:
    cell, comparison = found.cell, found.body_facts
    cells = found.cells or ((cell,) if cell else ())
    return (
        path,
        found.code,
        found.rule,
        found.severity.word,
        found.text("zh"),
        found.text("en"),
        found.section,
        *(cell or (None, None, None)),
        [_named(one) for one in cells],
        _text_or_none(found.actual),
        _text_or_none(found.expected),
        found.place.line,
        found.place.column,
        found.place.end_line,
        found.place.end_column,
        found.origin.page if found.origin else None,
        list(found.also),
        occurrences(found),
        fingerprint,
        accepted,
        comparison is not None,
        list(comparison.explains) if comparison else [],
    )


def _outcome(path: str, outcome: Outcome) -> Row:
    return (
        path,
        outcome.rule.code,
        outcome.rule.name,
        outcome.state,
        outcome.checked,
        [reason.zh for reason in outcome.reasons],
        [reason.en for reason in outcome.reasons],
        [reason.code for reason in outcome.reasons],
        outcome.across,
    )


def _cell(path: str, agency: str | None, about: Any, cell_value: CellValue) -> Row:
    cell = cell_value.cell
    return (
        path,
        agency,
        about.format if about else None,
        cell_value.table,
        cell.row,
        cell.column,
        _kept(cell.value),
        cell.text,
        cell.state,
        cell.line,
        cell.column_number,
    )


def _named(cell: CellKey) -> str:
    return ".".join(cell)


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def _kept(value: int | Decimal | None) -> Decimal | None:
    if value is None:
        return None
    decimal = Decimal(value)
    digits = decimal.adjusted() + 1
    exact = decimal == round(decimal, AFTER_POINT) if digits <= DIGITS - AFTER_POINT else False
    return decimal if exact else None


def year_of(record: Record) -> int | None:
    """Return the report year by which the rows of a record are put away."""
    return record.about.year if record.about else None
