"""What the tables say of an indicator of the prose."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gklint.api import (
    Cell,
    NotEvaluated,
    Reading,
    Readings,
    Reason,
    Report,
    Row,
    Table,
    Text,
    cell_label,
    equations,
    load_vocabulary,
    reasons,
    reckoned_tables,
    row_label,
)

from ._reasons import NO_NUMBER_IN_ROW, NO_SUCH_NUMBER

Number = int | Decimal
Terms = list[tuple[int, Cell]]

#: How a message names a table.
NAMES = {
    "art20_1": Text("表二", "table two"),
    "art20_5": Text("表二", "table two"),
    "art20_6": Text("表二", "table two"),
    "art20_8": Text("表二", "table two"),
    "art20_9": Text("表二", "table two"),
    "applications": Text("表三", "table three"),
    "review": Text("表四", "table four"),
}


class Figure(NamedTuple):
    """What a table says: `values` by each reading that the words have, the plainest first;
    `allowed` by those that they allow besides; `near` by readings of another rule; the
    `terms`, sign and cell, of the plainest reading."""

    table: Table
    values: tuple[Number, ...]
    allowed: tuple[Number, ...]
    near: tuple[Number, ...]
    terms: tuple[tuple[int, Cell], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the plainest reading."""
        return tuple(cell for _, cell in self.terms)

    @property
    def text(self) -> Text:
        """The values as a message says them: 8 或 9."""
        shown = [str(value) for value in dict.fromkeys(self.values)]
        return Text(" 或 ".join(shown), " or ".join(shown))

    def labels(self) -> Iterator[tuple[Cell, str]]:
        """Yield the cells that are not 0, or the only one, with what a reader would call them."""
        for cell in self.cells:
            if cell.value or len(self.cells) == 1:
                total = cell.column == "total" and self.table.key == "applications"
                label = row_label if total else None
                yield cell, label(self.table, cell.row) if label else cell_label(self.table, cell)


class Figures:
    """The tables of one report, as the prose speaks of them."""

    def __init__(self, report: Report) -> None:
        # A blank that counts as 0 is one for the prose, too.
        tables = tuple(reckoned_tables(report))
        self._tables = {table.key: table for table in reversed(tables)}
        self._rows: dict[str, dict[str, Row | None]] = {}
        self._known: dict[tuple[str, ...], Figure | Reason] = {}

    def figure(self, indicators: tuple[str, ...]) -> Figure | Reason:
        """Return what the table says of the sum of these indicators, or why it cannot be said."""
        if indicators not in self._known:
            self._known[indicators] = self._figure(indicators)
        return self._known[indicators]

    def _figure(self, indicators: tuple[str, ...]) -> Figure | Reason:
        key = indicators[0].partition(".")[0]
        table = self._tables.get(key)
        if table is None:
            return reasons.NO_TABLE
        if table.problem:
            return reasons.TABLE_UNREAD.about(label=table.form.label, why=table.problem.words)
        readings = [readings_of(indicator) for indicator in indicators]
        exact = list(self._sums(table, [reading.exact for reading in readings]))
        if not exact:
            return NO_SUCH_NUMBER.about(table=NAMES[key])
        unread = next((cells for cells in exact if isinstance(cells, Reason)), None)
        if unread is not None:
            return unread
        allowed = [(*reading.exact, *reading.allowed) for reading in readings]
        near = [reading.near or reading.exact for reading in readings]
        terms = [terms for terms in exact if not isinstance(terms, Reason)]
        return Figure(
            table,
            tuple(map(_sum, terms)),
            self._values(table, allowed) if any(reading.allowed for reading in readings) else (),
            self._values(table, near) if any(reading.near for reading in readings) else (),
            tuple(terms[0]),
        )

    def _values(self, table: Table, readings: Sequence[Sequence[Reading]]) -> tuple[Number, ...]:
        sums = self._sums(table, readings)
        return tuple(_sum(terms) for terms in sums if not isinstance(terms, Reason))

    def _sums(
        self, table: Table, readings: Sequence[Sequence[Reading]]
    ) -> Iterator[Terms | Reason]:
        """Yield the terms of each way to read all indicators, but for those the format lacks."""
        for combination in product(*readings):
            terms: Terms = []
            for sign, row, column in (term for reading in combination for term in reading):
                cells = self._cells(table, row, column)
                if isinstance(cells, Reason):
                    yield cells
                    break
                if not cells:
                    break
                terms += [(sign, cell) for cell in cells]
            else:
                yield terms

    def _cells(self, table: Table, row: str, column: str) -> list[Cell] | Reason:
        """Return the cells of a row, or of its sub-rows; none where the format has no such cell."""
        form = table.form
        if column not in form.column:
            return []
        rows = self._rows.get(table.key)
        if rows is None:
            rows = self._rows[table.key] = {}
            for there in table.rows:
                rows[there.key] = None if there.key in rows else there
        keys = [row] if row in form.row else [key for key in form.row if key.startswith(f"{row}.")]
        cells = []
        for key in keys:
            found = rows.get(key)
            cell = found.cell(column) if found else None
            if cell is None or cell.value is None:
                return NO_NUMBER_IN_ROW.about(label=row_label(table, key))
            cells.append(cell)
        return cells


@lru_cache(maxsize=256)
def readings_of(indicator: str) -> Readings:
    """Return the readings of an indicator."""
    return load_vocabulary().readings_of(indicator)


class Doubt:
    """That a figure rests on a cell of a row, column or balance that does not hold: `repaired` are
    the values that it would have were one of its cells what that asks for."""

    def __init__(self, repaired: frozenset[Number]) -> None:
        self.repaired = repaired


def doubt_of(found: Figure) -> Doubt | None:
    """Return why the table may be wrong, None where all that the figure rests on holds."""
    value, cells = found.values[0], {cell: sign for sign, cell in found.terms}
    repaired: set[Number] = set()
    broken = False
    for identity in found.table.form.identities:
        for equation in equations(found.table, identity):
            if isinstance(equation, NotEvaluated) or equation.holds:
                continue
            excess = _sum(list(equation.left)) - _sum(list(equation.right))
            for side, terms in ((-1, equation.left), (1, equation.right)):
                for sign, cell in terms:
                    if cell in cells:
                        broken = True
                        repaired.add(value + cells[cell] * side * sign * excess)
    return Doubt(frozenset(repaired)) if broken else None


def is_all_zero(table: Table) -> bool:
    """Say whether every number of a table is 0."""
    return all(cell.value == 0 for row in table.rows for cell in row.cells)


def _sum(terms: Terms) -> Number:
    total: Number = 0
    for sign, cell in terms:
        assert cell.value is not None, "only cells with numbers are taken"
        total += sign * cell.value
    return total
