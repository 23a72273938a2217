"""第二、第三部分应当有统计表。

为什么
    格式规定，主动公开、收到和处理申请的情况以统计表填报。缺了表格，这一部分就没有数字可查。
    以图片插入的表格无法检索、复制和核对，本规则看不到图片里的内容。

错误示例
    三、收到和处理政府信息公开申请情况
    四、政府信息公开行政复议、行政诉讼情况    （第三部分没有表格）

正确示例
    三、收到和处理政府信息公开申请情况
    一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5

如何修改
    把表格以文字形式放进该部分。没有发生的事项也要列表，数量填 0。第四部分没有表格，见 GK107。
"""

from gklint.api import (
    ERROR,
    Report,
    Rule,
    Section,
    TableForm,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
)

from ..structure._six_parts import IMAGE
from ._required_rows import PARTS, tables_of

RULE = Rule(
    code="GK201",
    name="missing-table",
    severity=ERROR,
    summary=Text("第二、第三部分没有统计表", "part two or three is without its table"),
    clauses=("format: 二、主动公开政府信息情况", "format: 三、收到和处理政府信息公开申请情况"),
    messages={
        "default": Text(
            "“{title}”这一部分未检出表格，可能以图片插入或在转换时丢失",
            "no table was found in “{title}”: it may be an image, or was lost in conversion",
        )
    },
    reasons={
        "probably-image": Text(
            "“{title}”的表格可能是图片，文字中未检出", "the table of “{title}” is probably an image"
        ),
        "not-recognised": Text(
            "“{title}”的表格未能识别", "the table of “{title}” could not be recognised"
        ),
    },
    advice=Text(
        "补上该部分的统计表，表格用文字录入、不用图片，没有发生的填 0",
        "give the table as text; write 0 where nothing occurred",
    ),
    years=(2019, None),
    eased_while_optional=True,
)

#: So many labels of a table in the prose of a part are the table, which could not be read.
_TELLING = 4


def check(report: Report) -> Verdicts:
    """Yield the parts two and three that are there without a table."""
    for number in (2, 3):
        section = report.section(number)
        if section is None or tables_of(report, number):
            continue
        title = section.form.title
        if IMAGE.search(section.text):
            yield not_evaluated("probably-image", title=title, partly=True)
        elif _holds_labels(report, section):
            yield not_evaluated("not-recognised", title=title, partly=True)
        else:
            yield finding(
                section.place, section=number, title=title, clauses=(f"format: {PARTS[number]}",)
            )


def _holds_labels(report: Report, section: Section) -> bool:
    text = fold(section.text)
    labels = {
        fold(label)
        for form in report.forms.forms
        for table in form.tables
        if table.section == section.form.number
        for label in _labels(table)
    }
    return sum(label in text for label in labels if len(label) > 2) >= _TELLING


def _labels(table: TableForm) -> list[str]:
    rows = [row.label for row in table.rows]
    return [table.label, *rows, *(column.label for column in table.columns)]
