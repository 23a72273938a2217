"""标题、统计期限和正文所说的年度应当一致。

为什么
    年度不一致，多半是沿用上一年的稿子没有改全。读者无法确定这是哪一年的报告，数字也就无从引用。

错误示例
    标题：2023年政府信息公开工作年度报告
    统计期限：2022年1月1日至2022年12月31日

正确示例
    标题：2023年政府信息公开工作年度报告
    统计期限：2023年1月1日至2023年12月31日

如何修改
    确认报告年度，把写错的一处改过来，并检查正文是否还有上一年的内容。
"""

import re
from collections import Counter
from collections.abc import Iterator

from gklint.api import (
    ERROR,
    Finding,
    Place,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    fold_with_offsets,
    not_evaluated,
    related,
)

RULE = Rule(
    code="GK503",
    name="year-conflict",
    severity=ERROR,
    summary=Text(
        "标题、统计期限、正文的年度不一致", "title, statistics period and text disagree on the year"
    ),
    clauses=("format: 标题", "format: 引言"),
    messages={
        "title": Text(
            "标题写的是 {actual} 年，统计期限是 {period} 年，正文所说也是 {period} 年",
            "the title says {actual}, the statistics period {period}, and so does the text",
        ),
        "period": Text(
            "统计期限是 {actual} 年，标题写的是 {title} 年",
            "the statistics period is {actual}, but the title says {title}",
        ),
        "text": Text(
            "正文 {count} 次说的都是 {actual} 年，没有一次说 {expected} 年，与{source}不一致",
            "the text speaks of {actual} {count} times and never of {expected}, as {source}",
        ),
    },
    reasons={
        "no-year-to-compare": Text(
            "标题和统计期限都没有年度可比", "neither title nor statistics period names a year"
        ),
    },
    advice=Text(
        "确认报告年度，把写错的一处改过来", "make sure which year it is and correct the other"
    ),
    needs_prose=True,
    any_year=True,
)

#: A year that a sentence speaks of, not the date of a document or a meeting.
_YEAR = r"(?<!\d)(20\d\d)年(?!\d{1,2}月)"
#: Names of documents hold the years of their issue.
_QUOTED = r"《[^《》]*》"
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
#: So often must the text speak of one other year before it may be said to be of that year.
_CERTAIN = 3


def check(report: Report) -> Verdicts:
    """Yield the year that disagrees with the others."""
    title = report.title.year if report.title else None
    period = report.period
    if title is None and period is None:
        yield not_evaluated("no-year-to-compare")
        return
    if title is not None and period and title not in (period.first[0], period.last[0]):
        yield _title_and_period(report, title, period.first[0])
    else:
        yield from _text(report, title)


def _title_and_period(report: Report, title: int, period: int) -> Finding:
    assert report.title and report.period, "the caller compared their years"
    mentions = Counter(year for _, year in _mentions(report))
    at_title = report.title.year_place or report.title.place
    if mentions[period] > mentions[title]:
        return finding(
            at_title,
            "title",
            actual=title,
            expected=period,
            period=period,
            related=[related(report.period.place, "统计期限", "the statistics period")],
        )
    return finding(
        report.period.place,
        "period",
        actual=period,
        expected=title,
        title=title,
        related=[related(at_title, "标题的年度", "the year of the title")],
    )


def _text(report: Report, title: int | None) -> Iterator[Finding]:
    """Yield a finding where part one speaks of one other year only, and of that year throughout."""
    period = report.period
    expected = title if title is not None else period.first[0] if period else None
    if expected is None or _finding(report, str(expected)):
        return
    mentions = list(_mentions(report, section=1))
    years = {year for _, year in mentions}
    if len(years) == 1 and len(mentions) >= _CERTAIN:
        place, year = mentions[0]
        both = title is not None and period is not None
        yield finding(
            place,
            "text",
            section=1,
            actual=year,
            expected=expected,
            count=len(mentions),
            source=Text("标题和统计期限", "title and statistics period say")
            if both
            else Text("标题", "the title says")
            if title is not None
            else Text("统计期限", "the statistics period says"),
        )


def _finding(report: Report, year: str) -> bool:
    """Say whether the prose names the year outside the statistics period."""
    period = report.period.text if report.period else "\0"
    plainly = any(year in p.text and period not in p.text for _, p in report.paragraphs())
    return plainly or year in _prose(report)


def _prose(report: Report) -> str:
    """Return the folded prose of the report in Arabic digits, the statistics period left out."""
    period = fold(report.period.text) if report.period else ""
    text = "\n".join(fold(paragraph.text) for _, paragraph in report.paragraphs())
    return (text.replace(period, "") if period else text).translate(_DIGITS)


def _mentions(report: Report, section: int | None = None) -> Iterator[tuple[Place, int]]:
    """Yield place and year of each mention of a year in the prose (None: in all of it)."""
    period = fold(report.period.text) if report.period else ""
    for number, paragraph in report.paragraphs():
        if section not in (None, number) or "年" not in paragraph.text:
            continue
        text, offsets = fold_with_offsets(paragraph.text)
        silent = [match.span() for match in re.finditer(_QUOTED, text)]
        if period and period in text:
            start = text.index(period)
            silent.append((start, start + len(period)))
        for match in re.finditer(_YEAR, text):
            if not any(start <= match.start() < end for start, end in silent):
                place = paragraph.place_of(offsets[match.start()], offsets[match.end() - 1] + 1)
                yield place, int(match[1])
