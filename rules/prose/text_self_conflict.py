"""同一个数在正文各处应当一致。

为什么
    同一项指标在正文里出现两个不同的数，至少有一个是错的。能与表格核对的，由 GK401 至 GK404 指出哪个
    不对；这里报告的是表格缺失或无法核对时，正文自己前后不一。不同年份、不同渠道、不同主体的数不作比较。

错误示例
    总体情况写“收到政府信息公开申请 5 件”，第三部分写“收到政府信息公开申请 6 件”

正确示例
    两处都写“收到政府信息公开申请 5 件”

如何修改
    核对台账，统一前后的数。
"""

from gklint.api import LIKELY, WARNING, Report, Rule, Statement, Text, Verdicts, finding, related

from ._comparisons import checked

RULE = Rule(
    code="GK407",
    name="text-self-conflict",
    severity=WARNING,
    summary=Text("正文前后的数不一致", "the prose gives two values for one thing"),
    clauses=("format: 一、总体情况",),
    messages={
        "default": Text(
            "“{words}”这里是 {actual} {unit}，前面写的是 {expected} {unit}",
            "“{words}” is {actual} {unit} here, and {expected} {unit} before",
        )
    },
    advice=Text("核对台账，统一前后的数", "check the register and write the same number twice"),
    needs_prose=True,
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield each number that contradicts an earlier one, where no table tells which is wrong."""
    first: dict[tuple[str, ...], Statement] = {}
    for comparison in checked(report).comparisons:
        statement = comparison.statement
        if comparison.verdict != "not_evaluated" or not _counts(statement):
            continue
        counted = tuple(key.replace("received_alone", "received") for key in statement.indicators)
        earlier = first.setdefault(counted, statement)
        if earlier.value != statement.value:
            yield finding(
                statement.span.place,
                section=statement.section,
                actual=statement.value,
                expected=earlier.value,
                related=[
                    related(
                        earlier.span.place,
                        "前面写的是 {value}",
                        "before it is {value}",
                        value=earlier.value,
                    )
                ],
                words=statement.words,
                unit=statement.unit,
            )


def _counts(statement: Statement) -> bool:
    return (
        statement.exact
        and not statement.denial
        and not statement.of_parts
        and statement.confidence >= LIKELY
        and not statement.open
    )
