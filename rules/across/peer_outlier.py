"""同类单位都有较大的数，唯独一个单位为 0；同类单位都有数，唯独一个单位空着。

为什么
    同一上级下同类的单位，业务大体相同。其他单位平均在 100 以上而这个单位为 0，或者其他单位都填了数
    而这个单位空着，多半是漏填。业务确实没有的，核对无误即可，所以默认关闭。同类单位不足四个的不作判断。

错误示例
    五个街道的行政处罚：130、96、210、0、155

正确示例
    五个街道的行政处罚：130、96、210、88、155

如何修改
    核对该格是否漏填。
"""

from collections.abc import Iterator, Sequence

from gklint.api import (
    INFO,
    CellKey,
    Collection,
    Finding,
    Member,
    NotApplicable,
    ReportVerdicts,
    Rule,
    Text,
    finding,
    not_evaluated,
)

RULE = Rule(
    code="GK812",
    name="peer-outlier",
    severity=INFO,
    summary=Text("同类单位都有的数，这里没有", "nothing where all bodies of its kind have much"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "“{label}”为 0，{parent}下同类的另外 {count} 个单位平均为 {average}",
            "“{label}” is 0; the {count} others of its kind below {parent} have {average} on"
            " average",
        ),
        "blank": Text(
            "“{label}”没有填数，{parent}下同类的另外 {count} 个单位都有数",
            "“{label}” is blank; all {count} others of its kind below {parent} have a number",
        ),
    },
    reasons={
        "no-parent": Text("名册没有写明上级", "the roster does not name its parent"),
    },
    advice=Text("核对该格是否漏填", "check whether it was left out"),
    enabled=False,
    checks="collection",
)

#: So many others are needed, and so much on average.
FEWEST, LEAST = 3, 100


def check(collection: Collection) -> ReportVerdicts:
    """Yield each cell that is 0 or blank where all bodies of the same kind and parent have more."""
    peers: dict[tuple[str, str, int], list[Member]] = {}
    for member in collection.members:
        row = (
            collection.roster.row(member.key, member.year)
            if collection.roster and member.year
            else None
        )
        if collection.roster is None:
            yield member.says(NotApplicable())
        elif row is None or not row.parent or member.year is None:
            yield member.says(not_evaluated("no-parent"))
        elif collection.counting(member.key, member.year) is member:
            kind = row.kind or member.facts.kind
            peers.setdefault((row.parent, kind, member.year), []).append(member)
    for (parent, _, _), members in peers.items():
        for member in members:
            others = [other for other in members if other is not member]
            if len(others) < FEWEST:
                yield member.says(NotApplicable())
                continue
            for found in _compare(collection, member, parent, others):
                yield member.says(found)


def _compare(
    collection: Collection, member: Member, parent: str, others: Sequence[Member]
) -> Iterator[Finding]:
    for cell in member.facts.cells():
        if cell.value not in (0, None):
            continue
        values = [other.facts.value(cell.key) for other in others]
        there = [value for value in values if value is not None]
        if len(there) < len(values):
            continue
        average = sum(there) / len(there)
        if cell.state == "blank" or (cell.value == 0 and average > LEAST):
            yield _finding(collection, member, cell.key, parent, len(others), round(average))


def _finding(
    collection: Collection, member: Member, key: CellKey, parent: str, count: int, average: int
) -> Finding:
    cell = member.facts.cell(key)
    assert cell is not None, "it was compared"
    return finding(
        cell.place,
        "blank" if cell.state == "blank" else "default",
        section=collection.section(member, key),
        cell=key,
        actual=0 if cell.value == 0 else "",
        label=collection.label(member, key),
        parent=parent,
        count=count,
        average=average,
    )
