"""What of a report is compared with other reports, and its cells as outputs show them: a small
value, kept beside its record.

A hundred thousand of them are held at once, so that cells stand in a few long strings and become
values when they are asked for.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from gklint.model.report import CellKey
from gklint.model.source import Place
from gklint.support.bilingual import Text
from gklint.support.json_values import JsonType

#: What stands for a cell without a number, by its state; ABSENT for one that the table lacks.
MARKS = {"blank": "b", "dash": "d", "unreadable": "u"}
ABSENT = "m"
_STATES = {mark: state for state, mark in MARKS.items()}


#: What a blank cell and one with a dash mostly say.
_USUAL = {"b": "", "d": "-"}


class CellFacts(NamedTuple):
    """A cell: its key, the number it says (None unless `state` is "number"), where it stands, and
    what is written there, masked."""

    key: CellKey
    value: int | Decimal | None
    state: str
    place: Place
    text: str = ""


class TableFacts(NamedTuple):
    """A table: its key, the form it is of, the keys of rows and columns, joined by spaces.

    `values` has a word for each cell, row by row: the number, or the mark of its state; `places`
    has line:column:end. `problem` is None for a table that was read with confidence. `texts` are
    what is written in cells, by their index, where `usual_text` does not give it; `unread` are the
    keys of rows whose values could not be given to columns, each with why.
    """

    key: str
    format: str
    rows: str
    columns: str
    values: str
    places: str
    problem: Text | None = None
    texts: tuple[tuple[int, str], ...] = ()
    unread: tuple[tuple[str, Text], ...] = ()


class ProseFacts(NamedTuple):
    """The prose of a part of the report (`number`), as `gklint.collection.prose` makes it.

    `title` are the words at its place.
    """

    number: int
    place: Place
    title: str
    text: str


class SuppressionFacts(NamedTuple):
    """A suppression in the text: rules as written with their columns, the reason, where it stands.

    `lines` are those it speaks of, None for the whole file.
    """

    line: int
    rules: tuple[tuple[str, int], ...]
    reason: str
    lines: tuple[int, ...] | None


class Facts(NamedTuple):
    """What is known of one report for a comparison with others.

    `body` is the name as written, masked ("" where the report names none). `date` is that at the
    end of the report as ISO 8601 ("" for none), at `date_place`. `place` is that of the title.
    """

    body: str
    kind: str
    year: int | None
    format: str | None
    sha256: str
    place: Place
    date: str = ""
    date_place: Place | None = None
    tables: tuple[TableFacts, ...] = ()
    prose: tuple[ProseFacts, ...] = ()
    suppressions: tuple[SuppressionFacts, ...] = ()

    def table(self, key: str) -> TableFacts | None:
        """Return the table with this key, None where there is none."""
        return next((table for table in self.tables if table.key == key), None)

    def cell(self, key: CellKey) -> CellFacts | None:
        """Return a cell, None where the report lacks it or its table could not be read."""
        table = self.table(key.table)
        if table is None or table.problem:
            return None
        index = _index(table.rows, table.columns).get(key[1:])
        if index is None:
            return None
        value = table.values.split(" ")[index]
        if value == ABSENT:
            return None
        return _cell(key, value, table.places.split(" ")[index], dict(table.texts).get(index))

    def value(self, key: CellKey) -> int | Decimal | None:
        """Return the number in a cell, None where there is none."""
        cell = self.cell(key)
        return cell.value if cell else None

    def numbers(self, only: str = "") -> dict[CellKey, int | Decimal]:
        """Return the number of every cell that has one, in the tables that could be read, or in the
        one with the key `only`."""
        found: dict[CellKey, int | Decimal] = {}
        for table in self.tables:
            if not table.problem and only in ("", table.key):
                for key, word in zip(keys_of(table), table.values.split(" "), strict=True):
                    if word.isdigit():
                        found[key] = int(word)
                    elif word[0] in "-0123456789":
                        found[key] = number(word)
        return found

    def cells(self) -> Iterator[CellFacts]:
        """Yield every cell of the tables that could be read."""
        for table in self.tables:
            if not table.problem:
                words = zip(
                    keys_of(table), table.values.split(" "), table.places.split(" "), strict=True
                )
                texts = dict(table.texts)
                for index, (key, value, place) in enumerate(words):
                    if value != ABSENT:
                        yield _cell(key, value, place, texts.get(index))

    def part(self, number: int) -> ProseFacts | None:
        """Return the prose of a part of the report, None where it is absent."""
        return next((prose for prose in self.prose if prose.number == number), None)


def sharing(facts: Facts) -> Facts:
    """Return facts that share with all others what is the same in most: rows and columns."""
    tables = tuple(
        table._replace(
            key=intern(table.key),
            format=intern(table.format),
            rows=intern(table.rows),
            columns=intern(table.columns),
        )
        for table in facts.tables
    )
    return facts._replace(tables=tables, kind=intern(facts.kind))


def of_cells(facts: Facts) -> Facts:
    """Return facts with what outputs show of the tables, and without what is only compared."""
    return facts._replace(prose=(), suppressions=())


def as_json(facts: Facts) -> str:
    """Return facts as a text of JSON."""
    return json.dumps(_type().write(facts), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Facts:
    """Return the facts that a text of JSON says; raises ValueError for any other text."""
    return _type().read(json.loads(text))


@lru_cache(maxsize=1)
def _type() -> JsonType[Facts]:
    return JsonType(Facts)


def keys_of(table: TableFacts) -> tuple[CellKey, ...]:
    """Return the keys of the cells of a table, row by row."""
    return _keys(table.key, table.rows, table.columns)


def number(word: str) -> int | Decimal:
    """Return the number that a word of `TableFacts.values` stands for."""
    return Decimal(word) if "." in word or "E" in word else int(word)


def usual_text(word: str) -> str | None:
    """Return what is mostly written in a cell of which a word of `TableFacts.values` is kept; None
    where that cannot be said."""
    return None if word == MARKS["unreadable"] else _USUAL.get(word, word)


def _cell(key: CellKey, value: str, place: str, text: str | None) -> CellFacts:
    line, column, end = map(int, place.split(":"))
    at = Place(line, column, line, end)
    text = usual_text(value) or "" if text is None else text
    if value in _STATES:
        return CellFacts(key, None, _STATES[value], at, text)
    return CellFacts(key, number(value), "number", at, text)


@lru_cache(maxsize=256)
def _keys(table: str, rows: str, columns: str) -> tuple[CellKey, ...]:
    # Most reports have the same rows and columns, and share their keys.
    return tuple(
        CellKey(table, row, column) for row in rows.split(" ") for column in columns.split(" ")
    )


@lru_cache(maxsize=256)
def _index(rows: str, columns: str) -> dict[tuple[str, ...], int]:
    return {key[1:]: index for index, key in enumerate(_keys("", rows, columns))}
