"""Faults are what they say, and what answers to them is counted as what it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from lab.accuracy import main
from lab.accuracy_tables import Measured, Table, as_markdown, as_text, document
from lab.fault_accuracy import Tally, check, example, measure, rules_without_fault
from lab.faults import FAULTS, Due, Fault, Faulty, Part, Rows, Words, lines_of
from lab.reviewed import DueFinding, ReviewedReport, review

from gklint import lint_text
from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.model.report import CellKey
from gklint.testing import LAYOUTS, change_draft, random_draft, render, valid_draft

TOTAL = CellKey("applications", "new", "total")
#: Rules about the run, its files and its settings: no draft can have what they find.
#: Those of family 8 compare several reports (`lab.district_faults`); a draft's year has a form.
OUTSIDE_DRAFTS = {"GK710", "GK901", "GK904", "GK905", "GK906", "GK907", "GK908"} | {
    f"GK8{number:02}" for number in range(1, 13)
}
names = [f"{fault.code} {fault.what}" for fault in FAULTS]


def draft_with(fault: Fault, seed: int = 0) -> Faulty:
    """Return the first random draft that can have the fault, with it."""
    chance = Random(seed)
    for _ in range(400):
        faulty = fault.put(random_draft(chance), chance)
        if faulty:
            return faulty
    raise AssertionError(f"no draft can have: {fault.code} {fault.what}")


# --- the faults ----------------------------------------------------------------------------------


def test_every_rule_that_a_draft_can_break_has_a_fault() -> None:
    assert set(rules_without_fault()) <= OUTSIDE_DRAFTS


def test_no_two_faults_are_called_the_same() -> None:
    assert not [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("fault", FAULTS, ids=names)
def test_a_fault_can_be_put_into_a_draft_and_is_the_same_each_time(fault: Fault) -> None:
    first, again = draft_with(fault), draft_with(fault)
    assert first.draft == again.draft
    assert first.due == again.due
    assert fault.code in {due.code for due in first.due}


@pytest.mark.parametrize("fault", FAULTS, ids=names)
def test_the_place_of_a_fault_is_in_the_text(fault: Fault) -> None:
    faulty = draft_with(fault)
    rendered = render(faulty.draft, damage=faulty.damage)
    count = rendered.text.count("\n") + 1
    for due in faulty.due:
        lines = [lines_of(rendered, location) for location in due.at]
        assert not due.at or any(lines), due
        assert all(1 <= line <= count for each in lines if each for line in each)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "fault",
    [f for f in FAULTS if f.code in ("GK301", "GK302", "GK303", "GK304")],
    ids=lambda fault: f"{fault.code} {fault.what}",
)
def test_wrong_sums_are_found_at_their_cell_and_nothing_beside(fault: Fault, layout: str) -> None:
    (tally,) = measure(fault, [layout], 4, seed=1)
    assert tally.reports == 4
    assert tally.due == tally.found == tally.placed
    assert not tally.noise


# --- places --------------------------------------------------------------------------------------


def test_a_cell_stands_on_its_line_and_a_heading_on_its() -> None:
    rendered = render(valid_draft())
    lines = rendered.text.split("\n")
    assert [lines[line - 1].split("\t")[0] for line in lines_of(rendered, TOTAL)] == [
        "一、本年新收政府信息公开申请数量"
    ]
    (heading,) = lines_of(rendered, 4)
    assert lines[heading - 1].startswith("四、政府信息公开行政复议")


def test_a_blank_that_left_no_trace_has_no_line() -> None:
    draft = change_draft(valid_draft(), [{"cell": ".".join(TOTAL), "text": ""}])
    assert lines_of(render(draft, "raw"), TOTAL) is None
    assert lines_of(render(draft, "tabs_grid"), TOTAL)


def test_a_part_goes_from_its_heading_to_the_next_and_the_last_to_the_end() -> None:
    rendered = render(valid_draft())
    count = rendered.text.count("\n") + 1
    starts = [rendered.sections[number] for number in range(1, 7)]
    assert lines_of(rendered, Part(0)) == range(1, starts[0])
    assert lines_of(rendered, Part(2)) == range(starts[1], starts[2])
    assert lines_of(rendered, Part(6)) == range(starts[5], count + 1)
    assert lines_of(rendered, Part(7)) is None


@pytest.mark.parametrize("layout", ["tabs_grid", "stacked"])
def test_rows_go_from_their_first_label_to_their_last_number(layout: str) -> None:
    rendered = render(valid_draft(), layout)
    lines = rendered.text.split("\n")
    among = lines_of(rendered, Rows("applications", "carried_in", "full_disclosure"))
    text = "\n".join(lines[line - 1] for line in among)
    for label in ("二、上年结转", "（一）予以公开"):
        assert label in text
    for label in ("一、本年新收", "1.属于国家秘密"):
        assert label not in text


def test_words_are_found_on_all_their_lines_whatever_breaks_them() -> None:
    rendered = render(valid_draft())._replace(text="一二\n三 四５\r\n六\n二三")
    assert lines_of(rendered, Words("二三四5六")) == {1, 2, 3}
    assert lines_of(rendered, Words("六")) == {3}
    assert lines_of(rendered, Words("二三")) == {1, 2, 4}
    assert lines_of(rendered, Words("二三", last=True)) == {4}
    assert lines_of(rendered, Words("七")) is None


# --- what answers to them ------------------------------------------------------------------------


def checked(
    *due: Due, follows: tuple[str, ...] = (), settings: Settings | None = None, text: str = "9"
) -> tuple[object, Result]:
    """Check the plain report with another number in the cell TOTAL against what is due."""
    draft = change_draft(valid_draft(), [{"cell": ".".join(TOTAL), "text": text}])
    rendered = render(draft)
    result = lint_text(rendered.text, settings=settings or Settings(select=("GK3",)))
    return check(rendered, Faulty(draft, due, frozenset(follows)), result), result


def counted(answer: object) -> tuple[int, int, int, list[str]]:
    parts = (answer.due, answer.found, answer.placed)  # type: ignore[attr-defined]
    noise = [found.code for found in answer.noise]  # type: ignore[attr-defined]
    return (*(part.total() for part in parts), noise)


def test_a_finding_counts_as_placed_only_at_its_line() -> None:
    assert counted(checked(Due("GK301", (TOTAL,)))[0]) == (1, 1, 1, [])
    elsewhere = Due("GK301", (TOTAL._replace(row="carried_in"),))
    assert counted(checked(elsewhere)[0]) == (1, 1, 0, [])


def test_what_is_not_due_is_noise_unless_it_follows_from_the_fault() -> None:
    due = Due("GK304")
    assert counted(checked(due)[0]) == (1, 0, 0, ["GK301"])
    assert counted(checked(due, follows=("GK301",))[0]) == (1, 0, 0, [])


def test_what_does_not_come_is_missed_and_one_finding_answers_once() -> None:
    answer, _ = checked(
        Due("GK301", (TOTAL,)), Due("GK301", (TOTAL,)), Due("GK304"), follows=("GK303",)
    )
    assert counted(answer) == (3, 1, 1, [])


def test_a_rule_that_says_it_could_not_check_is_told_apart_from_a_silent_one() -> None:
    blank, _ = checked(Due("GK301", (TOTAL,)), text="")
    assert (blank.found.total(), blank.not_evaluated.total()) == (0, 1)
    silent, _ = checked(Due("GK304"), follows=("GK301", "GK303"))
    assert (silent.found.total(), silent.not_evaluated.total()) == (0, 0)


def test_a_finding_that_is_due_anywhere_is_placed_anywhere() -> None:
    assert counted(checked(Due("GK301"), follows=("GK303",))[0]) == (1, 1, 1, [])


def test_a_fault_without_a_trace_in_the_text_is_not_counted() -> None:
    draft = change_draft(valid_draft(), [{"cell": ".".join(TOTAL), "text": ""}])
    rendered = render(draft, "raw")
    result = lint_text(rendered.text)
    assert check(rendered, Faulty(draft, (Due("GK206", (TOTAL,)),)), result) is None


# --- real reports --------------------------------------------------------------------------------


def test_a_review_counts_what_is_missing_and_what_stands_beside() -> None:
    draft = change_draft(valid_draft(), [{"cell": ".".join(TOTAL), "text": "9"}])
    text = render(draft).text
    (line,) = lines_of(render(draft), TOTAL)
    due = (DueFinding("GK301", line), DueFinding("GK304"))
    told = review(ReviewedReport("x", text, due, frozenset(["GK401"])))
    assert (told.found, told.missing) == (1, (DueFinding("GK304"),))
    assert "GK301" not in {found.code for found in told.beside}
    other = review(ReviewedReport("x", text, (DueFinding("GK304"),), frozenset()))
    assert "GK301" in {found.code for found in other.beside}


# --- tables --------------------------------------------------------------------------------------

TABLE = Table("标题", ("rule", "n"), (("GK301 总计", "7"), ("x", "12")))


def test_a_table_for_a_terminal_is_aligned_by_display_width() -> None:
    assert as_text(TABLE) == "标题\nrule         n\nGK301 总计   7\nx           12"


def test_a_table_in_markdown_aligns_numbers_to_the_right() -> None:
    assert as_markdown(TABLE) == (
        "### 标题\n\n| rule | n |\n| --- | --: |\n| GK301 总计 | 7 |\n| x | 12 |"
    )


def tally(found: int) -> Tally:
    fault = next(fault for fault in FAULTS if fault.code == "GK301")
    due = Counter({"GK301": 100})
    there = Counter({"GK301": found})
    return Tally(fault, "raw", 100, due, there, there, Counter(), Counter(), (), (), ())


def test_the_document_names_command_and_date_and_what_is_short_of_the_aim() -> None:
    text = document(Measured(tallies=[tally(97)]), "python -m x")
    assert "$ python -m x\n" in text and "Measured on 20" in text
    assert f"- GK301 {tally(97).fault.what}: raw 97.0/97.0/0.0" in text
    assert "## Short of the aim\n\n" in text
    assert document(Measured(tallies=[tally(100)]), "").count("None.") == 1


def test_the_command_measures_faults_and_writes_the_document(tmp_path: Path, capsys) -> None:
    file = tmp_path / "accuracy.md"
    asked = "--reports 1 --each 1 --rule GK301 --layout tabs_grid --jobs 1"
    main([*asked.split(), "--markdown", str(file)])
    printed = capsys.readouterr().out
    text = file.read_text("utf-8")
    for words in ("Faults put into valid reports, by rule", "row-total", "damaged in one place"):
        assert words in printed
        assert words in text
    assert "--reports 1 --each 1 --seed 0 --rule GK301 --layout tabs_grid" in text


def test_a_measured_report_can_be_looked_at() -> None:
    fault = next(fault for fault in FAULTS if fault.code == "GK301")
    shown = example(fault, "tabs_grid", 0, seed=0).splitlines()
    assert shown[0].startswith(f"GK301 {fault.what}, tabs_grid, report 0: <Draft ")
    (came,) = (line for line in shown if " error GK301 " in line)
    at = came.split()[1]
    assert any(line.split("|")[0].strip() == at for line in shown[1:])
