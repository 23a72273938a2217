"""The parts of a report and their tables, as the editor's outline shows them."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from gklint.lsp.places import Places
from gklint.model.personal import mask
from gklint.model.report import Report, Section, Table
from gklint.model.source import Place
from gklint.support.bilingual import Text

_TABLE = Text("第 {section} 部分的表", "table of part {section}")


def outline(report: Report, places: Places, language: str) -> list[types.DocumentSymbol]:
    """Return the parts with their tables below them, and tables outside of any part."""
    inside = {id(table) for section in report.sections for table in section.tables}
    loose = [table for table in report.tables if id(table) not in inside]
    symbols = [_part(section, places, language) for section in report.sections]
    symbols += _tables(loose, places, language)
    return sorted(symbols, key=lambda one: (one.range.start.line, one.range.start.character))


def _part(section: Section, places: Places, language: str) -> types.DocumentSymbol:
    name = f"{section.ordinal}{section.separator}{section.title}".strip() or section.form.title
    return _symbol(
        name,
        "",
        types.SymbolKind.Module,
        (section.place, section.title_place),
        places,
        _tables(section.tables, places, language),
    )


def _tables(tables: Iterable[Table], places: Places, language: str) -> list[types.DocumentSymbol]:
    symbols = []
    for table in tables:
        name = table.form.label or _TABLE.say(language, {"section": table.form.section})
        detail = table.problem.words.say(language) if table.problem else table.key
        rows = [
            _symbol(row.label or row.key, row.key, types.SymbolKind.Field, (row.place,), places)
            for row in table.rows
        ]
        symbols.append(_symbol(name, detail, types.SymbolKind.Array, (table.place,), places, rows))
    return symbols


def _symbol(
    name: str,
    detail: str,
    kind: types.SymbolKind,
    whole_and_name: tuple[Place, ...],
    places: Places,
    children: list[types.DocumentSymbol] | None = None,
) -> types.DocumentSymbol:
    """Return a symbol: the place of all of it, and that of its name, which lies within."""
    whole, own = places.range(whole_and_name[0]), places.range(whole_and_name[-1])
    ends = [whole.start, whole.end, own.start, own.end]
    ends += [end for child in children or () for end in (child.range.start, child.range.end)]
    ends.sort(key=lambda at: (at.line, at.character))
    return types.DocumentSymbol(
        name=mask(name) or "—",
        detail=mask(detail) or None,
        kind=kind,
        range=types.Range(ends[0], ends[-1]),
        selection_range=own,
        children=children or None,
    )
