"""表三每一栏，各种办理结果之和应当等于“（七）总计”。

为什么
    格式规定的勾稽关系：（一）至（六）各行相加即为（七）总计。两者不等，说明有一行或总计填错，
    办结数也就不可信。

错误示例
    （一）予以公开 3，（四）1.本机关不掌握 2，其余为 0，（七）总计 4

正确示例
    （一）予以公开 3，（四）1.本机关不掌握 2，其余为 0，（七）总计 5

如何修改
    对照申请登记台账核对该栏各行，改正填错的一行或总计。某一行也不相等、是同一格填错的，只在那一格报一次，
    见 GK301。报告自行增加的小计不计入。
"""

from gklint.api import ERROR, WRONG_CELL, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK302",
    name="column-total",
    severity=ERROR,
    summary=Text(
        "各种办理结果之和不等于（七）总计", "the results of a column do not add up to its total"
    ),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "“{column}”一栏：（一）至（六）之和为 {sum}，（七）总计现为 {actual}{repair}",
            "column “{column}”: （一） to （六） make {sum}, but （七）总计 says {actual}{repair}",
        ),
        "cell": WRONG_CELL,
    },
    advice=Text(
        "核对该栏各行与（七）总计，改正填错的一个", "check the column and correct the wrong number"
    ),
)


def check(report: Report) -> Verdicts:
    """Yield each column whose results do not add up to its total."""
    yield from breaches(report, RULE.name)
