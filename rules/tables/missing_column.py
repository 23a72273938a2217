"""统计表应当有格式规定的每一栏。

为什么
    第三部分按申请人类型分为六栏加总计，第二部分每项各有规定的栏目。少一栏，各栏之和就核对不了，
    数据也无法汇总。

错误示例
    自然人 | 商业企业 | 科研机构 | 社会公益组织 | 其他 | 总计

正确示例
    自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计

如何修改
    补上缺少的一栏，没有发生的填 0。
"""

from gklint.api import (
    ERROR,
    Label,
    Report,
    Rule,
    Table,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    readable_tables,
)

from ._required_rows import (
    ALL_PARTS,
    clauses,
    form_in_force,
    missing_columns,
    part_name,
    quoted,
)

RULE = Rule(
    code="GK205",
    name="missing-column",
    severity=ERROR,
    summary=Text("统计表缺少格式规定的栏", "columns of the format are missing from a table"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "{part}的表格“{table}”缺少{columns}一栏",
            "the table “{table}” of {part} lacks the column {columns}",
        ),
        "several": Text(
            "{part}的表格“{table}”缺少{columns}共 {count} 栏",
            "the table “{table}” of {part} lacks {count} columns: {columns}",
        ),
    },
    reasons={
        "header-not-recognised": Text(
            "{part}的表头未能识别", "the header of {part} was not recognised"
        ),
    },
    advice=Text("补上缺少的栏，没有发生的填 0", "add the columns, with 0 where nothing occurred"),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield the tables whose header lacks columns of the format."""
    # In part four the columns stand three times; a group that lacks one is no whole row.
    tables = [table for table in readable_tables(report) if table.form.section != 4]
    read = [table for table in tables if table.columns]
    for part in sorted({table.form.section for table in tables if not table.columns}):
        yield not_evaluated("header-not-recognised", part=part_name(part), partly=bool(read))
    for table in read:
        missing = missing_columns(table, form_in_force(report, [table]))
        if missing:
            yield finding(
                _beside(table, missing[0].key).place,
                "default" if len(missing) == 1 else "several",
                section=table.form.section,
                clauses=clauses(table.form),
                part=part_name(table.form.section),
                table=table.form.label,
                columns=quoted(column.label for column in missing),
                count=len(missing),
            )


def _beside(table: Table, column: str) -> Label:
    """Return the label beside which the column should stand: the last one of those before it."""
    order = [other.key for other in table.form.columns]
    before = order[: order.index(column)]
    there = [label for label in table.columns if label.key in before]
    return max(there, key=lambda label: before.index(label.key), default=table.columns[0])
