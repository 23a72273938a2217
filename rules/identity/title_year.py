"""标题应当写明报告年度。

为什么
    年度报告逐年发布，读者和检索系统靠标题分辨是哪一年的报告。标题没有年度，几年的报告便同名。

错误示例
    松林街道办事处政府信息公开工作年度报告

正确示例
    松林街道办事处2023年政府信息公开工作年度报告

如何修改
    在标题中写明年度。文中没有标题的，不作判断。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding, not_evaluated, reasons

RULE = Rule(
    code="GK501",
    name="title-year",
    severity=WARNING,
    summary=Text("标题没有写明年度", "the title names no year"),
    clauses=("format: 标题",),
    messages={
        "default": Text("标题没有写明报告年度", "the title does not say which year it reports on"),
        "known": Text(
            "标题没有写明报告年度，{source}是 {year} 年",
            "the title does not say which year it reports on; {source} {year}",
        ),
    },
    advice=Text("在标题中写明年度", "name the year in the title"),
    needs_prose=True,
    any_year=True,
)

_SOURCES = {
    "period": Text("统计期限", "the statistics period says"),
    "text": Text("正文所说", "the text speaks of"),
}


def check(report: Report) -> Verdicts:
    """Yield the title if it names no year."""
    title = report.title
    if title is None:
        yield not_evaluated(reasons.NO_TITLE)
    elif title.year is None:
        source = _SOURCES.get(report.year_from)
        yield finding(
            title.place,
            "known" if source and report.year else "default",
            actual=title.text,
            source=source or "",
            year=report.year,
        )
