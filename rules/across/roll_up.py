"""汇总报告的每一格，应当等于下级各单位报告之和。

为什么
    区县、系统的汇总报告是把下级的数加起来的。不等，最常见的是漏了一个单位、一个单位加了两次，或者用了它
    去年的数。所有表格的所有格一起比：差数恰好是某个单位的数的，点出这个单位；只有个别格不等的，是填错的
    格，不指向任何单位。汇总数比其中一个单位的还小，一定有错。谁汇总谁，看名册的“上级”和“汇总”；垂直管理
    的单位不加。

错误示例
    名册：甲区汇总甲局、乙局、丙局
    甲局 12、乙局 8、丙局 5，甲区 20        （差 5，各格的差都是丙局的数：漏了丙局）

正确示例
    甲局 12、乙局 8、丙局 5，甲区 25

如何修改
    点出了单位的，核对该单位是否漏加、重加或用了旧数；只有一格不等的，核对该格。
"""

from collections.abc import Iterator, Mapping, Sequence

from gklint.api import (
    ERROR,
    LEFT_OUT,
    OLD,
    STRANGER,
    TWICE,
    VERTICAL,
    WARNING,
    Cause,
    CellKey,
    Collection,
    Difference,
    Finding,
    Member,
    NotApplicable,
    NotEvaluated,
    Related,
    ReportVerdicts,
    Rule,
    Text,
    causes,
    difference,
    explanations,
    finding,
    not_evaluated,
    related,
)

RULE = Rule(
    code="GK805",
    name="roll-up",
    severity=ERROR,
    summary=Text("汇总数不等于下级之和", "a whole is not the sum of its parts"),
    clauses=("format: 三、收到和处理政府信息公开申请情况",),
    messages={
        "explained": Text(
            "{count} 格与下级之和不等，差数恰好是{causes}；"
            "如“{label}”现为 {actual}，应为 {expected}",
            "{count} cells are not the sum, and the difference is exactly {causes}; such as"
            " “{label}”: {actual}, should be {expected}",
        ),
        "several": Text(
            "{count} 格与下级之和不等，有几种情况都恰好是这个差数：{causes}；"
            "如“{label}”现为 {actual}，应为 {expected}",
            "{count} cells are not the sum, and several things would make exactly this difference:"
            " {causes}; such as “{label}”: {actual}, should be {expected}",
        ),
        "cell": Text(
            "“{label}”现为 {actual}，下级之和为 {expected}{more}；差数不是哪一个单位的",
            "“{label}” says {actual}, the parts make {expected}{more}; no body's numbers are the"
            " difference",
        ),
        "many": Text(
            "{count} 格与下级之和不等，差数不是哪一个单位的；"
            "如“{label}”现为 {actual}，应为 {expected}",
            "{count} cells are not the sum, and no body's numbers are the difference; such as"
            " “{label}”: {actual}, should be {expected}",
        ),
        "smaller": Text(
            "“{label}”现为 {actual}，比{part}一个单位的 {value} 还小",
            "“{label}” says {actual}, less than the {value} of {part} alone",
        ),
    },
    reasons={
        "whole-does-not-count": Text(
            "该年度的汇总报告不止一份，不以这一份为准，或不能确定以哪份为准",
            "there are several reports of the whole, and this is not the one that counts",
        ),
        "no-parts": Text("名册中没有下级单位", "the roster has no bodies below it"),
        "parts-absent": Text(
            "缺少 {year} 年的报告：{listed}", "no report on {year} that counts: {listed}"
        ),
        "cells-without-number": Text(
            "{body} {year} 年有 {count} 格没有可用的数，如“{label}”",
            "{body}, {year}: {count} cells without a number, such as “{label}”",
        ),
    },
    advice=Text(
        "核对点出的单位是否漏加、重加或用了旧数；没有点出的，核对该格",
        "check whether the body that is named was left out, counted twice or taken from last year;"
        " else check the cell",
    ),
    checks="collection",
)

