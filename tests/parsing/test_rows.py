"""Which values are given to which row and column, and where the parser says that it cannot tell."""

from __future__ import annotations

import pytest

from gklint.forms.loading import load_forms
from gklint.model.report import Row, Table
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.headings import read_heading

THREE = "三、收到和处理政府信息公开申请情况"
NEW, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
LABELS = [row.label for row in load_forms().forms[-1].table["applications"].rows]
COLUMNS = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"


def table(*lines: str, heading: str = THREE) -> Table:
    (found,) = parse(source_of_text("\n".join([heading, *lines]))).tables
    return found


def row(*lines: str, key: str = "new") -> Row:
    found = table(*lines).row(key)
    assert found is not None
    return found


def values(found: Row) -> list[object]:
    return [cell.value if cell.state == "number" else cell.state for cell in found.cells]


def full(label: str) -> str:
    return label + "\t0" * 7


# --- values and columns ---


def test_as_many_values_as_columns_are_in_order_wherever_they_stand() -> None:
    assert values(row(NEW + "\t1\t2\t3\t4\t5\t6\t7")) == [1, 2, 3, 4, 5, 6, 7]
    assert values(row(NEW + "\t\t1\t2\t3\t\t4\t5\t6\t7")) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("count", [6, 8])
def test_another_number_of_values_is_no_row_and_says_how_many(count: int) -> None:
    found = row(NEW + "\t1" * count, full(CARRIED_IN))
    assert found.cells == () and found.value_count == count
    assert found.problem is not None and str(count) in found.problem.zh


def test_a_gap_stands_in_its_column_as_the_full_rows_show() -> None:
    found = row(NEW + "\t1\t\t3\t4\t5\t6\t7", full(CARRIED_IN))
    assert values(found) == [1, "blank", 3, 4, 5, 6, 7]


def test_a_gap_is_not_placed_where_no_row_and_no_header_shows_the_columns() -> None:
    assert row(NEW + "\t1\t\t3\t4\t5\t6\t7").cells == ()
    found = row(COLUMNS, NEW + "\t1\t\t3\t4\t5\t6\t7")
    assert values(found) == [1, "blank", 3, 4, 5, 6, 7]


def test_a_row_of_gaps_is_blank_and_so_is_a_label_alone() -> None:
    assert values(row(NEW + "|" + " |" * 7, CARRIED_IN + "|" + "0|" * 7)) == ["blank"] * 7
    assert values(row(NEW, full(CARRIED_IN))) == ["blank"] * 7


def test_a_label_alone_where_the_table_breaks_off_has_no_values() -> None:
    assert table(full(NEW), CARRIED_IN).rows[-1].problem is not None


def test_the_same_row_twice_is_there_twice() -> None:
    assert [found.key for found in table(full(NEW), full(NEW)).rows] == ["new", "new"]


# --- confidence ---


@pytest.mark.parametrize(
    ("rows", "unread", "sure"), [(3, 2, True), (3, 3, False), (9, 3, True), (9, 4, False)]
)
def test_a_table_is_not_sure_where_more_than_a_third_of_its_rows_was_not_read(
    rows: int, unread: int, sure: bool
) -> None:
    lines = [
        label + "\t0" * (6 if place < unread else 7) for place, label in enumerate(LABELS[:rows])
    ]
    found = table(*lines)
    assert (found.problem is None) == sure
    assert (len(found.rows) == rows) == sure


def test_rows_out_of_order_are_read_where_each_stands_on_its_line_only() -> None:
    assert table(full(CARRIED_IN), full(NEW)).problem is None
    stacked = [CARRIED_IN, *"0000000", NEW, *"0000000"]
    assert table(*stacked).problem is not None


def test_a_table_is_broken_off_before_its_last_row() -> None:
    assert table(full(NEW)).broken_off
    assert not table(full(NEW), full("四、结转下年度继续办理")).broken_off


# --- labels ---


@pytest.mark.parametrize(
    "label",
    [
        "一、本年新收政府信息公开申请数",
        "本年新收政府信息公开申请数量",
        "一 、 本 年 新 收 政 府 信 息 公 开 申 请 数 量",
        "一、本年新収政府信息公开申清数量",
    ],
)
def test_a_label_is_known_with_slips_and_without_its_numeral(label: str) -> None:
    assert values(row(label + "\t1" * 7)) == [1] * 7


@pytest.mark.parametrize("label", ["小计", "转送其他机关办理的申请"])
def test_a_row_that_the_form_does_not_have_is_told_and_not_read(label: str) -> None:
    found = table(full(NEW), full(label))
    assert [there.key for there in found.rows] == ["new"]
    assert [unknown.text for unknown in found.unknown] == [label]


