"""Blanks among the numbers of a table: whether they count as 0, by what the sums of the form say.

A blank, a dash, a 无 or a / is never 0 in silence. It counts as 0

- where the table has numbers and all of its sums come out so;
- where it must be: the known parts make up the known total, so that nothing is left for it;
- where all sums of its column come out so, and something speaks for it: there is a number in the
  column, or the sum of its row comes out too.

Of the others one may be the only number that is missing in its row and in its column: then it is
known what it should be. Of the rest nothing is known but that they are not below 0.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gklint.model.reasons import too_few, too_many_unread
from gklint.model.report import Cell, Report, Row, Table, once_per_report
from gklint.rule.identities import cells_by_column
from gklint.rule.repair import Relation, repairs

#: States of a cell in which nothing was written, or a sign for nothing.
EMPTY = ("blank", "dash")


class Reckoning(NamedTuple):
    """What is known of the blanks of a table: those that count as 0, those that should be another
    number, and those of which nothing is known; `table` has the 0 in the first."""

    table: Table
    zero: frozenset[Cell]
    missing: tuple[tuple[Cell, int], ...]
    unknown: tuple[Cell, ...]


class _Sum:
    """A sum of the form with the cells of one row or column; `whole` says that all are there.

    `column` is the key of the column that it runs down, "" for a sum along a row.
    """

    def __init__(self, terms: tuple[tuple[int, Cell], ...], column: str, whole: bool) -> None:
        self.terms = terms
        self.column = column
        self.whole = whole


@once_per_report
def reckonings(report: Report) -> tuple[Reckoning, ...]:
    """Return for each table of the report what its blanks are, in the tables' order."""
    return tuple(map(_reckoned, report.tables))


def reckoned_tables(report: Report) -> Iterator[Table]:
    """Yield the tables of the report with 0 in the blanks that count as 0."""
    for reckoning in reckonings(report):
        yield reckoning.table


def is_short_by_blanks(report: Report, table: Table, row: Row) -> bool:
    """Say whether a row has too few values because its blanks left no trace.

    So it is where other cells of the table are blank, too, where its rows lack more or fewer
    values (a column that is missing is so in every row), or where other tables of the report show
    that nothing is left blank in it.
    """
    if not _is_short(row):
        return False
    counts = {other.value_count for other in table.rows if other.problem}
    own = any(cell.state in EMPTY for other in table.rows for cell in other.cells)
    return own or len(counts) > 1 or any(key != table.key for key in _tables_with_blanks(report))


@once_per_report
def _tables_with_blanks(report: Report) -> frozenset[str]:
    """Return the keys of the tables with blanks, or with too few values for their cells."""
    return frozenset(
        table.key
        for table in report.tables
        if _lacks_values(table)
        or any(
            _is_short(row) or any(cell.state in EMPTY for cell in row.cells) for row in table.rows
        )
    )


def _is_short(row: Row) -> bool:
    return row.problem is not None and row.problem.code == too_few(0, 0).code


def _lacks_values(table: Table) -> bool:
    """Say whether a table was not read because most of its rows, or its one row, are too short."""
    if table.problem is None:
        return False
    facts = dict(table.problem.facts)
    short = int(str(facts.get("found", 0))) < int(str(facts.get("expected", 0)))
    return short or table.problem.code == too_many_unread(0, 0).code


def _reckoned(table: Table) -> Reckoning:
    blanks = [cell for row in table.rows for cell in row.cells if cell.state in EMPTY]
    sums = [each for each in _sums(table) if _is_evidence(table, each)] if blanks else []
    if not sums or not any(cell.value is not None for row in table.rows for cell in row.cells):
        return Reckoning(table, frozenset(), (), tuple(blanks))
    summed = {cell for each in sums for _, cell in each.terms}
    zero = _zeros([cell for cell in blanks if cell in summed], sums)
    missing = () if zero.issuperset(blanks) else tuple(_missing(blanks, sums))
    known = zero | {cell for cell, _ in missing}
    unknown = tuple(cell for cell in blanks if cell not in known)
    zero -= {cell for cell, _ in missing}
    return Reckoning(_with_zeros(table, zero), frozenset(zero), missing, unknown)


