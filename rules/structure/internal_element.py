"""公开发布的报告中不应留有签发人、主送机关、送审稿等内部办文的内容。

为什么
    签发人、主送机关、稿次是公文流转中的要素。年度报告向社会公布，留着这些内容，像是把内部文稿直接挂上
    了网。发文字号和“此件主动公开”不在此列。

错误示例
    松办发〔2024〕3号    签发人：（姓名）
    2023年政府信息公开工作年度报告（送审稿）

正确示例
    松办发〔2024〕3号
    2023年政府信息公开工作年度报告

如何修改
    发布前删去这些内容。
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, fold

from .._passages import Passage, of_ending, of_front, of_title, passages

RULE = Rule(
    code="GK114",
    name="internal-element",
    severity=INFO,
    summary=Text(
        "公开的文本中有内部办文的内容", "an element of internal paperwork in a published text"
    ),
    clauses=("regulations: 第四十九条",),
    messages={
        "default": Text(
            "“{words}”是内部办文的内容，公开发布时不宜保留",
            "“{words}” belongs to internal paperwork, not to what is published",
        ),
        "addressee": Text(
            "“{words}”是主送机关，年度报告向社会公布，不需要主送机关",
            "“{words}” is an addressee; the report is addressed to the public",
        ),
    },
    advice=Text("发布前删去", "take it out before publishing"),
    needs_prose=True,
    eased_while_optional=True,
    any_year=True,
)

_MARKS = ("签", "稿", "送", "：", ":")
#: A line with such an element is no sentence, and an address is shorter still.
_LONGEST = 100
_ADDRESS = 40


def check(report: Report) -> Verdicts:
    """Yield signer, addressee and draft mark in title, front matter and closing."""
    seen: set[int] = set()
    for passage in _lines(report):
        match = _element().search(passage.text) or _addressee().match(passage.text)
        if match is None:
            continue
        start, end = match.span(1)
        place = passage.place(start, end)
        # A line of the title may stand in the front matter too.
        if place.line not in seen:
            seen.add(place.line)
            message = "addressee" if match.re is _addressee() else "default"
            yield finding(place, message, words=passage.written(start, end))


def _lines(report: Report) -> Iterator[Passage]:
    """Yield the title and the lines of front matter and closing that may hold such an element.

    A line without a full stop runs on into the sentence below it, so only the first line of a
    paragraph counts.
    """
    yield from passages(of_title(report), "稿", "签")
    for section, paragraph in (*of_front(report), *of_ending(report)):
        pieces = paragraph.pieces
        line = paragraph.text[: pieces[1].start] if len(pieces) > 1 else paragraph.text
        opening = line if len(line) <= _LONGEST else line[:_ADDRESS]
        if any(mark in opening for mark in _MARKS) and "。" not in opening:
            yield Passage(section, paragraph, 0, opening, fold(opening))


@lru_cache(maxsize=1)
def _element() -> re.Pattern[str]:
    return re.compile(
        r"((?:签发|会签|核稿|拟稿|主送)(?:人|机关|单位)?(?=:)"
        r"|(?:签发人|主送机关)(?=[\u4e00-\u9fff]{0,4}$)"
        r"|[(\[](?:送审|报审|审议|讨论|征求意见|修改|初)稿[)\]])"
    )


@lru_cache(maxsize=1)
def _addressee() -> re.Pattern[str]:
    # A body's name with a colon that opens the text; a label such as 发布机构 ends otherwise.
    return re.compile(
        r"((?:各|[^\d,。、:;()的由将])[^\d,。:;()由将]{1,24}"
        r"(?:人民政府|办公室|办公厅|公开办|委员会|局|委|厅)):"
    )
