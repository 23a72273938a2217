"""标题应当写作“政府信息公开工作年度报告”。

为什么
    格式规定了标题的写法，检索和汇总都靠它。“政务公开”“信息公开”“工作总结”说的不是同一件事；写了“年度”
    又写“年度报告”，“年度”重复。

错误示例
    松林街道办事处2023年度政府信息公开工作年度报告
    松林街道办事处2023年政务公开工作报告

正确示例
    松林街道办事处2023年政府信息公开工作年度报告

如何修改
    改为“××××年政府信息公开工作年度报告”。
"""

import re

from gklint.api import (
    INFO,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    reasons,
    replacement,
)

from .._passages import of_title, passages

RULE = Rule(
    code="GK502",
    name="title-wording",
    severity=INFO,
    summary=Text("标题的写法不规范", "the title is not worded as prescribed"),
    clauses=("format: 标题",),
    messages={
        "default": Text(
            "标题写作“{written}”，规定的写法是“{expected}”",
            "the title says “{written}”; the prescribed wording is “{expected}”",
        ),
        "doubled": Text(
            "标题中“年度”重复，前一处写“年”即可：{expected}",
            "the title says 年度 twice; the first can be 年: {expected}",
        ),
    },
    advice=Text("改为规定的写法", "use the prescribed wording"),
    needs_prose=True,
)

WORDING = "政府信息公开工作年度报告"
_DOUBLED = r"(?:20\d\d|二[〇○零O0].{2})年?(度)"
#: Where the words after the agency's name begin.
_BEGINNING = r"(?:政府|政务|信息|公开|工作|年度)+(?:情况|总结)?的?(?:年度|工作)*(?:报告|年报)"


def check(report: Report) -> Verdicts:
    """Yield the title if its words are not the prescribed ones, or say 年度 twice."""
    for title in passages(of_title(report), ""):
        if WORDING not in title.text:
            words = re.search(_BEGINNING, title.text)
            start, end = words.span() if words else (0, len(title.text))
            place = title.place(start, end)
            yield finding(
                place,
                fix=replacement([place], WORDING, safe=False) if words else None,
                written=title.written(start, end),
                expected=WORDING,
            )
        elif "度" in (before := title.text.partition(WORDING)[0]) and (
            doubled := re.search(_DOUBLED, before)
        ):
            year = doubled[0].removesuffix("度").removesuffix("年")
            yield finding(title.place(*doubled.span()), "doubled", expected=f"{year}年{WORDING}")
        return
    yield not_evaluated(reasons.NO_TITLE)
