"""Sheets of a workbook → tables, and paragraphs above and below them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gklint.model.source import STRUCK_OUT
from gklint.readers.document import Block, TableCell, raised
from gklint.readers.limits import UnreadableFile
from gklint.readers.packed import Package
from gklint.readers.xlsx.colours import is_bare, is_white
from gklint.readers.xlsx.drawings import Floating, local
from gklint.readers.xlsx.extent import hidden_columns, hidden_rows, kept, without_slips
from gklint.readers.xlsx.numbers import FORMATS, shown
from gklint.readers.xlsx.split import split
from gklint.support.bilingual import Text

#: Characters that XML cannot hold, as Excel writes them (ECMA-376-1, 22.9.2.19).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

#: A number format without anything to show (ECMA-376-1, 18.8.31).
_NOTHING = re.compile(r"\s*;\s*;\s*;?\s*")

_BROKEN = Text(
    "工作簿已损坏（单元格引用有误），请用 Excel 或 WPS 打开后另存一份",
    "the workbook is damaged (a cell reference is wrong): open it and save it again",
)


class _Area(NamedTuple):
    """Rows and columns from 0, the last ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


class _CellStyle(NamedTuple):
    """A style of cells: its number format, whether it strikes out what stands there, and whether it
    shows none of it: by a format without anything in it, or white on white."""

    format: str
    struck: bool
    unseen: bool


