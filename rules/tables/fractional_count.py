"""数量应当是整数，金额除外。

为什么
    件数、项数不会有小数。小数多半是小数点点错、把金额填进了数量栏，或者相邻两栏串了位。

错误示例
    行政许可 | 80.5

正确示例
    行政许可 | 80

如何修改
    对照台账改正。收费金额、采购总金额可以有小数。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts, cell_label, finding, readable_tables

from ._required_rows import ALL_PARTS, clauses

RULE = Rule(
    code="GK209",
    name="fractional-count",
    severity=ERROR,
    summary=Text("数量不是整数", "a count that is not whole"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{label}”现为 {actual}，数量应为整数",
            "“{label}” says {actual}; a count must be a whole number",
        )
    },
    advice=Text("对照台账改正", "correct it from the records"),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number that is not whole where the form wants a count."""
    for table in readable_tables(report):
        for row in table.rows:
            for cell in row.cells:
                if not cell.value or not cell.value % 1:
                    continue
                if not table.form.column[cell.column].amount:
                    yield finding(
                        cell.place,
                        section=table.form.section,
                        cell=table.cell_key(cell),
                        actual=cell.value,
                        clauses=clauses(table.form),
                        label=cell_label(table, cell),
                    )
