"""引言说报告由哪几部分组成，应当与正文的部分一致。

为什么
    引言列出的部分或者部分数与正文对不上，读者会以为报告有缺漏，多半是沿用旧稿没有改全。部分按标题
    认定，“行政复议、行政诉讼”是一个部分。正文缺少的部分由 GK101 报告。

错误示例
    本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、
    行政诉讼情况、存在的主要问题及改进情况组成。      （正文有六个部分）

正确示例
    本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、
    行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。

如何修改
    按正文的部分改写引言这一句。
"""

import re
from collections.abc import Iterator
from typing import Any

from gklint.api import (
    WARNING,
    Finding,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    load_lexicon,
    not_evaluated,
)

from .._passages import Passage, of_front, sentences
from .._word_lists import load_data
from ._extra_headings import extra_headings
from ._six_parts import NUMERALS, SIX_PARTS

RULE = Rule(
    code="GK108",
    name="declared-parts",
    severity=WARNING,
    summary=Text("引言所说的部分与正文不一致", "the preamble declares other parts than there are"),
    clauses=("format: 引言",),
    messages={
        "unlisted": Text(
            "引言列出了 {count} 个部分，没有列正文中的{parts}",
            "the preamble lists {count} parts and leaves out {parts}, which the report has",
        ),
        "number": Text(
            "引言说有 {actual} 个部分，列出的是 {expected} 个",
            "the preamble says there are {actual} parts and lists {expected}",
        ),
        "count": Text(
            "引言说有 {actual} 个部分，正文有 {expected} 个",
            "the preamble says there are {actual} parts; the report has {expected}",
        ),
    },
    reasons={
        "parts-absent": Text("正文缺少部分，见 GK101", "parts are absent: GK101"),
    },
    advice=Text("按正文的部分改写这一句", "rewrite the sentence after the parts there are"),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)

#: A sentence that names fewer parts is about something else.
_LIST = 3


def check(report: Report) -> Verdicts:
    """Yield the sentence of the preamble that lists or counts other parts than there are."""
    present = {section.form.number for section in report.sections}
    words = _words()
    for sentence in sentences(of_front(report), *words["marks"]):
        of_report = any(word in sentence.text for word in words["of_report"])
        listed = _listed(sentence.text) if of_report else {}
        if len(listed) < _LIST and not _counts_parts(sentence.text):
            continue
        if len(present) < len(SIX_PARTS):
            yield not_evaluated("parts-absent")
        elif len(listed) >= _LIST:
            yield from _list(report, sentence, listed, present)
        else:
            # A seventh part is no fault of this sentence: GK109.
            extra = sum(1 for section in report.sections for _ in extra_headings(section))
            yield from _number(sentence, len(present) + extra, "count")
        return


def _words() -> Any:
    return load_data(__file__, "declared_parts.yaml")


def _list(
    report: Report, sentence: Passage, listed: dict[int, int], present: set[int]
) -> Iterator[Finding]:
    missing = sorted(present - set(listed))
    if not missing:
        # 附表 and the like may be counted too.
        wrong = list(_number(sentence, len(listed), "number"))
        if wrong and not _lists_more(sentence.text[min(listed.values()) :]):
            yield from wrong
        return
    titles = {section.form.number: f"“{section.form.title}”" for section in report.sections}
    yield finding(
        sentence.place(min(listed.values()), len(sentence.text.rstrip("。;!?"))),
        "unlisted",
        count=len(listed),
        parts=Text(
            "、".join(titles[number] for number in missing),
            ", ".join(titles[number] for number in missing),
        ),
    )


def _number(sentence: Passage, expected: int, message: str) -> Iterator[Finding]:
    for match in _number_of_parts().finditer(sentence.text):
        written = match["number"]
        number = int(written) if written.isdigit() else NUMERALS.index(written) + 1
        if number != expected:
            yield finding(sentence.place(*match.span()), message, actual=number, expected=expected)
        return


def _listed(text: str) -> dict[int, int]:
    """Return the parts that the text names, each with where it first does."""
    found = {}
    for number, names in _words()["parts"].items():
        at = min((i for i in map(text.find, names) if i >= 0), default=-1)
        if at >= 0:
            found[int(number)] = at
    return found


def _counts_parts(text: str) -> bool:
    if "部分" not in text and "章" not in text:
        return False
    counted = _number_of_parts().search(text)
    if counted is None:
        return False
    # 报告共分六个部分: what is counted stands in the same clause.
    clause = text[text.rfind(",", 0, counted.start()) + 1 : counted.start()]
    return "报告" in clause or "全文" in clause


def _lists_more(text: str) -> bool:
    """Say whether a list holds items beside the titles of the six parts."""
    for title in sorted(load_lexicon().titles, key=len, reverse=True):
        text = text.replace(title, "")
    text = _number_of_parts().sub("", text)
    rest = re.sub("组成|构成|内容|以及|[和及与等共]", "", text)
    return sum(character.isalnum() for character in rest) > 1


def _number_of_parts() -> re.Pattern[str]:
    return re.compile(rf"(?<![第{NUMERALS}\d])(?P<number>[{NUMERALS}]|\d)个?大?(?:部分|章节?)")
