"""Faults put into a report: the changes that rule cases are written in.

A change is a mapping; cells are named table.row.column, rows table.row, columns table.column::

    {cell: applications.denied.state_secret.total, text: "3"}   what stands in a cell
    {label: applications.carried_out, text: "…"}                a row's label, or a group's: ""
                                                                 takes a group's label away
    {header: review.upheld, text: "…"}                          a column's label
    {drop_row: t.r}  {duplicate_row: t.r}  {cut_table_after: t.r}  {drop_column: t.c}
    {insert_row: t.r, text: "label", cells: ["0", …]}           a row the form has not, after t.r
    {drop_table: review}
    {nothing: ["", "—"]}                                        how each 0 of the tables is written:
                                                                 in these ways by turns
    {section: 4, drop: true}  {section: 1, repeat: true}  {section: 4, before: 2}
    {section: 3, heading: "四. …"}  {section: 5, body: ["…"]}   the heading's line, the paragraphs
    {title: ["…"]}  {preamble: ["…"]}  {closing: ["…"]}  {drop_title: true}  {drop_preamble: true}
    {format: "2019"}                                            all tables of that format
    {table_format: {table: applications, format: "2019"}}       one table of that format
    {replace: "old", with: "new"}  {append: "…"}  {text: "…"}   the text: parts of it, all of it

They are made in the order they stand in, those of the text last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import cycle
from typing import Any, NamedTuple

from gklint.forms.loading import load_forms
from gklint.model.report import CellKey
from gklint.testing.draft import (
    Draft,
    DraftRow,
    DraftSection,
    DraftTable,
    drafted_table,
    drafted_tables,
)
from gklint.testing.figures import Figures, plain_figures

Change = Mapping[str, Any]


class ChangeError(ValueError):
    """A change that cannot be made: an unknown key, or a part that the report does not have."""


class Kind(NamedTuple):
    """A kind of change: what it is made by and the keys it takes, each with its type."""

    apply: Callable[[Draft, Change], Draft]
    needs: Mapping[str, type]
    may: Mapping[str, type] = {}


def change_draft(draft: Draft, changes: Iterable[Change]) -> Draft:
    """Return the draft with all changes that are about the draft; raises ChangeError."""
    for change in changes:
        kind = kind_of(change)
        if kind in TEXT_KINDS:
            continue
        try:
            draft = KINDS[kind].apply(draft, change)
        except KeyError as error:
            raise ChangeError(f"{kind} {change[kind]!r}: {error.args[0]}") from error
    return draft


def change_text(text: str, changes: Iterable[Change]) -> str:
    """Return the text with all changes that are about the text; raises ChangeError."""
    for change in changes:
        kind = kind_of(change)
        if kind == "replace":
            if change["replace"] not in text:
                raise ChangeError(f"replace: {change['replace']!r} does not stand in the report")
            text = text.replace(change["replace"], change["with"])
        elif kind == "append":
            text += change["append"]
        elif kind == "text":
            text = change["text"]
    return text


def kind_of(change: Change) -> str:
    """Return the key that says what a change does; raises ChangeError where there is none."""
    for kind in (*KINDS, *TEXT_KINDS):
        if kind in change and (kind != "text" or len(change) == 1):
            return kind
    raise ChangeError(
        f"no change is made by {', '.join(change)}; there are: {', '.join((*KINDS, *TEXT_KINDS))}"
    )


def cell_key(path: str, draft: Draft) -> CellKey:
    """Return the key that table.row.column names; row keys may hold dots. Raises ChangeError."""
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    if not row or not column:
        raise ChangeError(f"{path!r}: write table.row.column")
    draft.table(table).text(row, column)
    return CellKey(table, row, column)


# --- tables --------------------------------------------------------------------------------------


def _split(path: str, what: str) -> tuple[str, str]:
    table, _, part = path.partition(".")
    if not part:
        raise ChangeError(f"{path!r}: write table.{what}")
    return table, part


def _cell(draft: Draft, change: Change) -> Draft:
    key = cell_key(change["cell"], draft)
    table = draft.table(key.table)
    return draft.with_table(table.with_text(key.row, key.column, change["text"]))


def _drop_row(draft: Draft, change: Change) -> Draft:
    table, row = _row(draft, change["drop_row"])
    return draft.with_table(table.with_row(row))


def _row(draft: Draft, path: str) -> tuple[DraftTable, int]:
    key, row = _split(path, "row")
    table = draft.table(key)
    return table, table.row_index(row)


def _drop_column(draft: Draft, change: Change) -> Draft:
    key, column = _split(change["drop_column"], "column")
    table = draft.table(key)
    at = table.column_index(column)
    rows = tuple(row._replace(texts=(*row.texts[:at], *row.texts[at + 1 :])) for row in table.rows)
    columns = (*table.columns[:at], *table.columns[at + 1 :])
    return draft.with_table(table._replace(columns=columns, rows=rows))


def _duplicate_row(draft: Draft, change: Change) -> Draft:
    table, row = _row(draft, change["duplicate_row"])
    return draft.with_table(table.with_row(row, table.rows[row], table.rows[row]))


def _insert_row(draft: Draft, change: Change) -> Draft:
    table, row = _row(draft, change["insert_row"])
    cells = tuple(change.get("cells", ["0"] * len(table.columns)))
    if len(cells) != len(table.columns):
        raise ChangeError(f"insert_row: {len(cells)} cells, the table has {len(table.columns)}")
    new = DraftRow("", change["text"], table.rows[row].group, cells)
    return draft.with_table(table.with_row(row, table.rows[row], new))


def _drop_table(draft: Draft, change: Change) -> Draft:
    draft.table(change["drop_table"])
    return draft.with_tables({change["drop_table"]: None})


def _nothing(draft: Draft, change: Change) -> Draft:
    """Write each 0 of the tables in other ways, by turns."""
    ways = cycle(change["nothing"])
    for table in draft.tables:
        rows = tuple(
            row._replace(texts=tuple(next(ways) if text == "0" else text for text in row.texts))
            for row in table.rows
        )
        draft = draft.with_table(table._replace(rows=rows))
    return draft


def _cut_table(draft: Draft, change: Change) -> Draft:
    table, row = _row(draft, change["cut_table_after"])
    return draft.with_table(table._replace(rows=table.rows[: row + 1]))


def _label(draft: Draft, change: Change) -> Draft:
    key, row = _split(change["label"], "row")
    table = draft.table(key)
    if row in table.groups and row not in table.form.row:
        return draft.with_table(table._replace(groups={**table.groups, row: change["text"]}))
    index = table.row_index(row)
    labelled = table.rows[index]._replace(label=change["text"])
    return draft.with_table(table.with_row(index, labelled))


def _header(draft: Draft, change: Change) -> Draft:
    key, column = _split(change["header"], "column")
    table = draft.table(key)
    at = table.column_index(column)
    new = table.columns[at]._replace(label=change["text"])
    columns = (*table.columns[:at], new, *table.columns[at + 1 :])
    return draft.with_table(table._replace(columns=columns))


def _format(draft: Draft, change: Change) -> Draft:
    form = load_forms().by_key(change["format"])
    figures = _figures(draft, plain_figures(form))
    sections = tuple(
        section._replace(tables=tuple(drafted_tables(form, section.number, figures)))
        for section in draft.sections
    )
    return draft._replace(format=form.key, sections=sections)


def _table_format(draft: Draft, change: Change) -> Draft:
    wanted = change["table_format"]
    if set(wanted) != {"table", "format"}:
        raise ChangeError('table_format: write {table: applications, format: "2019"}')
    form = load_forms().by_key(wanted["format"])
    if wanted["table"] not in form.table:
        raise ChangeError(
            f"table_format: format {form.key} has no table {wanted['table']!r}; "
            f"there are: {', '.join(form.table)}"
        )
    draft.table(wanted["table"])
    figures = _figures(draft, plain_figures(form))
    return draft.with_table(drafted_table(form.table[wanted["table"]], figures))


def _figures(draft: Draft, plain: Figures) -> Figures:
    """Return plain figures, with those of the draft in the cells that both formats have."""
    own = {
        CellKey(table.key, row.key, column.key): text
        for table in draft.tables
        for row in table.rows
        for column, text in zip(table.columns, row.texts, strict=True)
    }
    return {**plain, **own}


# --- sections and front matter -------------------------------------------------------------------


def _section(draft: Draft, change: Change) -> Draft:
    index = draft.section_index(change["section"])
    section = draft.sections[index]
    if change.get("drop"):
        return draft.with_section(index)
    if change.get("repeat"):
        return draft.with_section(index, section, section)
    if "before" in change:
        return _moved(draft.with_section(index), section, change["before"])
    if "heading" in change:
        section = section._replace(heading=change["heading"])
    if "body" in change:
        section = section._replace(body=tuple(change["body"]))
    return draft.with_section(index, section)


def _moved(rest: Draft, section: DraftSection, before: int) -> Draft:
    index = rest.section_index(before)
    return rest.with_section(index, section, rest.sections[index])


def _lines(part: str) -> Callable[[Draft, Change], Draft]:
    def apply(draft: Draft, change: Change) -> Draft:
        new: dict[str, Any] = {part: tuple(change[part])}
        return draft._replace(**new)

    return apply


def _without(part: str) -> Callable[[Draft, Change], Draft]:
    def apply(draft: Draft, change: Change) -> Draft:
        new: dict[str, Any] = {part: ()} if change[f"drop_{part}"] else {}
        return draft._replace(**new)

    return apply


#: The changes to a draft, by the key that names each.
KINDS: Mapping[str, Kind] = {
    "cell": Kind(_cell, {"cell": str, "text": str}),
    "drop_row": Kind(_drop_row, {"drop_row": str}),
    "drop_column": Kind(_drop_column, {"drop_column": str}),
    "duplicate_row": Kind(_duplicate_row, {"duplicate_row": str}),
    "insert_row": Kind(_insert_row, {"insert_row": str, "text": str}, {"cells": list}),
    "drop_table": Kind(_drop_table, {"drop_table": str}),
    "cut_table_after": Kind(_cut_table, {"cut_table_after": str}),
    "nothing": Kind(_nothing, {"nothing": list}),
    "label": Kind(_label, {"label": str, "text": str}),
    "header": Kind(_header, {"header": str, "text": str}),
    "section": Kind(
        _section,
        {"section": int},
        {"drop": bool, "repeat": bool, "before": int, "heading": str, "body": list},
    ),
    "title": Kind(_lines("title"), {"title": list}),
    "preamble": Kind(_lines("preamble"), {"preamble": list}),
    "closing": Kind(_lines("closing"), {"closing": list}),
    "drop_title": Kind(_without("title"), {"drop_title": bool}),
    "drop_preamble": Kind(_without("preamble"), {"drop_preamble": bool}),
    "format": Kind(_format, {"format": str}),
    "table_format": Kind(_table_format, {"table_format": dict}),
}
#: The changes to the text, with the keys each takes.
TEXT_KINDS: Mapping[str, Mapping[str, type]] = {
    "replace": {"replace": str, "with": str},
    "append": {"append": str},
    "text": {"text": str},
}

__all__ = [
    "KINDS",
    "TEXT_KINDS",
    "Change",
    "ChangeError",
    "Kind",
    "cell_key",
    "change_draft",
    "change_text",
    "kind_of",
]
