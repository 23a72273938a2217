"""第四部分每一组，四种结果之和应当等于“总计”。

为什么
    行政复议、未经复议直接起诉、复议后起诉三组，各由结果维持、结果纠正、其他结果、尚未审结四个数组成，
    相加即为总计。总计漏填成 0 最为常见。

错误示例
    行政复议：10 | 1 | 0 | 0 | 0

正确示例
    行政复议：10 | 1 | 0 | 0 | 11

如何修改
    核对该组四个数与总计，改正填错的一个。总计为空的组不作判断。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK304",
    name="review-total",
    severity=ERROR,
    summary=Text("复议、诉讼的四种结果之和不等于总计", "four results do not add up to their total"),
    clauses=("format: 四、政府信息公开行政复议、行政诉讼情况",),
    messages={
        "default": Text(
            "“{row}”：四种结果之和为 {sum}，总计现为 {actual}",
            "“{row}”: the four results make {sum}, but the total says {actual}",
        )
    },
    advice=Text(
        "核对该组四个数与总计，改正填错的一个", "check the group and correct the wrong number"
    ),
)


def check(report: Report) -> Verdicts:
    """Yield each group of cases whose results do not add up to its total."""
    yield from breaches(report, RULE.name)
