"""写本年度工作的句子，年份应当是报告年度。

为什么
    报告写的是报告年度的工作。结转只能是上一年转入、转到下一年。总体情况里写成上一年或下一年，多半是沿用旧稿没有改全。与往年比较的句子、
    引用的文件、往年的表彰、下一年的打算都不在此列。

错误示例
    2022年，我街道收到政府信息公开申请8件。            （2023 年度报告）

正确示例
    2023年，我街道收到政府信息公开申请8件。

如何修改
    核对年份；确实说的是其他年份的，写明是往年的情况。
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from gklint.api import (
    WARNING,
    Finding,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
    reasons,
    years_differ,
)

from .._passages import Passage, holds, of_sections, prose, sentences
from .._word_lists import load_data

RULE = Rule(
    code="GK408",
    name="stale-year",
    severity=WARNING,
    summary=Text("写本年度工作的句子用了别的年份", "this year's work under another year"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "这一句写的是本年度的工作，年份写作 {actual} 年，报告年度是 {expected} 年",
            "this sentence tells of the year's work under {actual}; the report is on {expected}",
        ),
        "carried": Text(
            "结转的年份写作 {actual} 年，{expected} 年度的报告应为 {right}",
            "carried over under {actual}; in a report on {expected} it is {right}",
        ),
    },
    reasons={
        "other-year": Text(
            "正文通篇用的是别的年份，见 GK503", "the text is of another year: GK503"
        ),
    },
    advice=Text("核对年份", "check the year"),
    needs_prose=True,
    any_year=True,
)

#: So often, and never the report year, is what GK503 speaks of.
_THROUGHOUT = 3
#: So much of the next sentence shows its year.
_NEXT = 8


def check(report: Report) -> Verdicts:
    """Yield each sentence that tells of the year's work with the year before or after."""
    year = report.year
    if year is None or years_differ(report):
        yield not_evaluated(reasons.YEAR_UNCLEAR)
        return
    others = [str(year - 1), str(year + 1)]
    if not holds(report, *_written(others)):
        yield from _carried(report)
        return
    found = list(_stale(report, others))
    text = prose(report)
    if (
        found
        and not _count(text, year)
        and max(_count(text, other) for other in others) >= _THROUGHOUT
    ):
        yield not_evaluated("other-year")
        return
    yield from _carried(report)
    for sentence, match in found:
        yield finding(
            sentence.place(*match.span("year")),
            section=sentence.section,
            actual=int(match["year"]),
            expected=year,
        )


def _stale(report: Report, years: list[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    # Part five and the plans in part six speak of the next year by right.
    for sentence in sentences(of_sections(report, 1, 6), *_written(years)):
        match = _of_the_year().search(sentence.text)
        if match is None or match["year"] not in years or str(report.year) in sentence.text:
            continue
        # 截至 the end of the year before is no other time: the year was left as it stood.
        text = sentence.text.replace(match["until"] or "", "", 1)
        for word in _words()["carried_in"]:
            text = text.replace(word, "")
        if any(word in text for word in _words()["otherwise"]):
            continue
        if any(word in sentence.text[: match.end()] for word in _words()["otherwise_before"]):
            continue
        if _is_compared(report, sentence):
            continue
        if not sentence.is_quoted(match.start()):
            yield sentence, match


def _carried(report: Report) -> Iterator[Finding]:
    """Yield each 结转 from another year than the last, or to another than the next."""
    assert report.year is not None, "the caller knows the year"
    before, after = report.year - 1, report.year + 1
    for sentence in sentences(of_sections(report, 1, 3, 6), "结转", "转入"):
        if "20" not in sentence.text:
            # Most name no year there.
            continue
        for match in _carried_over().finditer(sentence.text):
            year, right = int(match["out"] or match["in"]), after if match["out"] else before
            into_this = year == report.year and not match["goes_on"]
            if year == right or into_this or (match["in"] and year == report.year):
                continue
            if not sentence.is_titled(match.start()):
                yield finding(
                    sentence.place(*match.span("out" if match["out"] else "in")),
                    "carried",
                    section=sentence.section,
                    actual=year,
                    expected=report.year,
                    right=f"{right} 年",
                )


@lru_cache(maxsize=1)
def _carried_over() -> re.Pattern[str]:
    return re.compile(
        r"(?:结转|转入)(?:至|到|入)?(?P<out>20\d\d)年度?(?P<goes_on>继续)?"
        r"|(?P<in>20\d\d)年度?(?:结转|转入)(?!(?:至|到|入)?(?:下|次年|20\d\d))"
    )


def _is_compared(report: Report, sentence: Passage) -> bool:
    """Say whether the next sentence gives the same of the report year: 2022年5件。2023年8件。"""
    rest = fold(sentence.paragraph.text[sentence.start + len(sentence.raw) :][:_NEXT])
    return rest.startswith((str(report.year), "本年", "今年"))


def _count(text: str, year: int | str) -> int:
    return sum(map(text.count, _written([str(year)])))


def _written(years: list[str]) -> list[str]:
    """Return the years in plain and in full-width digits."""
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    return [*years, *(year.translate(wide) for year in years)]


def _words() -> Mapping[str, Sequence[str]]:
    words: Mapping[str, Sequence[str]] = load_data(__file__, "stale_year.yaml")
    return words


@lru_cache(maxsize=1)
def _of_the_year() -> re.Pattern[str]:
    own, did, counted = ("|".join(_words()[key]) for key in ("own", "did", "counted"))
    return re.compile(
        rf"(?:^|[,、:)])(?:(?P<until>截[至止]到?)(?=20\d\d年(?:12月|年?底)))?"
        rf"(?P<year>20\d\d)年(?(until)(?:12月(?:31日|底)|年?底)|(?![底初末内中\d])度?),?"
        rf"(?=[^,]{{0,12}}(?:{own})|[^,]{{0,4}}(?:共|未|没有))"
        rf".{{0,40}}?(?:{did}).{{0,24}}?(?:{counted})"
    )
