"""What a report is, as values: title, agency, year, sections, paragraphs, tables, cells.

Every part knows its place in the file. All values are frozen, comparable and can be pickled.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from gklint.forms.values import Form, Forms, SectionForm, TableForm
from gklint.model.reasons import Reason
from gklint.model.source import Place, Source
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.support.numerals import Number

Derived = TypeVar("Derived")

#: What a cell can hold: a number; nothing; a sign or word for "none" (/, -, 无); anything else.
CELL_STATES = ("number", "blank", "dash", "unreadable")

#: Kinds of agency: 各级人民政府; 乡镇; 部门; 街道 and other 派出机关; not known.
AGENCY_KINDS = ("government", "township", "department", "street", "unknown")

#: The parts of the form that have tables.
SECTIONS_WITH_TABLES = (2, 3, 4)


class CellKey(NamedTuple):
    """Which cell of the form: keys of table, row and column."""

    table: str
    row: str
    column: str

    @classmethod
    def named(cls, written: str) -> "CellKey":
        """Return the key that table.row.column names; a row's key may have a dot in it. Raises
        ValueError."""
        table, _, rest = written.strip().partition(".")
        row, _, column = rest.rpartition(".")
        if not (table and row and column):
            raise ValueError(written)
        return cls(table, row, column)


class Cell(NamedTuple):
    """One cell of a table.

    `text` is what stands in the file, trimmed; `value` the number it says, None unless `state` is
    "number"; `note` what stands beside the number (a unit, a remark), "" where there is nothing.
    `line` and `column_number` count from 1, `end_column` is exclusive. A blank cell is never 0:
    its value is None.
    """

    row: str
    column: str
    text: str
    value: Number | None
    state: str
    line: int
    column_number: int
    end_column: int
    note: str = ""

    @property
    def place(self) -> Place:
        """The place of the text, or of the location where it should stand."""
        return Place(self.line, self.column_number, self.line, self.end_column)


class Row(NamedTuple):
    """One row of a table: the form's key, the label as written, its cells in the form's order.

    `problem` is None for a row that was read; otherwise it says why its values could not be given
    to columns: then `cells` is empty, or holds the one cell that is known all the same, the total
    of a row whose last value is the sum of the others. `value_count` is how many values it has.
    """

    key: str
    label: str
    place: Place
    cells: tuple[Cell, ...]
    problem: Reason | None = None
    value_count: int = 0

    def cell(self, column: str) -> Cell | None:
        """Return the cell in the column with this key, None where the row has none."""
        for cell in self.cells:
            if cell.column == column:
                return cell
        return None


class Label(NamedTuple):
    """A label in a table that is no row's: a group, a column header, or one the form has not."""

    key: str
    text: str
    place: Place


class Table(NamedTuple):
    """A table as read: `form` is the table of the format that its labels and rows belong to.

    `problem` is None for a table that was read with confidence; otherwise it says why not, and then
    no number of it may be checked. `columns` are the keys of the header's columns, empty where no
    header was recognised. `unknown` are row labels that the form does not have. `broken_off` says
    that the table stops before its last row. `layout` names the strategy that read it.
    """

    form: TableForm
    place: Place
    rows: tuple[Row, ...]
    columns: tuple[Label, ...] = ()
    groups: tuple[Label, ...] = ()
    unknown: tuple[Label, ...] = ()
    problem: Reason | None = None
    broken_off: bool = False
    layout: str = ""

    @property
    def key(self) -> str:
        """The table's key in the form: art20_1, applications, review, …"""
        return self.form.key

    def row(self, key: str) -> Row | None:
        """Return the first row with this key, None where the table has none."""
        for row in self.rows:
            if row.key == key:
                return row
        return None

    def cell(self, row: str, column: str) -> Cell | None:
        """Return the cell with these keys, None where the table has none."""
        found = self.row(row)
        return found.cell(column) if found else None

    def cell_key(self, cell: Cell) -> CellKey:
        """Return the key of one of the table's cells."""
        return CellKey(self.form.key, cell.row, cell.column)


class Piece(NamedTuple):
    """A stretch of a paragraph's text that stands on one line of the file."""

    start: int
    line: int
    column: int


