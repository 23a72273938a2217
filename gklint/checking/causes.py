"""One cause is told as one: findings that name each other at one cell."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.model.diagnostics import Diagnostic
from gklint.model.report import CellKey


def one_a_cause(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those that one at the same cell, by a lower code, tells as well.

    Both name the other: the one wrong number breaks what the two rules check.
    """
    kept: list[Diagnostic] = []
    told: set[tuple[CellKey | None, frozenset[str]]] = set()
    for diagnostic in sorted(found, key=lambda each: each.code):
        cause = diagnostic.cell, frozenset((diagnostic.code, *diagnostic.also))
        if not diagnostic.also or cause not in told:
            kept.append(diagnostic)
        told.add(cause)
    return kept
