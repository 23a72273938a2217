"""A report before it is written down: a value whose parts can be changed and then rendered.

`valid_draft` gives a report in which everything is right; `gklint.testing.changes` puts faults into
it, `gklint.testing.render` writes it in any layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

from gklint.forms.loading import load_forms
from gklint.forms.values import ColumnForm, Form, TableForm
from gklint.model.report import CellKey
from gklint.testing.bodies import DEFAULT_AGENCY, Body, body_named
from gklint.testing.figures import Figures, plain_figures, random_figures

#: The Chinese numerals of the six sections.
NUMERALS = "一二三四五六七八九十"


class DraftRow(NamedTuple):
    """A row: the form's key ("" for a row the form has not), label, group, text of each cell."""

    key: str
    label: str
    group: str
    texts: tuple[str, ...]


class DraftTable(NamedTuple):
    """A table: the form it is one of, and what stands in it; `groups` are group labels by key."""

    form: TableForm
    columns: tuple[ColumnForm, ...]
    rows: tuple[DraftRow, ...]
    groups: Mapping[str, str]

    @property
    def key(self) -> str:
        """The table's key in the form."""
        return self.form.key

    def row_index(self, key: str) -> int:
        """Return the index of the first row with this key; raises KeyError with the keys there."""
        return _index([row.key for row in self.rows], key, f"row of {self.key}")

    def column_index(self, key: str) -> int:
        """Return the index of the column with this key; raises KeyError with the keys there."""
        return _index([column.key for column in self.columns], key, f"column of {self.key}")

    def text(self, row: str, column: str) -> str:
        """Return what stands in a cell; raises KeyError."""
        return self.rows[self.row_index(row)].texts[self.column_index(column)]

    def with_text(self, row: str, column: str, text: str) -> DraftTable:
        """Return the table with another text in one cell; raises KeyError."""
        index, at = self.row_index(row), self.column_index(column)
        texts = self.rows[index].texts
        return self.with_row(
            index, self.rows[index]._replace(texts=(*texts[:at], text, *texts[at + 1 :]))
        )

    def with_row(self, index: int, *rows: DraftRow) -> DraftTable:
        """Return the table with `rows` in place of the row at `index`."""
        return self._replace(rows=(*self.rows[:index], *rows, *self.rows[index + 1 :]))


class DraftSection(NamedTuple):
    """One of the six parts: its number, the heading's line, paragraphs, then tables."""

    number: int
    heading: str
    body: tuple[str, ...]
    tables: tuple[DraftTable, ...] = ()


class Draft(NamedTuple):
    """A report: what it is of, and every part of it in the order of the page."""

    year: int
    format: str
    body: Body
    title: tuple[str, ...]
    preamble: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    closing: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Draft {self.year} {self.agency}, format {self.format}>"

    @property
    def agency(self) -> str:
        """The name of the body that reports."""
        return self.body.name

    @property
    def tables(self) -> tuple[DraftTable, ...]:
        """All tables in the order of the report."""
        return tuple(table for section in self.sections for table in section.tables)

    def table(self, key: str) -> DraftTable:
        """Return the first table with this key; raises KeyError with the keys there are."""
        return self.tables[_index([table.key for table in self.tables], key, "table")]

    def section_index(self, number: int) -> int:
        """Return where the first section with this number stands; raises KeyError."""
        return _index([section.number for section in self.sections], number, "section")

    def with_table(self, table: DraftTable) -> Draft:
        """Return the draft with `table` in place of every table of its key."""
        return self.with_tables({table.key: table})

    def with_tables(self, tables: Mapping[str, DraftTable | None]) -> Draft:
        """Return the draft with other tables by key; None takes a table out."""
        sections = []
        for section in self.sections:
            kept = [tables.get(table.key, table) for table in section.tables]
            sections.append(section._replace(tables=tuple(table for table in kept if table)))
        return self._replace(sections=tuple(sections))

    def with_section(self, index: int, *sections: DraftSection) -> Draft:
        """Return the draft with `sections` in place of the one at `index`."""
        parts = (*self.sections[:index], *sections, *self.sections[index + 1 :])
        return self._replace(sections=parts)


def valid_draft(
    year: int = 2023,
    agency: str | Body = DEFAULT_AGENCY,
    format: str | None = None,
    chance: Random | None = None,
    figures: Figures | None = None,
) -> Draft:
    """Return a report in which everything is right, for the rules there are and those to come.

    `format` is the key of a form, None for the one in force in `year`. Without `chance` the figures
    and the words are always the same (see `figures.PLAIN`); with it they are drawn from it. A
    Random of Hypothesis does as well and makes them shrink. `figures` may be given: then the words
    agree with these. Raises KeyError for an unknown format
    and ValueError for a year that no form covers.
    """
    from gklint.testing.wording import Facts, write

    forms = load_forms()
    form = forms.for_year(year) if format is None else forms.by_key(format)
    if form is None:
        raise ValueError(f"no format covers report year {year}; name one")
    body = body_named(agency) if isinstance(agency, str) else agency
    if figures is None:
        figures = plain_figures(form) if chance is None else random_figures(form, body, chance)
    words = write(Facts(body, year, form, forms.regulations, figures, chance))
    sections = tuple(
        DraftSection(
            part.number,
            f"{NUMERALS[part.number - 1]}、{title}",
            tuple(prose),
            tuple(drafted_tables(form, part.number, figures)),
        )
        for part, title, prose in zip(form.sections, words.titles, words.sections, strict=True)
    )
    return Draft(year, form.key, body, words.title, words.preamble, sections, words.closing)


def drafted_tables(form: Form, section: int, figures: Figures) -> Iterable[DraftTable]:
    """Yield the tables of one section of the form with these figures in them."""
    for table in form.tables:
        if table.section == section:
            yield drafted_table(table, figures)


def drafted_table(table: TableForm, figures: Figures) -> DraftTable:
    """Return the table with these figures; a cell without one says 0."""
    rows = tuple(
        DraftRow(
            row.key,
            row.label,
            row.group,
            tuple(
                figures.get(CellKey(table.key, row.key, column.key), "0")
                for column in table.columns
            ),
        )
        for row in table.rows
    )
    return DraftTable(table, table.columns, rows, table.groups)


def _index(keys: list[str] | list[int], key: str | int, what: str) -> int:
    for index, there in enumerate(keys):
        if there == key:
            return index
    raise KeyError(f"no {what} {key!r}; there are: {', '.join(map(str, keys))}")
