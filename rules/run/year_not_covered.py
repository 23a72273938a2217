"""报告年度应当是有已知格式的年度，否则说明检查了什么、没有检查什么。

为什么
    报告的部分、表格、期限和法律依据都随年度而定。2019 年以前没有统一的格式，适用的是 2007 年的
    条例；用现在的要求去衡量当年的报告，得出的错误都不成立。

错误示例
    某单位2017年政府信息公开工作年度报告

正确示例
    某单位2023年政府信息公开工作年度报告

如何修改
    年度写错的，改正标题和统计期限；确是早年的报告，不必修改，只参考不随年度变化的检查结果。
"""

from gklint.api import INFO, WARNING, Report, Rule, Text, Verdicts, finding

from ._first_words import first_words

RULE = Rule(
    code="GK908",
    name="year-not-covered",
    severity=WARNING,
    summary=Text("报告年度没有已知的格式", "there is no known form for the report year"),
    clauses=(),
    messages={
        "default": Text(
            "{year} 年度的报告没有已知的格式：部分、表格、期限和法律依据没有检查，"
            "只检查了不随年度变化的内容",
            "no form is known for the report year {year}: parts, tables, deadlines and legal basis"
            " were not checked, only what holds in any year",
        ),
        "newer": Text(
            "{year} 年度的报告按 {form} 检查；所知的格式截至 {last} 年度，"
            "如有更新的格式，以新格式为准",
            "the report of {year} was checked by {form}, the latest form known (as of {last});"
            " where there is a newer one, that counts",
        ),
    },
    advice=Text(
        "核对报告年度；早年的报告按当年的规定核对",
        "check the report year; check an older report against the rules of its time",
    ),
    any_year=True,
    whole_run=True,
)


def check(report: Report) -> Verdicts:
    """Yield one finding for a report of a year that no form covers for certain."""
    if not report.is_report or report.year is None:
        return
    place = report.title.place if report.title else first_words(report)
    if report.form is None:
        yield finding(place, year=report.year)
    elif report.form.known_until and report.year > report.form.known_until:
        yield finding(
            place,
            "newer",
            severity=INFO,
            year=report.year,
            form=report.forms.regulations[report.form.regulation].number,
            last=report.form.known_until,
        )
