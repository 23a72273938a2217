"""汉字之间的标点用全角，不要夹用半角的逗号、冒号、分号、括号。

为什么
    同一份报告里全角、半角混用，多半是几处文字拼接而成，版面参差。通篇使用半角的，多半是网站转换所致，
    不作报告。本规则默认不启用。

错误示例
    公开形式不够丰富,内容更新不够及时。加强培训，完善制度。

正确示例
    公开形式不够丰富，内容更新不够及时。加强培训，完善制度。

如何修改
    把半角标点换成全角。
"""

import re

from gklint.api import INFO, Edit, Fix, Report, Rule, Text, Verdicts, finding, related

from .._passages import prose

RULE = Rule(
    code="GK708",
    name="mixed-punctuation",
    severity=INFO,
    summary=Text("夹用半角标点", "half-width punctuation between Chinese characters"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "汉字之间用了半角的“{actual}”，全文这样的半角标点有 {count} 处",
            "half-width “{actual}” between Chinese characters; {count} such marks in all",
        )
    },
    advice=Text("换成全角标点", "use full-width punctuation"),
    enabled=False,
    any_year=True,
)

_HAN = "\u4e00-\u9fff"
_HALF = rf"(?<=[{_HAN}”》）])[,;:?!()](?=[{_HAN}“《（])"
_FULL = rf"(?<=[{_HAN}”》）])[，；：？！（）](?=[{_HAN}“《（])"

_MOST_RELATED = 20


def check(report: Report) -> Verdicts:
    """Yield the first half-width mark, unless that is how the whole text is written."""
    text = prose(report)
    half, full = len(re.findall(_HALF, text)), len(re.findall(_FULL, text))
    if not half or half >= full:
        return
    places = [
        (section, paragraph.place_of(*match.span()), match.group())
        for section, paragraph in report.paragraphs()
        if (match := re.search(_HALF, paragraph.text))
    ]
    (section, place, mark), *others = places
    yield finding(
        place,
        section=section,
        actual=mark,
        related=[related(other, "此处也有", "here, too") for _, other, _ in others[:_MOST_RELATED]],
        fix=_fix(report),
        count=half,
    )


def _fix(report: Report) -> Fix:
    """Return the fix that writes every half-width mark in its full width."""
    return Fix(
        tuple(
            # Full-width forms stand 0xFEE0 behind those of ASCII.
            Edit(paragraph.place_of(*match.span()), chr(ord(match.group()) + 0xFEE0))
            for _, paragraph in report.paragraphs()
            for match in re.finditer(_HALF, paragraph.text)
        ),
        safe=True,
        title=Text("换成全角标点", "use full-width punctuation"),
    )
