"""What a finding shows beside its words holds together, in every case that has one.

The cases say where a finding stands and what it says. What else it carries, programs read: its
cells, the other places that belong to it, the numbers that stand there and should.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from gklint import lint_text
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import Report
from gklint.model.source import Place
from gklint.support.bilingual import LANGUAGES
from gklint.testing import Case, cases_in

#: What the prose says of a cell stands in the first part.
PROSE = 1
CASES = [
    case
    for case in cases_in(Path(__file__).parent)
    if case.verdict == "fail" and not case.reports and not case.problem
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_that_a_finding_shows_fits_the_report(case: Case) -> None:
    result = lint_text(case.text, settings=case.settings)
    assert result.source is not None and result.report is not None
    lines = [result.source.written_line(n) for n in range(1, len(result.source.lines) + 1)]
    for found in result.diagnostics:
        assert not list(_wrong(found, result.report, lines)), str(found)


def _wrong(found: Diagnostic, report: Report, lines: list[str]) -> Iterator[str]:
    if not _is_in(found.place, lines):
        yield f"{found.place} is no place of the text"
    if found.cells and found.cell not in (None, found.cells[0]):
        yield f"{found.cell} is the first of {found.cells}"
    if len(set(found.cells)) != len(found.cells):
        yield f"{found.cells} are different cells"
    places = [(one.path, one.place) for one in found.related]
    if len(set(places)) != len(places):
        yield f"{places} are named once each"
    if not all(path or _is_in(place, lines) for path, place in places):
        yield f"{places} are places of the text"
    if found.cell is not None and found.section != PROSE:
        yield from _wrong_cell(found, report)
    if isinstance(found.expected, int | Decimal) and found.expected == found.actual:
        yield f"{found.actual} is what should stand there"
    for language in LANGUAGES:
        for text in (found.text(language), found.advice_text(language)):
            if "None" in text or "{" in text:
                yield f"“{text}” is filled in"


def _is_in(place: Place, lines: list[str]) -> bool:
    """Say whether a place lies in the text, and does not end before it begins."""
    return (
        1 <= place.line <= place.end_line <= max(len(lines), 1)
        and place.column >= 1
        and (place.line, place.column) <= (place.end_line, place.end_column)
        and place.end_column <= len((lines or [""])[place.end_line - 1]) + 1
    )


def _wrong_cell(found: Diagnostic, report: Report) -> Iterator[str]:
    assert found.cell is not None
    tables = {form.key: form.section for each in load_forms().forms for form in each.tables}
    if found.section != tables[found.cell[0]]:
        yield f"{found.cell} stands in part {tables[found.cell[0]]}, not {found.section}"
    cells = [
        cell
        for table in report.tables
        for row in table.rows
        for cell in row.cells
        if (table.key, row.key, cell.column) == tuple(found.cell)
    ]
    if isinstance(found.actual, int) and cells and found.actual not in [c.value for c in cells]:
        yield f"{found.actual} does not stand in {found.cell}"
