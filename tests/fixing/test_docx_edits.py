"""A Word document is fixed in its runs, and nothing else of it changes."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from helpers.fixed_documents import BOLD, body, part, parts_of, place_of, runs, source_of, written
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

from gklint.fixing import Unfixable
from gklint.fixing.docx import edited
from gklint.fixing.errors import Refused
from gklint.model.diagnostics import Edit
from gklint.model.source import Place


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
