"""“N件，占P%”中的百分比应当与件数相符。

为什么
    百分比由件数算出，数字改了而百分比没有跟着改，是最常见的疏漏。除数可以是本年新收、新收加上年结转、
    办结总数，或者同一段里前面的总数；按写出的位数四舍五入，与其中任何一个相符即可。

错误示例
    办结 680 件，其中不予公开 27 件，占 4.97%

正确示例
    办结 680 件，其中不予公开 27 件，占 3.97%

如何修改
    用件数重新计算百分比；百分比对的，核对件数。
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gklint.api import (
    WARNING,
    Report,
    Rule,
    Share,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    prose_of,
)

from ._comparisons import Comparisons, checked

if TYPE_CHECKING:
    from ._table_figures import Number

RULE = Rule(
    code="GK405",
    name="text-percentage",
    severity=WARNING,
    summary=Text("百分比与件数不相符", "a percentage is not that of its number"),
    clauses=("format: 一、总体情况",),
    messages={
        "default": Text(
            "{part} {unit}占 {actual}% 与数量不符：占 {whole} {unit}的 {expected}%",
            "{part} {unit} is not {actual}%: of {whole} {unit} it is {expected}%",
        )
    },
    advice=Text("用件数重新计算百分比", "work the percentage out again"),
    needs_prose=True,
    any_year=True,
)

#: What the words after 占 say it is a share of → the indicators that count it.
_BASES = {
    "processed": ("answered", "closed"),
    "new": ("received",),
    "any": ("answered", "handled"),
    "": ("answered", "handled"),
}


def check(report: Report) -> Verdicts:
    """Yield each percentage that fits none of the numbers that it can be a share of."""
    comparisons = checked(report)
    shares = prose_of(report).shares
    wholes_of = [
        [whole for whole in dict.fromkeys(_wholes(comparisons, share)) if whole >= share.part]
        for share in shares
    ]
    # A percentage in brackets may be a rate of something else, unless its neighbours are shares.
    borne_out = {
        whole
        for share, wholes in zip(shares, wholes_of, strict=True)
        for whole in wholes
        if share.part and _fits(share, whole)
    }
    for share, wholes in zip(shares, wholes_of, strict=True):
        fits = not wholes or not wholes[0] or any(_fits(share, whole) for whole in wholes)
        if fits or comparisons.differs(share.part_span):
            continue
        allowed = _allowed(comparisons, share)
        if allowed is not None:
            yield not_evaluated(
                f"“{share.part}{share.unit}”占 {share.percent}%，只在除数是 {allowed} 时相符，"
                "未作判断",
                f"{share.percent}% for “{share.part}{share.unit}” fits only as a share of "
                f"{allowed}",
                partly=True,
            )
            continue
        if share.brackets and not borne_out & set(wholes):
            yield not_evaluated(
                f"“{share.part}{share.unit}（{share.percent}%）”未写明占的是什么，未作判断",
                f"“{share.part}{share.unit} ({share.percent}%)” does not say of what",
                partly=True,
            )
            continue
        whole = next((whole for whole in wholes if whole in borne_out), wholes[0])
        yield finding(
            share.span.place,
            section=share.section,
            actual=share.percent,
            expected=_percent(share, whole),
            part=share.part,
            unit=share.unit,
            whole=whole,
        )


def _wholes(comparisons: Comparisons, share: Share) -> Iterator["Number"]:
    """Yield what the share can be one of, the likeliest first."""
    named = share.base in ("processed", "new")
    if share.about == "applications":
        for count in _BASES[share.base]:
            found = comparisons.figures.figure((f"applications.{count}",))
            if isinstance(found, Text):
                # Without the table the sentence alone tells.
                named = False
                break
            yield from found.values
            if not named:
                yield from found.near
        if named:
            return
    elif share.about or share.base not in ("any", "") or not share.wholes:
        return
    yield from share.wholes


def _allowed(comparisons: Comparisons, share: Share) -> "Number | None":
    """Return a number that the words may mean, though they do not say it, and that fits."""
    if share.about != "applications":
        return None
    for count in _BASES[share.base]:
        found = comparisons.figures.figure((f"applications.{count}",))
        if not isinstance(found, Text):
            for whole in found.allowed:
                if _fits(share, whole):
                    return whole
    return None


def _fits(share: Share, whole: "Number") -> bool:
    digits = share.percent.partition(".")[2]
    scale = 10 ** len(digits)
    written = int(share.percent.replace(".", ""))
    # Twice the difference between what is written and the exact share, in units of its last digit.
    return bool(whole) and abs(written * whole - share.part * 100 * scale) * 2 <= whole


def _percent(share: Share, whole: "Number") -> str:
    places = len(share.percent.partition(".")[2])
    return f"{100 * share.part / whole:.{places}f}"
