"""The one cell that would fix several sums at once: where a row's and a column's residual agree.

A number that was typed wrongly breaks every identity it stands in, so in a table whose rows and
columns both add up one wrong cell gives two or three breaches. Their residuals agree, and they
cross in that cell. What stands in it and breaks is, of table three:

- a result × an applicant: the row's total, the column's （七）总计
- a result × 总计: the same, of the column 总计
- （七）总计 × any column: the row's total, the column's （七）总计, the column's balance
- 一, 二 or 四 × any column: the row's total, the column's balance

Where it is one cell, that cell has the one finding, which names every sum that it breaks: nothing
is said of the totals, which are right. Two wrong cells can cross in four; where the numbers do not
tell which two it is, every breach is a finding at its own cell, and each names all four.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.model.report import Cell
from gklint.support.numerals import Number

#: A cell is worth naming where it explains so many breaches.
_BREACHES = 2


class Relation(NamedTuple):
    """Σ sign × cell, which should be 0; `residual` is what it is. Every cell has a number."""

    residual: Number
    terms: tuple[tuple[int, Cell], ...]


class Repair(NamedTuple):
    """A cell, what would have to stand in it, and the relations (by index) that this fixes."""

    cell: Cell
    value: int
    fixes: frozenset[int]


def repairs(relations: Sequence[Relation]) -> dict[int, tuple[Repair, ...]]:
    """Return for each breached relation, by index, the cell that alone would fix it and others.

    With the new value, a whole number not below 0, all relations that the cell stands in hold, and
    at least two of them did not hold before. Several cells are returned where one excludes another
    and the numbers do not tell which; a breach that no cell explains is not in the result.
    """
    possible = _without_excluded(list(_possible(relations)))
    found: dict[int, tuple[Repair, ...]] = {}
    for repair in possible:
        group, grown = [repair], True
        while grown:
            fixed = frozenset().union(*(member.fixes for member in group))
            touching = [other for other in possible if other.fixes & fixed]
            grown = len(touching) > len(group)
            group = touching
        for index in repair.fixes:
            found.setdefault(index, tuple(group))
    return found


def _possible(relations: Sequence[Relation]) -> Iterator[Repair]:
    """Yield every repair, in the order of the relations and their cells."""
    through: dict[tuple[int, int, str, str], list[tuple[int, int]]] = {}
    for index, relation in enumerate(relations):
        for sign, cell in relation.terms:
            through.setdefault(_id(cell), []).append((index, sign))
    for index, relation in enumerate(relations):
        for sign, cell in relation.terms if relation.residual else ():
            change = -sign * relation.residual
            crossing = through[_id(cell)]
            if crossing[0][0] != index or len(crossing) < _BREACHES:
                continue
            assert cell.value is not None, "a relation is only made of cells with numbers"
            value = cell.value + change
            if value < 0 or value != int(value):
                continue
            if all(relations[other].residual + factor * change == 0 for other, factor in crossing):
                yield Repair(cell, int(value), frozenset(other for other, _ in crossing))


def _id(cell: Cell) -> tuple[int, int, str, str]:
    """Return what makes a cell one of its own: blank ones may stand at one place."""
    return cell.line, cell.column_number, cell.row, cell.column


def _without_excluded(possible: list[Repair]) -> list[Repair]:
    """Return the repairs without those that the only repair of some breach rules out.

    Two cells that fix the same breach cannot both be wrong: it would be out by both of them.
    """
    while True:
        of_breach: dict[int, list[Repair]] = {}
        for repair in possible:
            for index in repair.fixes:
                of_breach.setdefault(index, []).append(repair)
        certain = [several[0] for several in of_breach.values() if len(several) == 1]
        settled = frozenset().union(*(repair.fixes for repair in certain))
        kept = [repair for repair in possible if repair in certain or not repair.fixes & settled]
        if len(kept) == len(possible):
            return kept
        possible = kept
