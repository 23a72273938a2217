"""Findings of one kind that crowd a paragraph become one, which says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from gklint.model.diagnostics import Diagnostic, Edit, Fix
from gklint.rule.definition import Finding
from gklint.support.bilingual import Text

#: So many findings of one kind in a paragraph are told one by one; nobody reads more.
MOST = 20
#: The fact that says how many findings one stands for.
GATHERED = "gathered"


def gathered(found: Iterable[Finding], part_of: Callable[[int], Hashable]) -> list[Finding]:
    """Return a rule's findings, those of one wording in one part of the report as one where there
    are more than `MOST`.

    `part_of(line)` names the paragraph of a line, or the line where it is of none. The one stands
    where the first does, and its fix makes all of theirs.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for one in found:
        groups.setdefault((one.message, part_of(one.place.line)), []).append(one)
    return [
        one
        for group in groups.values()
        for one in (group if len(group) <= MOST else [_together(group)])
    ]


def occurrences(diagnostic: Diagnostic) -> int:
    """Return how many findings a finding stands for."""
    count = diagnostic.facts.get(GATHERED, 1)
    return count if isinstance(count, int) else 1


def said_of(wording: Text, count: int) -> Text:
    """Return the wording of a finding that stands for so many."""
    return Text(
        f"{wording.zh}（这一段中这样的问题共 {count} 处）",
        f"{wording.en} ({count} like this in the paragraph)",
    )


def _together(group: list[Finding]) -> Finding:
    first = group[0]
    facts = {**first.facts, GATHERED: len(group)}
    return first._replace(facts=facts, fix=_fix_of_all(first.fix, group), related=())


def _fix_of_all(fix: Fix | None, group: list[Finding]) -> Fix | None:
    if fix is None:
        return None
    alike = [one.fix for one in group if one.fix is not None and one.fix.safe is fix.safe]
    edits: list[Edit] = []
    for edit in sorted({edit for one in alike for edit in one.edits}):
        # What touches another is fixed in the next round.
        if not edits or edits[-1].place[2:] < edit.place[:2]:
            edits.append(edit)
    titles = {one.title for one in alike}
    many = Text(f"改正 {len(edits)} 处", f"fix {len(edits)} places")
    return Fix(tuple(edits), fix.safe, fix.title if len(titles) == 1 else many)
