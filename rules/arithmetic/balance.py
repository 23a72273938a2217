"""表三每一栏，第一项加第二项应当等于第三项总计加第四项。

为什么
    格式表头写明：第一项加第二项之和，等于第三项加第四项之和。收到的申请，不是当年办结，就是结转下年，
    不平衡说明有申请漏计或重计。

错误示例
    一、新收 5，二、上年结转 1，（七）总计 5，四、结转下年 0

正确示例
    一、新收 5，二、上年结转 1，（七）总计 5，四、结转下年 1

如何修改
    对照申请登记台账核对该栏的四个数，改正填错的一个。其中一个所在的行或（七）总计也不相等、是同一格填错
    的，只在那一格报一次，见 GK301。四个数不全、空白又不能断定是 0 的，不作判断。
"""

from gklint.api import ERROR, WRONG_CELL, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK303",
    name="balance",
    severity=ERROR,
    summary=Text(
        "第一项加第二项不等于第三项加第四项",
        "new and carried in are not what was processed and carried out",
    ),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "“{column}”一栏不平：第一项加第二项为 {sum}，（七）总计加第四项为 {right_sum}{repair}",
            "column “{column}” is out of balance: 一 and 二 make {sum}, "
            "（七） and 四 make {right_sum}{repair}",
        ),
        "cell": WRONG_CELL,
    },
    advice=Text(
        "核对新收、上年结转、（七）总计和结转下年四个数，改正填错的一个",
        "check the four numbers and correct the wrong one",
    ),
)


def check(report: Report) -> Verdicts:
    """Yield each column that is out of balance."""
    yield from breaches(report, RULE.name)
