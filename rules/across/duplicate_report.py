"""一个单位一年只应当有一份报告；有几份的，说明哪里不同，以哪份为准。

为什么
    更正后重新公布的、两处各存一份的，会使同一单位同一年有两份报告。汇总、与上一年比较时只能用一份：落款
    日期较晚的一份为准；日期看不出先后而数字又不同的，哪一份都不用，并且说明。

错误示例
    2023/甲局.txt 与 2023/甲局（更正）.txt：“本年新收 × 总计”一份为 5，一份为 8

正确示例
    2023 年度甲局只有一份报告

如何修改
    留下正式公布的一份，其余移出检查的文件夹，或在配置的 exclude 中排除。
"""

from gklint.api import (
    WARNING,
    CellKey,
    Collection,
    Member,
    ReportVerdicts,
    Rule,
    Text,
    Versions,
    finding,
    related,
)

RULE = Rule(
    code="GK810",
    name="duplicate-report",
    severity=WARNING,
    summary=Text("同一单位同一年度不止一份报告", "several reports of one body on one year"),
    clauses=("regulations: 第四十九条",),
    messages={
        "default": Text(
            "“{name}” {year} 年的报告有 {count} 份，与 {other} {differs}；{counts}",
            "there are {count} reports of “{name}” on {year}; compared with {other}, {differs};"
            " {counts}",
        )
    },
    advice=Text("留下正式公布的一份", "keep the one that was published"),
    checks="collection",
)

#: So many cells in which two versions differ are named.
MOST_NAMED = 3


def check(collection: Collection) -> ReportVerdicts:
    """Yield each report, but for the first by path, of a body that has another one on the year."""
    for member in collection.members:
        versions = (
            collection.versions.get((member.key, member.year)) if member.year is not None else None
        )
        if versions is None or versions.members[0] is member:
            continue
        first = versions.members[0]
        yield member.says(
            finding(
                member.facts.place,
                related=[
                    related(
                        other.facts.place,
                        "另一份，落款日期 {date}",
                        "another one, dated {date}",
                        path=other.path,
                        date=other.facts.date or "—",
                    )
                    for other in versions.members
                    if other is not member
                ],
                name=member.name,
                year=member.year,
                count=len(versions.members),
                other=first.path,
                differs=_differs(collection, member, first),
                counts=_counts(versions),
            )
        )


def _differs(collection: Collection, member: Member, other: Member) -> Text:
    if member.facts.sha256 and member.facts.sha256 == other.facts.sha256:
        return Text("内容完全相同", "it is the same file")
    here, there = member.facts.numbers(), other.facts.numbers()
    cells = [cell for cell in {**there, **here} if here.get(cell) != there.get(cell)]
    if not cells:
        return Text("数字相同，文字不同", "the numbers are the same, the words are not")
    zh = "；".join(
        _cell(collection, member, cell, here, there, "一份") for cell in cells[:MOST_NAMED]
    )
    en = "; ".join(_cell(collection, member, cell, here, there, "") for cell in cells[:MOST_NAMED])
    return Text(f"有 {len(cells)} 格不同（{zh}）", f"{len(cells)} cells differ ({en})")


def _cell(
    collection: Collection,
    member: Member,
    cell: CellKey,
    here: object,
    there: object,
    which: str,
) -> str:
    assert isinstance(here, dict) and isinstance(there, dict), "the numbers of two reports"
    label = collection.label(member, cell)
    one, other = here.get(cell, "—"), there.get(cell, "—")
    return f"“{label}”本份 {one}、另{which} {other}" if which else f"“{label}”: {one}, not {other}"


def _counts(versions: Versions) -> Text:
    counting = versions.counting
    if counting is None:
        return Text(
            "看不出以哪份为准，都不与其他报告比较",
            "nothing tells which one counts, so neither is compared with other reports",
        )
    dates = {member.facts.date for member in versions.members}
    if len(dates) > 1 and counting.facts.date == max(dates):
        return Text(
            f"落款日期最晚的 {counting.path} 为准",
            f"the last one by its date counts: {counting.path}",
        )
    return Text("数字相同，不影响比较", "comparisons are the same with either")
