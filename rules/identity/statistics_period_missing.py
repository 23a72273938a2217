"""报告应当写明数据的统计期限。

为什么
    统计期限说明数字是哪一段时间的，格式要求写在引言中；写在总体情况里也可以。没有写明的，读者只能从标题
    猜。

错误示例
    根据《中华人民共和国政府信息公开条例》编制本报告。

正确示例
    根据《中华人民共和国政府信息公开条例》编制本报告。所列数据的统计期限自2023年1月1日起至2023年
    12月31日止。

如何修改
    在引言中补写一句统计期限。
"""

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, not_evaluated, reasons

from .._passages import Passage, of_front, of_sections, sentences
from ._signature import words

RULE = Rule(
    code="GK505",
    name="statistics-period-missing",
    severity=INFO,
    summary=Text("没有写明统计期限", "no statistics period is given"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "引言和总体情况中都没有写明统计期限",
            "neither preamble nor overview gives the statistics period",
        )
    },
    reasons={
        "unknown-wording": Text(
            "写有统计期限，但写法未能识别", "the period is given, in words not known"
        ),
    },
    advice=Text("在引言中写明统计期限", "give the statistics period in the preamble"),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield the title, or the first heading, if the report gives no period."""
    if report.period is not None:
        return
    if report.title is None or not report.sections:
        yield not_evaluated(reasons.EXCERPT)
        return
    opening = (*of_front(report), *of_sections(report, 1, 6))
    if any(map(_may_give_it, sentences(opening, "统", "数", "范", "12", "１２"))):
        yield not_evaluated("unknown-wording")
        return
    yield finding(report.title.place)


def _may_give_it(sentence: Passage) -> bool:
    """Say whether a sentence has a word on the period, or the last day of a year and the first."""
    text, data = sentence.text, words()
    if any(word in text for word in data["statistics_period"]):
        return True
    return all(any(day in text for day in data[key]) for key in ("first_day", "last_day"))
