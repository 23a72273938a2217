"""A Word document is fixed in its runs, and nothing else of it changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from helpers.command_line import gklint
from helpers.word_documents import (
    STRICT,
    W,
    cell,
    packed,
    paragraph,
    parts,
    relationships,
    row,
    run,
    table,
    word,
)
from lxml import etree

from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.fixing import Fixed, Unfixable, fix
from gklint.fixing.before_after import before_and_after
from gklint.fixing.docx import edited
from gklint.fixing.errors import Refused
from gklint.fixing.text import text_with
from gklint.model.diagnostics import Edit
from gklint.model.source import Place, Source
from gklint.readers import read_bytes
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import DocumentStyle, document, random_document

ALL = Settings()
PLAIN = DocumentStyle()


def source_of(raw: bytes) -> Source:
    """Return what is read from a document."""
    return read_bytes(raw, "年报.docx")


def place_of(source: Source, words: str) -> Place:
    """Return where these words stand in the extracted text."""
    for number, line in enumerate(source.lines, 1):
        if words in line:
            start = line.index(words) + 1
            return Place(number, start, number, start + len(words))
    raise AssertionError(f"{words} does not stand in the text")


def written(raw: bytes, *edits: tuple[str | Place, str]) -> bytes:
    """Return the document with these words or places replaced."""
    source = source_of(raw)
    whole = sorted(
        Edit(place_of(source, at) if isinstance(at, str) else at, text) for at, text in edits
    )
    done = edited(source, whole)
    assert source_of(done).text == text_with(source, whole)
    return done


def part(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(name))


def runs(raw: bytes) -> list[tuple[str, bool | None]]:
    """Return the text of each run of the first paragraph, and whether it is bold."""
    return [(one.text, one.bold) for one in docx.Document(BytesIO(raw)).paragraphs[0].runs]


def body(raw: bytes) -> str:
    """Return what stands in the body, as XML without declarations of namespaces."""
    whole = etree.tostring(part(raw)[0], encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("<")]


BOLD = "<w:b/>"


# Where an edit goes


def test_an_edit_within_a_run_leaves_all_else_as_it_was() -> None:
    inside = f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{run("四.政府")}{run("公开", BOLD)}</w:p>'
    raw = word(inside)
    assert body(written(raw, ("四.", "四、"))) == body(raw).replace("四.", "四、")


def test_the_new_text_stands_where_the_first_changed_character_stood() -> None:
    raw = word(f"<w:p>{run('依法')}{run('制', BOLD)}{run('国，公开')}</w:p>")
    done = written(raw, ("制国", "治理国家"))
    assert runs(done) == [("依法", None), ("治理国家", True), ("，公开", None)]


def test_what_an_edit_leaves_as_it_is_keeps_its_formatting() -> None:
    raw = word(f"<w:p>{run('坚持', BOLD)}{run('依法制')}{run('国', BOLD)}</w:p>")
    done = written(raw, ("坚持依法制国", "坚持依法治国"))
    assert runs(done) == [("坚持", True), ("依法治", None), ("国", True)]


def test_a_run_of_which_nothing_is_left_is_gone() -> None:
    raw = word(f"<w:p>{run('9')}{run('9', BOLD)}{run('件')}</w:p>")
    assert runs(written(raw, ("99", "102"))) == [("102", None), ("件", None)]


def test_a_run_that_has_more_than_text_stays() -> None:
    noted = '<w:r><w:t>9</w:t><w:footnoteReference w:id="2"/></w:r>'
    done = written(word(f"<w:p>{run('9')}{noted}{run('件')}</w:p>"), ("99", "102"))
    assert len(list(part(done).iter(f"{{{W}}}footnoteReference"))) == 1


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (Place(1, 3, 1, 3), [("全年的", None), ("新收", True)]),
        (Place(1, 1, 1, 1), [("的全年", None), ("新收", True)]),
        (Place(1, 5, 1, 5), [("全年", None), ("新收的", True)]),
    ],
)
def test_what_is_inserted_looks_like_the_text_before_it(
    at: Place, expected: list[tuple[str, bool | None]]
) -> None:
    raw = word(f"<w:p>{run('全年')}{run('新收', BOLD)}</w:p>")
    assert runs(written(raw, (at, "的"))) == expected


def test_several_edits_in_one_run_are_all_made() -> None:
    raw = word(paragraph("甲,乙,丙,丁"))
    places = [Place(1, column, 1, column + 1) for column in (2, 4, 6)]
    done = written(raw, *((place, "，") for place in places))
    assert runs(done) == [("甲，乙，丙，丁", None)]


def test_spaces_at_the_ends_of_what_is_left_are_kept() -> None:
    raw = word("<w:p><w:r><w:t>on the open</w:t></w:r><w:r><w:t>government</w:t></w:r></w:p>")
    done = written(raw, ("open", ""))
    (first, second) = part(done).iter(f"{{{W}}}t")
    preserved = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
    assert (first.text, dict(first.attrib)) == ("on the ", preserved)
    assert (second.text, dict(second.attrib)) == ("government", {})


@pytest.mark.parametrize(
    "around",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:ins w:author="王">{}</w:ins>',
        "<w:fldSimple>{}</w:fldSimple>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>A</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/>'
        "</w:r>",
    ],
)
def test_words_in_links_fields_controls_and_insertions_are_fixed_there(around: str) -> None:
    raw = word(f"<w:p>{run('甲')}{around.format(run('乙丙丁'))}{run('戊')}</w:p>")
    assert body(written(raw, ("丙", "己"))) == body(raw).replace("丙", "己")
    partly = written(raw, ("丁戊", "己庚辛"))
    assert body(partly) == body(raw).replace("丁", "己庚辛").replace(run("戊"), "")


def test_marks_within_the_fixed_words_stay() -> None:
    marks = (
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:commentRangeStart w:id="7"/>',
        '<w:bookmarkEnd w:id="1"/>',
        '<w:commentRangeEnd w:id="7"/>',
    )
    inside = "".join(one + run(letter) for one, letter in zip(marks, "甲乙丙丁", strict=True))
    done = written(word(f"<w:p>{inside}</w:p>"), ("甲乙丙", "戊"))
    assert body(done) == f"<w:p>{marks[0]}{run('戊')}{''.join(marks[1:])}{run('丁')}</w:p>"


def test_words_in_a_text_box_are_fixed_in_both_forms_that_word_keeps() -> None:
    content = f"<w:txbxContent>{paragraph('框中.文字')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    raw = word(f"<w:p>{run('甲')}{box}</w:p>")
    assert body(written(raw, ("框中.", "框中、"))) == body(raw).replace("框中.", "框中、")


# Cells


def test_a_blank_cell_gets_a_run_like_those_of_the_numbers_beside_it() -> None:
    small = '<w:sz w:val="18"/>'
    number = cell(f"<w:p>{run('7', small)}</w:p>")
    label = cell(f"<w:p>{run('新收', BOLD)}</w:p>")
    raw = word(paragraph("年报") + table(row(label, cell("<w:p/>"), number)))
    done = written(raw, (Place(2, 4, 2, 4), "0"))
    assert body(done) == body(raw).replace("<w:p/>", f"<w:p>{run('0', small)}</w:p>").replace(
        ' xml:space="preserve">0', ">0"
    )


def test_a_blank_cell_whose_paragraph_says_how_it_is_written_is_written_so() -> None:
    blank = (
        '<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:ins w:author="王"/><w:b/></w:rPr>'
        "</w:pPr></w:p>"
    )
    raw = word(paragraph("年报") + table(row("新收", cell(blank), "7")))
    done = written(raw, (Place(2, 4, 2, 4), "0"))
    known = docx.Document(BytesIO(done)).tables[0].cell(0, 1).paragraphs[0]
    assert [(one.text, one.bold) for one in known.runs] == [("0", True)]
    assert len(list(part(done).iter(f"{{{W}}}ins"))) == 1


def test_a_blank_in_a_cell_is_written_over() -> None:
    raw = word(paragraph("年报") + table(row("新收", cell(f"<w:p>{run(' ', BOLD)}</w:p>"), "7")))
    assert body(written(raw, (Place(2, 4, 2, 4), "0"))) == body(raw).replace("> <", ">0<")


def test_a_cell_without_a_paragraph_gets_one() -> None:
    raw = word(paragraph("年报") + table(row("新收", "<w:tc><w:tcPr/></w:tc>", "7")))
    written(raw, (Place(2, 4, 2, 4), "0"))


def test_a_label_over_two_paragraphs_keeps_them() -> None:
    label = cell(paragraph("其他法律行政") + paragraph("止公开"))
    raw = word(paragraph("年报") + table(row(label, "7")))
    done = written(raw, ("其他法律行政止公开", "其他法律行政法规禁止公开"))
    known = docx.Document(BytesIO(done)).tables[0].cell(0, 0)
    assert [one.text for one in known.paragraphs] == ["其他法律行政法规禁", "止公开"]


def test_an_edit_that_would_leave_a_paragraph_empty_is_refused() -> None:
    raw = word(paragraph("年报") + table(row("新收", cell(paragraph("12") + paragraph("34")))))
    with pytest.raises(Refused, match="paragraphs"):
        written(raw, ("12 34", "46"))
    source = source_of(word(table(row("新收", cell(paragraph("甲乙") + paragraph("丙丁"))))))
    with pytest.raises(Refused, match="paragraphs"):
        edited(source, [Edit(place_of(source, "乙丙丁"), "戊")])


# What cannot be fixed


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_an_automatic_number_is_not_fixed_but_the_text_behind_it_is() -> None:
    raw = word(paragraph("年报") + paragraph("总体情况", NUMBERED), numbering=NUMBERING)
    assert source_of(raw).lines[1] == "一.总体情况"
    with pytest.raises(Refused, match="automatic number"):
        written(raw, ("一.", "一、"))
    with pytest.raises(Refused, match="automatic number"):
        written(raw, ("一.总体", "一、全部"))
    assert body(written(raw, ("一.总体", "一.全部"))) == body(raw).replace("总体", "全部")
    assert body(written(raw, (Place(2, 3, 2, 3), "全年"))) == body(raw).replace("总体", "全年总体")


@pytest.mark.parametrize(
    ("inside", "words", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>", "甲-乙", "丙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲    乙", "丙"),
        ("<w:r><w:t>甲乙</w:t></w:r>", "乙", "丙\n丁"),
        ("<w:r><w:t>甲乙</w:t></w:r>", "乙", "丙\x00"),
        ("<w:r><w:t>甲乙</w:t></w:r>", "乙", "丙 "),
        ("<w:r><w:t>甲乙</w:t></w:r>", "甲乙", ""),
        (
            "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent><w:r><w:t>甲乙</w:t></w:r>"
            "</w:sdtContent></w:sdt>",
            "乙",
            "丙",
        ),
    ],
)
def test_what_no_run_holds_or_no_run_may_hold_is_refused(
    inside: str, words: str, text: str
) -> None:
    with pytest.raises(Refused):
        written(word(f"<w:p>{inside}</w:p>"), (words, text))


def test_a_place_in_several_cells_or_lines_is_refused() -> None:
    raw = word(table(row("甲", "乙"), row("丙", "丁")))
    for place in (Place(1, 1, 1, 4), Place(1, 1, 2, 2), Place(9, 1, 9, 1)):
        with pytest.raises(Refused):
            edited(source_of(raw), [Edit(place, "戊")])


def test_of_several_edits_only_those_that_cannot_be_made_are_named() -> None:
    raw = word(paragraph("甲乙") + paragraph("丙丁"))
    source = source_of(raw)
    good, bad = Edit(place_of(source, "甲"), "己"), Edit(place_of(source, "丁"), "庚 ")
    with pytest.raises(Refused) as caught:
        edited(source, [good, bad])
    assert list(caught.value.reasons) == [bad]


def test_a_document_that_is_signed_is_not_touched() -> None:
    contents = parts(paragraph("四.政府")) | {"_xmlsignatures/sig1.xml": "<a/>"}
    with pytest.raises(Unfixable, match="signed"):
        written(packed(contents), ("四.", "四、"))


def test_what_gklint_does_not_know_stays_in_the_document() -> None:
    odd = '<w:p><!-- 注 --><?x y?><q:a xmlns:q="urn:q" q:b="1">z</q:a>' + run("全年") + "</w:p>"
    contents = parts(odd)
    text = str(contents["word/document.xml"]).replace("<w:document", "<!-- 首 --><w:document")
    done = written(packed(contents | {"word/document.xml": text}), ("全年", "今年"))
    kept = dict(parts_of(done))["word/document.xml"].decode()
    assert '<!-- 注 --><?x y?><q:a xmlns:q="urn:q" q:b="1">z</q:a>' in kept
    assert "<!-- 首 -->" in kept


def test_an_edit_that_changes_nothing_gives_the_same_bytes() -> None:
    raw = word(paragraph("甲乙"))
    assert written(raw, ("甲", "甲")) == raw


def test_a_strict_document_stays_strict() -> None:
    contents = {
        name: str(content).replace(W, STRICT)
        for name, content in parts(table(row("甲", cell("<w:p/>")))).items()
    }
    done = written(packed(contents), ("甲", "乙"), (Place(1, 3, 1, 3), "0"))
    assert {etree.QName(one).namespace for one in part(done).iter()} == {STRICT}


# Tracked changes


def tracking(content: str) -> bytes:
    """Return a document in which changes are tracked."""
    contents = parts(content)
    contents["word/settings.xml"] = f'<w:settings xmlns:w="{W}"><w:trackRevisions/></w:settings>'
    contents["word/_rels/document.xml.rels"] = relationships(settings="settings.xml")
    return packed(contents)


def rejected(raw: bytes) -> str:
    """Return the text as it is when tracked changes are rejected."""
    root = part(raw)
    for inserted in list(root.iter(f"{{{W}}}ins")):
        inserted.getparent().remove(inserted)
    return "".join(one.text or "" for one in root.iter(f"{{{W}}}t", f"{{{W}}}delText"))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("四.", "四、"),
        ("四.政府", "五、公开"),
        ("府信", "府的信"),
        ("府", ""),
        ("信息", "消息"),
        (Place(1, 1, 1, 1), "第"),
        (Place(1, 7, 1, 7), "。"),
        ("四.政府信息", "总体"),
    ],
)
def test_a_document_that_tracks_changes_shows_what_was_changed(
    words: str | Place, text: str
) -> None:
    raw = tracking(f"<w:p>{run('四.政', BOLD)}{run('府信')}{run('息', BOLD)}</w:p>")
    done = written(raw, (words, text))
    assert rejected(done) == "四.政府信息"
    changes = list(part(done).iter(f"{{{W}}}ins", f"{{{W}}}del"))
    assert {one.get(f"{{{W}}}author") for one in changes} == {"gklint"}
    assert len({one.get(f"{{{W}}}id") for one in changes}) == len(changes) > 0


def test_a_tracked_change_keeps_the_formatting() -> None:
    done = written(tracking(f"<w:p>{run('四.政府', BOLD)}</w:p>"), ("四.", "四、"))
    every = list(part(done).iter(f"{{{W}}}r"))
    assert ["".join(one.itertext()) for one in every] == ["四", ".", "、", "政府"]
    assert all(one.find(f"{{{W}}}rPr/{{{W}}}b") is not None for one in every)


def test_what_another_inserted_and_nobody_has_accepted_is_fixed_as_it_is() -> None:
    raw = tracking(f'<w:p>{run("甲")}<w:ins w:author="王" w:id="3">{run("四.政府")}</w:ins></w:p>')
    assert body(written(raw, ("四.", "四、"))) == body(raw).replace("四.", "四、")


def test_a_blank_cell_is_filled_as_a_tracked_change() -> None:
    raw = tracking(paragraph("年报") + table(row("新收", cell("<w:p/>"), "7")))
    done = written(raw, (Place(2, 4, 2, 4), "0"))
    assert rejected(done) == "年报新收7"


# Reports


def fixed(raw: bytes, *, unsafe: bool = False, settings: Settings = ALL) -> Fixed:
    """Return what came of fixing a report; fixing that again changes nothing."""
    done = fix(raw, "年报.docx", settings, unsafe=unsafe)
    assert fix(done.after, "年报.docx", settings, unsafe=unsafe).after == done.after
    return done


def codes(raw: bytes) -> list[str]:
    """Return the codes of what is found in a report."""
    return [d.code for d in lint_bytes(raw, "年报.docx", ALL).diagnostics]


def report(*changes: dict[str, Any], style: DocumentStyle = PLAIN) -> bytes:
    """Return a report in which everything is right but these changes."""
    return document(change_draft(valid_draft(2023), changes), "docx", style).raw


HEADING = "四{}政府信息公开行政复议、行政诉讼情况"
SAFE = [
    ("GK105", {"section": 4, "heading": HEADING.format(".")}),
    ("GK105", {"section": 4, "heading": HEADING.format("，")}),
    ("GK212", {"label": "applications.denied.prohibited_by_law", "text": "2.其他法律行政止公开"}),
    ("GK707", {"section": 1, "body": ["依法制国，主动公开。依法制国。"]}),
    ("GK507", {"section": 1, "body": ["依据国办公开办函[2021]30号编制。"]}),
]
UNSAFE = [
    ("GK301", {"cell": "applications.new.total", "text": "99"}),
    ("GK304", {"cell": "review.reconsideration.total", "text": "99"}),
    ("GK206", {"cell": "applications.new.other_org", "text": ""}),
    ("GK207", {"cell": "applications.new.total", "text": "8件"}),
]


def texts_of(raw: bytes) -> list[Any]:
    """Return the paragraphs and cells as python-docx finds them, with their styles."""
    known = docx.Document(BytesIO(raw))
    cells = [
        [(one.text, len(one.paragraphs)) for one in its.cells]
        for found in known.tables
        for its in found.rows
    ]
    return [[(one.text, one.style.name, one.alignment) for one in known.paragraphs], cells]


@pytest.mark.parametrize(("code", "change"), SAFE, ids=lambda value: str(value)[:40])
def test_a_safe_mend_makes_the_finding_go_and_brings_no_other(
    code: str, change: dict[str, Any]
) -> None:
    wrong = report(change)
    assert code in codes(wrong)
    right = fixed(wrong).after
    assert code not in codes(right)
    assert set(codes(right)) <= set(codes(wrong))


@pytest.mark.parametrize(("code", "change"), UNSAFE, ids=lambda value: str(value)[:40])
def test_a_number_is_changed_only_when_that_is_asked_for(code: str, change: dict[str, Any]) -> None:
    wrong = report(change)
    assert code in codes(wrong)
    assert fixed(wrong).after == wrong
    assert code not in codes(fixed(wrong, unsafe=True).after)


def test_what_was_fixed_is_the_document_that_was_right_all_along() -> None:
    wrong = report(SAFE[0][1], UNSAFE[0][1], UNSAFE[1][1])
    done = fixed(wrong, unsafe=True)
    assert texts_of(wrong) != texts_of(report())
    assert texts_of(done.after) == texts_of(report())


def test_only_the_part_with_the_text_changes() -> None:
    raw = report(SAFE[0][1], UNSAFE[2][1])
    after = fixed(raw, unsafe=True).after
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml"}
    assert part(after).getroottree().docinfo.encoding == "UTF-8"


def parts_of(raw: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def numbered_with_dots(*changes: dict[str, Any]) -> bytes:
    """Return a report whose headings are numbered automatically: 1. and not 1、."""
    contents = dict(parts_of(report(*changes, style=DocumentStyle(auto_numbers=True))))
    numbering = contents["word/numbering.xml"].decode().replace("%1、", "%1.")
    return packed(contents | {"word/numbering.xml": numbering})


def test_automatic_numbers_are_left_alone_and_the_reason_is_told() -> None:
    raw = numbered_with_dots()
    assert "GK105" in codes(raw)
    done = fixed(raw)
    assert done.after == raw and done.fixed == ()
    assert [(one.diagnostic.code, one.reason.en[:19]) for one in done.refused] == [
        ("GK105", "an automatic number")
    ]


def test_what_can_be_fixed_is_fixed_beside_what_cannot() -> None:
    raw = numbered_with_dots(SAFE[3][1])
    done = fixed(raw)
    assert [d.code for d in done.fixed] == ["GK707"]
    assert [one.diagnostic.code for one in done.refused] == ["GK105"]
    assert set(codes(raw)) - set(codes(done.after)) == {"GK707"}


@pytest.mark.parametrize("seed", range(6))
def test_any_report_is_fixed_without_a_new_finding(seed: int) -> None:
    drawn = random_document("docx", Random(seed))
    changes = ({"section": 4, "heading": HEADING.format(". ")}, UNSAFE[0][1], SAFE[3][1])
    raw = document(change_draft(drawn.draft, changes), "docx", drawn.style).raw
    before = set(codes(raw))
    for unsafe in (False, True):
        done = fixed(raw, unsafe=unsafe)
        assert done.fixed
        assert set(codes(done.after)) <= before


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_edited_the_text_is_that_with_the_edits_made(seed: int) -> None:
    chance = Random(seed)
    drawn = random_document("docx", chance)
    raw = document(drawn.draft, "docx", drawn.style._replace(auto_numbers=False)).raw
    source = source_of(raw)
    edits = []
    for number, line in enumerate(source.lines, 1):
        start = 0
        for text in line.split("\t"):
            if text.strip() and chance.random() < 0.3:
                at = chance.randrange(len(text))
                to = chance.randrange(at, len(text)) + 1
                place = Place(number, start + at + 1, number, start + to + 1)
                edits.append(Edit(place, chance.choice(["甲", "乙丙丁", text[at:to] + "戊", "7"])))
            start += len(text) + 1
    try:
        done = edited(source, edits)
    except Refused as error:
        # Words broken over two paragraphs, of which one would be left empty.
        assert drawn.style.split_cells and len(error.reasons) < len(edits)
        edits = [edit for edit in edits if edit not in error.reasons]
        done = edited(source, edits)
    assert source_of(done).text == text_with(source, edits)


@pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed",
)
@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_libreoffice_reads_what_was_fixed(tmp_path: Path, tracked: bool) -> None:
    raw = report(SAFE[0][1], SAFE[3][1], UNSAFE[0][1], UNSAFE[2][1])
    if tracked:
        contents = dict(parts_of(raw))
        settings = contents["word/settings.xml"].decode()
        cut = settings.index(">", settings.index("<w:settings")) + 1
        contents["word/settings.xml"] = (
            f"{settings[:cut]}<w:trackRevisions/>{settings[cut:]}".encode()
        )
        raw = packed(contents)
    after = fixed(raw, unsafe=True).after
    assert (b"w:del " in dict(parts_of(after))["word/document.xml"]) is tracked
    (tmp_path / "a.docx").write_bytes(after)
    command = [
        str(shutil.which("soffice") or shutil.which("libreoffice")),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "out",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    again = source_of((tmp_path / "out" / "a.docx").read_bytes())
    assert again.lines == source_of(after).lines


# The command


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a report with a safe fix and one that is not, in a folder of its own."""
    path = tmp_path / "年报.docx"
    path.write_bytes(report(SAFE[0][1], UNSAFE[0][1]))
    return path


