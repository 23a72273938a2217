"""A draft as a workbook: the tables alone, or the whole report with its prose in merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from gklint.testing.documents.document import DocumentStyle, Element, Prose, paragraphs_of
from gklint.testing.documents.marks import Run, runs_of
from gklint.testing.draft import NUMERALS
from gklint.testing.printed import Grid

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
#: Prose spans so many columns: the widest table has 15.
_PROSE_WIDTH = 10


def text_of(text: str, style: DocumentStyle) -> str:
    """Return how a cell with this text shows: a stored number has no zeros at its end."""
    return text if style.numbers_as_text else str(_stored(text))


def _stored(text: str) -> str | int | float:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    number = float(text)
    return int(number) if number.is_integer() else number


def write(elements: list[Element], style: DocumentStyle) -> bytes:
    """Return the workbook's bytes."""
    import openpyxl

    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    sheets: dict[int, _Sheet] = {}
    before = 0
    if style.sheets == "years":
        _add_last_year(book, elements, style)
    for element in elements:
        if isinstance(element, Prose) and style.tables_only:
            continue
        part = _sheet_of(element) if style.sheets == "each" else 0
        if part not in sheets:
            name = f"第{NUMERALS[part - 1]}部分" if part else "年度报告"
            sheets[part] = _Sheet(book.create_sheet(name), style)
        if style.sheets == "abreast" and element.part != before:
            sheets[part].begin_part(element.part)
        before = element.part
        if isinstance(element, Prose):
            sheets[part].add_prose(element)
        else:
            sheets[part].add_table(element.grid)
    if not sheets:
        book.create_sheet("空表")
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add_last_year(book: Any, elements: list[Element], style: DocumentStyle) -> None:
    """Put the tables of the year before on a sheet of its own, with other numbers."""
    title = next((it.text for it in elements if isinstance(it, Prose) and it.role == "title"), "")
    found = re.search(r"20\d\d", title)
    if found is None:
        return
    year = str(int(found[0]) - 1)
    sheet = _Sheet(book.create_sheet(f"{year}年"), style)
    sheet.add_prose(Prose("title", title.replace(found[0], year)))
    for element in elements:
        if not isinstance(element, Prose):
            cells = (
                cell._replace(text=f"{cell.text}1") if _NUMBER.fullmatch(cell.text) else cell
                for cell in element.grid.cells
            )
            sheet.add_table(element.grid._replace(cells=tuple(cells)))


def _sheet_of(element: Element) -> int:
    """Return the number of the part whose sheet this is on; the signature closes the last one."""
    return 6 if isinstance(element, Prose) and element.role == "closing" else element.part


def _rich(runs: Sequence[Run]) -> Any:
    """Return a text whose runs have looks of their own."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    looks: dict[str, dict[str, Any]] = {
        "hidden": {"color": "FFFFFFFF"},
        "struck": {"strike": True},
        "raised": {"vertAlign": "superscript"},
    }
    return CellRichText(
        *(TextBlock(InlineFont(**looks.get(run.look, {})), run.text) for run in runs)
    )


class _Sheet:
    """A sheet that is filled from top to bottom."""

    def __init__(self, sheet: Any, style: DocumentStyle) -> None:
        self.sheet = sheet
        self.style = style
        self.row = style.margins + 1
        self.column = style.margins + 1
        self.second = self.bottom = self.right = 0
        self.abreast = False

    def begin_part(self, part: int) -> None:
        """Let the third part begin beside the second, and the next one below both."""
        self.bottom = max(self.bottom, self.row)
        if part == 2:
            self.second = self.row
        elif part == 3 and self.right:
            self.row, self.column = self.second, self.right
        elif self.right:
            self.row, self.column = self.bottom, self.style.margins + 1
        self.abreast = part in (2, 3)

    def add_prose(self, prose: Prose) -> None:
        self._put(self.row, self.column, prose.numeral + prose.text)
        if not self.abreast:
            self._merge(self.row, self.column, 1, _PROSE_WIDTH)
        self.row += 1

    def add_table(self, grid: Grid) -> None:
        for cell in grid.cells:
            text = "\n".join(paragraphs_of(cell, self.style))
            row, column = self.row + cell.row, self.column + cell.column
            runs = runs_of(text, self.style.marks if cell.role == "value" else "")
            number = cell.role == "value" and not self.style.numbers_as_text
            if len(runs) > 1:
                self.sheet.cell(row, column).value = _rich(runs)
            else:
                self._put(row, column, _stored(text) if number else text)
            self._merge(row, column, cell.height, cell.width)
        self.right = max(self.right, self.column + grid.columns + 1)
        # A row is left free below a table.
        self.row += grid.rows + 1

    def _put(self, row: int, column: int, value: str | int | float) -> None:
        if value != "":
            cell = self.sheet.cell(row, column, value)
            if isinstance(value, str):
                # A text that begins with = would be taken for a formula.
                cell.data_type = "s"

    def _merge(self, row: int, column: int, height: int, width: int) -> None:
        if height * width > 1:
            self.sheet.merge_cells(None, row, column, row + height - 1, column + width - 1)