def _is_evidence(table: Table, each: _Sum) -> bool:
    """Say whether a sum can tell anything: in a table without sums of columns, a row without any
    number (a group of table four) cannot."""
    by_column = any(identity.each != "row" for identity in table.form.identities)
    return by_column or any(cell.value is not None for _, cell in each.terms)


def _with_zeros(table: Table, zero: set[Cell]) -> Table:
    if not zero:
        return table
    rows = []
    for row in table.rows:
        cells = tuple(cell._replace(value=0) if cell in zero else cell for cell in row.cells)
        rows.append(row._replace(cells=cells) if cells != row.cells else row)
    return table._replace(rows=tuple(rows))


def _sums(table: Table) -> Iterator[_Sum]:
    """Yield the sums of the form that a table has any cells of."""
    for identity in table.form.identities:
        if identity.operator != "=" or table.problem:
            continue
        signed = [*identity.left, *((-sign, key) for sign, key in identity.right)]
        if identity.each == "row":
            for row in table.rows:
                yield _sum_of(signed, {cell.column: cell for cell in row.cells}, "")
        else:
            for column, cells in cells_by_column(table).items():
                yield _sum_of(signed, cells, column)


def _sum_of(signed: Sequence[tuple[int, str]], cells: dict[str, Cell], column: str) -> _Sum:
    terms = tuple([(sign, cells[key]) for sign, key in signed if key in cells])
    readable = all(cell.value is not None or cell.state in EMPTY for _, cell in terms)
    return _Sum(terms, column, len(terms) == len(signed) and readable)


def _over(terms: Sequence[tuple[int, Cell]]) -> int | Decimal:
    """Return by how much the left side is more than the right, blanks being 0."""
    return sum((sign * (cell.value or 0) for sign, cell in terms), 0)


def _zeros(blanks: Sequence[Cell], sums: Sequence[_Sum]) -> set[Cell]:
    """Return the blanks that count as 0."""
    if all(each.whole and not _over(each.terms) for each in sums):
        return set(blanks)
    zero: set[Cell] = set()
    while True:
        before = len(zero)
        for each in sums:
            zero |= _left_with_nothing(each, zero)
        if len(zero) == before:
            zero |= _by_column(blanks, sums, zero)
        if len(zero) == before:
            return zero


def _left_with_nothing(each: _Sum, zero: set[Cell]) -> set[Cell]:
    """Return the blanks of one side of a sum whose known terms are equal to the other side."""
    blank = [(s, c) for s, c in each.terms if c.value is None and c not in zero]
    if not each.whole or len({sign for sign, _ in blank}) != 1 or _over(each.terms):
        return set()
    return {cell for _, cell in blank}


def _by_column(blanks: Sequence[Cell], sums: Sequence[_Sum], zero: set[Cell]) -> set[Cell]:
    """Return the blanks of the columns all of whose sums come out with them as 0."""
    found = set()
    for column in {cell.column for cell in blanks}:
        own = [each for each in sums if each.column == column]
        if not own or not all(each.whole and not _over(each.terms) for each in own):
            continue
        numbers = any(cell.value for each in own for _, cell in each.terms)
        for cell in blanks:
            if cell.column == column and cell not in zero:
                rows = [e for e in sums if not e.column and any(c == cell for _, c in e.terms)]
                if numbers or all(each.whole and not _over(each.terms) for each in rows):
                    found.add(cell)
    return found


def _missing(blanks: Sequence[Cell], sums: Sequence[_Sum]) -> Iterator[tuple[Cell, int]]:
    """Yield the blanks that should be another number, the only one that fits row and column."""
    whole = [each for each in sums if each.whole]
    as_zero = [
        tuple(
            (sign, cell if cell.value is not None else cell._replace(value=0))
            for sign, cell in each.terms
        )
        for each in whole
    ]
    by_zero = {cell._replace(value=0): cell for cell in blanks}
    named = dict.fromkeys(
        (several[0].cell, several[0].value)
        for several in repairs([Relation(_over(terms), terms) for terms in as_zero]).values()
        if len(several) == 1
    )
    for cell, value in named:
        if cell in by_zero:
            yield by_zero[cell], value
