"""Tables whose cells commas, semicolons or enumeration commas part: read, or told as unread."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import pytest
from lab import sparse_layouts
from lab.reading_accuracy import Score, compare

from gklint.engine import lint_text
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.marked_lines import with_marks_as_tabs
from gklint.testing.changes import change_draft
from gklint.testing.random_reports import random_draft

Writer = Callable[[list[list[sparse_layouts.Piece]], Random], list[str]]

MARKS = (",", ", ", "，", ";", "; ", "；", "、")
#: What tells that a table was seen and is not, or not wholly, read.
TOLD = {"GK206", "GK207", "GK211", "GK215"}


def join(mark: str, quote: str = "", cut: bool = False) -> Writer:
    def write(rows: list[list[sparse_layouts.Piece]], _: Random) -> list[str]:
        lines = [mark.join(f"{quote}{piece.text}{quote}" for piece in row) for row in rows]
        return [line.rstrip(mark) for line in lines] if cut else lines

    return write


def scores(monkeypatch: pytest.MonkeyPatch, writer: Writer, nothing: list[str]) -> Score:
    monkeypatch.setitem(sparse_layouts.WRITERS, "marks", writer)
    total = Score()
    for number in range(5):
        chance = Random(f"marks {number}")
        draft = change_draft(random_draft(chance), [{"nothing": nothing}])
        written = sparse_layouts.write(draft, "marks", chance)
        result = lint_text(written.text)
        found = compare(result, written.cells.items(), alarms=False)
        assert not found.unread or TOLD & {each.code for each in result.diagnostics}
        total += found
    return total


@pytest.mark.parametrize("nothing", [["0"], [""], ["－", "空", "0件"]])
@pytest.mark.parametrize("mark", MARKS)
def test_cells_between_marks_are_read(
    monkeypatch: pytest.MonkeyPatch, mark: str, nothing: list[str]
) -> None:
    score = scores(monkeypatch, join(mark), nothing)
    assert score.wrong == ()
    assert score.percent >= 98


@pytest.mark.parametrize("nothing", ["0", ""])
def test_cells_in_quotes_are_read(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    score = scores(monkeypatch, join(",", quote='"'), [nothing])
    assert score.wrong == ()
    assert score.percent >= 98


@pytest.mark.parametrize("mark", MARKS)
def test_empty_cells_left_out_at_the_end_of_a_line_make_nothing_wrong(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    score = scores(monkeypatch, join(mark, cut=True), [""])
    assert score.wrong == ()
    assert score.percent >= 85


@pytest.mark.parametrize("colon", [":", "："])
@pytest.mark.parametrize("mark", ["，", "、", "; "])
def test_a_colon_may_stand_behind_the_label(mark: str, colon: str) -> None:
    text = f"""某局2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容{colon}本年制发件数{mark}本年废止件数{mark}现行有效件数
规章{colon}0{mark}2{mark}5
行政规范性文件{colon}{mark}{mark}3
第二十条第（五）项
信息内容{colon}本年处理决定数量
行政许可{colon}12
"""
    found = numbers_of(text)
    assert found == {"规章": [0, 2, 5], "行政规范性文件": [None, None, 3], "行政许可": [12]}


def documents(*rows: str, head: str = "信息内容,本年制发件数,本年废止件数,现行有效件数") -> str:
    return "\n".join(
        [
            "某局2023年政府信息公开工作年度报告",
            "二、主动公开政府信息情况",
            *("第二十条第（一）项", head, *rows[:2]),
            *("第二十条第（五）项", "信息内容,本年处理决定数量", *rows[2:]),
        ]
    )


def numbers_of(text: str) -> dict[str, list[object]]:
    tables = parse(source_of_text(text)).tables
    return {
        row.label: [cell.value for cell in row.cells]
        for table in tables
        for row in table.rows
        if row.cells and not row.problem
    }


def test_a_comma_between_three_digits_parts_cells_where_the_header_counts_as_many() -> None:
    found = numbers_of(documents("规章,1,234,5", "行政规范性文件,0,0,0", "行政许可,5"))
    assert found == {"规章": [1, 234, 5], "行政规范性文件": [0, 0, 0], "行政许可": [5]}


@pytest.mark.parametrize("row", ["行政许可,5,234", "行政许可,1,234,567"])
def test_what_may_be_a_number_or_two_is_not_read_and_told(row: str) -> None:
    text = documents("规章,0,2,5", "行政规范性文件,0,0,0", row)
    assert numbers_of(text)["行政许可"] == [None]
    assert TOLD & {each.code for each in lint_text(text).diagnostics}


def test_what_may_be_a_number_or_two_is_quoted_as_it_is_written() -> None:
    text = documents("规章,0,2,5", "行政规范性文件,0,0,0", "行政许可,5,234")
    found = lint_text(text).diagnostics
    assert [each.actual for each in found if each.code == "GK207"] == ["5,234"]


def test_two_cells_are_no_number_where_every_line_of_the_table_has_as_many_marks() -> None:
    rows = ("第二十条第（九）项,,,", "信息内容,采购项目数量,采购总金额,", "政府集中采购,132,924,")
    text = "\n".join(("某局2020年政府信息公开工作年度报告", "二、主动公开政府信息情况", *rows))
    table = parse(source_of_text(text)).tables[0]
    assert [cell.value for cell in table.rows[0].cells] == [132, 924]


def test_two_cells_are_no_number_where_lines_of_a_header_name_as_many_columns_together() -> None:
    """Also behind rows whose labels are those of columns, too: 3.其他, （七）总计."""
    text = """某局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
