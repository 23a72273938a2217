"""Tables of a hurried hand: rows of texts as `sparse_layouts` has them, changed before they are
written: cut in two, a column too many, rows out of order, sums under other names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from lab.sparse_layouts import Piece, Row, Sparse, write

from gklint.testing.draft import Draft

#: Takes the rows of a table and returns the tables that are written in its place.
Change = Callable[[list[Row], Random], list[list[Row]]]

#: Other names of （七）总计.
TOTALS = ("合计", "小计", "总 计", "（七）合计", "七、总计", "总计（七）", "办理结果合计")
_PAGE_NUMBERS = ("3", "- 3 -", "第 3 页 共 5 页", "—3—")


def total_named(name: str) -> Change:
    """Return the change that names the row （七）总计 otherwise."""

    def change(rows: list[Row], chance: Random) -> list[list[Row]]:
        total = "（七）总计"
        return [
            [
                [piece._replace(text=piece.text.replace(total, name)) for piece in row]
                for row in rows
            ]
        ]

    return change


def cut(head_again: bool, page_number: bool) -> Change:
    """Return the change that cuts a table in two between rows, as the end of a page does."""

    def change(rows: list[Row], chance: Random) -> list[list[Row]]:
        with_values = [index for index, row in enumerate(rows) if _has_values(row)]
        if len(with_values) < 2:
            return [rows]
        at = chance.choice(with_values[1:])
        head = rows[: with_values[0]] if head_again else []
        between = [[[Piece(chance.choice(_PAGE_NUMBERS))]]] if page_number else []
        return [rows[:at], *between, [*head, *rows[at:]]]

    return change


def empty_column(where: str) -> Change:
    """Return the change that adds an empty column: "first", "last" or "between" label and cells."""

    def change(rows: list[Row], chance: Random) -> list[list[Row]]:
        found = []
        for row in rows:
            keys = (index for index, piece in enumerate(row) if piece.key)
            heads = (index for index, piece in enumerate(row) if index and piece.is_head)
            between = next(keys, next(heads, len(row)))
            at = {"first": 0, "last": len(row), "between": between}[where]
            found.append([*row[:at], Piece(""), *row[at:]])
        return [found]

    return change


def numbered(rows: list[Row], chance: Random) -> list[list[Row]]:
    """Return the table with the number of each row in a column before it (序号)."""
    found: list[Row] = []
    number = 0
    for row in rows:
        number += _has_values(row)
        head = "序号" if not found else ""
        is_head = any(piece.is_head for piece in row)
        text = str(number) if _has_values(row) else head
        found.append([Piece(text, None, 1, is_head), *row])
    # Table four in one row has nothing to number.
    return [found if number > 1 else rows]


def with_remarks(rows: list[Row], chance: Random) -> list[list[Row]]:
    """Return the table with an empty column behind the last that has a header (备注)."""
    width = max(map(len, rows))
    found = []
    for index, row in enumerate(rows):
        gaps = [Piece("")] * (width - len(row))
        is_head = any(piece.is_head for piece in row)
        found.append([*row, *gaps, Piece("" if index else "备注", None, 1, is_head)])
    return [found]


def swapped(rows: list[Row], chance: Random) -> list[list[Row]]:
    """Return the table with two rows in each other's place."""
    with_values = [index for index, row in enumerate(rows) if _has_values(row)]
    if len(with_values) < 2:
        return [rows]
    one, other = chance.sample(with_values, 2)
    rows = list(rows)
    rows[one], rows[other] = rows[other], rows[one]
    return [rows]


CHANGES: Mapping[str, Change] = {
    "cut": cut(False, False),
    "cut, head again": cut(True, False),
    "cut, page number": cut(False, True),
    "cut, head again, page number": cut(True, True),
    "empty column first": empty_column("first"),
    "empty column between": empty_column("between"),
    "empty column last": empty_column("last"),
    "numbered": numbered,
    "remarks": with_remarks,
    "swapped": swapped,
    **{f"total {name}": total_named(name) for name in TOTALS},
}


def write_changed(draft: Draft, writer: str, chance: Random, change: str) -> Sparse:
    """Return a draft as text, each of its tables changed by one of CHANGES."""
    # Out of order only labels that stand for themselves are clear.
    labels = ("repeated", "joined") if change == "swapped" else None
    return write(draft, writer, chance, CHANGES[change], labels)


def _has_values(row: Row) -> bool:
    return any(piece.key for piece in row)
