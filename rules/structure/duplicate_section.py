"""每个部分只能出现一次。

为什么
    同一部分出现两次，多半是复制粘贴或拼接文件留下的，两处内容可能互相矛盾。表三中以“一、”
    “四、”开头的是表格的行，目录中的是目录，都不算标题。

错误示例
    六、其他需要报告的事项
    无。
    六、其他需要报告的事项
    无。

正确示例
    六、其他需要报告的事项
    无。

如何修改
    比较两处内容，保留一处，删去另一处。
"""

from gklint.api import ERROR, Report, Rule, Section, Text, Verdicts, finding, related

from ._six_parts import SIX_PARTS, clause, part

RULE = Rule(
    code="GK103",
    name="duplicate-section",
    severity=ERROR,
    summary=Text("同一部分出现两次", "a part stands twice"),
    clauses=SIX_PARTS,
    messages={
        "default": Text(
            "{part}“{title}”重复出现，前面已有",
            "{part} “{title}” stands twice; it was there before",
        )
    },
    advice=Text("保留一处，删去另一处", "keep one of them"),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each further heading of a part that has had one."""
    first: dict[int, Section] = {}
    for section in report.sections:
        number = section.form.number
        if number not in first:
            first[number] = section
            continue
        place = first[number].place
        yield finding(
            section.place,
            section=number,
            related=[related(place, "第一次出现", "the first one")],
            clauses=(clause(number),),
            part=part(number),
            title=section.form.title,
        )
