"""总体情况应当写到五个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障。

为什么
    格式对总体情况列出了这五个方面，缺一个方面，读者就不知道那项工作做了没有。用什么小标题、是否合写
    都可以，通篇没有提到的才给出警告；有的句子看不出说的是哪一方面的，作为提示；“监督权”和报告各部分的名称不算提到；其他方面都有小标题，这一方面只是顺带提到的，作为提示。

错误示例
    一、总体情况
    全年通过门户网站主动公开信息。未收到政府信息公开申请。加强培训和检查。   （没有政府信息管理）

正确示例
    一、总体情况
    全年通过门户网站主动公开信息。未收到政府信息公开申请。发布前逐条进行保密审查。加强培训和检查。

如何修改
    补写没有提到的方面；这一年没有开展的，也照实说明。
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gklint.api import (
    INFO,
    WARNING,
    Option,
    Options,
    Report,
    Rule,
    Section,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
)

from .._passages import says_little
from .._topics import HEAD, enumerator, opens_a_topic
from .._word_lists import load_data
from ._six_parts import IMAGE, clause

#: The topics in overview_topics.yaml.
TOPICS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")

RULE = Rule(
    code="GK110",
    name="overview-topic",
    severity=WARNING,
    summary=Text("总体情况没有写到五个方面之一", "the overview leaves out one of five topics"),
    clauses=(clause(1),),
    messages={
        "default": Text("总体情况没有写到{topics}", "the overview says nothing on {topics}"),
        "unclear": Text(
            "没有认出总体情况哪里写了{topics}，请核对",
            "it was not made out where the overview speaks of {topics}; please check",
        ),
        "heading": Text(
            "总体情况的小标题中没有{topics}，正文只是顺带提到",
            "no sub-heading of the overview is on {topics}, which is only touched upon",
        ),
    },
    reasons={
        "no-overview": Text("没有总体情况，见 GK101", "there is no overview: GK101"),
        "text-incomplete": Text(
            "总体情况没有检出完整的文字", "the text of the overview is not all there"
        ),
    },
    advice=Text("补写这一方面；没有开展的照实说明", "write on it; where nothing was done, say so"),
    years=(2020, None),
    options=(
        Option(
            "optional",
            (),
            Text("可以不写的方面", "topics that may be left out"),
            choices=TOPICS,
            example="监督保障",
        ),
    ),
    needs_prose=True,
    eased_while_optional=True,
)

#: With so many topics under headings of their own, the overview follows the form's division.
_HEADED = 3
#: A sentence no longer than this is a heading.
_SHORT_SENTENCE = 10
_LONGEST_HEADING = 40
#: What converters leave of a lost character.
_LOST = ("□", "\ufffd")

#: Topics by name: see overview_topics.yaml.
Topics = Mapping[str, Mapping[str, Any]]


def check(report: Report, options: Options) -> Verdicts:
    """Yield the overview if a topic is nowhere spoken of in it, or has no heading as others do."""
    sections = [section for section in report.sections if section.form.number == 1]
    if not sections:
        yield not_evaluated("no-overview")
        return
    every: Topics = load_data(__file__, "overview_topics.yaml")
    topics = {name: topic for name, topic in every.items() if name not in options["optional"]}
    text = "\n".join(section.text for section in sections)
    affirmed = _affirmed(text)
    missing = [name for name, topic in topics.items() if not _speaks(affirmed, topic["words"])]
    if missing:
        affirmed = _affirmed(fold(text))
        missing = [name for name in missing if not _is_on(affirmed, topics[name])]
    message, severity = "default", WARNING
    if missing and _holds_other_sentences(affirmed, topics):
        message, severity = "unclear", INFO
    if not missing:
        missing = _without_heading(sections, topics)
        message, severity = "heading", INFO
    if not missing:
        return
    if says_little(text) or any(map(_may_hold_more, sections)):
        yield not_evaluated("text-incomplete")
        return
    yield finding(
        sections[0].title_place,
        message,
        section=1,
        severity=severity,
        topics=Text(
            "、".join(f"“{name}”" for name in missing),
            ", ".join(topics[name]["en"] for name in missing),
        ),
    )


def _without_heading(sections: list[Section], topics: Topics) -> list[str]:
    """Return the topics that no sub-heading is on, where most of the others have one."""
    texts = [paragraph.text for section in sections for paragraph in section.paragraphs]
    headings = [_heading(text) for text in texts if text[0] in "（(" or opens_a_topic(text)]
    missing = _on_none(topics, headings)
    if not missing or len(topics) - len(missing) < _HEADED:
        return []
    if _speaks("".join(headings), _LOST):
        return []
    # What bears another kind of number may be the heading of those that do.
    others = [_heading(text) for text in texts if enumerator(fold(text[:HEAD]))]
    missing = _on_none({name: topics[name] for name in missing}, others)
    if not missing:
        return []
    unclaimed = fold("\n".join(_under_headings_of_no_topic(texts, topics)))
    return [name for name in missing if not _is_on(unclaimed, topics[name])]


def _under_headings_of_no_topic(texts: list[str], topics: Topics) -> Iterator[str]:
    """Yield the paragraphs whose heading names no topic: 重依法、强规范 may be on any."""
    claimed = True
    for text in texts:
        if text[0] in "（(" or opens_a_topic(text):
            heading = _heading(text)
            claimed = any(_speaks(heading, topic["headings"]) for topic in topics.values())
        if not claimed:
            yield text


def _on_none(topics: Topics, headings: list[str]) -> list[str]:
    """Return the topics that none of the headings is on."""
    return [
        name
        for name, topic in topics.items()
        if not any(_speaks(heading, topic["headings"]) for heading in headings)
    ]


def _heading(text: str) -> str:
    """Return the sub-heading that a paragraph is, or that it runs on from: （三）信息管理情况。"""
    return text[:_LONGEST_HEADING].partition("。")[0]


def _affirmed(text: str) -> str:
    """Return the text without what names a topic and says nothing on it.

    Left out are rights of the people (监督权), and sentences that list the parts of the report.
    """
    data = load_data(__file__, "overview_no_topics.yaml")
    for words in data["words"]:
        text = text.replace(words, "")
    parts = [part for part in data["parts"] if part in text]
    if len(parts) < data["listed"]:
        return text
    return "。".join(
        sentence
        for sentence in re.split("[。\n]", text)
        if sum(part in sentence for part in parts) < data["listed"]
    )


def _speaks(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _is_on(text: str, topic: Mapping[str, Any]) -> bool:
    """Say whether a folded text speaks of a topic, by its words or by what is done of it."""
    if _speaks(text, topic["words"]):
        return True
    others = load_data(__file__, "overview_no_topics.yaml")["other_applications"]
    return re.search("|".join(topic["said"]), re.sub("|".join(others), "", text)) is not None


def _holds_other_sentences(text: str, topics: Topics) -> bool:
    """Say whether a sentence of a folded text is on no topic: the missing one may be its own."""
    fillers = load_data(__file__, "overview_no_topics.yaml")["fillers"]
    return any(
        len(sentence) > _SHORT_SENTENCE
        and not any(_is_on(sentence, topic) for topic in topics.values())
        and not _speaks(sentence, fillers)
        for sentence in re.split("[。;\n]", text)
    )


def _may_hold_more(section: Section) -> bool:
    """Say whether some of the section may stand in an image or was taken for a table."""
    return bool(section.tables) or IMAGE.search(section.text) is not None
