"""For people with Excel or WPS: a workbook with the run, its findings, what was not evaluated, and
the numbers of the tables.

Rows are kept on disk while the run goes, and the workbook is written at its end. `write` takes
bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.checking.scores import score_of
from gklint.checking.verdicts import verdict
from gklint.forms.labels import labels_of
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.reporters import Options
from gklint.reporters.jsontext import Json
from gklint.reporters.overview import not_evaluated_counts
from gklint.reporters.place_in_form import place_in_form, section_name
from gklint.reporters.summary import run_line
from gklint.reporters.wording import documents, reasons, shown_fix
from gklint.reporters.xlsx.book import Sheet, write_book
from gklint.reporters.xlsx.sheets import SEVERITIES, STATES, new_sheets
from gklint.support.bilingual import Text

_NOT_READ = Text("没有读", "not read")
_BLANK = Text("空白", "blank")
_IN_PART = Text("部分未评定", "in part")
_WHOLLY = Text("未评定", "not evaluated")
_NOT_COMPARED = Text("未比较", "not compared")
_LEFT_OUT = Text(
    "“{sheet}”只列出前 {shown:,} 行，共 {all:,} 行：Excel 的一张表最多 1,048,576 行",
    "“{sheet}” has the first {shown:,} of {all:,} rows: a sheet of Excel holds 1,048,576",
)


class Reporter:
    """Keeps the rows of each report, and writes the workbook at the end."""

    def __init__(self, run: Run, write: Callable[[bytes], object], options: Options) -> None:
        self.write = write
        self.options = options
        scored = options.score is not None
        self.overview, self.findings, self.open, self.data = new_sheets(scored=scored)

    def begin(self) -> None:
        """Nothing is written before the end: a workbook is one file of many."""

    def add(self, record: Record) -> None:
        """Keep the rows of a report."""
        if record.is_report:
            self.overview.add(self._overview_row(record))
        for diagnostic in record.diagnostics:
            self.findings.add(self._finding_row(record, diagnostic))
        agency, year = _whose(record)
        # Of a file that could not be read 概览 has the verdict and why: no rule was asked.
        for outcome in () if record.unreadable else record.outcomes:
            if outcome.reasons:
                how = _WHOLLY if outcome.state == "not_evaluated" else _IN_PART
                if outcome.across:
                    how = _NOT_COMPARED
                rule, why = outcome.rule, reasons(outcome, self.options.language)
                self.open.add(
                    [agency, year, rule.code, rule.name, self._say(how), why, record.path]
                )
        if record.facts is not None:
            self._add_cells(record)

    def end(self, totals: Totals) -> None:
        """Write the workbook; raises OSError."""
        language = self.options.language
        for skipped in totals.skipped:
            row: list[Json] = [skipped.path, None, None, self._say(_NOT_READ)]
            empty = len(self.overview.columns) - len(row) - 1
            self.overview.add([*row, *[None] * empty, skipped.reason.say(language)])
        plain = self.options._replace(colour=False)
        self.overview.notes = [run_line(totals, plain)]
        for sheet in (self.overview, self.findings, self.open, self.data):
            # The head, and the notes above it, take a row each.
            room = sheet.room - (5 if sheet is self.overview else 0)
            if sheet.rows.count > room:
                self.overview.notes.append(self._left_out(sheet, room))
        write_book((self.overview, self.findings, self.open, self.data), self.write, language)

    def _left_out(self, sheet: Sheet, room: int) -> str:
        facts = {"sheet": sheet.name.say(self.options.language), "shown": room}
        return _LEFT_OUT.say(self.options.language, facts | {"all": sheet.rows.count})

    def _overview_row(self, record: Record) -> list[Json]:
        agency, year = _whose(record)
        found = [diagnostic.severity for diagnostic in record.diagnostics]
        why = None
        if record.unreadable and record.diagnostics:
            why = record.diagnostics[0].text(self.options.language)
        return [
            record.path,
            agency,
            year,
            self._say(verdict(record, self.options.failing).words),
            *(found.count(severity) for severity in sorted(Severity, reverse=True)),
            *((None, None) if record.unreadable else not_evaluated_counts(record)),
            len(record.accepted),
            *self._score(record),
            why,
        ]

    def _score(self, record: Record) -> list[Json]:
        """Return the cell of the score card; none where there is no card."""
        if self.options.score is None:
            return []
        score = score_of(record, self.options.score)
        return [score.say(self.options.language) if score else None]

    def _finding_row(self, record: Record, diagnostic: Diagnostic) -> list[Json]:
        language = self.options.language
        agency, year = _whose(record)
        fix = shown_fix(diagnostic)
        advice = [diagnostic.advice_text(language), fix.title.say(language) if fix else ""]
        return [
            agency,
            year,
            section_name(diagnostic.section, language),
            diagnostic.text(language),
            documents(diagnostic, language),
            self._value(diagnostic.actual),
            self._value(diagnostic.expected),
            "\n".join(filter(None, advice)),
            self._say(SEVERITIES[diagnostic.severity]),
            place_in_form(record, diagnostic, language),
            None,
            diagnostic.code,
            diagnostic.rule,
            record.path,
        ]

    def _add_cells(self, record: Record) -> None:
        if record.facts is None:
            return
        agency, year = _whose(record)
        formats = {table.key: table.format for table in record.facts.tables}
        for cell in record.facts.cells():
            key = cell.key
            cell_labels = labels_of(formats[key.table], key.table, key.row, key.column)
            self.data.add(
                [
                    agency,
                    year,
                    cell_labels.table,
                    cell_labels.row,
                    cell_labels.column,
                    cell.value,
                    cell_labels.unit,
                    cell.text,
                    self._say(STATES[cell.state]),
                    formats[key.table],
                    *key,
                    cell.place.line,
                    record.path,
                ]
            )

    def _value(self, value: int | Decimal | str | None) -> Json:
        return self._say(_BLANK) if value == "" else value

    def _say(self, text: Text) -> str:
        return text.say(self.options.language)


def _whose(record: Record) -> tuple[str | None, int | None]:
    about = record.about
    return (about.agency, about.year) if about else (None, None)
