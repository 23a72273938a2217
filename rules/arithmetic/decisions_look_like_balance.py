"""2019年格式中，“处理决定数量”恰好等于“上一年项目数量”加“本年增/减”的，请核对是否填成了项目数。

为什么
    项目数量说的是有多少种许可、处罚事项，处理决定数量说的是作出了多少件决定，两者没有加减关系。
    恰好相等，常常是把年底的项目数填进了处理决定一栏。也可能只是巧合，所以只作提示。

错误示例
    行政处罚：上一年项目数量 6，本年增/减 -2，处理决定数量 4

正确示例
    行政处罚：上一年项目数量 6，本年增/减 -2，处理决定数量 37

如何修改
    核对处理决定数量是不是本年作出的决定件数；数字属实的，不用修改。
"""

from collections.abc import Iterator

from gklint.api import (
    INFO,
    Cell,
    Related,
    Report,
    Row,
    Rule,
    Table,
    Text,
    Verdicts,
    finding,
    readable_tables,
    related,
    row_label,
)

RULE = Rule(
    code="GK308",
    name="decisions-look-like-balance",
    severity=INFO,
    summary=Text("处理决定数量恰好等于项目数量", "the decisions are just as many as the items"),
    clauses=("regulations: 第二十条", "format-2019: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“{row}”：处理决定数量 {actual} 恰好等于上一年项目数量加本年增/减（{sum}），"
            "请核对是否填成了项目数",
            "“{row}”: {actual} decisions are just last year's items and the change ({sum}); "
            "is this the number of items?",
        )
    },
    advice=Text(
        "核对处理决定数量是否为本年作出的决定件数",
        "check that this is the number of decisions made in the year",
    ),
    years=(2019, 2020),
)

_COLUMNS = ("prior_items", "change", "decisions")


def check(report: Report) -> Verdicts:
    """Yield each row whose decisions are what its items come to after a change."""
    for table in readable_tables(report):
        if not all(column in table.form.column for column in _COLUMNS):
            continue
        for row in table.rows:
            prior, change, decisions = (_number(row, column) for column in _COLUMNS)
            # Where nothing changed, or nothing is left, equal numbers say nothing.
            if not prior or not change or not decisions:
                continue
            if change.value and decisions.value and decisions.value == _sum(prior, change):
                sign = "-" if change.value < 0 else "+"
                yield finding(
                    decisions.place,
                    section=table.form.section,
                    cell=table.cell_key(decisions),
                    actual=decisions.value,
                    related=_related(table, prior, change),
                    row=row_label(table, row.key),
                    sum=f"{prior.value} {sign} {abs(change.value)} = {decisions.value}",
                )


def _number(row: Row, column: str) -> Cell | None:
    cell = row.cell(column)
    return cell if cell and cell.value is not None else None


def _sum(*cells: Cell) -> object:
    return sum(cell.value for cell in cells if cell.value is not None)


def _related(table: Table, *cells: Cell) -> Iterator[Related]:
    for cell in cells:
        label = table.form.column[cell.column].label
        yield related(
            cell.place,
            "{label}：{value}",
            "{label}: {value}",
            table.cell_key(cell),
            label=label,
            value=cell.value,
        )
