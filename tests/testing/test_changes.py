"""Each change puts into a valid report exactly the fault it names."""

from __future__ import annotations

from typing import Any

import pytest

from gklint.testing import ChangeError, Draft, change_draft, change_text, render, valid_draft


def changed(*changes: dict[str, Any], year: int = 2023) -> Draft:
    return change_draft(valid_draft(year), changes)


def text(*changes: dict[str, Any], year: int = 2023) -> str:
    return change_text(render(changed(*changes, year=year)).text, changes)


def row_keys(draft: Draft, table: str) -> list[str]:
    return [row.key for row in draft.table(table).rows]


def differing_lines(*changes: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = zip(text().split("\n"), text(*changes).split("\n"), strict=True)
    return [(old, new) for old, new in pairs if old != new]


def test_a_cells_text_is_replaced_and_no_other() -> None:
    [(old, new)] = differing_lines({"cell": "applications.denied.state_secret.total", "text": "7"})
    assert (old.split("\t")[-1], new.split("\t")[-1]) == ("0", "7")
    assert "属于国家秘密" in new


def test_a_rows_and_a_groups_label_and_a_columns_are_replaced() -> None:
    [(_, row)] = differing_lines({"label": "applications.carried_out", "text": "四、结转"})
    assert row.startswith("四、结转\t")
    [(old, group)] = differing_lines({"label": "applications.unavailable", "text": "（四）没有"})
    assert "（四）无法提供" in old and "（四）没有" in group
    [(_, header)] = differing_lines({"header": "art20_1.issued", "text": "本年制发数"})
    assert header.split("\t")[1] == "本年制发数"


def test_a_group_label_may_be_taken_away() -> None:
    without = text({"label": "applications.denied", "text": ""})
    assert "（三）不予公开" not in without
    assert "1.属于国家秘密" in without


def test_rows_are_dropped_doubled_inserted_and_cut_off() -> None:
    assert "new" not in row_keys(changed({"drop_row": "applications.new"}), "applications")
    doubled = changed({"duplicate_row": "applications.rejected.duplicate"})
    assert row_keys(doubled, "applications").count("rejected.duplicate") == 2
    after = "applications.denied.administrative_inquiry"
    inserted = text({"insert_row": after, "text": "9.属于工作秘密", "cells": list("1000001")})
    assert "\t\t9.属于工作秘密\t1\t0\t0\t0\t0\t0\t1" in inserted
    cut = changed({"cut_table_after": "applications.denied.state_secret"})
    assert row_keys(cut, "applications")[-1] == "denied.state_secret"


def test_columns_and_tables_are_dropped() -> None:
    [*_, row] = [
        line
        for line in text({"drop_column": "applications.total"}).split("\n")
        if "属于行政查询" in line
    ]
    assert row.count("0") == 6
    header = text({"drop_column": "applications.total"}).split("申请人情况")[1].split("一、本年")[0]
    assert "总计" not in header and "自然人" in header
    assert "review" not in [table.key for table in changed({"drop_table": "review"}).tables]


def test_sections_are_dropped_moved_repeated_and_rewritten() -> None:
    numbers = [section.number for section in changed({"section": 4, "drop": True}).sections]
    assert numbers == [1, 2, 3, 5, 6]
    numbers = [section.number for section in changed({"section": 4, "before": 2}).sections]
    assert numbers == [1, 4, 2, 3, 5, 6]
    numbers = [section.number for section in changed({"section": 1, "repeat": True}).sections]
    assert numbers == [1, 1, 2, 3, 4, 5, 6]
    rewritten = text({"section": 5, "heading": "五. 问题", "body": ["甲。", "乙。"]})
    assert "\n五. 问题\n\n甲。\n\n乙。\n" in rewritten


def test_front_matter_and_closing_are_replaced_or_dropped() -> None:
    new = text({"title": ["甲", "乙"]}, {"closing": ["丙"]}, {"drop_preamble": True}).split("\n")
    assert new[:5] == ["甲", "", "乙", "", "一、总体情况"]
    assert [line for line in new if line][-1] == "丙"
    assert text({"drop_title": True}).startswith("本报告根据")


def test_tables_take_the_other_format_and_keep_the_figures_both_have() -> None:
    draft = changed({"cell": "applications.new.total", "text": "9"}, {"format": "2019"})
    assert {table.form.format for table in draft.tables} == {"2019"}
    assert draft.table("applications").text("new", "total") == "9"
    draft = changed({"table_format": {"table": "applications", "format": "2019"}})
    assert "other" in row_keys(draft, "applications")
    assert draft.table("art20_1").form.format == "2021"


def test_text_is_replaced_appended_and_given_whole() -> None:
    assert "2024年1月15日" not in text({"replace": "2024年1月15日", "with": "二月"})
    assert text({"append": "完"}).endswith("完")
    assert text({"text": "只有这些"}) == "只有这些"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cell": "applications.new", "text": "1"}, "table.row.column"),
        ({"cell": "applications.nothing.total", "text": "1"}, "there are: new"),
        ({"cell": "nothing.new.total", "text": "1"}, "there are: art20_1"),
        ({"drop_row": "applications"}, "table.row"),
        ({"drop_table": "reviews"}, "there are"),
        ({"section": 9, "drop": True}, "there are: 1, 2"),
        ({"replace": "没有的话", "with": ""}, "does not stand in the report"),
        ({"insert_row": "review.reconsideration", "text": "x", "cells": ["1"]}, "has 5"),
        ({"table_format": {"table": "art20_9", "format": "2021"}}, "has no table"),
        ({"nonsense": 1}, "there are: cell"),
    ],
)
def test_a_change_that_cannot_be_made_says_what_could_be(change, words) -> None:
    with pytest.raises(ChangeError, match=words):
        text(change)