_KINDS = {
    LEFT_OUT: Text("“{name}”的数（漏加）", "that of “{name}” (left out)"),
    TWICE: Text("“{name}”的数（加了两次）", "that of “{name}” (counted twice)"),
    OLD: Text("“{name}”两年的差（用了上一年的数）", "that of “{name}” (last year's numbers)"),
    STRANGER: Text("“{name}”的数（垂直管理，不应加）", "that of “{name}” (vertical: in no sum)"),
}
#: Of more differences that nothing explains there is one finding for all.
MOST = 10
#: So many parts that are absent are named.
MOST_NAMED = 5


def check(collection: Collection) -> ReportVerdicts:
    """Yield the cells of each consolidated report that are not the sum of its parts."""
    for member in collection.members:
        row = (
            collection.roster.row(member.key, member.year)
            if collection.roster and member.year
            else None
        )
        if row is None or not row.consolidated:
            yield member.says(NotApplicable())
            continue
        for verdict in _compare(collection, member):
            yield member.says(verdict)


def _compare(collection: Collection, whole: Member) -> Iterator[Finding | NotEvaluated]:
    assert collection.roster is not None and whole.year is not None, "the roster says what adds up"
    versions = collection.versions[whole.key, whole.year]
    if versions.counting is not whole:
        yield not_evaluated("whole-does-not-count")
        return
    parts, strangers, absent = _parts(collection, whole)
    if not parts and not absent:
        yield not_evaluated("no-parts")
        return
    if absent:
        listed = Text("、".join(absent[:MOST_NAMED]), ", ".join(absent[:MOST_NAMED]))
        if len(absent) > MOST_NAMED:
            count = len(absent)
            listed = Text(f"{listed.zh} 等 {count} 个", f"{listed.en} and others, {count} in all")
        yield not_evaluated("parts-absent", year=whole.year, listed=listed, partly=bool(parts))
        yield from _smaller(collection, whole, parts)
        return
    numbers = [part.facts.numbers() for part in parts]
    yield from _without_numbers(collection, whole, parts, numbers)
    found = difference(whole.facts.numbers(), numbers)
    if found.wrong:
        before = {
            part.key: old
            for part in parts
            if (old := collection.counting(part.key, whole.year - 1)) is not None
        }
        explained = explanations(found, causes(parts, before, strangers))
        yield from _findings(collection, whole, parts, found, explained)


def _parts(collection: Collection, whole: Member) -> tuple[list[Member], list[Member], list[str]]:
    """Return the reports that add up, those of bodies that belong in no sum, and who is absent."""
    assert collection.roster is not None and whole.year is not None, "the roster says what adds up"
    parts, strangers, absent = [], [], []
    for row in collection.roster.children(whole.key, whole.year):
        member = collection.counting(row.key, whole.year)
        if row.kind == VERTICAL:
            strangers += [member] if member else []
        elif member is None or not member.facts.tables:
            absent.append(row.name)
        else:
            parts.append(member)
    return parts, strangers, absent


def _without_numbers(
    collection: Collection,
    whole: Member,
    parts: Sequence[Member],
    numbers: Sequence[Mapping[CellKey, object]],
) -> Iterator[NotEvaluated]:
    """Yield what cannot be added up: for each report the cells without a number."""
    there = whole.facts.numbers().keys()
    lacking = [(whole, [cell.key for cell in whole.facts.cells() if cell.value is None])]
    for part, own in zip(parts, numbers, strict=True):
        lacking.append((part, [cell for cell in there if cell not in own]))
    for member, cells in lacking:
        if cells:
            label = collection.label(whole, cells[0])
            yield not_evaluated(
                "cells-without-number",
                body=member.name,
                year=member.year,
                count=len(cells),
                label=label,
                partly=True,
            )


