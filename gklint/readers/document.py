"""A document's paragraphs and tables become a Source: what all readers but that of text share.

A paragraph is a line, a row of a table is a line with its cells separated by tabs. That text is
what `gklint extract --format text` prints and what lines in findings count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from gklint.model.source import Grid, GridCell, Origin, Source
from gklint.readers.limits import DEFAULT_LIMITS, Limits

#: What would end a line or a cell where none ends.
_BREAKS = re.compile(r"[ \u00a0]*[\t\n\v\f\r\u0085\u2028\u2029]+[ \u00a0]*")
_WESTERN = re.compile(r"[!-~]")
#: Raised characters, which are notes, by the plain ones.
_PLAIN_ONES = "0123456789+-=()abcdefghijklmnoprstuvwxyz"
_RAISED_ONES = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_RAISED = str.maketrans(_PLAIN_ONES, _RAISED_ONES)
_PLAIN = str.maketrans(_RAISED_ONES, _PLAIN_ONES)
#: What may stand around the text of a cell.
_BLANKS = " \t\r\n\u00a0\u3000"


class Paragraph(NamedTuple):
    """A paragraph: its text, which may hold line breaks, and where it stands.

    `unread` is one of `gklint.model.source.UNREAD` where such a thing stands in it.
    """

    text: str
    page: int | None = None
    rectangle: tuple[float, float, float, float] | None = None
    unread: str = ""


class TableCell(NamedTuple):
    """A cell at its upper left corner (from 0) with its spans (from 1)."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    rectangle: tuple[float, float, float, float] | None = None


class Table(NamedTuple):
    """A table as the document has it, each merged cell once."""

    cells: Sequence[TableCell]


Block = Paragraph | Table


def source_of_blocks(
    blocks: Iterable[Block], path: str, raw: bytes, media_type: str, limits: Limits = DEFAULT_LIMITS
) -> Source:
    """Return the Source of a document's blocks in their order.

    Raises UnreadableFile where they have more `characters` than the limits allow.
    """
    builder = _Builder()
    counted = characters = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            builder.add_paragraph(block)
        else:
            builder.add_table(block)
        # Each line ends with a character of its own.
        characters += sum(len(line) + 1 for line in builder.lines[counted:])
        counted = len(builder.lines)
        limits.check("characters", characters)
    return builder.source(path, raw, media_type)


def raised(text: str) -> str:
    """Return raised text as it looks, character for character: no figure of it is a number's."""
    return text.translate(_RAISED)


def plain(text: str) -> str:
    """Return text that was taken for raised as it is."""
    return text.translate(_PLAIN)


def joined(pieces: Iterable[str]) -> str:
    """Return the paragraphs of one cell as one line: Chinese runs on, figures stay apart."""
    whole = ""
    for piece in pieces:
        piece = _BREAKS.sub(lambda found: _between(found), piece.strip(_BLANKS))
        if whole and piece and _WESTERN.match(whole[-1]) and _WESTERN.match(piece[0]):
            whole += " "
        whole += piece
    return whole


def _between(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    western = _WESTERN.match(text[start - 1 : start]) and _WESTERN.match(text[end : end + 1])
    return " " if western else ""


class _Builder:
    """Lines, grids and origins as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.grids: list[Grid] = []
        self.origins: dict[int, Origin] = {}
        self.unread: dict[int, str] = {}
        self.paragraphs = 0

    def add_paragraph(self, paragraph: Paragraph) -> None:
        self.paragraphs += 1
        for line in re.split(r"[\n\v\f\r\u0085\u2028\u2029]", paragraph.text):
            # A tab inside a paragraph would be taken for the border of a cell.
            self.lines.append(line.replace("\t", "    ").rstrip())
            self.origins[len(self.lines)] = Origin(
                page=paragraph.page, paragraph=self.paragraphs, rectangle=paragraph.rectangle
            )
        if paragraph.unread:
            self.unread[len(self.lines)] = paragraph.unread

    def add_table(self, table: Table) -> None:
        cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
        if not cells:
            return
        rows = max(cell.row + cell.row_span for cell in cells)
        columns = max(cell.column + cell.column_span for cell in cells)
        first = len(self.lines) + 1
        number = len(self.grids) + 1
        texts: list[list[str]] = [[""] * columns for _ in range(rows)]
        for cell in cells:
            text = cell.text.strip(_BLANKS)
            # What is printable has no line break in it; most cells hold a number.
            texts[cell.row][cell.column] = text if text.isprintable() else joined([text])
        self.lines += ["\t".join(row) for row in texts]
        # Where each text of a row begins, from 1: behind the tab that ends the one before.
        starts = [list(accumulate((len(text) + 1 for text in row), initial=1)) for row in texts]
        self.grids.append(
            Grid(
                tuple(
                    GridCell(
                        texts[cell.row][cell.column],
                        cell.row,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                        first + cell.row,
                        starts[cell.row][cell.column],
                        number,
                        cell.page,
                        cell.rectangle,
                    )
                    for cell in cells
                ),
                rows,
                columns,
                first,
            )
        )

    def source(self, path: str, raw: bytes, media_type: str) -> Source:
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line) + 1
        lines = self.lines or [""]
        return Source(
            path,
            "\n".join(lines) + "\n",
            raw,
            "",
            tuple(lines),
            tuple(starts or [0]),
            None,
            media_type,
            tuple(self.grids),
            self.origins,
            self.unread,
        )
