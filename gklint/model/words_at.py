"""What stands at a place of a report: its words, its paragraph or table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gklint.model.report import (
    Cell,
    CellKey,
    Paragraph,
    Report,
    Table,
    once_per_report,
)
from gklint.model.source import Place


def words_at(report: Report, place: Place) -> str:
    """Return the words at a place as they read, wherever lines and pages happen to end.

    Of a paragraph on several lines it is what stands there without the ends of lines, of a label
    the label, and of a larger part of a table nothing; a place that is one whole line of a
    paragraph stands for the paragraph.
    """
    lines = report.source.lines
    if place.end_line > len(lines):
        return ""
    first = lines[place.line - 1]
    if place.line in _lines_with_comments(report):
        first = report.source.written_line(place.line)
    start, end = _extent(first)
    if place.line == place.end_line and (place.column - 1, place.end_column - 1) != (start, end):
        return first[place.column - 1 : place.end_column - 1]
    around = parts_by_line(report).get(place.line)
    if isinstance(around, Paragraph):
        return _words_of(around, place) or first[start:end]
    if around is not None:
        whole = first[start:end] if place.line == place.end_line else ""
        return _label_at(around, place) or whole
    inside = [*lines[place.line - 1 : place.end_line]]
    inside[-1] = inside[-1][: place.end_column - 1]
    inside[0] = inside[0][place.column - 1 :]
    return "".join(inside)


@once_per_report
def _lines_with_comments(report: Report) -> frozenset[int]:
    return frozenset(comment.line for comment in report.source.comments)


@once_per_report
def parts_by_line(report: Report) -> dict[int, Paragraph | Table]:
    """Return the paragraph that each line belongs to, of other lines the table."""
    parts: dict[int, Paragraph | Table] = {}
    for paragraph in (*(paragraph for _, paragraph in report.paragraphs()), *report.ending):
        for line in range(paragraph.pieces[0].line, paragraph.pieces[-1].line + 1):
            parts.setdefault(line, paragraph)
    for table in report.tables:
        for line in range(table.place.line, table.place.end_line + 1):
            parts.setdefault(line, table)
    return parts


@lru_cache(maxsize=64)
def _extent(line: str) -> tuple[int, int]:
    """Return where the text of a line begins and ends, white space left out."""
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _label_at(table: Table, place: Place) -> str:
    others = (*table.groups, *table.columns, *table.unknown)
    labels = {label.place: label.text for label in others} | {
        row.place: row.label for row in table.rows
    }
    return labels.get(place, "")


def _words_of(paragraph: Paragraph, place: Place) -> str:
    """Return the part of a paragraph that stands at a place; all of it for one whole line."""
    if place.line == place.end_line:
        return paragraph.text
    offsets = {piece.line: piece.start - piece.column for piece in paragraph.pieces}
    if place.line not in offsets:
        return ""
    start = max(offsets[place.line] + place.column, 0)
    end = offsets.get(place.end_line)
    return paragraph.text[start : None if end is None else end + place.end_column]


def cells_by_key(tables: tuple[Table, ...]) -> Mapping[CellKey, Cell]:
    """Return the cells of the tables by their keys; the first of two with one key counts."""
    found: dict[CellKey, Cell] = {}
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                found.setdefault(table.cell_key(cell), cell)
    return found
