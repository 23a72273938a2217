"""“其他处理”占办结数三成以上、又有十件以上的，应当说明是些什么情况。

为什么
    “其他处理”本应是少数例外。占比高又不说明，读者看不出这些申请的去向，上级也会追问是不是填错了行。

错误示例
    （七）总计 30，（六）其他处理 3.其他 15，正文没有说明

正确示例
    （七）总计 30，（六）其他处理 3.其他 15，正文：其他处理主要是申请人主动撤回申请。

如何修改
    核对有没有应当填在其他行的申请；属实的，在正文用一句话说明主要情形。
"""

import re

from gklint.api import (
    INFO,
    Option,
    Options,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    readable_tables,
    related,
    row_label,
)

RULE = Rule(
    code="GK607",
    name="other-unexplained",
    severity=INFO,
    summary=Text("其他处理占比高而没有说明", "many applications ended otherwise, unexplained"),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "“{row}”有 {actual} 件，占办结 {processed} 件的 {share}%，正文没有说明是什么情况",
            "“{row}” counts {actual} of {processed} processed, {share}%, and the prose does not "
            "say what they were",
        )
    },
    advice=Text(
        "核对各行；属实的，在正文说明主要情形",
        "check the rows; if they are right, say what these applications were",
    ),
    options=(
        Option("count", 10, Text("从多少件起", "from how many on"), least=1),
        Option("share", 30, Text("从占办结的百分之几起", "from which percentage on"), least=1),
    ),
    needs_prose=True,
)

#: What the form calls neither 逾期不补正 nor 逾期未缴费: the one row of 2019, the third of 2021.
_ROWS = ("other", "other.other")

_EXPLAINED = (
    r"其[他它]处理[^。]{0,12}(?:\(|主要|包括|含|系|即|均?[为是](?!\d)|其中|原因|情形)"
    r"|撤[回销]申请|主动撤|申请人?[^。]{0,12}撤[回销]|不再处理|放弃申请|并案|合并(?:处理|答复|办理)|终止(?:处理|办理)|转办|非本人"
)


def check(report: Report, options: Options) -> Verdicts:
    """Yield the number of applications ended otherwise if it is high and unexplained."""
    for table in readable_tables(report):
        processed = table.cell("total_processed", "total")
        cell = next((found for row in _ROWS if (found := table.cell(row, "total"))), None)
        if cell is None or not cell.value or processed is None or not processed.value:
            continue
        if cell.value < options["count"] or cell.value * 100 < options["share"] * processed.value:
            continue
        if re.search(_EXPLAINED, "\n".join(fold(p.text) for _, p in report.paragraphs())):
            continue
        yield finding(
            cell.place,
            section=table.form.section,
            cell=table.cell_key(cell),
            actual=cell.value,
            related=[
                related(
                    processed.place,
                    "（七）总计：{value}",
                    "（七）总计: {value}",
                    table.cell_key(processed),
                    value=processed.value,
                )
            ],
            row=row_label(table, cell.row),
            processed=processed.value,
            share=cell.value * 100 // processed.value,
        )
