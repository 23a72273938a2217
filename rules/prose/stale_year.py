"""写本年度工作的句子，年份应当是报告年度。

为什么
    报告写的是报告年度的工作。总体情况里写成上一年或下一年，多半是沿用旧稿没有改全。与往年比较的句子、
    引用的文件、往年的表彰、下一年的打算都不在此列。

错误示例
    2022年，我街道收到政府信息公开申请8件。            （2023 年度报告）

正确示例
    2023年，我街道收到政府信息公开申请8件。

如何修改
    核对年份；确实说的是其他年份的，写明是往年的情况。
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding, not_evaluated, years_differ

from .._passages import Passage, holds, of_sections, prose, sentences

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
        )
    },
    advice=Text("核对年份", "check the year"),
    needs_prose=True,
)

#: A sentence with one of these compares, cites, looks back or ahead.
_OTHERWISE = (
    "比",
    "较",
    "相比",
    "增长",
    "下降",
    "上升",
    "减少",
    "提高",
    "上年",
    "上一年",
    "去年",
    "往年",
    "历年",
    "累计",
    "以来",
    "至今",
    "截至",
    "截止",
    "起",
    "结转",
    "延续",
    "跨年",
    "此前",
    "同期",
    "将",
    "拟",
    "计划",
    "打算",
    "下一步",
    "继续",
    "预计",
    "力争",
    "要点",
    "评估",
    "考核",
    "获",
    "评为",
    "表彰",
    "排名",
    "名列",
    "指数",
    "通报",
    "成立",
    "制定",
    "修订",
    "印发",
    "发布的",
    "公布的",
    "开始",
    "曾",
    "年报",
    "年度报告",
    "决算",
    "统计期",
    "分别",
    "《",
)
#: So often, and never the report year, is what GK503 speaks of.
_THROUGHOUT = 3


def check(report: Report) -> Verdicts:
    """Yield each sentence that tells of the year's work with the year before or after."""
    year = report.year
    if year is None or years_differ(report):
        yield not_evaluated("报告年度未知或不一致", "the report year is unknown or in dispute")
        return
    others = [str(year - 1), str(year + 1)]
    if not holds(report, *_written(others)):
        return
    found = list(_stale(report, others))
    text = prose(report)
    if found and str(year) not in text and max(map(text.count, others)) >= _THROUGHOUT:
        yield not_evaluated(
            "正文通篇用的是别的年份，见 GK503", "the text is of another year: GK503"
        )
        return
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
        if any(word in sentence.text for word in _OTHERWISE):
            continue
        if not sentence.is_quoted(match.start()):
            yield sentence, match


def _written(years: list[str]) -> list[str]:
    """Return the years in plain and in full-width digits."""
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    return [*years, *(year.translate(wide) for year in years)]


@lru_cache(maxsize=1)
def _of_the_year() -> re.Pattern[str]:
    own = "全年|本年|[本我](?:单位|机关|部门|街道|中心|[镇乡区县市省局厅委办])|全[区县市省镇乡]"
    counted = r"件|条|个|次|项|篇|期|场|人次|元|申请|复议|诉讼|信息处理费"
    did = "收到|受理|新收|公开|发布|答复|办结|办理|制发|收取|组织|举办|召开|发生"
    return re.compile(
        rf"(?:^|[,、:)])(?P<year>20\d\d)年(?![底初末内中\d])度?,?(?=[^,]{{0,12}}(?:{own})|[^,]{{0,4}}(?:共|未|没有))"
        rf".{{0,40}}?(?:{did}).{{0,24}}?(?:{counted})"
    )
