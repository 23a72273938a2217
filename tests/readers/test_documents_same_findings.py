"""The same report gives the same findings as text, Word, web page, workbook and ruled PDF."""

from __future__ import annotations

from random import Random

import pytest
from lab.document_accuracy import (
    AIMS,
    CHANGES,
    Sameness,
    compare_one,
    finding_keys,
    score_documents,
    score_real_documents,
    writable_kinds,
)
from lab.fault_accuracy import settings_for
from lab.faults import FAULTS, Fault, Faulty

from gklint.checking.settings import Settings
from gklint.engine import lint_bytes, lint_text
from gklint.testing import change_draft, random_draft, render, valid_draft
from gklint.testing.documents import KINDS, DocumentStyle, document, random_document_style

kinds = pytest.mark.parametrize("kind", writable_kinds())
#: Faults in each part of a report: its order, its tables, its sums, its words.
CODES = (
    "GK101",
    "GK105",
    "GK204",
    "GK205",
    "GK206",
    "GK207",
    "GK212",
    "GK213",
    "GK214",
    "GK216",
    "GK301",
    "GK302",
    "GK303",
    "GK304",
    "GK401",
    "GK501",
    "GK603",
    "GK707",
)
#: What is said of tables and nothing else.
OF_TABLES = ("GK107", "GK2", "GK3")


def put(fault: Fault, seed: int) -> Faulty:
    chance = Random(f"{fault.code} {seed}")
    for _ in range(400):
        faulty = fault.put(random_draft(chance), chance)
        if faulty:
            return faulty
    raise AssertionError("no draft can have it")


def test_all_kinds_can_be_written_where_the_tests_run() -> None:
    assert set(writable_kinds()) == set(KINDS)


@kinds
@pytest.mark.parametrize("code", CODES)
def test_a_fault_gives_the_same_findings_in_a_document_as_in_text(kind: str, code: str) -> None:
    fault = next(fault for fault in FAULTS if fault.code == code)
    faulty = put(fault, 0)
    if faulty.damage is not None:
        pytest.skip("it is done to lines of text")
    same = compare_one(faulty, kind, Random(f"{kind} {code}"), settings_for(fault), fault.what)
    assert same.differing == ()
    assert same.findings > 0


@kinds
def test_several_faults_at_once_give_the_same_findings(kind: str) -> None:
    draft = change_draft(
        valid_draft(2023),
        [
            {"cell": "applications.new.total", "text": "9"},
            {"cell": "applications.denied.state_secret.natural_person", "text": ""},
            {"cell": "review.reconsideration.total", "text": "7"},
            {"cell": "art20_1.regulations.issued", "text": "/"},
        ],
    )
    text = finding_keys(lint_text(render(draft).text))
    assert {"GK301", "GK206", "GK304"} <= {key[0] for key in text}
    for style in (
        DocumentStyle(),
        DocumentStyle(repeat_labels=True, split_cells=True),
        DocumentStyle(split_blocks=True, page_height=500, cut_rows=True),
    ):
        written = document(draft, kind, style)
        assert finding_keys(lint_bytes(written.raw, f"x{written.suffix}")) == text


@kinds
@pytest.mark.parametrize("title", CHANGES)
def test_the_cells_of_generated_documents_are_read_as_they_are(kind: str, title: str) -> None:
    score = score_documents(kind, title, 4, 7)
    assert score.percent >= AIMS[kind]
    assert score.cells > 400
    assert score.alarms == ()


def test_the_real_documents_are_read_without_a_single_wrong_cell() -> None:
    scores = dict(score_real_documents())
    if not scores:
        pytest.skip("no real reports here")
    assert {name: score.percent for name, score in scores.items()} == dict.fromkeys(scores, 100)


# --- a workbook of the tables alone --------------------------------------------------------------


@pytest.mark.parametrize("sheets", ["one", "each", "abreast"])
@pytest.mark.parametrize("code", ["GK107", "GK204", "GK206", "GK301", "GK303", "GK304"])
def test_a_workbook_of_the_tables_alone_gives_the_findings_about_tables(
    sheets: str, code: str
) -> None:
    pytest.importorskip("openpyxl")
    fault = next(f for f in FAULTS if f.code == code and "没有表格" not in f.what)
    draft = put(fault, 1).draft
    settings = Settings(year=draft.year, agency_kind=draft.body.kind)
    whole = document(draft, "xlsx", DocumentStyle(sheets=sheets))
    alone = document(draft, "xlsx", DocumentStyle(sheets=sheets, tables_only=True))
    expected, found = (
        {
            key: count
            for key, count in finding_keys(lint_bytes(written.raw, "x.xlsx", settings)).items()
            if key[0].startswith(OF_TABLES)
        }
        for written in (whole, alone)
    )
    assert code in {key[0] for key in expected}
    assert found == expected


def test_a_workbook_of_the_tables_alone_is_known_as_one_and_a_report_is_not() -> None:
    pytest.importorskip("openpyxl")
    draft = valid_draft(2023)
    for tables_only in (True, False):
        written = document(draft, "xlsx", DocumentStyle(tables_only=tables_only))
        report = lint_bytes(written.raw, "x.xlsx").report
        assert report is not None and report.is_report
        assert report.tables_only is tables_only
        assert report.format == "2021"
    text = lint_text(render(draft).text).report
    assert text is not None and not text.tables_only


# --- the measure itself --------------------------------------------------------------------------


def test_the_measure_tells_reports_with_other_findings_by_code() -> None:
    one = Sameness("docx", 1, 2, 0, (("x", ("GK301",), ()),))
    both = one + Sameness("docx", 3, 1, 3)
    assert (both.reports, both.findings, both.same) == (4, 3, 3)
    assert both.differing == one.differing
    wrong, right = (
        lint_text(render(draft).text)
        for draft in (
            change_draft(valid_draft(2023), [{"cell": "applications.new.total", "text": "9"}]),
            valid_draft(2023),
        )
    )
    assert {key[0] for key in finding_keys(wrong) - finding_keys(right)} >= {"GK301"}


def test_a_random_document_is_the_same_for_the_same_chance() -> None:
    for kind in KINDS:
        first, again = (random_document_style(Random(3), kind) for _ in range(2))
        assert first == again
