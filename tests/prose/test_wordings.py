"""The same things in other words, and what cannot be placed, which is said."""

from __future__ import annotations

import pytest
from helpers.prose import read, rendered, said, statements

from gklint.engine import lint_text
from gklint.prose import LOOSE, SURE, prose_of

_DOCUMENTS = "art20_1.normative_documents"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新出台规范性文件 7 份，宣布失效废止 4 份，截至年末继续有效的有 52 份。",
            [
                (f"{_DOCUMENTS}.made", 7),
                (f"{_DOCUMENTS}.repealed", 4),
                (f"{_DOCUMENTS}.in_force", 52),
            ],
        ),
        (
            "办理许可类事项 312 件，作出处罚决定 14 个。",
            [("art20_5.licensing.decisions", 312), ("art20_6.penalties.decisions", 14)],
        ),
        (
            "新收政府信息公开申请 3 件，加上年度跨年件 2 件，已办复 4 件。",
            [
                ("applications.new", 3),
                ("applications.carried_in", 2),
                ("applications.answered", 4),
            ],
        ),
        (
            "申请中部分同意的 1 件、不掌握的 2 件、属于信访投诉 3 件、其他方式处理 4 件。",
            [
                ("applications.partial_disclosure", 1),
                ("applications.unavailable.not_held", 2),
                ("applications.rejected.petition_complaint", 3),
                ("applications.other", 4),
            ],
        ),
        (
            "因政府信息公开引发行政复议 2 件，维持和纠正各 1 件。",
            [
                ("review.reconsideration.total", 2),
                ("review.reconsideration.upheld", 1),
                ("review.reconsideration.corrected", 1),
            ],
        ),
    ],
)
def test_other_words_for_the_same_are_read(sentence, expected) -> None:
    assert said(sentence) == expected


def test_a_step_of_this_year_is_followed_by_numbers_of_this_year() -> None:
    last = statements("行政许可事项上年为 6 项，今年减少 2 项；行政处罚作出 48 件。")[-1]
    assert (last.value, last.confidence) == (48, SURE)


def test_what_is_named_more_closely_is_most_likely_not_all() -> None:
    licences, penalties = statements("全年办理卫生许可 34 件、作出行政处罚 5 件。")
    assert licences.indicators == ("art20_5.licensing.decisions",)
    assert licences.confidence < LOOSE
    assert penalties.confidence == SURE


@pytest.mark.parametrize(
    ("sentence", "table", "value"),
    [
        ("政府信息公开申请予以公开 3 件，退还材料 4 件。", "applications", 4),
        ("政府集中采购 8 批，金额 5 万元。", "art20_9", 8),
    ],
)
def test_a_number_that_cannot_be_placed_is_said(sentence, table, value) -> None:
    left = prose_of(read(sentence)).unplaced
    assert [(found.table, found.value) for found in left] == [(table, value)]


def test_a_total_behind_results_is_no_result() -> None:
    results = "予以公开 3 件，不予公开 2 件，总计 5 件。"
    assert prose_of(read(f"收到政府信息公开申请 9 件。{results}")).unplaced == ()


def test_what_a_table_counts_is_not_taken_off() -> None:
    sentence = "政府信息公开申请中，6 件予以公开，1 件转为重复申请处理。"
    result = lint_text(rendered("（二）依申请公开情况", sentence))
    assert "GK401" in {found.code for found in result.diagnostics}


def test_a_year_that_is_compared_with_is_not_that_of_the_next_sentence() -> None:
    last = statements("行政许可 12 件，同比增长 20%，上年为 10 件。行政处罚 48 件。")[-1]
    assert (last.value, last.confidence) == (48, SURE)


def test_procurement_of_every_kind_may_be_more_than_the_table_counts() -> None:
    found = statements("政府采购项目 14 个，采购总金额 5 万元。")
    assert [s.indicators[0] for s in found] == [
        "art20_9.procurement.items",
        "art20_9.procurement.amount",
    ]
    assert all(s.confidence < LOOSE for s in found)


def test_entries_in_chinese_numerals_are_added_up() -> None:
    text = "发布信息四十八条，其中政府文件十二条、财政信息八条、工作动态三十条。"
    result = lint_text(rendered("（一）主动公开情况", text))
    assert "GK406" in {found.code for found in result.diagnostics}


def test_points_in_chinese_numerals_are_no_entries() -> None:
    assert prose_of(read("提出三条措施，其中两条建议已落实。")).breakdowns == ()


def test_decisions_without_a_unit_are_read() -> None:
    assert said("行政许可决定数 126，行政处罚决定数 48，行政强制决定数 3。") == [
        ("art20_5.licensing.decisions", 126),
        ("art20_6.penalties.decisions", 48),
        ("art20_6.coercion.decisions", 3),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请 8 件。另办理信访类事项 320 件。",
        "收到政府信息公开申请 8 件，处理信访投诉 45 件。",
        "按信访渠道处理 30 件。",
        "公示许可决定书 30 份。",
        "送达处罚决定书 300 份。",
    ],
)
def test_what_else_a_body_does_is_not_held_against_the_tables(sentence) -> None:
    found = lint_text(rendered("（二）依申请公开情况", sentence)).diagnostics
    assert not {"GK401", "GK403"} & {diagnostic.code for diagnostic in found}
