"""Wrong numbers put into right tables: who mends what is told breaks no other sum by it, and who
mends the one wrong cell of a table has mended it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from gklint import lint_text
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import CellKey
from gklint.testing import render
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft

SUMS = ("GK301", "GK302", "GK303", "GK304")
SEEDS = range(25)


def with_wrong_numbers(seed: int, count: int) -> tuple[Draft, list[CellKey]]:
    """Return a report that is right but for so many numbers of tables three and four, and these."""
    chance = Random(f"wrong {seed}")
    draft = random_draft(chance)
    keys = [
        CellKey(table.key, row.key, column.key)
        for table in draft.tables
        if table.key in ("applications", "review")
        for row in table.rows
        for column in table.columns
    ]
    chosen = chance.sample(keys, count)
    for key in chosen:
        number = int(draft.table(key.table).text(key.row, key.column))
        # A slip of the hand, a digit too many, a number left out, one too small.
        wrong = chance.choice((number + 7, number * 10 + 3, 0, max(number - 1, 0)))
        draft = with_number(draft, key, wrong if wrong != number else number + 1)
    return draft, chosen


def with_number(draft: Draft, key: CellKey, number: object) -> Draft:
    table = draft.table(key.table)
    return draft.with_table(table.with_text(key.row, key.column, str(number)))


def found(draft: Draft) -> list[Diagnostic]:
    return [each for each in lint_text(render(draft).text).diagnostics if each.code in SUMS]


def mended(draft: Draft, findings: list[Diagnostic]) -> Draft:
    for each in findings:
        if each.expected is not None:
            assert each.cell is not None
            draft = with_number(draft, each.cell, each.expected)
    return draft


def broken(draft: Draft) -> set[tuple[str, str, str]]:
    """Return the sums of the form that do not come out: table, rule, row or column."""
    return set(_broken(draft))


def _broken(draft: Draft) -> Iterator[tuple[str, str, str]]:
    for table in draft.tables:
        numbers = {
            (row.key, column.key): Decimal(table.text(row.key, column.key))
            for row in table.rows
            for column in table.columns
        }
        for identity in table.form.identities:
            by_row = identity.each == "row"
            lines = [each.key for each in (table.rows if by_row else table.columns)]
            for line in lines if identity.operator == "=" else ():
                terms = [*identity.left, *((-sign, key) for sign, key in identity.right)]
                cells = [(sign, (line, key) if by_row else (key, line)) for sign, key in terms]
                if all(cell in numbers for _, cell in cells) and sum(
                    sign * numbers[cell] for sign, cell in cells
                ):
                    yield table.key, identity.rule, line


@pytest.mark.parametrize("seed", SEEDS)
def test_one_wrong_number_is_one_finding_and_mending_it_mends_all(seed: int) -> None:
    draft, (wrong,) = with_wrong_numbers(seed, 1)
    findings = found(draft)
    assert len(findings) == 1
    # Each group of table four has one sum: which of its numbers is wrong nobody can say.
    if wrong.table != "review":
        assert findings[0].cell == wrong
    assert not broken(mended(draft, findings))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_breaks_no_sum_alone_or_together(seed: int, count: int) -> None:
    draft, _ = with_wrong_numbers(seed, count)
    before, findings = broken(draft), found(draft)
    for each in findings:
        if each.expected is not None:
            after = broken(mended(draft, [each]))
            assert after < before
    assert broken(mended(draft, findings)) <= before


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_cell_has_two_findings_and_mending_leads_to_no_other_cell(seed: int, count: int) -> None:
    draft, _ = with_wrong_numbers(seed, count)
    findings = found(draft)
    cells = Counter(each.cell for each in findings)
    assert max(cells.values()) == 1
    assert {each.cell for each in found(mended(draft, findings))} <= cells.keys()


def test_two_sums_of_one_cell_that_ask_for_different_numbers_tell_none() -> None:
    draft = random_draft(Random("two sums"))
    table = draft.table("applications")
    total = int(table.text("total_processed", "total"))
    carried = int(table.text("carried_in", "total"))
    draft = with_number(draft, CellKey("applications", "total_processed", "total"), total + 5)
    draft = with_number(draft, CellKey("applications", "carried_in", "total"), carried + 5)
    assert all(
        each.expected in (None, total, carried) and each.cell is not None for each in found(draft)
    )
