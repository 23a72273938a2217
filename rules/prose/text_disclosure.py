"""正文中主动公开的数字应当与表二一致。

为什么
    规范性文件、行政许可、行政处罚、行政强制、收费、集中采购的数量，正文和表二应当一致。按 2019 年的
    格式，“N 项”是年末的项目数，即上一年项目数量加本年增/减。网站发布的信息条数不在表二，不作比较。

错误示例
    正文：公开 24 项行政事业性收费项目；表二：上一年项目数量 24，本年增/减 -3

正确示例
    正文：公开 21 项行政事业性收费项目；表二：上一年项目数量 24，本年增/减 -3

如何修改
    核对正文和表二，改正写错的一处。正文只计一部分（如仅本级）的，写明范围。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts

from ._comparisons import differences

RULE = Rule(
    code="GK403",
    name="text-disclosure",
    severity=WARNING,
    summary=Text(
        "正文中主动公开的数量与表二不一致", "disclosure: the prose differs from table two"
    ),
    clauses=("format: 二、主动公开政府信息情况",),
    messages={
        "differs": Text(
            "正文“{words}”为 {actual} {unit}，{table}相应的数是 {figure}",
            "the prose says {actual} {unit} for “{words}”, {table} says {figure}",
        ),
    },
    advice=Text("核对正文和表二，改正写错的一处", "check both and correct the wrong one"),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number of what was disclosed that is not the table's."""
    yield from differences(report, "art20")
