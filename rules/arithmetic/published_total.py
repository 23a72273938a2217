"""2019年格式中，“对外公开总数量”不能小于“本年新公开数量”。

为什么
    对外公开总数量包括本年新公开的在内，总数不会比其中一部分少。反了，说明两栏之一填错或者串了栏。

错误示例
    规范性文件：本年新制作数量 8，本年新公开数量 8，对外公开总数量 4

正确示例
    规范性文件：本年新制作数量 8，本年新公开数量 8，对外公开总数量 47

如何修改
    核对公开目录，改正填错的一个。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK306",
    name="published-total",
    severity=ERROR,
    summary=Text(
        "对外公开总数量小于本年新公开数量", "fewer documents are public than were made public"
    ),
    clauses=("regulations: 第二十条", "format-2019: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“{row}”：对外公开总数量现为 {actual}，少于本年新公开的 {right_sum}",
            "“{row}”: {actual} in all are public, fewer than the {right_sum} newly published",
        )
    },
    advice=Text(
        "核对本年新公开数量和对外公开总数量，改正填错的一个",
        "check both numbers and correct the wrong one",
    ),
    years=(2019, 2020),
)


def check(report: Report) -> Verdicts:
    """Yield each row with a total below what was newly published."""
    yield from breaches(report, RULE.name)
