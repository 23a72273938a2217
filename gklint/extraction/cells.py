"""The numbers of reports as data: for spreadsheets, statistics, other programs.

A table that could not be read with confidence gives no numbers, and a note that says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gklint.checking.failures import failure
from gklint.checking.settings import Settings
from gklint.forms.labels import labels_of
from gklint.model.personal import mask, masked_cell, masked_source
from gklint.model.reasons import Reason
from gklint.model.report import Cell, Report, Table
from gklint.model.source import Source
from gklint.parsing import parse
from gklint.plugins.loading import load_plugins
from gklint.readers import CONVERTED, UnreadableFile, read, read_bytes
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.support.printable import shown, shown_lines

Write = Callable[[str], object]

#: So many files at a time are looked through for those that LibreOffice converts first: it takes
#: hardly longer for many than for one.
_AT_ONCE = 100

#: The columns of the CSV: one line a cell.
CSV_COLUMNS = (
    "path",
    "agency",
    "year",
    "format",
    "table",
    "row",
    "column",
    "value",
    "text",
    "state",
    "line",
    "agency_kind",
    "section",
    "table_label",
    "row_label",
    "column_label",
    "unit",
    "body",
)

#: With these a spreadsheet's formula begins; a sign before a number, or alone, begins none.
_FORMULA = tuple("=@+-\t\r＝＠＋－")
_SIGNED_NUMBER = re.compile(r"[-+]+(?:\d[\d.,，．]*[^\x00-\x7f]*)?")


class Extract(NamedTuple):
    """One file read: `report` is None where it could not be, and `error` then says why.

    What is written of it has the numbers of persons masked, unless it is `unmasked`.
    """

    path: str
    report: Report | None
    error: Text | None = None
    unmasked: bool = False

    @property
    def agency(self) -> str:
        """The agency's name, "" where none is known."""
        name = self.report.agency if self.report else ""
        return name if self.unmasked else mask(name)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text as they may be shown."""
        if self.report is None:
            return ()
        return (self.report.source if self.unmasked else masked_source(self.report)).lines

    def shown(self, table: Table, cell: Cell) -> tuple[str, int | Decimal | None]:
        """Return text and value of a cell: what has the form of a person's number has no value."""
        if self.unmasked:
            return cell.text, cell.value
        text = masked_cell(cell, amount=table.form.column[cell.column].amount)
        return text, cell.value if text == cell.text else None

    def state(self, cell: Cell, value: int | Decimal | None) -> str:
        """Return the state of a cell that is shown with this value: a number that is masked can no
        longer be read as one."""
        return "unreadable" if cell.state == "number" and value is None else cell.state


class _Sink(NamedTuple):
    """What csv writes to."""

    write: Write


def extract_files(
    paths: Sequence[str], settings_for: Callable[[str], Settings]
) -> Iterator[Extract]:
    """Read the reports at these paths one after the other, each by the settings for it."""
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        old = [path for path in some if path.lower().endswith(CONVERTED)]
        if old:
            # Imported here: most runs have no such document.
            from gklint.readers.office import reader as office

            office.prepare(old, settings_for(old[0]).limits)
        for path in some:
            yield extract_file(path, settings_for(path))


def extract_file(path: str, settings: Settings | None = None) -> Extract:
    """Read the report at `path`; year, kind of agency and limits are those of the settings."""
    settings = settings or Settings()
    return _extract(path, lambda: read(path, settings.limits, load_plugins().readers), settings)


def extract_bytes(raw: bytes, path: str, settings: Settings | None = None) -> Extract:
    """Read the report in these bytes, `path` being what to call it; else as `extract_file`."""
    settings = settings or Settings()
    return _extract(
        path, lambda: read_bytes(raw, path, settings.limits, load_plugins().readers), settings
    )


def _extract(path: str, reading: Callable[[], Source], settings: Settings) -> Extract:
    try:
        return Extract(path, parse(reading(), settings.year, settings.agency_kind))
    except UnreadableFile as error:
        return Extract(path, None, error.reason)
    except Exception as error:
        # A fault of gklint's, a library's or a plugin's: the other files are read all the same.
        return Extract(path, None, failure(error))


