"""What a cell says: a number with what stands beside it, nothing, a sign for none, or no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.parsing.cells import has_cells_between_marks, is_value, read_cell
from gklint.support.numerals import MOST_DIGITS


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("0", 0, ""),
        ("12", 12, ""),
        ("012", 12, ""),
        ("１２", 12, ""),
        (" 12 ", 12, ""),
        ("-3", -3, ""),
        ("+3", 3, ""),
        ("1,234", 1234, ""),
        ("1,234,567", 1234567, ""),
        ("1'234", 1234, ""),
        ("1，234", 1234, ""),
        ("1 234", None, ""),
        ("2.5", Decimal("2.5"), ""),
        ("1,234.50", Decimal("1234.50"), ""),
        ("3件", 3, "件"),
        ("3万元", 3, "万元"),
        ("3%", 3, "%"),
        ("约3件", 3, "约件"),
        ("3件（含补正1件）", 3, "件(含补正1件)"),
        ("3。", 3, "。"),
        ("3①", 3, "①"),
        ("3※", 3, "※"),
        ("3*", 3, "*"),
        ("*3", 3, "*"),
        ("3注1", 3, "注1"),
        ("9" * MOST_DIGITS, int("9" * MOST_DIGITS), ""),
    ],
)
def test_a_number_is_read_with_what_stands_beside_it(text: str, value: object, note: str) -> None:
    found = read_cell(text)
    if value is None:
        assert found.state == "unreadable" and found.value is None
    else:
        assert (found.state, found.value, found.note) == ("number", value, note)


@pytest.mark.parametrize(
    "text", ["-", "—", "/", "//", "无", "（无）", "零", "N/A", "不涉及", "○", "未发生", "－"]
)
def test_a_sign_for_none_is_no_number(text: str) -> None:
    found = read_cell(text)
    assert (found.state, found.value) == ("dash", None)
    assert is_value(text)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\t\n"])
def test_what_is_not_there_is_blank(text: str) -> None:
    assert read_cell(text) == ("blank", None, "")
    assert not is_value(text)


@pytest.mark.parametrize(
    "text",
    [
        *("三", "件", "3件5", "12,34", "1,2345", "1.2.3", "①", "*", "※", "3 5", "3\n5", "3\u30005"),
        *("3-5", "--3", "2023年", "3件左右", "9" * (MOST_DIGITS + 1)),
    ],
)
def test_what_is_no_one_number_is_not_read_as_one(text: str) -> None:
    found = read_cell(text)
    assert (found.state, found.value) == ("unreadable", None)
    assert not is_value(text)


def test_a_number_that_is_struck_out_says_so() -> None:
    found = read_cell("[划去]3")
    assert (found.state, found.value) == ("number", 3)
    assert "划去" in found.note


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("受理，0，", True),
        ("受理;1;", True),
        ("受理、、", True),
        ("受理,无,", True),
        ("受理，0；", False),
        ("受理，5件，", True),
        ("收到申请，办结5件，其余2件", False),
        ("受理，无法，", False),
    ],
)
def test_marks_may_part_cells_where_nothing_or_a_value_stands_between_two_of_one_kind(
    text: str, may: bool
) -> None:
    assert has_cells_between_marks(text) is may
