"""主动公开的件数不宜是整千的数。

为什么
    件数来自台账，恰好整千的多是估计。

错误示例
    行政许可 | 2000

正确示例
    行政许可 | 2013

如何修改
    核对台账，填写实际数。
"""

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, readable_tables, row_label

RULE = Rule(
    code="EX201",
    name="round-number",
    severity=INFO,
    summary=Text("数字过整", "a number that is too round"),
    clauses=("format: 二、主动公开政府信息情况",),
    messages={
        "default": Text("“{row}”为 {actual}，像是估计数", "“{row}” is {actual}: an estimate?")
    },
    advice=Text("核对台账，填写实际数", "check the records and give the exact number"),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each count of a thousand or more that ends in three zeros."""
    for table in readable_tables(report):
        for row in table.rows:
            for cell in row.cells:
                if cell.value and cell.value >= 1000 and cell.value % 1000 == 0:
                    yield finding(
                        cell.place,
                        section=table.form.section,
                        cell=table.cell_key(cell),
                        actual=cell.value,
                        row=row_label(table, row.key),
                    )