def _smaller(collection: Collection, whole: Member, parts: Sequence[Member]) -> Iterator[Finding]:
    """Yield the cells that say less than one of the parts that are there."""
    for cell, value in whole.facts.numbers().items():
        largest = _largest(cell, parts)
        if largest is not None and value < (largest.facts.value(cell) or 0):
            place = whole.facts.cell(cell)
            assert place is not None, "its number was compared"
            yield finding(
                place.place,
                "smaller",
                section=collection.section(whole, cell),
                cell=cell,
                actual=value,
                related=[_place_in(collection, largest, cell)],
                label=collection.label(whole, cell),
                part=largest.name,
                value=largest.facts.value(cell),
            )


def _largest(cell: CellKey, parts: Sequence[Member]) -> Member | None:
    having = [(value, part) for part in parts if (value := part.facts.value(cell)) is not None]
    return max(having, key=lambda one: one[0])[1] if having else None


def _findings(
    collection: Collection,
    whole: Member,
    parts: Sequence[Member],
    found: Difference,
    explained: Sequence[tuple[Cause, ...]],
) -> Iterator[Finding]:
    if explained:
        yield _finding(
            collection,
            whole,
            parts,
            found,
            found.wrong,
            "explained" if len(explained) == 1 else "several",
            explained,
        )
        return
    groups = _groups(found)
    if len(groups) > MOST:
        yield _finding(collection, whole, parts, found, found.wrong, "many", ())
        return
    for group in groups:
        yield _finding(collection, whole, parts, found, group, "cell", ())


def _groups(found: Difference) -> list[list[CellKey]]:
    """Return the wrong cells, those together that differ by the same in one row or column.

    A total that was made from a wrong number is wrong for the same cause.
    """
    groups: list[list[CellKey]] = []
    for cell in found.wrong:
        for group in groups:
            if found.cells[group[0]] == found.cells[cell] and any(
                other.table == cell.table and (other.row == cell.row or other.column == cell.column)
                for other in group
            ):
                group.append(cell)
                break
        else:
            groups.append([cell])
    return groups


def _finding(
    collection: Collection,
    whole: Member,
    parts: Sequence[Member],
    found: Difference,
    cells: Sequence[CellKey],
    message: str,
    explained: Sequence[tuple[Cause, ...]],
) -> Finding:
    first = cells[0]
    cell = whole.facts.cell(first)
    assert cell is not None and cell.value is not None, "its number was compared"
    named = [
        Text("、".join(t.zh for t in texts), " and ".join(t.en for t in texts))
        for texts in ([_wording(cause) for cause in several] for several in explained[:3])
    ]
    members = [cause.part for several in explained[:3] for cause in several]
    return finding(
        cell.place,
        message,
        section=collection.section(whole, first),
        cell=first,
        cells=cells if len(cells) > 1 else (),
        actual=cell.value,
        expected=cell.value + found.cells[first],
        severity=None if any(_is_smaller(whole, parts, one) for one in cells) else WARNING,
        explains=[cause.part.name for cause in explained[0]] if len(explained) == 1 else (),
        related=[_place_in(collection, part, first) for part in members if part.facts.cell(first)],
        label=collection.label(whole, first),
        count=len(cells),
        causes=Text("；或".join(t.zh for t in named), "; or ".join(t.en for t in named)),
        more=Text(f"（共 {len(cells)} 格差数相同）", f" ({len(cells)} cells, by the same)")
        if len(cells) > 1
        else Text("", ""),
    )


def _wording(cause: Cause) -> Text:
    facts = {"name": cause.part.name}
    return Text(_KINDS[cause.kind].say("zh", facts), _KINDS[cause.kind].say("en", facts))


def _is_smaller(whole: Member, parts: Sequence[Member], cell: CellKey) -> bool:
    value = whole.facts.value(cell)
    return value is not None and any((part.facts.value(cell) or 0) > value for part in parts)


def _place_in(collection: Collection, part: Member, cell: CellKey) -> Related:
    found = part.facts.cell(cell)
    assert found is not None, "only cells that are there are named"
    return related(
        found.place,
        "{body}“{label}”：{value}",
        "{body}, “{label}”: {value}",
        cell,
        part.path,
        body=part.name,
        label=collection.label(part, cell),
        value=found.value,
    )
