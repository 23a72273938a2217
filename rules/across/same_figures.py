"""表三的数不应当与上一年完全一样。

为什么
    两年收到的申请、办理的结果、申请人的类别，不大可能每一格都相同。全部相同，多半是拿去年的报告改了
    年份，数没有改。非零的格不足五个的不作判断：小单位两年各收一件申请是常事。

错误示例
    2022 年与 2023 年报告：表三的 18 个非零数全部相同

正确示例
    2022 年报告：本年新收 8；2023 年报告：本年新收 11

如何修改
    对照本年的台账重新填写表三。
"""

from gklint.api import (
    INFO,
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

from ._series import beside, without_table

RULE = Rule(
    code="GK808",
    name="same-figures",
    severity=INFO,
    summary=Text("表三与上一年完全相同", "table three is last year's"),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "default": Text(
            "表三的 {count} 个非零数与 {year} 年的完全相同",
            "all {count} numbers in table three that are not 0 are those of {year}",
        )
    },
    advice=Text("对照本年的台账核对表三", "check table three against this year's register"),
    checks="collection",
)

TABLE = "applications"
#: Fewer numbers may be the same by chance.
FEWEST = 5


def check(collection: Collection) -> ReportVerdicts:
    """Yield each report whose table three says what last year's said."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    why = without_table(collection, step, TABLE)
    if not step.one_to_one:
        yield NotApplicable()
    elif why is not None:
        yield why
    else:
        here, there = (
            {cell: n for cell, n in member.facts.numbers(TABLE).items() if n}
            for member in (step.later, *step.earlier)
        )
        if here == there and len(here) >= FEWEST:
            cell = next(iter(here))
            found = step.later.facts.cell(cell)
            assert found is not None, "its number was compared"
            yield finding(
                found.place,
                section=collection.section(step.later, cell),
                cell=cell,
                cells=here,
                related=[beside(collection, step.later, step.earlier[0], cell)],
                count=len(here),
                year=step.earlier[0].year,
            )
