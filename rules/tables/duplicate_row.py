"""统计表的每一行只出现一次。

为什么
    同一行出现两次，合计时会重复计数；两次的数不同，就不知道以哪一个为准。多半是翻页时重复粘贴。

错误示例
    （七）总计 | 8 | 0 | 0 | 0 | 0 | 0 | 8
    （七）总计 | 8 | 0 | 0 | 0 | 0 | 0 | 8

正确示例
    （七）总计 | 8 | 0 | 0 | 0 | 0 | 0 | 8

如何修改
    核对两处数字，删去多余的一行。
"""

from collections.abc import Iterator

from gklint.api import (
    WARNING,
    Finding,
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

from ._required_rows import ALL_PARTS, clauses

RULE = Rule(
    code="GK210",
    name="duplicate-row",
    severity=WARNING,
    summary=Text("统计表的行重复", "a row of a table stands twice"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{first}”一行重复，前面已有", "the row “{first}” stands twice: it was there before"
        ),
        "run": Text(
            "“{first}”至“{last}”共 {count} 行重复，前面已有",
            "{count} rows, “{first}” to “{last}”, stand twice: they were there before",
        ),
    },
    advice=Text("核对两处数字，删去多余的行", "compare the numbers and delete one of the rows"),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each run of rows that stand in their table already."""
    for table in readable_tables(report):
        first: dict[str, Row] = {}
        run: list[Row] = []
        for row in table.rows:
            if row.key in first:
                run.append(row)
                continue
            first[row.key] = row
            yield from _finding(table, run, first)
            run = []
        yield from _finding(table, run, first)


def _finding(table: Table, run: list[Row], first: dict[str, Row]) -> Iterator[Finding]:
    if not run:
        return
    earlier = first[run[0].key]
    yield finding(
        run[0].place,
        "default" if len(run) == 1 else "run",
        section=table.form.section,
        clauses=clauses(table.form),
        related=[related(earlier.place, "第一次出现", "the first time")],
        first=row_label(table, run[0].key),
        last=row_label(table, run[-1].key),
        count=len(run),
    )
