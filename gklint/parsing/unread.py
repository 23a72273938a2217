"""Tables that are there and are no text: a picture of one, a sheet of another program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gklint.forms.loading import load_forms
from gklint.model.reasons import NO_TEXT
from gklint.model.report import SECTIONS_WITH_TABLES, Section, Table
from gklint.model.source import Source


def with_unread(
    source: Source, sections: Sequence[Section], loose: Sequence[Table], year: int | None
) -> list[Section]:
    """Return the sections, those without their table with what stands there in its place.

    `loose` are tables outside of all sections.
    """
    starts = [*(section.place.line for section in sections), len(source.lines) + 1]
    elsewhere = {table.form.section for table in loose}
    result = []
    for section, (start, end) in zip(sections, pairwise(starts), strict=True):
        number = section.form.number
        lines = [
            line for line, kind in source.unread.items() if start <= line < end and kind in NO_TEXT
        ]
        if number in SECTIONS_WITH_TABLES and not section.tables and number not in elsewhere:
            tables = tuple(_table(source, number, line, year) for line in lines[:1])
            section = section._replace(tables=tables)
        result.append(section)
    return result


def _table(source: Source, section: int, line: int, year: int | None) -> Table:
    forms = load_forms()
    form = forms.for_year(year) or forms.forms[-1]
    table = next(table for table in form.tables if table.section == section)
    place = source.line_place(line)
    kind = source.unread[line]
    return Table(table, place, (), (), (), (), NO_TEXT[kind], False, kind)
