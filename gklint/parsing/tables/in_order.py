"""Rows whose headers contradict their numbers: merged by a hurried hand, or shifted by a column.

Such a row is read where it holds as many numbers as the form has columns: they stand in order then,
whatever is written above them. Of a table with a total the row must add up, too. The numbers only
confirm this one reading and choose none: of a row that does not add up nothing is known, neither a
number nor an error.
"""

from __future__ import annotations

from collections.abc import Sequence

from gklint.parsing.tables.align import under_headers
from gklint.parsing.tables.drafts import Draft

_TOTAL = "total"


def in_order(drafts: Sequence[Draft], columns: Sequence[str]) -> list[Draft]:
    """Return the rows, those of as many values as `columns` that headers contradict in order."""
    return [_straightened(draft, columns) if draft.columns else draft for draft in drafts]


def _straightened(draft: Draft, columns: Sequence[str]) -> Draft:
    if draft.count != len(columns) or under_headers(draft, columns).problem is None:
        return draft
    values = draft.filled
    if not all(part.is_value for part in values):
        return draft
    if columns[-1] == _TOTAL:
        numbers = [part.content.value or 0 for part in values]
        if sum(numbers[:-1]) != numbers[-1]:
            return draft
    straight = Draft(draft.name, draft.label)
    straight.columns = tuple(columns)
    straight.add(values)
    return straight