def test_the_command_mends_the_document_itself(wrong: Path) -> None:
    done = gklint("fix", wrong.name, cwd=wrong.parent)
    assert (done.status, done.err) == (0, "")
    assert "改正 1 处（GK105 section-numbering）" in done.out and "--unsafe" in done.out
    assert texts_of(wrong.read_bytes()) == texts_of(report(UNSAFE[0][1]))
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["年报.docx", "年报.原件.docx"]


def test_a_diff_says_place_before_and_after_as_the_author_sees_them(wrong: Path) -> None:
    before = wrong.read_bytes()
    done = gklint("fix", "--diff", wrong.name, cwd=wrong.parent)
    assert done.status == 1 and wrong.read_bytes() == before
    heading, total = done.out.splitlines()
    assert f"“{HEADING.format('.')[:6]}" in heading and f"→ “{HEADING.format('、')[:6]}" in heading
    assert heading.startswith("年报.docx：第 ") and "段：" in heading and "--unsafe" not in heading
    place = "年报.docx：表三“一、本年新收政府信息公开申请数量”行“总计”列：99 → 8"
    assert total == f"{place}（GK301 row-total，须用 --unsafe）"
    whole = gklint("fix", "--diff", "--unsafe", wrong.name, cwd=wrong.parent)
    assert f"{place}（GK301 row-total）" in whole.out and wrong.read_bytes() == before


