"""The one cell that would mend several sums at once: where a row's and a column's residual agree.

A number that was typed wrongly breaks every identity it stands in, so in a table whose rows and
columns both add up one wrong cell gives two or three breaches. Their residuals agree, and they
cross in that cell. What stands in it and breaks is, of table three:

- a result × an applicant: the row's total, the column's （七）总计
- a result × 总计: the same, of the column 总计
- （七）总计 × any column: the row's total, the column's （七）总计, the column's balance
- 一, 二 or 四 × any column: the row's total, the column's balance

Every breach stays a finding of its own, at its own cell and under its own code: which number is
wrong is a guess, that two sides differ is not. The guess is named in each of them. Two wrong cells
can cross in four; then every one of the four is named, and none is preferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from gklint.report import Cell

#: One wrong cell is worth naming where it explains so many breaches.
_BREACHES = 2


class Relation(NamedTuple):
    """Σ sign × cell, which should be 0; `residual` is what it is. Every cell has a number."""

    residual: int | Decimal
    terms: tuple[tuple[int, Cell], ...]


class Repair(NamedTuple):
    """A cell, what would have to stand in it, and the relations (by index) that this mends."""

    cell: Cell
    value: int
    mends: tuple[int, ...]


def repairs(relations: Sequence[Relation]) -> dict[int, tuple[Repair, ...]]:
    """Return for each breached relation, by index, the cells that alone would mend it and others.

    With the new value, a whole number not below 0, all relations that the cell stands in hold, and
    at least two of them did not hold before. A breach that no cell explains has an empty tuple.
    """
    through: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for index, relation in enumerate(relations):
        for sign, cell in relation.terms:
            through.setdefault((cell.line, cell.column_number), []).append((index, sign))
    return {
        index: tuple(_repairs_of(relation, relations, through))
        for index, relation in enumerate(relations)
        if relation.residual
    }


def _repairs_of(relation: Relation, relations: Sequence[Relation],
                through: dict[tuple[int, int], list[tuple[int, int]]]) -> Iterator[Repair]:
    for sign, cell in relation.terms:
        change = -sign * relation.residual
        crossing = through[cell.line, cell.column_number]
        mended = all(relations[index].residual + factor * change == 0 for index, factor in crossing)
        if not mended or len(crossing) < _BREACHES:
            continue
        assert cell.value is not None, "a relation is only made of cells with numbers"
        value = cell.value + change
        if value >= 0 and value == int(value):
            yield Repair(cell, int(value), tuple(index for index, _ in crossing))
