"""A Word document is read as it would be printed, its cells as Word knows them."""

from __future__ import annotations

import random
from io import BytesIO
from xml.etree.ElementTree import fromstring

import docx
import pytest
from helpers.word_documents import (
    NAMESPACES,
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

from gklint.model.source import Grid, Place, Source
from gklint.readers import read_bytes
from gklint.readers.docx.names import NAMES
from gklint.readers.docx.numerals import numeral
from gklint.readers.limits import Limits, UnreadableFile
from gklint.testing.documents import random_document

# The first field of a run or of a control.
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def code(text: str) -> str:
    """Return a run with the code of a field."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def read(body: str, styles: str = "", numbering: str = "") -> Source:
    """Return the Source of a document with this body."""
    return read_bytes(word(body, styles, numbering), "年报.docx")


def lines(body: str, styles: str = "", numbering: str = "") -> list[str]:
    """Return the lines of a document with this body."""
    return list(read(body, styles, numbering).lines)


def line(runs: str) -> str:
    """Return the text of a paragraph with these runs."""
    (text,) = lines(f"<w:p>{run('始')}{runs}{run('终')}</w:p>")
    return text.removeprefix("始").removesuffix("终")


def reason(raw: bytes, limits: Limits | None = None) -> str:
    """Return the Chinese reason for which a file of these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, "年报.docx", limits or Limits())
    return caught.value.reason.zh


def shape(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    """Return text, corner and spans of each cell."""
    return [(one.text, one.row, one.column, one.row_span, one.column_span) for one in grid.cells]


def only_grid(body: str) -> Grid:
    """Return the one table of a document with this body."""
    (grid,) = read(body).grids
    return grid


# Paragraphs and runs


def test_paragraphs_and_tables_come_in_their_order() -> None:
    source = read(paragraph("一") + table(row("甲", "乙")) + paragraph("二") + paragraph(""))
    assert source.lines == ("一", "甲\t乙", "二", "")
    assert source.media_type.endswith("wordprocessingml.document")


def test_a_place_leads_to_the_paragraph_and_to_the_cell() -> None:
    source = read(paragraph("一") + table(row("甲", "乙")) + paragraph("二"))
    paragraph_two, cell_two = source.origin(Place(3, 1, 3, 2)), source.origin(Place(2, 3, 2, 4))
    assert paragraph_two and paragraph_two.paragraph == 2
    assert cell_two and (cell_two.table, cell_two.row, cell_two.column) == (1, 1, 2)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("公开"), "公开"),
        ("<w:r><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "2-3"),
        ("<w:r><w:tab/><w:t>5</w:t></w:r>", "    5"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink>", "链接"),
        (f"<w:smartTag>{run('标记')}</w:smartTag>", "标记"),
        (f"<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        (f"<w:moveTo>{run('来')}</w:moveTo><w:moveFrom>{run('去')}</w:moveFrom>", "来"),
        (f"<w:ins><w:del>{run('来了又去')}</w:del></w:ins>", ""),
        (run("隐藏", "<w:vanish/>") + run("显示", '<w:vanish w:val="0"/>'), "显示"),
        (f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{run('单击此处输入文字')}</w:sdtContent></w:sdt>",
            "",
        ),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', ""),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="宋体" w:char="4E00"/></w:r>', "一"),
        (f"<w:fldSimple>{run('5')}</w:fldSimple>", "5"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>一</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            "一",
        ),
        ("<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num></m:f></m:oMath>", "3"),
        ("<w:r><w:t>前\n后</w:t></w:r>", "前 后"),
    ],
)
def test_what_is_printed_of_a_run_is_read(runs: str, text: str) -> None:
    assert line(runs) == text


