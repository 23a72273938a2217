"""年度报告应当按期公布：部门在次年1月31日前，政府在3月31日前。

为什么
    《条例》第四十九条规定了期限。条例没有提到街道办事处、乡镇人民政府和开发区等管委会，它们迟于1月31日
    只作提示，迟于3月31日给出警告。以报告自己的落款日期为准；网页上的日期可能是重新发布的日期，最多给出警告。

    本地要求的期限更早的，可以在配置的 profile 中写明，迟于本地期限的给出警告。

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

from gklint.api import (
    ERROR,
    INFO,
    KINDS,
    WARNING,
    Finding,
    Option,
    Options,
    Report,
    Rule,
    Severity,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    reasons,
    years_differ,
)

from .._word_lists import load_data
from ._signature import Dated, is_signed, page_dates, signed, words

_DAY = (
    "(02-(0[1-9]|[12][0-9])|(04|06|09|11)-(0[1-9]|[12][0-9]|30)"
    "|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))"
)

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
        "local": Text(
            "落款日期是{actual}，{source}要求 {year} 年度报告在{expected}前公布",
            "signed on {actual}; {source} wants the report for {year} by {expected}",
        ),
        "page": Text(
            "文中的日期是{actual}，{year} 年度报告应在{expected}前公布；"
            "若为重新发布，请核对首次公布的日期",
            "the text is dated {actual}; the report for {year} was due by {expected}."
            " If this is a republication, check the first date",
        ),
    },
    reasons={
        "published-again": Text(
            "报告是更正或者重新发布的", "the report was corrected or published again"
        ),
        "no-such-day": Text("落款日期不存在，见 GK516", "there is no such day: GK516"),
        "page-date": Text("页面日期可能是重新发布的日期", "the page may be a republication"),
    },
    advice=Text("核对日期；确实逾期的，下一年提前安排", "check the date; plan ahead next year"),
    options=(
        *(
            Option(
                kind,
                "",
                Text(
                    f"本地要求{name.zh}公布的期限，月-日；空为没有",
                    f"by when {name.en} must publish here, MM-DD; empty: none",
                ),
                pattern=_DAY,
                example="01-20",
            )
            for kind, name in KINDS.items()
            if kind != "unknown"
        ),
        Option("source", "", Text("提出要求的文件，写在消息中", "what asks for it; it is named")),
    ),
    needs_prose=True,
)

_SEVERITIES = {"error": ERROR, "warning": WARNING, "info": INFO}
#: The kinds of bodies that the article names.
_NAMED = ("government", "department")

#: A day of the year after the report year, and how bad it is to be later.
Limit = dict[str, int | str]


def check(report: Report, options: Options) -> Verdicts:
    """Yield the date of the signature, else of the page, if it is after the deadline."""
    limits = _limits(report, options)
    if limits is None:
        yield not_evaluated(reasons.AGENCY_KIND_UNKNOWN)
    elif report.year is None or years_differ(report):
        yield not_evaluated(reasons.YEAR_UNCLEAR)
    elif _was_published_again(report):
        yield not_evaluated("published-again")
    elif date := signed(report):
        if not date.exists:
            yield not_evaluated("no-such-day")
            return
        yield from _late(report, date, limits, options, own=is_signed(report, date))
    elif date := next(page_dates(report), None):
        # A page dated in a later year was moved or published again.
        if date.day[0] <= report.year + 1:
            yield from _late(report, date, limits, options, own=False)
        else:
            yield not_evaluated("page-date")
    else:
        yield not_evaluated(reasons.NO_DATE)


def _was_published_again(report: Report) -> bool:
    again = words()["published_again"]
    return any(word in text for text in _about_itself(report) for word in again)


def _about_itself(report: Report) -> Iterator[str]:
    """Yield the texts in which a report may say that it was published before."""
    if report.title is not None:
        yield report.title.text
    for paragraph in (*report.front, *report.ending):
        yield paragraph.text
    last = report.section(6)
    if last is not None:
        yield last.text


def _limits(report: Report, options: Options) -> list[Limit] | None:
    """Return by when the body is to publish, None for one of an unknown kind.

    A local day comes in addition to those of the Regulation; those that are only customary it
    replaces.
    """
    kind = report.agency_kind
    limits: list[Limit] | None = load_data(__file__, "deadlines.yaml").get(_kind(report))
    if limits is None or not options[kind]:
        return limits
    month, day = map(int, options[kind].split("-"))
    local: Limit = {"month": month, "day": day, "severity": "warning", "local": 1}
    return [local, *limits] if _kind(report) in _NAMED else [local]


def _kind(report: Report) -> str:
    """Return the kind of the body, "zone" for one that administers a zone: 开发区管理委员会."""
    kind: str = report.agency_kind
    zones = tuple(load_data(__file__, "deadlines.yaml")["zones"])
    return "zone" if kind == "department" and report.agency.endswith(zones) else kind


def _late(
    report: Report, date: Dated, limits: list[Limit], options: Options, own: bool
) -> Iterator[Finding]:
    assert report.year is not None, "the caller asked for it"
    due = report.year + 1
    passed = [limit for limit in limits if date.day > (due, limit["month"], limit["day"])]
    if not passed:
        return
    # Of those of the Regulation the last one passed is the worst, and a local one comes first.
    limit = passed[-1]
    severity = _SEVERITIES[str(limit["severity"])]
    message = "default" if _kind(report) in _NAMED else "customary"
    if "local" in limit:
        message = "local"
    if not own:
        # What a page says of itself is one step less certain than the report's own date.
        severity, message = Severity(max(severity - 1, INFO)), "page"
    elif date.day[0] > due or not _is_bound(report):
        severity = min(severity, WARNING)
    yield finding(
        date.place,
        message,
        severity=severity,
        actual=date.text,
        expected=f"{due}年{limit['month']}月{limit['day']}日",
        # The Regulation does not say what a locality wants.
        clauses=() if "local" in limit else None,
        year=report.year,
        source=options["source"] or Text("本地", "the locality"),
    )


def _is_bound(report: Report) -> bool:
    """Say whether the body is certainly one of those that the article names."""
    if report.agency_kind != "department":
        return True
    return report.agency.endswith(tuple(load_data(__file__, "deadlines.yaml")["departments"]))
