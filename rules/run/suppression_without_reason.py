"""忽略标记和豁免应当写明理由。

为什么
    一个问题为什么可以不改，只有核对过的人知道。不写理由，以后看的人无从判断这一条还该不该留。没有理由
    的标记和豁免仍然有效，但会在这里报告。

错误示例
    # gklint: ignore GK301

正确示例
    # gklint: ignore GK301 -- 两件申请由法人代表以个人名义提出，已与区政务公开办核对

如何修改
    在标记的 -- 后面，或者豁免的 reason 中，写明为什么可以不改、和谁核对过。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts

RULE = Rule(
    code="GK905",
    name="suppression-without-reason",
    severity=WARNING,
    summary=Text("忽略标记或豁免没有写理由", "a suppression or waiver without a reason"),
    clauses=(),
    messages={
        "default": Text(
            "没有写明为什么忽略；写法是 gklint: ignore GK301 -- 理由",
            "it does not say why; write gklint: ignore GK301 -- the reason",
        ),
        "waiver": Text(
            "豁免没有写理由（reason）",
            "the waiver has no reason",
        ),
    },
    advice=Text("写明为什么可以不改、和谁核对过", "say why it may stay, and who has looked at it"),
    whole_run=True,
    suppressible=False,
)


def check(report: Report) -> Verdicts:
    """Yield nothing: what is wrong with a suppression is found where it is applied."""
    return iter(())
