"""有行政复议、行政诉讼被纠正的，第五部分宜谈到这一问题。

为什么
    结果纠正说明答复确有不妥，是这一年最具体的问题。第五部分只字不提，问题就没有找准。各地没有统一要求，
    所以本规则默认不启用。

错误示例
    表四 行政复议 结果纠正 2；第五部分没有提到答复质量和复议、诉讼

正确示例
    表四 行政复议 结果纠正 2；第五部分：有 2 件答复在复议中被纠正，反映出法律依据引用不准。

如何修改
    在第五部分说明被纠正的原因和改进的办法。
"""

import re

from gklint.api import (
    INFO,
    Cell,
    Report,
    Rule,
    Table,
    Text,
    Verdicts,
    cell_label,
    finding,
    fold,
    not_evaluated,
    readable_tables,
    related,
)

RULE = Rule(
    code="GK608",
    name="corrected-not-discussed",
    severity=INFO,
    summary=Text("有结果纠正，第五部分没有谈到", "decisions were corrected, part 5 is silent"),
    clauses=(
        "format: 四、政府信息公开行政复议、行政诉讼情况",
        "format: 五、存在的主要问题及改进情况",
    ),
    messages={
        "default": Text(
            "“{label}”有 {actual} 件，第五部分没有谈到",
            "“{label}” counts {actual}, and part 5 does not speak of it",
        )
    },
    reasons={
        "no-text": Text("没有检出第五部分的文字", "no text of part 5 was found"),
    },
    advice=Text(
        "在第五部分说明被纠正的原因和改进的办法",
        "say in part 5 why they were corrected and what will change",
    ),
    enabled=False,
    needs_prose=True,
)

_DISCUSSED = "纠正|纠错|败诉|撤销|复议|诉讼|答复(?:文书|质量|不|内容)"


def check(report: Report) -> Verdicts:
    """Yield the first number of corrected decisions if part 5 does not speak of them."""
    corrected = list(_corrected(report))
    if not corrected:
        return
    sections = [section for section in report.sections if section.form.number == 5]
    if not any(section.paragraphs for section in sections):
        yield not_evaluated("no-text")
        return
    if any(re.search(_DISCUSSED, fold(section.text)) for section in sections):
        return
    (table, first), *others = corrected
    yield finding(
        first.place,
        section=table.form.section,
        cell=table.cell_key(first),
        actual=first.value,
        related=[
            related(
                cell.place,
                "{label}：{value}",
                "{label}: {value}",
                table.cell_key(cell),
                label=cell_label(table, cell),
                value=cell.value,
            )
            for table, cell in others
        ],
        label=cell_label(table, first),
    )


def _corrected(report: Report) -> list[tuple[Table, Cell]]:
    return [
        (table, cell)
        for table in readable_tables(report)
        if table.key == "review"
        for row in table.rows
        if (cell := row.cell("corrected")) and cell.value
    ]
