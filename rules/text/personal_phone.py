"""公开发布的年度报告不应出现个人的手机号码。

为什么
    申请人、群众的手机号码属于个人信息，不应公开。报告的联系方式宜用办公电话：写了手机号码的，可能是
    工作人员个人的，作为提示。固定电话不在此列。任何输出中，号码都只显示首尾几位。

错误示例
    申请人王某（<11 位手机号码>）对答复不服。

正确示例
    申请人王某对答复不服。

如何修改
    删去号码；联系方式改用办公电话。
"""

import re
from collections.abc import Mapping, Sequence

from gklint.api import (
    INFO,
    MOBILE,
    WARNING,
    PersonalNumber,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    mask,
    personal_numbers,
)

from .._word_lists import load_data
from ._section_at import section_at

RULE = Rule(
    code="GK702",
    name="personal-phone",
    severity=WARNING,
    summary=Text("出现手机号码", "a mobile telephone number"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "这里有一个手机号码（{actual}），可能是个人的，不应公开",
            "this is a mobile telephone number ({actual}), probably a person's",
        ),
        "contact": Text(
            "联系方式写了手机号码（{actual}），宜用办公电话",
            "the contact is a mobile telephone number ({actual}); rather give the office's",
        ),
    },
    advice=Text("删去号码，或者改用办公电话", "delete it, or give the office's number"),
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield each mobile telephone number."""
    source = report.source
    for number in personal_numbers(report):
        if number.kind == MOBILE:
            place = source.place(number.start, number.end)
            contact = _is_contact(number)
            yield finding(
                place,
                "contact" if contact else "default",
                section=number.section or section_at(report, place.line),
                actual=mask("".join(source.text[number.start : number.end].split())),
                severity=INFO if contact else None,
            )


def _is_contact(number: PersonalNumber) -> bool:
    """Say whether the number stands in the sentence that tells how to reach the agency."""
    sentence = number.before.split("。")[-1] + " " + number.after.split("。")[0]
    words: Mapping[str, Sequence[str]] = load_data(__file__, "personal_phone.yaml")
    is_contact = re.search("|".join(words["contact"]), sentence) is not None
    return is_contact and re.search("|".join(words["person"]), sentence) is None
