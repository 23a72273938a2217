"""Slips: a document for each body with findings, from a template, with nothing of a report in it
but text."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import gklint

from gklint.checking.records import record_of
from gklint.checking.results import Record
from gklint.engine import lint_text
from gklint.slips.content import Sender, slips_of
from gklint.slips.errors import WrongTemplate
from gklint.slips.filling import Template
from gklint.slips.template import default_template
from gklint.testing.bodies import body_named
from gklint.testing.changes import change_draft
from gklint.testing.documents import document
from gklint.testing.rendering import render
from gklint.testing.samples import valid_draft

docx = pytest.importorskip("docx")
pytestmark = pytest.mark.documents

WRONG = (Path(__file__).parent.parent.parent / "examples" / "wrong-totals-2023.txt").read_text(
    encoding="utf-8"
)
BODY = "临澜市云泽县柳湾镇人民政府"


def records(*texts: str) -> list[Record]:
    """Return the records of reports with these texts."""
    return [record_of(lint_text(text, f"{n}.txt")) for n, text in enumerate(texts)]


def written(text: str, template: bytes | None = None, sender: Sender | None = None) -> Any:
    """Return the one slip for a report, opened."""
    (slip,) = slips_of(records(text), {}, sender or Sender())
    return opened(Template(template or default_template()).filled(slip))


def opened(raw: bytes) -> Any:
    """Return a Word document."""
    return docx.Document(io.BytesIO(raw))


def text_of(document: Any) -> str:
    """Return all text of a document."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_slip_has_all_that_the_body_needs_and_room_for_its_answer() -> None:
    slip = written(WRONG, sender=Sender("某县政务公开办", "2024 年 2 月 1 日", "2024 年 3 月 1 日"))
    text = text_of(slip)
    for words in (BODY, "2023年度", "某县政务公开办", "请于2024 年 3 月 1 日前"):
        assert words in text
    assert "{{" not in text
    heads = [cell.text for cell in slip.tables[0].rows[0].cells]
    rows = [[cell.text for cell in row.cells] for row in slip.tables[0].rows[1:]]
    (record,) = records(WRONG)
    assert len(rows) == len(record.diagnostics)
    for row, diagnostic in zip(rows, record.diagnostics, strict=True):
        of = dict(zip(heads, row, strict=True))
        assert diagnostic.text("zh") in of["问题"] and of["改法"] == diagnostic.advice_text("zh")
        assert of["整改情况"] == "" and of["位置"] and of["部分"] and of["依据"]
        assert diagnostic.rule not in "".join(row), "a rule's name says nothing to a clerk"
    assert any("表四“行政复议”行“总计”列" in row[2] for row in rows)
    assert len(slip.tables[1].rows) > 1, "what could not be checked is reported"


def test_without_a_due_date_none_is_asked_for() -> None:
    assert "请于" not in text_of(written(WRONG))


def test_what_a_report_says_is_text_and_is_not_looked_at_again() -> None:
    evil = "{{单位}}<w:p/>=1+1"
    (record,) = records(WRONG)
    assert record.about is not None
    named = record._replace(about=record.about._replace(agency=evil))
    (slip,) = slips_of([named], {}, Sender())
    assert f"{evil}：" in text_of(opened(Template(default_template()).filled(slip)))
    row = {"问题": "{{单位}} {{有未评定}}"}
    filled = Template(default_template()).filled(slip._replace(findings=[row], not_checked=[]))
    assert "{{单位}} {{有未评定}}" in text_of(opened(filled))


def test_a_table_of_what_could_not_be_checked_is_there_only_where_something_could_not() -> None:
    (slip,) = slips_of(records(WRONG), {}, Sender())
    filled = opened(Template(default_template()).filled(slip._replace(not_checked=[])))
    assert len(filled.tables) == 1 and "未能自动核对" not in text_of(filled)


def own_template(folder: Path, *texts: str) -> bytes:
    """Return a template of an office's own with these texts in the row of findings."""
    template = docx.Document()
    paragraph = template.add_paragraph("致{{单")
    paragraph.add_run("位}}：").bold = True
    row = template.add_table(rows=1, cols=len(texts)).rows[0]
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
    template.save(folder / "t.docx")
    return (folder / "t.docx").read_bytes()


def test_an_office_has_its_own_template_however_word_cut_its_words_up(tmp_path: Path) -> None:
    slip = written(WRONG, own_template(tmp_path, "{{ 序号 }}. {{问题}}", "{{改法}}"))
    assert slip.paragraphs[0].text == f"致{BODY}："
    assert slip.tables[0].rows[1].cells[0].text.startswith("2. ")