def cells(report: Report) -> Iterator[tuple[Table, Cell]]:
    """Yield every cell that was read with confidence, with its table, in the order of the file."""
    for table in report.tables:
        if not table.problem:
            for row in table.rows:
                for cell in row.cells:
                    yield table, cell


def not_read(report: Report) -> Iterator[tuple[str, str, Reason]]:
    """Yield table, row ("" for the whole table) and reason for what gave no numbers."""
    for table in report.tables:
        if table.problem:
            yield table.key, "", table.problem
            continue
        for row in table.rows:
            if row.problem:
                yield table.key, row.key, row.problem


def write_json(extracts: Iterable[Extract], write: Write, *, ascii_only: bool = False) -> None:
    """Write `{"schema_version": 1, "reports": [...]}`, one report at a time."""
    import json

    write('{"schema_version": 1, "reports": [')
    separator = "\n"
    for extract in extracts:
        write(separator + json.dumps(_as_json(extract), ensure_ascii=ascii_only))
        separator = ",\n"
    write("\n]}\n")


def write_csv(extracts: Iterable[Extract], write: Write) -> None:
    """Write one line a cell under a line of column names."""
    import csv

    lines = csv.writer(_Sink(write), lineterminator="\n")
    lines.writerow(CSV_COLUMNS)
    for extract in extracts:
        report = extract.report
        if report is None:
            continue
        about = (
            _harmless(shown(extract.path)),
            _harmless(extract.agency),
            report.year,
            report.format,
        )
        # By it bodies are told across reports, however their names are written.
        body = _harmless(fold(extract.agency))
        for table, cell in cells(report):
            text, value = extract.shown(table, cell)
            labels = labels_of(table.form.format, table.key, cell.row, cell.column)
            lines.writerow(
                (
                    *about,
                    table.key,
                    cell.row,
                    cell.column,
                    value,
                    _harmless(text),
                    extract.state(cell, value),
                    cell.line,
                    report.agency_kind,
                    labels.section,
                    labels.table,
                    labels.row,
                    labels.column,
                    labels.unit,
                    body,
                )
            )


def write_text(extracts: Iterable[Extract], write: Write, several: bool) -> None:
    """Write the text as the parser saw it: line N here is line N of a finding.

    Control characters stand as escapes: what a file says cannot command a terminal.
    Where there may be several files, each stands under a line `==> path <==`.
    """
    for extract in extracts:
        if extract.report is not None:
            if several:
                write(f"==> {shown(extract.path)} <==\n")
            write("\n".join(map(shown_lines, extract.lines)) + "\n")


def _as_json(extract: Extract) -> dict[str, Any]:
    report = extract.report
    if report is None:
        why = extract.error.zh if extract.error else ""
        return {
            "path": extract.path,
            "agency": None,
            "year": None,
            "format": None,
            "cells": [],
            "not_read": [],
            "error": why,
        }
    return {
        "path": extract.path,
        "agency": extract.agency or None,
        "year": report.year,
        "format": report.format,
        "cells": [
            {
                "table": table.key,
                "row": cell.row,
                "column": cell.column,
                "text": extract.shown(table, cell)[0],
                "value": _number(extract.shown(table, cell)[1]),
                "state": extract.state(cell, extract.shown(table, cell)[1]),
                "line": cell.line,
                "column_number": cell.column_number,
            }
            for table, cell in cells(report)
        ],
        "not_read": [
            {
                "table": table,
                **({"row": row} if row else {}),
                "code": reason.code,
                "reason": reason.zh,
                "reason_en": reason.en,
            }
            for table, row, reason in not_read(report)
        ],
    }


def _number(value: Any) -> int | float | None:
    """Return a number that JSON has: amounts are decimals in the report."""
    return value if value is None or isinstance(value, int) else float(value)


def _harmless(text: str) -> str:
    """Return text that a spreadsheet shows and does not run: no formula, but -2 stays -2.

    A control character stands as an escape: a \\r in the name of a file would begin a row.
    """
    text = shown_lines(text)
    if text[:1] in _FORMULA and not _SIGNED_NUMBER.fullmatch(text):
        return f"'{text}"
    return text
