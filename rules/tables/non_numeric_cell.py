"""单元格里只填数字，不写单位、备注和文字。

为什么
    带单位、备注的单元格，汇总和核对时常被当作文字而漏计。计量单位由表头统一规定。

错误示例
    行政许可 | 80件
    行政规范性文件 | 22（其中修订16件）

正确示例
    行政许可 | 80

如何修改
    只留数字，需要说明的写进正文。2019 年格式的“采购总金额”表头没有规定单位，写明单位只作提示。
"""

import re

from gklint.api import (
    INFO,
    MOST_DIGITS,
    WARNING,
    Cell,
    Finding,
    Report,
    Rule,
    Table,
    Text,
    Verdicts,
    cell_label,
    finding,
    fold,
    readable_tables,
    replacement,
)

from ._required_rows import ALL_PARTS, clauses

RULE = Rule(
    code="GK207",
    name="non-numeric-cell",
    severity=WARNING,
    summary=Text("单元格里有数字以外的内容", "a cell holds more than a number"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{label}”写作“{actual}”，数字之外有“{note}”，按 {value} 读取",
            "“{label}” says “{actual}”: “{note}” stands beside the number; read as {value}",
        ),
        "unit": Text(
            "“{label}”写作“{actual}”，带有单位，按 {value} 读取",
            "“{label}” says “{actual}”, with a unit; read as {value}",
        ),
        "words": Text(
            "“{label}”写作“{actual}”，不是数字，未参加核对",
            "“{label}” says “{actual}”, which is no number and was left out of all checks",
        ),
        "long": Text(
            "“{label}”的数有 {digits} 位（{actual}），超过 {most} 位的不是数量，未参加核对",
            "“{label}” has a number of {digits} digits ({actual}); nothing counted has more than"
            " {most}, so it was left out of all checks",
        ),
    },
    advice=Text(
        "单元格里只留数字，说明写进正文", "leave only the number, and say the rest in the prose"
    ),
    years=(2019, None),
    eased_while_optional=True,
)

_UNIT_OF_MONEY = r"\(?(单位:?)?(人民币)?[百千万亿]*元整?\)?"


def check(report: Report) -> Verdicts:
    """Yield each cell that holds a unit, a note or words."""
    for table in readable_tables(report):
        for row in table.rows:
            for cell in row.cells:
                if cell.state == "unreadable":
                    digits = sum(map(str.isdigit, cell.text))
                    long = digits > MOST_DIGITS
                    yield _too_long(table, cell, digits) if long else _finding(table, cell)
                elif cell.note:
                    yield _finding(table, cell)


def _too_long(table: Table, cell: Cell, digits: int) -> Finding:
    return finding(
        cell.place,
        "long",
        section=table.form.section,
        cell=table.cell_key(cell),
        actual=f"{cell.text[:MOST_DIGITS]}…",
        clauses=clauses(table.form),
        label=cell_label(table, cell),
        digits=digits,
        most=MOST_DIGITS,
    )


def _finding(table: Table, cell: Cell) -> Finding:
    column = table.form.column[cell.column]
    unit = column.unit == "unstated" and re.fullmatch(_UNIT_OF_MONEY, fold(cell.note))
    return finding(
        cell.place,
        "words" if cell.state == "unreadable" else "unit" if unit else "default",
        section=table.form.section,
        cell=table.cell_key(cell),
        actual=cell.text,
        expected=cell.value,
        # The form asks for an amount and names no unit: to name it does no harm.
        severity=INFO if unit else None,
        clauses=clauses(table.form),
        fix=None if cell.value is None else replacement([cell.place], str(cell.value), safe=False),
        label=cell_label(table, cell),
        note=cell.note,
        value=cell.value,
    )
