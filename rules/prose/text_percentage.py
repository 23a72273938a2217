"""“N件，占P%”中的百分比应当与件数相符。

为什么
    百分比由件数算出，数字改了而百分比没有跟着改，是最常见的疏漏。除数可以是本年新收、新收加上年结转、
    办结总数，或者同一段里前面的总数；按写出的位数四舍五入，与其中任何一个相符即可。同比增长、下降的百分比，由写出的上年的数和本年的数算出。
    说得粗略的（近八成、三分之二、过半），相差不到十个百分点不算错。

错误示例
    办结 680 件，其中不予公开 27 件，占 4.97%

正确示例
    办结 680 件，其中不予公开 27 件，占 3.97%

如何修改
    用件数重新计算百分比；百分比对的，核对件数。
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gklint.api import (
    WARNING,
    Finding,
    NotEvaluated,
    Rate,
    Reason,
    Report,
    Rule,
    Share,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    prose_of,
)

from ._changes import Misfit, misfits
from ._common_wholes import common_wholes, fits, is_share
from ._comparisons import Comparisons, checked
from ._table_figures import NAMES, Figure

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
        ),
        "rough": Text(
            "{part} {unit}占“{actual}”与数量不符：占 {whole} {unit}的 {expected}%",
            "{part} {unit} is not “{actual}”: of {whole} {unit} it is {expected}%",
        ),
        "rate": Text(
            "“{words}”{actual}% 与{table}不符：{part} 件占 {whole} 件的 {expected}%",
            "“{words}” {actual}% is not what {table} says: {part} of {whole} is {expected}%",
        ),
        "change": Text(
            "由上年的 {before} {unit}到 {now} {unit}，{direction} {expected}%，不是 {actual}%",
            "from {before} {unit} of the year before to {now} is {expected}% {direction}, "
            "not {actual}%",
        ),
    },
    reasons={
        "numbers-not-named": Text(
            "{percent}% 是由哪两个数算出的，没有写明，未作判断",
            "of which two numbers {percent}% comes is not told",
        ),
        "no-count": Text(
            "“{rate}”没有写件数，看不出可与哪个数比较，未作判断",
            "“{rate}” comes without a number to compare with",
        ),
        "fits-another-whole": Text(
            "“{part}”占 {percent}，只在除数是 {allowed} 时相符，未作判断",
            "{percent} for “{part}” fits only as a share of {allowed}",
        ),
        "whole-not-named": Text(
            "“{part}”的 {percent} 未写明占的是什么，未作判断",
            "{percent} for “{part}” does not say of what",
        ),
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
#: What 行政许可 and the like may be shares of the sum of.
_DECISIONS = (
    "art20_5.licensing.decisions",
    "art20_6.penalties.decisions",
    "art20_6.coercion.decisions",
)
#: Of these the share of a 复议 or 诉讼 may be one.
_GROUPS_OF_CASES = (
    ("reconsideration",),
    ("litigation_direct",),
    ("litigation_after_reconsideration",),
    ("litigation",),
    ("reconsideration", "litigation"),
)


def check(report: Report) -> Verdicts:
    """Yield each percentage that fits none of the numbers that it can be a share of."""
    for rate in prose_of(report).rates:
        verdict = _compare(checked(report), rate)
        if verdict is not None:
            yield verdict
    for misfit in misfits(report):
        if misfit.of_percent:
            yield _changed(misfit)
    yield from _shares(report)


def _changed(misfit: Misfit) -> "Finding | NotEvaluated":
    """Return what is to say of a percentage of the year before's number."""
    change, span = misfit.change, misfit.change.percent_span
    assert span is not None, "a percentage has a place"
    if not misfit.sure:
        return not_evaluated("numbers-not-named", percent=change.percent, partly=True)
    up = misfit.now >= misfit.before
    more = misfit.now - misfit.before
    return finding(
        span.place,
        "change",
        section=change.section,
        actual=change.percent,
        expected=_percent(change.percent, more if up else -more, misfit.before),
        unit=change.unit,
        now=misfit.now,
        before=misfit.before,
        direction=Text("增长", "more") if up else Text("下降", "less"),
    )


def _compare(comparisons: Comparisons, rate: Rate) -> "Finding | NotEvaluated | None":
    """Return what is to say of a share without a number: it is that of the table's numbers."""
    found = comparisons.figures.figure(rate.indicators) if rate.indicators else None
    bases = [comparisons.figures.figure(base) for base in _bases_of(rate)]
    known = [base for base in bases if not isinstance(base, Reason)]
    told = isinstance(found, Figure) and found.doubt is None and len(known) == len(bases)
    if not isinstance(found, Figure) or not told or not any(found.values):
        return not_evaluated("no-count", rate=f"{rate.words}{rate.percent}%", partly=True)
    wholes = [
        whole for base in known for whole in (*base.values, *base.allowed, *base.near) if whole
    ]
    parts = (*found.values, *found.allowed, *found.near)
    if not wholes or any(fits(rate.percent, part, whole) for part in parts for whole in wholes):
        return None
    return finding(
        rate.span.place,
        "rate",
        section=rate.section,
        actual=rate.percent,
        expected=_percent(rate.percent, parts[0], wholes[0]),
        part=parts[0],
        whole=wholes[0],
        words=rate.words,
        table=NAMES[rate.indicators[0].partition(".")[0]],
    )


