"""六个部分的标题应当使用规定的名称。

为什么
    格式规定了六个部分的标题，检索和汇总都靠标题认定。常见的通行写法（如“总体工作情况”
    “存在问题及改进情况”）不报告，标点、空格不同也不报告。

错误示例
    五、下一年工作打算

正确示例
    五、存在的主要问题及改进情况

如何修改
    改用规定的标题；标题之外的意思写进正文。
"""

from gklint.api import (
    WARNING,
    Option,
    Options,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    replacement,
)

from ._six_parts import SIX_PARTS, clause, part

RULE = Rule(
    code="GK104",
    name="section-title",
    severity=WARNING,
    summary=Text("部分的标题不是规定的标题", "the title of a part is not the prescribed one"),
    clauses=SIX_PARTS,
    messages={
        "default": Text(
            "{part}的标题写作“{actual}”，规定的标题是“{expected}”",
            "the title of {part} is “{actual}”; the prescribed one is “{expected}”",
        ),
        "near": Text(
            "{part}的标题“{actual}”与规定的标题“{expected}”略有出入，请核对有无错漏字",
            "the title of {part}, “{actual}”, is not quite the prescribed “{expected}”:"
            " a slip of the pen?",
        ),
    },
    advice=Text("改用规定的标题", "use the prescribed title"),
    years=(2019, None),
    options=(
        Option(
            "accepted",
            (),
            Text("此外可以使用的标题", "further titles that are right"),
            example="政务公开工作情况",
        ),
    ),
    needs_prose=True,
    eased_while_optional=True,
)

#: From this likeness on (0 to 1) a title is taken for the prescribed one with a slip in it.
NEAR = 0.8


def check(report: Report, options: Options) -> Verdicts:
    """Yield each title that is neither the prescribed one nor an accepted variant."""
    accepted = {fold(title) for title in options["accepted"]}
    for section in report.sections:
        if not section.standard and fold(section.title) not in accepted:
            number, title = section.form.number, section.form.title
            yield finding(
                section.title_place,
                "near" if _alike(section.title, title) >= NEAR else "default",
                section=number,
                actual=section.title,
                expected=title,
                clauses=(clause(number),),
                fix=replacement([section.title_place], title, safe=False),
                part=part(number),
            )


def _alike(one: str, other: str) -> float:
    # Imported here: most reports have no title to compare.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
