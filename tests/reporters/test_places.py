"""Where a finding is, in the words of whoever wrote the file: lines of a text; of a document pages,
paragraphs, and rows and columns by the labels of the form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from helpers.command_line import gklint

from gklint.testing import body_named, change_draft, valid_draft
from gklint.testing.documents import KINDS, PLAIN_DOCUMENT, document
from gklint.testing.draft import Draft

#: The formats that people read.
FOR_PEOPLE = ("text", "concise", "grouped", "markdown")
#: A line of text by its number.
BY_LINE = re.compile(r"\b\d+:\d+\b|第 \d+ 行|\b\d+ \||line \d+")


def draft() -> Draft:
    return valid_draft(2023, body_named("松林街道办事处"), chance=Random(5))


def wrong_total() -> Draft:
    """Return a report in which a sum of table three is wrong."""
    table = draft().table("applications")
    row = next(row for row in table.rows if row.key == "total_processed")
    return change_draft(
        draft(),
        [{"cell": "applications.total_processed.total", "text": str(int(row.texts[-1]) + 70)}],
    )


def wrong_numeral() -> Draft:
    """Return a report in which part five is numbered as if it were part four."""
    heading = draft().sections[4].heading
    return change_draft(draft(), [{"section": 5, "heading": f"四、{heading.partition('、')[2]}"}])


def written(folder: Path, of: Draft, kind: str) -> str:
    """Write a report as a document and return its name."""
    name = f"报告.{kind}"
    (folder / name).write_bytes(document(of, kind, PLAIN_DOCUMENT).raw)
    return name


@pytest.mark.documents
@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_of_a_document_is_named_by_the_labels_of_the_form(
    tmp_path: Path, kind: str, form: str
) -> None:
    name = written(tmp_path, wrong_total(), kind)
    done = gklint(name, "--output-format", form, cwd=tmp_path)
    assert done.status == 1
    assert "表三“（七）总计”行“总计”列" in done.out
    assert ("第 2 页，表三" in done.out) is (kind == "pdf")
    assert not BY_LINE.search(done.out)
    in_english = gklint(name, "--output-format", form, "--lang", "en", cwd=tmp_path).out
    assert "the table of part 3, row “（七）总计”, column “总计”" in in_english
    assert not BY_LINE.search(in_english)


@pytest.mark.documents
@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("docx", r"第 \d+ 段"),
        ("html", r"第 \d+ 段"),
        ("pdf", r"第 \d 页"),
        ("xlsx", "工作表“四、存在的主要问题及改进情况”行"),
    ],
)
def test_what_stands_outside_of_tables_is_named_by_page_or_paragraph(
    tmp_path: Path, kind: str, form: str, place: str
) -> None:
    name = written(tmp_path, wrong_numeral(), kind)
    found = gklint(name, "--output-format", form, "--select", "GK105", cwd=tmp_path).out
    assert re.search(place, found)
    assert not BY_LINE.search(found)
    # A page has many paragraphs, and the number is that of the document.
    assert kind != "pdf" or "段" not in found


@pytest.mark.parametrize("form", ("text", "concise", "grouped"))
def test_what_stands_outside_of_tables_is_quoted_where_no_excerpt_shows_it(
    tmp_path: Path, form: str
) -> None:
    name = written(tmp_path, wrong_numeral(), "docx")
    found = gklint(name, "--output-format", form, "--select", "GK105", cwd=tmp_path).out
    assert ("段“四、存在的主要问题及改进情况”" in found) is (form == "concise")


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_a_text_keeps_its_lines_and_columns(form: str) -> None:
    found = gklint("examples/wrong-totals-2023.txt", "--output-format", form).out
    assert BY_LINE.search(found)
    assert "表三“" not in found and "段" not in found


@pytest.mark.documents
@pytest.mark.parametrize("kind", ("docx", "pdf"))
def test_the_other_places_of_a_finding_are_named_alike(tmp_path: Path, kind: str) -> None:
    twice = change_draft(
        draft(), [{"section": 1, "body": ["我街道按照规定登陆网站。", "市民登陆网站查询。"]}]
    )
    name = written(tmp_path, twice, kind)
    found = gklint(name, "--select", "GK707", cwd=tmp_path).out
    place = r"第 \d+ 段" if kind == "docx" else r"第 \d 页"
    assert re.search(rf"另见：{place}“登陆”", found), found
    assert not BY_LINE.search(found)


@pytest.mark.documents
def test_a_cell_that_the_message_names_is_not_named_twice(tmp_path: Path) -> None:
    cell = "applications.denied.three_safeties_one_stability"
    more = [{"cell": f"{cell}.{column}", "text": "7"} for column in ("natural_person", "total")]
    name = written(tmp_path, change_draft(draft(), more), "docx")
    found = gklint(name, "--select", "GK302", cwd=tmp_path).out
    assert re.search(r"[：；]（三）不予公开 3\.危及‘三安全一稳定’：7", found), found


def test_programs_get_the_lines_of_documents_as_before(tmp_path: Path) -> None:
    name = written(tmp_path, wrong_total(), "docx")
    report = json.loads(gklint(name, "--output-format", "json", cwd=tmp_path).out)["reports"][0]
    location = report["diagnostics"][0]["location"]
    assert location["line"] > 1 and location["table_cell"]["row"] > 1
    assert report["media_type"].endswith("wordprocessingml.document")


@pytest.mark.parametrize("form", ("text", "concise", "grouped"))
def test_a_document_that_cannot_be_read_has_no_place(tmp_path: Path, form: str) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    found = gklint("坏.docx", "--output-format", form, cwd=tmp_path)
    assert found.status == 2
    assert not BY_LINE.search(found.out) and "全文" not in found.out
