"""Cells that commas, semicolons or enumeration commas part, as in a CSV file pasted into a text.

A colon may stand between a row's label and its first cell. Such lines are read with tabs in place
of these marks, so that every cell keeps its place. A line is one of a table where labels of the
form and values, and nothing else, stand between the marks.

A comma also parts thousands: `1,234` is two cells only where the line has just as many cells as its
header has columns, and no line of the table leaves empty cells at its end out. Anywhere else nobody
can tell, and it is made a cell that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gklint.model.report import Cell, Table
from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, enumerator, is_label, load_lexicon
from gklint.support.patterns import lazily

_MARKS = ",，;；、"
#: A mark that separates thousands, too.
_COMMAS = ",，"
_THOUSANDS = lazily(r"(?<![\d.])[1-9]\d{0,2}(?:[,，]\d{3})+(?!\d)")
#: A comma with a space behind it parts cells; one within a number has none.
_SPACED = lazily(r",(?=\s|$)")
#: What may stand around a cell.
_AROUND = ' "\u3000\xa0'
_COLONS = ":："
_OPENING, _CLOSING = "(（[", ")）]"
#: A label holds at most so many marks itself.
_MARKS_OF_LABEL = 4
#: A colon behind the label of a row stands among so many characters.
_LONGEST_LABEL = 60
#: So many lines of so many cells are a table.
_ENOUGH_LINES, _ENOUGH_CELLS = 3, 4
#: Words that the form does not have are at most this long before cells.
_LONGEST_STRANGER = 30


class _Row(NamedTuple):
    """A line by its marks: where each one that parts cells stands (from 0); how many labels of
    columns are in it, how many cells, empty ones too, stand behind the last label, and how many of
    these are filled. `known` says that labels of the form and cells are all that it holds."""

    marks: tuple[int, ...]
    columns: int
    cells: int
    filled: int
    known: bool

    def fits(self, header: _Header | None) -> bool:
        """Say whether it has as many cells as a header has columns."""
        return header is not None and (
            len(self.marks) == header.marks or self.cells == header.columns
        )


class _Header(NamedTuple):
    """The columns that a line names, together with the header lines right above it, over which a
    merged one is spread; how many marks its rows have that leave no cell out."""

    marks: int
    columns: int


def with_marks_as_tabs(source: Source) -> Source:
    """Return a source with tabs for the marks that separate cells, itself where there are none.

    The lines have the same length, `text` stays as it is.
    """
    lines = list(source.lines)
    for mark in _MARKS:
        rows = _rows(lines, mark)
        if len(rows) < _ENOUGH_LINES or sum(r.cells for r in rows.values()) < _ENOUGH_CELLS:
            continue
        for number, raw in _tabbed(lines, rows, mark):
            lines[number] = raw
    found = tuple(lines)
    return source if found == source.lines else source._replace(lines=found)


def as_written(table: Table, lines: Sequence[str]) -> Table:
    """Return a table with its unreadable cells as they are on these lines: `1,234`, not `1 234`."""

    def written(cell: Cell) -> Cell:
        if cell.state != "unreadable":
            return cell
        return cell._replace(
            text=lines[cell.line - 1][cell.column_number - 1 : cell.end_column - 1]
        )

    rows = (row._replace(cells=tuple(map(written, row.cells))) for row in table.rows)
    return table._replace(rows=tuple(rows))


def _rows(lines: Sequence[str], mark: str) -> dict[int, _Row]:
    """Return, by index of the line, the lines of tables whose cells this mark parts."""
    read = {
        number: _row(raw, mark)
        for number, raw in enumerate(lines)
        if mark in raw and "\t" not in raw and "|" not in raw and "。" not in raw
    }
    found = {number: row for number, row in read.items() if row.known}
    filled = [number for number, raw in enumerate(lines) if raw.strip()]
    # What stands beside such a line and ends in cells is one, whatever its label says, and so is
    # one with several headers of the form.
    for order in (filled, filled[::-1]):
        before = -1
        for number in order:
            row = read.get(number)
            if row and before in found and max(row.cells, row.columns) > 1:
                found.setdefault(number, row)
            before = number
    if any(lines[number][row.marks[0]] in _COLONS for number, row in found.items()):
        found.update(_with_colons(lines, filled, found))
    return {number: found[number] for number in sorted(found)}


def _with_colons(
    lines: Sequence[str], filled: Sequence[int], found: Mapping[int, _Row]
) -> Iterator[tuple[int, _Row]]:
    """Yield the lines of one cell behind a colon that stand among those of several."""
    inside = False
    for number in filled:
        raw = lines[number]
        if number in found or is_label(core(raw)):
            inside = inside or number in found
            continue
        row = _row(raw, _COLONS) if inside and "\t" not in raw and "|" not in raw else None
        inside = row is not None and row.known
        if row and row.known:
            yield number, row


def _row(raw: str, mark: str) -> _Row:
    marks = tuple(_places(raw, mark))
    colon = _colon(raw)
    if colon is not None:
        marks = (colon, *(at for at in marks if at > colon))
    pieces = list(_pieces(raw, marks))
    marks = tuple(start - 1 for start, _ in pieces[1:])
    words = [raw[start:end].strip(_AROUND) for start, end in pieces]
    columns = load_lexicon().columns
    cells = filled = labels = of_columns = 0
    known = len(words) > 1
    for word in words:
        if not word or is_value(word):
            cells, filled = cells + 1, filled + bool(word)
            continue
        cells = filled = 0
        label = core(word)
        labels += is_label(label)
        # 3.其他 and （七）总计 are rows.
        of_columns += label in columns and not enumerator(word)
        known = known and is_label(label)
        if len(word) > _LONGEST_STRANGER and not is_label(label):
            return _Row(marks, 0, 0, 0, False)
    known = known and labels > 0
    return _Row(marks, of_columns, cells, filled, known)


def _colon(raw: str) -> int | None:
    """Return where a colon parts a label of the form from what follows, None where none does."""
    colons = (at for at, letter in enumerate(raw[:_LONGEST_LABEL]) if letter in _COLONS)
    return next((at for at in colons if is_label(core(raw[:at]))), None)


def _places(raw: str, mark: str) -> Iterator[int]:
    """Yield where the marks outside of quotes and brackets stand."""
    closed = sum(raw.count(sign) for sign in _OPENING) == sum(raw.count(s) for s in _CLOSING)
    within = _within_numbers(raw) if mark == "," else frozenset()
    depth, quoted = 0, False
    for at, letter in enumerate(raw):
        if letter == '"':
            quoted = not quoted
        elif letter in _OPENING and closed:
            depth += 1
        elif letter in _CLOSING and closed:
            depth -= 1
        elif letter == mark and not depth and not quoted and at not in within:
            yield at


def _within_numbers(raw: str) -> frozenset[int]:
    """Return where commas stand that separate no cells, since a space follows all others."""
    spaced = {match.start() for match in _SPACED.finditer(raw)}
    within = {
        at for match in _THOUSANDS.finditer(raw) for at in range(*match.span()) if raw[at] == ","
    }
    commas = {at for at, letter in enumerate(raw) if letter == ","}
    parts = spaced - {len(raw.rstrip()) - 1}
    return frozenset(within) if parts and spaced | within == commas else frozenset()


def _pieces(raw: str, marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the pieces between marks; a label's own marks part nothing."""
    starts = [0, *(at + 1 for at in marks)]
    ends = [*marks, len(raw)]
    at = 0
    while at < len(starts):
        last = at
        if raw[starts[at] : ends[at]].strip(_AROUND):
            for later in range(min(at + _MARKS_OF_LABEL, len(ends) - 1), at, -1):
                rest = raw[starts[later] : ends[later]].strip(_AROUND)
                whole = raw[starts[at] : ends[later]]
                if (
                    core(rest)
                    and not is_value(rest)
                    and is_label(core(whole))
                    and not all(
                        is_label(core(raw[start:end]))
                        for start, end in zip(
                            starts[at : later + 1], ends[at : later + 1], strict=True
                        )
                    )
                ):
                    last = later
                    break
        yield starts[at], ends[last]
        at = last + 1


