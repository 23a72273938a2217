"""Columns of a later page: a program that pads with spaces lays out each page by itself.

No header stands there. Its columns are those of the page before, moved, and all of them nearer to
one another or farther apart by one factor. Rows whose last value is the sum of the others tell
where 总计 is, and the places of all values the factor; where there are values in all columns, these
suffice. Where two factors would give the values to
different columns, nothing is laid.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

#: So many columns with values must fit: of fewer, others fit as well.
_ENOUGH = 3
#: Places of one column lie apart by so many characters at most.
_APART = 1.5
#: How much nearer or farther apart the columns of a page may be than those of another.
_NEARER, _FARTHER = 0.8, 1.25
#: How far from its column, in characters, a column's median place may be.
_OFF = 1.0


def moved(
    columns: Sequence[float], values: Sequence[float], totals: Sequence[float]
) -> tuple[float, ...] | None:
    """Return the places of the columns on a page, None where the values leave them in doubt.

    `columns` are the places on another page, `values` those of all values on this one, and `totals`
    those of values that are known to be totals.
    """
    found = _together(values)
    if len(found) == len(columns) and (not totals or abs(found[-1] - median(totals)) <= _APART):
        factor = (found[-1] - found[0]) / (columns[-1] - columns[0])
        even = [found[-1] - factor * (columns[-1] - each) for each in columns]
        near = all(abs(place - own) <= _OFF for place, own in zip(found, even, strict=True))
        return tuple(found) if near and _NEARER <= factor <= _FARTHER else None
    if not totals or max(totals) - min(totals) > _APART:
        return None
    if not _ENOUGH <= len(found) <= len(columns):
        return None
    last = found[-1]
    if abs(last - median(totals)) > _APART:
        return None
    fits = {}
    for column in columns[:-1]:
        factor = (last - found[0]) / (columns[-1] - column)
        if _NEARER <= factor <= _FARTHER:
            places = tuple(last - factor * (columns[-1] - each) for each in columns)
            own = _columns_of(found, places)
            if own:
                fits[own] = places
    return next(iter(fits.values())) if len(fits) == 1 else None


def _together(places: Sequence[float]) -> list[float]:
    """Return the median of each group of places that lie together, from left to right."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= _APART:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [median(group) for group in groups]


def _columns_of(found: Sequence[float], places: Sequence[float]) -> tuple[int, ...] | None:
    """Return the column of each group of places, None where one is near to none or to another's."""
    own = []
    for place in found:
        near = min(range(len(places)), key=lambda at: abs(places[at] - place))
        if abs(places[near] - place) > _OFF:
            return None
        own.append(near)
    return tuple(own) if own == sorted(set(own)) else None
