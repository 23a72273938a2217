"""公开发布的年度报告不应出现居民身份证号码。

为什么
    身份证号码属于个人隐私，一经公开无法收回。年度报告应当包括的内容中没有哪一项需要写它。只认出生日期
    和校验码都对的号码，统一社会信用代码不在此列。任何输出中，号码都只显示首尾几位。

错误示例
    向申请人李某（身份证号 <18 位号码>）送达答复书。

正确示例
    向申请人李某送达答复书。

如何修改
    删去号码；已经发布的，立即撤下更正。
"""

from gklint.api import (
    ERROR,
    IDENTITY,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    mask,
    personal_numbers,
)

from ._section_at import section_at

RULE = Rule(
    code="GK701",
    name="personal-id",
    severity=ERROR,
    summary=Text("出现居民身份证号码", "a resident identity number"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "这里有一个居民身份证号码（{actual}），属于个人隐私，不应公开",
            "this is a resident identity number ({actual}), which is private",
        )
    },
    advice=Text(
        "删去号码；已经发布的，立即撤下更正",
        "delete it; where the report is published, take it down and correct it",
    ),
    # Date and check digit are right: that this is no such number is as good as ruled out, and
    # nothing that somebody may find makes it fit to be published.
    suppressible=False,
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield each resident identity number."""
    source = report.source
    for number in personal_numbers(report):
        if number.kind == IDENTITY:
            place = source.place(number.start, number.end)
            yield finding(
                place,
                section=number.section or section_at(report, place.line),
                actual=mask("".join(source.text[number.start : number.end].split())),
            )