def test_a_label_that_its_cell_broke_is_put_together() -> None:
    stacked = ["一、本年新收政府信", "息公开申请数量", *"1111111", CARRIED_IN, *"2222222"]
    found = table(*stacked)
    assert [values(there) for there in found.rows] == [[1] * 7, [2] * 7]


def test_a_label_that_lost_a_character_and_is_broken_into_many_words_is_its_rows() -> None:
    before = LABELS.index("5.要求行政机关确认或重新出具已获取信息") + 1
    lines = [label + " 0" * 7 for label in LABELS[:before]]
    group = ["（六）其", "他处理"]
    label = ["1. 申请人无正 当理由逾期不补正 、政机", "关不再处理 其政府信息公开申 请"]
    found = table(*lines, *group, *label, "1" + " 0" * 5 + " 1", LABELS[before + 1] + " 0" * 7)
    assert found.rows[before].key == "other.not_corrected_in_time"
    assert found.rows[before].label.startswith("1.")
    assert values(found.rows[before]) == [1, 0, 0, 0, 0, 0, 1]
    assert not found.unknown


def test_a_nought_alone_on_its_line_is_no_page_number() -> None:
    cut = LABELS[1]
    lines = [f"{label:　<24}" + "      0" * 7 for label in LABELS[:4]]
    lines[1:2] = [cut[:6], cut[6:], "　" * 24 + "      0"]
    found = table(*lines)
    there = {each.key: values(each) for each in found.rows}
    # Read, or said not to be read; a row without any value it is not.
    assert there["carried_in"][:1] in ([], [0])
    assert there["full_disclosure"] == [0] * 7


RESULTS = "三、本年度办理结果"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        (f"{RESULTS} （一）予以公开", "full_disclosure"),
        (f"{RESULTS}（三）不予公开1.属于国家秘密", "denied.state_secret"),
        (f"{RESULTS} / （四）无法提供 / 1.本机关不掌握相关政府信息", "unavailable.not_held"),
        (f"{RESULTS}-（七）总计", "total_processed"),
    ],
)
def test_a_label_may_have_all_that_its_row_stands_in_before_it(label: str, key: str) -> None:
    found = table(full(NEW), full(CARRIED_IN), full(label))
    assert [each.key for each in found.rows] == ["new", "carried_in", key]
    assert "results" in {group.key for group in found.groups}
    assert not found.unknown


def test_a_label_that_its_groups_label_interrupts_is_the_rows() -> None:
    numbers = "    0" * 7
    last_before = LABELS.index("5.要求行政机关确认或重新出具已获取信息")
    lines = [
        *(label + numbers for label in LABELS[: last_before + 1]),
        "1.申请人无正当理由逾期不补正、行政机关不再处理",
        numbers,
        "其政府信息公开申请",
        "（六）其他",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关",
        "处理" + numbers,
        "不再处理其政府信息公开申请",
        "3.其他" + numbers,
    ]
    found = table(*lines).row("other.fee_unpaid")
    assert found is not None and found.label.startswith("2.申请人逾期")


@pytest.mark.parametrize("width", [4, 5, 7])
def test_labels_in_a_column_of_a_few_letters_are_put_together(width: int) -> None:
    lines = [COLUMNS.replace("\t", "    ")]
    for number, label in enumerate(LABELS):
        pieces = [label[at : at + width] for at in range(0, len(label), width)]
        # As pdftotext -layout prints a narrow column: the numbers beside the first piece.
        lines.append(f"{pieces[0]:<12}" + f"    {number}    0    0    0    0    0    {number}")
        lines += pieces[1:]
    found = table(*lines)
    assert found.problem is None and not found.unknown
    assert [row.cells[0].value for row in found.rows] == list(range(len(LABELS)))
    assert [row.key for row in found.rows] == [
        row.key for row in load_forms().forms[-1].table["applications"].rows
    ]


@pytest.mark.parametrize("group", [RESULTS, "（三）不予公开", "（五）不予处理"])
def test_a_sum_beside_the_label_of_a_group_is_a_row_that_the_form_has_not(group: str) -> None:
    lines = [COLUMNS, *map(full, LABELS)]
    before = {RESULTS: 3, "（三）不予公开": 5, "（五）不予处理": 16}[group]
    found = table(*lines[:before], group + "\t5" * 7, *lines[before:])
    assert [each.text for each in found.unknown] == [group]
    assert len(found.rows) == len(LABELS) == len({each.key for each in found.rows})
    assert {cell.value for each in found.rows for cell in each.cells} == {0}


