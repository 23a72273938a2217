"""统计期限应当是报告年度的1月1日至12月31日。

为什么
    年度报告统计一个自然年。起止日期写错，读者会以为漏掉或多算了一段时间，与上一年的结转数也对不上。

错误示例
    统计期限自2023年1月1日起至2023年11月31日止

正确示例
    统计期限自2023年1月1日起至2023年12月31日止

如何修改
    按自然年改正起止日期。年中成立或撤销的机关，统计期限可以不足一年，不作判断。
"""

import re
from collections.abc import Mapping, Sequence

from gklint.api import ERROR, Report, Rule, Text, Verdicts, finding, fold, not_evaluated

from .._word_lists import load_data

RULE = Rule(
    code="GK504",
    name="statistics-period",
    severity=ERROR,
    summary=Text(
        "统计期限不是1月1日至12月31日", "the statistics period is not 1 January to 31 December"
    ),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "统计期限写作“{actual}”，应为“{expected}”",
            "the statistics period is given as “{actual}”; “{expected}” is due",
        )
    },
    reasons={
        "no-period": Text("没有检出统计期限", "no statistics period was found"),
        "years-differ": Text(
            "统计期限与标题的年度不一致，见 GK503",
            "the period and the title disagree on the year: GK503",
        ),
        "part-of-year": Text(
            "机关可能在年内成立或撤销，统计期限不足一年",
            "the body may have begun or ended within the year",
        ),
    },
    advice=Text("按自然年改正起止日期", "give the calendar year"),
    needs_prose=True,
)

#: So far behind its verb stands what is set up.
_BEHIND = 24


def check(report: Report) -> Verdicts:
    """Yield the statistics period if it is not the calendar year."""
    period = report.period
    if period is None:
        yield not_evaluated("no-period")
        return
    title = report.title.year if report.title else None
    years = (period.first[0], period.last[0])
    if title is not None and title not in years:
        yield not_evaluated("years-differ")
        return
    year = title or years[0]
    wrong_start = period.first != (year, 1, 1)
    wrong_end = period.last != (year, 12, 31)
    if not wrong_start and not wrong_end:
        return
    if _is_short_year(report, wrong_start, wrong_end):
        yield not_evaluated("part-of-year")
        return
    yield finding(
        period.place,
        actual=period.text,
        expected=f"{year}年1月1日至{year}年12月31日",
    )


def _is_short_year(report: Report, wrong_start: bool, wrong_end: bool) -> bool:
    """Whether the period lies within a year and the prose speaks of a body begun or ended."""
    period = report.period
    if period is None or period.first[0] != period.last[0] or period.first >= period.last:
        return False
    text = "\n".join(fold(paragraph.text) for _, paragraph in report.paragraphs())
    words: Mapping[str, Sequence[str]] = load_data(__file__, "statistics_period.yaml")
    one_of = {name: "|".join(several) for name, several in words.items()}
    no_body = rf"({one_of['set_up']})了?[^,。;、]{{0,{_BEHIND}}}?({one_of['no_body']})"
    text = re.sub(no_body, "", text)
    began = not wrong_start or re.search(one_of["began"], text) is not None
    ended = not wrong_end or re.search(one_of["ended"], text) is not None
    return began and ended
