"""忽略标记和豁免应当还有用：说到的问题还在，说到的数没有变。

为什么
    问题改掉之后，留下的标记会把以后同一处的新问题也一并盖住。豁免说的是核对过的那个数；数改了，核对
    就要重做，所以豁免失效，问题照常报告。本次没有检查的规则、没有检查的文件，其标记不算多余。

错误示例
    # gklint: ignore GK301 -- 总计以台账为准
    一、本年新收政府信息公开申请数量	5	0	3	0	0	0	8    （合计相等）

正确示例
    # gklint: ignore GK301 -- 总计以台账为准
    一、本年新收政府信息公开申请数量	5	0	3	0	0	0	9

如何修改
    删去不再需要的标记或豁免；数改了的，重新核对后用 gklint waive 更新；到期的，核对后改 until。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts

RULE = Rule(
    code="GK904",
    name="unused-suppression",
    severity=WARNING,
    summary=Text("忽略标记或豁免没有起作用", "a suppression or waiver that has no effect"),
    clauses=(),
    messages={
        "unused": Text(
            "这里没有 {rule} 的问题，这条标记不再需要",
            "{rule} finds nothing here: this suppression is no longer needed",
        ),
        "elsewhere": Text(
            "这里没有 {rule} 的问题，这条标记没有起作用：问题在第 {line} 行，"
            "标记要写在那一行的上面或末尾",
            "{rule} finds nothing here, so this suppression has no effect: the finding is on line"
            " {line}, and it belongs above that line or behind it",
        ),
        "nothing-follows": Text(
            "后面没有内容，这条标记没有起作用：要写在有问题的那一行的上面或末尾",
            "nothing follows this suppression, so it has no effect: it belongs above the line of"
            " the finding or behind it",
        ),
        "stray": Text(
            "这像是忽略标记，但没有起作用：要以 # 开头独占一行，或与前面的文字隔一个空格写在行末",
            "this looks like a suppression and has no effect: it begins with # on a line of its"
            " own, or behind the text and a space",
        ),
        "document": Text(
            "文档里的忽略标记不起作用：请删去，改用豁免（gklint waive）",
            "suppressions in a document have no effect: take it out and waive the finding"
            " (gklint waive)",
        ),
        "unsuppressible": Text(
            "{rule} 的问题不能忽略，也不能豁免；这一条没有起作用",
            "findings of {rule} cannot be accepted: this has no effect",
        ),
        "unread": Text(
            "看不懂这条标记，没有起作用；写法是 gklint: ignore GK301 -- 理由",
            "this says nothing that gklint knows and has no effect;"
            " write gklint: ignore GK301 -- the reason",
        ),
        "gone": Text(
            "{file} 中 {rule} 已没有{what}的问题，这条豁免不再需要",
            "{rule} finds nothing {what} in {file}: this waiver is no longer needed",
        ),
        "changed": Text(
            "豁免时{what}是 {waived}，现在是 {now}：豁免已失效，请重新核对",
            "{what} was {waived} when it was waived and is {now} now:"
            " the waiver no longer holds, check again",
        ),
        "expired": Text(
            "豁免已于 {until} 到期，不再有效",
            "the waiver ended on {until} and no longer holds",
        ),
        "lost": Text(
            "没有文件“{file}”，这条豁免没有起作用：文件改名的，请一并改正；不在了的，请删去",
            "there is no file “{file}”: fix the name in this waiver, or delete it",
        ),
        "unclear": Text(
            "看不出豁免的是哪一处：{file} 中 {rule} 有 {count} 个问题，请写明 {keys}；豁免没有生效",
            "{rule} has {count} findings in {file}, and the waiver does not say which:"
            " give {keys}; it does not hold",
        ),
        "no-cell": Text(
            "表格中没有单元格“{named}”，豁免没有生效{hint}",
            "the tables have no cell “{named}”, so the waiver does not hold{hint}",
        ),
        "unpinned": Text(
            "没有写 value，数字改了也看不出来；现在是 {now}",
            "there is no value, so a change of the number would not be noticed; it is {now} now",
        ),
    },
    advice=Text(
        "删去不再需要的；仍然需要的，核对后更新",
        "delete what is no longer needed; check and renew what is",
    ),
    whole_run=True,
    suppressible=False,
)


def check(report: Report) -> Verdicts:
    """Yield nothing: what was accepted is known only when all rules have been asked."""
    return iter(())
