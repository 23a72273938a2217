"""Of which number the shares of a paragraph are shares, where its neighbours tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gklint.api import Share, Span

from ._comparisons import Comparisons
from ._table_figures import Figure

if TYPE_CHECKING:
    from ._table_figures import Number

#: So many neighbours that are shares of one number tell of which one.
_SEVERAL = 2
#: Who applied: of these the whole is another than of what came of it.
_APPLICANTS = ("person", "enterprise", "institution", "_org", "organisations")


def fits(percent: str, part: Number, whole: Number) -> bool:
    """Say whether a percentage is that of a part of a whole at the digits that are written."""
    digits = percent.partition(".")[2]
    scale = 10 ** len(digits)
    written = int(percent.replace(".", "").replace(",", ""))
    # Twice the difference between what is written and the exact share, in units of its last digit.
    return bool(whole) and abs(written * whole - part * 100 * scale) * 2 <= whole


def is_share(share: Share, whole: Number) -> bool:
    """Say whether a number is the share of a whole that is written, exactly or roughly."""
    if share.bounds is None:
        return fits(share.percent, share.part, whole)
    low, high = share.bounds
    return bool(whole) and low * whole <= share.part * 100 <= high * whole


def common_wholes(
    comparisons: Comparisons, shares: Sequence[Share], wholes_of: Sequence[Sequence[Number]]
) -> list[Number]:
    """Return for each share the number that all of its neighbours are shares of and it is not, 0
    without one.

    A share of a number that stands before it and is no total of the table may be a part of a part.
    """
    found: list[Number] = [0] * len(shares)
    if len(shares) <= _SEVERAL:
        return found
    groups: dict[tuple[int, str, str, bool], list[int]] = {}
    kinds = _kinds(comparisons)
    for index, share in enumerate(shares):
        applicant = kinds.get(_spot(share.part_span), False)
        key = id(share.span.paragraph), share.about, share.base, applicant
        groups.setdefault(key, []).append(index)
    for (_, about, _, _), members in groups.items():
        if about != "applications" or len(members) <= _SEVERAL:
            continue
        # Which of them are shares of a number, each asked once.
        fitting = {
            whole: {at for at in members if is_share(shares[at], whole)}
            for whole in {whole for index in members for whole in wholes_of[index]}
        }
        for index in members:
            wholes = wholes_of[index]
            own = [whole for whole in wholes if index in fitting[whole]]
            # Of these all the others are shares.
            common = [
                whole
                for whole in wholes
                if len(fitting[whole]) - (index in fitting[whole]) == len(members) - 1
            ]
            if not common or set(common) & set(own):
                continue
            if not set(own) & set(shares[index].wholes) - _totals(comparisons):
                found[index] = common[0]
    return found


def _totals(comparisons: Comparisons) -> set[Number]:
    """Return all that the table gives as totals of applications."""
    found: set[Number] = set()
    for count in ("received", "answered", "closed"):
        figure = comparisons.figures.figure((f"applications.{count}",))
        if isinstance(figure, Figure):
            found.update((*figure.values, *figure.allowed, *figure.near))
    return found


def _kinds(comparisons: Comparisons) -> dict[tuple[int, int], bool]:
    """Return by where a number stands whether it counts who applied."""
    return {
        _spot(comparison.statement.span): comparison.statement.indicators[0].endswith(_APPLICANTS)
        for comparison in comparisons.comparisons
    }


def _spot(span: Span) -> tuple[int, int]:
    return id(span.paragraph), span.start
