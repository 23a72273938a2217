"""Numbers of rows before their labels (序号) are no values; other numbers there may be."""

from __future__ import annotations

import pytest

from gklint.parsing.tables.row_numbers import without_row_numbers

LABELS = ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制")


def without(*raws: str) -> tuple[list[str], list[int]]:
    """Return lines 5, 6, … without the numbers of their rows, and those that held nothing else."""
    lines, alone = without_row_numbers(list(enumerate(raws, 5)))
    return [raw for _, raw in lines], sorted(alone)


def rows(numbers: str, labels: tuple[str, ...] = LABELS) -> list[str]:
    """Return rows with these numbers before their labels, a - for none."""
    return [
        f"{'' if number == '-' else number + ' '}{label} 3 4 5"
        for number, label in zip(numbers.split(), labels, strict=False)
    ]


def test_the_numbers_become_blanks_and_the_columns_stay() -> None:
    raws = rows("1 2 3 4 5")
    assert without(*raws) == ([" " + raw[1:] for raw in raws], [])


def test_in_cells_too() -> None:
    raws = [f"|{number}|{label}|3|" for number, label in enumerate(LABELS, 1)]
    assert without(*raws) == ([f"| |{label}|3|" for label in LABELS], [])


@pytest.mark.parametrize(
    ("numbers", "are_numbers"),
    [
        ("1 2 3 4 5", True),
        # Four rows of five, and three.
        ("1 2 3 4 -", True),
        ("1 2 3 - -", False),
        # They begin with 1, at the first row, and have no gap.
        ("2 3 4 5 6", False),
        ("- 1 2 3 4", False),
        ("1 2 4 5 6", False),
        ("0 1 2 3 4", False),
    ],
)
def test_rows_are_numbered_from_one_on_without_a_gap(numbers: str, are_numbers: bool) -> None:
    raws = rows(numbers)
    changed, _ = without(*raws)
    assert (changed != raws) is are_numbers


def test_under_a_header_that_says_so_two_rows_are_enough() -> None:
    two = rows("1 2", LABELS[:2])
    assert without(*two)[0] == two
    for header in ("序号 信息内容 数量", "编号\t信息内容\t数量", "行次 信息内容"):
        assert without(header, *two)[0] == [header, *(" " + raw[1:] for raw in two)]
    one = rows("1", LABELS[:1])
    assert without("序号 信息内容 数量", *one)[0] == ["序号 信息内容 数量", *one]


def test_a_number_on_a_line_of_its_own_leaves_with_its_line() -> None:
    raws = [line for at, label in enumerate(LABELS, 1) for line in (str(at), label, "30", "40")]
    changed, alone = without(*raws)
    assert changed == [line for label in LABELS for line in (label, "30", "40")]
    assert alone == [5, 9, 13, 17, 21]


def test_a_value_before_the_label_of_the_next_row_is_a_value() -> None:
    raws = [line for at, label in enumerate(LABELS, 1) for line in (label, str(at))]
    assert without(*raws) == (raws, [])


def test_each_block_may_count_its_own_rows() -> None:
    raws = rows("1 2 1 2 3")
    assert without(*raws)[0] == [" " + raw[1:] for raw in raws]


def test_numbers_of_three_digits_and_before_other_words_count_no_rows() -> None:
    raws = [f"{100 + at} {label}" for at, label in enumerate(LABELS)]
    assert without(*raws) == (raws, [])
    raws = [f"{at} 个街道" for at in range(1, 6)]
    assert without(*raws) == (raws, [])
