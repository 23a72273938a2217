"""报告年度早于新格式施行时，统计表应当使用当年的格式。

为什么
    2020 年度报告适用国办公开办函〔2019〕60号的格式。用后来的格式填报，栏目与同年其他报告对不上。
    补发、重发旧年度报告时容易套错表格。

错误示例
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数    （2020 年度报告）

正确示例
    信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量

如何修改
    先核对标题年度是否写错；年度无误的，换用当年格式的表格。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts

from ._other_format import other_format

RULE = Rule(
    code="GK203",
    name="premature-table-format",
    severity=WARNING,
    summary=Text(
        "统计表使用了报告年度之后的格式", "a table follows a format later than the report year"
    ),
    clauses=("format: 二、主动公开政府信息情况", "format: 三、收到和处理政府信息公开申请情况"),
    messages={
        "default": Text(
            "{part}的表格是 {written} 年格式（见{labels}），报告年度适用 {form} 年格式：{wanted}",
            "the table of {part} follows the {written} format (see {labels}); "
            "for this report year it is the {form} format: {wanted}",
        ),
        "row": Text(
            "“{label}”一行是 {written} 年格式，报告年度适用的 {form} 年格式为{wanted}",
            "the row “{label}” is that of the {written} format; the {form} format of this report "
            "year has {wanted}",
        ),
    },
    advice=Text(
        "核对报告年度；年度无误的，换用当年的格式",
        "check the report year; if it is right, use the format of that year",
    ),
    years=(2019, None),
    needs_form=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield the parts whose tables follow a newer format than the one in force."""
    yield from other_format(report, outdated=False)
