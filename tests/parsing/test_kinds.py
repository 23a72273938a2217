"""What a line is where it could just as well be something else: the boundaries between kinds."""

from __future__ import annotations

import pytest

from gklint.model.source import source_of_text
from gklint.parsing.grammar import tree_of

TITLE = "2023年政府信息公开工作年度报告"
TITLES = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
ONE, TWO, THREE, FOUR, FIVE, SIX = (
    f"{numeral}、{title}" for numeral, title in zip("一二三四五六", TITLES, strict=True)
)
ROW = "一、本年新收政府信息公开申请数量"
#: A line as wide as a page, in the middle of a sentence.
WIDE = "这一年按要求做了有关工作，各项任务都按照时间"
SENTENCE = "情况如上。"


def kinds(*lines: str) -> list[str]:
    """Return the kinds of the lines; a blank one has none."""
    tree = tree_of(source_of_text("\n".join(lines)))
    return [token.type for token in tree.tokens()]


def last(*lines: str) -> str:
    return kinds(*lines)[-1]


# --- front matter ---


def test_a_table_goes_on_as_another_behind_a_line_of_the_front_matter() -> None:
    found = kinds("信访举报投诉类申请\t0", "1.信访举报投诉类申请", "0\t0", f"某局{TITLE}")
    assert found == ["TABLE", "MASTHEAD", "TABLE", "TITLE"]


@pytest.mark.parametrize("words", [["项目"], ["序号", "类别"]])
def test_words_of_no_form_above_labels_begin_the_table(words: list[str]) -> None:
    found = kinds(f"某局{TITLE}", THREE, *words, "自然人", "商业企业", ROW, "3")
    assert found[2] == "TABLE"
    assert "TEXT" not in found[2:]
    assert kinds(f"某局{TITLE}", THREE, *words, "如上所述。")[2] == "TEXT"


def test_only_the_first_line_that_ends_as_a_title_is_the_title() -> None:
    assert kinds("青禾市", TITLE, TITLE, ONE) == ["MASTHEAD", "TITLE", "TEXT", "HEADING"]


def test_a_title_may_end_on_its_second_line() -> None:
    assert kinds("2023年政府信息公开工作年度报", "告") == ["MASTHEAD", "TITLE"]
    assert kinds("2023年工作情况年度报", "告") == ["MASTHEAD", "MASTHEAD"]


@pytest.mark.parametrize(("length", "kind"), [(59, "MASTHEAD"), (60, "TEXT"), (61, "TEXT")])
def test_a_line_of_sixty_characters_is_no_masthead(length: int, kind: str) -> None:
    assert kinds("青" * length, TITLE)[0] == kind


def test_a_title_that_interrupts_a_sentence_is_none() -> None:
    assert kinds("本单位根据条例，", TITLE) == ["MASTHEAD", "TITLE"]
    assert kinds("青" * 61, TITLE) == ["TEXT", "CONTINUATION"]
    assert kinds("青" * 61, "", TITLE) == ["TEXT", "TITLE"]


def test_a_date_below_the_title_is_no_prose_and_one_in_a_part_is() -> None:
    assert last(TITLE, "发布日期：2024年1月12日") == "DATELINE"
    assert last(TITLE, ONE, "发布日期：2024年1月12日", SENTENCE) == "CONTINUATION"
    assert kinds(TITLE, ONE, "发布日期：2024年1月12日", SENTENCE)[2] == "TEXT"


# --- headings ---


def test_words_alone_are_a_heading_only_in_their_order() -> None:
    assert kinds(*TITLES[:3]) == ["HEADING"] * 3
    assert last(TITLES[0], SENTENCE, TITLES[2]) == "TEXT"


def test_words_alone_are_no_heading_inside_a_sentence_or_beside_a_numbered_one() -> None:
    assert last(TITLES[0], WIDE, TITLES[1]) == "CONTINUATION"
    assert last(TITLES[0], SENTENCE, TITLES[1]) == "HEADING"
    assert kinds(ONE, SENTENCE, TITLES[1], SENTENCE, TWO)[2] == "TEXT"


def test_a_numeral_makes_a_heading_wherever_it_stands() -> None:
    assert last(ONE, WIDE, TWO) == "HEADING"


