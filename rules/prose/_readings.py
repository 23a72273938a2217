"""Which of its readings a number has, by the numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from gklint.api import Statement

from ._table_figures import Figure, Figures

if TYPE_CHECKING:
    from ._comparisons import Comparison

_RECEIVED = "applications.received"
_RECEIVED_ALONE = "applications.received_alone"
_RECEIVED_IN_ALL = "applications.received_in_all"
_CARRIED = ("applications.carried_in",)
#: What 含上年结转 makes a number of all there were to be answered.
_TAKEN = (_RECEIVED, "applications.registered", "applications.accepted", "applications.handled")
_NEW = "applications.new"
_DUE = ("applications.due",)
_ENDED = (("applications.answered",), ("applications.closed",))
_APPLICANTS = frozenset(
    f"applications.{key}"
    for key in (
        "natural_person",
        "organisations",
        "commercial_enterprise",
        "research_institution",
        "public_interest_org",
        "legal_service_org",
        "other_org",
    )
)
#: So many of a list that are the parts of 本年新收 show that all of them are.
_SEVERAL = 2


def narrowed(beside: list[Statement]) -> Iterator[Statement]:
    """Yield the statements of a sentence, 收到 as 本年新收 where 上年结转 stands beside it as a
    number of its own, and as all there were where it is said to be a part of it (含上年结转)."""
    said = {statement.indicators for statement in beside}
    alone = _CARRIED in said and ("applications.new",) not in said
    for statement, after in zip_longest(beside, beside[1:]):
        if len(statement.indicators) != 1 or statement.indicators[0] not in _TAKEN:
            yield statement
        elif after is not None and after.indicators == _CARRIED and after.of_parts:
            yield statement._replace(indicators=(_RECEIVED_IN_ALL,))
        elif alone and statement.indicators == (_RECEIVED,):
            yield statement._replace(indicators=(_RECEIVED_ALONE,))
        else:
            yield statement


def counted_like_others(compared: Sequence[Comparison], figures: Figures) -> Iterator[bool]:
    """Yield for each number whether it is wrong though it fits another reading of its words.

    A part has the reading of its whole and of the parts beside it: where 收到9件 is 本年新收, so is
    what each kind of applicant has of it. 受理 beside a number of its own for 办结 is not that.
    """
    for index, comparison in enumerate(compared):
        indicators = comparison.statement.indicators
        if comparison.verdict != "agrees" or comparison.reason is None:
            yield False
        elif indicators[0] in _APPLICANTS:
            yield _is_like_no_other(compared, index)
        elif len(indicators) == 1 and indicators[0] in _TAKEN:
            yield _is_of_ended(compared, comparison, figures)
        else:
            yield False


def _is_like_no_other(compared: Sequence[Comparison], index: int) -> bool:
    """Say whether all numbers beside this one that count applicants are those of 本年新收."""
    statement = compared[index].statement
    exact = 0
    for other in compared:
        beside = other.statement
        if beside.paragraph != statement.paragraph or other is compared[index]:
            continue
        if beside.indicators[0] in _APPLICANTS and other.verdict == "agrees":
            if other.reason is not None:
                return False
            exact += 1
    return exact >= _SEVERAL or _is_part_of_new(compared[:index], statement)


def _is_part_of_new(before: Sequence[Comparison], statement: Statement) -> bool:
    """Say whether the last number of applications before it, in its paragraph, is 本年新收."""
    for other in reversed(before):
        if other.statement.paragraph != statement.paragraph:
            break
        if other.statement.indicators[0] not in _APPLICANTS:
            received = other.statement.indicators[0] in (*_TAKEN, _RECEIVED_ALONE, _NEW)
            return received and other.verdict == "agrees" and other.reason is None
    return False


def _is_of_ended(compared: Sequence[Comparison], comparison: Comparison, figures: Figures) -> bool:
    """Say whether a number of 受理 fits only （七）总计, which stands beside it as its own."""
    due = figures.figure(_DUE)
    if not isinstance(due, Figure) or comparison.statement.value in due.values:
        return False
    return any(
        other.statement.sentence == comparison.statement.sentence
        and other.statement.indicators in _ENDED
        and other.verdict == "agrees"
        for other in compared
    )
