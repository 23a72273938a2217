"""Numbers of loose words: what stands beside them says whether they count what a table counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gklint.api import LOOSE

if TYPE_CHECKING:
    from ._comparisons import Comparison

#: So many numbers that agree with a table bear out those beside them.
_SEVERAL = 2


def with_loose(compared: Sequence[Comparison]) -> Iterator[Comparison]:
    """Yield the comparisons, those of loose words that differ as different where the numbers of
    their paragraph bear them out: several that agree with the same table, and more than differ."""
    agreeing: dict[tuple[int, str], set[tuple[str, ...]]] = {}
    differing: dict[tuple[int, str], int] = {}
    for comparison in compared:
        statement = comparison.statement
        key = statement.paragraph, statement.table
        if comparison.verdict == "agrees" and comparison.reason is None and statement.value:
            agreeing.setdefault(key, set()).add(statement.indicators)
        elif _is_loose(comparison) or comparison.verdict == "differs":
            differing[key] = differing.get(key, 0) + 1
    for comparison in compared:
        statement = comparison.statement
        key = statement.paragraph, statement.table
        several = len(agreeing.get(key, ()))
        if _is_loose(comparison) and several >= _SEVERAL and several > differing[key]:
            statement = statement._replace(open=True)
            yield comparison._replace(statement=statement, verdict="differs", reason=None)
        else:
            yield comparison


def _is_loose(comparison: Comparison) -> bool:
    """Say whether a number of loose words differs from the table, in which nothing is doubtful."""
    found = comparison.figure
    loose = comparison.verdict == "not_evaluated" and comparison.statement.confidence == LOOSE
    return loose and found is not None and found.doubt is None
