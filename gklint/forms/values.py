"""What the law asks of a report: the forms of `grammars/formats/*.yaml` as values."""

from collections.abc import Mapping
from typing import NamedTuple


class Regulation(NamedTuple):
    """A document that findings rest on: full and short title, number, the articles referred to.

    `years` are the first and the last year of the reports that it is about (None: no limit).
    """

    key: str
    title: str
    short: str
    number: str
    articles: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)

    def covers(self, year: int) -> bool:
        """Say whether the document is about reports of this year."""
        first, last = self.years
        return (first or year) <= year <= (last or year)


class SectionForm(NamedTuple):
    """One of the six parts: `number` from 1, the standard title, all accepted titles folded.

    `content` says what must stand in it: "required" (text), "table", or "optional" (may say 无).
    """

    number: int
    key: str
    title: str
    accepted: frozenset[str]
    content: str


class ColumnForm(NamedTuple):
    """A column: key, label, other accepted labels, labels that are understood and not right.

    `signed`: values below 0 are right; `amount`: money, so decimals are right; `unit`: the unit the
    header names, "" for a count, "unstated" where the form asks for an amount and names no unit.
    """

    key: str
    label: str
    also: tuple[str, ...] = ()
    deviating: tuple[str, ...] = ()
    group: str = ""
    signed: bool = False
    amount: bool = False
    unit: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which the column is known."""
        return self.label, *self.also, *self.deviating


class RowForm(NamedTuple):
    """A row: key, label with its enumerator, the group it stands in.

    `also` are other accepted labels, `deviating` such as are understood and not right.
    """

    key: str
    label: str
    also: tuple[str, ...] = ()
    deviating: tuple[str, ...] = ()
    group: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which the row is known."""
        return self.label, *self.also, *self.deviating


class Identity(NamedTuple):
    """A relation (勾稽关系) that holds exactly: Σ left `operator` Σ right.

    `rule` names the rule that checks it, `each` is "row" (terms are columns) or "column" (terms are
    rows), `left` and `right` are (sign, key) pairs, `at` is the key of the cell where a breach is
    reported.
    """

    rule: str
    each: str
    left: tuple[tuple[int, str], ...]
    operator: str
    right: tuple[tuple[int, str], ...]
    at: str
    formula: str


class TableForm(NamedTuple):
    """A table of the form: the rows and columns in printed order, labels of groups, identities.

    `column` and `row` are the same columns and rows by key, `order` the place of each row.
    """

    key: str
    format: str
    section: int
    label: str
    columns: tuple[ColumnForm, ...]
    rows: tuple[RowForm, ...]
    groups: Mapping[str, str]
    notes: tuple[str, ...]
    identities: tuple[Identity, ...]
    regulation: str
    article: str
    column: Mapping[str, ColumnForm] = {}
    row: Mapping[str, RowForm] = {}
    order: Mapping[str, int] = {}

    @property
    def spans(self) -> tuple[str, ...]:
        """The labels of groups that are no row's or column's own: other groups stand in them."""
        own = {row.group for row in self.rows} | {column.group for column in self.columns}
        return tuple(label for key, label in self.groups.items() if key not in own)

    def by_key(self) -> "TableForm":
        """Return the table with its columns and rows by key too."""
        return self._replace(
            column={column.key: column for column in self.columns},
            row={row.key: row for row in self.rows},
            order={row.key: place for place, row in enumerate(self.rows)},
        )

    def __repr__(self) -> str:
        return f"TableForm({self.key!r}, format={self.format!r})"


class Form(NamedTuple):
    """A format: the report years it is valid for (`last_year` None: until replaced), its parts.

    `known_until` is the last report year for which it was known that nothing had replaced it.
    `table` is the same tables by key.
    """

    key: str
    name: str
    regulation: str
    first_year: int
    last_year: int | None
    optional_years: tuple[int, ...]
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]
    table: Mapping[str, TableForm] = {}
    known_until: int | None = None

    def by_key(self) -> "Form":
        """Return the form with its tables, and what is in them, by key too."""
        tables = tuple(table.by_key() for table in self.tables)
        return self._replace(tables=tables, table={table.key: table for table in tables})

    def __repr__(self) -> str:
        return f"Form({self.key!r})"

    def covers(self, year: int) -> bool:
        """Say whether the form is the one in force for report year `year`."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class Forms(NamedTuple):
    """All formats, oldest first, and the regulations they and the rules refer to."""

    forms: tuple[Form, ...]
    regulations: Mapping[str, Regulation]

    def with_keys(self) -> "Forms":
        """Return the forms with all that is in them by key too."""
        return self._replace(forms=tuple(form.by_key() for form in self.forms))

    def __repr__(self) -> str:
        return f"Forms({', '.join(form.key for form in self.forms)})"

    def for_year(self, year: int | None) -> Form | None:
        """Return the form in force for report year `year`, None where there is none."""
        if year is None:
            return None
        return next((form for form in self.forms if form.covers(year)), None)

    def by_key(self, key: str) -> Form:
        """Return the form with this key; raises KeyError."""
        for form in self.forms:
            if form.key == key:
                return form
        raise KeyError(key)
