"""From a finding to the waiver of it: which place it names, which numbers it holds on to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gklint.checking.results import Record
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import CellKey
from gklint.support.folding import fold
from gklint.suppression.waiver_matches import value_at
from gklint.suppression.waivers import Waiver

#: No more words than this are written down: the file is for people to read.
_FEW = 40


class Location(NamedTuple):
    """What a user says of the place of a finding; None and "" for what was not said."""

    cell: CellKey | None = None
    words: str = ""
    section: int | None = None


def findings_at(record: Record, code: str, location: Location) -> list[Diagnostic]:
    """Return the findings of a rule at a location that are not accepted in the text."""
    found = []
    for diagnostic in record.diagnostics:
        beside = fold(diagnostic.subject) + fold(record.line(diagnostic.line))
        if (
            diagnostic.code == code
            and location.cell in (None, diagnostic.cell)
            and location.section in (None, diagnostic.section)
            and fold(location.words) in beside
        ):
            found.append(diagnostic)
    return found


def proposed(found: Diagnostic, record: Record, file: str, location: Location) -> Waiver:
    """Return the waiver of a finding: its place, and the numbers that it speaks of.

    A finding in a table is named by its cell. Of others the words are written down, so that the
    waiver ends when they change; a finding on a whole part is named by the part.
    """
    value = value_at(found) if found.cell is not None or found.actual is not None else None
    expected = None if found.expected is None else str(found.expected)
    waiver = Waiver(0, found.code, file, value=value, expected=expected)
    if found.cell is not None:
        return waiver._replace(cell=found.cell)
    if location.words:
        return waiver._replace(words=location.words, section=location.section)
    alike = _of(record.found, found)
    if (
        found.section is not None
        and found.actual is None
        and (sum(other.section == found.section for other in alike) == 1)
    ):
        return waiver._replace(section=found.section)
    if 0 < len(found.subject) <= _FEW:
        return waiver._replace(words=found.subject.strip())
    return waiver._replace(section=location.section)


def _of(found: Sequence[Diagnostic], like: Diagnostic) -> list[Diagnostic]:
    return [
        diagnostic
        for diagnostic in found
        if diagnostic.code == like.code and diagnostic.cell is None
    ]
