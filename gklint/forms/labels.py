"""What the form calls a cell: the words of its table, row and column, and the unit."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm

_COUNT = "件"
_AMOUNT = "未注明"
_NUMERALS = "一二三四五六"


class CellLabels(NamedTuple):
    """A cell as the form names it: 表三, 1.属于国家秘密 with its group before it, the column with
    its group, the unit of its numbers; `section` is the number of the part, None for a table that
    no form has."""

    table: str
    row: str
    column: str
    unit: str
    section: int | None


@lru_cache(maxsize=4096)
def labels_of(format_: str, table: str, row: str, column: str) -> CellLabels:
    """Return the labels of a cell by its keys; a key that the form does not have is its own."""
    form = _forms().get((format_, table))
    if form is None:
        return CellLabels(table, row, column, "", None)
    rows, columns = form.row.get(row), form.column.get(column)
    named = f"表{_NUMERALS[form.section - 1]} {form.label}"
    unit = _COUNT
    if columns is not None and columns.unit:
        unit = _AMOUNT if columns.unit == "unstated" else columns.unit
    return CellLabels(
        named,
        _with_group(form, rows.group, rows.label) if rows else row,
        _with_group(form, columns.group, columns.label) if columns else column,
        unit,
        form.section,
    )


def _with_group(form: TableForm, group: str, label: str) -> str:
    name = form.groups.get(group, "")
    return f"{name} {label}" if name else label


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], TableForm]:
    return {(form.key, table.key): table for form in load_forms().forms for table in form.tables}
