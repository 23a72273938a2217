"""A place in a report as its author finds it: page, table of the form, row and column by their
labels, or paragraph; lines only where the file itself has lines."""

from __future__ import annotations

from functools import lru_cache

from gklint.checking.results import Record
from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.model.diagnostics import Diagnostic
from gklint.model.source import Place
from gklint.reporters.wording import table_of, where
from gklint.support.bilingual import Text

_WHOLE_FILE = Place(1, 1, 1, 1)
_WHOLE = Text("全文", "the report as a whole")
_PART = Text("{numeral}、{title}", "{number}. {title}")
_CELL = Text("{table}“{row}”行“{column}”列", "{table}, row “{row}”, column “{column}”")
_MORE = Text("{first}等 {count} 处", "{first} and more, {count} in all")
_PAGE = Text("第 {page} 页，{place}", "page {page}, {place}")
_LINE = Text("第 {line} 行", "line {line}")
_QUOTED = Text("{place}（“{words}”）", "{place} (“{words}”)")
_NUMERALS = "一二三四五六"
#: So much of a line says which one it is.
_WORDS = 16


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
    origin = diagnostic.origin
    form = _table_form(record, diagnostic)
    if diagnostic.cell is not None and form is not None:
        row, column = form.row.get(diagnostic.cell.row), form.column.get(diagnostic.cell.column)
        said = _CELL.say(
            language,
            {
                "table": table_of(form.section, language),
                "row": row.label if row else diagnostic.cell.row,
                "column": column.label if column else diagnostic.cell.column,
            },
        )
        if len(diagnostic.cells) > 1:
            said = _MORE.say(language, {"first": said, "count": len(diagnostic.cells)})
        page = origin.page if origin else None
        return said if page is None else _PAGE.say(language, {"page": page, "place": said})
    if diagnostic.place == _WHOLE_FILE:
        return _WHOLE.say(language)
    said = where(origin, language, diagnostic.section)
    if not said and record.about is not None and record.about.media_type == "text/plain":
        said = _LINE.say(language, {"line": diagnostic.line})
    words = record.line(diagnostic.line).split("\t")[0].strip()
    words = words[:_WORDS] + ("…" if len(words) > _WORDS else "")
    if not words or (said and not quoting):
        return said or _WHOLE.say(language)
    return _QUOTED.say(language, {"place": said, "words": words}) if said else f"“{words}”"


@lru_cache(maxsize=1)
def _titles() -> dict[int, str]:
    return {section.number: section.title for section in load_forms().forms[-1].sections}


def _table_form(record: Record, diagnostic: Diagnostic) -> TableForm | None:
    """Return the table that a finding's cell is of: that of the report's own form, if it has it."""
    if diagnostic.cell is None:
        return None
    own = record.about.format if record.about else None
    forms = sorted(load_forms().forms, key=lambda form: form.key != own)
    name = diagnostic.cell.table
    return next((form.table[name] for form in forms if name in form.table), None)
