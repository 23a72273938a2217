"""Percentages, and wholes with their parts."""

from __future__ import annotations

import pytest
from helpers.prose import read

from gklint.prose import prose_of


def test_a_percentage_belongs_to_the_number_before_it() -> None:
    shares = prose_of(
        read("办结政府信息公开申请 8 件，予以公开 4 件，占办结总数的 50.0%；答复率 100%。")
    ).shares
    assert [(s.part, s.percent, s.base, s.about) for s in shares] == [
        (4, "50.0", "processed", "applications")
    ]


def test_the_parts_of_a_whole_end_where_the_list_ends() -> None:
    (whole,) = prose_of(
        read("发布信息 100 条，其中动态 60 条（图解 20 条）、公告 40 条，通过微信发布 50 条。")
    ).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [60, 40])


def test_the_whole_may_stand_in_the_sentence_before() -> None:
    (whole,) = prose_of(read("全年发布信息 100 条。其中，网站 70 条，公告栏 30 条。")).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [70, 30])


def test_what_stands_in_brackets_is_no_part_of_a_total_behind_its_parts() -> None:
    (whole,) = prose_of(
        read("网站发布 60 条（图解 20 条、视频 5 条），微信发布 40 条，合计 100 条。")
    ).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [60, 40])


def test_a_total_behind_its_parts_ends_with_the_sentence_and_may_be_said_before_them() -> None:
    (whole,) = prose_of(read("热线 7 条；网站发布 60 条，微信发布 40 条，合计 100 条。")).breakdowns
    assert [part.value for part in whole.parts] == [60, 40]
    (whole,) = prose_of(read("留言 9 条，回复 6 条，在办 3 条，合计 9 条。")).breakdowns
    assert [part.value for part in whole.parts] == [6, 3]


@pytest.mark.parametrize("mark", ["等", "主要", "约"])
def test_a_list_that_says_it_is_not_all_is_limited(mark) -> None:
    where = {"等": ("", "等"), "主要": ("主要", ""), "约": ("", "")}[mark]
    about = "约 " if mark == "约" else ""
    sentence = f"发布信息 100 条，其中{where[0]}动态 60 条、公告 {about}30 条{where[1]}。"
    (whole,) = prose_of(read(sentence)).breakdowns
    assert whole.limited or whole.unfinished


@pytest.mark.parametrize("opening", ["100%的申请", "九成的申请", "过半的申请"])
def test_a_sentence_may_begin_with_a_percentage(opening: str) -> None:
    prose = prose_of(read(f"收到政府信息公开申请 8 件。{opening}按期答复，予以公开 4 件，占 50%。"))
    assert [(share.part, share.percent) for share in prose.shares] == [(4, "50")]


def test_a_number_of_tens_of_thousands_of_years_is_no_year() -> None:
    statements = prose_of(read("1.5万年历史的遗址，收到政府信息公开申请 8 件。")).statements
    assert [statement.value for statement in statements] == [8]
