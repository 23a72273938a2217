"""As `pdftotext -layout` leaves a table: columns padded with spaces.

Group labels stand half-way down their rows, on a line of their own or beside a row; labels take
several lines, with the numbers on the middle one or on a line of their own; the vertical label of
the results stands at the left margin. Each page has columns of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from gklint.testing.layouts.layout import PAGE_END, Layout, Line, Span, split_row, wrapped
from gklint.testing.printed import Grid, PrintedCell
from gklint.testing.style import Style


class _Placed(NamedTuple):
    """A text and the column it should begin in."""

    at: int
    span: Span


#: A line before it is padded; None is the end of a page.
_Canvas = list[list[_Placed] | None]


class _Columns(NamedTuple):
    """Where things stand on a page, in characters; `pitch` is the width of a value's column."""

    group: int
    label: int
    values: int
    pitch: int


_FIRST_PAGE = _Columns(6, 15, 36, 8)
_NEXT_PAGE = _Columns(5, 13, 32, 7)
_BLOCK = _Columns(0, 0, 22, 14)
_REVIEW_PITCH = 6
#: Characters that fit on a line of the note, and of a group's label where labels are broken.
_NOTE, _NARROW_GROUP = 23, 4


def table(grid: Grid, style: Style) -> list[Line]:
    """Return the table's lines."""
    if grid.kind == "disclosure":
        canvas = _disclosure(grid, style)
    elif grid.kind == "review":
        canvas = _review(grid, style)
    else:
        canvas = _Applications(grid, style).canvas()
    return [PAGE_END if placed is None else _padded(placed, style) for placed in canvas]


def _padded(placed: list[_Placed], style: Style) -> Line:
    spans: list[Span] = []
    at = 0
    for item in sorted(placed, key=lambda item: item.at):
        gap = max(item.at * (2 if style.wide else 1) - at, 1 if at else 0)
        if gap:
            spans.append(Span(" " * gap))
        spans.append(item.span)
        at += gap + _width(item.span.text, style)
    return Line(tuple(spans))


