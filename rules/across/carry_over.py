"""本年“上年结转”应当等于上一年报告的“结转下年度继续办理”。

为什么
    上一年没有办完、结转到本年的申请，就是本年从上年结转来的申请：同一批件在两份报告里各写一次，两个数
    应当相等。不等，多半是一年的台账漏了件，或者两年口径不一。合并的单位，与合并前各单位之和比；分立的，
    各单位之和与分立前的单位比：谁由谁而来，看名册的“前身”。

错误示例
    2022 年报告：四、结转下年度继续办理 | 总计 5
    2023 年报告：二、上年结转政府信息公开申请数量 | 总计 3

正确示例
    2022 年报告：四、结转下年度继续办理 | 总计 5
    2023 年报告：二、上年结转政府信息公开申请数量 | 总计 5

如何修改
    对照台账逐件核对两年的结转。上一年报告有误的，本年如实填写，并在报告中说明。
"""

from collections.abc import Iterator

from gklint.api import (
    ERROR,
    WARNING,
    CellKey,
    Collection,
    Compared,
    Finding,
    Member,
    Related,
    ReportVerdicts,
    Rule,
    Step,
    Text,
    compared,
    finding,
)

from ._series import beside, no_number, without_table

RULE = Rule(
    code="GK801",
    name="carry-over",
    severity=ERROR,
    summary=Text(
        "上年结转与上一年报告的结转下年不等",
        "what was carried in is not what last year's report carried out",
    ),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "“{label}”现为 {actual}，{year} 年报告的结转下年度为 {expected}{columns}",
            "“{label}” says {actual}; the report on {year} carried out {expected}{columns}",
        ),
        "split": Text(
            "分立后各单位“{label}”之和为 {actual}，{year} 年报告的结转下年度为 {expected}{columns}",
            "“{label}” of all bodies that were split off makes {actual}; the report on {year}"
            " carried out {expected}{columns}",
        ),
    },
    advice=Text(
        "对照台账核对两年的结转，改正填错的一处",
        "check both years against the register and correct the wrong one",
    ),
    checks="collection",
)

TABLE, IN, OUT, TOTAL = "applications", "carried_in", "carried_out", "total"


def check(collection: Collection) -> ReportVerdicts:
    """Yield each report that carries in something else than the last one carried out."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    later = (step.later, *step.beside)
    if step.later.path != min(member.path for member in later):
        # What was split is compared as a whole, and told at the first of its parts.
        return
    why = without_table(collection, step, TABLE)
    if why is not None:
        yield why
        return
    columns = [column.key for column in collection.form(step.later, TABLE).columns]
    wrong = {}
    for column in columns:
        here = _sum(later, CellKey(TABLE, IN, column))
        there = _sum(step.earlier, CellKey(TABLE, OUT, column))
        if isinstance(here, Member):
            yield no_number(collection, here, CellKey(TABLE, IN, column))
        elif isinstance(there, Member):
            yield no_number(collection, there, CellKey(TABLE, OUT, column))
        elif here != there:
            wrong[column] = (here, there)
    if wrong:
        # Columns that differ beside the total are what it differs by.
        first = TOTAL if TOTAL in wrong else next(iter(wrong))
        yield _finding(collection, step, wrong, first)


def _sum(members: tuple[Member, ...], cell: CellKey) -> int | Member:
    """Return the sum of a cell, or the report that has no number in it."""
    total = 0
    for member in members:
        value = member.facts.value(cell)
        if value is None:
            return member
        total += int(value)
    return total


def _finding(
    collection: Collection, step: Step, wrong: dict[str, tuple[int, int]], first: str
) -> Finding:
    cell = CellKey(TABLE, IN, first)
    place = step.later.facts.cell(cell)
    assert place is not None, "a cell that was compared is there"
    here, there = wrong[first]
    others = [column for column in wrong if column != first]
    named = "、".join(collection.form(step.later, TABLE).column[key].label for key in others)
    return finding(
        place.place,
        "split" if step.beside else "default",
        section=collection.section(step.later, cell),
        cell=cell,
        cells=[CellKey(TABLE, IN, column) for column in (first, *others)] if others else (),
        actual=here,
        expected=there,
        related=_related(collection, step, first),
        severity=None if first == TOTAL else WARNING,
        label=collection.label(step.later, cell),
        year=step.earlier[0].year,
        columns=Text(f"（还有：{named}）", f" (also: {named})") if named else Text("", ""),
    )


def _related(collection: Collection, step: Step, column: str) -> Iterator[Related]:
    for member, row in (
        *((member, OUT) for member in step.earlier),
        *((member, IN) for member in step.beside),
    ):
        yield beside(collection, step.later, member, CellKey(TABLE, row, column))
