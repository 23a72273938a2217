"""Faults put into a district, each with what must be found of it and nothing beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from lab.district import DISTRICT, District, Numbers, Report

from gklint.model.report import CellKey


class Expected(NamedTuple):
    """A finding: where it stands, its code, its cell, the bodies that explain it, the path that it
    points to ("" for any)."""

    path: str
    code: str
    cell: CellKey | None = None
    explains: tuple[str, ...] = ()
    related: str = ""


class Fault(NamedTuple):
    """A district in which one thing is wrong, and what must be found."""

    name: str
    district: District
    expected: tuple[Expected, ...]


def faults(whole: District, chance: Random) -> Iterator[Fault]:
    """Yield every kind of fault: for sums one for each child, for the rest one body each."""
    year = whole.years[-1]
    for child in whole.children(year):
        yield from _of_sums(whole, year, child.name)
    yield from _one_cell(whole, year, chance)
    bodies = [body for body in whole.bodies if body.first < year <= body.last and body.parent]
    for body in bodies:
        yield _carry_over(whole, year, body.name)
        yield _missing(whole, year, body.name)
        yield _twice(whole, year, body.name)
        yield _of_last_year(whole, year, body.name)
        other = chance.choice([one for one in bodies if one is not body])
        yield _of_another(whole, year, body.name, other.name)


def _of_sums(whole: District, year: int, child: str) -> Iterator[Fault]:
    report, part = whole.reports[DISTRICT, year], whole.reports[child, year]
    for name, times in (("left out", -1), ("counted twice", 1)):
        numbers = _added(report.numbers, part.numbers, times)
        yield _sum_fault(whole, report, f"{child} {name}", numbers, child)
    before = whole.reports.get((child, year - 1))
    if before is not None:
        numbers = _added(_added(report.numbers, part.numbers, -1), before.numbers, 1)
        yield _sum_fault(whole, report, f"{child} of last year", numbers, child)


def _added(numbers: Numbers, more: Numbers, times: int) -> Numbers:
    return {cell: value + times * more.get(cell, Decimal(0)) for cell, value in numbers.items()}


def _sum_fault(whole: District, report: Report, name: str, numbers: Numbers, child: str) -> Fault:
    first = next(cell for cell, value in numbers.items() if value != report.numbers[cell])
    expected = Expected(report.path, "GK805", first, (child,))
    return Fault(name, whole.with_report(replace(report, numbers=numbers)), (expected,))


def _one_cell(whole: District, year: int, chance: Random) -> Iterator[Fault]:
    report = whole.reports[DISTRICT, year]
    for cell in chance.sample(list(report.numbers), 40):
        numbers = {**report.numbers, cell: report.numbers[cell] + chance.randint(1, 30)}
        yield Fault(
            f"one cell {'.'.join(cell)}",
            whole.with_report(replace(report, numbers=numbers)),
            (Expected(report.path, "GK805", cell),),
        )


def _carry_over(whole: District, year: int, body: str) -> Fault:
    report = whole.reports[body, year]
    by = {
        CellKey("applications", row, column): Decimal(1)
        for row in ("carried_in", "total_processed", "full_disclosure")
        for column in ("natural_person", "total")
    }
    changed = whole.with_report(replace(report, numbers=_added(report.numbers, by, 1)))
    if body in {child.name for child in whole.children(year)}:
        # The district sums what it was given.
        total = whole.reports[DISTRICT, year]
        changed = changed.with_report(replace(total, numbers=_added(total.numbers, by, 1)))
    cell = CellKey("applications", "carried_in", "total")
    before = whole.reports[body, year - 1].path
    return Fault(f"{body} carry-over", changed, (Expected(report.path, "GK801", cell, (), before),))


def _missing(whole: District, year: int, body: str) -> Fault:
    return Fault(f"{body} missing", whole.without(body, year), (Expected("roster.csv", "GK809"),))


def _twice(whole: District, year: int, body: str) -> Fault:
    report = whole.reports[body, year]
    path = f"{report.path.removesuffix('.txt')}（副本）.txt"
    expected = Expected(path, "GK810", None, (), report.path)
    return Fault(f"{body} twice", replace(whole, extra={path: report}), (expected,))


def _of_last_year(whole: District, year: int, body: str) -> Fault:
    report, before = whole.reports[body, year], whole.reports[body, year - 1]
    expected = Expected(report.path, "GK806", None, (), before.path)
    return Fault(
        f"{body} 五 of last year",
        whole.with_report(replace(report, problems=before.problems)),
        (expected,),
    )


def _of_another(whole: District, year: int, body: str, other: str) -> Fault:
    report, source = whole.reports[body, year], whole.reports[other, year]
    first, later = sorted((report.path, source.path))
    return Fault(
        f"{body} 五 of {other}",
        whole.with_report(replace(report, problems=source.problems)),
        (Expected(later, "GK807", None, (), first),),
    )
