"""Tables in which nothing is left blank: every value in its column, in every layout, none wrong."""

from __future__ import annotations

from random import Random

import pytest
from lab.imperfect import with_blanks, with_signs_for_nothing
from lab.reading_accuracy import Score, compare, imperfect_report, score
from lab.sparse_layouts import GAPS, WRITERS, sparse_report, write

from gklint.engine import lint_text
from gklint.model.diagnostics import Severity
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.tables.page_places import moved
from gklint.testing.changes import change_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.random_reports import random_draft, random_style
from gklint.testing.rendering import render

#: Layouts in which a blank cell leaves a trace, and how many percent of their cells are read: where
#: a page ends among empty lines, some of table four are in doubt.
TRACES = {
    "tabs_grid": 100,
    "tabs_collapsed": 100,
    "markdown": 100,
    "stacked_bars": 100,
    "stacked_lines": 95,
    "stacked_paragraphs": 95,
    "padded": 95,
}


def read(layout: str, signs: bool, reports: int = 6) -> Score:
    make = imperfect_report(with_signs_for_nothing if signs else with_blanks)
    chances = (Random(f"sparse {number}") for number in range(reports))
    return sum((score(make(layout, chance), alarms=False) for chance in chances), Score())


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_value_is_read_wrongly(layout: str, signs: bool) -> None:
    assert read(layout, signs).wrong == ()


@pytest.mark.parametrize(("layout", "percent"), TRACES.items())
def test_where_blanks_leave_a_trace_the_values_stand_in_their_columns(
    layout: str, percent: int
) -> None:
    assert read(layout, signs=False).percent >= percent


def test_tabs_before_the_next_text_tell_of_blanks() -> None:
    text = """某局2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项

信息内容

\t本年制发件数

\t本年废止件数

\t现行有效件数


规章

\t\t4

\t9


行政规范性文件

\t7

\t\t8
"""
    table = parse(source_of_text(text)).tables[0]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        [None, 4, 9],
        [7, None, 8],
    ]


def test_rows_in_bars_are_closed_by_bars() -> None:
    text = """某局2023年政府信息公开工作年度报告
二、主动公开政府信息情况
|
第二十条第（一）项 | ||||
|
信息内容 |
本年制发件数 |
本年废止件数 |
现行有效件数 | |
|
规章 |
0 |
|
2 | |
|
行政规范性文件 |
7 |
6 |
21 | |
"""
    table = parse(source_of_text(text)).tables[0]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [[0, None, 2], [7, 6, 21]]


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("writer", WRITERS)
def test_tables_of_other_programs_are_read_with_their_blanks(writer: str, signs: bool) -> None:
    total = Score()
    for number in range(6):
        written = sparse_report(writer, Random(f"other {number}"), signs)
        total += compare(lint_text(written.text), written.cells.items(), alarms=False)
    assert total.wrong == ()
    assert total.percent >= 97


@pytest.mark.parametrize("writer", WRITERS)
def test_a_right_report_full_of_blanks_has_at_most_a_finding_a_table_part(writer: str) -> None:
    for number in range(4):
        result = lint_text(sparse_report(writer, Random(f"habit {number}"), False).text)
        found = [each for each in result.diagnostics if each.severity >= Severity.WARNING]
        assert len(found) <= 3, [each.code for each in found]


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_habit_is_told_once_a_part_even_where_blanks_leave_no_trace(
    layout: str, signs: bool
) -> None:
    for number in range(4):
        chance = Random(f"habit {number}")
        ways = ["", "无", "0"] if signs else [""]
        draft = change_draft(random_draft(chance), [{"nothing": ways}])
        style = random_style(chance, layout)._replace(numbering="{}、")
        found = lint_text(render(draft, layout, style).text).diagnostics
        codes = [each.code for each in found if each.severity >= Severity.WARNING]
        assert len(codes) <= 3, codes


def test_a_value_alone_below_its_header_is_no_page_number() -> None:
    text = """某局2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
              行政复议
结果维持  结果纠正  其他结果  尚未审结  总计
                                         -
     行政诉讼（未经复
       议直接起诉）
结果维持  结果纠正  其他结果  尚未审结  总计
   9        7                   2       18
    行政诉讼（复议后起诉）
结果维持  结果纠正  其他结果  尚未审结  总计
            5                            5
"""
    table = parse(source_of_text(text)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "", "", "", "-"],
        ["9", "7", "", "2", "18"],
        ["", "5", "", "", "5"],
    ]