def test_a_diff_with_nothing_but_unsafe_changes_is_status_0(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(report(UNSAFE[0][1]))
    done = gklint("fix", "--diff", path.name, cwd=tmp_path)
    assert done.status == 0 and "99 → 8" in done.out and "须用 --unsafe" in done.out


def test_the_document_as_it_was_is_kept_and_never_overwritten(wrong: Path) -> None:
    first = wrong.read_bytes()
    wrong.chmod(0o600)
    gklint("fix", wrong.name, cwd=wrong.parent)
    kept = wrong.with_name("年报.原件.docx")
    assert kept.read_bytes() == first and kept.stat().st_mode & 0o777 == 0o600
    second = wrong.read_bytes()
    done = gklint("fix", "--unsafe", wrong.name, cwd=wrong.parent)
    assert "年报.原件2.docx" in done.out and kept.read_bytes() == first
    assert wrong.with_name("年报.原件2.docx").read_bytes() == second
    checked = gklint("check", ".", "--no-across", cwd=wrong.parent)
    assert checked.status == 0 and "原件" not in checked.out


def test_no_copy_is_kept_where_nobody_wants_it_or_nothing_is_written(wrong: Path) -> None:
    gklint("fix", "--diff", wrong.name, cwd=wrong.parent)
    gklint("fix", "--no-backup", wrong.name, cwd=wrong.parent)
    gklint("fix", wrong.name, cwd=wrong.parent)
    wrong.chmod(0o444)
    text = wrong.with_name("a.txt")
    text.write_text("一.总体情况\n", "utf-8")
    gklint("fix", "--unsafe", wrong.name, text.name, cwd=wrong.parent)
    assert {path.name for path in wrong.parent.iterdir()} == {"年报.docx", "a.txt"}


def test_the_outcome_goes_to_another_file(wrong: Path) -> None:
    before = wrong.read_bytes()
    target = wrong.with_name("改.docx")
    done = gklint("fix", wrong.name, "-o", target.name, cwd=wrong.parent)
    assert done.status == 0 and "写入 改.docx" in done.out
    assert wrong.read_bytes() == before
    assert texts_of(target.read_bytes()) == texts_of(report(UNSAFE[0][1]))
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["年报.docx", "改.docx"]
    target.write_bytes(b"mine")
    refused = gklint("fix", wrong.name, "-o", target.name, cwd=wrong.parent)
    assert refused.status == 2 and "--force" in refused.err and target.read_bytes() == b"mine"
    gklint("fix", wrong.name, "-o", target.name, "--force", cwd=wrong.parent)
    assert target.read_bytes() != b"mine"
    itself = gklint("fix", wrong.name, "-o", wrong.name, "--force", cwd=wrong.parent)
    assert itself.status == 2 and wrong.read_bytes() == before


@pytest.mark.parametrize(
    "given",
    [
        ["年报.docx", "b.docx", "-o", "c.docx"],
        [".", "-o", "c.docx"],
        ["-", "-o", "c.docx"],
        ["年报.docx", "-o", "c.pdf"],
        ["年报.docx", "-o", "c.docx", "--diff"],
    ],
)
def test_one_file_goes_to_another_of_its_kind(wrong: Path, given: list[str]) -> None:
    done = gklint("fix", *given, cwd=wrong.parent)
    assert done.status == 2 and "-o" in done.err
    assert [path.name for path in wrong.parent.iterdir()] == ["年报.docx"]


def test_a_long_paragraph_is_shown_around_the_change_and_without_numbers_of_persons() -> None:
    text = "甲" * 40 + "11010119900307" + "2316" + "，错" + "乙" * 40
    source = read_bytes(text.encode(), "a.txt")
    ((before, after),) = before_and_after(source, [Edit(place_of(source, "错"), "对")])
    assert "错" in before and "对" in after and before.endswith("…") and before.startswith("…")
    assert "2316" not in before + after


def test_a_document_comes_through_a_pipe(wrong: Path) -> None:
    done = gklint("fix", "-", cwd=wrong.parent, stdin=wrong.read_bytes())
    assert done.status == 0
    assert texts_of(done.raw) == texts_of(report(UNSAFE[0][1]))


def test_what_is_refused_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(numbered_with_dots())
    done = gklint("fix", "a.docx", cwd=tmp_path)
    assert done.status == 0
    assert (
        "a.docx：第 4 段“一.总体情况”：GK105" in done.err
        and "GK105" in done.err
        and "自动编号" in done.err
    )


@pytest.mark.parametrize("command", ["fix", "annotate"])
def test_what_was_accepted_is_left_alone(wrong: Path, command: str) -> None:
    (wrong.parent / "gklint.waivers.yaml").write_text(
        "- {rule: GK105, file: 年报.docx, section: 4, reason: 沿用上年写法}\n"
        "- {rule: GK301, file: 年报.docx, cell: applications.new.total, value: 99, reason: 已核}\n",
        encoding="utf-8",
    )
    before = wrong.read_bytes()
    done = gklint(command, wrong.name, cwd=wrong.parent)
    assert (done.status, done.err) == (0, "")
    assert wrong.read_bytes() == before
    if command == "annotate":
        parts = dict(parts_of(wrong.with_name("年报.批注.docx").read_bytes()))
        told = parts.get("word/comments.xml", b"")
        assert b"GK105" not in told and b"GK301" not in told
    else:
        assert done.out == "年报.docx：没有可以自动改正的\n"


def test_waivers_that_cannot_be_read_stop_the_command(wrong: Path) -> None:
    (wrong.parent / "gklint.waivers.yaml").write_text("- {rul: GK105}\n", encoding="utf-8")
    before = wrong.read_bytes()
    for command in ("fix", "annotate"):
        done = gklint(command, wrong.name, cwd=wrong.parent)
        assert done.status == 2 and "gklint.waivers.yaml" in done.err
    assert wrong.read_bytes() == before and len(list(wrong.parent.iterdir())) == 2


def test_no_number_of_a_person_is_shown(tmp_path: Path) -> None:
    body = "依法制国，联系人电话13800138000，主动公开。"
    (tmp_path / "a.docx").write_bytes(report({"section": 1, "body": [body]}))
    done = gklint("fix", "--diff", "a.docx", cwd=tmp_path)
    assert "依法治国" in done.out and "13800138000" not in done.out


def test_without_lxml_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = report(SAFE[0][1])
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(Unfixable) as caught:
        fix(raw, "年报.docx", ALL)
    assert "pip install 'gklint[docx]'" in caught.value.reason.zh
