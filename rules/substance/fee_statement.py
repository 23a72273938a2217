"""2021年度起，年度报告应当说明政府信息公开信息处理费的收取情况。

为什么
    《政府信息公开信息处理费管理办法》施行后，收没收费、收了多少，是公众关心的事项，通常写在第六部分。
    没有收费的，也要说一句“未收取”，否则读者不知道是没有收还是没有写。写在其他部分也算。

错误示例
    六、其他需要报告的事项
    无其他需要报告的事项。

正确示例
    六、其他需要报告的事项
    2023年，我街道未收取政府信息公开信息处理费。无其他需要报告的事项。

如何修改
    在第六部分补写：发出收费通知的件数、总金额和实际收取的金额；没有的，写“未收取”。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding, not_evaluated

from ._fee_statements import fee_statements

RULE = Rule(
    code="GK602",
    name="fee-statement",
    severity=WARNING,
    summary=Text("没有说明信息处理费的收取情况", "nothing is said on fees for information"),
    clauses=("format-2021: 六、其他需要报告的事项",),
    messages={
        "default": Text(
            "全文没有说明政府信息公开信息处理费的收取情况；没有收取的，应写明“未收取”",
            "the report does not say what was charged for information; if nothing was, say so",
        )
    },
    reasons={
        "no-part-six": Text("缺少第六部分，见 GK101", "part 6 is missing: GK101"),
        "no-text": Text("第六部分没有检出文字，见 GK106", "part 6 has no text: GK106"),
    },
    advice=Text(
        "在第六部分写明收费通知件数、总金额和实际收取金额，没有的写“未收取”",
        "say in part 6 how many notices there were, the total and what was collected, or none",
    ),
    years=(2021, None),
    needs_form=True,
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield part 6 if the report says nothing on fees for information."""
    if fee_statements(report):
        return
    sections = [section for section in report.sections if section.form.number == 6]
    if not sections:
        yield not_evaluated("no-part-six")
        return
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    if not paragraphs:
        yield not_evaluated("no-text")
        return
    yield finding(paragraphs[0].place, section=6)
