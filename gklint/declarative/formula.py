"""A relation between cells, written as a formula: what it means, and where it does not hold."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.model.diagnostics import Related
from gklint.model.reasons import Reason
from gklint.model.report import Cell, CellKey, Report, Table
from gklint.model.words_at import cells_by_key
from gklint.rule.definition import (
    Verdicts,
    cell_label,
    finding,
    not_evaluated,
    related,
    table_unread,
)
from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean, nearest
from gklint.support.formulas import MOST_DIGITS, FormulaSyntaxError, parse_relation
from gklint.support.formulas import Term as NamedTerm

#: Stands for each row, or for each column.
ANY = "*"

_NO_TABLE = Reason(
    "no-table-of-formula",
    Text("没有检出所需的表格（{key}）", "the table {key} was not found"),
)
_NO_NUMBER = Reason("no-number-in-cell", Text("{cell} 没有可用的数", "no number in {cell}"))
_NO_CELL = Reason("no-cell", Text("没有检出 {cell}", "{cell} was not found"))
#: Before a cell it stands for the report of the year before.
LAST = "last."

Cells = Mapping[CellKey, Cell]

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}

#: A name in a formula, and one that can be that of a cell: table.row.column.
_NAME = re.compile(r"[A-Za-z_{][\w.*@{}]*")
_CELL = re.compile(r"(last\.)?[a-z][a-z0-9_]*\.(\*|[a-z0-9_]+(\.[a-z0-9_]+)?)\.(\*|[a-z0-9_]+)")

_EXAMPLE = "applications.new.total <= applications.total_processed.total"


class FormulaError(ValueError):
    """A formula cannot be read, or names a cell that no form has; `what` says it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.what = Text(zh, en)


class Term(NamedTuple):
    """`factor` times a cell, of last year's report if `last`; without a cell it is the number
    itself."""

    factor: int
    cell: CellKey | None
    last: bool = False


class Formula(NamedTuple):
    """Σ left `relation` Σ right, for each row or column that the * in it can stand for."""

    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]

    @property
    def cells(self) -> list[CellKey]:
        """The cells, as written, each once."""
        terms = (*self.left, *self.right)
        return list(dict.fromkeys(term.cell for term in terms if term.cell))

    @property
    def own_cells(self) -> list[CellKey]:
        """The cells of the report itself, each once."""
        terms = (*self.left, *self.right)
        return list(dict.fromkeys(term.cell for term in terms if term.cell and not term.last))

    @property
    def across(self) -> bool:
        """Whether it compares with the report of the year before."""
        return any(term.last for term in (*self.left, *self.right))


def parse_formula(text: str) -> Formula:
    """Read a formula; raises FormulaError that says what is wrong with it."""
    for name in _NAME.finditer(text):
        if not _CELL.fullmatch(name[0]):
            raise _unreadable(text[name.start() :].strip())
    try:
        left, relation, right = parse_relation(text)
    except FormulaSyntaxError as error:
        if error.too_large:
            raise FormulaError(
                f"数“{error.rest[:10]}…”太大，最多 {MOST_DIGITS} 位",
                f"the number “{error.rest[:10]}…” is too large: {MOST_DIGITS} digits at most",
            ) from error
        raise _unreadable(error.rest) from error
    formula = Formula(tuple(map(_term, left)), relation, tuple(map(_term, right)))
    _check(formula)
    return formula


def _unreadable(rest: str) -> FormulaError:
    if not rest:
        return FormulaError(
            f"没有写完；写法如 {_EXAMPLE}",
            f"something is missing at the end; write it like {_EXAMPLE}",
        )
    return FormulaError(
        f"看不懂“{rest[:20]}”；写法如 {_EXAMPLE}",
        f"“{rest[:20]}” cannot be read; write it like {_EXAMPLE}",
    )


def _term(term: NamedTerm) -> Term:
    if not term.name:
        return Term(term.factor, None)
    last = term.name.startswith(LAST)
    return Term(term.factor, CellKey.named(term.name.removeprefix(LAST)), last)


def _check(formula: Formula) -> None:
    cells = formula.cells
    if not formula.own_cells:
        raise FormulaError(
            f"至少要有一个单元格（表.行.栏），如 {_EXAMPLE}",
            "a formula is about at least one cell: table.row.column",
        )
    stars = {(cell.row == ANY, cell.column == ANY) for cell in cells} - {(False, False)}
    if len(stars) > 1 or (True, True) in stars:
        raise FormulaError(
            "* 可以代表每一行，或每一栏，不能两者都是",
            "the * stands for each row or for each column, not for both",
        )
    tables = [table for form in load_forms().forms for table in form.tables]
    for cell in cells:
        known = [table for table in tables if table.key == cell.table]
        if not known:
            hint = did_you_mean(cell.table, dict.fromkeys(table.key for table in tables))
            raise FormulaError(
                f"没有表“{cell.table}”{hint.zh}", f"no table “{cell.table}”{hint.en}"
            )
        if not any(
            (cell.row == ANY or cell.row in table.row)
            and (cell.column == ANY or cell.column in table.column)
            for table in known
        ):
            raise _no_cell(cell, known)


