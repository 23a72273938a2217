"""PDF files give their paragraphs and tables, or a reason that says what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.pdf_files import (
    drawn,
    lines,
    table,
    together,
)
from lab.real_reports import FIGURES, REPORTS

import gklint
from gklint.checking.settings import Settings
from gklint.engine import lint_source
from gklint.forms.loading import load_forms
from gklint.model.report import CellKey, Report
from gklint.model.source import Place, Source
from gklint.readers import DEFAULT_LIMITS, Limits, read_bytes
from gklint.support.folding import fold
from gklint.testing.documents import RenderedDocument, document, random_document
from gklint.testing.documents.document import Prose, blocks_of
from gklint.testing.random_reports import random_draft

pytest.importorskip("pypdfium2")

PREAMBLE = (
    "\u3000\u3000本报告由松林街道办事处编制，全文由六个部分组成，所列数据的统计期限为当年",
    "一月一日起至十二月三十一日止，电子版可在门户网站查阅和下载，欢迎监督。",
)


def read(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> Source:
    return read_bytes(raw, "年报.pdf", limits)


def rows(source: Source) -> list[list[str]]:
    """Return the cells of the first table, line by line."""
    grid = source.grids[0]
    return [
        source.lines[line - 1].split("\t") for line in range(grid.first_line, grid.last_line + 1)
    ]


# --- paragraphs ---


def test_a_number_is_apart_from_a_label_that_fills_its_column() -> None:
    label = "要求行政机关确认或重新出具已获取信息"
    end = 70 + 12 * len(label)

    def row(canvas: Any) -> None:
        canvas.drawString(70, 700, label)
        for column in range(7):
            canvas.drawString(end + 8 + 36 * column, 700, str(column))
        # In a sentence a wide space parts nothing.
        canvas.drawString(70, 600, label)
        canvas.drawString(end + 8, 600, "5件，均已答复。")

    read_lines = read(drawn(row)).lines
    assert [line.split() for line in read_lines if line.startswith(label)] == [
        [label, *map(str, range(7))],
        [f"{label}5件，均已答复。"],
    ]


def test_a_paragraph_is_one_line_wherever_its_printed_lines_end() -> None:
    page = lines(*PREAMBLE, "\u3000\u3000一、总体情况", *PREAMBLE)
    whole = "".join(PREAMBLE).strip("\u3000")
    assert read(drawn(page)).lines == (whole, "一、总体情况", whole)


def test_a_page_end_does_not_cut_a_paragraph_and_page_numbers_are_left_out() -> None:
    first, second = PREAMBLE
    for number in ("— {} —", "- {} -", "第 {} 页", "第{}页 共2页", "{}", "{}/2"):
        pages = [
            together(lines(*texts), lines(number.format(page), x=290, y=40))
            for page, texts in enumerate([(first,), (second, first, second)], 1)
        ]
        whole = (first + second).strip("\u3000")
        assert read(drawn(*pages)).lines == (whole, whole), number


def test_a_header_that_pages_repeat_is_no_part_of_the_text() -> None:
    pages = [together(lines("松林街道办事处文件", y=815), lines(*PREAMBLE)) for _ in range(3)]
    assert read(drawn(*pages)).lines == ("".join(PREAMBLE).strip("\u3000"),) * 3


def test_a_line_that_two_pages_have_in_their_middle_is_kept() -> None:
    pages = [lines(*PREAMBLE, "\u3000\u3000特此报告。") for _ in range(2)]
    assert Counter(read(drawn(*pages)).lines)["特此报告。"] == 2


def test_signature_and_date_are_lines_of_their_own() -> None:
    page = together(
        lines(*PREAMBLE),
        lines("望溪区松林街道办事处", x=406, y=700),
        lines("2024年1月20日", x=440, y=680),
    )
    assert read(drawn(page)).lines[1:] == ("望溪区松林街道办事处", "2024年1月20日")


def test_a_title_that_takes_two_lines_is_one() -> None:
    def title(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 780, "青禾市望溪区松林街道办事处二〇二三年度政府信")
        canvas.drawCentredString(297, 752, "息公开工作年度报告")
        canvas.setFont("STSong-Light", 12)

    found = read(drawn(together(title, lines(*PREAMBLE, *PREAMBLE, y=700)))).lines
    assert found[0] == "青禾市望溪区松林街道办事处二〇二三年度政府信息公开工作年度报告"


def test_words_of_latin_letters_stay_apart_and_a_number_broken_at_the_margin_does_not() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(70, 780, "See")
        canvas.drawString(94, 780, "page")
        canvas.drawString(70, 740, "甲" * 30 + "共收到20")
        canvas.drawString(70, 720, "23件，其中办结23件，结转下年度0件，均按期答复申请人。")

    found = read(drawn(page)).lines
    assert found[0] == "See page"
    assert "共收到2023件" in found[1]


def test_a_letter_drawn_twice_for_bold_is_one_and_a_raised_one_stays_in_its_line() -> None:
    def page(canvas: Any) -> None:
        for shift in (0, 0.3):
            canvas.drawString(70 + shift, 780, "总体情况")
        canvas.drawString(70, 740, "面积5平方米")
        canvas.setFont("STSong-Light", 7)
        canvas.drawString(137, 744, "注")

    assert read(drawn(page)).lines == ("总体情况", "面积5平方米注")


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_whose_text_is_turned_reads_as_any_other(angle: int) -> None:
    def turned(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        lines("望溪区松林街道办事处", "年度报告", x=10, y=-10)(canvas)

    source = read(drawn(turned))
    assert source.lines == ("望溪区松林街道办事处", "年度报告")
    origin = source.origin(Place(1, 1, 1, 2))
    assert origin is not None and origin.page == 1 and origin.rectangle is not None
    left, bottom, right, top = origin.rectangle
    expected = {0: (310, 390), 90: (310, 410), 180: (290, 410), 270: (290, 390)}[angle]
    x = {0: left, 90: right, 180: right, 270: left}[angle]
    y = {0: bottom, 90: bottom, 180: top, 270: top}[angle]
    assert abs(x - expected[0]) < 5 and abs(y - expected[1]) < 5
    assert (right - left > top - bottom) == (angle in (0, 180))


def test_a_watermark_across_the_page_is_no_text() -> None:
    def mark(canvas: Any) -> None:
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(400, 100, "内部资料")
        canvas.restoreState()

    assert read(drawn(together(mark, lines("总体情况")))).lines == ("总体情况",)


def test_each_line_says_on_which_page_and_where_it_stands() -> None:
    source = read(drawn(lines("第一页"), lines("第二页", x=100, y=500)))
    origin = source.origin(Place(2, 1, 2, 2))
    assert origin is not None and (origin.page, origin.paragraph) == (2, 2)
    assert origin.rectangle is not None
    left, bottom, right, top = origin.rectangle
    assert (round(left), round(right)) == (100, 136) and bottom < 500 < top


# --- tables ---

WIDTHS = (100, 60, 60, 60)
HEADER = ("栏目", "甲", "乙", "总计")


def test_a_ruled_table_is_read_by_its_lines_and_blank_cells_are_blank() -> None:
    page = table([HEADER, ("收到", "1", "", "1"), ("合计数", "12", None, "3")], WIDTHS)
    source = read(drawn(page))
    assert rows(source) == [list(HEADER), ["收到", "1", "", "1"], ["合计数", "12", "", "3"]]
    merged = next(cell for cell in source.grids[0].cells if cell.text == "12")
    assert (merged.column, merged.column_span, merged.row_span) == (1, 2, 1)
    assert merged.origin.page == 1 and (merged.origin.row, merged.origin.column) == (3, 2)
    assert merged.origin.rectangle is not None
    assert [round(x) for x in merged.origin.rectangle] == [170, 628, 290, 652]


def test_a_table_that_goes_on_over_the_page_is_one_and_its_repeated_header_is_there_once() -> None:
    first = table([HEADER, ("收到", "1", "2", "3")], WIDTHS, y=120)
    second = table([HEADER, ("办结", "4", "5", "9")], WIDTHS, y=800)
    numbers = lines("- 1 -", x=290, y=40)
    source = read(drawn(together(first, numbers), second))
    assert rows(source) == [list(HEADER), ["收到", "1", "2", "3"], ["办结", "4", "5", "9"]]
    assert {cell.origin.page for cell in source.grids[0].cells} == {1, 2}


def test_a_row_that_the_page_end_cuts_is_one_row() -> None:
    first = table([HEADER, ("其他法律行政法规", "1", "2", "3")], WIDTHS, y=120)
    second = table([("禁止公开", "", "", ""), ("办结", "4", "5", "9")], WIDTHS, y=800)
    assert rows(read(drawn(first, second)))[1:] == [
        ["其他法律行政法规禁止公开", "1", "2", "3"],
        ["办结", "4", "5", "9"],
    ]


def test_a_header_that_the_page_end_cuts_before_its_unit_is_one_row() -> None:
    first = table([("信息", "本年收费金额")], (120, 240), y=120)
    second = table([("内容", "（单位：万元）"), ("行政事业性收费", "5")], (120, 240), y=800)
    assert rows(read(drawn(first, second))) == [
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", "5"],
    ]


def test_a_blank_row_on_a_new_page_is_no_part_of_the_row_before() -> None:
    first = table([HEADER, ("行政处罚", "1", "2", "3")], WIDTHS, y=120)
    second = table([("行政强制", "", "", ""), ("行政许可", "4", "5", "9")], WIDTHS, y=800)
    assert [row[0] for row in rows(read(drawn(first, second)))] == [
        "栏目",
        "行政处罚",
        "行政强制",
        "行政许可",
    ]


def merged(canvas: Any, parts: list[tuple[int, int, int, int, str]], top: float) -> None:
    """Draw cells given by column, row, end column, end row and text."""
    for column, row, end_column, end_row, text in parts:
        x, y = 70 + 80 * column, top - 24 * end_row
        canvas.rect(x, y, 80 * (end_column - column), 24 * (end_row - row))
        canvas.drawString(x + 4, top - 24 * row - 16, text)


def test_a_merged_cell_that_the_page_end_cuts_is_one_cell() -> None:
    def first(canvas: Any) -> None:
        merged(
            canvas,
            [
                (0, 0, 1, 1, "组别"),
                (1, 0, 2, 1, "事项"),
                (2, 0, 3, 1, "件数"),
                (0, 1, 1, 2, "不予处理"),
                (1, 1, 2, 2, "重复申请"),
                (2, 1, 3, 2, "5"),
            ],
            110,
        )

    def second(canvas: Any) -> None:
        merged(
            canvas,
            [
                (0, 0, 1, 2, ""),
                (1, 0, 2, 1, "信访"),
                (2, 0, 3, 1, "6"),
                (1, 1, 2, 2, "举报"),
                (2, 1, 3, 2, "7"),
            ],
            790,
        )

    source = read(drawn(first, second))
    group = next(cell for cell in source.grids[0].cells if cell.text == "不予处理")
    assert (group.row, group.row_span, group.column_span) == (1, 3, 1)
    assert [row[1:] for row in rows(source)[1:]] == [
        ["重复申请", "5"],
        ["信访", "6"],
        ["举报", "7"],
    ]


def test_tables_with_words_between_them_are_two() -> None:
    one = table([HEADER], WIDTHS, y=120)
    page = together(lines("二、另一张表"), table([HEADER], WIDTHS, y=700))
    assert len(read(drawn(one, page)).grids) == 2


def test_a_frame_around_text_is_no_table() -> None:
    def frame(canvas: Any) -> None:
        canvas.rect(50, 100, 500, 720)

    source = read(drawn(together(frame, lines(*PREAMBLE))))
    assert source.grids == () and source.lines == ("".join(PREAMBLE).strip("\u3000"),)


def test_the_text_of_a_frame_whose_lines_meet_those_of_its_table_is_read_line_by_line() -> None:
    def frame(canvas: Any) -> None:
        canvas.rect(70, 100, sum(WIDTHS), 720)

    rows_of_table = [[*HEADER], ["重复申请", "5", "0", "5"]]
    page = together(
        frame,
        lines("一、总体情况", "主动公开。", "二、主动公开政府信息情况"),
        table(rows_of_table, WIDTHS, y=600),
        lines("五、存在的主要问题及改进情况", "六、其他需要报告的事项", y=500),
    )
    source = read(drawn(page))
    assert rows(source) == rows_of_table
    outside = [line for line in source.lines if "\t" not in line]
    assert [line for line in outside if line.strip()] == [
        "一、总体情况",
        "主动公开。",
        "二、主动公开政府信息情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_a_small_raised_figure_is_the_mark_of_a_note() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(70, 780, "本年新收135")
        canvas.setFont("STSong-Light", 7)
        canvas.drawString(136, 784, "1")

    assert read(drawn(page)).lines == ("本年新收135¹",)


def test_what_is_invisible_or_white_is_not_read_and_white_on_a_dark_ground_is() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(70, 780, "本年新收")
        text = canvas.beginText(70, 740)
        text.setTextRenderMode(3)
        text.textOut("看不见")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.setFillGray(1)
        canvas.drawString(70, 700, "白底白字")
        canvas.setFillGray(0)
        canvas.rect(60, 650, 200, 30, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(70, 660, "黑底白字")

    assert read(drawn(page)).lines == ("本年新收", "黑底白字")


def test_large_light_letters_are_a_watermark() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(70, 780, "本年新收5件")
        canvas.setFont("STSong-Light", 48)
        canvas.setFillGray(0.9)
        canvas.drawString(120, 500, "征求意见稿")

    assert read(drawn(page)).lines == ("本年新收5件",)


def test_letters_that_stand_upright_in_a_narrow_cell_or_lie_on_their_side_are_a_word() -> None:
    def page(canvas: Any) -> None:
        merged(canvas, [(0, 0, 1, 4, ""), (1, 0, 2, 4, ""), (2, 0, 3, 4, "1")], 700)
        for number, letter in enumerate("办理结果"):
            canvas.drawString(100, 680 - 14 * number, letter)
        canvas.translate(190, 680)
        canvas.rotate(-90)
        canvas.drawString(0, 0, "三、本年")

    assert rows(read(drawn(page)))[0] == ["办理结果", "三、本年", "1"]


def test_a_number_that_its_cell_is_too_narrow_for_is_one_number() -> None:
    def page(canvas: Any) -> None:
        for x in (70, 104, 138):
            canvas.line(x, 700, x, 660)
        for y in (700, 660):
            canvas.line(70, y, 138, y)
        for text, y in (("3985", 685), ("758", 670)):
            canvas.drawString(74, y, text)
        for text, y in (("12", 685), ("34", 670)):
            canvas.drawString(108, y, text)

    assert rows(read(drawn(page)))[0] == ["3985758", "12 34"]


def test_columns_without_lines_stay_apart_as_wide_as_they_are_printed() -> None:
    def page(canvas: Any) -> None:
        for y, row in ((700, ("规章", "8", "0", "858")), (680, ("行政规范性文件", "1", "2", "3"))):
            for x, text in zip((70, 220, 300, 380), row, strict=True):
                canvas.drawString(x, y, text)

    first, second = read(drawn(page)).lines
    assert first.split() == ["规章", "8", "0", "858"]
    assert second.split() == ["行政规范性文件", "1", "2", "3"]


# --- whole reports ---


def figures(report: Report | None) -> dict[CellKey, Any]:
    assert report is not None
    return {
        CellKey(found.key, cell.row, cell.column): cell.value
        for found in report.tables
        for row in found.rows
        for cell in row.cells
    }


def assert_read(rendered: RenderedDocument, raw: bytes | None = None) -> None:
    """Every cell has its value, every paragraph its line, and no rule has a word to say."""
    source = read(raw or rendered.raw)
    result = lint_source(source, Settings())
    found = figures(result.report)
    wrong = {
        key: (cell.value, found.get(key))
        for key, cell in rendered.cells.items()
        if key not in found or found[key] != cell.value
    }
    assert not wrong, rendered
    in_tables = {
        line for grid in source.grids for line in range(grid.first_line, grid.last_line + 1)
    }
    have = [fold(line) for number, line in enumerate(source.lines, 1) if number not in in_tables]
    want = [
        fold(element.numeral + element.text)
        for element in blocks_of(rendered.draft, rendered.style)
        if isinstance(element, Prose) and element.text
    ]
    assert have == want, rendered


@pytest.mark.parametrize("seed", range(12))
def test_a_report_reads_the_same_however_its_pages_end(seed: int) -> None:
    chance = Random(seed)
    rendered = random_document("pdf", chance)
    style = rendered.style._replace(
        cut_rows=seed % 2 == 0, repeat_header=seed % 3 == 0, page_height=(500, 560, 620)[seed % 3]
    )
    assert_read(document(rendered.draft, "pdf", style))


def test_a_report_whose_tables_have_no_lines_has_all_its_figures() -> None:
    rendered = document(random_draft(Random(4)), "pdf")
    bare = document(rendered.draft, "pdf", rendered.style._replace(rules="none"))
    assert figures(lint_source(read(bare.raw), Settings()).report) == {
        key: cell.value for key, cell in bare.cells.items()
    }


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_report_that_an_office_exported_is_read(tmp_path: Path) -> None:
    rendered = document(random_draft(Random(3)), "docx")
    word = tmp_path / "年报.docx"
    word.write_bytes(rendered.raw)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(word)], check=True, capture_output=True, timeout=120
    )
    source = read((tmp_path / "年报.pdf").read_bytes())
    found = figures(lint_source(source, Settings()).report)
    # The last column of 表四 lies beyond the page's edge.
    true = {key: cell.value for key, cell in rendered.cells.items() if key.table != "review"}
    assert {key: value for key, value in found.items() if key.table != "review"} == true


REAL = sorted((REPORTS / "corpus").glob("*/report.pdf")) if REPORTS.is_dir() else []
needs_real = pytest.mark.skipif(not REAL, reason="no folder of real reports")


def known_figures(name: str) -> Mapping[CellKey, str]:
    told = json.loads(FIGURES.read_text("utf-8"))[name]
    found = {}
    for key, by_row in told["figures"].items():
        columns = load_forms().by_key(told["formats"][key]).table[key].columns
        for row, texts in by_row.items():
            for column, text in zip(columns, texts, strict=True):
                found[CellKey(key, row, column.key)] = text
    return found


@needs_real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_every_cell_of_a_real_report_is_read(path: Path) -> None:
    report = gklint.lint_file(str(path)).report
    assert report is not None
    found = {
        CellKey(each.key, cell.row, cell.column): cell.text
        for each in report.tables
        for row in each.rows
        for cell in row.cells
    }
    assert found == known_figures(path.parent.name)


@needs_real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_a_real_report_has_the_findings_that_its_text_has(path: Path) -> None:
    told = [
        Counter((d.code, d.severity, d.text()) for d in gklint.lint_file(str(file)).diagnostics)
        for file in (path, path.with_suffix(".txt"))
    ]
    assert told[0] == told[1] and told[0]


# --- columns of prose ---


def column_of(text: str) -> list[str]:
    """Return a paragraph in lines of fourteen letters, the first one indented."""
    return [f"\u3000\u3000{text[:12]}", *(text[at : at + 14] for at in range(12, len(text), 14))]


LEFT_COLUMN = column_of(
    "全年收到申请五件，其中自然人申请三件，商业企业申请两件，上年没有结转，全部按期答复，没有收取费用。"
)
RIGHT_COLUMN = column_of(
    "公开平台运行平稳，栏目每月检查一次，过期的内容及时撤下，新制发的文件与解读同步发布，群众满意。"
)


@pytest.mark.parametrize("lower", [0, 5], ids=["on the same lines", "a little lower"])
def test_prose_in_two_columns_is_read_column_by_column(lower: float) -> None:
    def page(canvas: Any) -> None:
        lines("一、总体情况", y=760)(canvas)
        lines(*LEFT_COLUMN, y=740)(canvas)
        lines(*RIGHT_COLUMN, x=270, y=740 - lower)(canvas)
        lines("二、主动公开政府信息情况", y=640)(canvas)

    read = read_bytes(drawn(page), "年报.pdf").lines
    assert read == (
        "一、总体情况",
        "".join(LEFT_COLUMN).strip(),
        "".join(RIGHT_COLUMN).strip(),
        "二、主动公开政府信息情况",
    )


def test_a_column_of_headings_and_last_lines_is_one() -> None:
    right = ["每月通报一次。", "六、其他需要报告的事项", "（一）全年没有收取信息", "处理费。"]

    def page(canvas: Any) -> None:
        lines(*LEFT_COLUMN, y=740)(canvas)
        lines(*right, x=270, y=735)(canvas)

    read = read_bytes(drawn(page), "年报.pdf").lines
    assert read[0] == "".join(LEFT_COLUMN).strip()
    assert read[1:3] == ("每月通报一次。", "六、其他需要报告的事项")


@pytest.mark.parametrize("higher", [0, 11], ids=["on one line", "almost a line higher"])
def test_columns_below_a_table_begin_with_the_heading_of_their_part(higher: float) -> None:
    def page(canvas: Any) -> None:
        lines("四、政府信息公开行政复议、行政诉讼情况", y=780)(canvas)
        table([["结果维持", "总计"], ["1", "1"]], [200, 210], x=60, y=760)(canvas)
        lines("五、存在的主要问题及改进情况", *LEFT_COLUMN, y=660)(canvas)
        lines(*RIGHT_COLUMN, x=270, y=660 + higher)(canvas)

    read = read_bytes(drawn(page), "年报.pdf").lines
    assert read == (
        "四、政府信息公开行政复议、行政诉讼情况",
        "结果维持\t总计",
        "1\t1",
        "五、存在的主要问题及改进情况",
        "".join(LEFT_COLUMN).strip(),
        "".join(RIGHT_COLUMN).strip(),
    )


def test_names_and_numbers_side_by_side_are_no_columns() -> None:
    rows = [("甲地申请数量合计共有多少件", "12"), ("乙地申请数量合计共有多少件", "30")] * 3

    def page(canvas: Any) -> None:
        for number, (name, count) in enumerate(rows):
            canvas.drawString(70, 700 - 20 * number, name)
            canvas.drawString(320, 700 - 20 * number, count)

    read = read_bytes(drawn(page), "年报.pdf").lines
    assert [line.split() for line in read] == [list(row) for row in rows]
