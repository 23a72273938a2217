"""Files of rule cases are read with clear errors, and a case that fails says what came instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from gklint.testing import Case, CaseError, cases_in, check_case, load_cases
from gklint.testing.case_files import Expected

NINE = {"cell": "applications.new.total", "text": "9"}
FOUND = Expected(at="9", line="一、本年新收", message="总计为 9", severity="error")


def case(verdict: str = "fail", **parts: object) -> Case:
    return Case("row-total", verdict, "一句话", "row-total.yaml", **parts)  # type: ignore[arg-type]


def failure_of(wrong: Case) -> str:
    with pytest.raises(AssertionError) as caught:
        check_case(wrong)
    return str(caught.value)


def file_of(tmp_path: Path, text: str, rule: str = "row-total") -> Path:
    path = tmp_path / f"{rule}.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_case_that_is_as_expected_passes() -> None:
    check_case(case("pass"))
    check_case(case(changes=(NINE,), expect=(FOUND,)))
    blank = {"cell": "applications.new.total", "text": ""}
    check_case(case("not_evaluated", changes=(blank,), reason="总计为空"))


@pytest.mark.parametrize(
    "other",
    [{"at": "8"}, {"line": "二、上年结转"}, {"message": "总计为 8"}, {"severity": "info"}],
)
def test_a_finding_that_differs_in_one_respect_fails(other: dict[str, str]) -> None:
    message = failure_of(case(changes=(NINE,), expect=(FOUND._replace(**other),)))
    assert next(iter(other.values())) in message, "it says what was expected"
    assert "5 + 3 = 8，总计为 9" in message, "it says what came"


def test_a_missing_and_an_unexpected_finding_fail() -> None:
    assert "came: no finding" in failure_of(case(expect=(FOUND,)))
    assert "expected: no finding" in failure_of(case("pass", changes=(NINE,)))
    twice = case(changes=(NINE,), expect=(FOUND, FOUND))
    assert "came:" in failure_of(twice)


def test_silence_of_a_rule_that_did_not_check_is_no_pass() -> None:
    silent = case("pass", changes=({"drop_table": "applications"},))
    assert "not_evaluated" in failure_of(silent)


def test_a_reason_may_be_expected_by_its_code() -> None:
    blank = {"cell": "applications.new.total", "text": ""}
    expected = {"reason": "总计为空", "changes": (blank,)}
    check_case(case("not_evaluated", reason_code="cell-without-number", **expected))
    failure = failure_of(case("not_evaluated", reason_code="no-table", **expected))
    assert "no-table" in failure and "总计为空 (cell-without-number)" in failure


def test_a_reason_that_was_not_given_fails() -> None:
    assert "came: satisfied, no reason" in failure_of(case("not_evaluated", reason="总计为空"))


def test_a_change_that_cannot_be_made_fails_the_case() -> None:
    wrong = case(changes=({"drop_row": "applications.nothing"},))
    assert "the case cannot be made" in failure_of(wrong)


def test_options_are_the_settings_it_is_checked_by() -> None:
    assert case(options={"year": 2022}).settings.year == 2022
    assert case().settings.select == ("row-total",)


def test_a_file_is_read_into_cases_whose_names_are_sentences(tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        """
pass:
  - why: 各栏之和等于总计
    year: 2020
fail:
  - why: 总计多一件
    changes: [{cell: applications.new.total, text: "9"}]
    expect: [{at: "9"}]
""",
    )
    passing, failing = load_cases(path)
    assert str(passing) == "row-total 通过：各栏之和等于总计"
    assert str(failing) == "row-total 报告：总计多一件"
    assert passing.year == 2020
    assert failing.expect == (Expected(at="9"),)
    check_case(passing)
    check_case(failing)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("passes: []", "passes: no such key; did you mean pass?"),
        ("pass: [{year: 2020}]", "why is missing"),
        ("pass: [{why: x, yaer: 2020}]", "did you mean year"),
        ("pass: [{why: x, year: '2020'}]", "year: a whole number from 0 is expected"),
        ("pass: [{why: x, layout: tab_grid}]", "did you mean tabs_grid"),
        ("pass: [{why: x, options: {agency_kind: streets}}]", "did you mean street"),
        ("pass: [{why: x, changes: [{celll: a, text: b}]}]", "did you mean cell"),
        ("pass: [{why: x, changes: [{cell: a.b.c, txt: b}]}]", "did you mean text"),
        ("pass: [{why: x, changes: [{cell: a.b.c}]}]", "text is missing"),
        ("pass: [{why: x, changes: [{cell: a.b.c, text: 9}]}]", "text in quotes is expected"),
        ("pass: [{why: x, changes: [{section: 3}]}]", "say what to do"),
        ("fail: [{why: x}]", "expect is missing"),
        ("fail: [{why: x, expect: []}]", "at least one finding"),
        ("fail: [{why: x, expect: [{at: a, severity: fatal}]}]", "error, warning, info"),
        ("not_evaluated: [{why: x}]", "reason is missing"),
        ("pass: [", "not valid YAML"),
        ("- pass", "a mapping is expected, not a list"),
        ("pass:\n  - why: x\n    year: early", "row-total.yaml:3: pass[0].year"),
    ],
)
def test_a_file_that_is_not_well_written_says_where_and_what(tmp_path, text, words) -> None:
    with pytest.raises(CaseError) as caught:
        load_cases(file_of(tmp_path, text))
    assert words in str(caught.value)
    assert "row-total.yaml" in str(caught.value)


def test_a_file_named_after_no_rule_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="did you mean row-total"):
        load_cases(file_of(tmp_path, "pass: []", "row-totals"))


def test_a_broken_file_is_a_failing_case_and_the_others_are_still_read(tmp_path: Path) -> None:
    file_of(tmp_path, "pass: [{wyh: x}]", "balance")
    file_of(tmp_path, "pass: [{why: 各栏之和等于总计}]")
    broken, whole = cases_in(tmp_path)
    assert "did you mean why" in failure_of(broken)
    check_case(whole)
