"""Tabs on lines of their own between cells that are paragraphs, as browsers give a table's text.

Between two cells stands a tab, and around each paragraph a blank line: so an empty cell is one tab
more. At the end of a row stands no tab but another blank line; tabs before a row's first text are
its empty cells, or the part of a merged label that goes on.
"""

from __future__ import annotations

from collections.abc import Mapping

from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
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
    last = lines[-1][0]
    while last < len(source.lines) and not source.lines[last].strip():
        last += 1
    between = range(lines[0][0], last + 1)
    if sum(_has_only_tabs(source.lines[number - 1]) for number in between) < _ENOUGH:
        return None
    own = dict(lines)
    found: _Lines = []
    before, blank = "", 0
    for number in between:
        raw = source.lines[number - 1]
        if number in own:
            found.append((number, own[number]))
            before, blank = raw.strip(), 0
        elif not _has_only_tabs(raw):
            blank += 1
        else:
            leads = blank > 1 or not before
            after = next((own[later] for later in range(number, last + 1) if later in own), "")
            alone = leads and not any(
                source.lines[at].strip("\n") for at in range(number, number + 2)
            )
            count = _empty_cells(raw.count("\t"), before, after.strip(), leads, alone, width)
            found += [(number, _TAB_CELL)] * count
            before, blank = "", 0
    return found


def _has_only_tabs(raw: str) -> bool:
    return "\t" in raw and not raw.strip()


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


def behind_merged_label(draft: Draft, columns: int, lines: Mapping[int, str]) -> list[Field] | None:
    """Return the cells of a row whose label takes up several columns, of which tabs tell, too."""
    extra = len(draft.slots) - columns
    if extra <= 0 or any(not part.is_gap for part in draft.slots[:extra]):
        return None
    if lines.get(draft.slots[0].line) != _TAB_CELL:
        return None
    return draft.slots[extra:]
