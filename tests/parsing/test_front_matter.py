"""What the lines at the head, the signature and the text tell of title, body and year."""

from __future__ import annotations

import pytest

from gklint.model.report import Paragraph, Period, Piece, Title
from gklint.model.source import Place
from gklint.parsing.front import (
    agency_in,
    agency_of,
    agency_of_captions,
    kind_of,
    read_title,
    unscrambled,
    year_in,
    year_of,
    year_of_captions,
)
from gklint.support.folding import fold

TITLE = "政府信息公开工作年度报告"


def title(*lines: str) -> Title | None:
    """Return the title of these lines, the first on line 1; those before the title are masthead."""
    kinds = ["TITLE" if line.endswith(TITLE) else "MASTHEAD" for line in lines]
    return read_title(
        [
            (text, Place(number, 1, number, len(text) + 1), kind)
            for number, (text, kind) in enumerate(zip(lines, kinds, strict=True), 1)
        ]
    )


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, (Piece(0, 1, 1),)) for text in texts]


# --- the title ---


def test_the_short_lines_right_before_the_title_are_its_beginning() -> None:
    found = title("青石县", "松林街道", "办事处", f"2022年{TITLE}")
    assert found is not None
    assert found.text == f"青石县 松林街道 办事处 2022年{TITLE}"
    assert found.place == Place(1, 1, 4, 18)


def test_no_more_than_three_lines_before_it_are() -> None:
    found = title("首页", "青石县", "松林街道", "办事处", f"2022年{TITLE}")
    assert found is not None and found.text.startswith("青石县")


@pytest.mark.parametrize(("length", "is_of_title"), [(29, True), (30, True), (31, False)])
def test_a_line_of_more_than_thirty_characters_is_no_part_of_it(
    length: int, is_of_title: bool
) -> None:
    found = title("青" * length, TITLE)
    assert found is not None and found.text.startswith("青") is is_of_title


@pytest.mark.parametrize(
    "line",
    [
        "青政发[2023]5号",
        "来源：办公室",
        "首页 > 公开",
        "第5号",
        "1月20日",
        "2023年1月发布",
        "2023年1月",
        "年度报告专栏",
        "发布日期",
        "公开，透明",
    ],
)
def test_what_a_site_or_an_office_writes_above_a_title_is_no_part_of_it(line: str) -> None:
    found = title(line, f"青石乡2022年{TITLE}")
    assert found is not None and found.text == f"青石乡2022年{TITLE}"


def test_the_place_of_the_year_is_its_own() -> None:
    text = f"青石乡2022年度{TITLE}"
    found = title(text)
    assert found is not None and found.year == 2022
    assert found.year_place == Place(1, 4, 1, 9)
    assert text[3:8] == "2022年"


@pytest.mark.parametrize("year", ["2022", "2022年度", "（二〇二二年度）"])
def test_a_year_on_the_line_below_is_the_titles(year: str) -> None:
    found = title(f"青石乡{TITLE}", year)
    assert found is not None and found.year == 2022
    assert found.year_place is not None and found.year_place.line == 2


def test_any_other_line_below_is_not() -> None:
    found = title(f"青石乡{TITLE}", "本报告根据2022年的数据编制")
    assert found is not None and (found.year, found.year_place) == (None, None)


def test_a_year_that_two_lines_share_is_known_and_stands_in_the_whole_title() -> None:
    found = title("青石乡20", f"22年{TITLE}")
    # A blank between the halves makes two numbers.
    assert found is not None and found.text == f"青石乡20 22年{TITLE}"
    assert found.year == 2022
    assert found.year_place == found.place


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2019年", 2019), ("2022", 2022), ("二〇二一年", 2021), ("二○一九年", 2019)),
        *(("二零二三", 2023), ("12022年", None), ("1999年", None), ("年度", None)),
    ],
)
def test_a_year_is_one_of_this_century_in_digits_or_in_chinese(text: str, year: object) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("end", "right"),
    [
        ("工作告年度报", "工作年度报告"),
        ("工作年度告报", "工作年度报告"),
        ("工年作度报告", "工作年度报告"),
        # Four characters in their places but for their order, and other words before them.
        ("情况年度告报", "情况年度报告"),
        # Three.
        ("工作月度告报", ""),
        ("工作年度报告", ""),
        ("年报", ""),
    ],
)
def test_the_last_words_of_a_title_are_put_in_order_from_four_on(end: str, right: str) -> None:
    before = "青石乡政府信息公开"
    assert unscrambled(before + end) == (before + right if right else "")


