"""Tables as a hurried hand merges them are read, and what contradicts its sums is not guessed."""

from __future__ import annotations

from random import Random

import pytest
from lab.document_accuracy import HURRIED_DOCUMENTS, score_documents, writable_kinds
from lab.faults.fault import set_cell

from gklint.engine import lint_bytes
from gklint.model.diagnostics import Severity
from gklint.model.words_at import cells_by_key
from gklint.testing.changes import change_draft
from gklint.testing.documents import document
from gklint.testing.documents.document import DocumentStyle
from gklint.testing.documents.hurried import HURRIED
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft

kinds = pytest.mark.parametrize("kind", writable_kinds())


def _draft(seed: int) -> Draft:
    return random_draft(Random(seed))


@kinds
def test_every_number_of_a_table_merged_in_a_hurry_is_read(kind: str) -> None:
    score = score_documents(kind, HURRIED_DOCUMENTS, 8, 11)
    assert not score.wrong
    assert score.percent >= 98


@kinds
@pytest.mark.parametrize("how", HURRIED)
def test_every_way_to_merge_in_a_hurry_is_read_in_every_kind_of_document(
    kind: str, how: str
) -> None:
    written = document(_draft(3), kind, DocumentStyle(hurried=how))
    result = lint_bytes(written.raw, f"年报{written.suffix}")
    assert result.report is not None
    values = {key: cell.value for key, cell in cells_by_key(result.report.tables).items()}
    wrong = {
        key: (true.value, values.get(key))
        for key, true in written.cells.items()
        if values.get(key) != true.value
    }
    assert not wrong


@pytest.mark.parametrize("how", HURRIED)
def test_a_right_report_has_no_error_however_its_tables_are_merged(how: str) -> None:
    raw = document(_draft(3), "html", DocumentStyle(hurried=how)).raw
    result = lint_bytes(raw, "年报.html")
    errors = [found.code for found in result.diagnostics if found.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("how", ["spilled", "wide_labels", "shifted_head", "head_to_the_left"])
def test_a_row_that_does_not_add_up_under_contradicting_headers_is_not_guessed(how: str) -> None:
    draft = _draft(3)
    key = next(
        key
        for key in document(draft, "html").cells
        if key.table == "applications" and key.column == "total" and key.row == "new"
    )
    wrong = change_draft(draft, [set_cell(key, 7777)])
    raw = document(wrong, "html", DocumentStyle(hurried=how)).raw
    result = lint_bytes(raw, "年报.html")
    codes = {found.code for found in result.diagnostics}
    assert "GK301" not in codes
    assert codes & {"GK211", "GK215"}
    told = [found.text() for found in result.diagnostics if found.code == "GK211"]
    assert not any("有 7 个值，应为 7 个" in text for text in told)
    straight = lint_bytes(document(wrong, "html").raw, "年报.html")
    assert "GK301" in {found.code for found in straight.diagnostics}
