"""名册中的单位，每年都应当有报告；写了期限的，应当按期。

为什么
    年度报告每个单位每年都要编制、公布。名册中有、这次检查的文件中没有的，就是缺报。检查哪些年度，看这次
    检查的报告最早和最晚到哪一年；单位只在名册写的“起”“止”年度之间需要报告。名册写了“期限”的，报告
    落款日期晚于它的也指出。

错误示例
    名册：丙局，起 2021；检查的报告：甲局、乙局 2021 至 2023 年，丙局 2021、2023 年

正确示例
    每个单位每年各有一份

如何修改
    催报，或者把漏放的文件放进来；已经撤并的单位，在名册的“止”写上最后一个年度。
"""

from collections.abc import Iterator

from gklint.api import (
    WARNING,
    Collection,
    Finding,
    Member,
    NotApplicable,
    NotEvaluated,
    Place,
    ReportVerdict,
    ReportVerdicts,
    Roster,
    RosterRow,
    Rule,
    Text,
    alike,
    finding,
    fold,
    not_evaluated,
    reasons,
    related,
)

RULE = Rule(
    code="GK809",
    name="missing-report",
    severity=WARNING,
    summary=Text(
        "名册中的单位缺少报告，或晚于期限", "a body of the roster has no report, or a late one"
    ),
    clauses=("regulations: 第四十九条",),
    messages={
        "default": Text("“{name}”没有 {year} 年的报告", "there is no report of “{name}” on {year}"),
        "late": Text(
            "“{name}” {year} 年的报告落款日期为 {date}，晚于期限 {due}",
            "the report of “{name}” on {year} is dated {date}, after {due}",
        ),
    },
    reasons={
        "no-date-to-compare": Text(
            "“{body}” {year} 年的报告没有落款日期，不能与期限比较",
            "the report of “{body}” on {year} bears no date to compare",
        ),
        "maybe-in-roster": Text(
            "不能确定“{name}”（{path}）是不是名册中的“{body}”，是的话请写入“别名”",
            "whether “{name}” ({path}) is “{body}” of the roster "
            "cannot be told; if so, give it as an alias (别名)",
        ),
        "body-or-year-unread": Text(
            "{path} 读不出单位或年度，可能是“{body}”{year} 年的报告",
            "{path} does not say whose it is or on which year: it may be that of"
            " “{body}” on {year}",
        ),
        "not-in-roster": Text("名册中没有“{name}”{hint}", "the roster has no “{name}”{hint}"),
    },
    advice=Text(
        "催报，或者补上文件；已经撤并的，在名册的“止”一栏写明年度",
        "ask for the report or add the file; give the last year of a body that is gone",
    ),
    checks="collection",
)


def check(collection: Collection) -> ReportVerdicts:
    """Yield each year of a row of the roster without a report, on its line."""
    roster = collection.roster
    for member in collection.members:
        if roster is None:
            yield member.says(NotApplicable())
        elif member.key not in roster.by_key:
            yield member.says(_unknown(member, roster))
    if roster is None:
        return
    yield ReportVerdict(roster.path, None)
    if not collection.years:
        return
    for row in roster.rows:
        for year in range(collection.years[0], collection.years[-1] + 1):
            if row.covers(year):
                yield from _of_row(collection, roster, row, year)


def _of_row(
    collection: Collection, roster: Roster, row: RosterRow, year: int
) -> Iterator[ReportVerdict]:
    versions = collection.versions.get((row.key, year))
    if versions is not None:
        yield from _late(roster, row, year, versions.members)
        return
    doubt = _doubt(collection, row, year)
    verdict = doubt or finding(_line(roster, row), name=row.name, year=year)
    yield ReportVerdict(roster.path, verdict, row.name, year)


def _late(
    roster: Roster, row: RosterRow, year: int, members: tuple[Member, ...]
) -> Iterator[ReportVerdict]:
    if row.due is None:
        return
    due = f"{year + 1}-{row.due[0]:02}-{row.due[1]:02}"
    # A correction comes later than the report that it corrects.
    first = min(members, key=lambda member: member.facts.date or "9999")
    date, place = first.facts.date, first.facts.date_place
    if not date or place is None:
        verdict: Finding | NotEvaluated = not_evaluated(
            "no-date-to-compare", body=row.name, year=year, partly=True
        )
    elif date <= due:
        return
    else:
        verdict = finding(
            _line(roster, row),
            "late",
            related=[related(place, "落款日期 {date}", "dated {date}", path=first.path, date=date)],
            name=row.name,
            year=year,
            date=date,
            due=due,
        )
    yield ReportVerdict(roster.path, verdict, row.name, year)


def _doubt(collection: Collection, row: RosterRow, year: int) -> NotEvaluated | None:
    """Return why nobody can say that a body has not reported: a file may be its report."""
    roster = collection.roster
    names = [row.key, *map(fold, row.aliases)]
    for member in collection.members:
        open_year = member.year is None or member.year == year
        known = not member.key or not roster or member.key in roster.by_key
        if member.year == year and not known and any(alike(member.key, name) for name in names):
            return not_evaluated(
                "maybe-in-roster", name=member.name, path=member.path, body=row.name, partly=True
            )
        unread = open_year and (member.year is None or not member.key)
        if unread and (member.key == row.key or any(name in fold(member.path) for name in names)):
            return _unread(row, year, member.path)
    for path in collection.lost:
        if any(name in fold(path) for name in names):
            return _unread(row, year, path)
    return None


def _unread(row: RosterRow, year: int, path: str) -> NotEvaluated:
    return not_evaluated("body-or-year-unread", path=path, body=row.name, year=year, partly=True)


def _unknown(member: Member, roster: Roster) -> NotEvaluated:
    if not member.key:
        return not_evaluated(reasons.BODY_UNKNOWN)
    near = [row.name for row in roster.rows if alike(row.key, member.key)]
    hint = Text(f"；是否指“{near[0]}”？", f"; is it “{near[0]}”?") if near else Text("", "")
    return not_evaluated("not-in-roster", name=member.name, hint=hint)


def _line(roster: Roster, row: RosterRow) -> Place:
    text = roster.lines[row.line - 1] if 0 < row.line <= len(roster.lines) else ""
    return Place(row.line, 1, row.line, len(text) + 1)
