"""报告应当引用《中华人民共和国政府信息公开条例》。

为什么
    条例是编制年度报告的依据，引言应当写明。只写“《条例》”“有关文件”，读者不知道指的是哪一部；写了
    “政府信息公开条例”而没有用全称和书名号的，由 GK511 报告。

错误示例
    根据上级有关文件精神，编制本报告。

正确示例
    根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制本报告。

如何修改
    在引言中用全称引用条例。
"""

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, fold, not_evaluated, reasons

from .._passages import prose

RULE = Rule(
    code="GK508",
    name="missing-basis",
    severity=INFO,
    summary=Text("没有引用条例", "the regulations are not cited"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "全文没有引用《中华人民共和国政府信息公开条例》",
            "《中华人民共和国政府信息公开条例》 is cited nowhere",
        )
    },
    advice=Text(
        "在引言中用全称引用条例", "cite the regulations in the preamble by their full name"
    ),
    needs_prose=True,
)

_NAME = "信息公开条例"


def check(report: Report) -> Verdicts:
    """Yield the preamble, or the title, if the regulations are cited nowhere."""
    if _NAME in prose(report):
        return
    if any(_NAME in fold(p.text) for _, p in report.paragraphs() if "例" in p.text):
        return
    if report.title is None or not report.sections:
        yield not_evaluated(reasons.EXCERPT)
        return
    preamble = max(report.front, key=lambda p: len(p.text), default=None)
    is_prose = preamble is not None and "。" in preamble.text
    yield finding(preamble.place if preamble and is_prose else report.title.place)
