"""The statistics period is read from the ways in which its two days are written."""

from __future__ import annotations

import pytest

from gklint.model.report import Paragraph, Period, Piece
from gklint.model.source import Place
from gklint.parsing.front import read_period

YEAR = ((2023, 1, 1), (2023, 12, 31))


def period(*texts: str) -> Period | None:
    """Return the period that paragraphs on lines 5, 6, … name."""
    return read_period(Paragraph(text, (Piece(0, 5 + at, 1),)) for at, text in enumerate(texts))


def days(*texts: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    found = period(*texts)
    return found and (found.first, found.last)


@pytest.mark.parametrize(
    "span",
    [
        "2023年1月1日至2023年12月31日",
        "2023年1月1日至12月31日",
        "2023年1月1日起至12月31日止",
        "2023年1月1日0时至12月31日",
        "2023年1月1日零时至12月31日24时",
        "2023年1月1日为起点，以2023年12月31日为终点",
        "2023年1月1日开始统计，到2023年12月31日为止",
        "2023年1月1日起算，至12月31日止",
        "2023年1月1日计起，计至2023年12月31日",
        "2023年1月1日开始，2023年12月31日结束",
        "2023年1月1日，止于2023年12月31日",
        "2023年度（1月1日至12月31日）",
        "2023年全年（1月1日至12月31日）",
        "2023年1月1号-12月31号",
        "2023年1月1日—12月31日",
        "2023年1月1日～12月31日",
        "2023年1月1日截至2023年12月31日",
        "2023.1.1-2023.12.31",
        "2023-01-01至2023-12-31",
        "2023/1/1至2023/12/31日",
        "2023年1月至12月",
        "2023年1月份到12月底",
        "2023年1-12月",
        "2023年元月1日至2023年12月31日",
        "二〇二三年一月一日至十二月三十一日",
        "二○二三年一月一日至二○二三年十二月三十一日",
        "二零二三年一月一日至十二月三十一日",
        "２０２３年１月１日至１２月３１日",
    ],
)
def test_a_year_is_the_same_period_however_its_days_are_written(span: str) -> None:
    assert days(f"本报告所列数据的统计期限为{span}。") == YEAR


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告反映2023年1月1日到2023年12月31日期间的工作。",
        "现将2023年（2023年1月1日至2023年12月31日）工作情况公布如下。",
        "现公布2023年1月1日至12月31日政府信息公开工作情况。",
    ],
)
def test_a_calendar_year_of_the_work_is_the_period(sentence: str) -> None:
    assert days(sentence) == YEAR


@pytest.mark.parametrize(
    ("month", "last"),
    [
        *((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30)),
        *((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31)),
        # No month, which other rules speak of.
        *((0, 31), (13, 31)),
    ],
)
def test_a_month_alone_is_meant_to_its_last_day(month: int, last: int) -> None:
    expected = ((2023, 1, 1), (2023, month, last))
    assert days(f"统计期限为2023年1月至{month}月。") == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *(("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("十九", 19), ("二十", 20)),
        *(("二十一", 21), ("三十", 30), ("三十一", 31)),
    ],
)
def test_a_day_is_read_in_chinese_numerals(written: str, day: int) -> None:
    expected = ((2023, 1, 1), (2023, 12, day))
    assert days(f"统计期限为二〇二三年一月一日至十二月{written}日。") == expected


def test_the_first_day_may_be_any_and_the_year_may_change() -> None:
    assert days("统计期限为2022年10月15日至2023年9月14日。") == ((2022, 10, 15), (2023, 9, 14))
    assert days("统计期限为2022.10.15-2023.9.14。") == ((2022, 10, 15), (2023, 9, 14))


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2023年1月1日至12月31日。",
        "统计时间：2023年1月1日至12月31日。",
        "数据期限为2023年1月1日至12月31日。",
        "报告期为2023年1月1日至12月31日。",
        "起止时间：2023年1月1日至12月31日。",
        "内容涵盖本街道2023年1月1日至12月31日的工作。",
        "2023年1月1日至12月31日的统计情况如下。",
    ],
)
def test_a_span_is_the_period_where_the_text_says_so(text: str) -> None:
    assert days(text) == YEAR


@pytest.mark.parametrize(
    "text",
    [
        # Part of a year, and nothing says that it is what the numbers are of.
        "2023年3月1日至12月31日的统计情况如下。",
        "2023年1月2日至12月31日的统计情况如下。",
        # Nothing is counted.
        "培训于2023年1月1日至12月31日举行。",
        "统计期限为全年。",
        # What stands more than twenty characters before says nothing of this span.
        "统计期限见上级机关发来的通知和有关的文件以及说明材料。2023年3月1日至6月30日培训。",
        # No second day.
        "统计期限为2023年1月1日起。",
    ],
)
def test_any_other_span_is_not(text: str) -> None:
    assert days(text) is None


def test_the_first_paragraph_that_names_a_period_and_the_first_in_it_count() -> None:
    second = (
        "培训于2023年3月1日至4月1日举行，统计期限为2023年1月1日至12月31日，"
        "数据期限为2022年1月1日至2月1日。"
    )
    found = period("按规定编制。", second, "统计期限为2021年1月1日至12月31日。")
    assert found is not None
    assert (found.first, found.last) == YEAR
    assert found.text == "2023年1月1日至12月31日"
    start = second.index(found.text) + 1
    assert found.place == Place(6, start, 6, start + len(found.text))


def test_the_place_of_a_period_is_that_of_its_own_characters() -> None:
    text = "统计期限为 2023 年 1 月 1 日 至 12 月 31 日 止。"
    found = period(text)
    assert found is not None and found.text == "2023 年 1 月 1 日 至 12 月 31 日"
    start = text.index("2023") + 1
    assert found.place == Place(5, start, 5, start + len(found.text))