def _bases_of(rate: Rate) -> list[tuple[str, ...]]:
    """Return of which indicators a rate may be one: 纠正率 of all cases, or of those closed."""
    if rate.indicators and rate.indicators[0].startswith("review."):
        groups = [indicator.rpartition(".")[0] for indicator in rate.indicators]
        closed = ("upheld", "corrected", "other")
        return [
            tuple(f"{group}.total" for group in groups),
            tuple(f"{group}.{result}" for group in groups for result in closed),
        ]
    if rate.base == "due":
        return [("applications.due",), ("applications.received",)]
    return [(f"applications.{count}",) for count in (*_BASES[rate.base], "received")]


def _shares(report: Report) -> Verdicts:
    """Yield each percentage of a number that fits none of those it can be a share of."""
    shares = prose_of(report).shares
    if not shares:
        return
    comparisons = checked(report)
    wholes_of = [
        [whole for whole in dict.fromkeys(_wholes(comparisons, share)) if whole >= share.part]
        for share in shares
    ]
    alike = common_wholes(comparisons, shares, wholes_of)
    fitting = [
        [whole for whole in wholes_of[at] if is_share(share, whole)]
        for at, share in enumerate(shares)
    ]
    # A percentage in brackets may be a rate of something else, unless its neighbours are shares.
    with_shares = _with_shares(shares)
    borne_out = {whole for at, fit in enumerate(fitting) if shares[at].part for whole in fit}
    for share, wholes, fit, common in zip(shares, wholes_of, fitting, alike, strict=True):
        right = not wholes or not wholes[0] or bool(fit)
        if comparisons.differs(share.part_span) or (right and not common):
            continue
        allowed = None if common else _allowed(comparisons, share)
        if allowed is not None:
            yield not_evaluated("fits-another-whole", **_named(share), allowed=allowed, partly=True)
            continue
        # What has a share itself is hardly what another is a share of.
        named = [whole for whole in wholes if whole not in with_shares[id(share.span.paragraph)]]
        named = {"beside": wholes, "another": []}.get(share.base, named)
        named = [] if share.about.startswith("art20_") else named
        if not common and (not named or (share.brackets and not borne_out & set(wholes))):
            yield not_evaluated("whole-not-named", **_named(share), partly=True)
            continue
        whole = common or next((whole for whole in named if whole in borne_out), named[0])
        yield finding(
            share.span.place,
            "rough" if share.bounds else "default",
            section=share.section,
            actual=share.percent,
            expected=_percent(share.percent, share.part, whole),
            part=share.part,
            unit=share.unit,
            whole=whole,
        )


def _named(share: Share) -> dict[str, str]:
    """Return what a reason calls a share by."""
    percent = share.percent if share.bounds else f"{share.percent}%"
    return {"part": f"{share.part}{share.unit}", "percent": percent}


def _with_shares(shares: Sequence[Share]) -> dict[int, set["Number"]]:
    """Return the numbers that have shares themselves, by the identity of their paragraphs."""
    numbers: dict[int, set[Number]] = {}
    for share in shares:
        numbers.setdefault(id(share.span.paragraph), set()).add(share.part)
    return numbers


def _wholes(comparisons: Comparisons, share: Share) -> Iterator["Number"]:
    """Yield what the share can be one of, the likeliest first."""
    named = share.base in ("processed", "new")
    if share.base == "beside":
        yield from share.wholes
        return
    if share.about == "applications":
        for count in _BASES.get(share.base, _BASES[""]):
            found = comparisons.figures.figure((f"applications.{count}",))
            if isinstance(found, Reason):
                # Without the table the sentence alone tells.
                named = False
                break
            yield from found.values
            if not named:
                yield from found.near
        if named:
            return
    elif share.about.startswith("art20_"):
        yield from share.wholes
        yield sum(_decisions(comparisons))
        return
    elif share.about not in ("", "review") or share.base in ("processed", "new"):
        return
    yield from share.wholes
    if share.about == "review" and comparisons.agrees(share.part_span):
        yield from _cases(comparisons)


def _decisions(comparisons: Comparisons) -> Iterator["Number"]:
    """Yield how many decisions of each kind table two has."""
    for indicator in _DECISIONS:
        found = comparisons.figures.figure((indicator,))
        yield found.values[0] if isinstance(found, Figure) else 0


def _cases(comparisons: Comparisons) -> Iterator["Number"]:
    """Yield what the table gives as numbers of cases: of 复议, of each kind of 诉讼, of all."""
    for groups in _GROUPS_OF_CASES:
        found = comparisons.figures.figure(tuple(f"review.{group}.total" for group in groups))
        if isinstance(found, Figure):
            yield from found.values


def _allowed(comparisons: Comparisons, share: Share) -> "Number | None":
    """Return a number that the words may mean, though they do not say it, and that fits."""
    if share.about != "applications":
        return None
    for count in _BASES.get(share.base, ()):
        found = comparisons.figures.figure((f"applications.{count}",))
        if not isinstance(found, Reason):
            for whole in found.allowed:
                if is_share(share, whole):
                    return whole
    return None


def _percent(percent: str, part: "Number", whole: "Number") -> str:
    places = len(percent.partition(".")[2])
    return f"{100 * part / whole:.{places}f}"