def test_a_header_may_have_single_spaces_between_its_columns() -> None:
    results = "结果维持 结果纠正 其他结果 尚未审结 总计"
    text = f"""某局2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
行政复议                                 行政诉讼
                                         未经复议直接起诉                         复议后起诉
{results} {results} {results}
      96                        251  347               230               189  419

五、存在的主要问题及改进情况
"""
    table = parse(source_of_text(text)).tables[0]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        [96, None, None, 251, 347],
        [None, 230, None, 189, 419],
        [None] * 5,
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Under 其他 and 总计, which is their sum.
        ("264 264", [None] * 5 + [264, 264]),
        ("143 339", None),
        ("264  264", [None] * 5 + [264, 264]),
    ],
)
def test_numbers_a_space_apart_stand_under_their_columns_or_are_not_read(
    cells: str, expected: list[int | None] | None
) -> None:
    full = "988    846      844      27           689          768 4162"
    text = f"""某局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
                                   自然人 法人或其他组织                                  总计
                                          商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量   {full}
二、上年结转政府信息公开申请数量                   222                   270              492
三、本年度办理结果（一）予以公开                                                      {cells}
（二）部分公开
（七）总计                         {full}
四、结转下年度继续办理             {full}
"""
    row = parse(source_of_text(text)).tables[0].row("full_disclosure")
    assert row
    if expected is None:
        assert row.problem and not row.cells
    else:
        assert [cell.value for cell in row.cells] == expected


def test_short_rows_of_signs_for_nothing_do_not_keep_the_others_from_being_read() -> None:
    labels = ["（一）予以公开", "（二）部分公开", "1.属于国家秘密", "4.保护第三方合法权益"]
    rows = "".join(f"{label}\n/\n/\n" for label in labels)
    text = f"""某局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
自然人
商业企业
科研机构
社会公益组织
法律服务机构
其他
总计
一、本年新收政府信息公开申请数量
3
/
2
5
{rows}（七）总计
5
5
四、结转下年度继续办理
/
"""
    table = parse(source_of_text(text)).tables[0]
    totals = {row.key: row.cells[-1].value for row in table.rows if row.cells}
    assert totals == {"new": 5, "total_processed": 5}
    assert not table.problem and all(row.problem for row in table.rows)
    # What has numbers that belong to no column says that the table may be another one.
    assert parse(source_of_text(text.replace("/\n/\n", "7\n9\n"))).tables[0].problem


@pytest.mark.parametrize("cells", ["  -1", "  2"])
def test_where_nothing_is_padded_a_place_under_the_header_is_chance(cells: str) -> None:
    text = f"""某局2020年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（六）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政处罚 4 -2 7
行政强制 4 0 7
第二十条第（八）项
信息内容 上一年项目数量 本年增/减
行政事业性收费{cells}
"""
    (row,) = parse(source_of_text(text)).tables[-1].rows
    assert row.problem and not row.cells


def test_a_row_of_zeros_around_a_sign_for_nothing_is_no_page_number() -> None:
    text = """某局2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
    行政复议
    结果维持    结果纠正    其他结果    尚未审结    总计
    4                       0                       4
    行政诉讼（未经复议直接起诉）
    结果维持    结果纠正    其他结果    尚未审结    总计
    9           7           /                       16
    行政诉讼（复议后起诉）
    结果维持    结果纠正    其他结果    尚未审结    总计
    0                       /                       0
"""
    table = parse(source_of_text(text)).tables[0]
    assert [cell.text for cell in table.rows[2].cells] == ["0", "", "/", "", "0"]


def test_columns_of_a_later_page_are_those_of_the_page_before_moved() -> None:
    columns = (40.0, 48.0, 56.0, 64.0)
    # Seven characters apart, and four to the left; nothing stands in the second.
    assert moved(columns, [35.0, 49.0, 56.0, 56.0], [56.0]) == (35.0, 42.0, 49.0, 56.0)


@pytest.mark.parametrize(
    ("values", "totals"),
    [
        # Two columns fit as many pages as one likes.
        ([35.0, 56.0], [56.0]),
        # What should be totals stands in two columns.
        ([35.0, 42.0, 49.0, 56.0], [49.0, 56.0]),
        # No page is three times as wide as another.
        ([10.0, 60.0, 110.0], [110.0]),
    ],
)
def test_columns_of_a_later_page_in_doubt_are_none(
    values: list[float], totals: list[float]
) -> None:
    assert moved((40.0, 48.0, 56.0, 64.0), values, totals) is None


@pytest.mark.parametrize("nothing", [[""], ["－", "", ""]])
@pytest.mark.parametrize("writer", GAPS)
def test_where_spaces_part_cells_and_nothing_is_padded_no_value_is_read_wrongly(
    writer: str, nothing: list[str]
) -> None:
    for number in range(15):
        chance = Random(f"g {number}")
        draft = change_draft(random_draft(chance), [{"nothing": nothing}])
        written = write(draft, writer, chance)
        score = compare(lint_text(written.text), written.cells.items(), alarms=False)
        assert score.wrong == ()
