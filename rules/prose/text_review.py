"""正文中行政复议、行政诉讼的数字应当与表四一致。

为什么
    正文写的复议、诉讼件数和纠正件数，应当就是表四的总计和各栏。两处不一，必有一处是错的。诉讼的件数
    是未经复议直接起诉与复议后起诉之和。往年的案件、一审二审分计的、作为复议机关办理的，不作比较。

错误示例
    正文：因政府信息公开被申请行政复议 3 件；表四：行政复议总计 2

正确示例
    正文：因政府信息公开被申请行政复议 2 件；表四：行政复议总计 2

如何修改
    核对案件台账，改正正文或表四中填错的数。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts

from ._comparisons import differences

RULE = Rule(
    code="GK402",
    name="text-review",
    severity=ERROR,
    summary=Text(
        "正文中复议、诉讼的件数与表四不一致",
        "reconsiderations and lawsuits: the prose differs from table four",
    ),
    clauses=("format: 四、政府信息公开行政复议、行政诉讼情况",),
    messages={
        "differs": Text(
            "正文“{words}”为 {actual} {unit}，{table}相应的数是 {figure}",
            "the prose says {actual} {unit} for “{words}”, {table} says {figure}",
        ),
        "near": Text(
            "正文“{words}”为 {actual} {unit}，只是{table}中的一组，两组合计是 {figure}",
            "the prose says {actual} {unit} for “{words}”, which is one group of {table}; "
            "both make {figure}",
        ),
    },
    advice=Text(
        "核对案件台账，改正正文或表格；正文只计一部分的，写明范围",
        "check the register of cases and correct the prose or the table; "
        "where it counts only some, say so",
    ),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number of reconsiderations and lawsuits in the prose that is not the table's."""
    yield from differences(report, "review")
