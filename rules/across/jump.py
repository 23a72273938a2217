"""一个数比上一年多出四倍以上，或者不到上一年的五分之一，值得核对。

为什么
    多写一个 0、元当成万元、把全系统的数当成本单位的，都会使一个数突然大几倍。较大的一个不到 100 的
    不作判断。业务量确有大起大落的，核对无误即可，所以默认关闭。

错误示例
    2022 年报告：行政许可 本年处理决定数量 36
    2023 年报告：行政许可 本年处理决定数量 3600

正确示例
    2023 年报告：行政许可 本年处理决定数量 41

如何修改
    核对两年的统计口径和单位，改正填错的一个。
"""

from gklint.api import (
    INFO,
    CellKey,
    Collection,
    Compared,
    NotApplicable,
    ReportVerdicts,
    Rule,
    Step,
    Text,
    compared,
    finding,
)

from ._series import beside

RULE = Rule(
    code="GK811",
    name="jump",
    severity=INFO,
    summary=Text("与上一年相差五倍以上", "five times last year's number, or a fifth of it"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "“{label}”现为 {actual}，{year} 年为 {before}",
            "“{label}” says {actual}; in {year} it was {before}",
        )
    },
    advice=Text("核对统计口径和单位", "check what was counted, and the unit"),
    enabled=False,
    checks="collection",
)

LEAST, TIMES = 100, 5
TOTAL = "total"


def check(collection: Collection) -> ReportVerdicts:
    """Yield each row with a number that is many times last year's, or a fraction of it."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    if not step.one_to_one:
        yield NotApplicable()
        return
    before = step.earlier[0].facts.numbers()
    rows: dict[tuple[str, str], list[CellKey]] = {}
    now = step.later.facts.numbers()
    for cell, value in now.items():
        if cell in before:
            small, large = min(value, before[cell]), max(value, before[cell])
            if large >= LEAST and large >= TIMES * small:
                rows.setdefault(cell[:2], []).append(cell)
    for cells in rows.values():
        # A row's total jumps with the column that does.
        cells.sort(key=lambda cell: cell.column != TOTAL)
        found = step.later.facts.cell(cells[0])
        assert found is not None, "its number was compared"
        yield finding(
            found.place,
            section=collection.section(step.later, cells[0]),
            cell=cells[0],
            cells=cells if len(cells) > 1 else (),
            actual=found.value,
            related=[beside(collection, step.later, step.earlier[0], cells[0])],
            label=collection.label(step.later, cells[0]),
            before=before[cells[0]],
            year=step.earlier[0].year,
        )
