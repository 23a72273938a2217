"""没有把握读对的表格不作判定，并在这里说明。

为什么
    表格在复制、转换中打散之后，数字和栏目对不上号。硬作判断会冤枉正确的报告，不说又会让人以为已经核对。

错误示例
    一、本年新收政府信息公开申请数量 5 3
    0 0 8 0

正确示例
    一、本年新收政府信息公开申请数量 | 5 | 3 | 0 | 0 | 0 | 0 | 8

如何修改
    从原件重新复制表格，保留行列；或者直接检查原始文件（.docx、.html）。
"""

from gklint.api import (
    INFO,
    WARNING,
    Place,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    holds_no_number,
    holds_unread_table,
)

from ..structure._six_parts import IMAGE
from ._required_rows import ALL_PARTS, PARTS, part_name, tables_of

RULE = Rule(
    code="GK215",
    name="unreadable-table",
    severity=WARNING,
    summary=Text("表格无法可靠识别，未作判定", "a table could not be read with confidence"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "无法判定：{part}的表格{problem}，其中的数字未作核对",
            "not checked: the table of {part}: {problem}; its numbers were not checked",
        ),
        "other-year": Text(
            "工作簿里还有其他年度的表格，只检查了最近一个年度的",
            "the workbook has tables on other years, too; only those of the latest were checked",
        ),
    },
    advice=Text(
        "从原件重新复制表格，保留行和列", "copy the table from the original again, rows and columns"
    ),
    years=(2019, None),
    eased_while_optional=True,
)

_IS_PICTURE = Text("是图片", "it is a picture")
_SCATTERED = Text(
    "没有认出，标签和数字散在文字中",
    "it was not recognised, labels and numbers stand scattered in the text",
)


def check(report: Report) -> Verdicts:
    """Yield one notice for each part with tables that could not be read, and one for those that
    belong to another year."""
    for section in (2, 3, 4):
        # A table four that was read and holds no number is the matter of GK107.
        unread = [
            table
            for table in tables_of(report, section)
            if table.problem and not holds_no_number(table)
        ]
        if unread:
            yield finding(
                unread[0].place,
                section=section,
                clauses=(f"format: {PARTS[section]}",),
                part=part_name(section),
                problem=unread[0].problem.words if unread[0].problem else "",
            )
        elif seen := _seen_only(report, section):
            place, problem = seen
            yield finding(
                place,
                section=section,
                clauses=(f"format: {PARTS[section]}",),
                part=part_name(section),
                problem=problem,
            )
    for line, kind in report.source.unread.items():
        if kind == "other-year":
            yield finding(report.source.line_place(line), "other-year", severity=INFO)


def _seen_only(report: Report, number: int) -> tuple[Place, Text] | None:
    """Return where a part without a table has one to be seen, and why it was not read."""
    section = report.section(number)
    if section is None or section.tables or tables_of(report, number):
        return None
    for paragraph in section.paragraphs:
        if match := IMAGE.search(paragraph.text):
            return paragraph.place_of(*match.span()), _IS_PICTURE
    return (section.place, _SCATTERED) if holds_unread_table(report, section) else None
