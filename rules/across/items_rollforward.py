"""2019 年格式：“上一年项目数量”应当等于上一年报告的项目数量加增减。

为什么
    上一年的项目数量，加上那一年的增减，就是那一年年底的项目数量，也就是本年报告的“上一年项目数量”。

错误示例
    2019 年报告：行政许可 上一年项目数量 12，本年增/减 +3
    2020 年报告：行政许可 上一年项目数量 12

正确示例
    2019 年报告：行政许可 上一年项目数量 12，本年增/减 +3
    2020 年报告：行政许可 上一年项目数量 15

如何修改
    对照权责清单核对两年的项目数量。机构职能划转、事项标准调整的，核对无误即可。
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
)

from ._series import rolled_forward, without_table

RULE = Rule(
    code="GK803",
    name="items-rollforward",
    severity=INFO,
    summary=Text(
        "上一年项目数量与上一年报告推算的不等",
        "last year's items do not follow from last year's report",
    ),
    clauses=("format-2019: 二、主动公开政府信息情况",),
    messages={
        "default": Text(
            "“{label}”现为 {actual}，按 {year} 年报告推算应为 {sum}",
            "“{label}” says {actual}; from the report on {year} it would be {sum}",
        )
    },
    advice=Text("对照权责清单核对两年的项目数量", "check the items of both years"),
    years=(None, 2020),
    checks="collection",
)

FORMAT = "2019"
ROWS = (
    ("art20_5", "licensing"),
    ("art20_5", "other_services"),
    ("art20_6", "penalties"),
    ("art20_6", "coercion"),
    ("art20_8", "fees"),
)


def check(collection: Collection) -> ReportVerdicts:
    """Yield each row in which last year's items are not what last year's report ended with."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    tables = dict.fromkeys(table for table, _ in ROWS)
    reasons = {table: without_table(collection, step, table, FORMAT) for table in tables}
    yield from dict.fromkeys(why for why in reasons.values() if why is not None)
    for table, row in (one for one in ROWS if reasons[one[0]] is None):
        at = CellKey(table, row, "prior_items")
        yield from rolled_forward(
            collection, step, at, {at: 1, CellKey(table, row, "change"): 1}, {}
        )
