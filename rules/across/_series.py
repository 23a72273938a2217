"""What rules from year to year share: rolling a number forward, the place of last year's."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gklint.api import (
    CellKey,
    Collection,
    Compared,
    Member,
    NotApplicable,
    NotEvaluated,
    Reason,
    Related,
    Step,
    Text,
    finding,
    not_evaluated,
    reasons,
    related,
)

_SPLIT_OFF = Reason(
    "split-off",
    Text("单位由分立而来，不能逐个推算", "the body was split off: nothing to roll forward"),
)
_NO_TABLE = Reason(
    "no-table-in-report",
    Text(
        "{body} {year} 年的报告没有检出“{label}”的表格",
        "{body}, {year}: the table “{label}” was not found",
    ),
)
_TABLE_UNREAD = Reason(
    "table-unread-in-report",
    Text("{body} {year} 年“{label}”：{why}", "{body}, {year}: “{label}”: {why}"),
)


def rolled_forward(
    collection: Collection,
    step: Step,
    at: CellKey,
    last: Mapping[CellKey, int],
    this: Mapping[CellKey, int],
) -> Compared:
    """Yield where the number at a cell is not what rolling last year's forward gives.

    `last` and `this` are the cells of both years that add up to it, each with its sign. The wording
    gets {label}, {actual}, {expected}, {sum} (written out) and {year}.
    """
    if step.beside:
        yield not_evaluated(_SPLIT_OFF)
        return
    terms = [(sign, member, cell) for member in step.earlier for cell, sign in last.items()]
    terms += [(sign, step.later, cell) for cell, sign in this.items()]
    values = [(sign, member.facts.value(cell)) for sign, member, cell in terms]
    here = step.later.facts.cell(at)
    lacking = [
        (member, cell)
        for (_, value), (_, member, cell) in zip(values, terms, strict=True)
        if value is None
    ]
    if here is None or here.value is None:
        lacking.insert(0, (step.later, at))
    if lacking or here is None:
        yield no_number(collection, *lacking[0])
        return
    expected = sum(sign * value for sign, value in values if value is not None)
    if here.value == expected:
        return
    yield finding(
        here.place,
        section=collection.section(step.later, at),
        cell=at,
        actual=here.value,
        expected=expected,
        related=terms_related(collection, step, terms, at),
        label=collection.label(step.later, at),
        sum=_written_out([(sign, value) for sign, value in values if value is not None], expected),
        year=step.earlier[0].year,
    )


def no_number(collection: Collection, member: Member, cell: CellKey) -> NotEvaluated:
    """Return that a comparison lacks a number, with the report and the cell named."""
    label = collection.label(member, cell)
    return not_evaluated(
        reasons.NO_NUMBER, body=member.name, year=member.year, label=label, partly=True
    )


def terms_related(
    collection: Collection,
    step: Step,
    terms: Sequence[tuple[int, Member, CellKey]],
    at: CellKey,
) -> Iterator[Related]:
    """Yield the places of the cells that are compared with the one at `at`."""
    for _, member, cell in terms:
        found = member.facts.cell(cell)
        if found is not None and not (member is step.later and cell == at):
            yield beside(collection, step.later, member, cell)


def beside(collection: Collection, here: Member, member: Member, cell: CellKey) -> Related:
    """Return the place of a cell in this or another report, with what stands there."""
    found = member.facts.cell(cell)
    assert found is not None, "only cells that are there are named"
    return related(
        found.place,
        "{body} {year} 年“{label}”：{value}",
        "{body}, {year}, “{label}”: {value}",
        cell,
        "" if member.path == here.path else member.path,
        body=member.name,
        year=member.year,
        label=collection.label(member, cell),
        value=found.value,
    )


def without_table(
    collection: Collection, step: Step, table: str, format: str = ""
) -> NotEvaluated | NotApplicable | None:
    """Return why a table cannot be compared: it is absent, could not be read, or, where a format is
    given, is of another one in one of the years. None where it can."""
    for member in (step.later, *step.earlier, *step.beside):
        found = member.facts.table(table)
        label = collection.form(member, table).label
        if found is None:
            return not_evaluated(_NO_TABLE, body=member.name, year=member.year, label=label)
        if format and found.format != format:
            return NotApplicable()
        if found.problem:
            return not_evaluated(
                _TABLE_UNREAD, body=member.name, year=member.year, label=label, why=found.problem
            )
    return None


def _written_out(terms: Sequence[tuple[int, int | Decimal]], total: int | Decimal) -> str:
    shown = "".join(
        f" {'-' if sign < 0 or value < 0 else '+'} {abs(value)}" for sign, value in terms
    )
    return f"{shown.removeprefix(' + ').strip()} = {total}"
