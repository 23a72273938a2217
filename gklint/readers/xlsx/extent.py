"""Which rows and columns of a sheet are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from gklint.readers.labels import ENUMERATOR, bare, labels
from gklint.support.folding import fold

#: What a sheet may have (XFD).
_MOST_COLUMNS = 16_384
#: Beyond so many empty rows or columns nothing belongs to what stands before them.
_FAR_ROWS, _FAR_COLUMNS = 100, 30
#: What stands out there with no more characters was left there by a slip.
_SLIP = 3
#: No label of a form stands over more columns of a table.
_MOST_SPANNED = 60
#: A label with fewer characters stands in many rows: 其他.
_SHORTEST_LABEL = 4

Texts = Mapping[tuple[int, int], str]


def without_slips(texts: Texts) -> dict[tuple[int, int], str]:
    """Return the cells that hold something, without single signs far away from all others."""
    used = {place: text for place, text in texts.items() if text.strip()}
    for axis, far in ((0, _FAR_ROWS), (1, _FAR_COLUMNS)):
        groups = [
            [place for place in used if group[0] <= place[axis] <= group[-1]]
            for group in _groups(sorted({place[axis] for place in used}), far)
        ]
        most = max(groups, key=len, default=[])
        for own in groups:
            if own is not most and sum(len(used[place].strip()) for place in own) <= _SLIP:
                for place in own:
                    del used[place]
    return used


def kept(used: Iterable[int], hidden: frozenset[int], far: bool) -> Sequence[int]:
    """Return the rows (`far`: columns) from the first used to the last one, without hidden ones and
    without wide empty stretches."""
    numbers: list[int] = []
    for group in _groups(sorted(set(used)), _FAR_COLUMNS if far else _FAR_ROWS):
        numbers += range(group[0], group[-1] + 1)
    return [number for number in numbers if number not in hidden] if hidden else numbers


def _groups(numbers: Sequence[int], far: int) -> list[list[int]]:
    groups = [[numbers[0]]] if numbers else []
    for before, number in pairwise(numbers):
        if number - before > far:
            groups.append([])
        groups[-1].append(number)
    return groups


def hidden_rows(data: Iterable[Element], texts: Texts) -> frozenset[int]:
    """Return the hidden rows, without those of the form that a filter hides: they are in the file,
    and no other row has their label."""
    hidden = {
        int(row.get("r", "")) - 1
        for row in data
        if row.get("hidden") in ("1", "true") and row.get("r", "").isdecimal()
    }
    if not hidden:
        return frozenset()
    shown: set[str] = set()
    found: dict[int, set[str]] = {}
    for (row, _), text in texts.items():
        label = bare(text)
        if label in labels() and len(label) < _SHORTEST_LABEL:
            # With its number a short one is a row's alone: 3.其他.
            label = fold(text) if ENUMERATOR.match(fold(text)) else ""
        elif label not in labels():
            label = ""
        if label:
            if row in hidden:
                found.setdefault(row, set()).add(label)
            else:
                shown.add(label)
    return frozenset(row for row in hidden if not found.get(row, set()) - shown)


def hidden_columns(
    columns: Iterable[Element], texts: Texts, spans: Iterable[tuple[int, range]]
) -> frozenset[int]:
    """Return the hidden columns, without those of a table whose other columns are shown.

    They are in the file, under a label of the form that stands over them and over several that
    are shown: `spans` has the row and the columns of each merged cell.
    """
    hidden: set[int] = set()
    for column in columns:
        first, last = column.get("min", ""), column.get("max", "")
        if column.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            hidden.update(range(int(first) - 1, min(int(last), _MOST_COLUMNS)))
    if not hidden:
        return frozenset()
    for row, across in spans:
        if len(across) > _MOST_SPANNED or hidden.isdisjoint(across):
            continue
        shown = sum(column not in hidden for column in across)
        if shown > 1 and bare(texts.get((row, across[0]), "")) in labels():
            hidden.difference_update(across)
    return frozenset(hidden)
