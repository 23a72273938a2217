"""Drafts as real reports are: cells written oddly, labels with slips, tables of both formats.

They are not valid, but every cell of them can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from gklint.forms.loading import load_forms
from gklint.testing.changes import change_draft
from gklint.testing.draft import Draft

#: What people write into a cell instead of a plain number.
ODD_TEXTS = ("", "/", "-", "—", "无", "不涉及", "3（其中修订1件）", "12 元", "+7", "5件")

#: How people write that there is nothing; most leave the cell empty.
NOTHING = ("", "", "", "-", "—", "/", "无", "N/A", "空", "无此项", "---", "〇")

#: A label of fewer characters has no character to spare.
_LONG_LABEL = 7


def with_odd_cells(draft: Draft, chance: Random) -> Draft:
    """Return the draft with a few of its cells written as people write them."""
    for _ in range(chance.randint(1, 5)):
        table = draft.tables[chance.randint(0, len(draft.tables) - 1)]
        row = table.rows[chance.randint(0, len(table.rows) - 1)]
        column = table.columns[chance.randint(0, len(table.columns) - 1)]
        text = ODD_TEXTS[chance.randint(0, len(ODD_TEXTS) - 1)]
        draft = draft.with_table(table.with_text(row.key, column.key, text))
    return draft


def with_blanks(draft: Draft, chance: Random) -> Draft:
    """Return the draft with every nothing of its tables left empty, from sparse to dense tables."""
    return change_draft(_more_applications(draft, chance), [{"nothing": [""]}])


def with_signs_for_nothing(draft: Draft, chance: Random) -> Draft:
    """Return the draft with every nothing of its tables written in one way, or in several."""
    ways = [NOTHING[chance.randint(0, len(NOTHING) - 1)] for _ in range(chance.randint(1, 3))]
    zeros = ["0"] * chance.randint(0, 2)
    return change_draft(_more_applications(draft, chance), [{"nothing": [*ways, *zeros]}])


def _more_applications(draft: Draft, chance: Random) -> Draft:
    """Return the draft with more applications, answered in the year, or none: all sums hold."""
    table = draft.table("applications")
    ends = ("new", "carried_in", "total_processed", "carried_out")
    leaves = [row.key for row in table.rows if row.key not in ends]
    people = [column.key for column in table.columns[:-1]]
    for _ in range(chance.randint(0, 3) ** 3):
        leaf = leaves[chance.randint(0, len(leaves) - 1)]
        person = people[chance.randint(0, len(people) - 1)]
        more = chance.randint(1, 30)
        for row in (leaf, "total_processed", "new"):
            for column in (person, "total"):
                table = table.with_text(row, column, str(int(table.text(row, column)) + more))
    return draft.with_table(table)


def with_slips(draft: Draft, chance: Random) -> Draft:
    """Return the draft with characters lost in a few row labels, or a group's label gone."""
    for _ in range(chance.randint(1, 3)):
        table = draft.table("applications")
        if chance.randint(0, 3) == 3:
            groups = [key for key in table.groups if key not in ("results", "organisations")]
            gone = groups[chance.randint(0, len(groups) - 1)]
            draft = draft.with_table(table._replace(groups={**table.groups, gone: ""}))
            continue
        index = chance.randint(0, len(table.rows) - 1)
        label = table.rows[index].label
        if len(label) >= _LONG_LABEL:
            at = chance.randint(4, len(label) - 2)
            slip = table.rows[index]._replace(label=label[:at] + label[at + 1 :])
            draft = draft.with_table(table.with_row(index, slip))
    return draft


def as_hybrid(draft: Draft, chance: Random) -> Draft:
    """Return the draft with one or more tables in the other format."""
    others = [form for form in load_forms().forms if form.key != draft.format]
    form = others[chance.randint(0, len(others) - 1)]
    tables = [table.key for table in draft.tables if table.key in form.table]
    count = chance.randint(1, len(tables) - 1)
    start = chance.randint(0, len(tables) - count)
    return change_draft(
        draft,
        [
            {"table_format": {"table": key, "format": form.key}}
            for key in tables[start : start + count]
        ],
    )


#: The ways by what they are called.
IMPERFECTIONS: Mapping[str, Callable[[Draft, Random], Draft]] = {
    "with blanks, dashes and remarks in cells": with_odd_cells,
    "sparse: nothing is left blank": with_blanks,
    "sparse: nothing is blank, a dash, 无 or 0": with_signs_for_nothing,
    "with slips in labels": with_slips,
    "with tables of both formats": as_hybrid,
}
