"""第五部分应当既有具体的问题，也有改进的措施。

为什么
    《条例》第五十条要求报告存在的主要问题及改进情况。只说成绩不说问题，或者只列问题不说怎么改，读者
    看不出明年会有什么不同；通篇套话，也是主管部门点名的毛病。只写了已经做的工作、没有写下一步的，
    作为提示。

错误示例
    五、存在的主要问题及改进情况
    一年来，政府信息公开工作取得明显成效，但仍存在一些不足。下一步将继续加强培训。

正确示例
    五、存在的主要问题及改进情况
    一是部分栏目更新不及时；二是政策解读形式单一。下一步，列出更新清单，到期提醒；增加图解和短视频。

如何修改
    写明一两个具体的问题，再逐条写明准备怎样改进。
"""

import re
from typing import Any

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

from .._word_lists import load_data

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

#: What only says that there are problems, or that there are none.
_EMPTY_WORDS = (
    r"(?:尚?未|没有|不|暂未)(?:发现|出现|存在)[^,;。]{0,8}(?:问题|不足|差距)"
    r"|(?:存在|还有|仍有|尚有|有)?(?:着|的)?(?:一些|一定|不少|些许|诸多|若干|某些|少许|较大|很多)?的?(?:主要)?"
    r"(?:问题|不足(?!以)|差距|短板|薄弱环节)(?:(?:和|与|及|、|或|以及)(?:问题|不足|差距|短板|薄弱环节))*"
)
#: What is still needed may tell of a problem, too.
_NEEDED = (
    r"需要?[^,;。]{0,12}(?:加强|提[升高]|完善|改[进善]|优化|健全|规范|强化|加大|"
    r"拓[宽展]|丰富|细化|深化|加快)"
)
_LISTED = (
    r"(?:[一二]是|首先|一方面|\([一二]\)|(?<!\d)[12][.、])"
    r"(?!(?:进一步|继续|切实|着力|不断|持续|大力|积极|全面|深入|认真|坚持|扎实)*"
    r"(?:加强|完善|健全|推进|提升|提高|强化|优化|规范|落实|加大|拓宽|做好|深化|抓好|严格|改进|存在))"
    r"|(?:问题|不足|差距|短板)(?:主要)?(?:有|如下|是|在于|为)*[:：](?!无|没有|未|不存在|针对|下)"
    r"|主要(?:是|有|表现|体现|存在)|表现[在为]|体现[在为]|例如|比如|如[^,;。]{2}"
)
_MEASURE = (
    r"下一?步|下一?阶段|下一?年|今后|接下来|新的一年|明年|来年|未来|改进(?:措施|方向|办法|情况|方案|举措|方面|上|[:：])|整改(?:措施|情况|方面|上|[:：])|"
    r"(?:措施|举措|对策|办法)[:：]|针对第[一二三四五六七八九\d]|针对[^,，;；。]{1,16}(?:问题|不足|情况|现象)|"
    r"(?:工作|具体|主要|解决|应对)(?:措施|举措|打算|思路|计划|安排)|努力方向|对策|针对(?:以上|上述|这些|此|存在|问题|不足|性|性地)|"
    r"(?:将|拟|计划|打算)(?:进一步|继续|着力|重点|切实|不断|持续|从|按|以|加|采|围|坚|认真|做|努力|强化|严格|组织|"
    r"结合|深入|积极|全面|大力|通过|紧|把|对|逐|抓|开展|建立|完善|健全|推|提|优化|定期|在)|"
    # 将 before a verb is a plan; 未将…纳入 and 将来 are none, 将…与…脱节 is told by its problem.
    r"(?:^|[。;\n])(?:(?:为|对|因)此,?)?(?:我们|[我本全][^,。;]{1,4})?,?将(?!来|近)"
    r"[^,。;]{2,30}(?<!不足)(?<!不够)(?=[,。;])"
)
_PAST_MEASURE = (
    r"(?:开展|采取|完成|实施|做|落实)了"
    r"|(?<!而)已(?:经)?(?:于|在)?[^,;。]{0,24}(?:重新|合并|增设|增加|组织|制定|出台|印发|修改|撤下|改版|改为|改成|调整为|换成|更新|完善|建立|整改|修订|纠正|补齐|补上|配备|上线|明确)"
)
_BEGINS_A_MEASURE = (
    r"(?:^|[。;:,\n]|[一二三四五六七]是|\d[.、]|[)）])"
    r"(?:要|应|进一步|继续|切实|着力|不断|持续|大力|积极|全面|深入|认真|坚持|扎实)*"
    r"(?:加强|完善|健全|推进|提升|提高|强化|优化|规范|落实|加大|拓[宽展]|改进|开展|组织|制定|建立|细化|严格|"
    r"增加|丰富|列出|明确|深化|创新|抓[好住]|做好|召开|学习|通过|围绕|配[备齐强]|安排|设立|推行|实行|采取|"
    r"定期|指定|升级|改版|整合|压实|督促|邀请|编制|聘请|引入|试行|补[充齐]|修订|清理|每[月季周]|逐[条项月])"
    r"(?![^,;。]{0,10}(?:不|未|有待|欠|滞后|缺))"
)


def check(report: Report) -> Verdicts:
    """Yield part 5 if a concrete problem or a measure is missing."""
    sections = [section for section in report.sections if section.form.number == 5]
    if not sections:
        yield not_evaluated(reasons.NO_PART_FIVE)
        return
    # Looked at as it stands first: folding takes longer than all the rest.
    text = "\n".join(section.text for section in sections)
    if _problem_in(text) and _measure_in(text, report.year):
        return
    text = "\n".join(
        fold(paragraph.text) for section in sections for paragraph in section.paragraphs
    )
    if len(text) < _SHORTEST or any(map(_may_hold_more, sections)):
        yield not_evaluated("text-incomplete")
        return
    problem, measure = _problem_in(text), _measure_in(text, report.year)
    begun = measure or re.search(_BEGINS_A_MEASURE, text) is not None
    place = sections[0].paragraphs[0].place
    if not problem:
        yield finding(place, "problem" if begun else "neither", section=5)
    elif not measure and re.search(_PAST_MEASURE, text):
        # What was done is an improvement, too.
        yield finding(place, "future", section=5, severity=INFO)
    elif not begun:
        yield finding(place, "measure", section=5)


def _words() -> Any:
    return load_data(__file__, "problems_and_measures.yaml")


def _may_hold_more(section: Section) -> bool:
    return bool(section.tables) or not section.paragraphs or "![" in section.text


def _measure_in(text: str, year: int | None) -> bool:
    if any(word in text for word in _words()["sure_measures"]):
        return True
    return re.search(_MEASURE, text) is not None or (year is not None and f"{year + 1}年" in text)


def _problem_in(text: str) -> bool:
    if any(word in text for word in _words()["sure_problems"]):
        return True
    said = re.sub(_EMPTY_WORDS, "", text)
    if any(word in said for word in _words()["problems"]) or re.search(_NEEDED, said):
        return True
    # A list before the measures is one of problems, in whatever words.
    end = re.search(_MEASURE, text)
    return re.search(_LISTED, text[: end.start()] if end else text) is not None
