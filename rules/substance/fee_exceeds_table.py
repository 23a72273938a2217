"""实际收取的信息处理费不应超过表二“行政事业性收费”的本年收费金额。

为什么
    信息处理费是行政事业性收费的一部分，一部分不会比全部多。超过了，多半是表二漏计，或者元和万元混了。

错误示例
    实际收取信息处理费 20000 元；表二 行政事业性收费 1.25（万元）

正确示例
    实际收取信息处理费 2000 元；表二 行政事业性收费 1.25（万元）

如何修改
    核对两处金额和单位（表二以万元为单位），改正填错的一处。
"""

from gklint.api import (
    INFO,
    WARNING,
    Cell,
    Finding,
    Report,
    Rule,
    Table,
    Text,
    Verdicts,
    finding,
    readable_tables,
    related,
)

from ._fee_statements import Amount, fee_statements

RULE = Rule(
    code="GK605",
    name="fee-exceeds-table",
    severity=WARNING,
    summary=Text(
        "实收的信息处理费多于表二的收费金额", "more fees for information than fees in table two"
    ),
    clauses=("format-2021: 二、主动公开政府信息情况", "format-2021: 六、其他需要报告的事项"),
    messages={
        "default": Text(
            "实际收取信息处理费 {received}，多于表二的本年收费金额 {amount} 万元",
            "{received} were collected for information, more than the {amount} 万元 of all fees "
            "in table two",
        )
    },
    advice=Text(
        "核对两处金额和单位，改正填错的一处", "check both amounts and their units, correct one"
    ),
    years=(2021, None),
    needs_prose=True,
)

_FEN_IN_WAN = 1_000_000


def check(report: Report) -> Verdicts:
    """Yield the largest income from fees for information if it exceeds all fees."""
    for table in readable_tables(report):
        amounts = [column.key for column in table.form.columns if column.unit == "万元"]
        for row in table.rows if amounts else ():
            for cell in row.cells:
                if cell.column in amounts and cell.value is not None:
                    received = [
                        (amount, statement.section)
                        for statement in fee_statements(report)
                        for amount in statement.amounts
                        if amount.received and amount.fen > cell.value * _FEN_IN_WAN
                    ]
                    # A unit beside the number says that it is none of 万元.
                    if received and not cell.note:
                        largest, section = max(received, key=lambda found: found[0].fen)
                        yield _finding(largest, section, cell, table)


def _finding(amount: Amount, section: int | None, cell: Cell, table: Table) -> Finding:
    assert cell.value is not None, "only numbers are compared"
    decimals = len(cell.text.partition(".")[2])
    # A small sum may have been lost in rounding to the decimals that the table has.
    rounding = _FEN_IN_WAN // 10**decimals // 2
    return finding(
        amount.place,
        section=section,
        actual=amount.text,
        related=[
            related(
                cell.place,
                "本年收费金额：{value} 万元",
                "fees of the year: {value} 万元",
                table.cell_key(cell),
                value=cell.value,
            )
        ],
        severity=INFO if amount.fen - cell.value * _FEN_IN_WAN <= rounding else None,
        received=amount.text,
        amount=cell.value,
    )
