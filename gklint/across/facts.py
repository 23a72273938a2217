"""From a report to its facts: what is compared with other reports and kept for later runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.checking.results import Result
from gklint.collection.prose import compared_text
from gklint.model.facts import (
    ABSENT,
    MARKS,
    Facts,
    ProseFacts,
    SuppressionFacts,
    TableFacts,
    usual_text,
)
from gklint.model.personal import mask, masked_cell
from gklint.model.report import Cell, Paragraph, Report, Row, Table
from gklint.model.source import Place
from gklint.support.bilingual import Text
from gklint.support.folding import fold_with_offsets
from gklint.suppression.inline import LinesMeant

#: The parts whose prose is compared: 总体情况, 存在的主要问题及改进情况.
COMPARED_PARTS = (1, 5)

_NO_ROWS = Text("没有行", "it has no rows")
#: No smaller number can be that of a person.
_LONG = 10**9
#: No shorter text can hold one.
_SHORT = 11
_DATE = re.compile(
    r"(?<!\d)(20\d\d|二[〇○零O0一二三四五六七八九]{3})[年./-]"
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})[月./-](\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|(?!\d))"
)
_DIGITS = {**dict.fromkeys("〇○零O0", 0), **{d: n for n, d in enumerate("一二三四五六七八九", 1)}}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def facts_of(result: Result, sha256: str) -> Facts | None:
    """Return the facts of a report, None where the file is none."""
    report = result.report
    if report is None or not report.is_report:
        return None
    date, date_place = _date_at_end(report)
    return Facts(
        mask(report.agency),
        report.agency_kind,
        report.year,
        report.format,
        sha256,
        report.title.place if report.title else report.source.line_place(1),
        date,
        date_place,
        tuple(_tables(report)),
        tuple(_prose(report)),
        tuple(_suppressions(report)),
    )


def _tables(report: Report) -> Iterator[TableFacts]:
    seen = set()
    for table in report.tables:
        # Of two with one key the first counts, as in the report itself.
        if table.key not in seen:
            seen.add(table.key)
            yield _table(table)


def _table(table: Table) -> TableFacts:
    rows: dict[str, Row] = {}
    for row in table.rows:
        rows.setdefault(row.key, row)
    columns = [column.key for column in table.form.columns]
    values: list[str] = []
    places: list[str] = []
    texts: list[tuple[int, str]] = []
    for row in rows.values():
        cells = {cell.column: cell for cell in row.cells}
        for column in columns:
            cell = cells.get(column)
            if cell is None:
                values.append(ABSENT)
                places.append(ABSENT)
                continue
            value, text = _shown(cell, table.form.column[column].amount)
            if text != usual_text(value):
                texts.append((len(values), text))
            values.append(value)
            places.append(f"{cell.line}:{cell.column_number}:{cell.end_column}")
    problem = table.problem.words if table.problem else None if rows else _NO_ROWS
    return TableFacts(
        table.key,
        table.form.format,
        " ".join(rows),
        " ".join(columns),
        " ".join(values),
        " ".join(places),
        problem,
        tuple(texts),
        tuple((row.key, row.problem.words) for row in rows.values() if row.problem),
    )


def _shown(cell: Cell, amount: bool) -> tuple[str, str]:
    """Return value and text of a cell as facts keep them; the number of a person is kept
    nowhere."""
    if cell.value is not None and -_LONG < cell.value < _LONG and len(cell.text) < _SHORT:
        return str(cell.value), cell.text
    text = masked_cell(cell, amount=amount)
    if cell.value is None:
        return MARKS[cell.state], text
    return (MARKS["unreadable"] if text != cell.text else str(cell.value)), text


def _prose(report: Report) -> Iterator[ProseFacts]:
    for number in COMPARED_PARTS:
        section = report.section(number)
        if section is not None:
            # Across the ends of paragraphs a text goes on.
            text = compared_text(mask(section.text), mask(report.agency))
            yield ProseFacts(number, section.title_place, mask(section.title), text)


def _suppressions(report: Report) -> Iterator[SuppressionFacts]:
    meant = LinesMeant(report) if report.source.comments else None
    for comment in report.source.comments:
        if comment.rules and meant is not None:
            lines = None if comment.whole_file else tuple(sorted(meant.of(comment)))
            yield SuppressionFacts(comment.line, comment.rules, mask(comment.reason), lines)


def _date_at_end(report: Report) -> tuple[str, Place | None]:
    """Return the last date of the signature, and where it stands."""
    last = report.sections[-1].paragraphs[-1:] if report.sections else ()
    for paragraph in (*reversed(report.closing), *last):
        for match, place in _dates(paragraph):
            year, month, day = (_number(part) for part in match.groups())
            if 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]:
                return f"{year:04}-{month:02}-{day:02}", place
    return "", None


def _dates(paragraph: Paragraph) -> Iterator[tuple[re.Match[str], Place]]:
    folded, offsets = fold_with_offsets(paragraph.text)
    for match in reversed(list(_DATE.finditer(folded))):
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        yield match, paragraph.place_of(start, end)


def _number(written: str) -> int:
    """Return what a numeral of a date says: 2024, 二〇二四, 12, 十二, 二十."""
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[digit]) for digit in written))
