"""第五部分应当既有具体的问题，也有改进的措施。

为什么
    《条例》第五十条要求报告存在的主要问题及改进情况。只说成绩不说问题，或者只列问题不说怎么改，读者
    看不出明年会有什么不同；通篇套话，也是主管部门点名的毛病。只写了已经做的工作、没有写下一步的，
    作为提示；有的句子看不出说的是问题还是措施的，也只作为提示。

错误示例
    五、存在的主要问题及改进情况
    一年来，政府信息公开工作取得明显成效，但仍存在一些不足。下一步将继续加强培训。

正确示例
    五、存在的主要问题及改进情况
    一是部分栏目更新不及时；二是政策解读形式单一。下一步，列出更新清单，到期提醒；增加图解和短视频。

如何修改
    写明一两个具体的问题，再逐条写明准备怎样改进。
"""

from gklint.api import (
    INFO,
    WARNING,
    Report,
    Rule,
    Section,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
    reasons,
)

from ._problems_and_measures import (
    has_act,
    has_done,
    has_other_sentences,
    has_plan,
    has_problem,
    names_both,
)

RULE = Rule(
    code="GK601",
    name="problems-and-measures",
    severity=WARNING,
    summary=Text("第五部分没有问题或没有措施", "part 5 lacks a problem, or a measure"),
    clauses=("regulations: 第五十条", "format: 五、存在的主要问题及改进情况"),
    messages={
        "problem": Text("第五部分没有写出具体的问题", "part 5 names no concrete problem"),
        "measure": Text(
            "第五部分写了问题，没有写改进的措施", "part 5 names problems and no measure"
        ),
        "neither": Text(
            "第五部分既没有写出具体的问题，也没有写改进的措施",
            "part 5 names neither a problem nor a measure",
        ),
        "unclear-problem": Text(
            "没有认出第五部分哪里写了具体的问题，请核对",
            "it was not made out where part 5 names a concrete problem; please check",
        ),
        "unclear-measure": Text(
            "没有认出第五部分哪里写了改进的措施，请核对",
            "it was not made out where part 5 names a measure; please check",
        ),
        "future": Text(
            "第五部分写了问题和已经做的工作，没有写下一步的改进措施",
            "part 5 names problems and what was done, but no measure to come",
        ),
    },
    reasons={
        "text-incomplete": Text(
            "第五部分没有检出完整的文字", "the text of part 5 is not all there"
        ),
    },
    advice=Text(
        "写明具体问题，再逐条写明改进措施",
        "name concrete problems, and a measure for each",
    ),
    needs_prose=True,
)

#: With fewer characters nothing is reported: GK106 speaks of that.
_SHORTEST = 12


def check(report: Report) -> Verdicts:
    """Yield part 5 if a concrete problem or a measure is missing."""
    sections = [section for section in report.sections if section.form.number == 5]
    if not sections:
        yield not_evaluated(reasons.NO_PART_FIVE)
        return
    # Looked at as it stands first: folding takes longer than all the rest.
    if names_both("\n".join(section.text for section in sections)):
        return
    text = "\n".join(
        fold(paragraph.text) for section in sections for paragraph in section.paragraphs
    )
    if len(text) < _SHORTEST or any(map(_may_hold_more, sections)):
        yield not_evaluated("text-incomplete")
        return
    problem = has_problem(text)
    planned = has_plan(text, report.year + 1 if report.year else None)
    if problem and planned:
        return
    place = sections[0].paragraphs[0].place
    if not problem:
        if has_other_sentences(text, "problem"):
            yield finding(place, "unclear-problem", section=5, severity=INFO)
        else:
            begun = planned or has_act(text)
            yield finding(place, "problem" if begun else "neither", section=5)
    elif has_done(text):
        # What was done is an improvement, too.
        yield finding(place, "future", section=5, severity=INFO)
    elif has_act(text):
        return
    elif has_other_sentences(text, "measure"):
        yield finding(place, "unclear-measure", section=5, severity=INFO)
    else:
        yield finding(place, "measure", section=5)


def _may_hold_more(section: Section) -> bool:
    return bool(section.tables) or not section.paragraphs or "![" in section.text