def test_a_title_on_two_lines_is_one_heading_and_what_follows_is_text() -> None:
    assert kinds(THREE[:-2], THREE[-2:], SENTENCE) == ["HEADING", "HEADING_REST", "TEXT"]
    assert kinds(THREE, "情况")[1] == "TEXT"
    # Without a numeral nothing says that the first line is one of a heading.
    assert "HEADING" not in kinds(TITLES[2][:-2], TITLES[2][-2:])


def test_cells_are_no_heading() -> None:
    assert last(ONE, f"{TWO}\t3") != "HEADING"


def test_three_titles_with_pages_are_contents_and_two_are_not() -> None:
    pages = [f"{title}……{page}" for page, title in enumerate((ONE, TWO, THREE), 1)]
    assert kinds(*pages, ONE)[:3] == ["CONTENTS"] * 3
    assert "CONTENTS" not in kinds(*pages[:2], ONE)


@pytest.mark.parametrize("leader", ["", "……1"])
def test_two_titles_below_the_word_for_contents_are_contents(leader: str) -> None:
    assert kinds("目录", f"{ONE}{leader}", f"{TWO}{leader}", ONE, SENTENCE, TWO, SENTENCE)[:4] == [
        *["CONTENTS"] * 3,
        "HEADING",
    ]


def test_titles_are_contents_as_far_as_they_all_come_again() -> None:
    assert kinds(ONE, TWO, THREE, ONE, TWO, THREE) == ["CONTENTS"] * 3 + ["HEADING"] * 3
    assert kinds(ONE, TWO, ONE, TWO) == ["HEADING"] * 4
    again = kinds(ONE, TWO, THREE, FOUR, ONE, TWO, THREE)
    assert again[:4] == ["CONTENTS", "CONTENTS", "CONTENTS", "HEADING"]


@pytest.mark.parametrize("count", [3, 4, 6])
def test_another_numbering_makes_headings_where_four_parts_have_it(count: int) -> None:
    lines = [f"{place}.{title}" for place, title in enumerate(TITLES[:count], 1)]
    assert (set(kinds(*lines)) == {"HEADING"}) == (count >= 4)


# --- prose ---


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (WIDE, "CONTINUATION"),
        (f"{WIDE}。", "TEXT"),
        (f"{WIDE}！”", "TEXT"),
        (f"{WIDE}，", "CONTINUATION"),
        ("短的一行", "CONTINUATION"),
    ],
)
def test_a_line_goes_on_where_the_one_before_has_no_end(before: str, kind: str) -> None:
    assert last(ONE, before, "安排完成，情况如下。") == kind


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("字" * 15, "CONTINUATION"),
        ("字" * 14, "TEXT"),
        ("字" * 15 + "：", "TEXT"),
        ("字" * 15 + "；", "TEXT"),
    ],
)
def test_over_a_blank_line_only_a_long_line_goes_on_and_none_that_pauses(
    before: str, kind: str
) -> None:
    assert last(ONE, before, "", "安排完成，情况如下。") == kind


@pytest.mark.parametrize(
    "line", ["（二）其他工作做了", "2.其他工作，做了，", "三、其他工作，做了，"]
)
def test_a_numeral_begins_a_paragraph_though_the_sentence_before_is_open(line: str) -> None:
    assert last(ONE, WIDE, line + "字" * 45) == "TEXT"


def test_a_number_with_a_fraction_begins_no_paragraph() -> None:
    assert last(ONE, WIDE, "3.5万元用于有关工作。") == "CONTINUATION"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("（一）主动公开", "SUBHEADING"),
        ("1.主动公开", "SUBHEADING"),
        ("（一）主动公开。", "TEXT"),
        ("（一）" + "字" * 41, "TEXT"),
        ("（一）" + "字" * 40, "SUBHEADING"),
        ("一是主动公开", "TEXT"),
    ],
)
def test_a_subheading_is_short_numbered_and_no_sentence(line: str, kind: str) -> None:
    assert kinds(ONE, line, "", SENTENCE)[1] == kind


def test_a_numbered_line_as_wide_as_a_page_may_be_the_first_of_a_paragraph() -> None:
    wide = "（一）" + "字" * 21
    assert kinds(ONE, wide, SENTENCE)[1:] == ["TEXT", "CONTINUATION"]
    assert kinds(ONE, wide[:-1], SENTENCE)[1:] == ["SUBHEADING", "TEXT"]
    assert kinds(ONE, wide, "", SENTENCE)[1:] == ["SUBHEADING", "TEXT"]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([SENTENCE, "12"], "PAGE_NUMBER"),
        ([SENTENCE, "123"], "PAGE_NUMBER"),
        ([SENTENCE, "1234"], "TEXT"),
        ([WIDE, "12"], "CONTINUATION"),
        ([WIDE, "", "12"], "PAGE_NUMBER"),
        ([WIDE, "— 3 —", "12"], "PAGE_NUMBER"),
    ],
)
def test_a_number_alone_is_of_a_page_unless_it_stands_in_a_sentence(
    lines: list[str], kind: str
) -> None:
    assert last(ONE, *lines) == kind


