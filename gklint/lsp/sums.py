"""What a cell of a table is, and the sums that it is part of, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gklint.forms.values import Identity
from gklint.model.report import Cell, CellKey, Report, Table
from gklint.rule.definition import NotEvaluated, row_label
from gklint.rule.identities import Equation, equations
from gklint.support.bilingual import Text

_CELL = Text("{table}　行：{row}　栏：{column}", "{table}, row: {row}, column: {column}")
_TABLES = Text("第 {section} 部分的表", "table of part {section}")
_STATES = {
    "blank": Text("空白", "blank"),
    "dash": Text("表示无", "says none"),
    "unreadable": Text("不是数字", "no number"),
}
_SUMS = {"row": Text("本行", "the row"), "column": Text("本栏", "the column")}
_APART = Text("（差 {difference}）", " ({difference} apart)")
#: How it is written that a relation does not hold.
_BROKEN = {"=": "≠", ">=": "<"}
_EARLIER = Text("{year} 年：{value}", "{year}: {value}")
_NOT_KNOWN = Text("没有打开 {year} 年的报告", "the report of {year} is not open")


def about_cell(
    report: Report, table: Table, cell: Cell, earlier: Report | None, language: str
) -> Iterator[str]:
    """Yield the lines that say what a cell is: where it stands, its sums with their terms, what
    stood there in the `earlier` report of the same body."""
    column = table.form.column[cell.column]
    group = f"{column.group} / " if column.group else ""
    name = table.form.label or _TABLES.say(language, {"section": table.form.section})
    facts = {
        "table": f"**{name}**",
        "row": row_label(table, cell.row),
        "column": group + column.label,
    }
    yield _CELL.say(language, facts)
    state = _STATES.get(cell.state)
    key = ".".join(table.cell_key(cell))
    yield f"`{key}` = {state.say(language) if state else cell.value}"
    for identity in table.form.identities:
        if line := _sum(table, identity, cell, language):
            yield line
    if report.year is not None:
        yield _last_year(report.year - 1, table.cell_key(cell), earlier, language)


def _sum(table: Table, identity: Identity, cell: Cell, language: str) -> str:
    """Return an identity with the terms of the row or column that the cell stands in; "" where it
    does not speak of the cell."""
    keys = {key for _, key in (*identity.left, *identity.right)}
    if (cell.column if identity.each == "row" else cell.row) not in keys:
        return ""
    for equation in equations(table, identity):
        if isinstance(equation, NotEvaluated):
            continue
        if any(one == cell for _, one in (*equation.left, *equation.right)):
            colon = ": " if language == "en" else "："
            return f"{_SUMS[identity.each].say(language)}{colon}{_equation(equation, language)}"
    return ""


def _equation(equation: Equation, language: str) -> str:
    sides = [_side(equation, side, language) for side in (equation.left, equation.right)]
    operator = equation.identity.operator
    if equation.holds:
        return f" {operator} ".join(sides)
    apart = {"difference": abs(equation.left_sum - equation.right_sum)}
    return f" {_BROKEN[operator]} ".join(sides) + _APART.say(language, apart)


def _side(equation: Equation, terms: tuple[tuple[int, Cell], ...], language: str) -> str:
    """Write one side out with its labels; terms that are 0 are left out where others are not."""
    filled = [term for term in terms if term[1].value] or [*terms[:1]]
    written = ""
    for sign, cell in filled:
        operator = "-" if sign < 0 else "+"
        written += f" {operator} {_label(equation, cell)} {cell.value}"
    written = written.removeprefix(" + ").strip()
    if len(filled) > 1:
        total: int | Decimal = sum(sign * (cell.value or 0) for sign, cell in filled)
        written += f" = {total}"
    return written


def _label(equation: Equation, cell: Cell) -> str:
    table = equation.table
    if equation.identity.each == "row":
        return table.form.column[cell.column].label
    return row_label(table, cell.row)


def _last_year(year: int, key: CellKey, earlier: Report | None, language: str) -> str:
    found = None
    for table in earlier.tables if earlier else ():
        if table.key == key.table and not table.problem:
            found = table.cell(key.row, key.column)
    if found is None:
        return _NOT_KNOWN.say(language, {"year": year}) if earlier is None else ""
    state = _STATES.get(found.state)
    value = state.say(language) if state else found.value
    return _EARLIER.say(language, {"year": year, "value": value})


def year_before(report: Report, others: Mapping[str, Report]) -> Report | None:
    """Return the report of the same body for the year before, None where it is not among others."""
    if report.year is None or not report.agency:
        return None
    for other in others.values():
        if other.agency == report.agency and other.year == report.year - 1:
            return other
    return None
