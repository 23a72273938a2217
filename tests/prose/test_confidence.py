"""What may count something else is trusted less, and who counts is known."""

from __future__ import annotations

import pytest
from helpers.prose import DISTRICT, read, said, statements

from gklint.prose import ELSEWHERE, LIKELY, SURE, UNCLEAR, prose_of


@pytest.mark.parametrize(
    ("confidence", "sentence"),
    [
        (SURE, "2023 年，我街道共收到政府信息公开申请 8 件。"),
        (SURE, "松林街道办事处依法受理政府信息公开申请 8 件。"),
        (SURE, "全年收到居民提出的政府信息公开申请 8 件。"),
        (SURE, "通过网络、信函等渠道收到政府信息公开申请 8 件。"),
        (LIKELY, "全年顺利收到政府信息公开申请 8 件。"),
        (UNCLEAR, "通过网络收到政府信息公开申请 8 件。"),
        (UNCLEAR, "收到涉及拆迁的政府信息公开申请 8 件。"),
        (UNCLEAR, "其中政府信息公开申请 8 件。"),
        (UNCLEAR, "协助街道司法所与综合执法队处理好政府信息公开申请 8 件。"),
        (ELSEWHERE, "2022 年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "上半年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "2023 年 6 月收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "近三年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "比去年新收政府信息公开申请 8 件。"),
        (ELSEWHERE, "望溪区教育局收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "每收到政府信息公开申请 8 件小结一次。"),
    ],
)
def test_what_may_count_something_else_is_trusted_less(confidence, sentence) -> None:
    assert statements(sentence)[0].confidence == confidence


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("own", "全区共收到政府信息公开申请 8 件。"),
        ("own", "望溪区共收到政府信息公开申请 8 件。"),
        ("unsaid", "全年收到政府信息公开申请 8 件。"),
        ("other", "区政府办公室收到政府信息公开申请 8 件。"),
        ("other", "区本级收到政府信息公开申请 8 件。"),
        ("other", "区民政局收到政府信息公开申请 8 件。"),
    ],
)
def test_a_district_is_told_from_its_office_and_its_bureaus(subject, sentence) -> None:
    assert statements(sentence, agency=DISTRICT)[0].subject == subject


def test_who_counts_and_what_is_counted_last_through_the_paragraph() -> None:
    first, second = statements("区政府收到政府信息公开申请 8 件。答复 7 件。", agency=DISTRICT)
    assert second.indicators == ("applications.answered",)
    assert (first.subject, second.subject) == ("other", "other")


def test_what_stands_in_brackets_does_not_change_what_stands_around_them() -> None:
    *_, last = statements(
        "全区收到政府信息公开申请 8 件（区政府 3 件、各部门 5 件），办结 7 件。", agency=DISTRICT
    )
    assert (last.indicators, last.subject) == (("applications.closed",), "own")
    assert last.confidence == SURE


def test_a_heading_says_what_the_numbers_under_it_are_about() -> None:
    assert said("（二）依申请公开情况", "全年办结 8 件。") == [("applications.closed", 8)]
    assert said("（三）政府信息管理情况", "全年办结 8 件。") == []


def test_another_topic_between_two_numbers_makes_the_next_one_unclear() -> None:
    last = statements("收到政府信息公开申请 8 件。受理便民事项 300 件，办结 299 件。")[-1]
    assert (last.value, last.confidence) == (299, UNCLEAR)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新收和上年结转政府信息公开申请分别为 8 件和 1 件。",
            [("applications.new", 8), ("applications.carried_in", 1)],
        ),
        (
            "政府信息公开申请予以公开、部分公开、不予公开依次为 4、1、1 件。",
            [
                ("applications.full_disclosure", 4),
                ("applications.partial_disclosure", 1),
                ("applications.denied", 1),
            ],
        ),
        (
            "行政许可、行政处罚决定分别为 36 件、4 件。",
            [("art20_5.licensing.decisions", 36), ("art20_6.penalties.decisions", 4)],
        ),
    ],
)
def test_numbers_of_a_list_count_what_stands_at_their_place(sentence, expected) -> None:
    assert said(sentence) == expected


def test_a_number_of_which_nobody_can_tell_what_it_counts_is_kept() -> None:
    report = read("收到政府信息公开申请 8 件，窗口 5 件，其中予以公开 4 件。")
    assert [(number.words, number.value) for number in prose_of(report).unplaced] == [("窗口", 5)]
    assert said("收到政府信息公开申请 8 件，窗口 5 件，其中予以公开 4 件。")[-1] == (
        "applications.full_disclosure",
        4,
    )