自然人,法人或其他组织,总计
商业企业,科研机构,社会公益组织,法律服务机构,其他
一、本年新收政府信息公开申请数量,153,227,145,,279,,804
3.其他,,,,,,,
（七）总计,153,227,145,,279,,804
"""
    found = numbers_of(text)
    assert found["（七）总计"] == [153, 227, 145, None, 279, None, 804]
    assert found["一、本年新收政府信息公开申请数量"] == found["（七）总计"]
    # A line that leaves cells out makes it one, perhaps.
    cut = numbers_of(text.replace("3.其他,,,,,,,", "3.其他,,9,,9"))
    assert cut.get("（七）总计", [None, None])[:2] != [153, 227]


def test_labels_of_a_group_and_its_row_are_two_cells() -> None:
    source = source_of_text("规章,0,0,0\n行政规范性文件,0,0,0\n（三）不予公开,1.属于国家秘密,0,2\n")
    assert with_marks_as_tabs(source).lines[2] == "（三）不予公开\t1.属于国家秘密\t0\t2"


def test_nor_is_it_where_lines_leave_empty_cells_out() -> None:
    found = numbers_of(documents("规章,1,234,5", "行政规范性文件,7", "行政许可,5"))
    assert "规章" not in found
    assert found["行政许可"] == [5]


def test_thousands_stay_one_number_where_a_space_follows_the_commas_between_cells() -> None:
    head = "信息内容, 本年制发件数, 本年废止件数, 现行有效件数"
    found = numbers_of(documents("规章, 1,234, 0, 5", "行政规范性文件, 0, 0, 0", head=head))
    assert found["规章"] == [1234, 0, 5]


def test_places_are_those_of_the_file() -> None:
    text = documents("规章，0，2，5件", "行政规范性文件，0，0，0", head="信息内容，本年制发件数")
    cell = parse(source_of_text(text)).tables[0].rows[0].cells[-1]
    assert text.splitlines()[cell.line - 1][cell.column_number - 1 : cell.end_column - 1] == "5件"


@pytest.mark.parametrize(
    "line",
    [
        "全年制发规章、行政规范性文件，行政许可、行政处罚",
        "受理、办结，均为0，0，无，详见下表",
        "申请人：自然人、商业企业、科研机构",
    ],
)
def test_prose_is_left_as_it_is(line: str) -> None:
    source = source_of_text(f"某局2023年政府信息公开工作年度报告\n一、总体情况\n{line}\n")
    assert with_marks_as_tabs(source) is source


@pytest.mark.parametrize("words", ["受理，0，", "0,", "1,234,", ":规章,0,", "规章：0，0，", '"0,"'])
def test_a_long_line_costs_in_proportion_to_its_length(words: str) -> None:
    def seconds(times: int) -> float:
        source = source_of_text("规章,0,0,0\n" * 4 + words * times)
        taken = []
        for _ in range(3):
            start = time.process_time()
            with_marks_as_tabs(source)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(10)
    assert seconds(8_000) <= max(2.5 * seconds(4_000), 0.1)
