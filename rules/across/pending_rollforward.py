"""上一年尚未审结的复议、诉讼，应当在本年的件数之内。

为什么
    上一年年底还没有审结的案件，本年要么审结，要么仍未审结，都应计入本年的总计。上一年尚未审结的比本年
    总计还多，说明有案件没有接着统计。

错误示例
    2022 年报告：行政复议 尚未审结 4
    2023 年报告：行政复议 总计 1

正确示例
    2022 年报告：行政复议 尚未审结 4
    2023 年报告：行政复议 总计 5

如何修改
    逐件核对上一年尚未审结的案件在本年的结果，补入相应一栏。
"""

from gklint.api import (
    INFO,
    CellKey,
    Collection,
    Compared,
    ReportVerdicts,
    Rule,
    Step,
    Text,
    compared,
    finding,
)

from ._series import beside, no_number, without_table

RULE = Rule(
    code="GK804",
    name="pending-rollforward",
    severity=INFO,
    summary=Text(
        "上一年尚未审结的案件多于本年全部案件",
        "more cases were pending last year than there are this year",
    ),
    clauses=("format: 四、政府信息公开行政复议、行政诉讼情况",),
    messages={
        "default": Text(
            "“{label}”现为 {actual}，{year} 年尚未审结的就有 {pending} 件",
            "“{label}” says {actual}, yet {pending} were pending in {year}",
        )
    },
    advice=Text(
        "核对上一年尚未审结的案件在本年的结果", "follow each case that was pending last year"
    ),
    checks="collection",
)

TABLE = "review"
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def check(collection: Collection) -> ReportVerdicts:
    """Yield each group in which fewer cases are counted than were pending the year before."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    if step.later.path != min(member.path for member in (step.later, *step.beside)):
        return
    why = without_table(collection, step, TABLE)
    if why is not None:
        yield why
        return
    for group in GROUPS:
        at, before = CellKey(TABLE, group, "total"), CellKey(TABLE, group, "pending")
        cells = [(member, at) for member in (step.later, *step.beside)]
        cells += [(member, before) for member in step.earlier]
        lacking = [(m, cell) for m, cell in cells if m.facts.value(cell) is None]
        if lacking:
            yield no_number(collection, *lacking[0])
            continue
        now = sum(member.facts.value(cell) or 0 for member, cell in cells if cell == at)
        pending = sum(member.facts.value(cell) or 0 for member, cell in cells if cell == before)
        found = step.later.facts.cell(at)
        if pending > now and found is not None:
            yield finding(
                found.place,
                section=collection.section(step.later, at),
                cell=at,
                actual=now,
                related=[
                    beside(collection, step.later, member, cell)
                    for member, cell in cells
                    if member is not step.later
                ],
                label=collection.label(step.later, at),
                pending=pending,
                year=step.earlier[0].year,
            )