def _width(text: str, style: Style) -> int:
    """Return how many columns a text takes: pdftotext counts characters, others display width."""
    if not style.wide:
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _centred(cell: PrintedCell, start: int, width: int) -> _Placed:
    return _Placed(start + max(width - len(cell.text), 0) // 2, Span(cell.text, cell.key))


def _values(values: Sequence[PrintedCell], columns: _Columns) -> list[_Placed]:
    return [
        _centred(cell, columns.values + index * columns.pitch, columns.pitch)
        for index, cell in enumerate(values)
        if cell.text
    ]


def _disclosure(grid: Grid, style: Style) -> _Canvas:
    canvas: _Canvas = []
    for row in grid.by_row():
        line = []
        for cell in row:
            start = _BLOCK.values + (cell.column - 1) * _BLOCK.pitch
            if cell.role == "label":
                line.append(_Placed(0, Span(cell.text)))
            elif cell.column == 0:
                line.append(_centred(cell, 0, _BLOCK.values * (2 if cell.width > 1 else 1)))
            elif cell.text:
                line.append(_centred(cell, start, _BLOCK.pitch))
        canvas.append(line)
        canvas += [[]] * (2 if style.loose and line[0].span.mark is None else 1)
    return canvas


def _review(grid: Grid, style: Style) -> _Canvas:
    canvas: _Canvas = []
    for row in grid.by_row():
        wide = [cell for cell in row if cell.width > 1]
        narrow = [cell for cell in row if cell.width == 1 and cell.text]
        if wide:
            canvas += [[_review_cell(cell) for cell in wide], []]
        if narrow and narrow[0].role == "header":
            canvas += _review_header(narrow)
        elif narrow:
            canvas.append([_review_cell(cell) for cell in narrow])
        if style.loose:
            canvas += [[], []]
    return canvas


def _review_cell(cell: PrintedCell) -> _Placed:
    return _centred(cell, cell.column * _REVIEW_PITCH, cell.width * _REVIEW_PITCH)


def _review_header(cells: list[PrintedCell]) -> _Canvas:
    """Return the columns' labels in two lines, those of two characters on the second."""
    first, second = [], []
    for cell in cells:
        words = "".join(cell.text.split())
        if len(words) > 2:
            first.append(_review_cell(cell._replace(text=words[:2])))
            second.append(_review_cell(cell._replace(text=words[2:])))
        else:
            second.append(_review_cell(cell))
    return [first, second]


class _Applications:
    """Writes 表三."""

    def __init__(self, grid: Grid, style: Style) -> None:
        self.grid, self.style = grid, style
        self.columns = _FIRST_PAGE
        self.cut = style.cut_group

    def canvas(self) -> _Canvas:
        rows = self.grid.by_row()
        height = next((i for i, row in enumerate(rows) if split_row(row)[1]), len(rows))
        canvas = self._header([cell for row in rows[:height] for cell in row])
        body: _Canvas = []
        index = height
        vertical: PrintedCell | None = None
        while index < len(rows):
            labels, _ = split_row(rows[index])
            groups = [cell for cell in labels if cell.role == "group"]
            vertical = next((cell for cell in groups if cell.column == 0), vertical)
            if vertical and index >= vertical.row + vertical.height:
                canvas += self._with_vertical(body, vertical)
                body, vertical = [], None
            group = next((cell for cell in groups if cell.column == 1), None)
            count = group.height if group else 1
            body += self._block(group, rows[index : index + count])
            index += count
        return canvas + (self._with_vertical(body, vertical) if vertical else body)

    def _header(self, cells: list[PrintedCell]) -> _Canvas:
        lines: _Canvas = [[] for _ in range(6)]
        for cell in cells:
            start = self.columns.values + (cell.column - 3) * self.columns.pitch
            if cell.role == "note":
                for offset, piece in enumerate(wrapped(cell.text, _NOTE)[:2]):
                    _at(lines, 2 + offset).append(_Placed(0, Span(piece)))
            elif cell.width > 1:
                _at(lines, cell.row).append(_centred(cell, start, cell.width * self.columns.pitch))
            else:
                words = "".join(cell.text.split())
                pieces = wrapped(words, 2) if len(words) > 3 else [cell.text]
                for offset, piece in enumerate(pieces):
                    label = cell._replace(text=piece)
                    line = _at(lines, 6 - max(len(pieces), 2) + offset)
                    line.append(_centred(label, start, self.columns.pitch))
        return [*lines, []]

    def _block(self, group: PrintedCell | None, rows: list[list[PrintedCell]]) -> _Canvas:
        """Return the lines of a group of rows, or of a row by itself."""
        if group and self.cut and len(rows) > 1 and len(group.text) > _NARROW_GROUP:
            self.cut = False
            return self._cut(group, rows)
        canvas = [line for row in rows for line in self._row(row)]
        if group:
            pieces = wrapped(group.text, _NARROW_GROUP if self.style.broken_labels else 99)
            middle = len(canvas) // 2
            placed = [_Placed(self.columns.group, Span(piece)) for piece in pieces]
            if len(canvas) % 2 == 0 and not self.style.loose:
                canvas.insert(middle, [])
            for offset, piece in enumerate(placed):
                if middle + offset < len(canvas):
                    _at(canvas, middle + offset).append(piece)
                else:
                    canvas.append([piece])
        return canvas

    def _cut(self, group: PrintedCell, rows: list[list[PrintedCell]]) -> _Canvas:
        """Return a group that the end of a page cuts after its first row, its label in halves."""
        first, second = group.text[:_NARROW_GROUP], group.text[_NARROW_GROUP:]
        canvas = [*self._row(rows[0]), [_Placed(self.columns.group, Span(first))], [], None]
        self.columns = _NEXT_PAGE
        rest = [line for row in rows[1:] for line in self._row(row)]
        _at(rest, 0).append(_Placed(self.columns.group, Span(second)))
        return [*canvas, *rest]

    def _row(self, row: list[PrintedCell]) -> _Canvas:
        labels, cells = split_row(row)
        label = labels[-1]
        at = (0, self.columns.group, self.columns.label)[label.column]
        pieces = wrapped(label.text, self.columns.values - at - 1)
        values = _values(cells, self.columns)
        lines: _Canvas = [[_Placed(at, Span(piece))] for piece in pieces]
        if len(lines) == 2:
            lines.insert(1 if self.style.loose else 2, values)
        else:
            _at(lines, len(lines) // 2).extend(values)
        if self.style.loose:
            lines.append([])
        return lines

    def _with_vertical(self, body: _Canvas, vertical: PrintedCell) -> _Canvas:
        """Return the lines of the results with their label at the left margin."""
        middle = len(body) // 2
        characters = "".join(vertical.text.split())
        if not self.style.loose:
            own: _Canvas = [[_Placed(1, Span(" ".join(characters)))], [], [], []]
            return [*body[:middle], *own, *body[middle:]]
        pieces = [characters[:2], *characters[2:]]
        start = max(middle - len(pieces), 0)
        free = [line for line in body[start:] if line is not None]
        for line, piece in zip(free[::2], pieces, strict=False):
            line.append(_Placed(0, Span(piece)))
        return body


def _at(canvas: _Canvas, index: int) -> list[_Placed]:
    line = canvas[index]
    assert line is not None, "a header has no page in it"
    return line


LAYOUT = Layout(
    "padded", table, paragraph_gaps=False, wraps_prose=True, keeps_blanks=False, page_indent=40
)
