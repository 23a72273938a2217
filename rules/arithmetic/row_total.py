"""表三每一行，六类申请人的数量之和应当等于“总计”。

为什么
    格式规定的勾稽关系：自然人与法人或其他组织各栏相加即为总计。两者不等，说明至少有一个数填错，
    上级汇总时会逐级放大。

错误示例
    一、本年新收政府信息公开申请数量 | 5 | 3 | 0 | 0 | 0 | 0 | 9

正确示例
    一、本年新收政府信息公开申请数量 | 5 | 3 | 0 | 0 | 0 | 0 | 8

如何修改
    对照申请登记台账核对该行六栏，改正填错的一栏或总计。一格填错，所在的行与列都不相等：只在这一格报一次，
    写明应填的数和它影响的各项合计，GK302、GK303 不再重复。空白、“/”、“无”按 0 计合计都相等的，
    按 0 核对；空白处无论填多少都不能相等的，照样报告；其余的不作判断，见 GK206。
"""

from gklint.api import ERROR, WRONG_CELL, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK301",
    name="row-total",
    severity=ERROR,
    summary=Text("六类申请人之和不等于总计", "the six columns do not add up to the total"),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "“{row}”一行：六栏之和为 {sum}，总计现为 {actual}{repair}",
            "row “{row}”: the six columns make {sum}, but the total says {actual}{repair}",
        ),
        "cell": WRONG_CELL,
    },
    advice=Text("核对该行六栏与总计，改正填错的一个", "check the row and correct the wrong number"),
)


def check(report: Report) -> Verdicts:
    """Yield each row whose columns do not add up to its total."""
    yield from breaches(report, RULE.name)
