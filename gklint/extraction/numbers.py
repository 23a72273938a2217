"""The numbers of one report as a small value: `gklint.extract`.

It holds what stands in the tables and nothing of how the report was read, so that thousands of them
can be kept.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from gklint.checking.settings import Settings
from gklint.extraction.cells import Extract, cells, extract_file, not_read
from gklint.model.reasons import Reason
from gklint.model.report import CellKey
from gklint.support.bilingual import Text


class Number(NamedTuple):
    """One cell that was read with confidence.

    `cell` names it by the keys of the form (applications.new.total); `value` is a count, or an
    amount as a Decimal, None where the cell holds no number; then `state` says why: "blank",
    "dash" (/, -, 无) or "unreadable". `text` is what stands there, `line` and `column` (from 1)
    where.
    """

    cell: CellKey
    value: int | Decimal | None
    state: str
    text: str
    line: int
    column: int


class NotRead(NamedTuple):
    """A table, or a row of it (`row` is "" for all of it), whose numbers were not read, and why."""

    table: str
    row: str
    reason: Reason


class Numbers(NamedTuple):
    """What the tables of one report say.

    `agency` is "" and `year` None where the report does not tell; `format` is the key of the form
    that its tables have, None without tables. `error` is None, or says why the file could not be
    read at all; then there is nothing else.
    """

    path: str
    agency: str = ""
    year: int | None = None
    format: str | None = None
    numbers: tuple[Number, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    error: Text | None = None

    def __repr__(self) -> str:
        if self.error is not None:
            return f"Numbers({self.path!r}, error={self.error.en!r})"
        return f"Numbers({self.path!r}, year={self.year}, {len(self.numbers)} numbers)"

    def value(self, cell: str) -> int | Decimal | None:
        """Return the number in the cell that table.row.column names, None where it holds none.

        Raises KeyError for a cell that was not read: that is not the same as one without a number.
        """
        wanted = CellKey.named(cell)
        for number in self.numbers:
            if number.cell == wanted:
                return number.value
        raise KeyError(f"{cell} was not read in {self.path}")


def extract(path: str, settings: Settings | None = None) -> Numbers:
    """Return the numbers of the report at `path`.

    Year, kind of agency and limits are those of the settings. A file that cannot be read gives
    none, and an `error`.
    """
    return numbers_of(extract_file(path, settings))


def numbers_of(extracted: Extract) -> Numbers:
    """Return the numbers of a report that was read."""
    report = extracted.report
    if report is None:
        return Numbers(extracted.path, error=extracted.error)
    return Numbers(
        extracted.path,
        report.agency,
        report.year,
        report.format,
        tuple(
            Number(
                table.cell_key(cell),
                cell.value,
                cell.state,
                cell.text,
                cell.line,
                cell.column_number,
            )
            for table, cell in cells(report)
        ),
        tuple(NotRead(*fields) for fields in not_read(report)),
    )
