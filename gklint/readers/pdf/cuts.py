"""What a page end cut in two: a row of a table, a merged cell, or nothing."""

from __future__ import annotations

import re
from statistics import median

from gklint.readers.labels import ENUMERATOR, bare, labels
from gklint.readers.pdf.tables import PdfTable, TablePiece
from gklint.support.folding import fold

#: A part of a row without any text that is so much lower than other rows is left over from a row.
_LEFT_OVER = 0.7
#: A line of a label that leaves room for less, in letters, was broken there.
_ROOM = 1.3
_WIDEST_PADDING = 6.0

_NUMBER = re.compile(
    r"[-+]?[\d０-９][\d０-９.,，．]*\s*(亿元|万元|元|件|项|个|宗|条)?|[-—–/／\\*]{1,3}|无"
)
_PART_OF_ENUMERATOR = re.compile(r"\(?([一二三四五六七八九十]{1,3}|\d{1,2})?[)、.]?")
#: What the form writes behind the label of an amount, often on a line of its own.
_UNIT = re.compile(r"\(单位:?\w{1,3}\)")


def is_cut_row(above: PdfTable, below: PdfTable) -> bool:
    """Say whether the page end went through a row: its two parts hold what one row holds."""
    last = {cell.columns: cell for cell in above.cells if cell.end_row == above.rows}
    first = {cell.columns: cell for cell in below.cells if cell.row == 0}
    if last.keys() != first.keys() or not first:
        return False
    pairs = [(last[columns], first[columns]) for columns in sorted(first)]
    own = [pair for pair in pairs if pair[0].end_row - pair[0].row == 1 and pair[1].end_row == 1]
    broken = [_is_label(*pair) for pair in own]
    if any(broken):
        return not any(
            bare(after.passage.text) in labels()
            for (_, after), is_broken in zip(own, broken, strict=True)
            if not is_broken
        )
    if not any(cell.passage.text for cell, _ in pairs if cell.end_row - cell.row == 1):
        # The text of the row found room on the next page only.
        return True
    if not any(cell.passage.text for _, cell in pairs if cell.end_row == 1):
        return below.heights[0] < _LEFT_OVER * median(above.heights + below.heights)
    numbers = [sum(_is_figure(cell) for cell in part) for part in zip(*pairs, strict=True)]
    if all(numbers):
        return False
    both = [
        (before, after) for before, after in pairs if before.passage.text and after.passage.text
    ]
    if not any(numbers):
        return (len(both) > 1 or len(pairs) == 1) and all(_goes_on(*pair) for pair in both)
    if numbers[0] and any(
        after.passage.text and not before.passage.text for before, after in pairs
    ):
        return False
    return all(_goes_on(*pair) for pair in both)


def is_one_cell(before: TablePiece, after: TablePiece, below: PdfTable) -> bool:
    """Say whether a page end went through a merged cell; `after` is in the first row of `below`."""
    if _is_figure(before) or _is_figure(after):
        return False
    merged = before.end_row - before.row > 1 or after.end_row - after.row > 1
    if not after.passage.text:
        # What stands before the label of a row belongs to a group of rows.
        label_follows = any(
            cell.row == 0
            and cell.column >= after.end_column
            and cell.passage.text
            and not _is_figure(cell)
            for cell in below.cells
        )
        return bool(before.passage.text) and (merged or label_follows)
    if not merged:
        return False
    if not before.passage.text or before.passage.text == after.passage.text:
        return True
    return ENUMERATOR.match(fold(after.passage.text)) is None


def is_number(text: str) -> bool:
    """Say whether a cell with this text holds a figure, or a sign for none."""
    return _NUMBER.fullmatch(text) is not None


def _is_figure(cell: TablePiece) -> bool:
    return is_number(cell.passage.text)


def _goes_on(before: TablePiece, after: TablePiece) -> bool:
    """Say whether the text of a cell goes on in the one below: its last line is full."""
    if _is_figure(before) or _is_figure(after):
        return False
    text = after.passage.text
    if bare(text) in labels() or ENUMERATOR.match(fold(text)):
        return False
    return _is_label(before, after) or _is_full(before)


def _is_label(before: TablePiece, after: TablePiece) -> bool:
    """Say whether two cells hold the label of a row or column that neither of them holds."""
    above, below = before.passage.text, after.passage.text
    if not above or not below or bare(above + below) not in labels():
        return False
    # 3. and 其他 are the two parts of one label, though 其他 is one as well; so are 本年收费金额
    # and its unit.
    return (
        bool(_PART_OF_ENUMERATOR.fullmatch(fold(above)) or _UNIT.fullmatch(fold(below)))
        or not {bare(above), bare(below)} & labels()
    )


def _is_full(cell: TablePiece) -> bool:
    glyphs = [glyph for glyph in cell.passage.glyphs if glyph]
    if glyphs[-1].turn:
        return True
    line = [glyph for glyph in glyphs if abs(glyph.base - glyphs[-1].base) < 1]
    used = max(glyph.right for glyph in line) - min(glyph.left for glyph in line)
    letter = glyphs[-1].top - glyphs[-1].bottom
    return cell.box[2] - cell.box[0] - used < _ROOM * letter + 2 * _WIDEST_PADDING
