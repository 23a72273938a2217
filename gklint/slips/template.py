"""The template that slips are made from where nobody gives one; `gklint slips --write-template`
writes it for an office to make its own of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from gklint.slips.errors import needed

#: The head of each column of findings and what stands below it, with the column's width in mm.
_FINDINGS = (
    ("序号", "{{序号}}", 11),
    ("部分", "{{部分}}", 30),
    ("位置", "{{位置}}", 42),
    ("问题", "{{级别}}：{{问题}}", 52),
    ("依据", "{{依据}}", 36),
    ("现为", "{{现为}}", 17),
    ("应为", "{{应为}}", 17),
    ("改法", "{{改法}}", 34),
    ("整改情况", "{{整改情况}}", 26),
)
_NOT_CHECKED = (
    ("检查内容", "{{未评定内容}}", 110),
    ("未能评定的原因", "{{未评定原因}}", 110),
    ("核对结果", "", 45),
)


def default_template() -> bytes:
    """Return the template as a Word document; raises UnreadableFile without python-docx."""
    docx = needed()
    document = docx.Document()
    _set_page(document)
    _paragraph(document, "政府信息公开工作年度报告退回修改通知", 18, bold=True, centred=True)
    _paragraph(document, "{{单位}}：", 12)
    _paragraph(
        document,
        "你单位报送的{{年度}}年度政府信息公开工作年度报告（{{文件}}）经核对，有 {{问题数}}"
        " 处须修改或说明，列在下表。{{要求}}，并在“整改情况”一栏写明怎样改的；"
        "认为无误的，请写明理由。",
        12,
        indented=True,
    )
    _table(document, _FINDINGS)
    _paragraph(document, "", 6)
    _paragraph(
        document,
        "{{有未评定}}以下内容未能自动核对，不等于没有问题，请对照报告逐项自查：",
        12,
        indented=True,
    )
    _table(document, _NOT_CHECKED)
    _paragraph(document, "", 6)
    _paragraph(document, "{{审核单位}}", 12, right=True)
    _paragraph(document, "{{日期}}", 12, right=True)
    _keep_rows_whole(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(18)
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), "仿宋")


def _paragraph(
    document: Any,
    text: str,
    size: int,
    *,
    bold: bool = False,
    centred: bool = False,
    right: bool = False,
    indented: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    paragraph.paragraph_format.space_after = Pt(size / 2)
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)


def _table(document: Any, columns: tuple[tuple[str, str, int], ...]) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm, Pt

    table = document.add_table(rows=2, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for number, (head, below, width) in enumerate(columns):
        for row, text in zip(table.rows, (head, below), strict=True):
            cell = row.cells[number]
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(9.5), text == head
        table.columns[number].width = Mm(width)


def _keep_rows_whole(document: Any) -> None:
    """Let the head of a table stand again on each page, and no row be cut by one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for table in document.element.iter(qn("w:tbl")):
        for number, row in enumerate(table.iter(qn("w:tr"))):
            marks = ["w:cantSplit"] if number else ["w:cantSplit", "w:tblHeader"]
            row.get_or_add_trPr().extend(OxmlElement(mark) for mark in marks)
