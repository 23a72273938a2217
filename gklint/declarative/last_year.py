"""A formula over cells of this year's report and of last year's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gklint.collection.reports import Collection, Member
from gklint.collection.steps import Compared, Step, compared
from gklint.declarative.formula import ANY, Formula, Term, holds, instance
from gklint.model.diagnostics import Related
from gklint.model.reasons import Reason
from gklint.model.report import CellKey
from gklint.rule.definition import (
    NotEvaluated,
    ReportVerdicts,
    finding,
    not_evaluated,
    related,
)
from gklint.rule.reasons import NO_NUMBER
from gklint.support.bilingual import Text

_SPLIT_OFF = Reason(
    "split-off",
    Text("单位由分立而来，不能逐个比较", "the body was split off: nothing to compare it with"),
)


def breaches(collection: Collection, formula: Formula, at: CellKey) -> ReportVerdicts:
    """Yield a finding at the cell `at` of each report in which the formula does not hold.

    Of bodies that were merged the cells of last year are added up.
    """
    yield from compared(collection, lambda step: _compare(collection, formula, at, step))


def _compare(collection: Collection, formula: Formula, at: CellKey, step: Step) -> Compared:
    if step.beside:
        yield not_evaluated(_SPLIT_OFF)
        return
    for name in _instances(collection, formula, step.later):
        left = _sum(collection, formula.left, name, step)
        right = _sum(collection, formula.right, name, step)
        if isinstance(left, NotEvaluated) or isinstance(right, NotEvaluated):
            yield left if isinstance(left, NotEvaluated) else right
            continue
        key = instance(at, name)
        cell = step.later.facts.cell(key)
        if holds(formula, left, right):
            continue
        if cell is None:
            yield _no_number(collection, step.later, key)
            continue
        alone = formula.relation == "=" and formula.left == (Term(1, at),)
        yield finding(
            cell.place,
            section=collection.section(step.later, key),
            cell=key,
            actual=cell.value if cell.value is not None else "",
            expected=right if alone else None,
            related=_others(collection, formula, key, name, step),
            left=left,
            right=right,
            cell_label=collection.label(step.later, key),
        )


def _instances(collection: Collection, formula: Formula, member: Member) -> list[str]:
    """Return what the * stands for, in the order of the form; one "" where there is none."""
    for cell in formula.cells:
        form = collection.form(member, cell.table)
        if cell.row == ANY:
            return [row.key for row in form.rows]
        if cell.column == ANY:
            return [column.key for column in form.columns]
    return [""]


def _members(term: Term, step: Step) -> tuple[Member, ...]:
    return step.earlier if term.last else (step.later,)


def _sum(
    collection: Collection, terms: tuple[Term, ...], name: str, step: Step
) -> Any | NotEvaluated:
    """Return what the terms come to, or that one of their cells has no number."""
    total: Any = 0
    for term in terms:
        if term.cell is None:
            total += term.factor
            continue
        key = instance(term.cell, name)
        for member in _members(term, step):
            value = member.facts.value(key)
            if value is None:
                return _no_number(collection, member, key)
            total += term.factor * value
    return total


def _no_number(collection: Collection, member: Member, key: CellKey) -> NotEvaluated:
    label = collection.label(member, key)
    return not_evaluated(NO_NUMBER, body=member.name, year=member.year, label=label, partly=True)


def _others(
    collection: Collection, formula: Formula, at: CellKey, name: str, step: Step
) -> Iterator[Related]:
    """Yield each other cell that was counted, with its label and its number."""
    for term in (*formula.left, *formula.right):
        key = instance(term.cell, name) if term.cell else None
        for member in _members(term, step):
            cell = member.facts.cell(key) if key else None
            if cell is not None and key is not None and (term.last or key != at):
                yield related(
                    cell.place,
                    "{year} 年“{label}”：{value}",
                    "{year}, “{label}”: {value}",
                    key,
                    member.path if term.last else "",
                    year=member.year,
                    label=collection.label(member, key),
                    value=cell.value,
                )
