"""表三有逾期未缴费而不再处理的申请的，报告应当说明发出过收费通知。

为什么
    “申请人逾期未按收费通知要求缴纳费用”的前提是发出过收费通知。表三有数、正文只字不提收费通知，
    或者写没有发出收费通知，两处必有一处不对。

错误示例
    表三（六）2 总计 2；第六部分：全年未收取信息处理费。

正确示例
    表三（六）2 总计 2；第六部分：全年发出收费通知 2 件，总金额 200 元，实际收取 0 元。

如何修改
    核对表三该行；数字属实的，在第六部分写明收费通知的件数和金额。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding, readable_tables, row_label

from ._fee_statements import fee_statements

RULE = Rule(
    code="GK606",
    name="unpaid-without-fee",
    severity=WARNING,
    summary=Text(
        "有逾期未缴费的申请，没有报告收费通知",
        "applications ended for unpaid fees, and no notice of a fee is reported",
    ),
    clauses=(
        "format-2021: 三、收到和处理政府信息公开申请情况",
        "format-2021: 六、其他需要报告的事项",
    ),
    messages={
        "default": Text(
            "“{row}”有 {actual} 件，正文没有报告发出过收费通知",
            "“{row}” counts {actual}, but no notice of a fee is reported",
        )
    },
    advice=Text(
        "核对该行；属实的，写明收费通知件数、总金额和实际收取金额",
        "check the row; if it is right, report the notices, their total and what was collected",
    ),
    years=(2021, None),
    needs_prose=True,
)

_ROW = "other.fee_unpaid"


def check(report: Report) -> Verdicts:
    """Yield the number of applications ended for unpaid fees if no notice is reported."""
    for table in readable_tables(report):
        cell = table.cell(_ROW, "total") if table.key == "applications" else None
        if cell is None or not cell.value or cell.value < 0:
            continue
        if not any(statement.reports_notices for statement in fee_statements(report)):
            yield finding(
                cell.place,
                section=table.form.section,
                cell=table.cell_key(cell),
                actual=cell.value,
                row=row_label(table, _ROW),
            )
