"""统计表里不应有格式没有规定的行。

为什么
    自行增加的行（属于工作秘密、小计等）不在勾稽关系之内，合计时会多计或漏计，也无法与其他机关的数据汇总。

错误示例
    9.属于工作秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1

正确示例
    （按格式规定的情形归类，不另设行）

如何修改
    删去增加的行，把数量归入格式规定的情形；如果是行名写错，按格式改正。
"""

from gklint.api import (
    WARNING,
    Option,
    Options,
    Place,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    inside_quotes,
)

from ._required_rows import ALL_PARTS, DueRow, clauses, gaps, tables_of

RULE = Rule(
    code="GK214",
    name="unknown-row",
    severity=WARNING,
    summary=Text("统计表有格式没有规定的行", "a table has a row that the format has not"),
    clauses=ALL_PARTS,
    messages={
        "default": Text("“{label}”不是格式规定的行", "“{label}” is no row of the format"),
        "due": Text(
            "“{label}”不是格式规定的行，此处应为“{expected}”",
            "“{label}” is no row of the format; “{expected}” is due here",
        ),
    },
    advice=Text(
        "删去该行，把数量归入格式规定的情形", "delete the row and count its cases where they belong"
    ),
    years=(2019, None),
    options=(
        Option(
            "accepted", (), Text("可以有的行", "rows that there may be"), example="属于工作秘密"
        ),
    ),
    eased_while_optional=True,
)


def check(report: Report, options: Options) -> Verdicts:
    """Yield each row label that the form does not have."""
    accepted = [fold(row) for row in options["accepted"]]
    for section in (2, 3, 4):
        tables = [table for table in tables_of(report, section) if not table.problem]
        if not any(table.unknown for table in tables):
            continue
        due = _due_here(report, section)
        for table in tables:
            for label in table.unknown:
                if any(row in fold(label.text) for row in accepted):
                    continue
                row = due.get(label.place)
                yield finding(
                    label.place,
                    "due" if row else "default",
                    section=section,
                    actual=label.text,
                    expected=row.label if row else None,
                    clauses=clauses(table.form),
                    label=inside_quotes(label.text),
                )


def _due_here(report: Report, section: int) -> dict[Place, DueRow]:
    """Return the rows that are missing where just as many unknown ones stand."""
    return {
        label.place: due
        for gap in gaps(report, section)
        if len(gap.strange) == len(gap.missing)
        for label, due in zip(gap.strange, gap.missing, strict=True)
    }
