"""What a layout is, and the lines it writes: text whose cells are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from gklint.model.report import CellKey
from gklint.testing.printed import Grid, PrintedCell
from gklint.testing.style import Style

#: What a span can be the place of: a cell of the form, or the heading of a section.
Mark = CellKey | int


class Span(NamedTuple):
    """A stretch of a line, and what it is the true place of."""

    text: str
    mark: Mark | None = None


class Line(NamedTuple):
    """A line of the file.

    A line that is a `page_end` has no text: a page ends there. One that `flows` is prose: the
    margin or the end of a page may break it.
    """

    spans: tuple[Span, ...] = ()
    page_end: bool = False
    flows: bool = False

    @property
    def text(self) -> str:
        """The line's text."""
        return "".join(span.text for span in self.spans)


#: The end of a page, where the layout itself asks for one.
PAGE_END = Line(page_end=True)


class Layout(NamedTuple):
    """A way to write tables as text.

    `table` writes one printed table. `paragraph_gaps`: a blank line stands between paragraphs;
    `wraps_prose`: lines of prose are broken at the style's width; `keeps_blanks`: an empty cell
    has a place in the text, so that it is there to be found; `page_gaps`: a blank line stands where
    a page ends; `page_indent`: spaces before a page's number.
    """

    name: str
    table: Callable[[Grid, Style], list[Line]]
    paragraph_gaps: bool = True
    wraps_prose: bool = False
    keeps_blanks: bool = True
    page_gaps: bool = True
    page_indent: int = 0


def plain(text: str) -> Line:
    """Return a line without marks."""
    return Line((Span(text),) if text else ())


def flowing(text: str) -> Line:
    """Return a line of prose."""
    return Line((Span(text),), flows=True)


def span(cell: PrintedCell | None) -> Span:
    """Return a cell's text, marked where it is a cell of the form."""
    return Span(cell.text, cell.key) if cell else Span("")


def joined(
    cells: Iterable[PrintedCell | None], separator: str, start: str = "", end: str = ""
) -> Line:
    """Return a line of cells; None is an empty one."""
    spans = [Span(start)] if start else []
    for index, cell in enumerate(cells):
        if index:
            spans.append(Span(separator))
        spans.append(span(cell))
    return Line((*spans, Span(end)) if end else tuple(spans))


def filled(cells: Iterable[PrintedCell]) -> list[PrintedCell]:
    """Return the cells that are not empty."""
    return [cell for cell in cells if cell.text]


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in pieces of at most `width` characters, as even as a narrow cell is."""
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]


def split_row(cells: Sequence[PrintedCell]) -> tuple[list[PrintedCell], list[PrintedCell]]:
    """Return the labels and the values of a printed row."""
    labels = [cell for cell in cells if cell.role != "value"]
    return labels, [cell for cell in cells if cell.role == "value"]
