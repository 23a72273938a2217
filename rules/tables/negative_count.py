"""数量不能小于 0，“本年增/减”除外。

为什么
    件数、宗数最少为 0。负数多半是把增减数填进了数量栏，或者多打了一个短横。

错误示例
    行政处罚 | -4

正确示例
    行政处罚 | 4

如何修改
    对照台账改正。2019 年格式的“本年增/减”可以是负数；收费金额为负的，请核对是否为退费。
"""

from gklint.api import (
    ERROR,
    WARNING,
    Report,
    Rule,
    Text,
    Verdicts,
    cell_label,
    finding,
    readable_tables,
)

from ._required_rows import ALL_PARTS, clauses

RULE = Rule(
    code="GK208",
    name="negative-count",
    severity=ERROR,
    summary=Text("数量为负", "a count below 0"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{label}”现为 {actual}，数量不能小于 0",
            "“{label}” says {actual}; a count cannot be below 0",
        ),
        "amount": Text(
            "“{label}”现为 {actual}，金额为负，请核对",
            "“{label}” says {actual}, an amount below 0: check it",
        ),
    },
    advice=Text("对照台账改正", "correct it from the records"),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number below 0 where the form wants a count or an amount."""
    for table in readable_tables(report):
        for row in table.rows:
            for cell in row.cells:
                if cell.value is None or cell.value >= 0:
                    continue
                column = table.form.column[cell.column]
                if not column.signed:
                    yield finding(
                        cell.place,
                        "amount" if column.amount else "default",
                        section=table.form.section,
                        cell=table.cell_key(cell),
                        actual=cell.value,
                        # Refunds can make an amount negative, nothing makes a count so.
                        severity=WARNING if column.amount else None,
                        clauses=clauses(table.form),
                        label=cell_label(table, cell),
                    )
