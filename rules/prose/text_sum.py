"""“共N件，其中……”各部分之和应当等于总数。

为什么
    总数和分项并列，读者一加便知。分项写明“等”“主要”“约”“余”的不是全部，不作判断。分项之和超过总数
    的报告；少于总数的，分项未必列全，只在各种结果俱全，或者相差不到一成时报告。

错误示例
    全年发布信息 147 条，其中动态 80 条，公告 40 条，解读 37 条

正确示例
    全年发布信息 157 条，其中动态 80 条，公告 40 条，解读 37 条

如何修改
    重新相加，改正总数或分项；没有列全的，写明“等”或“主要”。
"""

from gklint.api import WARNING, Breakdown, Report, Rule, Text, Verdicts, finding, prose_of, related

from ._comparisons import is_reported

RULE = Rule(
    code="GK406",
    name="text-sum",
    severity=WARNING,
    summary=Text("分项之和不等于总数", "the parts do not make the whole"),
    clauses=("format: 一、总体情况",),
    messages={
        "default": Text(
            "总数为 {actual} {unit}，所列各项之和为 {sum}",
            "the whole is {actual} {unit}, the parts make {sum}",
        ),
        "exceeds": Text(
            "“{words}”{part} {unit}，超过总数 {actual} {unit}",
            "“{words}”, {part} {unit}, is more than the whole, {actual} {unit}",
        ),
    },
    advice=Text("重新相加，改正总数或分项", "add up again and correct the whole or a part"),
    needs_prose=True,
)

#: Less than one part in so many is missing: an omission would be mentioned.
_LITTLE = 10
#: A longer sum is written out with its middle left out.
_SHOWN = 8


def check(report: Report) -> Verdicts:
    """Yield each whole that is not the sum of its parts."""
    for breakdown in prose_of(report).breakdowns:
        whole, parts = breakdown.whole, breakdown.parts
        if not _adds_up(breakdown):
            if any(is_reported(report, part.span) for part in (whole, *parts)):
                continue
            total = sum(part.value for part in parts)
            yield finding(
                whole.span.place,
                "default" if len(parts) > 1 else "exceeds",
                section=breakdown.section,
                actual=whole.value,
                expected=total if len(parts) > 1 else None,
                related=[
                    related(
                        part.span.place,
                        "{words}：{value}",
                        "{words}: {value}",
                        words=part.words,
                        value=part.value,
                    )
                    for part in parts
                ],
                unit=breakdown.unit,
                sum=_written_out(breakdown),
                words=parts[0].words,
                part=parts[0].value,
            )


def _adds_up(breakdown: Breakdown) -> bool:
    """Say whether the parts make the whole, or may without being complete."""
    parts = [part.value for part in breakdown.parts]
    total = 0
    for part in parts:
        total += part
        # What is listed behind the last part may be no part at all.
        if total in breakdown.wholes or total == sum(breakdown.wholes):
            return True
    whole = breakdown.whole.value
    if breakdown.limited or total + sum(breakdown.beside) == whole:
        return True
    if total > whole:
        return False
    if len(parts) < 2:
        return True
    missing = whole - total
    return not (breakdown.complete or missing * _LITTLE < whole)


def _written_out(breakdown: Breakdown) -> str:
    shown = [str(part.value) for part in breakdown.parts]
    total = sum(part.value for part in breakdown.parts)
    if len(shown) > _SHOWN:
        shown[_SHOWN - 1 : -1] = ["…"]
    return f"{' + '.join(shown)} = {total}"
