"""Rows that name each of their cells: 自然人：5，商业企业：0."""

from __future__ import annotations

import pytest

from gklint.engine import lint_text
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.named_cells import with_named_cells_as_tabs

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "（七）总计",
    "四、结转下年度继续办理",
)


def line(label: str, cells: tuple[str, ...], colon: str = "：", mark: str = "，") -> str:
    return f"{label}{colon}" + mark.join(
        f"{name}{colon}{cell}" for name, cell in zip(NAMES, cells, strict=True)
    )


def report(*rows: str) -> str:
    head = "某局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    return head + "\n".join(rows) + "\n"


@pytest.mark.parametrize(("colon", "mark"), [("：", "，"), ("：", "；"), (":", ","), (":", ";")])
def test_cells_that_are_named_are_read_with_their_blanks(colon: str, mark: str) -> None:
    cells = ("1,205", "", "3", "", "-", "", "1,208")
    rows = [line(label, cells, colon, mark) for label in LABELS]
    (table,) = parse(source_of_text(report(*rows))).tables
    assert len(table.rows) == len(LABELS)
    for row in table.rows:
        assert [cell.value for cell in row.cells] == [1205, None, 3, None, None, None, 1208]
        assert [cell.state for cell in row.cells[3:6]] == ["blank", "dash", "blank"]


def test_a_named_cell_stands_where_the_file_has_it_and_is_no_sentence() -> None:
    cells = ("5", "0", "3", "0", "0", "0", "8")
    text = report(*(line(label, cells) for label in LABELS))
    written = text.splitlines()
    for row in parse(source_of_text(text)).tables[0].rows:
        for cell in row.cells:
            assert written[cell.line - 1][cell.column_number - 1 : cell.end_column - 1] == cell.text
    assert not {"GK107", "GK407"} & {
        each.code for each in lint_text(text).diagnostics if each.section == 3
    }


def test_columns_are_those_of_the_form_of_the_year() -> None:
    cells = "上一年项目数量：0，本年增/减：，处理决定数量："
    rows = [f"{label}：{cells}" for label in ("行政处罚", "行政强制")]
    text = report(*rows, *(line(label, ("5",) * 6 + ("30",)) for label in LABELS))
    text = text.replace("三、收", "二、主动公开政府信息情况\n第二十条第（六）项\n", 1)
    table = parse(source_of_text(text.replace("2023年", "2020年"))).tables[0]
    found = [[(cell.column, cell.value) for cell in row.cells] for row in table.rows]
    assert found == [[("prior_items", 0), ("change", None), ("decisions", None)]] * 2


@pytest.mark.parametrize(
    "rows",
    [
        # A column is missing, a name is another one, words stand in a cell, two lines alone.
        ["规章：本年制发件数：2，现行有效件数：5"] * 4,
        ["规章：本年制发件数：2，本年废弃件数：0，现行有效件数：5"] * 4,
        ["规章：本年制发件数：2，本年废止件数：由司法局统计，现行有效件数：5"] * 4,
        ["规章：本年制发件数：2，本年废止件数：0，现行有效件数：5"] * 2,
        # The columns of the form before.
        ["规章：本年新制作数量：2，本年新公开数量：，对外公开总数量：5"] * 4,
    ],
)
def test_what_may_be_something_else_is_left_as_it_is(rows: list[str]) -> None:
    source = source_of_text(report(*rows))
    assert with_named_cells_as_tabs(source) is source
