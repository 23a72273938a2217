"""A workbook is read sheet by sheet as it is shown, its merged cells as one."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from gklint.model.source import Source
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.xlsx.numbers import shown
from gklint.testing.documents import random_document

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(
    *sheets: str,
    names: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
    strings: str = "",
    styles: str = "",
    extra: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook; each sheet is the XML inside its <worksheet>."""
    rows = "".join(
        f'<sheet name="{names[i] if names else f"Sheet{i + 1}"}" sheetId="{i + 1}"'
        f' state="{states[i] if states else "visible"}" r:id="r{i}"/>'
        for i in range(len(sheets))
    )
    related = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/worksheet" Target="worksheets/s{i}.xml"/>'
        for i in range(len(sheets))
    )
    related += f'<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="/xl/strings.xml"/>'
    related += f'<Relationship Id="y" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{rows}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}'
        "</Relationships>",
        "xl/strings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }
    for number, sheet in enumerate(sheets):
        parts[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (parts | (extra or {})).items():
            archive.writestr(name, text)
    return file.getvalue()


def cell(place: str, value: str, kind: str = "n", style: int = 0) -> str:
    """Return a cell with a stored value."""
    return f'<c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c>'


def text(place: str, value: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def data(*rows: str, after: str = "") -> str:
    """Return the cells of a sheet, row by row."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>{after}"


def merges(*areas: str) -> str:
    """Return the merged areas of a sheet."""
    each = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{each}</mergeCells>"


def read(*sheets: str, **book_of: Any) -> Source:
    """Return the Source of a workbook with these sheets."""
    return read_bytes(book(*sheets, **book_of), "年报.xlsx")


def reason(raw: bytes, limits: Limits | None = None) -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, "年报.xlsx", limits or Limits())
    return caught.value.reason.zh


def filled(rows: int) -> str:
    """Return a sheet of twenty columns that are full."""
    return data(
        *(
            "".join(cell(f"{column}{row}", "1") for column in "ABCDEFGHIJKLMNOPQRST")
            for row in range(1, rows + 1)
        )
    )


TWO_ROWS = (text("A1", "规章") + cell("B1", "5"), text("A2", "文件") + cell("B2", "6"))


# --- cells ---


def test_a_sheet_is_a_table_with_each_merged_cell_once() -> None:
    sheet = data(
        text("B3", "甲") + text("C3", "乙"),
        cell("C4", "1") + cell("D4", "2"),
        after=merges("B3:B4", "C3:D3"),
    )
    source = read(sheet)
    (grid,) = source.grids
    assert [found[:5] for found in grid.cells] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("1", 1, 1, 1, 1),
        ("2", 1, 2, 1, 1),
    ]
    assert source.lines == ("甲\t乙\t", "\t1\t2")


def test_a_blank_cell_has_a_place_in_the_table() -> None:
    (grid,) = read(data(text("A1", "规章") + cell("C1", "5"), text("A2", "文件"))).grids
    blanks = [(found.row, found.column) for found in grid.cells if not found.text]
    assert blanks == [(0, 1), (1, 1), (1, 2)]


def test_cells_and_rows_without_a_reference_follow_one_another() -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r='2'><c><v>3</v></c><c><v>4</v></c></row>"
    )
    assert read(f"<sheetData>{rows}</sheetData>").lines == ("1\t2", "3\t4")


def test_texts_are_shared_rich_escaped_and_without_their_readings() -> None:
    strings = (
        "<si><t>规章</t></si><si><r><t>行政</t></r><r><t>处罚</t></r>"
        "<rPh sb='0' eb='1'><t>xingzheng</t></rPh></si><si><t>备_x000D_\n注_xD800_</t></si>"
    )
    sheet = data(
        cell("A1", "0", "s") + cell("B1", "1", "s"),
        cell("A2", "2", "s") + cell("B2", "9", "s") + cell("C2", "1", "b"),
    )
    assert read(sheet, strings=strings).lines == ("规章\t行政处罚\t", "备注\ufffd\t\tTRUE")


def test_a_formula_shows_what_was_calculated_and_is_unreadable_if_nothing_was() -> None:
    row = (
        '<c r="A1"><f>B1+1</f><v>6</v></c><c r="B1" t="str"><f>"无"</f><v>无</v></c>'
        '<c r="C1"><f>SUM(A1:B1)</f></c>'
    )
    assert read(data(row, cell("A2", "1") + cell("B2", "2"))).lines[0] == "6\t无\t=SUM(A1:B1)"


# --- numbers ---


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("5.0", "", "5"),
        ("5", "General", "5"),
        ("1E+3", "", "1000"),
        ("-3", "", "-3"),
        ("0.30000000000000004", "", "0.3"),
        ("12.50", "", "12.5"),
        ("1e-7", "", "0.0000001"),
        ("2.5", "0", "3"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("3", "0.##", "3"),
        ("0.1234", "0.00%", "12.34%"),
        ("0.5", "0%", "50%"),
        ("-0.001", "0.00", "0.00"),
        ("5", '0"件"', "5件"),
        ("-5", "0_);[Red](0)", "-5"),
        ("5", "000", "005"),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        ("25211", "[$¥-804]#,##0", "25,211"),
        ("1234567", "0,", "1235"),
        ("123456", "0!.0,", "123456"),
        ("5", "# ?/?", "5"),
        ("5", "@", "5"),
        ("45311", 'yyyy"年"m"月"d"日"', "2024年1月20日"),
        ("45311", "yyyy/m/d", "2024/1/20"),
        ("2", "yyyy/m/d", "1900/1/2"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("45311.5", "[$-804]yyyy-mm-dd h:mm;@", "2024-01-20 12:00"),
        ("1e300", "yyyy/m/d", "1" + "0" * 300),
        ("1e400", "0.00", "1e400"),
        ("1e40", "0.00", "1" + "0" * 40),
        ("无", "0", "无"),
        ("", "0", ""),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: str, form: str, expected: str) -> None:
    assert shown(value, form) == expected


def test_dates_may_be_counted_from_1904() -> None:
    assert shown("43849", "yyyy/m/d", from_1904=True) == "2024/1/20"


def test_the_format_is_that_of_the_style_of_the_cell() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="176" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="31"/></cellXfs>'
    )
    row = "".join(
        cell(f"{'ABCDE'[style]}1", "0.25" if style < 3 else "45311", style=style)
        for style in range(5)
    )
    assert read(data(row, text("A2", "甲") + text("B2", "乙")), styles=styles).lines[0] == (
        "0.25\t25.00%\t0.3\t2024年1月20日\t45311"
    )


# --- sheets ---


def test_sheets_stand_in_the_order_of_the_workbook_and_empty_and_hidden_ones_are_left_out() -> None:
    raw = book(
        data(*TWO_ROWS),
        data(),
        data(*TWO_ROWS),
        data(text("A1", "甲") + cell("B1", "7")),
        states=("visible", "visible", "hidden", "visible"),
    )
    source = read_bytes(raw, "年报.xlsx")
    assert source.lines == ("规章\t5", "文件\t6", "甲\t7")
    assert len(source.grids) == 2


def test_hidden_rows_and_columns_are_left_out() -> None:
    rows = (
        f'<row r="1">{text("A1", "规章")}{cell("B1", "1")}{cell("C1", "5")}</row>'
        f'<row r="2" hidden="1">{text("A2", "旧稿")}{cell("B2", "1")}{cell("C2", "9")}</row>'
        f'<row r="3">{text("A3", "文件")}{cell("B3", "1")}{cell("C3", "6")}</row>'
    )
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    source = read(f"{hidden}<sheetData>{rows}</sheetData>{merges('A1:B1')}")
    assert source.lines == ("规章\t5", "文件\t6")


def test_what_stands_alone_above_and_below_the_table_is_a_paragraph() -> None:
    sheet = data(
        text("A1", "松林街道2023年度报告"),
        text("A2", "三、收到和处理政府信息公开申请情况"),
        "",
        text("A4", "项目") + text("B4", "件数"),
        text("A5", "新收") + cell("B5", "5"),
        text("A6", "结转"),
        text("A7", "总计") + cell("B7", "5"),
        text("A8", "四、结转下年度"),
        "",
        text("A10", "2024年1月20日"),
        after=merges("A1:B1"),
    )
    source = read(sheet)
    assert source.lines == (
        "松林街道2023年度报告",
        "三、收到和处理政府信息公开申请情况",
        "项目\t件数",
        "新收\t5",
        "结转\t",
        "总计\t5",
        "四、结转下年度\t",
        "2024年1月20日",
    )
    assert [(grid.first_line, grid.rows) for grid in source.grids] == [(3, 5)]


def test_prose_in_a_cell_keeps_its_lines_and_parts_two_tables() -> None:
    prose = "本年度新收申请5件，均已按时答复。\n没有收费。"
    sheet = data(
        *TWO_ROWS,
        text("A3", prose),
        text("A4", "甲") + cell("B4", "1"),
        text("A5", "乙") + cell("B5", "2"),
        after=merges("A3:B3"),
    )
    source = read(sheet)
    assert source.lines[2:4] == tuple(prose.split("\n"))
    assert [grid.rows for grid in source.grids] == [2, 2]


def test_the_head_of_a_part_of_a_table_stays_in_the_table() -> None:
    sheet = data(
        text("A1", "第二十条第（一）项"),
        text("A2", "信息内容") + text("B2", "本年制发件数"),
        text("A3", "规章") + cell("B3", "5"),
        after=merges("A1:B1"),
    )
    assert read(sheet).grids[0].rows == 3


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况"),
        ("Sheet1", "规章\t5"),
        ("表三", "规章\t5"),
    ],
)
def test_a_sheet_named_after_a_section_stands_under_its_heading(name: str, first: str) -> None:
    assert read(data(*TWO_ROWS), names=(name,)).lines[0] == first


def test_a_heading_that_the_sheet_has_is_not_repeated_from_its_name() -> None:
    sheet = data(text("A1", "三、收到和处理申请情况"), *TWO_ROWS)
    assert (
        read(
            sheet.replace('"A1"><is><t>规', '"A2"><is><t>规'), names=("三、收到和处理申请情况",)
        ).text.count("三、收到")
        == 1
    )


def test_workbooks_that_openpyxl_writes_are_read() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["项目", "件数", "比例", "日期"])
    sheet.append(["新收", 5, 0.5, date(2024, 1, 20)])
    sheet["C2"].number_format = "0%"
    file = BytesIO()
    workbook.save(file)
    assert read_bytes(file.getvalue(), "a.xlsx").lines == (
        "项目\t件数\t比例\t日期",
        "新收\t5\t50%\t2024-01-20",
    )


def test_every_cell_of_reports_as_workbooks_is_right() -> None:
    pytest.importorskip("openpyxl")
    for seed in range(12):
        document = random_document("xlsx", random.Random(seed))
        report = parse(read_bytes(document.raw, "年报.xlsx"))
        found = {
            table.cell_key(cell): cell.text
            for table in report.tables
            for row in table.rows
            for cell in row.cells
        }
        assert {key: found.get(key) for key in document.cells} == {
            key: cell.text for key, cell in document.cells.items()
        }, document


def test_a_sign_far_away_from_the_table_is_a_slip_and_more_than_that_is_read() -> None:
    slip = read(data(*TWO_ROWS, cell("XFD1048576", ".")))
    assert slip.lines == read(data(*TWO_ROWS)).lines
    far = read(data(*TWO_ROWS, text("A5000", "海宁市水利局")))
    assert far.lines[-1].strip() == "海宁市水利局"
    assert len(far.lines) < 100


# --- harm ---


def test_a_workbook_without_content_says_so() -> None:
    assert "没有内容" in reason(book(data()))
    assert "没有内容" in reason(book(data(*TWO_ROWS), states=("hidden",)))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: book(filled(50_000)), "limits.elements"),
        (lambda: book(filled(11_000)), "limits.cells"),
        (lambda: book(data(*TWO_ROWS, after=merges("A1:XFD1048576"))), ""),
        (lambda: book(data(*TWO_ROWS, after=merges("A1:oops"))), "已损坏"),
        (lambda: book(data(cell("?", "1"))), "已损坏"),
        (
            lambda: book(data(*TWO_ROWS), extra={"xl/strings.xml": "<si>" + " " * 215_000_000}),
            "limits.unpacked_mib",
        ),
        (lambda: book(data(*TWO_ROWS), extra={"xl/media/a.bin": "0" * 30_000_000}), "limits.ratio"),
        (lambda: book("<a>" * 10_000 + "</a>" * 10_000), "limits.nesting"),
        (lambda: book("<sheetData><row>"), "已损坏"),
        (
            lambda: book(
                data(*TWO_ROWS),
                extra={"xl/workbook.xml": "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"},
            ),
            "已拒绝",
        ),
        (
            lambda: book(
                data(*TWO_ROWS),
                extra={
                    "xl/strings.xml": "<!DOCTYPE s [<!ENTITY a 'ha'>"
                    "<!ENTITY b '&a;&a;&a;&a;'>]><s>&b;</s>"
                },
            ),
            "已拒绝",
        ),
    ],
    ids=[
        "a million cells",
        "220,000 cells",
        "merged over everything",
        "a wrong merge",
        "a wrong reference",
        "unpacked size",
        "ratio",
        "nesting",
        "broken XML",
        "external entity",
        "billion laughs",
    ],
)
def test_a_workbook_made_to_do_harm_is_refused_in_time(
    make: Callable[[], bytes], expected: str
) -> None:
    raw = make()
    started = time.monotonic()
    if expected:
        assert expected in reason(raw)
    else:
        assert read_bytes(raw, "a.xlsx").lines == ("规章\t", "\t")
    assert time.monotonic() - started < 10


def test_the_limit_of_cells_counts_all_sheets() -> None:
    raw = book(data(*TWO_ROWS), data(*TWO_ROWS))
    assert "limits.cells" in reason(raw, Limits(cells=7))
    read_bytes(raw, "a.xlsx", Limits(cells=8))


def test_a_workbook_cut_off_or_damaged_anywhere_is_told_to_be_damaged() -> None:
    raw = book(data(*TWO_ROWS))
    for end in range(60, len(raw) - 22, 61):
        assert "损坏" in reason(raw[:end])
    chance = random.Random(5)
    for _ in range(60):
        broken = bytearray(raw)
        broken[chance.randrange(60, len(raw))] ^= 1 << chance.randrange(8)
        try:
            read_bytes(bytes(broken), "a.xlsx")
        except UnreadableFile as error:
            assert error.reason.zh
