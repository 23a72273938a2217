"""“本年收费金额”以万元为单位，大得不合常理的，请核对是否填成了元。

为什么
    2021年格式的表头规定了单位万元。按元填写，金额放大一万倍，一个街道的收费会超过一个市，汇总数也
    随之失真。

错误示例
    街道办事处：行政事业性收费 | 25211

正确示例
    街道办事处：行政事业性收费 | 2.5211

如何修改
    核对金额和单位，折算成万元；金额属实的，不用修改。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, cell_label, finding, readable_tables

from .._word_lists import load_data
from ._agency_level import level
from ._required_rows import clauses

RULE = Rule(
    code="GK217",
    name="fee-unit",
    severity=WARNING,
    summary=Text("收费金额可能填成了元", "an amount that is probably in yuan, not 万元"),
    clauses=("regulations: 第二十条", "format-2021: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“{label}”现为 {actual} 万元（合 {reduced} 亿元），是否以元填写、应为 {reduced}",
            "“{label}” says {actual} 万元 ({reduced} 亿元); is it in yuan, and {reduced} meant?",
        )
    },
    advice=Text("核对金额，折算成万元", "check the amount and give it in 万元"),
    years=(2021, None),
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each amount in 万元 that can hardly be one."""
    ceilings = load_data(__file__, "fee_ceilings.yaml")
    of_kind = ceilings.get(report.agency_kind, ceilings["unknown"])
    ceiling = of_kind.get(level(report), of_kind["any"])
    for table in readable_tables(report):
        amounts = [column.key for column in table.form.columns if column.unit == "万元"]
        for row in table.rows if amounts else ():
            for cell in row.cells:
                if cell.column not in amounts or cell.value is None:
                    continue
                # More than two decimals are no yuan.
                if cell.value < ceiling or cell.value * 100 % 1:
                    continue
                yield finding(
                    cell.place,
                    section=table.form.section,
                    cell=table.cell_key(cell),
                    actual=cell.value,
                    clauses=clauses(table.form),
                    label=cell_label(table, cell),
                    reduced=_over_10000(cell.value),
                )


def _over_10000(value: object) -> str:
    # Imported here: hardly any report needs it.
    from decimal import Decimal

    return format((Decimal(str(value)) / 10000).normalize(), "f")
