"""收取了信息处理费的，应当写明收费通知件数、总金额和实际收取金额三项。

为什么
    只写收了多少钱，看不出涉及几件申请；只写发了几件通知，看不出通知收多少、实际收到多少。三项齐全，
    才能与表三“逾期未按收费通知要求缴纳费用”一行和表二的收费金额对得上。只缺件数的，作为提示。

错误示例
    全年收取政府信息公开信息处理费 420 元。

正确示例
    全年发出收费通知 3 件，总金额 420 元，实际收取 420 元。

如何修改
    对照收费台账补上缺少的一项。没有收费的，写“未收取”即可。
"""

from gklint.api import INFO, WARNING, Report, Rule, Text, Verdicts, finding

from ._fee_statements import FeeStatement, fee_statements

RULE = Rule(
    code="GK603",
    name="fee-statement-incomplete",
    severity=WARNING,
    summary=Text(
        "信息处理费的件数、总金额、实收金额不全",
        "a fee was charged, but number, total or what was collected is missing",
    ),
    clauses=("format-2021: 六、其他需要报告的事项",),
    messages={
        "default": Text(
            "说明了信息处理费，但没有写明{missing}",
            "there were fees for information, but {missing} is missing",
        )
    },
    advice=Text(
        "写全收费通知件数、总金额和实际收取金额",
        "give the number of notices, the total and what was collected",
    ),
    years=(2021, None),
    needs_form=True,
    needs_prose=True,
)

_COUNT = Text("件数", "their number")
_TOTAL = Text("总金额", "the total")
_RECEIVED = Text("实际收取金额", "what was collected")


def check(report: Report) -> Verdicts:
    """Yield the statement on fees if a fee was charged and one of three facts is not said."""
    statements = fee_statements(report)
    charged = [statement for statement in statements if statement.is_charged]
    if not charged:
        return
    missing = [
        what
        for what in (_COUNT, _TOTAL, _RECEIVED)
        if not any(_says(statement, what) for statement in statements)
    ]
    if missing:
        yield finding(
            charged[0].first,
            section=charged[0].section,
            # Many reports give the sum alone, and nothing says that this will not do.
            severity=INFO if missing == [_COUNT] else None,
            missing=Text(
                "、".join(what.zh for what in missing), ", ".join(what.en for what in missing)
            ),
        )


def _says(statement: FeeStatement, what: Text) -> bool:
    if what is _COUNT:
        return bool(statement.counts)
    if what is _RECEIVED:
        return statement.says_collected
    # One sum alone is total and income at once, save where it is called the actual income.
    only_actual = "实际收" in statement.text or "实收" in statement.text
    return statement.names_amount and (
        not only_actual or any(not amount.received for amount in statement.amounts)
    )
