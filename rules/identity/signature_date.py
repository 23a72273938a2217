"""落款日期应当是真实存在的日期，而且不早于统计期限结束。

为什么
    不存在的日期是笔误。统计期限到12月31日为止，在此之前落款的报告不可能有全年的数字；最常见的是新年
    一月仍写了上一年的年份。

错误示例
    2024年2月30日
    2023年1月15日              （2023 年度报告）

正确示例
    2024年1月15日

如何修改
    改正日期；年份写错的，改为发布当年的年份。
"""

from gklint.api import (
    ERROR,
    WARNING,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    reasons,
    years_differ,
)

from ._signature import signed

RULE = Rule(
    code="GK516",
    name="signature-date",
    severity=ERROR,
    summary=Text("落款日期不存在或早于统计期限结束", "the date of the signature cannot be right"),
    clauses=("regulations: 第四十九条", "format: 引言"),
    messages={
        "impossible": Text("落款日期“{written}”不存在", "“{written}” is no day of the calendar"),
        "early": Text(
            "落款日期“{written}”早于统计期限结束（{year}年12月31日），年份可能写错",
            "“{written}” is before the period ended (31 December {year}); is the year wrong?",
        ),
    },
    reasons={
        "period-unclear": Text(
            "报告年度未知或不一致，没有与统计期限比较", "the report year is unknown or in dispute"
        ),
    },
    advice=Text("改正日期", "correct the date"),
    needs_prose=True,
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield the date of the signature if there is no such day, or if it came too early."""
    date = signed(report)
    if date is None:
        yield not_evaluated(reasons.NO_DATE)
        return
    if not date.exists:
        yield finding(date.place, "impossible", written=date.text)
    elif report.year is None or years_differ(report) or report.year_from == "text":
        yield not_evaluated("period-unclear", partly=True)
    elif date.day < (report.year, 12, 31):
        yield finding(date.place, "early", written=date.text, severity=WARNING, year=report.year)
