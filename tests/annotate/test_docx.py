"""Findings stand in the Word document as comments, on the words or the cell, and nothing else of
the document changes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from helpers.annotated_documents import checked, covered, finding, part, place_of, wrong_report
from helpers.word_documents import (
    STRICT,
    W,
    cell,
    packed,
    paragraph,
    parts,
    row,
    run,
    table,
    word,
)
from lxml import etree

from gklint.annotate import annotate
from gklint.checking.results import Acceptance
from gklint.engine import lint_bytes
from gklint.model.diagnostics import Clause
from gklint.model.source import Place
from gklint.readers import read_bytes
from gklint.testing.documents import document, random_document


def annotated(raw: bytes, *places: str | Place) -> bytes:
    """Return the document with comments GK001, GK002, … on these words or places."""
    return annotate(checked(raw, *places))


def texts_of(raw: bytes) -> list[Any]:
    """Return the paragraphs and cells as python-docx finds them."""
    known = docx.Document(BytesIO(raw))
    cells = [[one.text for one in its_row.cells] for its in known.tables for its_row in its.rows]
    return [[one.text for one in known.paragraphs], cells]


# Where comments stand


def test_a_comment_stands_on_the_words() -> None:
    raw = word(paragraph("全年新收申请5件，办结5件。"))
    assert covered(annotated(raw, "新收申请")) == [("GK001", "新收申请")]


def test_a_run_that_is_split_keeps_its_formatting() -> None:
    formatted = run("全年新收申请5件", '<w:b/><w:sz w:val="32"/>')
    raw = word(f"<w:p>{formatted}</w:p>")
    done = annotated(raw, "新收申请")
    runs = docx.Document(BytesIO(done)).paragraphs[0].runs
    known = [(one.text, one.bold, one.font.size) for one in runs if one.text]
    assert known == [(text, True, 32 * 6350) for text in ("全年", "新收申请", "5件")]


def test_a_comment_may_begin_in_one_run_and_end_in_another() -> None:
    raw = word(f"<w:p>{run('全年新')}{run('收', '<w:b/>')}{run('申请5件')}</w:p>")
    assert covered(annotated(raw, "新收申请")) == [("GK001", "新收申请")]


def test_spaces_at_the_cuts_are_kept() -> None:
    raw = word("<w:p><w:r><w:t>on open government</w:t></w:r></w:p>")
    done = annotated(raw, "open")
    assert texts_of(done) == texts_of(raw)
    assert covered(done) == [("GK001", "open")]


def test_a_run_is_split_at_its_tabs_and_breaks_too() -> None:
    raw = word("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙丁</w:t></w:r></w:p>")
    assert covered(annotated(raw, "乙", "丙", "丁")) == [
        ("GK001", "乙"),
        ("GK002", "丙"),
        ("GK003", "丁"),
    ]
    assert texts_of(annotated(raw, "乙", "丙", "丁")) == texts_of(raw)


def test_comments_on_the_same_words_and_across_one_another_all_stand() -> None:
    raw = word(paragraph("全年新收申请5件"))
    assert sorted(covered(annotated(raw, "新收申请", "申请5", "新收申请", "全年新收申请5件"))) == [
        ("GK001", "新收申请"),
        ("GK002", "申请5"),
        ("GK003", "新收申请"),
        ("GK004", "全年新收申请5件"),
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins>{}</w:ins>",
        "<w:fldSimple>{}</w:fldSimple>",
        "<w:smartTag>{}</w:smartTag>",
    ],
)
def test_words_in_a_link_or_an_inserted_text_are_marked_there(around: str) -> None:
    raw = word(f"<w:p>{run('甲')}{around.format(run('乙丙丁'))}{run('戊')}</w:p>")
    assert covered(annotated(raw, "丙")) == [("GK001", "丙")]
    assert covered(annotated(raw, "丁戊")) == [("GK001", "丁戊")]


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:r><w:ruby><w:rt>{0}</w:rt><w:rubyBase>{0}</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>乙丙丁</m:t></m:r></m:oMath>",
    ],
)
def test_what_no_comment_may_stand_in_is_marked_from_outside(around: str) -> None:
    inside = around.format(run("乙丙丁"))
    done = annotated(word(f"<w:p>{run('甲')}{inside}{run('戊')}</w:p>"), "丙")
    marked = part(done)[0][0]
    names = [etree.QName(one).localname for one in marked]
    start = names.index("commentRangeStart")
    assert names[start + 2] == "commentRangeEnd", "what is marked stands between the marks"
    assert "".join(marked[start + 1].itertext()).endswith("乙丙丁")


def test_words_in_a_text_box_are_marked_where_the_box_hangs() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("框中文字")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    done = annotated(word(f"<w:p>{run('甲')}{box}</w:p>"), "文字")
    assert covered(done) == [("GK001", "框中文字")]
    assert [etree.QName(one).localname for one in part(done)[0][0]][1] == "commentRangeStart"


def test_a_blank_cell_has_its_comment() -> None:
    raw = word(paragraph("年报") + table(row("甲", cell(paragraph("")), "乙")))
    done = annotated(raw, Place(2, 3, 2, 3))
    assert covered(done) == [("GK001", "")]
    (mark,) = part(done).iter(f"{{{W}}}commentReference")
    inside = next(mark.iterancestors(f"{{{W}}}tc"))
    assert inside.getprevious().getnext() is inside, "it is the cell in the middle"
    assert "".join(inside.getnext().itertext()) == "乙"


def test_a_blank_cell_without_a_paragraph_has_its_comment() -> None:
    raw = word(paragraph("年报") + table(row("甲", "<w:tc><w:tcPr/></w:tc>")))
    assert covered(annotated(raw, Place(2, 3, 2, 3))) == [("GK001", "")]


def test_a_finding_on_a_row_stands_on_its_first_cell_with_text() -> None:
    raw = word(table(row("", "甲", "乙"), row("丙", "丁", "戊")))
    assert covered(annotated(raw, Place(1, 1, 1, 5))) == [("GK001", "甲")]


def test_a_finding_over_several_lines_stands_on_the_first() -> None:
    raw = word(paragraph("第一段文字") + paragraph("第二段"))
    assert covered(annotated(raw, Place(1, 4, 2, 3))) == [("GK001", "文字")]


def test_a_finding_on_an_automatic_number_stands_on_its_paragraph() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    raw = word(paragraph("年报") + paragraph("总体情况", numbered), numbering=numbering)
    assert read_bytes(raw, "a.docx").lines == ("年报", "一、总体情况")
    assert covered(annotated(raw, "总体")) == [("GK001", "总体")]
    assert covered(annotated(raw, "一、总")) == [("GK001", "总")]
    assert covered(annotated(raw, "一、")) == [("GK001", "总体情况")]


@pytest.mark.parametrize("place", [Place(1, 1, 1, 1), Place(99, 1, 99, 1), Place(2, 1, 2, 1)])
def test_a_finding_without_a_place_stands_on_the_title(place: Place) -> None:
    raw = word(paragraph("") + paragraph("") + paragraph("2023年年度报告") + paragraph("正文"))
    assert covered(annotated(raw, place)) == [("GK001", "2023年年度报告")]


def test_tracked_changes_stay_tracked() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    raw = word(f"<w:p>{run('新收')}{deleted}{run('申请')}</w:p>")
    done = annotated(raw, "收申")
    assert covered(done) == [("GK001", "收申")]
    assert [one.text for one in part(done).iter(f"{{{W}}}delText")] == ["旧"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_commented_on_the_comment_covers_it_and_the_text_stays(seed: int) -> None:
    chance = Random(seed)
    drawn = random_document("docx", chance)
    # Automatic numbers stand in no run: no comment can cover them.
    raw = document(drawn.draft, "docx", drawn.style._replace(auto_numbers=False)).raw
    source = read_bytes(raw, "a.docx")
    places = []
    for _ in range(40):
        number = chance.choice([n for n, text in enumerate(source.lines, 1) if text.strip()])
        cells = source.lines[number - 1].split("\t")
        index = chance.choice([n for n, text in enumerate(cells) if text.strip()])
        before = sum(len(text) + 1 for text in cells[:index])
        start = chance.randrange(len(cells[index]))
        end = chance.randrange(start, len(cells[index])) + 1
        place = Place(number, before + start + 1, number, before + end + 1)
        if cells[index][start:end].strip():
            places.append(place)
    done = annotated(raw, *places)
    texts = dict(covered(done))
    for number, place in enumerate(places, 1):
        words = source.lines[place.line - 1][place.column - 1 : place.end_column - 1]
        assert texts[f"GK{number:03}"].split() == words.split()
    assert texts_of(done) == texts_of(raw)
    again = read_bytes(done, "a.docx")
    assert (again.lines, again.grids, again.origins) == (source.lines, source.grids, source.origins)


# What comments say


def test_a_comment_says_what_is_wrong_how_to_mend_it_and_on_what_ground() -> None:
    raw = word(paragraph("全年新收申请5件"))
    result = checked(raw)
    place = place_of(read_bytes(raw, "a.docx"), "5")
    basis = (
        Clause("a", "国办公开办函〔2021〕30号", "第三部分"),
        Clause("a", "国办公开办函〔2021〕30号", "第四部分"),
    )
    found = finding("GK301", place, actual=5, expected=8, basis=basis)
    done = annotate(result._replace(diagnostics=(found,)))
    (comment,) = docx.Document(BytesIO(done)).comments
    assert (comment.author, comment.initials) == ("gklint", "gk")
    assert comment.text.split("\n") == [
        "错误 GK301",
        "有误",
        "现为 5，应为 8",
        "改法：改正",
        "依据：国办公开办函〔2021〕30号 第三部分、第四部分",
    ]
    english = annotate(result._replace(diagnostics=(found,)), "en")
    (comment,) = docx.Document(BytesIO(english)).comments
    assert comment.text.split("\n")[:3] == ["error GK301", "wrong", "now 5, should be 8"]


def test_findings_that_are_accepted_have_no_comment() -> None:
    result = checked(word(paragraph("全年新收申请5件")), "全年", "申请")
    done = annotate(result._replace(accepted={0: Acceptance("waiver")}))
    assert covered(done) == [("GK002", "申请")]


# What else is in the document


def test_only_the_parts_that_hold_comments_change() -> None:
    raw = wrong_report()
    done = annotate(lint_bytes(raw, "a.docx"))
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(BytesIO(done)) as new:
        names = old.namelist()
        assert new.namelist() == [*names, "word/comments.xml"]
        changed = {name for name in names if old.read(name) != new.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
    }


def test_annotating_again_changes_nothing() -> None:
    once = annotate(lint_bytes(wrong_report(), "a.docx"))
    assert annotate(lint_bytes(once, "a.docx")) == once


def test_comments_of_what_has_been_fixed_are_gone() -> None:
    raw = word(f"<w:p>{run('全年新收申请5件', '<w:b/>')}</w:p>")
    once = annotated(raw, "新收", "申请", Place(1, 1, 1, 1))
    assert len(covered(once)) == 3
    none = annotated(once)
    assert covered(none) == []
    assert list(docx.Document(BytesIO(none)).comments) == []
    assert texts_of(none) == texts_of(raw)
    left = [one for one in part(none).iter(f"{{{W}}}r") if len(one) < 2]
    assert left == [], "no empty run is left behind"


def test_comments_of_others_stay_where_they_are() -> None:
    known = docx.Document(BytesIO(word(f"<w:p>{run('全年')}{run('新收申请')}</w:p>")))
    known.add_comment(known.paragraphs[0].runs[1], "请核对", author="王")
    file = BytesIO()
    known.save(file)
    once = annotated(file.getvalue(), "收申")
    again = annotated(once, "收申", "全年")
    authors = [one.author for one in docx.Document(BytesIO(again)).comments]
    assert authors == ["王", "gklint", "gklint"]
    (first, *_) = docx.Document(BytesIO(again)).comments
    marks = [
        one
        for one in part(again).iter()
        if "comment" in etree.QName(one).localname
        and one.get(f"{{{W}}}id") == str(first.comment_id)
    ]
    assert len(marks) == 3
    assert texts_of(again) == [["全年新收申请"], []]


def test_a_document_without_relationships_gets_them() -> None:
    contents = parts(paragraph("全年新收申请5件"))
    del contents["word/_rels/document.xml.rels"]
    done = annotated(packed(contents), "新收")
    assert covered(done) == [("GK001", "新收")]
    assert [one.author for one in docx.Document(BytesIO(done)).comments] == ["gklint"]


def test_a_strict_document_stays_strict() -> None:
    contents = {
        name: str(content).replace(W, STRICT)
        for name, content in parts(paragraph("全年新收申请5件")).items()
    }
    done = annotated(packed(contents), "新收")
    assert covered(done) == [("GK001", "新收")]
    for name in ("word/document.xml", "word/comments.xml"):
        assert etree.QName(part(done, name)).namespace == STRICT
    types = [one.get("Type") for one in part(done, "word/_rels/document.xml.rels")]
    assert types == ["http://purl.oclc.org/ooxml/officeDocument/relationships/comments"]


def test_what_gklint_does_not_know_stays_in_the_document() -> None:
    odd = '<w:p><!-- 注 --><?x y?><q:a xmlns:q="urn:q" q:b="1">z</q:a>' + run("全年") + "</w:p>"
    done = annotated(word(odd), "年")
    kept = etree.tostring(part(done), encoding="unicode")
    assert '<!-- 注 --><?x y?><q:a xmlns:q="urn:q" q:b="1">z</q:a>' in kept


def soffice() -> str | None:
    """Return LibreOffice's command where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_every_comment_on_its_words(tmp_path: Path) -> None:
    result = lint_bytes(wrong_report(), "a.docx")._replace(outcomes=())
    (tmp_path / "a.docx").write_bytes(annotate(result))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(soffice()), profile, "--headless", "--convert-to", "odt", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        root = etree.fromstring(archive.read("content.xml"))
    found = sorted(_annotations(root))
    expected = sorted((d.code, d.subject) for d in result.diagnostics)
    assert found == expected
    assert {code for code, _ in found} >= {"GK101", "GK206", "GK301", "GK707"}


def _annotations(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the code of each annotation of an OpenDocument text and the text that it covers."""
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    heads: dict[str, str] = {}
    texts: dict[str, str] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.get(f"{office}name", "")
        if element.tag == f"{office}annotation":
            if event == "start":
                heads[name] = "".join(element.itertext()).split("GK")[1][:3]
                texts[name] = ""
        elif element.tag == f"{office}annotation-end" and event == "start":
            yield f"GK{heads[name]}", texts.pop(name)
        inside = any(one.tag == f"{office}annotation" for one in element.iterancestors())
        if inside or (element.tag == f"{office}annotation" and event == "start"):
            continue
        text = (element.text if event == "start" else element.tail) or ""
        texts = {key: known + text for key, known in texts.items()}
