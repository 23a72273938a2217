"""Rows whose labels stand elsewhere: told by the labels around them and the number of values.

Text extractors move labels away from their rows. Where the number of values between two labels is
just that of the rows the form has between them, and each of these rows adds up, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from gklint.forms.values import TableForm
from gklint.parsing.lexicon import RowName
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.parts import Part

#: A page's number has so many digits at most.
_DIGITS = 3


def implied_rows(
    part: Part, form: TableForm, width: int, drafts: list[Draft], strays: list[Draft]
) -> list[Draft] | None:
    """Return the rows with runs of values shared out, None where that would be guessing.

    `drafts` are the rows that were named, `strays` the values that no label claims, `width` is the
    number of columns.
    """
    if strays:
        values = [value for draft in strays for value in draft.filled]
        only = None if drafts else _only_row(part, form, width, strays)
        if only:
            return only
        if not values or len(strays) > 1 or not drafts or values[0].line > drafts[0].line:
            return None
        head = Draft(None, [])
        head.add(values)
        drafts = [head, *drafts]
    result: list[Draft] = []
    for index, draft in enumerate(drafts):
        count, remainder = divmod(draft.count, width)
        if draft.name is not None and (count < 2 or remainder):
            result.append(draft)
            continue
        following = drafts[index + 1].name if index + 1 < len(drafts) else None
        start = form.order.get(draft.name.row) if draft.name else 0
        end = form.order.get(following.row) if following else len(form.rows)
        if remainder or start is None or end is None or end - start != count:
            return None
        rows = _split(draft, part.key, form, range(start, end), width)
        if not all(map(_adds_up, rows)):
            return None
        result += rows
    return result


def _only_row(
    part: Part, form: TableForm, width: int, strays: Sequence[Draft]
) -> list[Draft] | None:
    """Return the one row of a one-row block whose values stand before its label."""
    values = [value for draft in strays for value in draft.filled]
    if len(form.rows) != 1 or len(values) != width:
        return None
    labels = [(name, label) for name, label in part.bare if name.row == form.rows[0].key]
    if len(labels) != 1:
        return None
    name, label = labels[0]
    if width == 1 and _may_be_page(values[0], [label, *part.words, *strays[0].label]):
        return None
    draft = Draft(name, [label])
    draft.add(values)
    return [draft]


def _may_be_page(value: Field, words: Sequence[Field]) -> bool:
    """Say whether a value that no word stands beside may as well be the number of a page."""
    apart = all(abs(word.line - value.line) > 1 for word in words)
    return apart and value.text.isdecimal() and len(value.text) <= _DIGITS


def _split(draft: Draft, table: str, form: TableForm, places: range, width: int) -> list[Draft]:
    rows = []
    for index, place in enumerate(places):
        own = index == 0 and draft.name is not None
        name = draft.name if own else RowName(table, form.rows[place].key, (form.format,), place)
        row = Draft(name, draft.label if own else [])
        row.add(draft.filled[index * width : (index + 1) * width])
        rows.append(row)
    return rows


def _adds_up(row: Draft) -> bool:
    numbers = [part.content.value for part in row.slots]
    whole = [number for number in numbers if number is not None]
    return len(whole) == len(numbers) and sum(whole[:-1]) == whole[-1]
