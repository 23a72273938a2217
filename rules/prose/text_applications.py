"""正文中依申请公开的数字应当与表三一致。

为什么
    收到、答复、结转和各类办理结果的件数，正文和表三说的是同一件事。两处不一，读者无从判断哪个是真的，
    上级汇总时也会来问。收到N件是本年新收，写明含上年结转的是两者之和，办结N件是（七）总计；按另一口径才相符的，列为未评定。
    主体是别的机关、年份不是报告年度、可能只计一部分的，不作比较，也列为未评定；把握不大的只作警告。

错误示例
    正文：全年收到政府信息公开申请 9 件；表三：本年新收 8，上年结转 0

正确示例
    正文：全年收到政府信息公开申请 8 件；表三：本年新收 8，上年结转 0

如何修改
    对照申请登记台账，改正正文或表三中填错的数。正文只计一部分的，写明范围。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts

from ._comparisons import differences

RULE = Rule(
    code="GK401",
    name="text-applications",
    severity=ERROR,
    summary=Text(
        "正文中申请的件数与表三不一致", "applications: the prose differs from table three"
    ),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "differs": Text(
            "正文“{words}”为 {actual} {unit}，{table}相应的数是 {figure}",
            "the prose says {actual} {unit} for “{words}”, {table} says {figure}",
        ),
        "near": Text(
            "正文“{words}”为 {actual} {unit}，{table}相应的数是 {figure}，口径可能不同",
            "the prose says {actual} {unit} for “{words}”, {table} says {figure}: "
            "perhaps they are not counted alike",
        ),
    },
    advice=Text(
        "核对台账，改正正文或表格；正文只计一部分的，写明范围",
        "check the register and correct the prose or the table; where it counts only some, say so",
    ),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number of applications in the prose that is not the table's."""
    yield from differences(report, "applications")
