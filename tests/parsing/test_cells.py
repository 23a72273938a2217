"""What a cell says: a number with what stands beside it, nothing, a sign for none, or no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.cells import has_cells_between_marks, is_value, read_cell
from gklint.parsing.lexicon import load_lexicon
from gklint.parsing.tables import spaced
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
        (r"3\*", 3, r"\*"),
        ("9<br>12", None, ""),
        ("9 <br/> 12", None, ""),
        ("9<br>", 9, ""),
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


SIGNS = sorted(load_lexicon().nothing)


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_of_the_list_is_one_wherever_cells_are_told(sign: str) -> None:
    assert read_cell(sign).state == read_cell(sign.upper()).state == "dash"
    assert has_cells_between_marks(f"受理，{sign}，")
    assert spaced.evidence([(1, f"第三方 {sign} {sign} {sign}")]) == 1.0


@pytest.mark.parametrize("between", ["\n", "\n\n", "\t", "   ", " | ", "，"])
@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_keeps_its_column_in_every_way_to_part_cells(sign: str, between: str) -> None:
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")
    texts = [[sign, "7", sign, sign, "2", sign, "9"], [sign, sign, "3", sign, sign, sign, "3"]]
    lines = [["", *columns] if between != "\n\n" else columns]
    lines += [[label, *row] for label, row in zip(labels, texts, strict=True)]
    text = "三、收到和处理政府信息公开申请情况\n" + "\n".join(map(between.join, lines))
    table = parse(source_of_text(text + "\n")).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == texts


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
