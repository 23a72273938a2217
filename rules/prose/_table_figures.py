"""What the tables say of an indicator of the prose."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import product

from gklint.api import (
    Cell,
    Reading,
    Readings,
    Reason,
    Report,
    Row,
    Table,
    Text,
    broken_equations,
    cell_label,
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


class Doubt:
    """That a figure rests on a cell of a row, column or balance that does not hold: `repaired` are
    the values that it would have were one of its cells what that asks for."""

    def __init__(self, repaired: frozenset[Number]) -> None:
        self.repaired = repaired


class _Sums:
    """The sums of a table's cells that the readings of an indicator ask for.

    `broken` are its equations that do not hold: the terms that should make 0, and what they lack.
    """

    def __init__(self, table: Table, broken: Sequence[tuple[Terms, Number]]) -> None:
        self.table = table
        self.broken = broken
        self._rows: dict[str, Row | None] = {}
        for row in table.rows:
            self._rows[row.key] = None if row.key in self._rows else row

    def values(self, readings: Sequence[Sequence[Reading]]) -> tuple[Number, ...]:
        """Return the sums of each way to read all indicators, those that can be told."""
        terms = self.terms(readings)
        return tuple(_sum(each) for each in terms if not isinstance(each, Reason))

    def terms(self, readings: Sequence[Sequence[Reading]]) -> Iterator[Terms | Reason]:
        """Yield the terms of each way to read all indicators, but for those the format lacks."""
        for combination in product(*readings):
            terms: Terms = []
            for sign, row, column in (term for reading in combination for term in reading):
                cells = self._cells(row, column)
                if isinstance(cells, Reason):
                    yield cells
                    break
                if not cells:
                    break
                terms += [(sign, cell) for cell in cells]
            else:
                yield terms

    def _cells(self, row: str, column: str) -> list[Cell] | Reason:
        """Return the cells of a row, or of its sub-rows; none where the format has no such cell."""
        form = self.table.form
        if column not in form.column:
            return []
        keys = [row] if row in form.row else [key for key in form.row if key.startswith(f"{row}.")]
        cells = []
        for key in keys:
            found = self._rows.get(key)
            cell = found.cell(column) if found else None
            if cell is None or cell.value is None:
                return NO_NUMBER_IN_ROW.about(label=row_label(self.table, key))
            cells.append(cell)
        return cells


class Figure:
    """What a table says: `values` by each reading that the words have, the plainest first; the
    `terms`, sign and cell, of the plainest reading."""

    def __init__(self, sums: _Sums, readings: Sequence[Readings], exact: Sequence[Terms]) -> None:
        self._sums = sums
        self._readings = readings
        self.table = sums.table
        self.values = tuple(map(_sum, exact))
        self.terms = tuple(exact[0])

    # Most numbers of the prose are one of the values: what else may be meant is worked out where
    # one is not.

    @cached_property
    def allowed(self) -> tuple[Number, ...]:
        """The values by the readings that the words allow besides."""
        if not any(reading.allowed for reading in self._readings):
            return ()
        allowed = [(*reading.exact, *reading.allowed) for reading in self._readings]
        return self._sums.values(allowed)

    @cached_property
    def near(self) -> tuple[Number, ...]:
        """The values by readings of another rule."""
        if not any(reading.near for reading in self._readings):
            return ()
        near = [reading.near or reading.exact for reading in self._readings]
        return self._sums.values(near)

    @cached_property
    def doubt(self) -> Doubt | None:
        """Why the table may be wrong, None where all that the figure rests on holds."""
        value, cells = self.values[0], {cell: sign for sign, cell in self.terms}
        repaired: set[Number] = set()
        broken = False
        for terms, lacking in self._sums.broken:
            for sign, cell in terms:
                if cell in cells:
                    broken = True
                    repaired.add(value + cells[cell] * sign * lacking)
        return Doubt(frozenset(repaired)) if broken else None

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
        self._sums: dict[str, _Sums] = {}
        self._broken: dict[str, list[tuple[Terms, Number]]] = {}
        for equation in broken_equations(report):
            if equation.table is self._tables.get(equation.table.key):
                terms = [*equation.left, *((-sign, cell) for sign, cell in equation.right)]
                lacking = equation.right_sum - equation.left_sum
                self._broken.setdefault(equation.table.key, []).append((terms, lacking))
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
        if key not in self._sums:
            self._sums[key] = _Sums(table, self._broken.get(key, []))
        sums = self._sums[key]
        readings = [readings_of(indicator) for indicator in indicators]
        exact: list[Terms] = []
        for terms in sums.terms([reading.exact for reading in readings]):
            if isinstance(terms, Reason):
                return terms
            exact.append(terms)
        return Figure(sums, readings, exact) if exact else NO_SUCH_NUMBER.about(table=NAMES[key])


@lru_cache(maxsize=256)
def readings_of(indicator: str) -> Readings:
    """Return the readings of an indicator."""
    return load_vocabulary().readings_of(indicator)


def is_all_zero(table: Table) -> bool:
    """Say whether every number of a table is 0."""
    return all(cell.value == 0 for row in table.rows for cell in row.cells)


def _sum(terms: Terms) -> Number:
    total: Number = 0
    for sign, cell in terms:
        assert cell.value is not None, "only cells with numbers are taken"
        total += sign * cell.value
    return total
