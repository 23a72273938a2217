"""What becomes of the findings of rules: they are checked, and what is one thing is told as one.

A plugin's rule may give anything; what it gives that is no finding is said where its rule is known,
and not by a reporter that breaks on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from gklint.model.diagnostics import Diagnostic, Edit, Fix, Severity
from gklint.model.personal import mask
from gklint.model.reasons import Reason, StatedReason
from gklint.model.report import CellKey
from gklint.model.source import Place
from gklint.rule.definition import Finding, NotEvaluated, Rule
from gklint.support.bilingual import LANGUAGES, Text

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


def counted_wording(wording: Text, count: int) -> Text:
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


# --- one cause ---


def one_a_cause(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those that one at the same cell, by a lower code, tells as well.

    Both name the other: the one wrong number breaks what the two rules check.
    """
    kept: list[Diagnostic] = []
    reported: set[tuple[CellKey | None, frozenset[str]]] = set()
    for diagnostic in sorted(found, key=lambda each: each.code):
        cause = diagnostic.cell, frozenset((diagnostic.code, *diagnostic.also))
        if not diagnostic.also or cause not in reported:
            kept.append(diagnostic)
        reported.add(cause)
    return kept


# --- why something was not checked ---


def stated_reasons(rule: Rule, verdicts: Iterable[NotEvaluated]) -> tuple[StatedReason, ...]:
    """Return the reasons of what a rule could not check, each once, numbers of persons masked.

    Raises ValueError for a code that is none of the rule's, KeyError for a {name} that is no fact.
    """
    return tuple(dict.fromkeys(_stated(rule, verdict) for verdict in verdicts))


def _stated(rule: Rule, verdict: NotEvaluated) -> StatedReason:
    reason = verdict.reason
    if isinstance(reason, Text):
        code, text, facts = "", reason, {}
    elif isinstance(reason, Reason):
        code, text, facts = reason.code, reason.text, dict(reason.facts)
    elif reason in rule.reasons:
        code, text, facts = reason, rule.reasons[reason], dict(verdict.facts)
        if not facts:
            # A {name} without any fact is an error, too.
            text = Text(text.zh.format_map({}), text.en.format_map({}))
    else:
        known = ", ".join(rule.reasons) or "none"
        raise ValueError(f"{rule.code} has no reason {reason!r} in its reasons ({known})")
    return StatedReason(code, mask(text.say("zh", facts)), mask(text.say("en", facts)))


# --- what is no finding ---


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
