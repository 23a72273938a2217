"""正文说没有的，表里应当是 0；正文说有的，表里不能全是 0。

为什么
    正文写“未收到政府信息公开申请”而表三有数，或者正文写收到几件而表三全是 0，二者必有一错，多半是
    沿用了上年的文字，或者漏填了表格。只说“未收到新的申请”的，只看本年新收。

错误示例
    正文：全年未收到政府信息公开申请；表三：本年新收 3

正确示例
    正文：全年未收到政府信息公开申请；表三各格均为 0

如何修改
    核对台账：确实没有的，把表格改为 0；有的，把正文改成实际件数。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts

from ._comparisons import differences

RULE = Rule(
    code="GK404",
    name="text-zero",
    severity=ERROR,
    summary=Text(
        "正文说没有而表中有数，或者相反", "the prose says none and the table some, or the reverse"
    ),
    clauses=(
        "format: 三、收到和处理政府信息公开申请情况",
        "format: 四、政府信息公开行政复议、行政诉讼情况",
    ),
    messages={
        "denied": Text(
            "正文写“{words}”，{table}相应的数是 {figure}",
            "the prose says “{words}”, {table} says {figure}",
        ),
        "denied-part": Text(
            "正文写“{words}”，{table}全部合计是 {figure}，看不出正文是否只说本级",
            "the prose says “{words}”, {table} {figure} in all: "
            "the prose does not say whether it speaks of the office alone",
        ),
        "none": Text(
            "正文“{words}”为 {actual} {unit}，{table}却全部是 0",
            "the prose says {actual} {unit} for “{words}”, but {table} is all 0",
        ),
    },
    advice=Text(
        "核对台账，把正文和表格改为一致", "check the register and make prose and table agree"
    ),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield each denial that the tables contradict, and each number where the table is all 0."""
    yield from differences(report, "applications", "review", of_none=True)
