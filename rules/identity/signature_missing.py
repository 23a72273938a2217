"""报告末尾应当有落款：机关名称和日期。

为什么
    落款说明报告由谁、何时发布，期限和机关都靠它核对。网页发布时落款有时写在页面上方，因此本规则默认
    不启用，需要时用 --select GK514 选用。

错误示例
    六、其他需要报告的事项
    无。

正确示例
    六、其他需要报告的事项
    无。
    松林街道办事处
    2024年1月15日

如何修改
    在文末补上机关名称和日期。
"""

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding

from ._signature import is_signed, signed, signers

RULE = Rule(
    code="GK514",
    name="signature-missing",
    severity=INFO,
    summary=Text("文末没有落款", "no signature at the end"),
    clauses=("regulations: 第四十九条",),
    messages={
        "both": Text("文末没有机关名称和日期", "neither body nor date stands at the end"),
        "agency": Text("落款没有机关名称", "the signature names no body"),
        "date": Text("落款没有日期", "the signature has no date"),
    },
    advice=Text("在文末补上机关名称和日期", "add body and date at the end"),
    enabled=False,
    needs_prose=True,
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield the end of the text if body or date is missing there."""
    date = signed(report)
    named = bool(signers(report)) or (date is not None and is_signed(report, date))
    if date is None or not named:
        lines = report.lines
        last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
        message = "both" if date is None and not named else "date" if date is None else "agency"
        yield finding(report.source.line_place(last), message)
