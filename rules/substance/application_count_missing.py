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

from .._topics import opens_a_topic, topic_of
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

#: How a paragraph that opens a topic begins, by kind of enumerator.
_HAN = "[一二三四五六七八九十]"
_ENUMERATORS = (
    rf"\({_HAN}{{1,2}}\)",
    rf"{_HAN}{{1,2}}[、.,]",
    r"\d{1,2}[、.,](?!\d)",
    r"\(\d{1,2}\)",
    f"第{_HAN}",
    f"{_HAN}是",
)
#: So far into a paragraph its topic is named.
_HEAD = 30

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


def check(report: Report) -> Verdicts:
    """Yield the paragraph on applications in part 1 if no sentence says how many there were."""
    paragraphs = [
        paragraph
        for section in report.sections
        if section.form.number == 1
        for paragraph in section.paragraphs
    ]
    block = _block(paragraphs)
    if not block:
        yield not_evaluated("no-paragraph")
        return
    # A number in another paragraph is a number all the same.
    if any(_counts(paragraph.text, about=False) for paragraph in block) or any(
        "申请" in paragraph.text and _counts(paragraph.text, about=True)
        for paragraph in (*paragraphs, *_of_part_three(report))
    ):
        return
    yield finding(block[0].place, section=1)


def _words() -> Any:
    return load_data(__file__, "application_count_missing.yaml")


def _of_part_three(report: Report) -> Iterator[Paragraph]:
    for section in report.sections:
        if section.form.number == 3:
            yield from section.paragraphs


def _block(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraph whose head is about applications and those up to the next topic."""
    block: list[Paragraph] = []
    level = None
    for paragraph in paragraphs:
        # Folded only where it may be the one, or where it may be the end of it.
        if not block and "申请" not in paragraph.text[:_HEAD]:
            continue
        head = fold(paragraph.text[:_HEAD])
        own = _enumerator(head) or ("run-in" if opens_a_topic(head) else None)
        if not block:
            opened = own or paragraph.heading
            topic = topic_of(head) if opened else ""
            if any(word in topic for word in _words()["topics"]):
                block, level = [paragraph], own
        elif own and own == level:
            break
        else:
            block.append(paragraph)
    return block


def _enumerator(head: str) -> str | None:
    return next((kind for kind in _ENUMERATORS if re.match(kind, head)), None)


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
