"""一个单位的报告不应当有大段文字与另一个单位的相同。

为什么
    国办公开办函〔2021〕30号要求防止内容雷同、敷衍塞责。同一个人代几个单位起草，或者照着邻近单位的报告
    改，会留下整段相同的文字。第一或第五部分有连续 60 个汉字以上相同的才算，年份、数字、单位名称和
    标点不计。过半数单位（至少四个）都有的是上级的模板，引用的法规条文也不算。

错误示例
    甲局第五部分：因年底人员调整，部分栏目的更新时间较去年推迟……（与乙局连续 85 字相同）

正确示例
    两个单位各写各的问题和措施

如何修改
    按本单位的实际情况重写相同的段落。
"""

from collections.abc import Iterator
from functools import partial

from gklint.api import (
    WARNING,
    Collection,
    Copy,
    Member,
    NotApplicable,
    NotEvaluated,
    Passage,
    Related,
    ReportVerdict,
    ReportVerdicts,
    Rule,
    Text,
    alike,
    copies,
    finding,
    not_evaluated,
    reasons,
    related,
)

RULE = Rule(
    code="GK807",
    name="copied-between-agencies",
    severity=WARNING,
    summary=Text("大段文字与另一单位的相同", "a long stretch of another body's prose"),
    clauses=("format: 五、存在的主要问题及改进情况",),
    messages={
        "default": Text(
            "“{title}”有连续 {length} 个汉字与{other} {year} 年的报告相同{more}",
            "“{title}” has {length} characters in a row that the report of {other} on {year} has"
            " too{more}",
        )
    },
    reasons={
        "maybe-same-body": Text(
            "不能确定与“{body}”是不是同一单位，没有与它的报告比较",
            "“{body}” may be the same body: its report was not compared",
        ),
        "no-prose": Text("没有检出第 {number} 部分的文字", "no prose of part {number} was found"),
    },
    advice=Text("按本单位的实际情况重写", "write of what this body did itself"),
    checks="collection",
)

PARTS = (1, 5)
#: So many other reports with the same text are named.
MOST_NAMED = 5


def check(collection: Collection) -> ReportVerdicts:
    """Yield each part with a stretch that an earlier report (by path) of another body has."""
    bodies = {member.key for member in collection.members if member.key}
    if len(bodies) < 2:
        for member in collection.members:
            yield member.says(NotApplicable())
        return
    yield from _uncertain(collection)
    for number in PARTS:
        yield from _compare(collection, number)


def _are_one(collection: Collection, one: str, other: str) -> bool:
    """Say whether two bodies are or may be one: a predecessor, a full and a short name."""
    return collection.continues(one, other) or (collection.roster is None and alike(one, other))


def _uncertain(collection: Collection) -> ReportVerdicts:
    """Say which reports may be of one body, so that they are not held against one another."""
    names = {member.key: member.name for member in collection.members if member.key}
    for member in collection.members:
        for key, name in names.items():
            if member.key and collection.roster is None and alike(member.key, key):
                yield member.says(not_evaluated("maybe-same-body", body=name, partly=True))


def _compare(collection: Collection, number: int) -> ReportVerdicts:
    members = []
    for member in collection.members:
        if member.key and member.facts.part(number):
            members.append(member)
        else:
            yield member.says(_nothing(member, number))
    passages = [_passage(collection, member, number) for member in members]
    found: dict[int, list[Copy]] = {}
    for copy in copies(passages, partial(_are_one, collection)):
        found.setdefault(copy.later, []).append(copy)
    for index, several in found.items():
        several.sort(key=lambda copy: (-copy.length, copy.earlier))
        yield _finding(members, number, members[index], several)


def _nothing(member: Member, number: int) -> NotEvaluated:
    if not member.key:
        return not_evaluated(reasons.BODY_UNKNOWN)
    return not_evaluated("no-prose", number=number, partly=True)


def _passage(collection: Collection, member: Member, number: int) -> Passage:
    part = member.facts.part(number)
    assert part is not None, "only reports that have it are compared"
    text = collection.without_aliases(member, part.text)
    return Passage(member.key, collection.groups(member), text)


def _finding(
    members: list[Member], number: int, member: Member, several: list[Copy]
) -> ReportVerdict:
    part = member.facts.part(number)
    assert part is not None, "it was compared"
    first = members[several[0].earlier]
    more = len({members[copy.earlier].key for copy in several} - {first.key})
    return member.says(
        finding(
            part.place,
            section=number,
            related=_related(members, number, several),
            title=part.title,
            length=several[0].length,
            other=first.name,
            year=first.year,
            more=_more(more, len(several)),
        )
    )


def _more(bodies: int, copies: int) -> Text:
    """Name how many other bodies have the same, and that not all of them are listed."""
    if not bodies:
        return Text("", "")
    if copies <= MOST_NAMED:
        return Text(f"，另有 {bodies} 个单位", f", and those of {bodies} more")
    return Text(
        f"，另有 {bodies} 个单位（只列出相同最多的 {MOST_NAMED} 处）",
        f", and those of {bodies} more (the {MOST_NAMED} longest are listed)",
    )


def _related(members: list[Member], number: int, several: list[Copy]) -> Iterator[Related]:
    for copy in several[:MOST_NAMED]:
        other = members[copy.earlier]
        part = other.facts.part(number)
        assert part is not None, "it was compared"
        yield related(
            part.place,
            "{body} {year} 年“{title}”：{length} 个汉字相同",
            "{body}, {year}, “{title}”: {length} characters are the same",
            path=other.path,
            body=other.name,
            year=other.year,
            title=part.title,
            length=copy.length,
        )