@pytest.mark.parametrize("sign", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>'])
def test_a_break_ends_a_line_and_not_the_paragraph(sign: str) -> None:
    source = read(f"<w:p>{run('上')}<w:r>{sign}</w:r>{run('下')}</w:p>")
    assert source.lines == ("上", "下")
    assert {origin.paragraph for origin in source.origins.values()} == {1}


def test_of_a_field_only_the_result_is_read() -> None:
    assert line(BEGIN + code("PAGE") + SEPARATE + run("5") + END + run("页")) == "5页"


def test_what_a_field_computes_its_code_from_is_not_read() -> None:
    inner = BEGIN + code("MERGEFIELD x") + SEPARATE + run("内") + END
    assert line(BEGIN + code("IF ") + inner + SEPARATE + run("外") + END) == "外"


def test_a_field_that_never_ends_loses_no_text() -> None:
    assert lines(f"<w:p>{BEGIN}{code('X')}{run('甲')}</w:p>" + paragraph("乙")) == ["甲", "乙"]


def test_notes_and_comments_in_other_parts_are_left_out() -> None:
    contents = parts(paragraph("正文"))
    contents["word/footnotes.xml"] = f"<w:footnotes {NAMESPACES}>{paragraph('脚注')}</w:footnotes>"
    contents["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>"
    assert read_bytes(packed(contents), "a.docx").lines == ("正文",)


def test_deleted_paragraph_marks_join_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert lines(paragraph("全年", mark) + paragraph("受理5件")) == ["全年受理5件"]
    assert lines(paragraph("", mark) + table(row("甲", "乙"))) == ["甲\t乙"]
    assert lines(paragraph("甲", mark) + table(row("乙", "丙"))) == ["甲", "乙\t丙"]


@pytest.mark.parametrize("style", ["隐藏", "派生"])
def test_text_that_its_style_hides_is_left_out(style: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="隐藏"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="派生"><w:basedOn w:val="隐藏"/></w:style>'
    )
    hidden = run("隐藏", f'<w:rStyle w:val="{style}"/>')
    assert lines(f"<w:p>{run('正文')}{hidden}</w:p>", styles) == ["正文"]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    )
    body = paragraph("一、总体情况 1", '<w:pStyle w:val="11"/>') + control + paragraph("正文")
    assert lines(body, styles) == ["正文"]


def box(text: str) -> str:
    """Return a text box as Word writes it: once for itself and once for older versions."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert lines(f"<w:p>{run('前')}{box('框中')}{run('后')}</w:p>") == ["前后", "框中"]


def test_a_text_box_in_a_cell_is_in_the_cell() -> None:
    grid = only_grid(table(row(cell(f"<w:p>{box('框中')}</w:p>"), "乙")))
    assert [one.text for one in grid.cells] == ["框中", "乙"]


def test_a_text_box_in_the_old_form_alone_is_read() -> None:
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("框中")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert lines(f"<w:p>{old}</w:p>") == ["", "框中"]


def test_content_controls_around_paragraphs_and_tables_are_opened() -> None:
    inside = paragraph("一") + table(row("甲", "乙"))
    control = f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    assert lines(control) == ["一", "甲\t乙"]


# Automatic numbers


def levels(*formats: tuple[str, str], more: str = "") -> str:
    """Return a numbering with these levels (format and text) under the number 1."""
    inside = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """Return a paragraph with an automatic number."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


REPORT_LEVELS = levels(
    ("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")
)


def test_automatic_numbers_are_printed_and_deeper_ones_start_anew() -> None:
    body = (
        numbered("总体情况")
        + numbered("主动公开", 1)
        + numbered("2023年", 2)
        + numbered("依申请公开", 1)
        + paragraph("正文")
        + numbered("行政复议")
        + numbered("其他", 1)
    )
    assert lines(body, numbering=REPORT_LEVELS) == [
        "一、总体情况",
        "（一）主动公开",
        "1. 2023年",
        "（二）依申请公开",
        "正文",
        "二、行政复议",
        "（一）其他",
    ]


def test_a_number_of_several_levels_names_them_all() -> None:
    numbering = levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"))
    assert lines(numbered("甲", 1), numbering=numbering) == ["一.1甲"]
    legal = numbering.replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>')
    assert lines(numbered("甲", 1) + numbered("乙", 1), numbering=legal) == ["1.1甲", "1.2乙"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2">'
        '<w:basedOn w:val="1"/></w:style>'
    )
    numbering = levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）")).replace(
        '<w:lvlText w:val="（', '<w:pStyle w:val="2"/><w:lvlText w:val="（'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="1"/>')
        + paragraph("乙", '<w:pStyle w:val="2"/>')
        + paragraph("丙", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, styles, numbering) == ["一、甲", "（一）乙", "丙"]


def test_styles_written_by_unusual_programs_are_read_too() -> None:
    styles = (
        '<!-- 说明 --><w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="1"/>')
    assert lines(body, styles, REPORT_LEVELS) == ["一、甲"]


def test_two_numberings_of_one_definition_count_on_unless_told_to_start_anew() -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = numbered("甲") + numbered("乙", number=2) + numbered("丙", number=2)
    on = levels(("decimal", "%1、"), more=more.format(""))
    assert lines(body, numbering=on) == ["1、甲", "2、乙", "3、丙"]
    over = levels(("decimal", "%1、"), more=more.format(again))
    assert lines(body, numbering=over) == ["1、甲", "5、乙", "6、丙"]


def test_bullets_and_numberings_that_are_not_there_print_nothing() -> None:
    assert lines(numbered("甲"), numbering=levels(("bullet", "●"))) == ["甲"]
    assert lines(numbered("甲", number=9), numbering=REPORT_LEVELS) == ["甲"]
    assert lines(numbered("甲")) == ["甲"]


def test_a_deleted_numbered_paragraph_takes_no_number() -> None:
    gone = (
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    body = numbered("甲") + gone + numbered("乙")
    assert lines(body, numbering=REPORT_LEVELS) == ["一、甲", "二、乙"]


def test_numbers_in_cells_are_printed() -> None:
    rows = (row(cell(numbered("")), "甲"), row(cell(numbered("")), "乙"))
    assert lines(table(*rows), numbering=levels(("decimal", "%1"))) == ["1\t甲", "2\t乙"]


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("taiwaneseCountingThousand", 23, "二十三"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("japaneseDigitalTenThousand", 21, "二一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 1, "子"),
        ("ideographZodiacTraditional", 1, "甲子"),
        ("ideographEnclosedCircle", 2, "㈡"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 28, "BB"),
        ("numberInDash", 1, "- 1 -"),
        ("none", 1, ""),
        ("hebrew1", 7, "7"),
        ("chineseCounting", -1, "-1"),
        ("upperRoman", 10**6, "1000000"),
    ],
)
def test_numerals_are_those_that_word_prints(form: str, value: int, text: str) -> None:
    assert numeral(value, form) == text


# Tables


def test_merged_cells_are_one_cell_at_their_corner() -> None:
    wide, down, on = ('<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    grid = only_grid(
        table(
            row(cell("表头", wide), "丙"),
            row(cell("组", down), "乙", "1"),
            row(cell("", on), "丁", "2"),
        )
    )
    assert shape(grid) == [
        ("表头", 0, 0, 1, 2),
        ("丙", 0, 2, 1, 1),
        ("组", 1, 0, 2, 1),
        ("乙", 1, 1, 1, 1),
        ("1", 1, 2, 1, 1),
        ("丁", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
    ]


def test_a_cell_that_goes_on_from_no_cell_stands_for_itself() -> None:
    grid = only_grid(table(row(cell("甲", "<w:vMerge/>"), "乙"), row("丙", "丁")))
    assert [one.text for one in grid.cells] == ["甲", "乙", "丙", "丁"]


def test_rows_that_begin_later_leave_their_places_free() -> None:
    grid = only_grid(
        table(
            row("甲", "乙", "丙"),
            row("丁", "戊", properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert shape(grid)[3:] == [("丁", 1, 1, 1, 1), ("戊", 1, 2, 1, 1)]


def test_cells_merged_sideways_in_the_old_way_are_one() -> None:
    first, next_one = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    grid = only_grid(table(row(cell("甲", first), cell("", next_one), "乙")))
    assert shape(grid) == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_deleted_rows_and_cells_are_not_there_and_inserted_ones_are() -> None:
    grid = only_grid(
        table(
            row("甲", cell("乙", "<w:cellIns/>"), cell("丙", "<w:cellDel/>")),
            row("旧", "旧", properties="<w:del/>"),
            row("新", "新", properties="<w:ins/>"),
        )
    )
    assert [one.text for one in grid.cells] == ["甲", "乙", "新", "新"]
    assert (grid.rows, grid.columns) == (2, 2)


def test_content_controls_around_rows_and_cells_are_opened() -> None:
    around = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    controlled = f"<w:tr>{around.format(cell('丙'))}{cell('丁')}</w:tr>"
    grid = only_grid(table(around.format(row("甲", "乙")), controlled))
    assert [one.text for one in grid.cells] == ["甲", "乙", "丙", "丁"]


def test_the_paragraphs_of_a_cell_are_one_line() -> None:
    two = paragraph("政府信息") + paragraph("公开")
    numbers = paragraph("12") + paragraph("34")
    assert lines(table(row(cell(two), cell(numbers)))) == ["政府信息公开\t12 34"]


def test_a_table_within_a_cell_stands_in_its_place() -> None:
    inner = table(row("甲", "乙")) + paragraph("")
    grid = only_grid(table(row(cell(inner), "丙"), row("丁", "戊")))
    assert [(one.text, one.column, one.column_span) for one in grid.cells] == [
        ("甲", 0, 1),
        ("乙", 1, 1),
        ("丙", 2, 1),
        ("丁", 0, 2),
        ("戊", 2, 1),
    ]


def test_a_table_of_one_cell_is_a_frame_and_what_it_holds_is_the_document() -> None:
    inner = paragraph("一、总体情况") + table(row("甲", "乙")) + paragraph("")
    for properties in ("", '<w:gridSpan w:val="3"/>'):
        source = read(table(row(cell(inner, properties))))
        assert source.lines == ("一、总体情况", "甲\t乙", "")
        assert len(source.grids) == 1


def test_a_frame_may_have_blank_cells_beside_the_page() -> None:
    inner = table(row("甲", "乙")) + paragraph("")
    source = read(table(row("", cell(inner), "")))
    assert [one.text for one in source.grids[0].cells] == ["甲", "乙"]


def test_columns_too_narrow_to_see_are_no_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    grid = only_grid(
        table(
            row(cell("甲", wide), "乙"),
            row("丙", cell("丁", wide)),
            widths=(1000, 5, 1000),
        )
    )
    assert shape(grid) == [
        ("甲", 0, 0, 1, 1),
        ("乙", 0, 1, 1, 1),
        ("丙", 1, 0, 1, 1),
        ("丁", 1, 1, 1, 1),
    ]


def test_a_narrow_column_with_a_cell_of_its_own_is_a_column() -> None:
    grid = only_grid(table(row("甲", "乙", "丙"), widths=(1000, 5, 1000)))
    assert [one.column for one in grid.cells] == [0, 1, 2]


def test_a_table_without_cells_is_no_table() -> None:
    assert lines(paragraph("甲") + table() + table(row())) == ["甲"]


# Files


def test_the_strict_namespaces_are_read_alike() -> None:
    body = numbered("总体情况") + table(row(cell("甲", '<w:gridSpan w:val="2"/>'), "乙"))
    contents = parts(body, numbering=REPORT_LEVELS)
    strict = {name: str(content).replace(W, STRICT) for name, content in contents.items()}
    expected, found = (read_bytes(packed(some), "a.docx") for some in (contents, strict))
    assert found.lines == expected.lines == ("一、总体情况", "甲\t\t乙")
    assert found.grids == expected.grids


def test_the_main_part_may_have_another_name() -> None:
    contents = parts(numbered("甲"), numbering=REPORT_LEVELS)
    contents["word/document2.xml"] = contents.pop("word/document.xml")
    contents["word/_rels/document2.xml.rels"] = contents.pop("word/_rels/document.xml.rels")
    contents["_rels/.rels"] = relationships(officeDocument="/word/document2.xml")
    assert read_bytes(packed(contents), "a.docx").lines == ("一、甲",)


def test_a_document_without_its_main_part_is_damaged() -> None:
    contents = parts(paragraph("甲"))
    contents["word/document.bak"] = contents.pop("word/document.xml")
    assert "缺少 word/document.xml" in reason(packed(contents))


def test_a_document_cut_anywhere_is_damaged_and_no_more() -> None:
    raw = word(paragraph("甲") * 50)
    for length in range(raw.index(b"word/document.xml") + 20, len(raw), 7):
        assert "已损坏" in reason(raw[:length])


def test_a_document_without_text_says_why() -> None:
    assert reason(word("")).startswith("文档没有文字；请")
    assert "只有图片" in reason(word("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert "网页形式" in reason(word("<w:altChunk/>"))


def test_a_document_that_names_an_entity_of_another_file_is_refused() -> None:
    contents = parts(paragraph("&x;"))
    contents["word/document.xml"] = str(contents["word/document.xml"]).replace(
        "<w:document", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document'
    )
    assert "文档类型声明" in reason(packed(contents))


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_an_entity_in_another_part_is_refused_where_the_part_is_read(part: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"/>'
    contents = parts(
        numbered("甲") + paragraph("乙", '<w:pStyle w:val="1"/>'), styles, REPORT_LEVELS
    )
    name = f"word/{part}.xml"
    contents[name] = str(contents[name]).replace(f"<w:{part}", f"<!DOCTYPE x []><w:{part}", 1)
    assert "文档类型声明" in reason(packed(contents))


def test_a_table_of_too_many_cells_is_refused() -> None:
    assert "limits.cells" in reason(word(table(row(*"甲" * 101))), Limits(cells=100))
    wide = row(cell("甲", '<w:gridSpan w:val="9999999"/>'))
    assert "limits.cells" in reason(word(table(wide, row("乙", "丙"))))


def test_tables_nested_too_deep_are_refused() -> None:
    start, end = table(row(cell("<x/>"))).split("<x/>")
    deep = word(start * 500 + paragraph("甲") + end * 500)
    assert "limits.nesting" in reason(deep)
    assert "limits.nesting" in reason(deep, Limits(nesting=100_000)), "the stack runs out"


@pytest.mark.parametrize("seed", range(4))
def test_every_cell_is_where_python_docx_finds_it(seed: int) -> None:
    raw = random_document("docx", random.Random(seed)).raw
    known = docx.Document(BytesIO(raw))
    source = read_bytes(raw, "年报.docx")
    assert len(source.grids) == len(known.tables) > 0
    for grid, its in zip(source.grids, known.tables, strict=True):
        expected = [["".join(one.text.split()) for one in its_row.cells] for its_row in its.rows]
        found = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
        for one in grid.cells:
            for down in range(one.row, one.row + one.row_span):
                for right in range(one.column, one.column + one.column_span):
                    found[down][right] = "".join(one.text.split())
        assert found == expected


@pytest.mark.parametrize("seed", range(300))
def test_no_document_however_damaged_raises_anything_but_a_reason(seed: int) -> None:
    chance = random.Random(seed)
    rows = table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), "乙"), row(cell("", "<w:vMerge/>"), "丁")
    )
    body = numbered("总体情况") + rows + f"<w:p>{box('框')}{BEGIN}{code('X')}{END}</w:p>"
    contents = parts(body, '<w:style w:styleId="1"/>', REPORT_LEVELS)
    name = chance.choice(["word/document.xml", "word/numbering.xml", "_rels/.rels"])
    text = str(contents[name])
    start = chance.randrange(len(text))
    end = start + chance.randrange(30)
    contents[name] = text[:start] + chance.choice(["", "w:", "<w:p>", '="', "9", "-"]) + text[end:]
    try:
        read_bytes(packed(contents), "年报.docx")
    except UnreadableFile as error:
        assert error.reason.zh


def test_short_names_tell_unknown_namespaces_apart() -> None:
    element = fromstring(f'<a xmlns="{W}" xmlns:b="urn:b"><b:p/><p/><p xmlns=""/></a>')
    assert [NAMES[one.tag] for one in element] == [":p", "w:p", ":p"]
