"""`gklint.extract` gives the numbers of a report as a small value."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import gklint
from gklint.testing import change_draft, render, valid_draft


def written(tmp_path: Path, *changes: dict[str, object]) -> str:
    """Write a report and return its path."""
    path = tmp_path / "report.txt"
    path.write_text(render(change_draft(valid_draft(), list(changes))).text, "utf-8")
    return str(path)


def test_the_numbers_of_a_report_are_had_by_the_keys_of_the_form(tmp_path: Path) -> None:
    cell = "review.reconsideration.upheld"
    numbers = gklint.extract(written(tmp_path, {"cell": cell, "text": "17"}))
    assert numbers.value(cell) == 17
    assert (numbers.year, numbers.format, numbers.error) == (2023, "2021", None)
    assert numbers.agency
    there = next(number for number in numbers.numbers if ".".join(number.cell) == cell)
    assert (there.text, there.state) == ("17", "number")


def test_a_cell_without_a_number_is_not_one_that_was_not_read(tmp_path: Path) -> None:
    cell = "applications.new.total"
    blank = gklint.extract(written(tmp_path, {"cell": cell, "text": ""}))
    assert blank.value(cell) is None
    unread = gklint.extract(written(tmp_path, {"drop_table": "applications"}))
    with pytest.raises(KeyError, match=r"applications\.new\.total was not read"):
        unread.value(cell)
    with pytest.raises(ValueError):
        unread.value("total")


def test_settings_hold_and_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert gklint.extract(written(tmp_path), gklint.Settings(year=2022)).year == 2022
    lost = gklint.extract(str(tmp_path / "nothing.txt"))
    assert lost.error is not None and lost.error.zh and lost.numbers == ()
    assert "\n" not in repr(lost) and len(repr(lost)) < 200 + len(lost.path)


def test_what_is_returned_is_small_and_is_shown_on_one_line(tmp_path: Path) -> None:
    path = written(tmp_path)
    numbers = gklint.extract(path)
    assert pickle.loads(pickle.dumps(numbers)) == numbers
    result = gklint.lint_file(path)
    for shown in (numbers, result, result.report, result.source):
        assert "\n" not in repr(shown) and len(repr(shown)) < 120 + len(path)
    assert pickle.loads(pickle.dumps(result)) == result
