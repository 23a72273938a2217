"""The rows of a sheet → tables, and paragraphs above, between and below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import attrgetter

from gklint.model.source import STRUCK_OUT
from gklint.readers.abreast import abreast, parted
from gklint.readers.document import Block, Paragraph, Table, TableCell
from gklint.readers.nested import HEADING
from gklint.readers.xlsx.side_cells import table_and_side_cells

#: A text of more characters, alone in its row, is prose.
_LONG = 60
#: The head of a part of 表二 and several numbers in one cell belong to the table, though they stand
#: alone in their row.
_OF_THE_TABLE = re.compile(r"\s*第[二2]十条|\d+(?:\s+\d+)+$")
#: Tables stand abreast at so many places of a sheet.
_MOST_ABREAST = 8
#: What a column that goes on beside the rows of a table says next to a heading.
_ASIDE = re.compile(rf"=.*|[-+]?[\d.,]+|{re.escape(STRUCK_OUT)}")

#: What floats over the cells of a sheet, by the row at which it begins.
Floating = Sequence[tuple[int, Sequence[Paragraph]]]


def split(
    cells: Iterable[TableCell], rows: int, floating: Floating, most: int = _MOST_ABREAST
) -> Iterator[Block]:
    """Yield the tables of a sheet and what stands above, between and below them as paragraphs.

    `floating` is what floats over the cells, by the row at which it begins. Tables that stand
    abreast, at no more places than `most`, follow one another from left to right.
    """
    cells = list(cells)
    found = abreast(_begun(cells, rows)) if most else None
    if found is None:
        yield from _from_top_to_bottom(cells, rows, floating)
        return
    first, last = found.first, found.last
    left, right = parted(cells, found)
    above = [cell for cell in cells if cell.row < first]
    below = [cell._replace(row=cell.row - last) for cell in cells if cell.row >= last]
    yield from _from_top_to_bottom(above, first, [it for it in floating if it[0] < first])
    within = [(row - first, item) for row, item in floating if first <= row < last]
    yield from split(left, last - first, within, most - 1)
    yield from split(right, last - first, (), most - 1)
    after = [(row - last, item) for row, item in floating if row >= last]
    yield from split(below, rows - last, after, most - 1)


def _from_top_to_bottom(
    cells: Iterable[TableCell], rows: int, floating: Floating
) -> Iterator[Block]:
    """Yield the table, and as paragraphs what stands alone in a row above, below or within it.

    Within the table only prose is taken out: a label whose values are blank stands alone too. What
    floats over the cells comes before the row at which it begins, not within a table.
    """
    waiting = list(floating)

    def due(row: int) -> Iterator[Paragraph]:
        while waiting and waiting[0][0] <= row:
            yield from waiting.pop(0)[1]

    by_row, joined_rows = _rows(cells, rows)
    lone = {
        row: text
        for row, begun in enumerate(by_row)
        if row not in joined_rows and (text := _lone(begun)) is not None
    }
    is_apart = _apart(by_row, lone, {row for row, _ in floating})
    for apart, group in groupby(range(rows), is_apart):
        if apart:
            for row in group:
                yield from due(row)
                if lone[row]:
                    yield Paragraph(lone[row])
        else:
            numbers = list(group)
            yield from due(numbers[0])
            own, beside = table_and_side_cells([by_row[row] for row in numbers])
            yield _table(own)
            yield from (Paragraph(cell.text) for cell in beside if _is_prose(cell.text))
    yield from due(rows)


def _begun(cells: Iterable[TableCell], rows: int) -> list[list[TableCell]]:
    """Return the cells that begin in each row, from left to right; merged ones may come first."""
    by_row: list[list[TableCell]] = [[] for _ in range(rows)]
    for cell in cells:
        by_row[cell.row].append(cell)
    for row in by_row:
        row.sort(key=attrgetter("column"))
    return by_row


def _rows(cells: Iterable[TableCell], rows: int) -> tuple[list[list[TableCell]], set[int]]:
    """Return the cells that begin in each row, and the rows that a cell joins."""
    cells = list(cells)
    joined: set[int] = set()
    for cell in cells:
        if cell.row_span > 1 and cell.text.strip():
            joined.update(range(cell.row, cell.row + cell.row_span))
    return list(map(_without_asides, _begun(cells, rows))), joined


def _apart(
    by_row: Sequence[list[TableCell]], lone: Mapping[int, str], anchors: Set[int]
) -> Callable[[int], bool]:
    """Return what says whether a row is none of a table: above, below, prose within it, or where
    something floats (`anchors`) in the place of a table."""
    rows = len(by_row)
    others = [row for row in range(rows) if row not in lone]
    first, last = (others[0], others[-1]) if others else (rows, rows)
    while last + 1 < rows and _may_be_label(by_row[last + 1]):
        last += 1

    def is_apart(row: int) -> bool:
        if row not in lone:
            return False
        opens = row in anchors and (not lone[row] or HEADING.match(lone[row]) is not None)
        return opens or not first <= row <= last or _is_prose(lone[row])

    return is_apart


def _without_asides(begun: list[TableCell]) -> list[TableCell]:
    """Return the cells of a row, a heading without what a column beside the tables says there."""
    texts = [cell.text.strip() for cell in begun if cell.text.strip()]
    aside = len(texts) > 1 and all(map(_ASIDE.fullmatch, texts[1:])) and HEADING.match(texts[0])
    if not aside:
        return begun
    return [cell if cell.text.strip() == texts[0] else cell._replace(text="") for cell in begun]


def _lone(begun: list[TableCell]) -> str | None:
    """Return the only text in a row, "" for an empty row, None where there are more texts."""
    texts = [cell.text.strip(" \t") for cell in begun if cell.text.strip()]
    if len(texts) > 1 or (texts and _OF_THE_TABLE.match(texts[0])):
        return None
    return texts[0] if texts else ""


def _may_be_label(begun: list[TableCell]) -> bool:
    """Say whether a row below the table can be its last one, with blank values."""
    text = _lone(begun)
    return bool(text) and not _is_prose(text or "") and len(begun) > 1


def _is_prose(text: str) -> bool:
    return len(text) > _LONG or text.endswith("。")


def _table(cells: list[TableCell]) -> Table:
    first = min(cell.row for cell in cells)
    return Table([cell._replace(row=cell.row - first) for cell in cells])
