"""What counts as lost: a page, a group of numbers, a table taken for prose."""

from __future__ import annotations

from typing import Any

import pytest

from gklint.model.report import Paragraph, Piece, Report, Section
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.rule.losses import (
    blank_groups,
    holds_no_number,
    holds_unread_table,
    lost_page,
    missing_sections,
)
from gklint.testing import LAYOUTS, render, valid_draft
from gklint.testing.changes import change_draft

RESULTS = ("upheld", "corrected", "other", "pending", "total")


def report_with(*changes: dict[str, Any], layout: str = "tabs_grid", year: int = 2023) -> Report:
    draft = change_draft(valid_draft(year), changes)
    return parse(source_of_text(render(draft, layout).text))


def blank(group: str) -> list[dict[str, Any]]:
    return [{"cell": f"review.{group}.{result}", "text": ""} for result in RESULTS]


def part_four(*paragraphs: str) -> tuple[Report, Section]:
    report = report_with()
    section = report.section(4)
    assert section
    return report, section._replace(
        paragraphs=tuple(Paragraph(text, (Piece(0, 1, 1),)) for text in paragraphs)
    )


CUT = {"cut_table_after": "applications.denied.prohibited_by_law"}
NO_PART_FOUR = {"section": 4, "drop": True}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_cut_short_and_the_next_part_absent_are_one_lost_page(layout: str) -> None:
    page = lost_page(report_with(CUT, NO_PART_FOUR, layout=layout))
    assert page
    assert page.last.key == "denied.prohibited_by_law"
    assert page.rows[0].key == "denied.three_safeties_one_stability"
    assert page.rows[-1].key == "carried_out"
    assert len(page.rows) == 19
    assert [form.number for form in page.sections] == [4]


def test_a_text_that_ends_within_the_tables_of_part_two_has_lost_all_their_further_rows() -> None:
    text = render(valid_draft(2023), "tabs_grid").text
    page = lost_page(parse(source_of_text(text[: text.index("行政处罚\t")])))
    assert page
    assert page.last.key == "licensing"
    assert page.rows[-1].key == "fees"
    assert [form.number for form in page.sections] == [3, 4, 5, 6]


def test_a_page_can_take_all_that_follows() -> None:
    drops = [{"section": number, "drop": True} for number in (4, 5, 6)]
    page = lost_page(report_with(CUT, *drops))
    assert page
    assert [form.number for form in page.sections] == [4, 5, 6]


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [CUT],
        [NO_PART_FOUR],
        [CUT, {"section": 5, "drop": True}],
        [{"drop_row": "applications.denied.state_secret"}, NO_PART_FOUR],
    ],
    ids=["nothing lost", "only rows", "only a part", "a part elsewhere", "a row in the middle"],
)
def test_one_loss_alone_is_no_lost_page(changes: list[dict[str, Any]]) -> None:
    assert lost_page(report_with(*changes)) is None


def test_a_part_whose_table_is_there_is_on_no_lost_page() -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    text = render(change_draft(valid_draft(2023), [CUT]), "tabs_grid").text
    assert heading in text
    report = parse(source_of_text(text.replace(heading, "")))
    assert [form.number for form in missing_sections(report)] == [4]
    assert lost_page(report) is None


def test_a_group_is_blank_only_if_nothing_at_all_stands_in_it() -> None:
    whole = report_with(*blank("litigation_direct")).table("review")
    assert whole
    assert [row.key for row in blank_groups(whole)] == ["litigation_direct"]
    for text in ("0", "-", "无"):
        changes = [
            *blank("litigation_direct")[:-1],
            {"cell": "review.litigation_direct.total", "text": text},
        ]
        partly = report_with(*changes).table("review")
        assert partly
        assert blank_groups(partly) == ()


def test_blank_cells_of_other_tables_are_no_blank_groups() -> None:
    columns = ("issued", "repealed", "in_force")
    changes = [{"cell": f"art20_1.regulations.{column}", "text": ""} for column in columns]
    table = report_with(*changes).table("art20_1")
    assert table
    assert blank_groups(table) == ()


@pytest.mark.parametrize("layout", ["stacked", "padded"])
def test_a_table_four_with_labels_only_holds_no_number(layout: str) -> None:
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    changes = [change for group in groups for change in blank(group)]
    empty = report_with(*changes, layout=layout).table("review")
    full = report_with(layout=layout).table("review")
    assert empty and holds_no_number(empty)
    assert full and not holds_no_number(full)


@pytest.mark.parametrize("layout", ["tabs_grid", "tabs_collapsed", "markdown"])
def test_where_blank_cells_are_seen_the_groups_of_table_four_are_blank(layout: str) -> None:
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    changes = [change for group in groups for change in blank(group)]
    empty = report_with(*changes, layout=layout).table("review")
    assert empty and tuple(row.key for row in blank_groups(empty)) == groups


def test_labels_outside_sentences_are_a_table_that_was_not_read() -> None:
    labels = ("行政复议 结果维持", "结 果 纠 正", "尚未 审结", "复议后起诉")
    assert holds_unread_table(*part_four(*labels))


def test_numbers_by_themselves_are_a_table_that_was_not_read() -> None:
    assert holds_unread_table(*part_four("行政 行政 复议 复议", "101 0", "4898", "4902"))
    assert not holds_unread_table(*part_four("本年没有发生行政复议和行政诉讼。", "2024"))


def test_labels_within_sentences_are_prose() -> None:
    sentence = "行政复议2件，其中结果维持1件，结果纠正1件，尚未审结0件；复议后起诉0件。"
    assert not holds_unread_table(*part_four(sentence))
    assert not holds_unread_table(*part_four("行政复议 结果维持"))
