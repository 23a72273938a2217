"""A place in a report as its author finds it: page, table of the form, row and column by their
labels, or paragraph; lines only where the file itself has lines."""

from __future__ import annotations

import re
from functools import lru_cache

from gklint.checking.results import Record
from gklint.forms.labels import CellLabels, labels_of
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Diagnostic, Related
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place, is_workbook
from gklint.reporters.wording import (
    WITH_TABLES,
    has_lines,
    has_text_suffix,
    table_of,
    where,
)
from gklint.support.bilingual import Text

_WHOLE_FILE = Place(1, 1, 1, 1)
_WHOLE = Text("全文", "the report as a whole")
_PART = Text("{numeral}、{title}", "{number}. {title}")
_CELL = Text("{table}“{row}”行“{column}”列", "{table}, row “{row}”, column “{column}”")
_MORE = Text("{first}等 {count} 处", "{first} and more, {count} in all")
_ROW = Text("{table}“{row}”行", "{table}, row “{row}”")
_TABLE = Text("表格", "a table")
_SHEET = Text("工作表", "the sheet")
_PAGE = Text("第 {page} 页，{place}", "page {page}, {place}")
_LINE = Text("第 {line} 行", "line {line}")
_QUOTED = Text("{place}“{words}”", "{place}, “{words}”")
_NUMERALS = "一二三四五六"
#: So much of a line says which one it is.
_WORDS = 16
#: What tells a label from a value.
_LETTER = re.compile(r"[^\W\d_]")


def section_name(number: int | None, language: str) -> str:
    """Return the name of a part of the form: 三、收到和处理政府信息公开申请情况."""
    titles = _titles()
    if number is None or number not in titles:
        return _WHOLE.say(language)
    facts = {"number": number, "numeral": _NUMERALS[number - 1], "title": titles[number]}
    return _PART.say(language, facts)


def place_in_form(
    record: Record, diagnostic: Diagnostic, language: str, *, quoting: bool = True
) -> str:
    """Return where a finding is, in the words of the form; `quoting` says the words that stand
    there, too. Without it they are said only where nothing else tells the place."""
    if diagnostic.cell is not None:
        location = _cell(record, diagnostic.cell, language)
        if location:
            if len(diagnostic.cells) > 1:
                location = _MORE.say(language, {"first": location, "count": len(diagnostic.cells)})
            return _on_page(diagnostic.origin, location, language)
    if diagnostic.place == _WHOLE_FILE:
        return _WHOLE.say(language)
    words = _words(record, diagnostic.line)
    location = _in_document(
        record, diagnostic.origin, diagnostic.section, diagnostic.line, language
    )
    if not location and has_lines(record):
        location = _LINE.say(language, {"line": diagnostic.line})
    if not location and diagnostic.section is not None:
        location = section_name(diagnostic.section, language)
    if not words or (location and (not quoting or words in location)):
        return location or _WHOLE.say(language)
    return _QUOTED.say(language, {"place": location, "words": words}) if location else f"“{words}”"


def place_in_document(
    record: Record, diagnostic: Diagnostic, language: str, *, quoting: bool = False
) -> str:
    """Return where in a document a finding is; "" where line and column say it, or nothing does."""
    if has_lines(record) or diagnostic.place == _WHOLE_FILE:
        return ""
    return place_in_form(record, diagnostic, language, quoting=quoting)


#: A label within quotation marks has its own turned to single ones.
_QUOTES = str.maketrans("‘’", "“”")


def related_place(record: Record, diagnostic: Diagnostic, related: Related, language: str) -> str:
    """Return where a place is that belongs to a finding, the path first where it is elsewhere; ""
    where the message that goes with it says so already."""
    line = related.place.line
    if related.path and has_text_suffix(related.path):
        return f"{related.path}:{line}"
    if not related.path and has_lines(record):
        return _LINE.say(language, {"line": line})
    location = ""
    if related.cell is not None:
        if not _says(record, related.cell, related.message(language), diagnostic.cell):
            location = _on_page(related.origin, _cell(record, related.cell, language), language)
    elif not related.path:
        location = _in_document(record, related.origin, diagnostic.section, line, language)
        words = _cut(_text_at(record, related.place))
        if words and words not in location:
            location = (
                _QUOTED.say(language, {"place": location, "words": words})
                if location
                else f"“{words}”"
            )
    return " ".join(filter(None, [related.path, location]))


def _says(record: Record, cell: CellKey, message: str, own: CellKey | None) -> bool:
    """Say whether a message names the cell that it is about, or speaks of the finding's own."""
    named = _labels(record, cell)
    if named is None or cell == own:
        return True
    message = message.translate(_QUOTES)
    same_table = own is not None and own.table == cell.table
    same_row = same_table and own is not None and own.row == cell.row
    same_column = same_table and own is not None and own.column == cell.column
    names_row = same_row or named.row.translate(_QUOTES) in message
    return names_row and (same_column or named.column.translate(_QUOTES) in message)


def _text_at(record: Record, place: Place) -> str:
    end = place.end_column - 1 if place.end_line == place.line else None
    return record.line(place.line)[place.column - 1 : end].replace("\t", " ").strip()


def _in_document(
    record: Record, origin: Origin | None, section: int | None, line: int, language: str
) -> str:
    """Return page, table and row, or paragraph; which one of its page's a paragraph is nobody
    counts, nor which row of its table a row."""
    if origin is None:
        return ""
    in_workbook = record.about is not None and is_workbook(record.about.media_type)
    row = _words(record, line) if in_workbook or origin.table is not None else ""
    if row:
        name = _TABLE.say(language)
        if in_workbook:
            name = _SHEET.say(language)
        elif section in WITH_TABLES:
            name = table_of(section, language)
        location = _ROW.say(language, {"table": name, "row": row})
        return _on_page(origin, location, language)
    if origin.page is not None and origin.paragraph is not None:
        origin = origin._replace(paragraph=None)
    return where(origin, language, section)


def _on_page(origin: Origin | None, location: str, language: str) -> str:
    if not location or origin is None or origin.page is None:
        return location
    return _PAGE.say(language, {"page": origin.page, "place": location})


def _words(record: Record, line: int) -> str:
    """Return the first words of a line, enough to find it by; of a row its label, "" without."""
    fields = record.line(line).split("\t")
    words = next((field.strip() for field in fields if _LETTER.search(field)), "")
    if len(fields) == 1:
        words = fields[0].strip()
    return _cut(words)


def _cut(words: str) -> str:
    return words[:_WORDS] + ("…" if len(words) > _WORDS else "")


def _cell(record: Record, cell: CellKey, language: str) -> str:
    """Return a cell by the labels of its row and column, "" for a table that no form has."""
    named = _labels(record, cell)
    if named is None or named.section is None:
        return ""
    facts = {"row": named.row, "column": named.column}
    return _CELL.say(language, facts | {"table": table_of(named.section, language)})


def _labels(record: Record, cell: CellKey) -> CellLabels | None:
    """Return what the form calls a cell: the report's own, or another that has such a table."""
    own = record.about.format if record.about else None
    forms = sorted(load_forms().forms, key=lambda form: form.key != own)
    found = (labels_of(form.key, *cell) for form in forms)
    return next((named for named in found if named.section is not None), None)


@lru_cache(maxsize=1)
def _titles() -> dict[int, str]:
    return {section.number: section.title for section in load_forms().forms[-1].sections}