def test_a_template_that_cannot_work_says_what_is_wrong_in_it(tmp_path: Path) -> None:
    with pytest.raises(WrongTemplate) as caught:
        Template(own_template(tmp_path, "{{问题", "{{问提}}"))
    assert "问提" in caught.value.reason.zh and "问题" in caught.value.reason.zh
    with pytest.raises(WrongTemplate):
        Template(own_template(tmp_path, "问题", "改法"))
    with pytest.raises(WrongTemplate):
        Template(b"no document")


@pytest.mark.parametrize(
    ("bodies", "names"),
    [
        (["甲县人民政府", "甲县人民政府"], ["甲县人民政府"]),
        (["a/b:c?局", "a/b*c?局"], ["a_b_c_局", "a_b_c_局（2）"]),
        (["../../x", "CON"], ["_.._x", "_CON"]),
        (["甲" * 300], ["甲" * 60]),
    ],
)
def test_a_slip_is_named_after_its_body_and_no_two_alike(
    bodies: list[str], names: list[str]
) -> None:
    (record,) = records(WRONG)
    assert record.about is not None
    several = [
        record._replace(path=f"{n}.txt", about=record.about._replace(agency=body))
        for n, body in enumerate(bodies)
    ]
    assert [slip.name for slip in slips_of(several, {}, Sender())] == names


def test_reports_that_name_no_body_have_slips_of_their_own() -> None:
    (record,) = records(WRONG)
    assert record.about is not None
    nameless = record._replace(about=record.about._replace(agency=None))
    slips = slips_of([nameless, nameless._replace(path="b/0.txt")], {}, Sender())
    assert [slip.name for slip in slips] == ["0", "0（2）"]


@pytest.mark.processes
def test_existing_slips_are_kept_and_a_template_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    done = gklint("slips", "a.txt", "--to", "out", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    (path,) = (tmp_path / "out").iterdir()
    path.write_bytes(b"mine")
    again = gklint("slips", "a.txt", "--to", "out", cwd=tmp_path)
    assert again.status == 2 and "--force" in again.err and path.read_bytes() == b"mine"
    assert gklint("slips", "--write-template", "out/t.docx", cwd=tmp_path).status == 0
    forced = ("slips", "a.txt", "--to", "out", "--template", "out/t.docx", "--force")
    assert gklint(*forced, cwd=tmp_path).status == 0
    assert BODY in text_of(docx.Document(str(path)))
    found = json.loads(
        gklint("check", ".", "--exclude", "t.docx", "--output-format", "json", cwd=tmp_path).out
    )
    assert len(found["reports"]) == 1, "a slip is no report"


@pytest.mark.processes
@pytest.mark.slow
def test_sixty_reports_ten_of_them_wrong_and_five_files_that_nobody_can_read(
    tmp_path: Path,
) -> None:
    chance = random.Random(60)
    kinds = ("docx", "html", "xlsx", "pdf", "txt")
    wrong = {}
    for number in range(60):
        name = f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'松竹梅兰菊桃'[number // 10]}街道办事处"
        draft = valid_draft(2023, body_named(f"青禾市望溪区{name}"), chance=chance)
        kind = kinds[number % 5]
        if number % 6 == 0:
            row = draft.table("review").rows[0]
            change = {"cell": f"review.{row.key}.total", "text": str(int(row.texts[-1]) + 1)}
            draft = change_draft(draft, [change])
            wrong[f"{number:02}.{kind}"] = name
        raw = render(draft).encode() if kind == "txt" else document(draft, kind).raw
        (tmp_path / f"{number:02}.{kind}").write_bytes(raw)
    unread = ["61.zip", "62.png", "63.rar", "64.pptx", "65.jpg"]
    for name in unread:
        (tmp_path / name).write_bytes(b"x")
    overview = gklint("check", ".", "--no-across", "--output-format", "overview", cwd=tmp_path)
    lines = overview.out.splitlines()
    reports = [line for line in lines if line[:2].isdigit()]
    assert len(reports) == 60
    failed = {line.split()[0] for line in reports if "不通过" in line}
    assert failed == set(wrong) and len(wrong) == 10
    assert [name for name in unread if any(name in line for line in lines)] == unread
    done = gklint("slips", ".", "--no-across", "--to", "out", cwd=tmp_path)
    assert done.status == 0 and all(name in done.err for name in unread)
    slips = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(slips) == 10
    assert all(any(name in slip for slip in slips) for name in wrong.values())
