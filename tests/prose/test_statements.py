"""What a number of the prose counts is told by the words around it, however it is written."""

from __future__ import annotations

import pytest
from helpers.prose import read, rendered, said, statements

from gklint.engine import lint_text
from gklint.prose import LIKELY, prose_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "全年收到政府信息公开申请 8 件，上年结转 1 件，办结 7 件，结转下年度继续办理 2 件。",
            [
                ("applications.received", 8),
                ("applications.carried_in", 1),
                ("applications.closed", 7),
                ("applications.carried_out", 2),
            ],
        ),
        (
            "收到政府信息公开申请 9 件（含上年度结转 1 件，另有 2 件顺延至下年度答复），均已办理。",
            [
                ("applications.received", 9),
                ("applications.carried_in", 1),
                ("applications.carried_out", 2),
            ],
        ),
        (
            "办理依申请公开事项 6 件，予以公开及部分公开 3 件，不予公开 2 件；其他处理（含撤回）"
            "1 件。",
            [
                ("applications.accepted", 6),
                ("applications.full_disclosure+applications.partial_disclosure", 3),
                ("applications.denied", 2),
                ("applications.other", 1),
            ],
        ),
        (
            "本年共收到十二件政府信息公开申请，两件结转 2024 年，2022 年结转一件。",
            [
                ("applications.received", 12),
                ("applications.carried_out", 2),
                ("applications.carried_in", 1),
            ],
        ),
        (
            "从办理结果看，予以公开 3 件，不予公开 2 件。",
            [("applications.full_disclosure", 3), ("applications.denied", 2)],
        ),
        (
            "政府信息公开行政复议 6 件（维持 1、纠正 3）。",
            [
                ("review.reconsideration.total", 6),
                ("review.reconsideration.upheld", 1),
                ("review.reconsideration.corrected", 3),
            ],
        ),
        (
            "政府信息公开申请办结 5 件，其中自然人 3 件，法人或其他组织 2 件；重复申请 1 件。",
            [
                ("applications.closed", 5),
                ("applications.natural_person", 3),
                ("applications.organisations", 2),
                ("applications.rejected.duplicate", 1),
            ],
        ),
        (
            "因政府信息公开被申请行政复议 4 件，其中结果维持 3 件，尚未审结 1 件；被提起行政诉讼"
            " 2 起，纠正 1 起。",
            [
                ("review.reconsideration.total", 4),
                ("review.reconsideration.upheld", 3),
                ("review.reconsideration.pending", 1),
                ("review.litigation.total", 2),
                ("review.litigation.corrected", 1),
            ],
        ),
        (
            "政府信息公开引发的行政复议和行政诉讼共 3 件。",
            [("review.reconsideration.total+review.litigation.total", 3)],
        ),
        (
            "制发规章 1 件、行政规范性文件 2 件，废止规范性文件 3 件，现行有效规范性文件 9 件。",
            [
                ("art20_1.regulations.made", 1),
                ("art20_1.normative_documents.repealed", 3),
                ("art20_1.normative_documents.in_force", 9),
            ],
        ),
        (
            "发布 12 项行政许可事项及 20 项其他对外管理服务事项，作出行政处罚 4 件。",
            [
                ("art20_5.licensing.items", 12),
                ("art20_5.other_services.decisions_or_items", 20),
                ("art20_6.penalties.decisions", 4),
            ],
        ),
        ("行政事业性收费 1.25 万元。", [("art20_8.fees.amount", 12500)]),
    ],
)
def test_a_number_counts_what_its_words_say(sentence, expected) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "indicators", "words"),
    [
        ("全年未收到政府信息公开申请。", "applications.received", "未收到政府信息公开申请"),
        ("本街道无依申请公开事项。", "applications.received", "无依申请公开事项"),
        ("未收到新的政府信息公开申请。", "applications.new", "未收到新的政府信息公开申请"),
        (
            "没有发生涉及政府信息公开的行政诉讼。",
            "review.litigation.total",
            "没有发生涉及政府信息公开的行政诉讼",
        ),
        (
            "因政府信息公开引起的行政复议、行政诉讼均未发生。",
            "review.reconsideration.total+review.litigation.total",
            "因政府信息公开引起的行政复议、行政诉讼均未发生",
        ),
        (
            "政府信息公开行政复议 2 件，未出现被纠正的情况。",
            "review.reconsideration.corrected",
            "未出现被纠正",
        ),
        ("全年未新增行政规范性文件。", "art20_1.normative_documents.made", "未新增行政规范性文件"),
    ],
)
def test_a_denial_says_that_there_was_none(sentence, indicators, words) -> None:
    denial = statements(sentence)[-1]
    assert ("+".join(denial.indicators), denial.value) == (indicators, 0)
    assert denial.denial and denial.confidence >= LIKELY
    assert denial.words == words


