"""自 2021 年度报告起，统计表应当使用国办公开办函〔2021〕30号的格式。

为什么
    2021 年格式调整了第二部分的栏目，并把第三部分“（六）其他处理”分为三行。沿用 2019 年格式的表格，
    数据口径不同，无法汇总。以报告年度为准，不以发布年份为准。

错误示例
    信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量    （2023 年度报告）
    （六）其他处理 | 2 | 0 | 0 | 0 | 0 | 0 | 2                   （只有一行）

正确示例
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数

如何修改
    换用 2021 年格式的表格，按新栏目重新统计；“其他处理”按三种情形分行填写。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts

from ._other_format import other_format

RULE = Rule(
    code="GK202",
    name="outdated-table-format",
    severity=ERROR,
    summary=Text("统计表沿用旧格式", "a table follows an outdated format"),
    clauses=("format: 二、主动公开政府信息情况", "format: 三、收到和处理政府信息公开申请情况"),
    messages={
        "default": Text(
            "{part}的表格沿用 {written} 年格式（见{labels}），应使用 {form} 年格式：{wanted}",
            "the table of {part} follows the {written} format (see {labels}); "
            "the {form} format is due: {wanted}",
        ),
        "row": Text(
            "“{label}”一行是 {written} 年格式，{form} 年格式分为 {wanted_count} 行：{wanted}",
            "the row “{label}” is that of the {written} format; the {form} format has "
            "{wanted_count} rows: {wanted}",
        ),
    },
    advice=Text("换用现行格式的表格，按新栏目填写", "use the table of the format in force"),
    years=(2021, None),
    needs_form=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield the parts whose tables follow an older format than the one in force."""
    yield from other_format(report, outdated=True)
