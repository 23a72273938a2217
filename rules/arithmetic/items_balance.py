"""2019年格式中，“本年增/减”减去的项目不能比“上一年项目数量”还多。

为什么
    上一年项目数量加本年增/减就是年底的项目数量，项目数量不会小于零。小于零，说明增减填成了别的数，
    或者上一年项目数量漏填。

错误示例
    行政处罚：上一年项目数量 6，本年增/减 -8

正确示例
    行政处罚：上一年项目数量 6，本年增/减 -2

如何修改
    对照权责清单核对两个数，改正填错的一个。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK305",
    name="items-balance",
    severity=ERROR,
    summary=Text(
        "减去的项目比上一年的项目还多", "more items are taken away than there were the year before"
    ),
    clauses=("regulations: 第二十条", "format-2019: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“{row}”：上一年项目数量为 {sum}，本年增/减现为 {actual}，年底的项目会少于 0",
            "“{row}”: {sum} items the year before and a change of {actual} leave fewer than none",
        )
    },
    advice=Text(
        "核对上一年项目数量和本年增/减，改正填错的一个",
        "check last year's items and the change, and correct the wrong one",
    ),
    years=(2019, 2020),
)


def check(report: Report) -> Verdicts:
    """Yield each row in which more is taken away than there was."""
    yield from breaches(report, RULE.name)
