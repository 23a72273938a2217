"""Rows with fewer values than columns, where blanks stand for nothing: what their sum tells.

A row's last number is its total where it is the sum of those before it. That is no guess at what
the numbers should be: a row whose numbers do not add up is left unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gklint.model.report import Row
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field


def total_of(draft: Draft) -> Field | None:
    """Return the value that is the total of those before it, None where that is in doubt.

    All of a row's values being nothing, the last one may stand anywhere.
    """
    if draft.count < 2:
        return None
    *parts, last = draft.filled
    total = _number(last)
    return last if total and sum(map(_number, parts)) == total else None


def telling(rows: Sequence[Row], drafts: Sequence[Draft]) -> list[Row]:
    """Return the rows that hold a number other than 0: one of signs for "none" alone, some of them
    blank, is short and tells nothing. Where all rows are as short, a column is lost instead."""
    if len({row.value_count for row in rows}) == 1:
        return list(rows)
    told = {
        draft.name.row
        for draft in drafts
        if draft.name and any(part.content.value for part in draft.filled)
    }
    return [row for row in rows if row.key in told]


def _number(part: Field) -> int | Decimal:
    """Return a value's number; a sign for "none" adds nothing."""
    return part.content.value or 0


def by_total(draft: Draft, columns: int) -> Sequence[Field] | None:
    """Return the fields of the row's columns, of which the last is its total, None for no such.

    Each field of the row is a cell, empty ones too.
    """
    total = total_of(draft)
    if total is None:
        return None
    last = next(index for index, part in enumerate(draft.slots) if part is total)
    first = last - columns + 1
    if first < 0 or any(not part.is_gap for part in draft.slots[:first]):
        return None
    return draft.slots[first : last + 1]
