"""What a hurried hand does to a table that is right otherwise leaves its numbers where they are."""

from random import Random

import pytest
from lab.hurried_tables import CHANGES, write_changed
from lab.reading_accuracy import Score, compare

from gklint.engine import lint_text
from gklint.testing.changes import change_draft
from gklint.testing.random_reports import random_draft
from gklint.testing.rendering import render

#: Rows out of order, or a page's number, may leave a table unread where not every row has its line.
_BY_LINE = ("tabs", "markdown", "bars")
_OTHERS = ("lines with empty", "padded wide right")
_REPORTS = 4


def _score(change: str, writer: str, nothing: str) -> Score:
    total = Score()
    for number in range(_REPORTS):
        draft = change_draft(random_draft(Random(f"hurried {number}")), [{"nothing": [nothing]}])
        written = write_changed(draft, writer, Random(number), change)
        total += compare(lint_text(written.text), written.cells.items(), alarms=False)
    return total


@pytest.mark.parametrize("writer", [*_BY_LINE, *_OTHERS])
@pytest.mark.parametrize("change", CHANGES)
def test_full_tables_are_read(change: str, writer: str) -> None:
    score = _score(change, writer, "0")
    assert not score.wrong
    if writer in _BY_LINE or not (change == "swapped" or "page number" in change):
        assert not score.unread


@pytest.mark.parametrize("writer", [*_BY_LINE, *_OTHERS])
@pytest.mark.parametrize("change", CHANGES)
def test_no_number_of_a_sparse_table_moves(change: str, writer: str) -> None:
    score = _score(change, writer, "")
    assert not score.wrong
    if writer in _BY_LINE and change != "empty column between":
        assert not score.unread


@pytest.mark.parametrize("name", ["合计", "小计"])
def test_a_sum_that_a_report_adds_is_no_total(name: str) -> None:
    draft = random_draft(Random("added sums"))
    text = write_changed(draft, "tabs", Random(1), "total 总 计").text
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if "总 计\t" in line)
    lines.insert(at, lines[at].replace("总 计", name))
    result = lint_text("\n".join(lines))
    codes = [diagnostic.code for diagnostic in result.diagnostics]
    assert "GK214" in codes
    assert "GK215" not in codes
    table = next(table for table in result.report.tables if table.key == "applications")
    assert [label.text for label in table.unknown] == [name]


@pytest.mark.parametrize("layout", ["padded", "raw"])
def test_a_broken_label_of_a_blank_row_is_whole(layout: str) -> None:
    draft = change_draft(random_draft(Random("f1")), [{"nothing": [""]}])
    codes = [found.code for found in lint_text(render(draft, layout).text).diagnostics]
    assert "GK212" not in codes


@pytest.mark.parametrize("writer", ["lines ended", "lines with empty", "lines apart"])
@pytest.mark.parametrize("nothing", [[""], ["", "无", "0"]])
def test_the_number_of_a_page_is_no_cell_of_a_row_that_has_a_blank(
    writer: str, nothing: list[str]
) -> None:
    for number in range(5, 16):
        draft = change_draft(random_draft(Random(f"0 {number}")), [{"nothing": nothing}])
        written = write_changed(draft, writer, Random(number), "cut, page number")
        score = compare(lint_text(written.text), written.cells.items(), alarms=False)
        assert not score.wrong
