"""忽略标记和豁免应当写明规则，而且写的是有的规则。

为什么
    代码写错，标记就不起作用，写的人却以为起了作用。GK3、all 这样的写法会把以后才出现的问题也盖住，
    所以只能逐条写明规则的代码或名称。

错误示例
    # gklint: ignore GK3O1 -- 总计以台账为准
    # gklint: ignore GK3 -- 总计以台账为准

正确示例
    # gklint: ignore GK301 -- 总计以台账为准
    # gklint: ignore row-total, column-total -- 总计以台账为准

如何修改
    改为正确的代码或名称；全部规则见 gklint rules。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts

RULE = Rule(
    code="GK907",
    name="unknown-rule",
    severity=WARNING,
    summary=Text(
        "忽略标记或豁免中没有这条规则", "a suppression or waiver of a rule that there is not"
    ),
    clauses=(),
    messages={
        "default": Text(
            "没有规则“{rule}”，这一条没有起作用{hint}",
            "there is no rule “{rule}”, so this has no effect{hint}",
        ),
        "several": Text(
            "“{rule}”不是一条规则：请逐条写明代码或名称；这一条没有起作用",
            "“{rule}” is not one rule: name each by code or name; this has no effect",
        ),
        "none": Text(
            "没有写明忽略哪条规则，没有起作用；写法是 gklint: ignore GK301 -- 理由",
            "it names no rule and has no effect; write gklint: ignore GK301 -- the reason",
        ),
    },
    advice=Text("改为正确的代码或名称", "correct the code or name"),
    whole_run=True,
    suppressible=False,
)


def check(report: Report) -> Verdicts:
    """Yield nothing: what is wrong with a suppression is found where it is applied."""
    return iter(())
