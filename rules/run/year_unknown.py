"""报告应当写明是哪一年的，哪怕只在正文中。

为什么
    格式、期限和法律依据都随报告年度而定。年度未知时，与之有关的规则不作判断，不等于没有问题。

错误示例
    政府信息公开工作年度报告（全文没有年份和统计期限）

正确示例
    某单位2023年政府信息公开工作年度报告

如何修改
    在标题中写明年度；文本不完整的，用 --year 指定后重新检查。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding

from ._first_words import first_words

RULE = Rule(
    code="GK903",
    name="year-unknown",
    severity=WARNING,
    summary=Text("报告年度未知", "the report year is unknown"),
    clauses=(),
    messages={
        "default": Text(
            "看不出是哪一年的报告，与年度有关的规则没有检查；可用 --year 指定",
            "no report year was found, so rules that need it were not checked; --year sets it",
        )
    },
    advice=Text("在标题中写明年度，或用 --year 指定", "name the year in the title, or give --year"),
    whole_run=True,
)


def check(report: Report) -> Verdicts:
    """Yield one finding for a report without a year."""
    if report.is_report and report.year is None:
        yield finding(first_words(report))
