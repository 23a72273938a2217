"""What stands beside a table, below it or below the signature is of neither."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from lab.document_accuracy import writable_kinds

from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.model.report import Report
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.readers.document import Table, TableCell
from gklint.readers.xlsx.split import split
from gklint.testing.documents import document
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft

SITE = (
    "附件下载：年度报告.docx",
    "主办：青禾市人民政府办公室 承办：青禾市数据中心",
    "版权所有 © 2023 ICP备05012345号-1",
    "网站标识码：1234560001",
)


def _draft(seed: int = 3) -> Draft:
    return random_draft(Random(seed))


def _codes(raw: bytes, suffix: str, *select: str) -> list[str]:
    result = lint_bytes(raw, f"年报{suffix}", Settings(select=select))
    return sorted(found.code for found in result.diagnostics)


@pytest.mark.parametrize("kind", writable_kinds())
def test_a_date_that_there_is_not_is_found_above_notes_and_the_foot_of_a_page(kind: str) -> None:
    draft = _draft()
    name, _ = draft.closing
    wrong = document(
        draft._replace(closing=(name, "2023年2月30日", "注：不含下属单位。", *SITE)), kind
    )
    assert "GK516" in _codes(wrong.raw, wrong.suffix, "GK514", "GK516")


def _with_cell(raw: bytes, right: int, text: object) -> bytes:
    """Return a workbook with a text so many columns to the right of 总计, three rows below it."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book.worksheets[0]
    total = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "总计")
    sheet.cell(total.row + 3, total.column + right, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("seed", [3, 7])
@pytest.mark.parametrize("right", [1, 2, 4])
@pytest.mark.parametrize("text", [999, "999", "已核"])
def test_what_stands_beside_a_table_of_a_sheet_is_of_no_column(
    seed: int, right: int, text: object
) -> None:
    pytest.importorskip("openpyxl")
    raw = document(_draft(seed), "xlsx").raw
    assert _codes(_with_cell(raw, right, text), ".xlsx") == _codes(raw, ".xlsx")
    assert _cells(_with_cell(raw, right, text)) == _cells(raw)


def _cells(raw: bytes) -> dict[tuple[str, str, str], object]:
    report: Report = parse(read_bytes(raw, "年报.xlsx"))
    return {
        (table.key, row.key, cell.column): cell.value
        for table in report.tables
        for row in table.rows
        for cell in row.cells
    }


def _changed_sheet(raw: bytes, change: Callable[[Any, Any], None]) -> bytes:
    """Return a workbook whose first sheet is changed; `change` gets it and its cell 总计."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book.worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    change(sheet, next(cell for cell in cells if cell.value == "总计"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_numbers_that_a_label_pushed_are_of_the_table_whichever_cell_the_sheet_names_first() -> (
    None
):
    rows = [
        ["项目", "项目", "自然人", "法人", "总计", ""],
        ["一、新收", "", "1", "2", "3", ""],
        ["", "二、结转", "属于", "4", "5", "9"],
        *([f"{n}.予以公开", "", "1", "1", "2", ""] for n in range(1, 9)),
    ]
    cells = [
        TableCell(text, row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
    (whole,) = split(cells, len(rows), ())
    (backwards,) = split(cells[::-1], len(rows), ())
    assert isinstance(whole, Table) and isinstance(backwards, Table)
    assert set(whole.cells) == set(backwards.cells) == set(cells)


@pytest.mark.parametrize("header", ["2022年", "上年数", "核对"])
def test_a_column_with_a_header_of_its_own_behind_a_blank_one_is_of_no_table(header: str) -> None:
    pytest.importorskip("openpyxl")

    def beside(sheet: Any, total: Any) -> None:
        sheet.cell(total.row, total.column + 2, header)
        for down in range(2, 27):
            sheet.cell(total.row + down, total.column + 2, 7)

    raw = document(_draft(), "xlsx").raw
    assert _cells(_changed_sheet(raw, beside)) == _cells(raw)


def test_a_hidden_column_of_a_table_whose_other_columns_are_shown_is_read() -> None:
    openpyxl = pytest.importorskip("openpyxl")

    def hide(sheet: Any, total: Any) -> None:
        letter = openpyxl.utils.get_column_letter(total.column - 3)
        sheet.column_dimensions[letter].hidden = True

    raw = document(_draft(), "xlsx").raw
    assert _cells(_changed_sheet(raw, hide)) == _cells(raw)


def test_a_hidden_column_beside_the_tables_is_left_out() -> None:
    pytest.importorskip("openpyxl")

    def hide(sheet: Any, total: Any) -> None:
        cell = sheet.cell(total.row + 3, total.column + 20, "旧稿")
        sheet.column_dimensions[cell.column_letter].hidden = True

    raw = _changed_sheet(document(_draft(), "xlsx").raw, hide)
    assert "旧稿" not in "".join(read_bytes(raw, "年报.xlsx").lines)
