"""Rows whose label a colon parts from cells that tabs part."""

from __future__ import annotations

import pytest

from gklint.engine import lint_text
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.colons import with_colons_as_tabs

HEAD = "某局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
COLUMNS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"


def rows_of(text: str) -> dict[str, list[object]]:
    return {
        row.label: [cell.value for cell in row.cells]
        for table in parse(source_of_text(text)).tables
        for row in table.rows
    }


@pytest.mark.parametrize("colon", ["：", ":"])
def test_a_colon_parts_the_label_from_the_first_cell(colon: str) -> None:
    text = f"{HEAD}{COLUMNS}规章{colon}\t\t5\n行政规范性文件{colon}7\t\t21\n"
    text += f"第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可{colon}12\n"
    assert rows_of(text) == {
        "规章": [None, None, 5],
        "行政规范性文件": [7, None, 21],
        "行政许可": [12],
    }


def test_a_colon_that_a_tab_always_follows_is_of_the_label() -> None:
    text = f"{HEAD}{COLUMNS}规章：\t\t\t5\n行政规范性文件：\t7\t\t21\n"
    source = source_of_text(text)
    assert with_colons_as_tabs(source) is source
    assert list(rows_of(text).values()) == [[None, None, 5], [7, None, 21]]


def test_a_row_with_its_last_cell_shows_what_the_colon_is_where_all_first_cells_are_blank() -> None:
    text = f"{HEAD}{COLUMNS}规章：\t\t5\n行政规范性文件：\t\t21\n"
    assert list(rows_of(text).values()) == [[None, None, 5], [None, None, 21]]
    blank = f"{HEAD}{COLUMNS}规章：\t\t\n行政规范性文件：\t\t\n"
    assert with_colons_as_tabs(source_of_text(blank)).lines[4] == "规章\t\t\t"


def test_the_labels_of_a_group_and_its_row_may_stand_before_it() -> None:
    text = f"{HEAD}（三）不予公开 1.属于国家秘密：4\t0\n（二）部分公开：\t0\n规章 说明：4\t0\n"
    lines = with_colons_as_tabs(source_of_text(text)).lines
    assert lines[3:6] == (
        "（三）不予公开 1.属于国家秘密\t4\t0",
        "（二）部分公开\t\t0",
        "规章 说明：4\t0",
    )


def test_places_are_those_of_the_file() -> None:
    text = f"{HEAD}{COLUMNS}规章：2\t 0\t五件\n行政规范性文件：7\t6\t21\n"
    cells = parse(source_of_text(text)).tables[0].rows[0].cells
    line = text.splitlines()[cells[0].line - 1]
    assert [line[c.column_number - 1 : c.end_column - 1] for c in cells] == ["2", "0", "五件"]
    assert {each.code for each in lint_text(text).diagnostics} >= {"GK207"}


def test_prose_is_left_as_it_is() -> None:
    source = source_of_text(f"{HEAD}行政许可：全年共办理12\t件，比上年多。\n单位：3\t件\n")
    assert with_colons_as_tabs(source) is source