class Paragraph(NamedTuple):
    """A paragraph, its lines put together again where a page or a line width cut them.

    `pieces` give the place in the file of each stretch of `text`. `heading` says that the
    paragraph is a sub-heading: （一）…, 1.… without a sentence in it.
    """

    text: str
    pieces: tuple[Piece, ...]
    heading: bool = False

    @property
    def place(self) -> Place:
        """The place of the whole paragraph."""
        return self.place_of(0, len(self.text))

    def place_of(self, start: int, end: int) -> Place:
        """Return the place in the file of `text[start:end]`."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(end - 1, start))
        return Place(line, column, end_line, end_column + (end > start))

    def _position(self, offset: int) -> tuple[int, int]:
        after = bisect_right(self.pieces, offset, key=lambda piece: piece.start)
        piece = self.pieces[after - 1]
        return piece.line, piece.column + offset - piece.start


class Section(NamedTuple):
    """One of the six parts.

    `form` is the part of the format it is; `ordinal` the numeral as written ("四", "" for none),
    `separator` what follows it (、 or . or "部分"), `number` what the numeral says (None: none
    written); `title` the title as written; `standard` whether it is an accepted title.
    """

    form: SectionForm
    ordinal: str
    separator: str
    number: int | None
    title: str
    standard: bool
    place: Place
    title_place: Place
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]

    @property
    def text(self) -> str:
        """The section's prose, paragraph by paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Title(NamedTuple):
    """The report's title, put together from its lines, and the year it names (None: none)."""

    text: str
    place: Place
    year: int | None
    year_place: Place | None


class Period(NamedTuple):
    """The statistics period as written: first and last day as (year, month, day).

    The last day's year is the first one's where the text leaves it out.
    """

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    text: str
    place: Place


class _Read(NamedTuple):
    """What makes up a report; see there."""

    source: Source
    title: Title | None
    agency: str
    agency_kind: str
    year: int | None
    year_from: str
    period: Period | None
    format: str | None
    form: Form | None
    front: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    closing: tuple[Paragraph, ...]
    forms: Forms
    looks_like: Text | None = None
    plain: tuple[str, ...] = ()
    afterword: tuple[Paragraph, ...] = ()


class Report(_Read):
    """A report as read.

    `year` is the report year and `year_from` where it was found: "title", "period", "text",
    "given" or "" (unknown). `format` is the key of the format that most of its tables have, None
    without tables; `form` is the form in force for the year, None where the year is unknown.
    `front` is what stands before the first section, `closing` the signature and the date,
    `afterword` what stands below them: notes, files to download, the foot of a web page. `tables`
    are all tables in the order of the file, those outside a section included. `forms` are all forms
    and regulations that it was read by. `looks_like` names what the file is that is no report.
    `plain` are the lines in the simplified characters that are meant, where they are written in
    traditional ones, radicals or letters of full width, and without the > of a mail before them.
    """

    def __repr__(self) -> str:
        return (
            f"Report({self.source.path!r}, year={self.year}, {len(self.sections)} sections,"
            f" {len(self.tables)} tables)"
        )

    def __getstate__(self) -> None:
        """Keep nothing beside the fields: what was derived can be derived again."""

    @cached_property
    def _derived(self) -> "dict[Callable[[Report], Any], Any]":
        return {}

    def derived(self, make: "Callable[[Report], Derived]") -> Derived:
        """Return `make(self)`, worked out when it is first asked for and kept with the report."""
        if make not in self._derived:
            self._derived[make] = make(self)
        known: Derived = self._derived[make]
        return known

    @property
    def is_report(self) -> bool:
        """Whether it is a report: of a title, two parts or tables of the form.

        One heading that a report could have makes none, nor does what `looks_like` names.
        """
        if self.looks_like is not None:
            return False
        parts = {section.form.number for section in self.sections}
        titled = self.title is not None and "公开" in fold(self.title.text)
        return titled or len(parts) > 1 or bool(self.tables)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are compared: those of the source, in the characters that are meant."""
        return self.plain or self.source.lines

    @property
    def ending(self) -> tuple[Paragraph, ...]:
        """The signature, the date and what stands below them."""
        return (*self.closing, *self.afterword)

    @property
    def year_not_covered(self) -> bool:
        """Whether the report is of a year for which no form is known."""
        return self.year is not None and self.form is None

    @property
    def tables_only(self) -> bool:
        """Whether this is a workbook of the tables alone, as agencies collect them.

        Headings may stand above the tables. There is no prose that could be right or wrong.
        """
        return (
            self.source.is_workbook
            and bool(self.tables)
            and all(section.form.number in SECTIONS_WITH_TABLES for section in self.sections)
        )

    def section(self, number: int) -> Section | None:
        """Return the first section that is part `number` of the form, None where it is absent."""
        return next((of for of in self.sections if of.form.number == number), None)

    def table(self, key: str) -> Table | None:
        """Return the first table with this key, None where there is none."""
        return next((table for table in self.tables if table.key == key), None)

    def paragraphs(self) -> Iterator[tuple[int | None, Paragraph]]:
        """Yield every paragraph with the number of its section (None: front matter)."""
        for paragraph in self.front:
            yield None, paragraph
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield section.form.number, paragraph


def once_per_report(make: Callable[[Report], Derived]) -> Callable[[Report], Derived]:
    """Decorate what several rules want to know of a report: it is worked out once a report."""

    @wraps(make)
    def derived(report: Report) -> Derived:
        return report.derived(make)

    return derived
