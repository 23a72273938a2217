"""A number is placed where it stands, and the prose is read once."""

from __future__ import annotations

import pytest
from helpers.prose import read, said

from gklint.prose import prose_of
from gklint.prose.quick import speaks_of_numbers
from gklint.prose.scanning import scan
from gklint.prose.vocabulary_loading import load_vocabulary


def test_a_number_is_placed_where_it_stands() -> None:
    report = read("（一）概况", "全年收到政府信息公开申请 1,036 件。")
    place = prose_of(report).statements[0].span.place
    line = report.source.lines[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "1,036"


def test_a_sentence_that_a_page_cut_is_read_as_one() -> None:
    report = read(
        "2023 年本街道共收到政府信息公开申请 8 件，不予", "- 3 -", "公开 1 件，无法提供 2 件。"
    )
    second = prose_of(report).statements[1]
    assert (second.indicators, second.value) == (("applications.denied",), 1)
    assert second.open, "the two halves may not belong together"
    assert report.source.lines[second.span.place.line - 1].startswith("公开 1 件")


def test_a_number_at_the_very_beginning_is_looked_at() -> None:
    assert speaks_of_numbers("5件申请均已答复")
    assert not speaks_of_numbers("件件申请均已答复")


@pytest.mark.parametrize("unit", ["件", "吨", ""])
def test_a_number_of_too_many_digits_is_there_and_not_read(unit: str) -> None:
    kinds = [token.kind for token in scan(f"收到{'1' * 40}{unit}", load_vocabulary())]
    assert "unreadable" in kinds and "number" not in kinds


def test_not_one_is_none_and_not_one() -> None:
    assert said("全年没有发生一起行政复议案件。") == [("review.reconsideration.total", 0)]


def test_a_word_that_says_nothing_leaves_nothing_behind() -> None:
    tokens = [(t.kind, t.gap) for t in scan("收到及时答复", load_vocabulary())]
    assert tokens == [("counts", 0), ("counts", 0), ("end", 0)]
    kinds = [t.kind for t in scan("收到甲及时答复", load_vocabulary())]
    assert kinds == ["counts", "unknown", "counts", "end"]


def test_the_prose_is_read_once_a_report() -> None:
    report = read("全年收到政府信息公开申请 8 件。")
    assert prose_of(report) is prose_of(report)
    assert prose_of(read("全年收到政府信息公开申请 8 件。")) is not prose_of(report)
