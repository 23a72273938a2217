"""What a document is made of before a kind of file is chosen, and how it can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from gklint.model.report import CellKey
from gklint.testing.documents.hurried import hurried
from gklint.testing.documents.marks import shown
from gklint.testing.draft import NUMERALS, Draft, DraftSection, DraftTable
from gklint.testing.printed import Grid, PrintedCell, printed
from gklint.testing.rendering import TrueCell, value_of
from gklint.testing.style import PLAIN_STYLE, Style

#: What a line of prose can be.
PROSE_ROLES = ("title", "heading", "paragraph", "closing")

#: A label of fewer characters is not broken into two paragraphs.
_SHORTEST_BROKEN = 5


class DocumentStyle(NamedTuple):
    """How a document is written; what does not apply to a kind of file is passed over.

    Everywhere: `words` says how words and numbers are written and whether 表四 is three tables
    (its pages and layouts do not matter here); `repeat_labels` has no merged groups and headers,
    the label stands in each of the cells; `split_cells` breaks labels into two paragraphs;
    `split_blocks` makes a table of its own of each 第二十条 block; `hurried` is one of
    `gklint.testing.documents.hurried.HURRIED`, "" for tables merged as they should be; `marks` is
    one of `gklint.testing.documents.marks.MARKS`, "" for cells with their numbers alone.
    docx: `auto_numbers` numbers the headings automatically, so that no 一、 stands in their text.
    html: `chrome` of a site around the report; `frame` puts all of it into a table of one cell;
    `charset` is the encoding, declared or, with `declared` False, not.
    xlsx: `sheets` is "one", "each" (a sheet for each part of the report), "abreast" (one, the
    third part beside the second) or "years" (last year's tables on a sheet before this year's
    report), `tables_only` leaves all prose out, `numbers_as_text` stores numbers as text, `margins`
    is how many empty rows and columns stand before the content.
    pdf: `page_height` in points (0: as A4); `cut_rows` lets a page end within a row;
    `repeat_header` prints the header of a table again on each page, `page_header` is printed at
    the top of each page but the first; `rules` are "lines", "boxes", "bars" (filled, as Word draws
    them) or "none".
    """

    words: Style = PLAIN_STYLE
    repeat_labels: bool = False
    split_cells: bool = False
    split_blocks: bool = False
    hurried: str = ""
    marks: str = ""
    auto_numbers: bool = False
    chrome: bool = False
    frame: bool = False
    charset: str = "utf-8"
    declared: bool = True
    sheets: str = "one"
    tables_only: bool = False
    numbers_as_text: bool = False
    margins: int = 0
    page_height: int = 0
    cut_rows: bool = False
    repeat_header: bool = False
    page_header: str = ""
    rules: str = "lines"

    def __repr__(self) -> str:
        plain = DocumentStyle._field_defaults
        differing = [
            f"{key}={value!r}" for key, value in self._asdict().items() if value != plain[key]
        ]
        return f"DocumentStyle({', '.join(differing)})"


#: The plain way to write a document.
PLAIN_DOCUMENT = DocumentStyle()


class RenderedDocument(NamedTuple):
    """A report as a document's bytes, and the truth about it.

    `suffix` is that of the file: ".docx". `cells` has every cell of the draft's tables with the
    text and the value that stand in the file; line and column are 0, not known.
    """

    raw: bytes
    suffix: str
    cells: Mapping[CellKey, TrueCell]
    draft: Draft
    style: DocumentStyle

    def __repr__(self) -> str:
        return f"<{self.suffix}, {self.draft!r}, {self.style}>"


class Prose(NamedTuple):
    """A paragraph of one of `PROSE_ROLES`; `part` is the number of its section, 0 outside.

    A heading that is numbered automatically has its numeral apart, `numeral` "" for any other.
    """

    role: str
    text: str
    part: int = 0
    numeral: str = ""


class PlacedTable(NamedTuple):
    """A printed table and the number of the section that it stands in."""

    grid: Grid
    part: int


#: What a document is a list of.
Element = Prose | PlacedTable


def blocks_of(draft: Draft, style: DocumentStyle) -> Iterator[Element]:
    """Yield what stands in the document, from top to bottom."""
    prose = style.words.prose
    numbered = 0
    yield from (Prose("title", prose(text)) for text in draft.title)
    yield from (Prose("paragraph", prose(text)) for text in draft.preamble)
    for section in draft.sections:
        heading = _heading(section, style, numbered)
        numbered += bool(heading.numeral)
        yield heading
        for text in section.body:
            yield Prose("paragraph", prose(text), section.number)
        for grid in _grids(section, style):
            yield PlacedTable(grid, section.number)
    yield from (Prose("closing", prose(text)) for text in draft.closing)


def _heading(section: DraftSection, style: DocumentStyle, numbered: int) -> Prose:
    numeral, mark, title = section.heading.partition("、")
    # What an office would count is not what a wrong numeral says: that one is typed.
    if style.auto_numbers and mark and numeral == NUMERALS[numbered : numbered + 1]:
        return Prose("heading", style.words.prose(title), section.number, f"{numeral}、")
    return Prose("heading", style.words.heading(section.heading), section.number)


def _grids(section: DraftSection, style: DocumentStyle) -> Iterator[Grid]:
    words = style.words
    blocks: list[tuple[DraftTable, ...]] = (
        [(table,) for table in section.tables] if style.split_blocks else [section.tables]
    )
    for tables in blocks:
        for grid in printed(
            tables, total_beside=words.total_beside, split_review=words.split_review
        ):
            grid = grid.with_texts(words.cell)
            if style.hurried:
                grid = hurried(grid, style.hurried)
            yield _with_repeated_labels(grid) if style.repeat_labels else grid


def _with_repeated_labels(grid: Grid) -> Grid:
    """Return the grid with each merged group and header as cells of their own."""
    cells: list[PrintedCell] = []
    for cell in grid.cells:
        if cell.role not in ("group", "header") or not cell.text:
            cells.append(cell)
            continue
        cells += [
            cell._replace(row=cell.row + down, column=cell.column + right, height=1, width=1)
            for down in range(cell.height)
            for right in range(cell.width)
        ]
    return grid._replace(cells=tuple(cells))


def paragraphs_of(cell: PrintedCell, style: DocumentStyle) -> list[str]:
    """Return the paragraphs that stand in a cell; they are one word to the reader."""
    words = cell.role in ("group", "header", "label", "note")
    if not (style.split_cells and words and len(cell.text) >= _SHORTEST_BROKEN):
        return [cell.text]
    half = len(cell.text) // 2
    return [cell.text[:half], cell.text[half:]]


def true_cells(
    draft: Draft, style: DocumentStyle, text_of: Callable[[str, DocumentStyle], str]
) -> dict[CellKey, TrueCell]:
    """Return what stands in each cell; of two rows with one key the first counts.

    `text_of` says how a kind of file shows a cell's text to whoever opens it.
    """
    cells: dict[CellKey, TrueCell] = {}
    for table in draft.tables:
        for row in table.rows:
            if not row.key:
                continue
            for column, text in zip(table.columns, row.texts, strict=True):
                written = style.words.number(text)
                text_shown = text_of(written, style)
                if style.marks:
                    text_shown = shown(written, style.marks)
                key = CellKey(table.key, row.key, column.key)
                cells.setdefault(key, TrueCell(text_shown, 0, 0, value_of(text)))
    return cells
