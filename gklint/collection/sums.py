"""Why a whole is not the sum of its parts: the parts whose numbers are the difference, exactly.

All cells of all tables are compared at once, so that one number that happens to be the difference
in one place explains nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from gklint.collection.reports import Member
from gklint.model.report import CellKey

Number: TypeAlias = int | Decimal
Numbers: TypeAlias = Mapping[CellKey, Number]

#: The difference in so few cells may be a slip of the pen, and one part's numbers by chance.
FEWEST = 3
#: What can have become of a part in a sum.
LEFT_OUT, TWICE, OLD, STRANGER = "left-out", "twice", "old", "stranger"


class Cause(NamedTuple):
    """What may have happened to a part, and what the sum of all parts then exceeds the whole by."""

    part: Member
    kind: str
    numbers: Numbers


class Difference(NamedTuple):
    """What the parts add up to less what the whole says, for every cell that was compared.

    `loose` are cells of amounts that the whole gives with fewer decimals than its parts: of these
    nobody can say exactly what the sum should be.
    """

    cells: Numbers
    loose: frozenset[CellKey]

    @property
    def wrong(self) -> list[CellKey]:
        """The cells in which the whole is not the sum."""
        return [cell for cell, by in self.cells.items() if by]


def difference(whole: Numbers, parts: Sequence[Numbers]) -> Difference:
    """Return how the whole differs from the sum, in the cells in which all have a number."""
    cells: dict[CellKey, Number] = {}
    loose = set()
    for cell, value in whole.items():
        values = [part.get(cell) for part in parts]
        if any(one is None for one in values):
            continue
        total: Number = sum(one for one in values if one is not None)
        if isinstance(total, Decimal) and _decimals(total) > _decimals(value):
            loose.add(cell)
            rounded = round(total, _decimals(value))
            total = value if rounded == value else total
        cells[cell] = total - value
    return Difference(cells, frozenset(loose))


def causes(
    parts: Iterable[Member], before: Mapping[str, Member], strangers: Iterable[Member]
) -> list[Cause]:
    """Return all that can have happened to a sum of `parts`.

    `before` are the reports of the year before by the key of their body, `strangers` reports that
    belong in no sum.
    """
    found = []
    for part in parts:
        own = part.facts.numbers()
        found.append(Cause(part, LEFT_OUT, own))
        found.append(Cause(part, TWICE, _negative(own)))
        old = before.get(part.key)
        if old is not None and old.facts.format == part.facts.format:
            last = old.facts.numbers()
            cells = {cell: value - last.get(cell, 0) for cell, value in own.items()}
            found.append(Cause(part, OLD, cells))
    found += [Cause(one, STRANGER, _negative(one.facts.numbers())) for one in strangers]
    return found


def explanations(found: Difference, possible: Sequence[Cause]) -> list[tuple[Cause, ...]]:
    """Return the causes that make exactly the difference, in every cell that was compared.

    One cause is preferred to two. Several explanations mean that none is certain; none is given
    where too few cells differ.
    """
    wanted = _signature(found.cells, found)
    if len(wanted) < FEWEST:
        return []
    by_signature: dict[frozenset[tuple[CellKey, Number]], list[Cause]] = {}
    for cause in possible:
        signature = _signature(cause.numbers, found)
        if len(signature) >= FEWEST:
            by_signature.setdefault(signature, []).append(cause)
    alone = by_signature.get(wanted, [])
    return [(cause,) for cause in alone] or _pairs(found, by_signature)


def _pairs(
    found: Difference, by_signature: Mapping[frozenset[tuple[CellKey, Number]], list[Cause]]
) -> list[tuple[Cause, ...]]:
    pairs: dict[frozenset[int], tuple[Cause, ...]] = {}
    for several in by_signature.values():
        rest = {cell: by - several[0].numbers.get(cell, 0) for cell, by in found.cells.items()}
        for other in by_signature.get(_signature(rest, found), ()):
            for cause in several:
                if other.part.path != cause.part.path:
                    pairs.setdefault(frozenset((id(cause), id(other))), (cause, other))
    return list(pairs.values())


def _signature(numbers: Numbers, found: Difference) -> frozenset[tuple[CellKey, Number]]:
    """Return what stands for these numbers in the cells that were compared exactly."""
    return frozenset(
        (cell, value)
        for cell, value in numbers.items()
        if value and cell in found.cells and cell not in found.loose
    )


def _negative(numbers: Numbers) -> dict[CellKey, Number]:
    return {cell: -value for cell, value in numbers.items()}


def _decimals(value: Number) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0
