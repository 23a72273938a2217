"""总体情况写依申请公开的一段，应当写明收到多少件申请，或者写“未收到”。

为什么
    读者看这一段，要知道的就是这一年收到几件申请。只写工作部署，不写数字，也不写“未收到”，等于没有
    回答，也无法与表三核对。

错误示例
    （二）依申请公开情况。进一步规范办理流程，畅通受理渠道。

正确示例
    （二）依申请公开情况。进一步规范办理流程。全年收到政府信息公开申请 8 件，均已按期答复。

如何修改
    写明收到和办结的件数，与表三一致；没有收到的，写“未收到政府信息公开申请”。
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gklint.api import (
    WARNING,
    Paragraph,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
)

from .._topics import HEAD, enumerator, opens_a_topic, topic_of
from .._word_lists import load_data

RULE = Rule(
    code="GK604",
    name="application-count-missing",
    severity=WARNING,
    summary=Text(
        "依申请公开一段没有写件数", "no number of applications where they are reported on"
    ),
    clauses=("format: 一、总体情况",),
    messages={
        "default": Text(
            "依申请公开一段没有写收到多少件申请，也没有写“未收到”",
            "the paragraph on applications says neither how many there were nor that there "
            "were none",
        )
    },
    reasons={
        "no-paragraph": Text(
            "总体情况没有检出依申请公开的段落", "no paragraph on applications was found"
        ),
    },
    advice=Text(
        "写明收到和办结的件数；没有收到的，写“未收到”",
        "say how many were received and answered, or that none was",
    ),
    years=(2020, None),
    needs_form=True,
    needs_prose=True,
)

#: Where a sentence ends, and another may open a topic.
_SENTENCE = re.compile("[^。；;]+[。；;]?")

#: What may stand before the words that open a topic.
_MARKS = "*#·•●○◆◇■□▲△▪★☆※➤"

#: How a sentence counts applications, or says that there were none.
_PIECES = r"\d(?:余|多)?(?:件|份|条|起|宗|例|个(?!工作日|月|自然日|平台|渠道)|项|笔|封|批|人|家|次)"
_COUNTED = (
    r"(?:申请|数量?|受理|收到|办结|答复|共计?|为|[:])\d+(?![\d年月日.])"
    r"|[一二两三四五六七八九十百]+(?:件|份|起|宗|例)"
)
_NONE = (
    r"^(?:暂?无|没有|未发生)$|(?:未|没有|无|零)[^,;。]{0,24}(?:申请|收到|受理|接到|发生|办理)"
    r"|(?:申请|情况|数量?|受理)[^,;。]{0,10}(?:为|:)?(?:无|零|未发生|没有|空白)"
)


class _Sentence:
    """A sentence of a paragraph, by where it stands in it."""

    def __init__(self, paragraph: Paragraph, start: int, end: int) -> None:
        self.paragraph = paragraph
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return self.paragraph.text[self.start : self.end]

    @property
    def head(self) -> str:
        """How it begins, folded, without marks of lists and of bold type in Markdown."""
        return fold(self.text[:HEAD]).lstrip(_MARKS)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of its own."""
        return self.start == 0 and self.paragraph.heading


def check(report: Report) -> Verdicts:
    """Yield the paragraph on applications in part 1 if no sentence says how many there were."""
    paragraphs = [
        paragraph
        for section in report.sections
        if section.form.number == 1
        for paragraph in section.paragraphs
    ]
    # A topic has a paragraph of its own; only where none has one, topics run on in one.
    block = _block(paragraphs, within=False) or _block(paragraphs, within=True)
    if not block:
        yield not_evaluated("no-paragraph")
        return
    # A number in another paragraph is a number all the same.
    if any(_counts(sentence.text, about=False) for sentence in block) or any(
        "申请" in paragraph.text and _counts(paragraph.text, about=True)
        for paragraph in (*paragraphs, *_of_part_three(report))
    ):
        return
    first = block[0]
    yield finding(first.paragraph.place_of(first.start, first.end), section=1)


def _words() -> Any:
    return load_data(__file__, "application_count_missing.yaml")


def _of_part_three(report: Report) -> Iterator[Paragraph]:
    for section in report.sections:
        if section.form.number == 3:
            yield from section.paragraphs


def _block(paragraphs: Sequence[Paragraph], within: bool) -> list[_Sentence]:
    """Return the sentence that opens the topic of applications and those up to the next topic.

    `within`: it may stand within a paragraph.
    """
    block: list[_Sentence] = []
    level = None
    for paragraph in paragraphs:
        # Looked into only where it may have the one, or where it may have the end of it.
        where = paragraph.text if within else paragraph.text[:HEAD]
        if not block and "申请" not in where:
            continue
        for sentence in _sentences(paragraph):
            own = _opening(sentence)
            if not block:
                opens = own or sentence.is_heading
                if opens and (within or not sentence.start) and _on_applications(sentence.head):
                    block, level = [sentence], own
            elif own == level and own and _ends(own, sentence.head):
                return block
            else:
                block.append(sentence)
    return block


def _sentences(paragraph: Paragraph) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(paragraph.text):
        yield _Sentence(paragraph, *match.span())


def _opening(sentence: _Sentence) -> str | None:
    """Return how a sentence opens a topic: the kind of its number, "run-in", or None."""
    head = sentence.head
    kind = enumerator(head)
    if kind:
        return kind
    topic = topic_of(head)
    is_named = head[len(topic) : len(topic) + 1] in (":", "。") and topic in _words()["names"]
    return "run-in" if is_named or opens_a_topic(head) else None


def _on_applications(head: str) -> bool:
    topic = topic_of(head)
    return any(word in topic for word in _words()["topics"])


def _ends(level: str, head: str) -> bool:
    """Say whether a sentence that opens something ends the topic of applications.

    A number of the same kind does. Words without one may go on: 答复情况：…
    """
    if level != "run-in":
        return True
    topic = topic_of(head)
    return any(word in topic for word in _words()["other_topics"])


def _counts(text: str, about: bool) -> bool:
    """Say whether a sentence says how many applications there were; `about`: it must name them."""
    words, folded = _words(), fold(text)
    for mark in ";!?":
        folded = folded.replace(mark, "。")
    for sentence in folded.split("。"):
        if "第" in sentence:
            sentence = re.sub(r"第\d+[条款项]", "", sentence)
        if about and "申请" not in sentence:
            continue
        counted = any(word in sentence for word in words["counted"])
        if counted and (re.search(_PIECES, sentence) or re.search(_COUNTED, sentence)):
            return True
        # Looked for last, and only beside such a word: most reports have a number.
        if any(word in sentence for word in words["none"]) and re.search(_NONE, sentence):
            return True
    return False
