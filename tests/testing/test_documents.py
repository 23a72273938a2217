"""Documents that tests are made of hold what they say they hold, whoever reads them."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest

from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import KINDS, DocumentStyle, RenderedDocument, document
from gklint.testing.documents.document import Prose, blocks_of

DRAFT = change_draft(
    valid_draft(2023),
    [
        {"cell": "applications.new.natural_person", "text": "4321"},
        {"cell": "art20_1.regulations.issued", "text": ""},
    ],
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(written: RenderedDocument) -> str:
    """Return all text of a document without white space, read by a library that is not gklint's."""
    return "".join(
        {".docx": _docx, ".html": _html, ".xlsx": _xlsx, ".pdf": _pdf}[written.suffix](
            written.raw, written.style.charset
        ).split()
    )


def _docx(raw: bytes, charset: str) -> str:
    docx: Any = pytest.importorskip("docx")
    opened = docx.Document(BytesIO(raw))
    return "".join(
        text.text or ""
        for text in opened.element.body.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
        )
    )


def _html(raw: bytes, charset: str) -> str:
    parser = _Words()
    parser.feed(raw.decode(charset))
    return "".join(parser.words)


def _xlsx(raw: bytes, charset: str) -> str:
    openpyxl: Any = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(BytesIO(raw))
    return "".join(
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def _pdf(raw: bytes, charset: str) -> str:
    pdfium: Any = pytest.importorskip("pypdfium2")
    return "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(raw))


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_holds_all_prose_and_every_cell(kind: str) -> None:
    pytest.importorskip("reportlab")
    words = words_of(document(DRAFT, kind))
    for element in blocks_of(DRAFT, DocumentStyle()):
        if isinstance(element, Prose) and len(element.text) < 40:
            assert "".join(element.text.split()) in words
    assert "4321" in words
    assert "政府集中采购" not in words


def test_the_truth_has_every_cell_of_the_form_with_its_text_and_value() -> None:
    written = document(DRAFT, "html")
    assert written.suffix == ".html"
    assert len(written.cells) == 200
    cells = {".".join(key): (cell.text, cell.value) for key, cell in written.cells.items()}
    assert cells["applications.new.natural_person"] == ("4321", 4321)
    assert cells["art20_1.regulations.issued"] == ("", None)


def test_a_stored_number_of_a_workbook_has_no_zeros_at_its_end() -> None:
    pytest.importorskip("openpyxl")
    draft = change_draft(DRAFT, [{"cell": "art20_8.fees.amount", "text": "12.50"}])
    for as_text, shown in ((True, "12.50"), (False, "12.5")):
        written = document(draft, "xlsx", DocumentStyle(numbers_as_text=as_text))
        cells = {".".join(key): cell.text for key, cell in written.cells.items()}
        assert cells["art20_8.fees.amount"] == shown
        assert shown in words_of(written)


def test_headings_numbered_by_word_have_no_numeral_in_their_text() -> None:
    pytest.importorskip("docx")
    words = words_of(document(DRAFT, "docx", DocumentStyle(auto_numbers=True)))
    assert "总体情况" in words and "一、总体情况" not in words


def test_a_wrong_numeral_is_typed_even_where_headings_are_numbered() -> None:
    pytest.importorskip("docx")
    index = DRAFT.section_index(3)
    section = DRAFT.sections[index]
    wrong = DRAFT.with_section(index, section._replace(heading=section.heading.replace("三", "五")))
    words = words_of(document(wrong, "docx", DocumentStyle(auto_numbers=True)))
    assert "五、收到和处理" in words


def test_a_workbook_of_tables_alone_has_no_prose() -> None:
    pytest.importorskip("openpyxl")
    words = words_of(document(DRAFT, "xlsx", DocumentStyle(tables_only=True, sheets="each")))
    assert "4321" in words and "总体情况" not in words


def test_a_page_ends_within_a_table_and_within_a_row() -> None:
    pytest.importorskip("reportlab")
    pdfium: Any = pytest.importorskip("pypdfium2")
    tall, low = (
        document(DRAFT, "pdf", DocumentStyle(page_height=height, cut_rows=True)).raw
        for height in (2000, 500)
    )
    assert len(pdfium.PdfDocument(tall)) < len(pdfium.PdfDocument(low))


def test_an_unknown_kind_is_told_with_the_kinds_there_are() -> None:
    with pytest.raises(KeyError, match="docx, html, xlsx, pdf"):
        document(DRAFT, "ofd")


def test_the_same_draft_gives_the_same_page_of_a_pdf() -> None:
    pytest.importorskip("reportlab")
    assert document(DRAFT, "pdf").raw == document(DRAFT, "pdf").raw
