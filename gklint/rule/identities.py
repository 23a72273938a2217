"""The identities (勾稽关系) of the form, checked on the cells of a table; exact, no tolerance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import mul
from typing import Any, NamedTuple

from gklint.forms.values import Identity
from gklint.model.report import Cell, Table
from gklint.rule.definition import (
    NotEvaluated,
    not_evaluated,
    row_label,
    row_unread,
    table_unread,
)
from gklint.rule.reasons import CELL_WITHOUT_NUMBER, ROW_TWICE, ROWS_MISSING, TABLE_BROKEN_OFF
from gklint.support.numerals import Number

#: What a cell without a number is, as the reason says it ("": there is no such cell).
_STATES = {"blank": "为空", "dash": "不是数字", "unreadable": "无法识别", "": "未检出"}


class Equation(NamedTuple):
    """An identity with the cells it is about: one row, or one column, of a table; Σ of each side.

    One that `is_open` lacks cells whose number nobody knows, and is broken whatever they hold.
    """

    identity: Identity
    table: Table
    line: str
    left: tuple[tuple[int, Cell], ...]
    right: tuple[tuple[int, Cell], ...]
    at: Cell
    left_sum: Number
    right_sum: Number
    is_open: bool = False

    @property
    def holds(self) -> bool:
        """Whether the identity holds, exactly."""
        if self.identity.operator == "=":
            return self.left_sum == self.right_sum
        return self.left_sum >= self.right_sum

    @property
    def expected(self) -> Number:
        """What would have to stand at the cell `at`, all others as they are."""
        right = [cell for _, cell in self.right]
        if self.at in right:
            return self.left_sum - self.right_sum + value_of(self.at)
        return self.right_sum - self.left_sum + value_of(self.at)


def doubtful(table: Table) -> list[Identity]:
    """Return the identities of which some equation cannot be set up, does not hold, or may not.

    The quick way to see that nothing is wrong, which is so in most tables. Exact: of those that are
    left out every equation holds.
    """
    identities = table.form.identities
    if table.problem or not identities:
        return list(identities)
    columns = [column.key for column in table.form.columns]
    values: dict[str, list[Any] | None] = {}
    for row in table.rows:
        whole = row.key not in values and not row.problem and len(row.cells) == len(columns)
        values[row.key] = [cell.value for cell in row.cells] if whole else None
    return [identity for identity in identities if not _holds(identity, values, columns)]


def _holds(
    identity: Identity, values: Mapping[str, list[Any] | None], columns: Sequence[str]
) -> bool:
    """Say whether every equation of an identity holds, given the values of each row by its key, and
    None for a row that is not whole."""
    signs = {key: sign for sign, key in identity.left}
    signs |= {key: -sign for sign, key in identity.right}
    by_row = identity.each == "row"
    rows = values.values() if by_row else [values.get(key) for key in signs]
    lines = [line for line in rows if line is not None]
    if len(lines) != len(rows):
        return False
    weights = [signs.get(key, 0) for key in columns] if by_row else list(signs.values())
    try:
        along = lines if by_row else zip(*lines, strict=True)
        excess = [sum(map(mul, weights, line)) for line in along]
    except TypeError:
        # A cell without a number.
        return False
    return not any(excess) or (identity.operator != "=" and min(excess) >= 0)


def equations(table: Table, identity: Identity) -> Iterator[Equation | NotEvaluated]:
    """Yield an equation for each row or column, or why it cannot be set up."""
    if unread := table_unread(table):
        yield unread
        return
    if identity.each == "row":
        for row in table.rows:
            label = row_label(table, row.key)
            if not_read := row_unread(label, row, partly=True):
                yield not_read
                continue
            yield _equation(table, identity, label, {cell.column: cell for cell in row.cells})
        return
    missing = _missing_rows(table, identity)
    if missing:
        yield missing
        return
    by_column = cells_by_column(table)
    for column in table.form.columns:
        yield _equation(table, identity, column.label, by_column[column.key])


def cells_by_column(table: Table) -> dict[str, dict[str, Cell]]:
    """Return the cells of each column of the form, by the key of their row."""
    found: dict[str, dict[str, Cell]] = {column.key: {} for column in table.form.columns}
    for row in table.rows:
        for cell in row.cells:
            if cell.column in found:
                found[cell.column][row.key] = cell
    return found


def _missing_rows(table: Table, identity: Identity) -> NotEvaluated | None:
    """Say why an identity over rows cannot be set up for any column; None where it can."""
    there = [row.key for row in table.rows]
    needed = [key for _, key in (*identity.left, *identity.right)]
    gone = [key for key in needed if key not in there]
    if gone:
        first = row_label(table, gone[0])
        if table.broken_off:
            return not_evaluated(TABLE_BROKEN_OFF, first=first, count=len(gone))
        return not_evaluated(ROWS_MISSING, first=first, count=len(gone))
    twice = next((key for key in needed if there.count(key) > 1), None)
    if twice:
        return not_evaluated(ROW_TWICE, label=row_label(table, twice))
    unread = next(
        (row for row in table.rows if row.problem and not row.cells and row.key in needed), None
    )
    return row_unread(row_label(table, unread.key), unread) if unread else None


def _equation(
    table: Table, identity: Identity, line: str, cells: dict[str, Cell]
) -> Equation | NotEvaluated:
    left, right = _with_numbers(identity.left, cells), _with_numbers(identity.right, cells)
    lacking = len(identity.left) - len(left), len(identity.right) - len(right)
    at = cells.get(identity.at)
    left_sum, right_sum = sum_of(left), sum_of(right)
    if any(lacking):
        # A blank holds 0 or more: it can only add to its own side.
        over = left_sum - right_sum
        known = identity.operator == "=" and left and right
        if not known or not ((over > 0 and not lacking[1]) or (over < 0 and not lacking[0])):
            return _lacks_number(table, identity, line, cells)
        if at is None or at.value is None:
            at = right[-1][1]
    assert at is not None
    return Equation(identity, table, line, left, right, at, left_sum, right_sum, any(lacking))


def _with_numbers(
    terms: Iterable[tuple[int, str]], cells: dict[str, Cell]
) -> tuple[tuple[int, Cell], ...]:
    """Return the terms of one side with their cells, those whose cell has a number."""
    found = [(sign, cells.get(key)) for sign, key in terms]
    return tuple([(sign, cell) for sign, cell in found if cell and cell.value is not None])


def _has_number(cells: dict[str, Cell], key: str) -> bool:
    return key in cells and cells[key].value is not None


def _lacks_number(
    table: Table, identity: Identity, line: str, cells: dict[str, Cell]
) -> NotEvaluated:
    """Return that an equation cannot be set up, and the first cell for which it cannot."""
    terms = (*identity.left, *identity.right)
    key = next(key for _, key in terms if not _has_number(cells, key))
    cell = cells.get(key)
    row = table.row(key) if identity.each == "column" else None
    if cell is None and row is not None and row.problem:
        unread = row_unread(row_label(table, key), row, partly=True)
        assert unread is not None
        return unread
    total = key == identity.at and identity.each == "row"
    label = label_of(table, key)
    return not_evaluated(
        CELL_WITHOUT_NUMBER,
        line=line,
        cell="总计" if total else f"“{label}”",
        state=_STATES[cell.state if cell else ""],
        label=label,
        partly=True,
    )


def label_of(table: Table, key: str) -> str:
    """Return what the form calls a column or a row."""
    if key in table.form.column:
        return table.form.column[key].label
    return row_label(table, key)


def sum_of(terms: tuple[tuple[int, Cell], ...]) -> Number:
    """Return Σ sign × cell."""
    total: Number = 0
    for sign, cell in terms:
        total += sign * value_of(cell)
    return total


def value_of(cell: Cell) -> Number:
    """Return the number of a cell that has one."""
    assert cell.value is not None, "an equation is only made of cells with numbers"
    return cell.value
