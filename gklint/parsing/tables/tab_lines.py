"""Tabs on lines of their own between cells that are paragraphs, as browsers give a table's text.

Between two cells stands a tab, before the next text or on a line of its own, and around each
paragraph a blank line: so an empty cell is one tab
more. At the end of a row stands no tab but another blank line; tabs before a row's first text are
its empty cells, or the part of a merged label that goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.short import total_of
from gklint.parsing.tables.stacked import EMPTY_CELL

#: So many lines of tabs alone are no accident.
_ENOUGH = 3
#: An empty cell of which a tab tells.
_TAB_CELL = f"\t{EMPTY_CELL}"
#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]


def with_tab_lines(source: Source, lines: _Lines, width: int) -> _Lines | None:
    """Return the lines with one more for each cell that only tabs tell of, None where no tabs
    stand on lines of their own. `width` is the number of cells of the shortest row."""
    if "\t" not in source.text:
        return None
    last = lines[-1][0]
    while last < len(source.lines) and not source.lines[last].strip():
        last += 1
    between = range(lines[0][0], last + 1)
    if sum(_begins_with_tabs(source.lines[number - 1]) for number in between) < _ENOUGH:
        return None
    own = dict(lines)
    found: _Lines = []
    before, blank = "", 0
    for number in between:
        raw = source.lines[number - 1]
        text = own.get(number, "").strip()
        if _begins_with_tabs(raw):
            leads = blank > 1 or not before
            after = text or next(
                (own[later].strip() for later in range(number, last + 1) if later in own), ""
            )
            alone = not text and leads and _stands_alone(source, number)
            tabs = raw[: len(raw) - len(raw.lstrip())].count("\t")
            count = _empty_cells(tabs, before, after, leads, alone, width)
            found += [(number, _TAB_CELL)] * count
            before, blank = "", 0
        elif not text:
            blank += 1
        if text:
            found.append((number, own[number]))
            before, blank = text, 0
    return found


def _stands_alone(source: Source, number: int) -> bool:
    """Say whether what is on a line and behind it up to the end of the row is tabs."""
    return not any(source.lines[at].strip(" \n") for at in range(number, number + 2))


def _begins_with_tabs(raw: str) -> bool:
    """Say whether a line holds tabs alone, or a text with tabs before it."""
    return "\t" in raw and "\t" in raw[: len(raw) - len(raw.lstrip())]


def _empty_cells(tabs: int, before: str, after: str, leads: bool, alone: bool, width: int) -> int:
    """Return how many empty cells tabs stand for, between a text before and one after them."""
    if alone and tabs + 1 >= width:
        return tabs + 1
    if after and is_value(after):
        return tabs if leads else tabs - 1
    if leads:
        return 0
    # Behind the last value of a row, or behind the label of a row that holds nothing.
    return tabs if is_value(before) or tabs >= width else 0


def cells_beyond(
    drafts: Sequence[Draft], columns: int, adds_up: bool, lines: Mapping[int, str]
) -> int | None:
    """Return how many empty cells stand behind the last column in each row, where tabs tell of
    them; None where no row tells, or two rows tell otherwise.

    A full row tells it, one whose last value is the sum of the others, and one with no cell more
    than there are columns.
    """
    if _TAB_CELL not in lines.values():
        return None
    found = set()
    for draft in drafts:
        if len(draft.slots) == columns:
            found.add(0)
        if len(draft.slots) <= columns:
            continue
        last = draft.filled[-1] if draft.count == columns else total_of(draft) if adds_up else None
        if last is not None:
            at = next(index for index, part in enumerate(draft.slots) if part is last)
            found.add(len(draft.slots) - 1 - at)
    return found.pop() if len(found) == 1 else None


def within_columns(
    draft: Draft, columns: int, beyond: int | None, lines: Mapping[int, str]
) -> list[Field] | None:
    """Return the cells of a row that has more of them than there are columns, of which tabs tell:
    empty ones stand before the first column, where a label takes up several, and behind the last.

    `beyond` is how many stand behind it, None where that is not known.
    """
    extra = len(draft.slots) - columns
    if extra <= 0 or not _has_tab_cell(draft, lines):
        return None
    if not draft.count:
        return draft.slots[:columns]
    if beyond is None or beyond > extra:
        return None
    start = extra - beyond
    cells = draft.slots[start : start + columns]
    return cells if sum(not part.is_gap for part in cells) == draft.count else None


def _has_tab_cell(draft: Draft, lines: Mapping[int, str]) -> bool:
    return any(lines.get(part.line) == _TAB_CELL for part in draft.slots if part.is_gap)
