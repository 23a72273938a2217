"""What a number of the prose is divided into: where a list opens, what is in it, where it ends."""

from __future__ import annotations

import pytest
from helpers.prose import read

from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.prose import prose_of
from gklint.testing import render, valid_draft


def divided(sentence: str) -> list[tuple[object, list[object]]]:
    """Return each whole of a sentence in part one with its parts."""
    draft = valid_draft()
    section = draft.sections[0]._replace(body=(sentence,))
    report = parse(source_of_text(render(draft.with_section(0, section)).text))
    return [
        (found.whole.value, [part.value for part in found.parts])
        for found in prose_of(report).breakdowns
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "发布信息 100 条，其中动态 60 条、公告 30 条、图解 10 条。",
        "发布信息 100 条，其中：动态 60 条，公告 30 条，图解 10 条。",
        "发布信息 100 条（动态 60 条、公告 30 条、图解 10 条）。",
        "发布信息 100 条：动态 60 条，公告 30 条，图解 10 条。",
        "发布信息 100 条，包括动态 60 条、公告 30 条、图解 10 条。",
        "发布信息 100 条，按栏目分：动态 60 条，公告 30 条，图解 10 条。",
        "发布信息 100 条，具体如下：动态 60 条，公告 30 条，图解 10 条。",
        "主动公开信息 100 条，比上年增加 20 条。按栏目分，动态 60 条，公告 30 条，图解 10 条。",
        "发布信息 100 条。其中，动态 60 条，公告 30 条，图解 10 条。",
        "动态 60 条，公告 30 条，图解 10 条，合计 100 条。",
        "发布信息 100 条，比上年 80 条增加 20 条，其中动态 60 条、公告 30 条、图解 10 条。",
    ],
)
def test_a_whole_has_the_parts_that_are_listed(sentence: str) -> None:
    assert divided(sentence) == [(100, [60, 30, 10])]


@pytest.mark.parametrize(
    "sentence",
    [
        # Numbers beside one another.
        "发布信息 100 条，回复留言 60 条，办理建议 30 条。",
        # Two numbers in brackets that are far from making it up.
        "发布信息 100 条（动态 20 条、公告 10 条）。",
        # Other units.
        "发布信息 100 条，其中视频 6 个、图解 3 张。",
        # No number before the list.
        "其中动态 60 条、公告 30 条、图解 10 条。",
        "发布信息若干，按栏目分：动态 60 条，公告 30 条，图解 10 条。",
    ],
)
def test_without_a_sign_or_a_whole_nothing_is_divided(sentence: str) -> None:
    assert divided(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        # Parts with 、 between end at the comma, those with commas at the semicolon.
        ("发布信息 100 条，其中动态 60 条、公告 40 条，视频 30 条。", [60, 40]),
        ("发布信息 100 条，其中动态 60 条，公告 40 条；视频 30 条。", [60, 40]),
        # What is left belongs to the list, behind whatever mark.
        ("发布信息 100 条，其中动态 60 条、公告 30 条，其他 10 条。", [60, 30, 10]),
        # A part of a part is none of the whole.
        ("发布信息 100 条，其中动态 60 条（图解 20 条）、公告 40 条。", [60, 40]),
        # A difference is no part.
        ("发布信息 100 条，其中动态 60 条、公告 40 条，较上年增加 30 条。", [60, 40]),
    ],
)
def test_a_list_ends_at_a_mark_that_separates_more_than_those_in_it(
    sentence: str, parts: list[int]
) -> None:
    assert divided(sentence)[0] == (100, parts)


def test_of_several_numbers_before_a_list_the_nearest_of_its_unit_is_divided() -> None:
    sentence = "发布信息 200 条，微信 100 条，视频 7 个，其中动态 60 条、公告 40 条。"
    assert divided(sentence) == [(100, [60, 40])]
    # Behind a semicolon begins another matter.
    sentence = "收到留言 200 条；微信 100 条，其中动态 60 条、公告 40 条。"
    assert divided(sentence) == [(100, [60, 40])]


@pytest.mark.parametrize(
    "text", ["收到申请9件其中网络3件、信函6件。", "收到申请9件，其中网络3件、信函6件。"]
)
def test_parts_may_follow_their_whole_without_a_comma(text: str) -> None:
    (whole,) = prose_of(read(text)).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (9, [3, 6])


def test_two_of_a_list_that_nearly_make_a_number_may_be_its_parts() -> None:
    (whole,) = prose_of(read("收到申请29件，内容涉及合同5件、检测22件。")).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (29, [5, 22])
    assert whole.limited
