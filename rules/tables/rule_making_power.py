"""没有规章制定权的机关，“规章”一行应当为 0。

为什么
    规章由国务院部门、省级政府和设区的市、自治州政府等制定。县、区、乡镇政府，街道办事处和县级部门
    制发的是行政规范性文件。把规范性文件填进规章一行，上级汇总时规章数会多出来。

错误示例
    望溪区人民政府：规章 | 2 | 0 | 5

正确示例
    望溪区人民政府：规章 | 0 | 0 | 0
    行政规范性文件 | 2 | 0 | 5

如何修改
    制发的是行政规范性文件的，改填到行政规范性文件一行，规章一行填 0。
"""

from gklint.api import (
    INFO,
    WARNING,
    Cell,
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
)

from ._agency_level import level
from ._required_rows import clauses

RULE = Rule(
    code="GK216",
    name="rule-making-power",
    severity=WARNING,
    summary=Text(
        "没有规章制定权的机关填了规章", "rules (规章) by a body that has no power to make them"
    ),
    clauses=("regulations: 第二十条", "format: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“规章”的“{column}”现为 {actual}，{agency}没有规章制定权，是否应填在“{documents}”一行",
            "“规章”, “{column}” says {actual}, but {agency} has no power to make rules; "
            "does it belong to “{documents}”?",
        ),
        "published": Text(
            "“规章”的“{column}”现为 {actual}，{agency}没有规章制定权，"
            "请核对是否计入了其他机关的规章",
            "“规章”, “{column}” says {actual}, but {agency} has no power to make rules; "
            "were those of other bodies counted?",
        ),
    },
    advice=Text(
        "行政规范性文件填在行政规范性文件一行，规章一行填 0",
        "move normative documents to their own row and leave 0 here",
    ),
    eased_while_optional=True,
)

#: Columns about what was made public, which may be rules that another body has made.
_PUBLISHED = ("newly_published", "total_published")


def check(report: Report) -> Verdicts:
    """Yield the row of rules if a body without power to make any has numbers in it."""
    for table in readable_tables(report):
        row = table.row("regulations")
        cells = [cell for cell in row.cells if cell.value] if row else []
        # Whose name does not tell the level may have the power.
        if row and cells and level(report) in ("township", "county"):
            yield _finding(report, table, cells, row)


def _finding(report: Report, table: Table, cells: list[Cell], row: Row) -> Finding:
    first, *others = cells
    only_published = all(cell.column in _PUBLISHED for cell in cells)
    return finding(
        first.place,
        "published" if only_published else "default",
        section=table.form.section,
        cell=table.cell_key(first),
        actual=first.value,
        expected=0,
        related=[
            related(
                cell.place,
                "{label}：{value}",
                "{label}: {value}",
                table.cell_key(cell),
                label=table.form.column[cell.column].label,
                value=cell.value,
            )
            for cell in others
        ],
        severity=INFO if only_published else None,
        clauses=clauses(table.form),
        column=table.form.column[first.column].label,
        agency=report.agency,
        documents=table.form.row["normative_documents"].label,
    )
