"""分组的行应当标出分组名称，如“（三）不予公开”。

为什么
    “1.属于国家秘密”要连同“（三）不予公开”才读得懂；三组都有“1.”“2.”“3.”，没有分组名称就分不清。

错误示例
    1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0

正确示例
    （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0

如何修改
    补上分组名称。多半是合并单元格在转换时丢失，网页上请检查一遍。
"""

from gklint.api import (
    INFO,
    Report,
    Row,
    Rule,
    Table,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    readable_tables,
)

from ._required_rows import clauses, quoted

RULE = Rule(
    code="GK213",
    name="missing-group-label",
    severity=INFO,
    summary=Text("分组的行没有分组名称", "rows of a group stand there without the group's label"),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "这里的行缺少分组名称{groups}", "the rows from here on lack the group label {groups}"
        ),
        "all": Text(
            "表中的分组名称都没有：{groups}", "the table has none of its group labels: {groups}"
        ),
    },
    reasons={
        "separated-by-spaces": Text(
            "以空格分栏的表格看不出分组名称是否齐全",
            "columns separated by spaces do not show where group labels are",
        ),
    },
    advice=Text("补上分组名称", "add the group's label"),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each group whose rows are there and whose label is not.

    Only table three has rows of which the group cannot be told without its label.
    """
    for table in readable_tables(report):
        if table.form.section != 3:
            continue
        if table.layout == "spaced":
            # Where spaces part the cells, a broken label stands among those of its rows.
            yield not_evaluated("separated-by-spaces", partly=True)
            continue
        first = _first_rows(table)
        there = {label.key for label in table.groups}
        missing = [group for group in first if group not in there]
        if len(missing) > 1 and len(missing) == len(first):
            batches = [missing]
        else:
            batches = [[group] for group in missing]
        for batch in batches:
            yield finding(
                first[batch[0]].place,
                "all" if len(batch) > 1 else "default",
                section=table.form.section,
                clauses=clauses(table.form),
                groups=quoted(table.form.groups[group] for group in batch),
            )


def _first_rows(table: Table) -> dict[str, Row]:
    """Return the first row of each group that has rows in the table."""
    first: dict[str, Row] = {}
    for row in table.rows:
        group = table.form.row[row.key].group
        if group:
            first.setdefault(group, row)
    return first
