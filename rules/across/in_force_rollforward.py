"""“现行有效件数”一般等于上一年的现行有效件数，加本年制发，减本年废止。

为什么
    文件清单逐年滚动：去年有效的，加上今年制发的，减去今年废止的，就是年底有效的。推不出来，多半是一年的
    清单不全，或者三栏填串了。有效期届满自行失效的文件不算废止，会使实际数少于推算数。

错误示例
    2022 年报告：行政规范性文件 现行有效件数 20
    2023 年报告：本年制发件数 3，本年废止件数 1，现行有效件数 31

正确示例
    2022 年报告：行政规范性文件 现行有效件数 20
    2023 年报告：本年制发件数 3，本年废止件数 1，现行有效件数 22

如何修改
    对照文件清单核对两年的数；有文件到期失效的，核对无误即可。
"""

from gklint.api import (
    WARNING,
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
    code="GK802",
    name="in-force-rollforward",
    severity=WARNING,
    summary=Text(
        "现行有效件数与上一年推算的不等",
        "documents in force do not follow from last year's",
    ),
    clauses=("format-2021: 二、主动公开政府信息情况",),
    messages={
        "default": Text(
            "“{label}”现为 {actual}，按 {year} 年报告推算应为 {sum}"
            "（上年有效 + 制发 - 废止；到期失效的除外）",
            "“{label}” says {actual}; from {year} it would be {sum} (in force + issued - repealed,"
            " but for those that expired)",
        )
    },
    advice=Text("对照文件清单核对两年的数", "check both years against the list of documents"),
    years=(2022, None),
    checks="collection",
)

TABLE, FORMAT = "art20_1", "2021"
ROWS = ("regulations", "normative_documents")


def check(collection: Collection) -> ReportVerdicts:
    """Yield each row in which the documents in force do not follow from last year's."""
    yield from compared(collection, lambda step: _compare(collection, step))


def _compare(collection: Collection, step: Step) -> Compared:
    why = without_table(collection, step, TABLE, FORMAT)
    if why is not None:
        yield why
        return
    for row in ROWS:
        at = CellKey(TABLE, row, "in_force")
        changes = {CellKey(TABLE, row, "issued"): 1, CellKey(TABLE, row, "repealed"): -1}
        yield from rolled_forward(collection, step, at, {at: 1}, changes)
