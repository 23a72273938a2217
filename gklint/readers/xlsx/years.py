"""Sheets of several years in one workbook: a report is on one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.readers.document import Block, Paragraph
from gklint.readers.labels import bare, owners

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TITLE = re.compile(r"年度?报告|年报")
#: A title is no longer, and stands among the first texts of a sheet.
_LONGEST_TITLE, _FIRST_TEXTS = 60, 3
#: So many labels of one table of the form make a table.
_LABELS = 2
#: With fewer numbers a table is not filled in.
_NUMBERS = 3


class Sheet(NamedTuple):
    """A sheet that is shown: its name and what it holds."""

    name: str
    blocks: Sequence[Block]


def of_one_year(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets of the latest year where others hold the same tables for other years.

    The year is that of a title at the top of the sheet or of its name; a sheet without one goes
    with the one before it. In the place of what is left out stands a paragraph that says so.
    """
    years = list(_years(sheets))
    tables: dict[int, set[str]] = {}
    for sheet, year in zip(sheets, years, strict=True):
        if year is not None:
            tables.setdefault(year, set()).update(_tables(sheet))
    # A form that is laid out for the coming year has no numbers yet.
    filled = {year for sheet, year in zip(sheets, years, strict=True) if _is_filled(sheet)}
    latest = max((year for year, own in tables.items() if own and year in filled), default=None)
    left_out = {
        year
        for year, own in tables.items()
        if latest is not None and year != latest and own & tables[latest]
    }
    told = False
    for sheet, year in zip(sheets, years, strict=True):
        if year not in left_out:
            yield sheet
        elif not told:
            told = True
            yield Sheet("", [Paragraph("", unread="other-year")])


def _years(sheets: Sequence[Sheet]) -> Iterator[int | None]:
    last = None
    for sheet in sheets:
        last = _title_year(sheet) or _year_in(sheet.name) or last
        yield last


def _title_year(sheet: Sheet) -> int | None:
    for number, text in enumerate(text for text in _texts(sheet) if text.strip()):
        if number == _FIRST_TEXTS:
            break
        if len(text) <= _LONGEST_TITLE and _TITLE.search(text) and _YEAR.search(text):
            return _year_in(text)
    return None


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def _tables(sheet: Sheet) -> set[str]:
    """Return the keys of the tables of the form that a sheet holds."""
    labels = {bare(text) for text in _texts(sheet) if len(text) <= _LONGEST_TITLE}
    found = [owners()[label] for label in labels & owners().keys()]
    return {table for table in found if found.count(table) >= _LABELS}


def _is_filled(sheet: Sheet) -> bool:
    return sum(text.strip().isdecimal() for text in _texts(sheet)) >= _NUMBERS


def _texts(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
