"""What blanks count as: 0 where the sums of the form say so, and never in silence."""

from __future__ import annotations

import pytest

from gklint import lint_text
from gklint.checking.results import Result
from gklint.testing import change_draft, render, valid_draft
from gklint.testing.changes import Change

SUMS = ("GK301", "GK302", "GK303", "GK304")


def checked(*changes: Change, layout: str = "tabs_grid") -> Result:
    return lint_text(render(change_draft(valid_draft(), changes), layout).text)


def cells(**texts: str) -> list[Change]:
    return [
        {"cell": f"applications.{path.replace('__', '.')}", "text": text}
        for path, text in texts.items()
    ]


def codes(result: Result) -> list[str]:
    return [found.code for found in result.diagnostics]


def reasons(result: Result, code: str) -> list[str]:
    (outcome,) = (outcome for outcome in result.outcomes if outcome.rule.code == code)
    return [reason.zh for reason in outcome.reasons]


@pytest.mark.parametrize("sign", ["", "-", "—", "/", "无"])
def test_a_report_that_leaves_nothing_blank_is_checked_as_a_whole(sign: str) -> None:
    result = checked({"nothing": [sign]})
    assert set(codes(result)) <= {"GK107", "GK206"}
    assert len(result.diagnostics) <= 3
    assert not any(reasons(result, code) for code in ("GK301", "GK302", "GK303", "GK401"))


def test_the_finding_names_all_cells_that_are_blank() -> None:
    result = checked(*cells(new__other_org="", carried_in__other_org="/"))
    (found,) = (one for one in result.diagnostics if one.code == "GK206")
    assert found.cells == (
        ("applications", "new", "other_org"),
        ("applications", "carried_in", "other_org"),
    )
    assert found.cell == found.cells[0]


def test_a_wrong_number_among_blanks_is_found_at_its_cell() -> None:
    result = checked({"nothing": [""]}, *cells(unavailable__not_held__natural_person="4"))
    (found,) = (one for one in result.diagnostics if one.code in SUMS)
    assert (found.actual, found.expected, found.also) == (4, 1, ("GK302",))


def test_prose_is_compared_with_a_blank_that_counts_as_0() -> None:
    said = {"section": 1, "body": ["2023年，收到政府信息公开申请8件，不予公开4件。"]}
    result = checked({"nothing": [""]}, said)
    assert "GK401" in codes(result)


def test_prose_is_not_held_against_a_blank_of_which_nothing_is_known() -> None:
    said = {"section": 1, "body": ["2023年，上年结转政府信息公开申请4件。"]}
    unknown = cells(carried_in__total="", carried_out__total="", new__total="")
    result = checked(*unknown, *cells(carried_in__natural_person=""), said)
    assert "GK401" not in codes(result)
    assert any("没有可用的数" in reason for reason in reasons(result, "GK401"))


def test_a_blank_that_one_value_would_fill_is_not_0() -> None:
    result = checked(*cells(new__total=""))
    assert codes(result) == ["GK206"]
    assert "× 总计”应为 8，填上后行列都相等" in result.diagnostics[0].text("zh")
    assert result.diagnostics[0].fix is None
    assert reasons(result, "GK301") == ["“一、本年新收政府信息公开申请数量”的总计为空"]


def test_a_column_that_was_forgotten_is_not_0() -> None:
    """Rows that lack as much as the column may hold accuse no total."""
    gone = cells(
        new__commercial_enterprise="",
        full_disclosure__commercial_enterprise="",
        unavailable__not_held__commercial_enterprise="",
        total_processed__commercial_enterprise="",
    )
    rest = [
        {"cell": f"applications.{row.key}.commercial_enterprise", "text": ""}
        for row in valid_draft().table("applications").rows
    ]
    result = checked(*gone, *rest)
    assert codes(result) == ["GK206"]
    assert "不能断定是不是 0" in result.diagnostics[0].text("zh")
    assert reasons(result, "GK301")


def test_a_table_without_any_number_says_nothing_of_its_blanks() -> None:
    rows = valid_draft().table("applications").rows
    columns = valid_draft().table("applications").columns
    nothing = [
        {"cell": f"applications.{row.key}.{column.key}", "text": ""}
        for row in rows
        for column in columns
    ]
    result = checked(*nothing)
    assert "第三部分的表格没有填一个数字" in [one.text("zh") for one in result.diagnostics]
    assert reasons(result, "GK301")


def test_part_four_with_blank_groups_has_one_finding() -> None:
    blank = [
        {"cell": f"review.{row}.{column}", "text": ""}
        for row in ("reconsideration", "litigation_after_reconsideration")
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]
    result = checked(*blank, {"cell": "review.litigation_direct.other", "text": ""})
    (found,) = (one for one in result.diagnostics if one.code != "GK402")
    assert (found.code, found.also, len(found.cells)) == ("GK107", ("GK206",), 11)
    assert "“行政复议”“复议后起诉”2 组共 10 格全部空白，其余各组另有 1 格没有填数字" in found.text(
        "zh"
    )


@pytest.mark.parametrize("layout", ["stacked", "stacked_blank", "raw"])
def test_where_blanks_left_no_trace_the_totals_are_read(layout: str) -> None:
    result = checked({"nothing": [""]}, layout=layout)
    assert result.report is not None
    table = result.report.table("applications")
    assert table is not None
    new = table.row("new")
    assert new is not None
    assert [(cell.column, cell.value) for cell in new.cells] == [("total", 8)]
    assert len([code for code in codes(result) if code in ("GK206", "GK211", "GK215")]) <= 3
