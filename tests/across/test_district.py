"""A district over years: nothing where all is right, each fault at its place and nothing beside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from helpers.collections import compared, found, roster_of
from lab.district import District, district, files, roster
from lab.district_faults import Expected, Fault, faults

SMALL = district(12)


def told(whole: District, folder: Path) -> list[tuple[Expected, str]]:
    """Return what is found in a district, each with its message."""
    added = compared(dict(files(whole)), roster_of(roster(whole), folder))
    return [
        (
            Expected(
                path,
                one.code,
                one.cell,
                one.body_facts.explains if one.body_facts else (),
                one.related[0].path if one.related else "",
            ),
            one.text(),
        )
        for path, one in found(added)
    ]


def check(fault: Fault, folder: Path) -> None:
    """Raise AssertionError where something else is found than must be."""
    came = told(fault.district, folder)
    expected = [
        one if one.related else one._replace(related=came[0][0].related if came else "")
        for one in fault.expected
    ]
    assert [one for one, _ in came] == expected, f"{fault.name}: {[text for _, text in came]}"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("years", [(2019, 2020, 2021), (2022, 2023)])
def test_nothing_is_found_where_all_is_right(
    seed: int, years: tuple[int, ...], tmp_path: Path
) -> None:
    whole = district(12, seed, years)
    added = compared(dict(files(whole)), roster_of(roster(whole), tmp_path))
    assert [one.text() for _, one in found(added)] == []
    reasons = {reason.zh for one in added.values() for o in one.outcomes for reason in o.reasons}
    assert reasons == set()


@pytest.mark.parametrize("fault", list(faults(SMALL, Random(1))), ids=lambda fault: fault.name)
def test_each_fault_is_found_at_its_place_and_nothing_beside(fault: Fault, tmp_path: Path) -> None:
    check(fault, tmp_path)


def test_where_many_have_the_same_text_it_says_that_not_all_are_listed(tmp_path: Path) -> None:
    whole = district(20, 0, (2022,))
    first, *others = [
        report for report in whole.reports.values() if report.body != whole.bodies[0].name
    ][:8]
    for report in others:
        whole = whole.with_report(replace(report, problems=first.problems))
    copied = {path: one for path, one in found(compared(dict(files(whole)))) if one.code == "GK807"}
    assert len(copied) == len(others)
    # One finding each: the body copied from is named, so many more, and five of all are listed.
    more = {one.text().partition("，另有 ")[2]: len(one.related) for one in copied.values()}
    assert more == {
        "": 1,
        **{f"{count} 个单位": count + 1 for count in range(1, 5)},
        **{f"{count} 个单位（只列出相同最多的 5 处）": 5 for count in (5, 6)},
    }
