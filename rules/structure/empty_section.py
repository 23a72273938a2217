"""总体情况、存在的主要问题及改进情况、其他需要报告的事项三个部分应当有内容。

为什么
    《条例》第五十条规定了年度报告应当包括的内容，只有标题或者只写“无”，等于没有报告；只有第六部分
    可以写“无”。以表格为主的三个部分由 GK201 和 GK107 检查。内容若是图片，文字中检不出，请人工核对。

错误示例
    五、存在的主要问题及改进情况
    无。
    六、其他需要报告的事项
    无。

正确示例
    五、存在的主要问题及改进情况
    部分信息更新不够及时。下一步将按月检查各栏目，逾期未更新的限期补齐。
    六、其他需要报告的事项
    无。

如何修改
    写明这一部分应当报告的内容；第六部分没有事项的，写“无”。
"""

from gklint.api import (
    ERROR,
    WARNING,
    Finding,
    NotEvaluated,
    Report,
    Rule,
    Section,
    SectionForm,
    Text,
    Verdicts,
    finding,
    lazily,
    not_evaluated,
    section_forms,
)

from .._passages import HANDFUL, words_of
from ._six_parts import IMAGE, clause, part

LAW = "regulations: 第五十条"

RULE = Rule(
    code="GK106",
    name="empty-section",
    severity=ERROR,
    summary=Text("部分没有内容", "a part has no content"),
    clauses=(
        LAW,
        "format: 一、总体情况",
        "format: 五、存在的主要问题及改进情况",
        "format: 六、其他需要报告的事项",
    ),
    messages={
        "default": Text(
            "{part}“{title}”只有标题，未检出内容",
            "{part} “{title}” is a heading only; no content was found",
        ),
        "short": Text(
            "{part}“{title}”只写了“{actual}”，应写明这一部分的内容",
            "{part} “{title}” says no more than “{actual}”; content is due here",
        ),
        "nothing-else": Text(
            "{part}“{title}”未检出内容；没有其他事项的，应写“无”",
            "no content was found in {part} “{title}”; where there is nothing, say 无",
        ),
    },
    reasons={
        "text-boxes": Text(
            "{part}只检出标题，文本框里的文字属于哪一部分无法确定",
            "{part}: to which part the text of text boxes belongs cannot be told",
        ),
        "image": Text("{part}是图片，未检出文字", "{part} is an image: no text to check"),
        "cells": Text(
            "{part}只检出表格，其中的文字没有作为正文读出",
            "{part}: only a table was found, whose words were not read as prose",
        ),
        "sub-headings-only": Text(
            "{part}只检出小标题，正文可能没有转出", "{part}: only sub-headings were found"
        ),
    },
    advice=Text("补上内容；第六部分没有事项的，写“无”", "add the content; part 6 may say 无"),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)

#: A paragraph longer than this, punctuation counted, says something, unless it is an image.
_PLENTY = 40
_MAY_BE_IMAGE = frozenset("!<图")

_NOTHING = lazily(r"无|没有|未|不")


def check(report: Report) -> Verdicts:
    """Yield each part of prose that has a heading and no content."""
    for form in section_forms(report):
        sections = [section for section in report.sections if section.form.number == form.number]
        if form.content == "table" or not sections:
            continue
        # Of a part that stands twice (GK103) one may be the bare heading.
        verdicts = [_elsewhere(report, section) or _verdict(section, form) for section in sections]
        if verdicts[0] and all(verdicts):
            yield verdicts[0]


def _elsewhere(report: Report, section: Section) -> NotEvaluated | None:
    """Return why a bare heading says nothing: the text may be a picture, or float over a sheet."""
    if section.paragraphs or section.tables:
        return None
    name = part(section.form.number)
    after = [other.place.line for other in report.sections if other.place.line > section.place.line]
    end = min(after, default=len(report.source.lines) + 1)
    for line, kind in report.source.unread.items():
        if kind == "floating":
            return not_evaluated("text-boxes", part=name, partly=True)
        if kind != "other-year" and section.place.line <= line < end:
            return not_evaluated("image", part=name, partly=True)
    if any(
        "|" in line or "\t" in line for line in report.source.lines[section.place.line : end - 1]
    ):
        return not_evaluated("cells", part=name, partly=True)
    return None


def _verdict(section: Section, form: SectionForm) -> Finding | NotEvaluated | None:
    if section.tables:
        return None
    if any(
        len(p.text) > _PLENTY and not p.heading and not any(s in p.text for s in _MAY_BE_IMAGE)
        for p in section.paragraphs
    ):
        # Most parts are long, and counting their characters one by one is dear.
        return None
    name = part(form.number)
    if not section.paragraphs:
        return _finding(section, form, "default" if form.content == "required" else "nothing-else")
    text = section.text
    if _MAY_BE_IMAGE & set(text):
        text = IMAGE.sub("", text)
    if not text.strip() and text != section.text:
        return not_evaluated("image", part=name, partly=True)
    words = words_of(text)
    if len(words) >= HANDFUL:
        if all(paragraph.heading for paragraph in section.paragraphs):
            return not_evaluated("sub-headings-only", part=name, partly=True)
        return None
    if form.content == "required":
        return _finding(section, form, "short")
    # Part 6 may say that there is nothing, in whatever words.
    return None if _NOTHING.search(words) else _finding(section, form, "short")


def _finding(section: Section, form: SectionForm, message: str) -> Finding:
    paragraphs = section.paragraphs
    return finding(
        paragraphs[0].place if paragraphs else section.place,
        message,
        section=form.number,
        actual=" ".join(section.text.split()) or None,
        severity=None if form.content == "required" else WARNING,
        clauses=(LAW, clause(form.number)),
        part=part(form.number),
        title=form.title,
    )
