"""How a report was read: the kind of each line, the layout of each table, rows, what was not read.

For whoever asks why a table was misread. Numbers of persons are masked in all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from gklint.checking.settings import Settings
from gklint.model.personal import mask
from gklint.model.reasons import Reason
from gklint.model.report import Cell, Report, Row, Table
from gklint.parsing import Trace, trace
from gklint.parsing.tables.choice import Attempt, Reading
from gklint.plugins.loading import load_plugins
from gklint.readers import read, read_bytes
from gklint.support.bilingual import Text

#: What came of a layout that was thought of (`gklint.parsing.tables.choice.OUTCOMES`), in words.
OUTCOMES = {
    "taken": Text("采用", "taken"),
    "too-few-lines": Text("未采用：符合的行太少", "refused: too few lines show it"),
    "not-needed": Text("未采用：在它之前的已经够", "not needed: one before it is enough"),
    "no-rows": Text("未采用：读不出表格的行", "refused: it makes no rows"),
    "no-rows-in-grids": Text(
        "未采用：这些行不在文件自带的表格里", "refused: the lines are in no table of the file"
    ),
    "numbers-outside-of-grids": Text(
        "未采用：有数字在文件自带的表格之外", "refused: numbers stand outside the file's tables"
    ),
    "no-header": Text("未采用：认不出表头", "refused: no header is recognised"),
    "numbers-without-header": Text(
        "未采用：表头之前就有数字", "refused: numbers stand before the first header"
    ),
    "labels-in-doubt": Text(
        "未采用：从标签看不出数字属于哪一格", "refused: the labels leave a number's cell in doubt"
    ),
    "blocks-do-not-fit": Text(
        "未采用：各段数字凑不成整张表", "refused: the blocks of numbers do not make up the table"
    ),
}
_STATES = {
    "blank": Text("‹空白›", "‹blank›"),
    "dash": Text("‹表示无›", "‹none›"),
    "unreadable": Text("‹不是数字›", "‹no number›"),
}


class Debugged(NamedTuple):
    """A file and how it was read."""

    path: str
    trace: Trace


def debug_file(path: str, settings: Settings) -> Debugged:
    """Read the report at `path` as `gklint check` does. Raises UnreadableFile."""
    source = read(path, settings.limits, load_plugins().readers)
    return Debugged(path, trace(source, settings.year, settings.agency_kind))


def debug_bytes(raw: bytes, path: str, settings: Settings) -> Debugged:
    """Read the report in these bytes, `path` being what to call it. Raises UnreadableFile."""
    source = read_bytes(raw, path, settings.limits, load_plugins().readers)
    return Debugged(path, trace(source, settings.year, settings.agency_kind))


# --- as data -------------------------------------------------------------------------------------


def as_json(debugged: Debugged) -> dict[str, Any]:
    """Return all of it as what JSON has; docs/debugging.md says what the keys are."""
    report = debugged.trace.report
    return {
        "schema_version": 1,
        "path": debugged.path,
        "year": report.year,
        "year_from": report.year_from,
        "agency": mask(report.agency),
        "agency_kind": report.agency_kind,
        "format": report.format,
        "missing_parts": _missing_parts(report),
        "lines": [
            {"line": line.line, "kind": line.type, "text": mask(str(line))}
            for line in debugged.trace.tree.tokens()
        ],
        "readings": [_reading(reading) for reading in debugged.trace.readings],
    }


def _missing_parts(report: Report) -> list[int]:
    """Return the numbers of the parts of the form that no heading was found for."""
    parts = report.form.sections if report.form else ()
    return [part.number for part in parts if report.section(part.number) is None]


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "part": reading.part,
        "lines": [reading.lines[0][0], reading.lines[-1][0]],
        "layouts": [_attempt(attempt) for attempt in reading.attempts],
        "tables": [_table(table) for table in reading.tables],
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    share = {"score": round(attempt.score, 3)} if attempt.score is not None else {}
    enough = {"enough": attempt.enough} if attempt.enough is not None else {}
    return {"layout": attempt.layout, "outcome": attempt.outcome, **share, **enough}


def _table(table: Table) -> dict[str, Any]:
    there = {row.key for row in table.rows}
    return {
        "table": table.key,
        "format": table.form.format,
        "layout": table.layout,
        "lines": [table.place.line, table.place.end_line],
        "columns": [label.key for label in table.columns],
        "problem": _problem(table.problem),
        "rows": [_row(row) for row in table.rows],
        "unknown_rows": [
            {"line": label.place.line, "label": mask(label.text)} for label in table.unknown
        ],
        "absent_rows": [row.key for row in table.form.rows if row.key not in there],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "row": row.key,
        "label": mask(row.label),
        "line": row.place.line,
        "problem": _problem(row.problem),
        "cells": [_cell(cell) for cell in row.cells],
    }


def _problem(reason: Reason | None) -> dict[str, str] | None:
    return {"code": reason.code, "zh": reason.zh, "en": reason.en} if reason else None


def _cell(cell: Cell) -> dict[str, Any]:
    text = mask(cell.text)
    value = cell.value if text == cell.text else None
    return {
        "column": cell.column,
        "text": text,
        "state": cell.state,
        "value": value if value is None or isinstance(value, int) else float(value),
    }


# --- as text -------------------------------------------------------------------------------------


def as_text(debugged: Debugged, language: str) -> Iterator[str]:
    """Yield the lines of a text that says what `as_json` does; control characters stand as is."""
    found = as_json(debugged)
    words = _Words(language)
    yield f"{found['path']}: {words.about(found)}"
    yield ""
    yield words.say("每行是什么", "What each line is")
    for line in found["lines"]:
        yield f"{line['line']:>6}  {line['kind']:<12}  {line['text']}"
    for reading in found["readings"]:
        yield ""
        yield from words.reading(reading)
    if not found["readings"]:
        yield ""
        yield words.say("没有检出表格", "No table was found")


class _Words:
    """What is said in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, zh: str, en: str) -> str:
        return Text(zh, en).say(self.language)

    def about(self, found: dict[str, Any]) -> str:
        """Say which report it is, and which parts have no heading."""
        year = found["year"] or self.say("不明", "unknown")
        about = self.say(
            f"年度 {year}，机关 {found['agency'] or '不明'}，格式 {found['format'] or '不明'}",
            f"year {year}, body {found['agency'] or 'unknown'}, "
            f"format {found['format'] or 'unknown'}",
        )
        missing = ", ".join(map(str, found["missing_parts"]))
        none = self.say(f"；没有标题的部分：{missing}", f"; parts without a heading: {missing}")
        return about + (none if missing else "")

    def reading(self, reading: dict[str, Any]) -> Iterator[str]:
        """Say how the tables of a part were read."""
        part, (first, last) = reading["part"], reading["lines"]
        yield self.say(
            f"第 {part} 部分的表格，第 {first} 至 {last} 行",
            f"Tables of part {part}, lines {first} to {last}",
        )
        for attempt in reading["layouts"]:
            yield f"  {attempt['layout']:<10}  {self.outcome(attempt)}"
        if not reading["tables"]:
            yield self.say("  没有读到表格", "  no table was read")
        for table in reading["tables"]:
            yield from self.table(table)

    def outcome(self, attempt: dict[str, Any]) -> str:
        """Say what came of a layout, with the lines that show it."""
        words = OUTCOMES[attempt["outcome"]].say(self.language)
        if "score" not in attempt:
            return words
        score, enough = attempt["score"] * 100, attempt["enough"] * 100
        return words + self.say(
            f"（{score:.0f}% 的行符合，要 {enough:.0f}%）",
            f" ({score:.0f}% of the lines show it, it takes {enough:.0f}%)",
        )

    def table(self, table: dict[str, Any]) -> Iterator[str]:
        """Say what was read of a table, and what was not, and why."""
        first, last = table["lines"]
        columns = ", ".join(table["columns"]) or self.say("认不出表头", "no header recognised")
        yield f"  {table['table']} ({table['format']}), {first}-{last}: {columns}"
        for row in table["rows"]:
            cells = "  ".join(map(self.cell, row["cells"]))
            read = row["problem"][self.language] if row["problem"] else cells
            yield f"{row['line']:>6}  {row['row']}  {row['label']}: {read}"
        for row in table["unknown_rows"]:
            unknown = self.say("格式没有的行", "a row that the form does not have")
            yield f"{row['line']:>6}  {row['label']}: {unknown}"
        if table["absent_rows"]:
            absent = self.say("没有读到的行", "rows that were not read")
            yield f"    {absent}: {', '.join(table['absent_rows'])}"
        if table["problem"]:
            problem = self.say("整张表无法判定", "the table was not read with confidence")
            yield f"    {problem}: {table['problem'][self.language]}"

    def cell(self, cell: dict[str, Any]) -> str:
        """Say what stands in a cell, and what it is where it is no number."""
        state = _STATES.get(cell["state"])
        text: str = cell["text"]
        return text + (state.say(self.language) if state else "")
