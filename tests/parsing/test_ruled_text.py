"""Tables drawn in text with a line below each row: a row may take several lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest

from gklint.forms.loading import load_forms
from gklint.model.report import Table
from gklint.model.source import source_of_text
from gklint.parsing import parse

FORM = load_forms().forms[-1].table["applications"]
HEADER = ["申请人情况", *(column.label for column in FORM.columns)]
#: Corners and lines of what draws tables.
PANDOC, BOXES, DOUBLE = ("+", "-", "|"), ("┼", "─", "│"), ("╬", "═", "║")


def drawn(rows: Sequence[Sequence[str]], marks: tuple[str, str, str], width: int) -> str:
    """Return the table with so many letters a line in its first column."""
    corner, level, bar = marks
    rule = corner + corner.join(level * 8 for _ in rows[0]) + corner
    lines = [rule]
    for first, *others in rows:
        pieces = [first[at : at + width] for at in range(0, len(first), width)]
        for cells in zip_longest(pieces, *([other] for other in others), fillvalue=""):
            lines.append(bar + bar.join(f" {cell:<10} " for cell in cells) + bar)
        lines.append(rule)
    return "\n".join(lines)


def read(text: str) -> Table:
    (found,) = parse(source_of_text(f"三、收到和处理政府信息公开申请情况\n{text}")).tables
    return found


def numbered(row: int) -> list[str]:
    return [str(row * 10 + column) for column in range(len(FORM.columns))]


@pytest.mark.parametrize("marks", [PANDOC, BOXES, DOUBLE], ids=["pandoc", "boxes", "double"])
@pytest.mark.parametrize("width", [5, 9, 50])
def test_all_between_two_drawn_lines_is_one_row(marks: tuple[str, str, str], width: int) -> None:
    body = [[row.label, *numbered(number)] for number, row in enumerate(FORM.rows)]
    found = read(drawn([HEADER, *body], marks, width))
    assert found.problem is None and not found.unknown
    cells = [[cell.text for cell in row.cells] for row in found.rows]
    assert cells == [numbered(number) for number in range(len(FORM.rows))]
    assert [row.key for row in found.rows] == [row.key for row in FORM.rows]


def test_numbers_of_two_rows_without_a_line_between_are_never_put_together() -> None:
    labels = [row.label for row in FORM.rows]
    rule = "+" + "--------+" * 8
    lines = [rule, "| " + " | ".join(HEADER) + " |", rule]
    for number, label in enumerate(labels):
        lines.append("| " + " | ".join([label, *numbered(number)]) + " |")
        lines += [rule] * (number % 2)
    found = read("\n".join([*lines, rule]))
    values = [cell.text for row in found.rows for cell in row.cells]
    assert values == [text for number in range(len(labels)) for text in numbered(number)]