def _no_cell(cell: CellKey, tables: Sequence[TableForm]) -> FormulaError:
    """Return the error for a cell that no form has, with the nearest row and column."""
    rows = dict.fromkeys(key for table in tables for key in table.row)
    columns = dict.fromkeys(key for table in tables for key in table.column)
    row = cell.row if cell.row in (ANY, *rows) else nearest(cell.row, rows)
    column = cell.column if cell.column in (ANY, *columns) else nearest(cell.column, columns)
    written, near = ".".join(cell), f"{cell.table}.{row}.{column}"
    zh, en = "（gklint extract 列出全部）", " (`gklint extract` lists them)"
    if row and column and near != written:
        zh, en = f"；是否指 {near}？", f"; did you mean {near}?"
    return FormulaError(f"没有单元格“{written}”{zh}", f"no form has the cell “{written}”{en}")


def breaches(report: Report, formula: Formula, at: CellKey) -> Verdicts:
    """Yield a finding at the cell `at` for each row or column for which the formula does not hold.

    The wording gets {left} and {right}, the two sums, and {cell}, the label of the cell.
    """
    tables = {table.key: table for table in reversed(report.tables)}
    for key in dict.fromkeys(cell.table for cell in formula.cells):
        table = tables.get(key)
        if table is None:
            yield not_evaluated(_NO_TABLE, key=key)
            return
        if unread := table_unread(table):
            yield unread
            return
    cells = cells_by_key(report.tables)
    for name in _instances(formula, tables):
        yield from _checked(formula, at, name, tables, cells)


def holds(formula: Formula, left: Any, right: Any) -> bool:
    """Say whether two sums stand in the relation of a formula."""
    return _OPERATORS[formula.relation](left, right)


def _instances(formula: Formula, tables: dict[str, Table]) -> list[str]:
    """Return what the * stands for, in the order of the form; one "" where there is none."""
    for cell in formula.cells:
        if cell.row == ANY:
            return list(dict.fromkeys(row.key for row in tables[cell.table].rows))
        if cell.column == ANY:
            return [column.key for column in tables[cell.table].form.columns]
    return [""]


def _checked(
    formula: Formula,
    at: CellKey,
    name: str,
    tables: dict[str, Table],
    cells: Cells,
) -> Verdicts:
    sums = []
    for side in (formula.left, formula.right):
        total: Any = 0
        for term in side:
            value = _value_of(term, name, cells)
            if isinstance(value, CellKey):
                yield not_evaluated(_NO_NUMBER, cell=".".join(value), partly=True)
                return
            total += term.factor * value
        sums.append(total)
    left, right = sums
    if holds(formula, left, right):
        return
    key = instance(at, name)
    place = cells.get(key)
    if place is None:
        yield not_evaluated(_NO_CELL, cell=".".join(key), partly=True)
        return
    alone = formula.relation == "=" and formula.left == (Term(1, at),)
    yield finding(
        place.place,
        section=tables[key.table].form.section,
        cell=key,
        actual=place.value if place.value is not None else place.text,
        expected=right if alone else None,
        related=_others(formula, key, name, tables, cells),
        left=left,
        right=right,
        cell_label=cell_label(tables[key.table], place),
    )


def _value_of(term: Term, name: str, cells: Cells) -> Any:
    """Return the number of a term without its factor, or the key of its cell that has none."""
    if term.cell is None:
        return 1
    key = instance(term.cell, name)
    cell = cells.get(key)
    return key if cell is None or cell.value is None else cell.value


def _others(
    formula: Formula,
    at: CellKey,
    name: str,
    tables: dict[str, Table],
    cells: Cells,
) -> list[Related]:
    """Return each other cell that was counted, with its label and its number."""
    keys = [instance(term.cell, name) for term in (*formula.left, *formula.right) if term.cell]
    return [
        related(
            cells[key].place,
            "{label}：{value}",
            "{label}: {value}",
            key,
            label=cell_label(tables[key.table], cells[key]),
            value=cells[key].value,
        )
        for key in keys
        if key != at
    ]


def instance(cell: CellKey, name: str) -> CellKey:
    """Return a cell with what the * in it stands for."""
    return CellKey(
        cell.table,
        name if cell.row == ANY else cell.row,
        name if cell.column == ANY else cell.column,
    )


#: What a formula's rule says where its file has no message.
MESSAGE = Text(
    "“{cell_label}”不符合关系式：左边为 {left}，右边为 {right}",
    "“{cell_label}” breaks the relation: {left} on the left, {right} on the right",
)
