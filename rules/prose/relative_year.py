"""正文中的年份应当写具体，不用“今年”“去年”。

为什么
    年度报告在次年发布，长期保存。写“今年”，读者分不清是报告年度还是发布当年。引号和书名号里的原话不在
    此列。

错误示例
    今年以来，通过政府网站发布信息150余条。

正确示例
    2023年，通过政府网站发布信息150余条。

如何修改
    改为具体的年份。
"""

import re
from functools import lru_cache

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, related

from .._passages import holds, of_sections, passages

RULE = Rule(
    code="GK409",
    name="relative-year",
    severity=INFO,
    summary=Text("年份写作“今年”“去年”", "a year given as “this year” or “last year”"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "“{word}”应当写出具体的年份，报告年度是 {year} 年",
            "“{word}”: name the year; this report is on {year}",
        ),
        "unknown": Text("“{word}”应当写出具体的年份", "“{word}”: name the year"),
    },
    advice=Text("改为具体的年份", "name the year"),
    needs_prose=True,
    any_year=True,
)

_WORDS = ("今年", "去年", "明年")


def check(report: Report) -> Verdicts:
    """Yield each paragraph that speaks of this, last or next year, its first such word."""
    if not holds(report, *_WORDS):
        return
    for passage in passages(of_sections(report), *_WORDS):
        found = [
            match
            for match in _relative().finditer(passage.text)
            if not passage.is_quoted(match.start()) and not passage.is_titled(match.start())
        ]
        if found:
            first, *others = found
            yield finding(
                passage.place(*first.span()),
                "default" if report.year else "unknown",
                section=passage.section,
                related=[
                    related(passage.place(*match.span()), "此处也是", "here too")
                    for match in others
                ],
                word=first[0],
                year=report.year,
            )


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    # 如今年轻, 过去年度, 文明年度 hold the words by chance.
    return re.compile("(?<!如)今年(?![轻纪])|(?<!过)去年|(?<![文光透证说阐表声])明年")
