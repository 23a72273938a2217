"""Numbers compared with those of the year before: which of what is written does not fit."""

from collections.abc import Iterator
from typing import NamedTuple

from gklint.api import Change, Part, Report, prose_of

from ._common_wholes import fits
from ._comparisons import Comparisons, checked
from ._table_figures import Number


class Misfit(NamedTuple):
    """A change that the numbers beside it contradict: `now` and `before` are the two years',
    `now` with the place where it stands, None where it is only reckoned. `of_percent`: the
    percentage is wrong, else the difference. `sure` is False where it is open which number of the
    sentence is compared."""

    change: Change
    now: Number
    now_part: Part | None
    before: Number
    of_percent: bool
    sure: bool


def misfits(report: Report) -> Iterator[Misfit]:
    """Yield each comparison with the year before that its own numbers contradict, once."""
    comparisons = checked(report)
    for change in prose_of(report).changes:
        found = _of_step(comparisons, change) or _of_percent(comparisons, change)
        if found is not None:
            yield found


def _of_step(comparisons: Comparisons, change: Change) -> Misfit | None:
    """Return what is wrong with 增加3件 beside both years' numbers."""
    if change.before is None or change.step is None or not change.now:
        return None
    before, step = change.before.value, change.step.value
    due = before + step if change.up else before - step
    if any(part.value == due for part in change.now):
        return None
    part, sure = _compared(change)
    if comparisons.differs(part.span):
        # The table tells that this number is wrong.
        return None
    return Misfit(change, part.value, part, before, False, sure)


def _compared(change: Change) -> tuple[Part, bool]:
    """Return which of this year's numbers is compared, and whether that is sure: where all others
    are its parts, the first."""
    whole, *parts = change.now
    if len(parts) > 1 and sum(part.value for part in parts) == whole.value:
        return whole, True
    return change.now[-1], not parts


def _of_percent(comparisons: Comparisons, change: Change) -> Misfit | None:
    """Return what is wrong with 增长50% beside any two of the other numbers."""
    if not change.percent:
        return None
    pairs = list(_pairs(change))
    if not pairs or any(_fits(change, now, before) for now, before, _ in pairs):
        return None
    now, before, part = pairs[-1]
    if part is not None and comparisons.differs(part.span):
        return None
    sure = len(change.now) <= 1 and before > 0
    return Misfit(change, now, part, before, True, sure)


def _pairs(change: Change) -> Iterator[tuple[Number, Number, Part | None]]:
    """Yield what this year's number and that of the year before may be."""
    step = None
    if change.step is not None:
        step = change.step.value if change.up else -change.step.value
    if change.before is not None:
        before = change.before.value
        if step is not None and not change.now:
            yield before + step, before, None
        for part in change.now:
            yield part.value, before, part
    elif step is not None:
        for part in change.now:
            yield part.value, part.value - step, part


def _fits(change: Change, now: Number, before: Number) -> bool:
    more = now - before if change.up else before - now
    return before > 0 and more >= 0 and fits(change.percent, more, before)