def test_a_page_number_does_not_end_a_sentence() -> None:
    assert kinds(ONE, WIDE, "— 3 —", SENTENCE)[1:] == ["TEXT", "NOISE", "CONTINUATION"]


# --- tables ---


def test_a_long_label_opens_a_table_anywhere_and_no_sentence_is_open() -> None:
    assert last(ONE, SENTENCE, ROW) == "TABLE"
    assert last(THREE, ROW) == "TABLE"
    assert last(ONE, WIDE, "第二十条第（一）项") == "CONTINUATION"


@pytest.mark.parametrize(
    ("before", "kind"), [(ONE, "TEXT"), (TWO, "TABLE"), (FIVE, "TEXT"), (SIX, "TEXT")]
)
def test_a_short_label_opens_a_table_only_in_a_part_that_has_tables(before: str, kind: str) -> None:
    assert last(before, "行政许可") == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("项目甲\t项目乙\t项目丙", "TABLE"),
        ("项目甲\t项目乙", "TEXT"),
        ("项目甲\t\t项目乙", "TEXT"),
        ("规章\t0", "TABLE"),
        ("项目甲\t项目乙\t" + "字" * 61, "TEXT"),
        ("项目甲\t项目乙\t" + "字" * 60, "TABLE"),
    ],
)
def test_cells_open_a_table_with_a_label_of_the_form_or_three_of_them(line: str, kind: str) -> None:
    assert last(TWO, line) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("3", "NUMBERS"),
        ("1 0 0 0 0 0 1", "NUMBERS"),
        ("0 / 7 0 7", "NUMBERS"),
        ("3 / 9", "NOISE"),
        ("约12万元", "NUMBERS"),
        ("不涉及", "NOTHING"),
        ("22（其中修订16件）", "NUMBERS"),
        ("二、上年结转政府信息公开申请数量", "LABEL"),
        ("政府信息公开申", "FRAGMENT"),
        (ROW + " 5 0 0", "FRAGMENT"),
        ("甲乙 1 2", "FRAGMENT"),
        ("甲乙丙丁戊己", "FRAGMENT"),
        ("字" * 30, "FRAGMENT"),
        ("字" * 31, "TEXT"),
        ("甲乙丙，丁戊己", "TEXT"),
        ("没有发生。", "TEXT"),
        ("五、收费及减免情况", "SUBHEADING"),
        ("四、结转下年度继续办里", "FRAGMENT"),
        ("第三方\t1", "CELLS"),
    ],
)
def test_what_a_line_is_inside_a_table(line: str, kind: str) -> None:
    assert last(THREE, ROW, line) == kind


def test_three_dashes_alone_are_a_cell_among_cells_and_a_line_between_parts() -> None:
    assert kinds(THREE, ROW, "3", "---", "0")[3:] == ["NOTHING", "NUMBERS"]
    assert kinds(THREE, ROW, "", "3", "", "---", "", "0")[3:] == ["NOTHING", "NUMBERS"]
    assert kinds(THREE, ROW, "", "3", "", "---", "", FOUR)[3:] == ["NOISE", "HEADING"]
    assert kinds(THREE, ROW + "\t3", "---", "0")[2:] == ["NOISE", "NUMBERS"]
    assert kinds(THREE, ROW, "--- --- ---", "0 0 0")[2:] == ["NOISE", "NUMBERS"]


def test_a_long_line_is_in_a_table_where_spaces_separate_its_columns() -> None:
    words = "甲乙  " * 2
    assert last(THREE, ROW, words + "1  " * 20 + "0") == "FRAGMENT"
    assert last(THREE, ROW, "字" * 61) == "TEXT"
    assert last(THREE, ROW, " ".join(["12345"] * 15)) == "NUMBERS"


def test_dashes_that_a_bar_ends_are_a_cell_where_each_line_is_one() -> None:
    assert last(THREE, ROW + " |", "0 |", "--- |") == "CELLS"
    assert last(THREE, ROW, "---|") == "NOISE"
    assert last(THREE, ROW + " | 0", "---|---") == "NOISE"


