"""A file's text: decoded, split into lines, every character with its place."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gklint.model.comments import Comment

#: What stands in a cell for a number that is struck out.
STRUCK_OUT = "〔划去〕"

#: What may hold a table and is no text: a picture, a sheet or document of another program, a file
#: that is put in as it is. And text that floats over a sheet: it is read, but where in the report
#: it belongs the file does not say. And the sheets of a workbook on other years than the report's.
UNREAD = ("picture", "embedded", "file", "floating", "other-year")


class Place(NamedTuple):
    """A stretch of text: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, other: "Place") -> "Place":
        """Return the stretch from the start of this place to the end of `other`."""
        return Place(self.line, self.column, other.end_line, other.end_column)


class Undecodable(NamedTuple):
    """Bytes that stand for no character: how many are lost and where the first one is."""

    byte_offset: int
    lost: int
    line: int
    column: int


class Origin(NamedTuple):
    """Where a piece of the text stands in the document that it was read from; all from 1.

    `paragraph` counts the paragraphs of the document outside its tables, `table` its tables, `row`
    and `column` the cells of that table's grid. `rectangle` is left, bottom, right and top on the
    page in points (PDF 32000-1, 7.9.5). None: the document does not say, or it does not apply.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    rectangle: tuple[float, float, float, float] | None = None


class GridCell(NamedTuple):
    """A cell that the file itself knows as one: its text, its corner in the grid, how far it spans.

    `row` and `column` count from 0, the spans from 1. `line` and `start` (both from 1) are where
    its text begins in the Source, or would, if the cell is blank. `table` counts the tables of the
    document from 1; `page` and `rectangle` as in `Origin`.
    """

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    line: int
    start: int
    table: int = 1
    page: int | None = None
    rectangle: tuple[float, float, float, float] | None = None

    @property
    def origin(self) -> Origin:
        """Where in the document the cell stands."""
        return Origin(self.page, None, self.table, self.row + 1, self.column + 1, self.rectangle)


class Grid(NamedTuple):
    """A table as the file has it, merged cells resolved: each cell once, at its upper left corner.

    The cells come row by row, from left to right, and none covers a place of another. Row r stands
    on line `first_line + r` of the Source, its cells separated by tabs, one for each column of the
    grid; where a merged cell covers a place nothing stands there.
    """

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    first_line: int

    @property
    def last_line(self) -> int:
        """The line of the last row."""
        return self.first_line + self.rows - 1


class Source(NamedTuple):
    """The text of one file.

    `path` is the name as the user gave it, `raw` the file's bytes, `encoding` the name of the
    codec that read them. `lines` are without their line ends; `starts[i]` is the offset of line
    i + 1 in `text`. Lines end at \\n, \\r\\n or \\r only, as editors count them: a form feed, which
    PDF converters leave at the top of a page, does not end a line.

    Of a document (Word, PDF, a web page) it is the text that was extracted; `media_type` says what
    the file is, `grids` are the tables that the file itself knows, `origins` say for each line
    outside of them where in the document it stands. `unread` says on which lines something stands
    that is not read for what it is: by line, one of `UNREAD`.

    `comments` are what the text says to gklint (`gklint.model.comments`). They stand in `text` and
    not in `lines`, so that nothing that reads the report takes them for a part of it.
    """

    path: str
    text: str
    raw: bytes
    encoding: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    undecodable: Undecodable | None = None
    media_type: str = "text/plain"
    grids: tuple[Grid, ...] = ()
    origins: Mapping[int, Origin] = {}
    unread: Mapping[int, str] = {}
    comments: "tuple[Comment, ...]" = ()

    @property
    def is_workbook(self) -> bool:
        """Whether the file is a spreadsheet."""
        return is_workbook(self.media_type)

    @property
    def speaks_to_gklint(self) -> bool:
        """Whether something in the file may be said to gklint, in a comment or what looks like one:
        of a web page also where no text shows it."""
        if self.comments or "gklint" in self.text.lower():
            return True
        return self.media_type == "text/html" and b"gklint" in self.raw.lower()

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.lines)} lines)"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal digits."""
        # Imported here: a run that prints text never needs it, and it loads OpenSSL.
        from hashlib import sha256

        return sha256(self.raw).hexdigest()

    def place(self, start: int, end: int) -> Place:
        """Return the place of `text[start:end]`."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Place(line, column, end_line, end_column)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def origin(self, place: Place) -> Origin | None:
        """Return where in the document a place begins, None where the file has no more than lines.

        On a line of a table it is the cell that the place begins in.
        """
        for grid in self.grids:
            if grid.first_line <= place.line <= grid.last_line:
                before = [
                    cell
                    for cell in grid.cells
                    if cell.line == place.line and cell.start <= place.column
                ]
                return max(before, key=lambda cell: cell.start).origin if before else None
        return self.origins.get(place.line)

    def written_line(self, number: int) -> str:
        """Return line `number` as it stands in the file, comments included, without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_place(self, number: int) -> Place:
        """Return the place of what stands on line `number`, white space at both ends left out."""
        text = self.lines[number - 1]
        start = len(text) - len(text.lstrip())
        return Place(number, start + 1, number, max(len(text.rstrip()), start) + 1)


def is_workbook(media_type: str) -> bool:
    """Say whether a media type is that of a spreadsheet."""
    return "spreadsheet" in media_type or "excel" in media_type


def source_of_text(
    text: str,
    path: str = "<text>",
    raw: bytes | None = None,
    encoding: str = "utf-8",
    undecodable: Undecodable | None = None,
) -> Source:
    """Split `text` into lines and return it as a Source; a leading byte order mark is dropped."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if raw is None:
        raw = text.encode("utf-8", "surrogatepass")
    lines, starts = _split(text)
    comments: tuple[Comment, ...] = ()
    if "gklint" in text.lower():
        # Imported here: hardly any report says anything to gklint.
        from gklint.model.comments import taken_out

        lines, comments = taken_out(lines)
    return Source(path, text, raw, encoding, lines, starts, undecodable, comments=comments)


def _split(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    lines: list[str] = []
    starts: list[int] = []
    offset = 0
    has_returns = "\r" in text
    for line in text.split("\n"):
        whole = len(line) + 1
        if has_returns:
            line = line.removesuffix("\r")
            if "\r" in line:
                start = offset
                for piece in line.split("\r"):
                    lines.append(piece)
                    starts.append(start)
                    start += len(piece) + 1
                offset += whole
                continue
        lines.append(line)
        starts.append(offset)
        offset += whole
    if len(lines) > 1 and not lines[-1]:
        # The line end that closes the last line opens no new one.
        lines.pop()
        starts.pop()
    return tuple(lines), tuple(starts)
