"""文件应当是一份政府信息公开工作年度报告。

为什么
    工作总结、公开指南、关于年报的通知、高等学校的年报等，标题和部分与年度报告相近，但不是年度报告，
    用年度报告的要求检查没有意义。不说明这一点，容易把没有检查当作没有问题。

错误示例
    关于召开年度工作总结会议的通知

正确示例
    某单位2023年政府信息公开工作年度报告
    一、总体情况

如何修改
    确认文件选对了；从网页、PDF 转出的文本如果丢了标题，补上标题后重新检查。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding

from ._first_words import first_words

RULE = Rule(
    code="GK902",
    name="not-a-report",
    severity=WARNING,
    summary=Text("文件不像年度报告", "the file does not look like an annual report"),
    clauses=(),
    messages={
        "default": Text(
            "未检出标题，也未检出任何一个部分，不像是政府信息公开工作年度报告；其他规则没有检查",
            "neither a title nor any of the six parts was found: this does not look like an annual"
            " report, and no other rule was checked",
        ),
        "named": Text(
            "这是{kind}，不是政府信息公开工作年度报告；其他规则没有检查",
            "this is {kind}, no annual report; no other rule was checked",
        ),
    },
    advice=Text("确认文件选对了，标题没有丢失", "check that this is the right file, title and all"),
    whole_run=True,
)


def check(report: Report) -> Verdicts:
    """Yield one finding for a text in which nothing of a report was found."""
    if report.looks_like is not None:
        yield finding(first_words(report), "named", kind=report.looks_like)
    elif not report.is_report:
        yield finding(first_words(report))
