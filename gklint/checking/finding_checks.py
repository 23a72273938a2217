"""Whether a finding is one that reporters, fingerprints and fixes can do something with.

A plugin's rule may give anything; what it gives that is no finding is said where its rule is known,
and not by a reporter that breaks on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.source import Place
from gklint.support.bilingual import LANGUAGES


def check_finding(diagnostic: Diagnostic, lines: Sequence[str]) -> None:
    """Raise what a reporter would raise: as `check_wording`, and for a place outside of the text
    (`lines`)."""
    check_wording(diagnostic)
    places = [diagnostic.place, *(related.place for related in diagnostic.related)]
    for place in (*places, *_edited(diagnostic)):
        _check_place(place, lines)


def check_wording(diagnostic: Diagnostic) -> None:
    """Raise what a reporter would raise: for a {name} that is no fact, a severity, section or value
    of another kind than `Diagnostic` says."""
    for language in LANGUAGES:
        diagnostic.text(language)
        diagnostic.advice_text(language)
        for related in diagnostic.related:
            related.message(language)
    if not isinstance(diagnostic.severity, Severity):
        raise TypeError(f"severity: {diagnostic.severity!r} is no Severity")
    if not isinstance(diagnostic.section, int | None):
        raise TypeError(f"section: {diagnostic.section!r} is no number")
    for name, value in (("actual", diagnostic.actual), ("expected", diagnostic.expected)):
        _check_value(name, value)


def _edited(diagnostic: Diagnostic) -> list[Place]:
    return [edit.place for edit in diagnostic.fix.edits] if diagnostic.fix else []


def _check_value(name: str, value: Any) -> None:
    if not isinstance(value, int | float | Decimal | str | None):
        raise TypeError(f"{name}: {value!r} is neither a number nor text")
    if isinstance(value, float | Decimal) and not isfinite(value):
        raise ValueError(f"{name}: {value} is no number")


def _check_place(place: Place, lines: Sequence[str]) -> None:
    ordered = (place.line, place.column) <= (place.end_line, place.end_column)
    if not (place.line >= 1 and place.end_line <= len(lines) and place.column >= 1 and ordered):
        raise ValueError(f"{place} is no place in the text")
