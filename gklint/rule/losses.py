"""What a report has lost: parts that are absent, the one page that may have held them, groups of
numbers that were never filled in. Rules that would each report the same loss agree on it here."""

from __future__ import annotations

from typing import NamedTuple

from gklint.forms.values import RowForm, SectionForm
from gklint.model.reasons import NO_NUMBERS
from gklint.model.report import Report, Row, Section, Table
from gklint.support.folding import fold
from gklint.support.patterns import lazily

#: So many different labels of a table do not come together by chance.
_TELLING = 4
_SENTENCE = lazily("[，。；,;]")


class LostPage(NamedTuple):
    """A table that breaks off and the parts after it that are absent: probably one lost page.

    `table` was read as far as `last`; `rows` are the rows of its form after that one, `sections`
    the absent parts that follow the table's own, both in the form's order and never empty.
    """

    table: Table
    last: Row
    rows: tuple[RowForm, ...]
    sections: tuple[SectionForm, ...]


def section_forms(report: Report) -> tuple[SectionForm, ...]:
    """Return the parts of the form in force; without a report year those of the newest form."""
    form = report.form or report.forms.forms[-1]
    return form.sections


def missing_sections(report: Report) -> tuple[SectionForm, ...]:
    """Return the parts of the form that the report has no heading for."""
    return tuple(form for form in section_forms(report) if report.section(form.number) is None)


def lost_page(report: Report) -> LostPage | None:
    """Return the page that was probably lost, None where nothing speaks for one.

    It takes two losses side by side: a table that stops before its last row, and no heading of the
    part that follows. A table that could not be read with confidence is no evidence.
    """
    missing = {form.number: form for form in missing_sections(report)}
    # Only the last table of a part can be the one that a page took the end of.
    for table in {table.form.section: table for table in report.tables}.values():
        rows = _rows_after_last(table)
        if table.broken_off and not table.problem and rows:
            number = table.form.section + 1
            sections = []
            while number in missing and not _tables_of(report, number):
                sections.append(missing[number])
                number += 1
            if sections:
                return LostPage(table, table.rows[-1], rows, tuple(sections))
    return None


def blank_groups(table: Table) -> tuple[Row, ...]:
    """Return the rows of table four whose every cell is blank: groups that were not filled in.

    A dash, a 无 or a 0 is something: such a row is not among them, nor is one that was not read.
    """
    if table.key != "review" or table.problem:
        return ()
    return tuple(
        row for row in table.rows if row.cells and all(cell.state == "blank" for cell in row.cells)
    )


def holds_no_number(table: Table) -> bool:
    """Say whether a table has its labels and no value: it was read, and there is nothing in it."""
    return table.problem is not None and table.problem.code == NO_NUMBERS.code


def holds_unread_table(report: Report, section: Section) -> bool:
    """Say whether labels of the part's tables stand among its paragraphs, outside sentences: then
    its table is there, and was taken for prose."""
    text = "".join(
        fold(paragraph.text)
        for paragraph in section.paragraphs
        if not _SENTENCE.search(paragraph.text)
    )
    labels: set[str] = set()
    for form in report.forms.forms:
        for table in form.tables:
            if table.section == section.form.number:
                labels.update(fold(row.label) for row in table.rows)
                labels.update(fold(column.label) for column in table.columns)
    return sum(label in text for label in labels if len(label) > 2) >= _TELLING


def _rows_after_last(table: Table) -> tuple[RowForm, ...]:
    keys = [row.key for row in table.form.rows]
    read = [keys.index(row.key) for row in table.rows if row.key in keys]
    return table.form.rows[max(read) + 1 :] if read else ()


def _tables_of(report: Report, section: int) -> bool:
    """Say whether a table of this part is there, so that only its heading is lost."""
    return any(table.form.section == section for table in report.tables)
