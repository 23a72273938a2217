"""统计表每一行的数字个数应当与栏数相同。

为什么
    多一个或少一个数字，就分不清哪个数属于哪一栏，这一行也就参加不了核对。

错误示例
    （一）予以公开 | 5 | 0 | 0 | 0 | 5

正确示例
    （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5

如何修改
    对照表头逐栏核对，补上漏填的或删去多余的数字；没有发生的填 0。整张表习惯不填 0、
    空白又没有留下痕迹的，由 GK206 一并报告。
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
    is_short_by_blanks,
    readable_tables,
    row_label,
)

from ._required_rows import ALL_PARTS, clauses, form_in_force, missing_columns

RULE = Rule(
    code="GK211",
    name="cell-count",
    severity=WARNING,
    summary=Text("一行的数字个数与栏数不符", "a row has more or fewer values than columns"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{first}”一行有 {actual} 个数，格式为 {expected} 栏，无法对应到栏，该行未参加核对",
            "the row “{first}” has {actual} values for {expected} columns; they could not be given "
            "to columns, and the row was not checked",
        ),
        "run": Text(
            "“{first}”至“{last}”共 {count} 行，每行 {actual} 个数，格式为 {expected} 栏，"
            "无法对应到栏，这些行未参加核对",
            "{count} rows, “{first}” to “{last}”, have {actual} values for {expected} columns; "
            "they could not be given to columns, and the rows were not checked",
        ),
        "unclear": Text(
            "“{first}”一行的数字无法对应到栏，未参加核对：{problem}",
            "the values of the row “{first}” could not be given to columns, and it was not "
            "checked: {problem}",
        ),
    },
    advice=Text(
        "对照表头逐栏核对，补上漏填的或删去多余的", "compare the row with the header, cell by cell"
    ),
    years=(2019, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each row, or run of rows alike, whose values could not be given to columns."""
    for table in readable_tables(report):
        missing = missing_columns(table, form_in_force(report, [table]))
        explained = len(table.form.columns) - len(missing) if missing else None
        run: list[Row] = []
        for row in table.rows:
            if run and (not row.problem or row.value_count != run[0].value_count):
                yield from _findings(table, run)
                run = []
            # Where a whole column is missing, GK205 says so once for all rows; where blanks left no
            # trace, GK206 does.
            if (
                row.problem
                and row.value_count != explained
                and not is_short_by_blanks(report, table, row)
            ):
                run.append(row)
        yield from _findings(table, run)


def _findings(table: Table, run: list[Row]) -> Iterator[Finding]:
    if not run:
        return
    columns = len(table.form.columns)
    # As many values as columns, and yet no way to tell which is which: the reader's own words.
    if run[0].value_count == columns:
        for row in run:
            yield _finding(table, [row], "unclear", columns)
    else:
        yield _finding(table, run, "default" if len(run) == 1 else "run", columns)


def _finding(table: Table, run: list[Row], message: str, columns: int) -> Finding:
    return finding(
        run[0].place,
        message,
        section=table.form.section,
        actual=run[0].value_count,
        expected=columns,
        clauses=clauses(table.form),
        first=row_label(table, run[0].key),
        last=row_label(table, run[-1].key),
        count=len(run),
        problem=run[0].problem.words if run[0].problem else "",
    )
