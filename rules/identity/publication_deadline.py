"""年度报告应当按期公布：部门在次年1月31日前，政府在3月31日前。

为什么
    《条例》第四十九条规定了期限。条例没有提到街道办事处和乡镇人民政府，它们迟于1月31日只作提示，迟于
    3月31日给出警告。以报告自己的落款日期为准；网页上的日期可能是重新发布的日期，最多给出警告。

错误示例
    青禾市教育局
    2024年2月8日              （2023 年度报告）

正确示例
    青禾市教育局
    2024年1月26日

如何修改
    核对日期是否写错；确实逾期的，下一年提前安排。重新发布或者更正的，在文中说明。
"""

from collections.abc import Iterator

from gklint.diagnostics import Severity, Text
from gklint.report import Report
from gklint.rule import ERROR, INFO, WARNING, Finding, Rule, Verdicts, finding, unjudged

from .._data import load_data
from .._years import years_differ
from ._signature import Dated, is_signed, page_dates, signed

RULE = Rule(
    code="GK513",
    name="publication-deadline",
    severity=ERROR,
    summary=Text("公布晚于规定的期限", "published after the deadline"),
    clauses=("regulations: 第四十九条",),
    messages={
        "default": Text(
            "落款日期是{actual}，{year} 年度报告应在{expected}前公布",
            "signed on {actual}; the report for {year} was due by {expected}",
        ),
        "customary": Text(
            "落款日期是{actual}，{year} 年度报告通常在{expected}前公布",
            "signed on {actual}; a report for {year} is usually out by {expected}",
        ),
        "page": Text(
            "文中的日期是{actual}，{year} 年度报告应在{expected}前公布；"
            "若为重新发布，请核对首次公布的日期",
            "the text is dated {actual}; the report for {year} was due by {expected}."
            " If this is a republication, check the first date",
        ),
    },
    mend=Text("核对日期；确实逾期的，下一年提前安排", "check the date; plan ahead next year"),
)

_SEVERITIES = {"error": ERROR, "warning": WARNING, "info": INFO}
_REPUBLISHED = ("更正", "重新发布", "重新公布", "补发", "修订版", "更新版")


def check(report: Report) -> Verdicts:
    """Yield the date of the signature, else of the page, if it is after the deadline."""
    limits = load_data(__file__, "deadlines.yaml").get(report.agency_kind)
    if limits is None:
        yield unjudged("机关的类别未知", "the kind of agency is unknown")
    elif report.year is None or years_differ(report):
        yield unjudged("报告年度未知或不一致", "the report year is unknown or in dispute")
    elif any(word in text for text in _about_itself(report) for word in _REPUBLISHED):
        yield unjudged("报告是更正或者重新发布的", "the report was corrected or published anew")
    elif date := signed(report):
        if not date.exists:
            yield unjudged("落款日期不存在，见 GK516", "there is no such day: GK516")
            return
        yield from _late(report, date, limits, own=is_signed(report, date))
    elif date := next(page_dates(report), None):
        # A page dated in a later year was moved or published anew.
        if date.day[0] <= report.year + 1:
            yield from _late(report, date, limits, own=False)
        else:
            yield unjudged("页面日期可能是重新发布的日期", "the page may be a republication")
    else:
        yield unjudged("没有落款日期", "there is no date")


def _about_itself(report: Report) -> Iterator[str]:
    """Yield the texts in which a report may say that it was published before."""
    if report.title is not None:
        yield report.title.text
    for paragraph in (*report.front, *report.closing):
        yield paragraph.text
    last = report.section(6)
    if last is not None:
        yield last.text


def _late(report: Report, date: Dated, limits: list[dict[str, int | str]],
          own: bool) -> Iterator[Finding]:
    assert report.year is not None, "the caller asked for it"
    due = report.year + 1
    passed = [limit for limit in limits if date.day > (due, limit["month"], limit["day"])]
    if not passed:
        return
    limit = passed[-1]
    severity = _SEVERITIES[str(limit["severity"])]
    message = "default" if report.agency_kind in ("government", "department") else "customary"
    if not own:
        # What a page says of itself is one step less certain than the report's own date.
        severity, message = Severity(max(severity - 1, INFO)), "page"
    elif date.day[0] > due or not _is_bound(report):
        severity = min(severity, WARNING)
    yield finding(
        date.place, message,
        severity=severity,
        actual=date.text,
        expected=f"{due}年{limit['month']}月{limit['day']}日",
        year=report.year,
    )  # fmt: skip


def _is_bound(report: Report) -> bool:
    """Say whether the body is certainly one of those that the article names."""
    if report.agency_kind != "department":
        return True
    return report.agency.endswith(tuple(load_data(__file__, "deadlines.yaml")["departments"]))
