"""`gklint debug`: how a report was read, so that whoever sees a misread table can tell why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import CLEAN, EXAMPLES, ROOT, gklint

from gklint.checking.settings import Settings
from gklint.extraction.cells import extract_file
from gklint.extraction.debugging import OUTCOMES, as_json, debug_bytes
from gklint.parsing.tables import choice
from gklint.testing import render, valid_draft
from gklint.testing.documents import document

LOST_PAGE = EXAMPLES / "lost-page-2020.txt"


def debugged(raw: bytes, path: str = "x.txt") -> dict[str, Any]:
    return as_json(debug_bytes(raw, path, Settings()))


def outcomes(reading: dict[str, Any]) -> dict[str, str]:
    return {attempt["layout"]: attempt["outcome"] for attempt in reading["layouts"]}


def in_layout(layout: str, part: int = 3) -> dict[str, Any]:
    """Return how the tables of a part are read in a layout."""
    found = debugged(render(valid_draft(2023), layout).text.encode())
    (reading,) = [reading for reading in found["readings"] if reading["part"] == part]
    return dict(reading)


def test_each_line_has_its_kind_and_each_cell_is_that_of_extract() -> None:
    found = json.loads(gklint("debug", CLEAN, "--format", "json").out)
    report = extract_file(str(CLEAN)).report
    assert report is not None
    lines = [n for n, line in enumerate(report.source.lines, 1) if line.strip()]
    assert [line["line"] for line in found["lines"]] == lines
    assert {line["kind"] for line in found["lines"]} >= {"TITLE", "HEADING", "TABLE", "TEXT"}
    cells = [
        (table["table"], row["row"], cell["column"], cell["text"], cell["value"])
        for reading in found["readings"]
        for table in reading["tables"]
        for row in table["rows"]
        for cell in row["cells"]
    ]
    assert cells == [
        (table.key, cell.row, cell.column, cell.text, cell.value)
        for table in report.tables
        for row in table.rows
        for cell in row.cells
    ]


@pytest.mark.parametrize(
    ("layout", "taken", "others"),
    [
        ("tabs_grid", "separated", {"spaced": "not-needed", "stacked": "not-needed"}),
        ("markdown", "separated", {"spaced": "not-needed", "stacked": "not-needed"}),
        ("padded", "spaced", {"separated": "too-few-lines", "stacked": "not-needed"}),
        ("stacked", "stacked", {"separated": "too-few-lines", "spaced": "too-few-lines"}),
    ],
)
def test_the_layout_taken_is_told_with_why_no_other_was(
    layout: str, taken: str, others: dict[str, str]
) -> None:
    reading = in_layout(layout)
    assert outcomes(reading) == {taken: "taken", **others}
    assert {table["layout"] for table in reading["tables"]} == {taken}
    for attempt in reading["layouts"]:
        enough = attempt["score"] >= attempt["enough"]
        assert enough or attempt["outcome"] != "taken"
        assert not enough or attempt["outcome"] != "too-few-lines"


def test_the_cells_of_a_document_come_first() -> None:
    found = debugged(document(valid_draft(2023), "html").raw, "年报.html")
    for reading in found["readings"]:
        assert reading["layouts"][0] == {"layout": "grid", "outcome": "taken"}
        assert outcomes(reading)["separated"] == "not-needed"


def html(*rows: str, outside: str = "") -> dict[str, Any]:
    """Return how the table of part three is read in a web page with these rows."""
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<p>三、收到和处理政府信息公开申请情况</p><table>{table}</table>{outside}"
    return dict(debugged(page.encode(), "x.html")["readings"][0])


def test_a_table_of_a_document_that_is_read_as_text_says_why() -> None:
    row = "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1"
    next_row = "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1"
    header = "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
    assert outcomes(html(header, row))["grid"] == "taken"
    assert outcomes(html(row, next_row))["grid"] == "no-header"
    assert outcomes(html(row, header, next_row))["grid"] == "numbers-without-header"


def test_what_was_not_read_is_told() -> None:
    found = json.loads(gklint("debug", LOST_PAGE, "--format", "json").out)
    assert found["missing_parts"] == [4]
    (table,) = found["readings"][-1]["tables"]
    assert table["absent_rows"][0] == "denied.internal_affairs"
    assert table["absent_rows"][-1] == "carried_out"
    text = gklint("debug", LOST_PAGE, "--lang", "en").out
    assert "rows that were not read: denied.internal_affairs, " in text
    assert "parts without a heading: 4" in text


def test_a_row_and_a_table_that_were_not_read_say_why() -> None:
    heading = "三、收到和处理政府信息公开申请情况\n"
    row = "一、本年新收政府信息公开申请数量\t"
    found = debugged(f"{heading}{row}1\t2\n转送其他机关办理\t1\t0\t0\t0\t0\t0\t1\n".encode())
    (table,) = found["readings"][0]["tables"]
    assert table["rows"][0]["problem"] and table["rows"][0]["cells"] == []
    assert table["unknown_rows"] == [{"line": 3, "label": "转送其他机关办理"}]
    stacked = f"{heading}一、本年新收政府信息公开申请数量\n1\n2\n二、上年结转政府信息公开申请数量\n"
    (table,) = debugged(stacked.encode())["readings"][0]["tables"]
    assert table["rows"][1]["problem"]["code"] == "no-values"


def test_cells_that_are_no_number_are_marked() -> None:
    heading = "三、收到和处理政府信息公开申请情况\n"
    full = "二、上年结转政府信息公开申请数量" + "\t0" * 7
    text = f"{heading}一、本年新收政府信息公开申请数量\t1\t\t/\t若干\t0\t0\t1\n{full}\n"
    shown = gklint("debug", "-", "--lang", "en", stdin=text.encode()).out
    assert "1  ‹blank›  /‹none›  若干‹no number›  0  0  1" in shown


def test_numbers_of_persons_are_masked_and_control_characters_are_escapes() -> None:
    text = "2023年政府信息公开工作年度报告\n一、总体情况\n联系13912345678，\x1b[31m红\n"
    for output_format in ("text", "json"):
        shown = gklint("debug", "-", "--format", output_format, stdin=text.encode()).out
        assert "139" in shown and "13912345678" not in shown
        assert "\x1b" not in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_outcome_has_words_in_both_languages_and_a_line_in_the_docs(language: str) -> None:
    assert OUTCOMES.keys() == set(choice.OUTCOMES)
    assert all(words.say(language) for words in OUTCOMES.values())
    page = (ROOT / "docs/debugging.md").read_text(encoding="utf-8")
    assert all(f"| `{outcome}` |" in page for outcome in choice.OUTCOMES)


def test_a_file_that_cannot_be_read_is_status_2(tmp_path: Path) -> None:
    done = gklint("debug", tmp_path / "no.txt")
    assert done.status == 2
    assert done.out == "" and "no.txt" in done.err
