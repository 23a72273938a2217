"""What gklint is given, and what it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lab.sparse_layouts import Sparse

from gklint.model.report import CellKey
from gklint.testing import Draft


class Input(NamedTuple):
    """What gklint is given: a report as its bytes or as text, or several texts by path.

    `drawn` are the texts of the cells as the report was made, where it was made of a draft.
    `in_full` says that all statements of its prose are of interest.
    """

    name: str
    files: Mapping[str, str | bytes]
    drawn: Mapping[CellKey, str] = {}
    roster: str = ""
    year: int | None = None
    in_full: bool = False


def cells_of(draft: Draft) -> dict[CellKey, str]:
    """Return the texts of all cells of a draft."""
    return {
        CellKey(table.key, row.key, column.key): text
        for table in draft.tables
        for row in table.rows
        if row.key
        for column, text in zip(table.columns, row.texts, strict=True)
    }


def of_draft(draft: Draft, text: str) -> Input:
    """Return the input that a draft was written as."""
    return Input("", {"report.txt": text}, cells_of(draft))


def of_sparse(written: Sparse) -> Input:
    """Return the input that a sparse report is."""
    drawn = {key: cell.text for key, cell in written.cells.items() if cell}
    return Input("", {"report.txt": written.text}, drawn)
