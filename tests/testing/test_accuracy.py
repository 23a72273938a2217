"""The measure of accuracy counts only what is right, and the real figures are the files'."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random

import pytest
from helpers import real_figures
from hypothesis import HealthCheck, given, settings
from lab.accuracy import (
    Score,
    compare,
    damaged_report,
    is_right,
    main,
    score,
)
from lab.imperfect import IMPERFECTIONS, ODD_TEXTS, as_hybrid, with_odd_cells, with_slips
from lab.real_reports import FIGURES, REPORTS, real_reports

from gklint import lint_text
from gklint.model.report import Cell, CellKey
from gklint.testing import (
    LAYOUTS,
    Rendered,
    TrueCell,
    change_draft,
    random_draft,
    render,
    valid_draft,
)
from gklint.testing.strategies import rendered_reports

TOTAL = CellKey("applications", "new", "total")
TRUE = TrueCell("8", 43, 17, 8)
READ = Cell("new", "total", "8", 8, "number", 43, 17, 18)
slow = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_a_cell_is_right_only_with_value_text_line_and_column() -> None:
    assert is_right(READ, TRUE)
    assert not is_right(READ, TRUE._replace(value=9))
    assert not is_right(READ, TRUE._replace(text="８"))
    assert not is_right(READ, TRUE._replace(line=44))
    assert not is_right(READ, TRUE._replace(column=15))


def test_a_blank_is_right_wherever_it_begins_but_never_as_a_number() -> None:
    blank = TrueCell("", 43, 17, None)
    assert is_right(Cell("new", "total", "", None, "blank", 43, 19, 19), blank)
    assert not is_right(READ, blank)
    assert not is_right(Cell("new", "total", "", None, "blank", 43, 17, 17), TRUE)


def test_a_cell_in_the_wrong_place_a_cell_not_read_and_a_number_out_of_nothing_are_told_apart():
    result = lint_text(render(valid_draft()).text)
    moved = compare(result, [(TOTAL, TRUE._replace(line=1))], alarms=False)
    assert (len(moved.wrong), len(moved.unread), moved.right) == (1, 0, 0)
    nowhere = CellKey("applications", "nothing", "total")
    assert len(compare(result, [(nowhere, TRUE)], alarms=False).unread) == 1
    assert len(compare(result, [(TOTAL, None)], alarms=False).wrong) == 1
    assert compare(result, [(nowhere, None)], alarms=False) == Score(reports=1)


def test_errors_and_warnings_on_a_valid_report_are_alarms() -> None:
    draft = change_draft(valid_draft(), [{"cell": "applications.new.total", "text": "9"}])
    alarms = score(render(draft)).alarms
    assert "GK301" in {alarm.code for alarm in alarms}
    assert score(render(draft), alarms=False).alarms == ()


def test_scores_add_up() -> None:
    one = score(render(valid_draft()))
    both = one + one
    assert (both.reports, both.cells, both.right) == (2, 2 * one.cells, 2 * one.right)
    assert Score().percent == 100.0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_plain_report_is_read_whole_in_every_layout(layout: str) -> None:
    result = score(render(valid_draft(), layout))
    assert (result.wrong, result.unread, result.alarms) == ((), (), ())
    assert result.cells == 200


@slow
@given(rendered_reports())
def test_no_cell_of_a_valid_report_is_read_as_something_else(rendered: Rendered) -> None:
    assert score(rendered).wrong == ()


def test_odd_cells_hold_what_people_write_and_the_truth_knows_the_number() -> None:
    texts = set()
    for seed in range(40):
        chance = Random(seed)
        draft = with_odd_cells(random_draft(chance), chance)
        for cell in render(draft).cells.values():
            if cell is not None and not cell.text.removeprefix("-").replace(".", "").isdecimal():
                texts.add((cell.text, cell.value))
    assert {text for text, _ in texts} <= set(ODD_TEXTS)
    assert ("3（其中修订1件）", 3) in texts
    assert ("无", None) in texts


def test_slips_change_labels_and_no_figures() -> None:
    for seed in range(20):
        draft = random_draft(Random(seed))
        slipped = with_slips(draft, Random(seed))
        plain, changed = draft.table("applications"), slipped.table("applications")
        assert [row.texts for row in changed.rows] == [row.texts for row in plain.rows]
        assert [row.key for row in changed.rows] == [row.key for row in plain.rows]
    assert any(with_slips(valid_draft(), Random(seed)) != valid_draft() for seed in range(5))


def test_a_hybrid_has_tables_of_both_formats() -> None:
    for seed in range(20):
        hybrid = as_hybrid(random_draft(Random(seed)), Random(seed))
        assert {table.form.format for table in hybrid.tables} == {"2019", "2021"}


@pytest.mark.parametrize("name", IMPERFECTIONS)
def test_imperfect_reports_are_read_without_an_exception(name: str) -> None:
    for seed in range(10):
        chance = Random(seed)
        for layout in LAYOUTS:
            score(render(IMPERFECTIONS[name](random_draft(chance), chance), layout), alarms=False)


def test_damage_is_done_to_any_layout_and_read_without_an_exception() -> None:
    for seed in range(30):
        for layout in LAYOUTS:
            score(damaged_report(layout, Random(seed)), alarms=False)


def test_the_table_names_every_layout_it_was_asked_for(capsys) -> None:
    main(["--reports", "1", "--layout", "tabs_grid", "--layout", "raw"])
    printed = capsys.readouterr().out
    for words in ("tabs_grid", "raw", "false alarms", "damaged in one place", "in total"):
        assert words in printed
    assert "markdown" not in printed.replace("layout_c_markdown.md", "")


# --- the figures of real reports -----------------------------------------------------------------


def figures() -> dict:
    return json.loads(FIGURES.read_text("utf-8"))


@pytest.mark.skipif(not REPORTS.exists(), reason="the real reports are not here")
def test_the_figures_kept_are_those_that_stand_in_the_files() -> None:
    assert real_figures.main(REPORTS) == figures()


@pytest.mark.skipif(not REPORTS.exists(), reason="the real reports are not here")
def test_no_cell_of_a_real_report_is_read_as_something_else() -> None:
    for report in real_reports():
        found = compare(lint_text(report.text), report.cells.items(), alarms=False)
        assert found.wrong == (), report.name


@pytest.mark.parametrize("name", [name for name in figures() if name != "seed_000"])
def test_the_figures_kept_satisfy_the_identities_of_the_form(name: str) -> None:
    rows = figures()[name]["figures"]["applications"]
    ends = ("new", "carried_in", "total_processed", "carried_out")
    for row, texts in rows.items():
        if "" not in texts:
            *parts, total = map(int, texts)
            assert sum(parts) == total, row
    for column in range(7):
        if rows["carried_out"][column] == "":
            continue
        at = {row: int(texts[column]) for row, texts in rows.items()}
        leaves = sum(value for row, value in at.items() if row not in ends)
        assert leaves == at["total_processed"]
        assert at["new"] + at["carried_in"] == at["total_processed"] + at["carried_out"]


def test_the_figures_kept_are_figures_and_keys_only() -> None:
    for name, report in figures().items():
        for rows in report["figures"].values():
            for text in (text for texts in rows.values() for text in texts):
                assert text == "" or Decimal(text.removesuffix(" 元")) is not None, name
