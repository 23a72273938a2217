"""“共N件，其中……”各部分之和应当等于总数。

为什么
    总数和分项并列，读者一加便知。分项之和超过总数，无论是否列全都不对。分项写明“等”“主要”的不是全部，
    写“约”“余”的不是确数，少于总数时不作判断。没有写明的，各种结果俱全、以“其他”收尾，或者相差不到
    一成时报告；差得多的，分项未必列全，只作提示。写明上年的数和增减的数的，两者应当合得上本年的数。

错误示例
    全年发布信息 147 条，其中动态 80 条，公告 40 条，解读 37 条

正确示例
    全年发布信息 157 条，其中动态 80 条，公告 40 条，解读 37 条

如何修改
    重新相加，改正总数或分项；没有列全的，写明“等”或“主要”。
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from gklint.api import (
    INFO,
    WARNING,
    Breakdown,
    Finding,
    NotEvaluated,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    prose_of,
    related,
)

from ._changes import Misfit, misfits
from ._comparisons import checked

if TYPE_CHECKING:
    from ._table_figures import Number

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
        "short": Text(
            "总数为 {actual} {unit}，所列各项之和为 {sum}；没有列全的，请写明“等”",
            "the whole is {actual} {unit}, the parts make {sum}; "
            "where they are not all, say so (等)",
        ),
        "change": Text(
            "由上年的 {before} {unit}到 {now} {unit}，不是{direction} {actual} {unit}",
            "{actual} {unit} {direction} are not what lies between {before} of the year before "
            "and {now}",
        ),
    },
    reasons={
        "not-added-up": Text(
            "“{whole}”之后所列的不是确数、另有再分，或者看不出分的是哪个总数，未相加",
            "what follows “{whole}” is inexact or divided again, or it is not told"
            " what is divided: not added up",
        ),
        "compared-number-not-named": Text(
            "“{step}”比的是前面哪个数，没有写明，未作判断",
            "which number before is compared with {value} is not told",
        ),
    },
    advice=Text("重新相加，改正总数或分项", "add up again and correct the whole or a part"),
    needs_prose=True,
    any_year=True,
)

#: Less than one part in so many is missing: an omission would be mentioned.
_LITTLE = 10
#: How the last part of all begins.
_REST = ("其他", "其它", "其余", "剩余")
#: Fewer parts are no list.
_SEVERAL = 2
#: So many parts and more look like all there are, unless the words say otherwise.
_LIKE_ALL = 3
#: A longer sum is written out with its middle left out.
_SHOWN = 8


def check(report: Report) -> Verdicts:
    """Yield each whole that is not the sum of its parts, and each difference from the year before
    that is not one."""
    for misfit in misfits(report):
        if not misfit.of_percent:
            yield _changed(misfit)
    comparisons = checked(report)
    for breakdown in prose_of(report).breakdowns:
        numbers = (breakdown.whole, *breakdown.parts)
        if any(comparisons.differs(number.span) for number in numbers):
            # What follows from a number that is wrong is not said too.
            continue
        if all(comparisons.agrees(number.span) for number in numbers):
            # Each is the table's; what they do not make was carried over.
            continue
        verdict = _verdict(breakdown)
        if verdict == "short" and all(comparisons.agrees(part.span) for part in breakdown.parts):
            # Some rows of a table: the parts are right, and need not be all.
            verdict = "unclear"
        if verdict == "unclear":
            yield not_evaluated(
                "not-added-up", whole=f"{breakdown.whole.value}{breakdown.unit}", partly=True
            )
        elif verdict:
            yield _finding(breakdown, verdict)


def _changed(misfit: Misfit) -> "Finding | NotEvaluated":
    change, step, now = misfit.change, misfit.change.step, misfit.now_part
    assert step is not None and change.before is not None and now is not None
    direction = "增加" if change.up else "减少"
    if not misfit.sure:
        return not_evaluated(
            "compared-number-not-named",
            step=f"{direction}{step.value}{change.unit}",
            value=step.value,
            partly=True,
        )
    due = misfit.now - misfit.before if change.up else misfit.before - misfit.now
    return finding(
        step.span.place,
        "change",
        section=change.section,
        actual=step.value,
        expected=due if due > 0 else None,
        related=[
            related(now.span.place, "本年：{value}", "this year: {value}", value=now.value),
            related(
                change.before.span.place,
                "上年：{value}",
                "the year before: {value}",
                value=change.before.value,
            ),
        ],
        unit=change.unit,
        direction=Text(direction, "more" if change.up else "fewer"),
        now=now.value,
        before=change.before.value,
    )


def _finding(breakdown: Breakdown, verdict: str) -> Finding:
    whole, parts = breakdown.whole, breakdown.parts
    several = len(parts) > 1
    total = sum(part.value for part in parts)
    return finding(
        whole.span.place,
        "short" if verdict == "short" else "default" if several else "exceeds",
        section=breakdown.section,
        actual=whole.value,
        expected=total if several and verdict == "differs" else None,
        severity=INFO if verdict == "short" else WARNING,
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


def _verdict(breakdown: Breakdown) -> str:
    """Return "" where the parts make the whole or may without being complete, "differs", "short"
    where they look complete and are not, and "unclear"."""
    parts = [part.value for part in breakdown.parts]
    wholes, whole, total = breakdown.wholes, breakdown.whole.value, sum(parts)
    # What is listed behind the last part may be no part at all.
    sums = list(accumulate((*parts, *breakdown.further)))
    fitting = [at for at, reached in enumerate(sums, 1) if reached in (*wholes, sum(wholes))]
    ends = breakdown.enumerated or breakdown.parts[-1].words.startswith(_REST)
    if fitting and (fitting[-1] >= len(parts) or not ends):
        return ""
    if total + sum(breakdown.beside) == whole:
        return ""
    if breakdown.limited:
        return "unclear" if len(parts) >= _SEVERAL else ""
    if total > whole:
        return "differs" if total > max(wholes) else "unclear"
    if len(parts) + len(breakdown.further) < _SEVERAL or breakdown.unfinished:
        return ""
    if breakdown.mixed:
        return "unclear"
    if breakdown.complete or _is_near(whole, total, breakdown.further):
        return "differs"
    return "short" if len(parts) >= _LIKE_ALL else "unclear"


def _is_near(whole: "Number", total: "Number", further: Sequence["Number"]) -> bool:
    """Say whether little is missing from the whole, or too much, wherever the list ends."""
    sums = accumulate(further, initial=total)
    return any(-whole < (whole - reached) * _LITTLE < whole for reached in sums)


def _written_out(breakdown: Breakdown) -> str:
    shown = [str(part.value) for part in breakdown.parts]
    total = sum(part.value for part in breakdown.parts)
    if len(shown) > _SHOWN:
        shown[_SHOWN - 1 : -1] = ["…"]
    return f"{' + '.join(shown)} = {total}"
