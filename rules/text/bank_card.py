"""公开发布的年度报告不应出现银行卡号。

为什么
    银行卡号属于个人财产信息。16 至 19 位、校验位正确的数字多半是卡号；索引号、信用代码、缴款的对公
    账号不在此列。任何输出中，号码都只显示首尾几位。

错误示例
    退款已汇至申请人账户 <19 位卡号>。

正确示例
    退款已汇至申请人账户。

如何修改
    删去号码；已经发布的，立即撤下更正。
"""

from gklint.api import CARD, WARNING, Report, Rule, Text, Verdicts, finding, mask, personal_numbers

from ._section_at import section_at

RULE = Rule(
    code="GK703",
    name="bank-card",
    severity=WARNING,
    summary=Text("出现银行卡号", "the number of a bank card"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "这里的 {digits} 位数字（{actual}）可能是银行卡号，不应公开",
            "these {digits} digits ({actual}) are probably the number of a bank card",
        )
    },
    advice=Text("核对是否为卡号；是卡号的，删去", "check what it is; a card's number is to go"),
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number of a bank card."""
    source = report.source
    for number in personal_numbers(report):
        if number.kind == CARD:
            place = source.place(number.start, number.end)
            written = "".join(source.text[number.start : number.end].split())
            yield finding(
                place,
                section=number.section or section_at(report, place.line),
                actual=mask(written),
                digits=sum(character.isdigit() for character in written),
            )
