"""What rules share about a report is worked out once, for that report alone."""

from __future__ import annotations

import pickle

from gklint.model.report import Report, once_per_report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.testing import render, valid_draft


def a_report() -> Report:
    return parse(source_of_text(render(valid_draft()).text))


def test_what_several_rules_ask_is_worked_out_once_a_report() -> None:
    asked = []

    @once_per_report
    def year_of(report: Report) -> int | None:
        asked.append(report.year)
        return report.year

    first = a_report()
    other = first._replace(year=2022)
    assert [year_of(first), year_of(first), year_of(other), year_of(first)] == [
        2023,
        2023,
        2022,
        2023,
    ]
    assert asked == [2023, 2022]


def test_a_report_can_be_sent_to_another_process_whatever_was_derived_of_it() -> None:
    report = a_report()
    report.derived(lambda report: iter(()))
    assert pickle.loads(pickle.dumps(report)) == report