def test_a_table_a_third_of_whose_rows_no_form_has_is_not_sure() -> None:
    lines = [full(label) for label in LABELS]
    assert table(*lines, *(full(f"另设的第{number}种情形") for number in "一二")).problem is None
    many = (full(f"{number}种另设情形如下") for number in "甲乙丙丁戊己庚辛壬癸子丑寅")
    assert table(*lines, *many).problem is not None


def test_a_page_number_among_rows_is_no_value() -> None:
    lines = [f"{NEW}  1  1  1  1  1  1  6", "12", f"{CARRIED_IN}  0  0  0  0  0  0  0"]
    assert [values(there)[-1] for there in table(*lines).rows] == [6, 0]


# --- labels that stand elsewhere ---


def stacked_without_label(*numbers: str) -> Table:
    """Two rows whose second label was lost, before a third."""
    return table(NEW, *"1000001", *numbers, "（一）予以公开", *"1000001")


def test_values_without_a_label_are_a_row_where_their_number_and_their_sum_say_so() -> None:
    found = stacked_without_label(*"2000002")
    assert [there.key for there in found.rows] == ["new", "carried_in", "full_disclosure"]
    assert [values(there)[0] for there in found.rows] == [1, 2, 1]


@pytest.mark.parametrize("numbers", ["2000003", "200000", "20000020", "20000022000002"])
def test_values_without_a_label_are_no_row_where_that_would_be_guessed(numbers: str) -> None:
    found = stacked_without_label(*numbers)
    new = found.row("new")
    assert found.row("carried_in") is None
    assert found.problem is not None or (new is not None and new.cells == ())


def test_values_before_the_first_label_are_the_first_row() -> None:
    found = table("申请人情况", *"1000001", CARRIED_IN, *"2000002")
    assert [there.key for there in found.rows] == ["new", "carried_in"]
    assert [values(there)[0] for there in found.rows] == [1, 2]


# --- headings ---


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体情况", 1),
        ("十、其他", 10),
        ("十一、其他", 11),
        ("二十、其他", 0),
        ("第六部分 其他", 6),
    ],
)
def test_a_numeral_has_its_value(text: str, number: int) -> None:
    assert read_heading(text).number == number


# --- blanks for nothing ---


def test_cells_of_collapsed_rows_stand_in_their_columns() -> None:
    lines = [f"{label}\t\t2\t\t\t\t\t2" for label in LABELS[:4]]
    assert [values(found) for found in table(*lines).rows] == [["blank", 2, *["blank"] * 4, 2]] * 4


def test_a_shifted_row_stands_where_its_last_number_is_the_sum() -> None:
    found = row(NEW + "\t\t3\t\t\t2\t\t\t5\t\t", full(CARRIED_IN))
    assert values(found) == [3, "blank", "blank", 2, "blank", "blank", 5]


def test_a_shifted_row_whose_numbers_do_not_add_up_is_not_read() -> None:
    assert row(NEW + "\t\t3\t\t\t2\t\t\t6\t\t", full(CARRIED_IN)).cells == ()


@pytest.mark.parametrize(
    "signs",
    [
        # One part to the left, the cells are as good.
        "\t\t无\t\t无\t\t无\t\t\t",
        "\t无\t\t无\t\t无\t\t\t\t",
    ],
)
def test_signs_for_nothing_are_in_no_column_where_rows_lie_differently(signs: str) -> None:
    others = (
        full(CARRIED_IN),
        "（一）予以公开\t\t" + "\t1" * 7 + "\t",
        "2.重复申请\t2" + "\t0" * 6,
    )
    assert row(NEW + signs, *others).cells == ()


def test_cells_as_far_behind_every_label_are_read_where_labels_stand_in_several_columns() -> None:
    lines = (
        f"| {NEW} |  | 3 |  |  | 2 |  |  | 5 |  |  |",
        "| 三、本年度办理结果 | （一）予以公开 |  | 4 |  |  |  |  | 1 | 5 |  |",
        "| （三）不予公开 | 1.属于国家秘密 |  |  | / |  |  | / |  |  |  |",
        "| 2.重复申请 |  |  | / |  |  |  |  |  |  |  |",
    )
    secret = row("|---|---|", *lines, key="denied.state_secret")
    assert values(secret) == ["blank", "dash", "blank", "blank", "dash", "blank", "blank"]
    again = row("|---|---|", *lines, key="rejected.duplicate")
    assert values(again) == ["blank", "dash", *["blank"] * 5]
