"""应当填数的单元格不要留空，也不要填“/”“-”“无”。

为什么
    空白分不清是 0 还是漏填，也参加不了勾稽核对。没有发生的事项按 0 填写。

错误示例
    四、结转下年度继续办理 |   |   | 0 | 0 | 0 | 0 | 0

正确示例
    四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0

如何修改
    核对后填上数字，没有发生的填 0。第四部分整组为空，见 GK107。
"""

from collections.abc import Iterator, Sequence

from gklint.api import (
    WARNING,
    Cell,
    Finding,
    Report,
    Row,
    Rule,
    Table,
    Text,
    Verdicts,
    blank_groups,
    finding,
    readable_tables,
    related,
    replacement,
    row_label,
)

from ._required_rows import ALL_PARTS, PARTS, clauses, part_name, quoted

RULE = Rule(
    code="GK206",
    name="blank-cell",
    severity=WARNING,
    summary=Text("应填数字的单元格没有填", "a cell is blank where a number is due"),
    clauses=ALL_PARTS,
    messages={
        "default": Text("“{row}”的{columns}为空", "row “{row}”: {columns} blank"),
        "sign": Text(
            "“{row}”的{columns}没有填数字，现为“{sign}”",
            "row “{row}”: no number in {columns}, but “{sign}”",
        ),
        "row": Text("“{row}”整行为空", "the whole row “{row}” is blank"),
        "table": Text(
            "{part}的表格没有填一个数字", "there is not one number in the table of {part}"
        ),
    },
    advice=Text("核对后填上数字，没有发生的填 0", "fill in the number, 0 where nothing occurred"),
    years=(2019, None),
    eased_while_optional=True,
)

_EMPTY = ("blank", "dash")


def check(report: Report) -> Verdicts:
    """Yield each row with cells that have no number, or the whole table."""
    by_part: dict[int, list[Table]] = {}
    for table in readable_tables(report):
        by_part.setdefault(table.form.section, []).append(table)
    for part, tables in by_part.items():
        rows = [(table, row) for table in tables for row in table.rows]
        cells = [cell for _, row in rows for cell in row.cells]
        if part != 4 and len(rows) > 1 and cells and all(c.state in _EMPTY for c in cells):
            yield finding(
                tables[0].place.through(tables[-1].place),
                "table",
                section=part,
                clauses=(f"format: {PARTS[part]}",),
                part=part_name(part),
            )
        else:
            yield from _rows(rows)


def _rows(rows: Sequence[tuple[Table, Row]]) -> Iterator[Finding]:
    for table, row in rows:
        empty = [cell for cell in row.cells if cell.state in _EMPTY]
        whole = len(empty) == len(row.cells) and all(cell.state == "blank" for cell in empty)
        # A whole group of table four is the matter of GK107.
        if empty and row not in blank_groups(table):
            yield _finding(table, row, empty, whole and len(empty) > 1)


def _finding(table: Table, row: Row, empty: Sequence[Cell], whole: bool) -> Finding:
    signs = list(dict.fromkeys(cell.text for cell in empty if cell.state == "dash"))
    first, *others = empty
    return finding(
        first.place,
        "row" if whole else "sign" if signs else "default",
        section=table.form.section,
        cell=table.cell_key(first),
        actual=first.text,
        clauses=clauses(table.form),
        # Elsewhere nothing shows where a blank cell begins and ends.
        fix=replacement([cell.place for cell in empty], "0", safe=False)
        if table.layout in ("separated", "grid")
        else None,
        related=[
            related(
                cell.place,
                "{column}",
                "{column}",
                table.cell_key(cell),
                column=table.form.column[cell.column].label,
            )
            for cell in others
        ],
        row=row_label(table, row.key),
        columns=quoted(table.form.column[cell.column].label for cell in empty),
        sign="”“".join(signs),
    )