def test_words_in_disorder_are_a_title_only_where_it_speaks_of_disclosure() -> None:
    assert unscrambled("青石乡法治政府建设告年度报") == ""


# --- the body ---


@pytest.mark.parametrize(
    "text",
    [
        f"青石乡2022年{TITLE}",
        f"青石乡二〇二二年{TITLE}",
        f"名称：青石乡2022年度{TITLE}",
        f"2022年青石乡{TITLE}",
        "青石乡2022年政府信息公开工作告年度报",
        "青石乡关于2022年政府信息公开工作情况的报告",
        f"青石乡{TITLE}（2022年度）",
    ],
)
def test_the_body_is_what_a_title_says_beside_year_and_words(text: str) -> None:
    assert agency_in(fold(text)) == "青石乡"


def test_the_signature_names_the_body_where_the_title_does_not() -> None:
    closing = paragraphs("2023年1月20日", "青石乡人民政府")
    nameless = title(f"2022年{TITLE}")
    assert agency_of(nameless, closing) == "青石乡人民政府"
    assert agency_of(None, closing) == "青石乡人民政府"
    assert agency_of(nameless, paragraphs("2023年1月20日")) == ""
    assert agency_of(title(f"沙县2022年{TITLE}"), closing) == "沙县"
    assert agency_of(title(f"甲2022年{TITLE}"), closing) == "青石乡人民政府"


def test_the_kind_of_a_body_is_that_of_its_name_and_else_of_the_signature() -> None:
    bureau = kind_of("青石县财政局", [])
    assert bureau != "unknown"
    assert kind_of("青石县财政局", paragraphs("青石乡人民政府")) == bureau
    assert kind_of("", paragraphs("此页无正文", "青石县财政局")) == bureau
    assert kind_of("", paragraphs("此页无正文")) == "unknown"


def test_who_filled_in_a_form_is_its_body() -> None:
    told = paragraphs("表一", "填报单位（盖章）：青石县财政局")
    assert agency_of_captions(told) == "青石县财政局"
    assert agency_of_captions(paragraphs("填报单位：甲")) == ""


# --- the year ---

PERIOD = Period((2021, 3, 4), (2021, 12, 31), "", Place(1, 1, 1, 1))


def test_the_year_is_the_one_given_then_that_of_the_title_then_of_the_period() -> None:
    named = title(f"青石乡2022年{TITLE}")
    nameless = title(f"青石乡{TITLE}")
    assert year_of(2020, named, PERIOD, [], []) == (2020, "given")
    assert year_of(None, named, PERIOD, [], []) == (2022, "title")
    assert year_of(None, nameless, PERIOD, [], []) == (2021, "period")
    assert year_of(None, None, None, [], paragraphs("2023年1月20日")) == (2022, "text")
    assert year_of(None, None, None, [], []) == (None, "")


@pytest.mark.parametrize(
    ("signed", "year"),
    [
        ("2023年1月20日", 2022),
        ("2023年5月31日", 2022),
        ("2023年6月30日", 2022),
        # As likely the report of this year, written early.
        ("2023年7月1日", None),
        ("2023年12月31日", None),
        ("二零二三年一月", None),
        ("青石乡人民政府", None),
    ],
)
def test_a_report_signed_in_the_first_half_is_on_the_year_before(signed: str, year: object) -> None:
    found, _ = year_of(None, None, None, [], paragraphs("青石乡", signed))
    assert found == year


def test_a_workbooks_year_is_the_first_above_its_tables() -> None:
    assert year_of_captions(paragraphs("附表", "2022年度", "2021年度")) == (2022, "text")
    assert year_of_captions(paragraphs("附表")) == (None, "")
