"""A report in traditional characters is the same report, and every place in it is exact."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from gklint import lint_text
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.testing import change_draft, render, valid_draft
from gklint.testing.documents import document


def traditional(text: str) -> str:
    """Return a text character for character in traditional ones."""
    convert = OpenCC("s2t").convert
    return "".join(convert(c) if len(convert(c)) == 1 else c for c in text)


def test_a_right_report_in_traditional_characters_has_no_error_and_all_its_cells() -> None:
    text = render(valid_draft(2023)).text
    plain, result = lint_text(text), lint_text(traditional(text))
    assert plain.report and result.report
    assert [d.code for d in result.diagnostics if d.severity.word != "info"] == []
    assert result.report.year == 2023
    assert len(result.report.sections) == 6
    cells = [[c.value for row in table.rows for c in row.cells] for table in result.report.tables]
    assert cells == [[c.value for row in t.rows for c in row.cells] for t in plain.report.tables]


def test_a_fault_in_traditional_characters_is_found_at_the_same_place() -> None:
    draft = change_draft(valid_draft(2023), [{"cell": "applications.new.total", "text": "777"}])
    text = render(draft).text
    found = [(d.code, d.place) for d in lint_text(text).diagnostics]
    assert "GK301" in {code for code, _ in found}
    assert [(d.code, d.place) for d in lint_text(traditional(text)).diagnostics] == found


def test_a_name_in_traditional_characters_changes_nothing() -> None:
    text = render(valid_draft(2023)).text
    named = text.replace("一、总体情况", "一、总体情况\n\n参见《開放數據總覽》。\n", 1)
    report = lint_text(named).report
    assert report and "開放數據總覽" in report.sections[0].text


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_the_tables_of_a_document_in_traditional_characters_are_read(kind: str) -> None:
    draft = valid_draft(2023)
    plain = read_bytes(document(draft, kind).raw, f"report.{kind}")
    cells = [
        [cell._replace(text=traditional(cell.text)) for cell in grid.cells] for grid in plain.grids
    ]
    source = plain._replace(
        text=traditional(plain.text),
        lines=tuple(map(traditional, plain.lines)),
        grids=tuple(g._replace(cells=tuple(c)) for g, c in zip(plain.grids, cells, strict=True)),
    )
    read, right = parse(source), parse(plain)
    assert [[c.value for row in table.rows for c in row.cells] for table in read.tables] == [
        [c.value for row in table.rows for c in row.cells] for table in right.tables
    ]
    assert not [table.problem for table in read.tables if table.problem]


def test_words_that_a_gate_says_otherwise_are_the_words_of_the_form() -> None:
    draft = change_draft(valid_draft(2023), [{"cell": "applications.new.total", "text": "777"}])
    text = render(draft).text
    elsewhere = traditional(text).replace("信息", "資訊").replace("規範性文件", "規範性檔案")
    assert "政府資訊公開" in elsewhere
    found = [(d.code, d.place) for d in lint_text(text).diagnostics]
    assert [(d.code, d.place) for d in lint_text(elsewhere).diagnostics] == found
    # Letter by letter another word: 反覆 for 反复.
    assert [
        (d.code, d.place) for d in lint_text(traditional(text).replace("反復", "反覆")).diagnostics
    ] == found