def _tabbed(lines: Sequence[str], rows: dict[int, _Row], mark: str) -> Iterator[tuple[int, str]]:
    """Yield the index and the text of each row, of the same length."""
    headers = _headers(rows)
    # A row that leaves out empty cells at its end could hold one number more, or one less.
    cut = any(
        row.filled and not row.fits(above) and len(row.marks) < above.marks
        for number, row in rows.items()
        if (above := headers[number])
    )
    whole = _of_whole_grids(rows) if mark in _COMMAS else frozenset()
    for number, row in rows.items():
        letters = list(lines[number])
        for at in row.marks:
            letters[at] = "\t"
        doubtful = number not in whole and (cut or not row.fits(headers[number]))
        if mark in _COMMAS and doubtful:
            _join_thousands(lines[number], letters, row.marks)
        text = "".join(letters)
        yield number, text.replace('"', " ")


def _headers(rows: Mapping[int, _Row]) -> dict[int, _Header | None]:
    """Return the header above each line, that of the line itself where it is one."""
    header: _Header | None = None
    found: dict[int, _Header | None] = {}
    last = -1
    for number, row in rows.items():
        if row.columns > 1 or (row.columns and not row.filled):
            marks, columns = len(row.marks), row.columns
            if header and last == number - 1:
                columns += header.columns
                marks = max(marks, columns)
            header, last = _Header(marks, columns), number
        found[number] = header
    return found


def _of_whole_grids(rows: Mapping[int, _Row]) -> frozenset[int]:
    """Return the lines of tables with just as many marks on each line, one of them a header.

    A mark within a number would be one too many.
    """
    found: set[int] = set()
    stretch: list[int] = []
    for number in (*rows, -1):
        if stretch and number != stretch[-1] + 1:
            several = [rows[at] for at in stretch]
            alike = len({len(row.marks) for row in several}) == 1
            if alike and len(stretch) >= _ENOUGH_LINES and any(row.columns > 1 for row in several):
                found.update(stretch)
            stretch = []
        stretch.append(number)
    return frozenset(found)


def _join_thousands(raw: str, letters: list[str], marks: Sequence[int]) -> None:
    """Make one cell that nobody can read of what may be one number or two."""
    parting = frozenset(marks)
    for match in _THOUSANDS.finditer(raw):
        for at in range(*match.span()):
            if at in parting:
                letters[at] = " "
