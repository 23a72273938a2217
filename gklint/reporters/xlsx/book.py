"""A workbook from rows: its sheets are tables with filters, and nothing in it is ever run.

Text stays text, whatever it begins with; Excel's limits are kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from gklint.reporters.jsontext import Json
from gklint.reporters.spool import Spool
from gklint.reporters.terminal import width
from gklint.support.bilingual import Text
from gklint.support.own_results import AUTHOR
from gklint.support.printable import shown_lines

#: What a sheet of Excel holds: rows, and characters in a cell.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
#: Beyond these digits Excel rounds a number: a longer one is written as text.
_EXACT = 10**15
#: Up to so many rows in all the sheets are Excel's tables, which XlsxWriter holds in memory; a
#: larger workbook has plain rows with filters, and takes no more memory than a small one.
_MOST_IN_TABLES = 40_000
#: What is typed into a cell and begins so would be a formula: such text is marked as text.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_CUT = Text("……（超过 Excel 单元格上限，已截断）", "… (cut: longer than a cell of Excel)")
#: The same run gives the same bytes: the time of writing is none of its results.
_CREATED = datetime(1980, 1, 1)
_PIECE = 1 << 16
#: A line of a row in points, of which a row has 409 at most; so many characters are measured.
_LINE_HEIGHT = 15
_MOST_LINES = 27
_SEEN = 4_000


class Column(NamedTuple):
    """A column of a sheet: what stands above it, and its width in characters."""

    head: Text
    width: int


class Sheet:
    """A sheet: its name, the words above it, columns, and rows that are kept until it is written.

    A value of a row is text, a number, or None for an empty cell.
    """

    def __init__(self, name: Text, table: str, columns: Sequence[Column]) -> None:
        self.name = name
        self.table = table
        self.columns = tuple(columns)
        self.notes: list[str] = []
        self.rows = Spool(ascii_only=True)

    def add(self, row: Sequence[Json]) -> None:
        """Keep a row; raises OSError where the disk is full."""
        self.rows.add(row)

    @property
    def room(self) -> int:
        """How many rows there is room for below the notes and the head."""
        return MOST_ROWS - self.head - 1

    @property
    def head(self) -> int:
        """The row of the head, from 0."""
        return len(self.notes) + bool(self.notes)


def write_book(sheets: Sequence[Sheet], write: Callable[[bytes], object], language: str) -> None:
    """Write a workbook with these sheets to `write`, piece by piece; raises OSError."""
    in_tables = sum(sheet.rows.count for sheet in sheets) <= _MOST_IN_TABLES
    with TemporaryFile() as file:
        options = {
            "constant_memory": not in_tables,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        book = xlsxwriter.Workbook(file, options)
        book.set_properties({"created": _CREATED, "author": AUTHOR})
        styles = _Styles(book)
        for sheet in sheets:
            _write_sheet(book, sheet, styles, in_tables, language)
        try:
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        file.seek(0)
        while piece := file.read(_PIECE):
            write(piece)


class _Styles:
    def __init__(self, book: Any) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format(wrapped)
        self.formula = book.add_format({**wrapped, "quote_prefix": True})
        self.head = book.add_format(
            {**wrapped, "bold": True, "bottom": 1, "bg_color": "#DCE6F1", "font_color": "#000000"}
        )
        self.note = book.add_format({"valign": "top"})


def _write_sheet(book: Any, sheet: Sheet, styles: _Styles, as_table: bool, language: str) -> None:
    made = book.add_worksheet(sheet.name.say(language))
    heads = [column.head.say(language) for column in sheet.columns]
    for at, column in enumerate(sheet.columns):
        made.set_column(at, at, column.width)
    for at, note in enumerate(sheet.notes):
        made.write_string(at, 0, printed(note, language), styles.note)
    top, last = sheet.head, len(heads) - 1
    for at, head in enumerate(heads):
        made.write_string(top, at, head, styles.head)
    count = min(sheet.rows.count, sheet.room)
    for number, text in enumerate(sheet.rows.texts(), top + 1):
        if number > top + count:
            break
        values = json.loads(text)
        made.set_row(number, _LINE_HEIGHT * _lines_of(values, sheet.columns))
        for at, value in enumerate(values):
            _write_cell(made, (number, at), value, styles, language)
    if as_table and count:
        columns = [{"header": head, "header_format": styles.head} for head in heads]
        options = {"name": sheet.table, "columns": columns, "style": "Table Style Light 9"}
        made.add_table(top, 0, top + count, last, options)
    else:
        made.autofilter(top, 0, top + count, last)
    made.freeze_panes(top + 1, 0)
    made.set_landscape()
    made.set_paper(9)
    made.fit_to_pages(1, 0)
    made.repeat_rows(top)


def _lines_of(values: Sequence[Json], columns: Sequence[Column]) -> int:
    """Return how many lines the longest text of a row takes: not every program sees to it."""
    return min(
        max(
            sum(-(-max(width(line), 1) // (column.width - 1)) for line in value[:_SEEN].split("\n"))
            for value, column in zip([*values, ""], [*columns, columns[0]], strict=True)
            if isinstance(value, str)
        ),
        _MOST_LINES,
    )


def _write_cell(
    sheet: Any, at: tuple[int, int], value: Json, styles: _Styles, language: str
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | float) and abs(value) < _EXACT:
        sheet.write_number(*at, value, styles.text)
        return
    text = printed(str(value), language)
    style = styles.formula if text.startswith(_FORMULA) else styles.text
    sheet.write_string(*at, text, style)


def printed(text: str, language: str) -> str:
    """Return text as a cell has it: control characters as escapes, no longer than a cell may be."""
    text = shown_lines(text)
    # Excel counts UTF-16 code units.
    units = len(text.encode("utf-16-le")) // 2 if len(text) * 2 > MOST_CHARACTERS else 0
    if units <= MOST_CHARACTERS:
        return text
    cut = _CUT.say(language)
    kept = text.encode("utf-16-le")[: (MOST_CHARACTERS - len(cut)) * 2]
    return kept.decode("utf-16-le", "ignore") + cut
