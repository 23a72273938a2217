"""On which sheets of a workbook the tables stand, and where on them, does not change the report."""

from __future__ import annotations

import io
import random

import pytest

from gklint.api import INFO
from gklint.engine import lint_bytes
from gklint.model.source import Source
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.testing.documents import document
from gklint.testing.documents.document import DocumentStyle
from gklint.testing.random_reports import random_draft

TABLE_TWO = (("规章", 0, 0, 0), ("行政规范性文件", 2, 1, 9))
TABLE_THREE = (("（一）予以公开", 3, 0, 3), ("（二）部分公开", 0, 0, 0))


def read(*sheets: tuple[tuple[object, ...], ...], names: tuple[str, ...] = ()) -> Source:
    """Return the Source of a workbook with these sheets, each given by its rows."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else None)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return read_bytes(file.getvalue(), "年报.xlsx")


@pytest.mark.parametrize("sheets", ["each", "abreast", "years"])
@pytest.mark.parametrize("seed", range(12))
def test_every_cell_is_right_on_whatever_sheets_and_wherever_on_them_the_tables_stand(
    sheets: str, seed: int
) -> None:
    pytest.importorskip("openpyxl")
    written = document(random_draft(random.Random(seed)), "xlsx", DocumentStyle(sheets=sheets))
    assert _values(written.raw) == {tuple(key): true.value for key, true in written.cells.items()}


def test_of_sheets_on_several_years_the_latest_is_read_and_the_others_are_told() -> None:
    pytest.importorskip("openpyxl")
    draft = random_draft(random.Random(3))
    raw = document(draft, "xlsx", DocumentStyle(sheets="years")).raw
    result = lint_bytes(raw, "年报.xlsx")
    assert result.report is not None
    assert result.report.year == draft.year
    told = [(found.code, found.severity) for found in result.diagnostics]
    one = lint_bytes(document(draft, "xlsx").raw, "年报.xlsx")
    before = [(found.code, found.severity) for found in one.diagnostics]
    assert sorted(told) == sorted([*before, ("GK215", INFO)])


def test_sheets_of_one_year_with_different_tables_are_one_report() -> None:
    two, three = TABLE_TWO, TABLE_THREE
    for names in (("2023年", "2024年"), ("2023年表二", "2023年表三")):
        assert len(read(two, three, names=names).grids) == 2
    assert len(read(two, two, names=("2023年", "2024年")).grids) == 1
    assert len(read(two, two, names=("表一", "表二")).grids) == 2


def test_a_form_laid_out_for_the_coming_year_is_not_the_report() -> None:
    blank = tuple((label, "", "", "") for label, *_ in TABLE_TWO)
    for sheets, names in (((TABLE_TWO, blank), ("2024年", "2025年")), ((TABLE_TWO,), ("2024年",))):
        lines = read(*sheets, names=names).lines
        assert [line for line in lines if line] == ["规章\t0\t0\t0", "行政规范性文件\t2\t1\t9"]


def test_tables_abreast_follow_one_another_each_with_its_heading() -> None:
    pairs = zip(TABLE_TWO, TABLE_THREE, strict=True)
    rows = (
        ("一、总体情况",),
        ("二、主动公开政府信息情况", "", "", "", "", "三、收到和处理政府信息公开申请情况"),
        *((*left, "", *right) for left, right in pairs),
        ("", "", "", "", "", "四、结转下年度继续办理", 0, 0, 0),
        (),
        ("五、存在的主要问题及改进情况",),
    )
    assert tuple(line.rstrip("\t") for line in read(rows).lines) == (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "规章\t0\t0\t0",
        "行政规范性文件\t2\t1\t9",
        "三、收到和处理政府信息公开申请情况",
        "（一）予以公开\t3\t0\t3",
        "（二）部分公开\t0\t0\t0",
        "四、结转下年度继续办理\t0\t0\t0",
        "五、存在的主要问题及改进情况",
    )


def test_a_table_whose_labels_stand_on_both_sides_of_its_numbers_is_one() -> None:
    rows = tuple((label, *numbers, label) for label, *numbers in TABLE_THREE)
    assert len(read(rows).grids) == 1


def test_tables_abreast_without_end_are_read_in_time() -> None:
    two = tuple((*left, "", *right) for left, right in zip(TABLE_TWO, TABLE_THREE, strict=True))
    assert len(read((*two, ()) * 500).grids) > 1
    wide = tuple(tuple(value for _ in range(400) for value in (*row, "")) for row in two)
    assert len(read(wide).grids) == 1


def test_rows_of_the_form_that_somebody_hid_are_read_the_short_ones_too() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    written = document(random_draft(random.Random(3)), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(written.raw))
    for row in book.worksheets[0].iter_rows():
        if any(str(cell.value or "")[:2] in ("1.", "2.", "3.") for cell in row):
            book.worksheets[0].row_dimensions[row[0].row].hidden = True
    file = io.BytesIO()
    book.save(file)
    assert _values(file.getvalue()) == {tuple(key): it.value for key, it in written.cells.items()}


def _values(raw: bytes) -> dict[tuple[str, ...], object]:
    return {
        (table.key, row.key, cell.column): cell.value
        for table in parse(read_bytes(raw, "年报.xlsx")).tables
        for row in table.rows
        for cell in row.cells
    }