class Sheets:
    """Reads sheets one by one; counts the cells of all of them."""

    def __init__(self, package: Package, strings: str, styles: str, from_1904: bool) -> None:
        self.package = package
        self.from_1904 = from_1904
        self.strings = list(self._strings(strings))
        self.formats = list(self._formats(styles))
        self.cells = 0

    def blocks_of(self, part: str, floating: Sequence[Floating] = ()) -> list[Block]:
        """Return what a sheet shows; raises UnreadableFile (`cells`, `seconds`).

        `floating` is what floats over its cells, from top to bottom.
        """
        root = {local(element): element for element in self.package.xml(part)}
        data, columns_of = root.get("sheetData", ()), root.get("cols", ())
        texts = without_slips(dict(self._texts(data)))
        merged = [_area(element.get("ref", "")) for element in root.get("mergeCells", ())]
        if not texts:
            return [paragraph for item in floating for paragraph in item.paragraphs]
        rows = kept((row for row, _ in texts), hidden_rows(data, texts), far=False)
        spans = [(area.row, range(area.column, area.last_column + 1)) for area in merged]
        unseen = hidden_columns(columns_of, texts, spans)
        columns = kept((column for _, column in texts), unseen, far=True)
        self.cells += len(rows) * len(columns)
        self.package.limits.check("cells", self.cells)
        above = [(bisect_left(rows, item.row), item.paragraphs) for item in floating]
        cells = _placed(texts, self._each(merged), rows, columns)
        return list(split(cells, len(rows), above))

    def _each(self, areas: Iterable[_Area]) -> Iterator[_Area]:
        for area in areas:
            self.package.deadline.check()
            yield area

    # --- cells ---

    def _texts(self, data: Iterable[Element]) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield row, column (from 0) and text of the cells; those without a number follow on."""
        row = -1
        for line in data:
            self.package.deadline.check()
            row = int(line.get("r", "")) - 1 if _is_whole(line.get("r")) else row + 1
            column = -1
            for cell in line:
                reference = cell.get("r")
                row, column = _place(reference) if reference else (row, column + 1)
                text = self._text(cell)
                style = self._style(cell)
                if style and style.struck:
                    text = STRUCK_OUT if re.search(r"\d", text) else ""
                elif style and style.unseen:
                    text = ""
                yield (row, column), text

    def _text(self, cell: Element) -> str:
        parts = {local(part): part for part in cell}
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _string(parts["is"]) if "is" in parts else ""
        value = parts["v"].text or "" if "v" in parts else ""
        if not value and "f" in parts:
            # Nobody has calculated it yet: what would be shown is not in the file.
            return f"={parts['f'].text or ''}"
        if kind == "s":
            known = _is_whole(value) and int(value) < len(self.strings)
            return self.strings[int(value)] if known else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind in ("str", "e", "d"):
            return _unescaped(value)
        style = self._style(cell)
        return shown(value, style.format if style else "", self.from_1904)

    def _style(self, cell: Element) -> _CellStyle | None:
        number = cell.get("s")
        known = _is_whole(number) and int(number or 0) < len(self.formats)
        return self.formats[int(number or 0)] if known else None

    def _strings(self, part: str) -> Iterator[str]:
        if part in self.package:
            for item in self.package.xml(part):
                if local(item) == "si":
                    yield _string(item)

    def _formats(self, part: str) -> Iterator[_CellStyle]:
        """Yield the styles that cells name by their numbers."""
        if part not in self.package:
            return
        root = self.package.xml(part)
        own = {
            element.get("numFmtId", ""): element.get("formatCode", "")
            for element in root.iter()
            if local(element) == "numFmt"
        }
        parts = {local(part): part for part in root}
        struck = [
            any(local(it) == "strike" and it.get("val", "1") not in ("0", "false") for it in font)
            for font in parts.get("fonts", ())
        ]
        white = [any(is_white(it) for it in font) for font in parts.get("fonts", ())]
        bare = [is_bare(fill) for fill in parts.get("fills", ())]
        for style in parts.get("cellXfs", ()):
            number, font = style.get("numFmtId", "0"), style.get("fontId", "")
            code = own.get(number, FORMATS.get(number, ""))
            yield _CellStyle(
                code,
                _flag(struck, font),
                bool(_NOTHING.fullmatch(code))
                or (_flag(white, font) and _flag(bare, style.get("fillId", "0"))),
            )


def _flag(flags: Sequence[bool], number: str) -> bool:
    return _is_whole(number) and int(number) < len(flags) and flags[int(number)]


def _string(item: Element) -> str:
    """Return a text without the readings that stand above its characters.

    White text beside other text is not seen.
    """
    pieces = []
    runs = [part for part in item if local(part) == "r"]
    white = [run for run in runs if any(is_white(it) for look in run for it in look)]
    unseen = white if len(white) < len(runs) else []
    for part in item:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r" and part not in unseen:
            text = "".join(text.text or "" for text in part if local(text) == "t")
            pieces.append(_noted(text, part, bool("".join(pieces).strip())))
    return _unescaped("".join(pieces))


def _noted(text: str, run: Element, beside: bool) -> str:
    """Return a run's text: a number that is struck out leaves a trace, raised text is a note where
    it stands `beside` other text."""
    look = {
        local(element): element.get("val", "1")
        for properties in run
        if local(properties) == "rPr"
        for element in properties
    }
    if look.get("strike", "0") not in ("0", "false"):
        return STRUCK_OUT if re.search(r"\d", text) else ""
    return raised(text) if beside and look.get("vertAlign") == "superscript" else text


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(code: int) -> str:
    # Half of a character outside the basic plane stands for nothing by itself.
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _is_whole(text: str | None) -> bool:
    return bool(text) and str(text).isascii() and str(text).isdigit() and len(str(text)) < 10


def _place(reference: str) -> tuple[int, int]:
    """Return row and column, both from 0, of a reference such as B12; raises UnreadableFile."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise UnreadableFile(_BROKEN)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _area(reference: str) -> _Area:
    first, _, last = reference.partition(":")
    return _Area(*_place(first), *_place(last or first))


# --- cells in place ---


def _placed(
    texts: dict[tuple[int, int], str],
    merged: Iterable[_Area],
    rows: Sequence[int],
    columns: Sequence[int],
) -> Iterator[TableCell]:
    """Yield the cells, merged ones once; rows and columns are counted without hidden ones."""
    covered: set[tuple[int, int]] = set()
    for area in merged:
        down = range(bisect_left(rows, area.row), bisect_right(rows, area.last_row))
        right = range(bisect_left(columns, area.column), bisect_right(columns, area.last_column))
        places = {(row, column) for row in down for column in right}
        if places and not places & covered:
            covered |= places
            text = texts.get((area.row, area.column), "")
            yield TableCell(text, down[0], right[0], len(down), len(right))
    for row, row_number in enumerate(rows):
        for column, column_number in enumerate(columns):
            if (row, column) not in covered:
                yield TableCell(texts.get((row_number, column_number), ""), row, column)
