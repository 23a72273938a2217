"""The title is the line that names body and year and ends its line, whatever stands around it."""

from __future__ import annotations

import pytest

from gklint import lint_text
from gklint.model.report import Report
from gklint.parsing.front import agency_of_captions

REST = """
一、总体情况

（一）主动公开。发布信息 12 条。

五、存在的主要问题及改进情况

公开不够及时，今后加强培训。
"""


def read(head: str) -> Report:
    """Return the report with these lines at its head."""
    report = lint_text(head + "\n" + REST).report
    assert report is not None
    return report


@pytest.mark.parametrize(
    "head",
    [
        "青石乡2022年政府信息公开工作年度报告",
        "2022年青石乡政府信息公开工作年度报告",
        "青石乡\n2022年政府信息公开工作年度报告",
        "青石乡\n政府信息公开工作年度报告\n（2022年度）",
        "青石乡政府信息公开工作年度报告\n2022年",
        "2022年\n青石乡政府信息公开工作年度报告",
        "历年年报\n2021年\n2020年\n青石乡2022年政府信息公开工作年度报告",
        "2021年\n青石乡2022年政府信息公开工作年度报告",
        "2021年\n2020年\n青石乡\n2022年政府信息公开工作年度报告",
        "青石乡政府信息公开工作年度报告\n二〇二二年度",
        "政府信息公开年报\n\n青石乡2022年政府信息公开工作年度报告",
        "您当前所在位置: 首页 > 青石乡 > 政务信息公开年报\n\n青石乡2022年政府信息公开工作年度报告",
        "首页 > 2021年政府信息公开年报\n\n青石乡2022年政府信息公开工作年度报告",
        "名称：青石乡2022年政府信息公开工作年度报告\n索引号：0001/2023-00012",
        "索引号\t0001/2023\t发布机构\t青石乡\n名称\t年报\n青石乡2022年政府信息公开工作年度报告",
        "索引号\t0001/2023\t发布机构\t青石乡\n成文日期\t\n青石乡\n2022年政府信息公开工作年度报告",
        "# 青石乡2022年政府信息公开工作年度报告",
        "<!-- image -->\n\n## 青石乡\n**2022年政府信息公开工作年度报告**",
        "繁体版 | 简体版\n青石乡2022年政府信息公开工作年度报告",
        "今天是星期五，欢迎您\n青石乡2022年政府信息公开工作年度报告",
        "青石乡2022年政府信息公开年度工作报告",
        "青石乡2022年政府信息公开 工作告年度报",
    ],
)
def test_body_and_year_are_those_of_the_title(head: str) -> None:
    report = read(head)
    assert (report.agency, report.year) == ("青石乡", 2022)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年，工作有序推进。2021年的问题都已改正。", 2022),
        ("工作有序推进。2022年公开 5 条，2022年答复 3 件，2021年的问题都已改正。", 2022),
        ("工作有序推进。2022年公开 5 条。", None),
        ("工作有序推进。2022年公开 5 条，2022年答复 3 件，2021年、2020年的问题都已改正。", None),
    ],
)
def test_without_title_and_period_the_year_is_that_of_most_of_part_one(
    text: str, year: int | None
) -> None:
    report = lint_text(f"政府信息公开工作年度报告\n\n一、总体情况\n\n{text}\n").report
    assert report is not None
    assert report.year == year


def test_three_lines_above_the_words_of_the_title_may_name_the_body() -> None:
    report = read("青禾市\n望溪区\n松林街道办事处\n2022年政府信息公开工作年度报告")
    assert report.agency == "青禾市望溪区松林街道办事处"


@pytest.mark.parametrize(
    ("caption", "agency"),
    [
        ("填报单位：青禾市教育局", "青禾市教育局"),
        ("填报单位（盖章）：青禾市教育局", "青禾市教育局"),
        ("填报单位：见封面", ""),
        ("填报人：青禾市教育局", ""),
    ],
)
def test_a_workbook_is_of_the_body_that_filled_it_in(caption: str, agency: str) -> None:
    paragraphs = [paragraph for _, paragraph in read(caption).paragraphs()]
    assert agency_of_captions(paragraphs) == agency


def test_the_place_of_the_year_is_exact_where_it_stands_on_the_next_line() -> None:
    report = read("青石乡政府信息公开工作年度报告\n（2022年）")
    assert report.title and report.title.year_place
    assert (report.title.year_place.line, report.title.year_place.column) == (2, 2)


def test_words_out_of_order_are_found_and_other_words_are_not() -> None:
    scrambled = {
        d.code for d in lint_text("青石乡2022年政府信息公开工作告年度报\n" + REST).diagnostics
    }
    assert "GK502" in scrambled and "GK501" not in scrambled
    assert read("青石乡关于夏季防汛的告示").title is None


@pytest.mark.parametrize(
    ("line", "late"),
    [
        ("发布时间：2023-02-20 14:50  来源：青石乡", True),
        ("更新时间:2023-05-20 14:53 发布时间:2023-01-20 14:50 来源:青石乡", False),
        ("[发布日期] 2023-01-15 [浏览次数] 120", False),
        ("【发布时间：2023-02-20】【来源：青石乡】【打印】", True),
        ("[ 发布时间：2023-02-20 16:22 ]", True),
    ],
)
def test_the_day_of_publication_is_read_among_the_fields_of_a_page(line: str, late: bool) -> None:
    text = f"青石区农业农村局2022年政府信息公开工作年度报告\n{line}\n{REST}"
    assert ("GK513" in {found.code for found in lint_text(text).diagnostics}) is late


@pytest.mark.parametrize(
    "title",
    [
        "青石区水务局政府信息公开\n2022年度报告",
        "青石区水务局政府信息公开工作\n2022 年度报告",
        "青石区水务局\n政府信息公开工作\n2022年度报告",
        "政府信息公开工作年度报告专栏\n青石区水务局2022年政府信息公开工作年度报告",
    ],
)
def test_the_body_is_named_without_the_words_of_the_title_or_of_a_column(title: str) -> None:
    report = read(title)
    assert (report.agency, report.year) == ("青石区水务局", 2022)