@pytest.mark.parametrize(
    ("number", "value", "exact"),
    [
        ("8", 8, True),
        ("1,036", 1036, True),
        ("１２", 12, True),
        ("两", 2, True),
        ("二十三", 23, True),
        ("一百零五", 105, True),
        ("约 8", 8, False),
        ("近 30", 30, False),
        ("2 万", 20000, False),
        ("2.5 万", 25000, False),
        ("3 千余", 3000, False),
        ("2 余万", 20000, False),
        ("3-5", 5, False),
    ],
)
def test_a_number_is_read_however_it_is_written(number, value, exact) -> None:
    statement = statements(f"全年收到政府信息公开申请 {number} 件。")[-1]
    assert (statement.value, statement.exact) == (value, exact)


@pytest.mark.parametrize("number", ["80 余件", "80 多件", "80 件以上", "80 件左右"])
def test_what_stands_behind_a_number_makes_it_inexact(number) -> None:
    statement = statements(f"全年收到政府信息公开申请 {number}。")[-1]
    assert (statement.value, statement.exact) == (80, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "受理居民咨询 21 件，办结信访 30 件，采纳意见建议 6 件。",
        "第 3 件政府信息公开申请最为复杂。",
        "力求“答复一件申请、讲清一项政策”。",
        "收到各类申请 30 件。",
        "公开政府信息 300 条。",
        "对 3 件政府信息公开申请发出收费通知。",
        "全年办理行政复议案件 12 件。",
        "收到政府信息公开申请后 20 个工作日内答复。",
        "主动公开政策文件及规范性文件 30 件。",
        "行政处罚公示 20 件。",
        "没有其他需要报告的事项。",
    ],
)
def test_what_no_table_counts_is_no_statement(sentence) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("以不掌握为由答复“无法提供”9件。", "unavailable.not_held"),
        ("属于重复申请而不予处理的有2件。", "rejected.duplicate"),
        ("因属于国家秘密不予公开的2件。", "denied.state_secret"),
        ("因本机关不掌握等原因无法提供3件。", "unavailable"),
        ("主要因重复申请不予处理3件。", "rejected"),
        ("区分处理、部分公开的4件。", "partial_disclosure"),
        ("共33件进入办理程序。", "due"),
        ("往年结转2件。", "carried_in"),
    ],
)
def test_a_reason_is_counted_unless_others_are_hinted_at(sentence: str, expected: str) -> None:
    assert said(f"（二）依申请公开。{sentence}")[0][0] == f"applications.{expected}"


def test_reasons_that_are_joined_count_together() -> None:
    [(indicators, _)] = said("（二）依申请公开。属于内部事务和过程性信息、不予公开的共3件。")
    assert indicators == (
        "applications.denied.internal_affairs+applications.denied.process_information"
    )


def test_disclosed_is_a_result_in_a_list_of_results_only() -> None:
    listed = said("（二）依申请公开。办理结果：公开9件；部分公开3件；不予公开2件。")
    assert listed[0] == ("applications.full_disclosure", 9)
    assert said("（二）依申请公开。公开9件。") == [("applications.published", 9)]


def test_a_topic_that_is_opened_counts_for_a_clause_that_names_none() -> None:
    text = "（二）依申请公开。行政复议方面，全年发生5件，其中2件维持。"
    assert said(text) == [
        ("review.reconsideration.total", 5),
        ("review.reconsideration.upheld", 2),
    ]
    assert not said("（二）依申请公开。行政复议方面，组织培训5件。")
    assert said("（二）依申请公开。经法院审理，维持2件。") == [("review.litigation.upheld", 2)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("答复的申请中，予以公开的占45.7%。", ("applications.full_disclosure",)),
        ("自然人申请占总数的96.7%。", ("applications.natural_person",)),
        ("网上申请占比45.7%。", ()),
        ("上年予以公开的占45.7%。", ()),
    ],
)
def test_a_share_without_a_number_is_kept(sentence: str, expected: tuple[str, ...]) -> None:
    [rate] = prose_of(read(f"（二）依申请公开。{sentence}")).rates
    assert rate.indicators == expected


def test_a_share_without_a_number_is_held_against_the_table_or_said_not_checked() -> None:
    def verdicts(sentence: str) -> tuple[int, list[str]]:
        result = lint_text(rendered(f"（二）依申请公开。{sentence}"))
        [of_shares] = [o for o in result.outcomes if o.rule.code == "GK405"]
        found = sum(d.code == "GK405" for d in result.diagnostics)
        return found, [reason.zh for reason in of_shares.reasons]

    assert verdicts("予以公开的占99.91%。") == (1, [])
    found, [reason] = verdicts("网上申请占45.7%。")
    assert not found
    assert "网上申请占45.7%" in reason or "申请占45.7%" in reason


def test_an_amount_is_reported_in_its_own_unit() -> None:
    text = "全年征收行政事业性收费987.6万元。"
    [found] = [d for d in lint_text(rendered(text)).diagnostics if d.code == "GK403"]
    assert "987.6 万元" in found.text()


def test_a_number_of_several_tables_is_named_with_the_first_of_them() -> None:
    prose = prose_of(read("全年行政许可、行政处罚、行政强制决定共4件。"))
    assert [(left.table, left.value) for left in prose.unplaced] == [("art20_5", 4)]
