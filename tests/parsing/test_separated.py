"""Cells between tabs or bars: where each stands, and which bars part cells at all."""

from __future__ import annotations

import pytest

from gklint.parsing.tables.separated import cells_of, evidence, fields, with_cells_separated


def parted(*raws: str) -> list[str]:
    """Return lines 5, 6, … as their cells are parted."""
    lines = with_cells_separated(list(enumerate(raws, 5)))
    assert [number for number, _ in lines] == list(range(5, 5 + len(raws)))
    return [raw for _, raw in lines]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("规章\t3\t4", ["规章", "3", "4"]),
        ("\t规章\t\t4\t", ["", "规章", "", "4", ""]),
        ("规章 \t 3", ["规章", "3"]),
        ("| 规章 | 3 | |", ["规章", "3", ""]),
        ("规章 | 3", ["规章", "3"]),
        ("||规章||", ["", "规章", ""]),
        ("规章", ["规章"]),
        # A bar in a line of tabs is a character as any other.
        ("规|章\t3", ["规|章", "3"]),
    ],
)
def test_each_cell_has_its_text_its_column_and_its_number(raw: str, texts: list[str]) -> None:
    cells = cells_of(raw)
    assert [cell.text for cell in cells] == texts
    assert [cell.position for cell in cells] == list(range(len(texts)))
    assert all(raw[cell.column - 1 :].startswith(cell.text) for cell in cells)
    assert [cell.line for cell in fields(raw, 7)] == [7] * len(texts)


def test_the_column_of_an_empty_cell_is_that_behind_the_mark_before_it() -> None:
    assert [cell.column for cell in cells_of("规章\t\t4")] == [1, 4, 5]
    assert [cell.column for cell in cells_of("| 规章 | | 4 |")] == [3, 7, 10]


@pytest.mark.parametrize(
    ("raw", "is_row"),
    [
        ("规章\t3", True),
        ("规章|3", True),
        ("| 规章 | 3 |", True),
        # A label and empty cells.
        ("| 规章 | |", True),
        ("|规章|||", True),
        # One cell.
        ("| 规章 |", False),
        ("规章 |", False),
        ("规章 | |", False),
        ("| | |", False),
        ("规章", False),
        ("\t规章\t", False),
    ],
)
def test_a_line_is_a_row_where_marks_part_its_cells(raw: str, is_row: bool) -> None:
    assert evidence([(1, raw)]) == int(is_row)


def test_the_evidence_is_the_share_of_lines_that_are_rows() -> None:
    assert evidence([(1, "规章\t3"), (2, "规章"), (3, "3"), (4, "5")]) == 0.25


@pytest.mark.parametrize(
    ("raws", "expected"),
    [
        # Bars at both ends of every line part nothing; the lines are read as they are.
        (["|规章|3|4|", "|行政许可|1|2|"], ["|规章|3|4|", "|行政许可|1|2|"]),
        # At one end.
        (["规章|3|4|", "行政许可|1|2|"], ["规章\t3\t4 ", "行政许可\t1\t2 "]),
        (["|规章|3|4", "|行政许可|1|2"], [" 规章\t3\t4", " 行政许可\t1\t2"]),
        # At none; a bar at the end of one line has an empty cell behind it.
        (["规章|3|4", "行政许可|1|2"], ["规章\t3\t4", "行政许可\t1\t2"]),
        (["规章|3|", "行政许可|1|2"], ["规章\t3\t", "行政许可\t1\t2"]),
        # Lines without bars and lines with tabs stay as they are.
        (["规章|3|4", "发布", "许可\t1|2"], ["规章\t3\t4", "发布", "许可\t1|2"]),
        # A drawn bar is a bar.
        (["规章│3│4", "行政许可│1│2"], ["规章\t3\t4", "行政许可\t1\t2"]),
        # Each bar doubled.
        (["规章||3||4", "行政许可||1||2"], ["规章\t 3\t 4", "行政许可\t 1\t 2"]),
    ],
)
def test_bars_that_part_cells_are_read_as_tabs(raws: list[str], expected: list[str]) -> None:
    assert parted(*raws) == expected


@pytest.mark.parametrize(
    ("raws", "hold_rows"),
    [
        # One cell a line, with a bar behind it.
        (["规章 |", "3 |", "4 |"], False),
        (["规章 | |", "3 |", "4 |"], False),
        # Half of the lines are rows, and more than half.
        (["规章|3", "4 |"], False),
        (["规章|3", "行政许可|1", "4 |"], True),
        # Labels and nothing but empty cells: three bars a line.
        (["规章 | |", "行政许可 | |"], False),
        (["规章 | | |", "行政许可 | | |"], True),
    ],
)
def test_bars_part_cells_where_most_lines_are_rows(raws: list[str], hold_rows: bool) -> None:
    assert (parted(*raws) != raws) is hold_rows


def test_no_column_changes_its_place() -> None:
    for raws in (["规章|3|4|", "行政许可|1|2|"], ["规章||3||4", "行政许可||1||2"]):
        assert [len(raw) for raw in parted(*raws)] == [len(raw) for raw in raws]