def test_a_long_label_with_values_behind_it_is_in_a_table_and_a_long_sentence_is_not() -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert last(THREE, ROW, f"（六）其他处理 {label} N/A N/A N/A 无 / - 7") == "FRAGMENT"
    assert last(THREE, ROW, f"本机关说明{'如下' * 20} {label} N/A N/A") == "TEXT"


def test_prose_ends_a_table_and_a_page_number_does_not() -> None:
    assert kinds(THREE, ROW, SENTENCE, "3")[2:] == ["TEXT", "PAGE_NUMBER"]
    assert kinds(THREE, ROW, "— 3 —", "3")[2:] == ["NOISE", "NUMBERS"]
    assert kinds(THREE, ROW, FOUR, "3")[2:] == ["HEADING", "PAGE_NUMBER"]


# --- closing ---

NAME, DATE, REMARK = "青禾市水利局", "2024年1月12日", "（此件公开发布）"


def test_signature_and_date_close_the_last_part() -> None:
    assert kinds(SIX, SENTENCE, NAME, DATE, REMARK)[2:] == ["SIGNATURE", "DATE", "REMARK"]
    assert kinds(SIX, SENTENCE, NAME, "— 3 —", DATE)[2:] == ["SIGNATURE", "NOISE", "DATE"]


def test_nothing_closes_a_text_without_parts() -> None:
    assert "SIGNATURE" not in kinds(TITLE, SENTENCE, NAME, DATE)


def test_what_stands_above_a_sentence_is_no_closing() -> None:
    assert kinds(SIX, NAME, DATE, SENTENCE)[1] == "TEXT"


def test_the_end_of_a_sentence_that_a_page_cut_is_no_signature() -> None:
    assert kinds(SIX, WIDE, NAME)[1:] == ["TEXT", "CONTINUATION"]
    assert kinds(SIX, WIDE, NAME, DATE)[1:] == ["TEXT", "SIGNATURE", "DATE"]


@pytest.mark.parametrize(
    "below",
    [
        "注：本报告所称有关单位包括直属机构和派出机构，数据由各单位报送，由办公室汇总，与往年的口径一致，不另作说明。",
        "① 含派出机构",
        "附件下载：年度报告.docx",
        "主办：青禾市人民政府办公室  承办：青禾市数据中心",
        "版权所有 © 2024 青禾市水利局",
        "网站标识码：1234560001",
        "扫描二维码在手机上查看",
        "适合用新的浏览器看这里",
    ],
)
def test_nothing_below_a_name_with_its_date_hides_it(below: str) -> None:
    assert kinds(SIX, SENTENCE, NAME, DATE, below, below)[2:] == [
        "SIGNATURE",
        "DATE",
        "AFTERWORD",
        "AFTERWORD",
    ]
    assert kinds(SIX, SENTENCE, NAME + DATE, below)[2:] == ["SIGNED", "AFTERWORD"]


@pytest.mark.parametrize("alone", [NAME, DATE])
def test_a_note_or_the_foot_of_a_page_does_not_hide_a_name_or_a_date_alone(alone: str) -> None:
    below = ("附件：年度报告.pdf", "主办：青禾市人民政府", "上一条：没有了", "【打印】【关闭】")
    assert kinds(SIX, SENTENCE, alone, *below)[3:] == ["FOOT", "FOOT", "NOISE", "NOISE"]
    assert not {"SIGNATURE", "DATE"} & set(kinds(SIX, SENTENCE, alone, SENTENCE))


def test_a_note_is_of_the_last_part_where_nothing_is_signed() -> None:
    assert kinds(SIX, SENTENCE, "注：不含下属单位。")[2:] == ["TEXT"]


def test_a_name_with_a_date_above_a_table_or_a_part_ends_nothing() -> None:
    assert "AFTERWORD" not in kinds(FIVE, SENTENCE, NAME, DATE, SIX, SENTENCE)
    assert "AFTERWORD" not in kinds(THREE, SENTENCE, NAME, DATE, f"{ROW}\t5\t0\t5")


@pytest.mark.parametrize(("length", "kind"), [(57, "REMARK"), (58, "TEXT")])
def test_a_line_of_sixty_characters_closes_nothing(length: int, kind: str) -> None:
    assert last(SIX, SENTENCE, "抄送" + "字" * length) == kind
