"""What a report has lost: parts that are absent, the one page that may have held them, groups of
numbers that were never filled in. Rules that would each report the same loss agree on it here."""

from collections.abc import Sequence
from typing import NamedTuple

from gklint.forms.values import RowForm, SectionForm, TableForm
from gklint.model.reasons import NO_NUMBERS
from gklint.model.report import Report, Row, Section, Table
from gklint.support.folding import fold
from gklint.support.patterns import lazily

#: So many different labels of a table do not come together by chance.
_TELLING = 4
#: So many paragraphs that are numbers and nothing else are cells: the number of a page is noise.
_NUMBERS_ALONE = 2
_SENTENCE = lazily("[，。；,;]")


class LostPage(NamedTuple):
    """A table that breaks off and the parts after it that are absent: probably one lost page.

    `table` was read as far as `last`; `rows` are the rows of the part's tables after that one,
    the first of them in a table of the form `first`; `sections` are the absent parts that follow.
    Both are in the form's order and never empty.
    """

    table: Table
    last: Row
    rows: tuple[RowForm, ...]
    first: TableForm
    sections: tuple[SectionForm, ...]


def section_forms(report: Report) -> tuple[SectionForm, ...]:
    """Return the parts of the form in force; without a report year those of the newest form."""
    form = report.form or report.forms.forms[-1]
    return form.sections


def missing_sections(report: Report) -> tuple[SectionForm, ...]:
    """Return the parts of the form that the report has no heading for."""
    there = {section.form.number for section in report.sections}
    return tuple(form for form in section_forms(report) if form.number not in there)


def lost_page(report: Report) -> LostPage | None:
    """Return the page that was probably lost, None where nothing speaks for one.

    It takes two losses side by side: tables that stop before the last row of their part, and no
    heading of the part that follows. A table that could not be read with confidence is no evidence.
    """
    if not missing_sections(report):
        return None
    for number in sorted({table.form.section for table in report.tables}):
        tables = _tables(report, number)
        sections = _absent_after(report, number)
        rows = _rows_after_last(report, tables) if sections else []
        if rows:
            table = next(one for one in reversed(tables) if one.rows)
            lost = tuple(row for _, row in rows)
            return LostPage(table, table.rows[-1], lost, rows[0][0], sections)
    return None


def _absent_after(report: Report, number: int) -> tuple[SectionForm, ...]:
    """Return the parts that follow one and are absent, up to the next that is there."""
    missing = {form.number: form for form in missing_sections(report)}
    sections: list[SectionForm] = []
    while (absent := number + len(sections) + 1) in missing and not _tables(report, absent):
        sections.append(missing[absent])
    return tuple(sections)


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
    """Say whether labels of the part's tables stand among its paragraphs, outside sentences, or
    numbers by themselves: then its table is there, and was taken for prose."""
    alone = sum("".join(each.text.split()).isdecimal() for each in section.paragraphs)
    if alone >= _NUMBERS_ALONE:
        return True
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


def _rows_after_last(report: Report, tables: Sequence[Table]) -> list[tuple[TableForm, RowForm]]:
    """Return the rows that the form of a part's tables has after the last one read, each with its
    table; none where a table could not be read."""
    read = {(table.key, row.key) for table in tables for row in table.rows}
    if not read or any(table.problem for table in tables):
        return []
    due = [
        (form, row)
        for form in report.forms.by_key(tables[-1].form.format).tables
        if form.section == tables[-1].form.section
        for row in form.rows
    ]
    last = max(
        (at for at, (form, row) in enumerate(due) if (form.key, row.key) in read), default=-1
    )
    return due[last + 1 :] if last >= 0 else []


def _tables(report: Report, section: int) -> list[Table]:
    """Return the tables of a part, wherever they stand: with one, only its heading is lost."""
    return [table for table in report.tables if table.form.section == section]
