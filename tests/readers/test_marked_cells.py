"""What stands beside a number and is no digit of it changes no number, in any kind of document."""

from __future__ import annotations

import pytest
from lab.document_accuracy import MARKED_DOCUMENTS, score_documents, writable_kinds
from lab.kind_accuracy import score_kinds

from gklint.testing.documents.marks import MARKS, runs_of, shown


@pytest.mark.parametrize("kind", writable_kinds())
@pytest.mark.parametrize("title", MARKED_DOCUMENTS)
def test_every_number_beside_which_something_stands_is_read(title: str, kind: str) -> None:
    score = score_documents(kind, title, 3, 5)
    assert not score.wrong and not score.unread


@pytest.mark.parametrize("marks", MARKS)
def test_some_numbers_have_marks_and_what_is_no_number_has_none(marks: str) -> None:
    marked = [text for text in map(str, range(1, 100)) if len(runs_of(text, marks)) > 1]
    assert 20 < len(marked) < 60
    assert all((shown(text, marks) == text) == (marks == "hidden") for text in marked)
    assert {len(runs_of(text, marks)) for text in ("0", "无", "1.5", "")} == {1}


def test_what_is_no_report_and_what_is_of_an_earlier_year_are_taken_for_what_they_are() -> None:
    for score in score_kinds(2, 7):
        assert score.right == score.documents, score.name
