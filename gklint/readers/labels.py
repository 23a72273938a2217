"""What the forms call their tables, groups, rows and columns, as readers look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.support.folding import fold

ENUMERATOR = re.compile(r"\(?([一二三四五六七八九十]{1,3}|\d{1,2})[)、.]")


def bare(label: str) -> str:
    """Return a label as labels are compared: folded, without enumerator and marks."""
    return "".join(re.findall(r"\w+", ENUMERATOR.sub("", fold(label), count=1)))


@lru_cache(maxsize=1)
def labels() -> frozenset[str]:
    """Return the labels of all forms, each `bare`."""
    found: set[str] = set()
    for form in load_forms().forms:
        for table in form.tables:
            found |= {table.label, *table.groups.values()}
            for row in table.rows:
                found.update(row.labels)
            for column in table.columns:
                found.update(column.labels)
    return frozenset(map(bare, found)) - {""}


@lru_cache(maxsize=1)
def row_labels() -> frozenset[str]:
    """Return the labels of rows and their groups that no column has, each `bare`."""
    rows: set[str] = set()
    columns: set[str] = set()
    for form in load_forms().forms:
        for table in form.tables:
            for row in table.rows:
                rows.update((*row.labels, table.groups.get(row.group, "")))
            for column in table.columns:
                columns.update((*column.labels, table.groups.get(column.group, "")))
    # The groups of table four stand above columns.
    crossed = {label for table in _crossed() for row in table.rows for label in row.labels}
    return frozenset(map(bare, rows - crossed)) - set(map(bare, columns)) - {""}


def _crossed() -> Iterator[TableForm]:
    for form in load_forms().forms:
        yield from (table for table in form.tables if table.key == "review")


def owner_of(text: str) -> str | None:
    """Return the key of the only table that has a label or is called so, None for other text."""
    return _captions().get(fold(text)) or owners().get(bare(text))


@lru_cache(maxsize=1)
def _captions() -> dict[str, str]:
    # What tells the blocks of part two apart is what labels are compared without.
    tables = [table for form in load_forms().forms for table in form.tables]
    return {fold(table.label): table.key for table in tables if table.key.startswith("art20")}


@lru_cache(maxsize=1)
def owners() -> dict[str, str]:
    """Return by label, `bare`, the key of the only table that has it.

    Labels of rows and groups, and of what stands in the head of a table whose rows go across.
    """
    found: dict[str, set[str]] = {}
    for form in load_forms().forms:
        for table in form.tables:
            own = [label for row in table.rows for label in row.labels]
            if table.key == "review":
                own += [label for column in table.columns for label in column.labels]
            for label in {*map(bare, (*own, *table.groups.values()))} - {""}:
                found.setdefault(label, set()).add(table.key)
    columns = {
        bare(label)
        for form in load_forms().forms
        for table in form.tables
        if table.key != "review"
        for column in table.columns
        for label in (*column.labels, table.groups.get(column.group, ""))
    }
    return {
        label: next(iter(keys))
        for label, keys in found.items()
        if len(keys) == 1 and label not in columns
    }
