"""PDF files: ruled tables by their lines, paragraphs put together from lines, pages left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from gklint.model.source import Source
from gklint.readers.document import Paragraph, Table, TableCell, source_of_blocks
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.pdf.columns import in_columns
from gklint.readers.pdf.file import opened, pages_of, pdfium
from gklint.readers.pdf.flow import Block, Item, PageContent, Picture, blocks_of
from gklint.readers.pdf.guard import CRASHED, guarded
from gklint.readers.pdf.lattice import lattices
from gklint.readers.pdf.lines import Passage, lines_of
from gklint.readers.pdf.page import Page, Rectangle
from gklint.readers.pdf.struck import without_struck
from gklint.readers.pdf.tables import PdfTable, fill
from gklint.readers.text_of_pages import Reasons, check_text
from gklint.support.bilingual import Text
from gklint.support.json_values import JsonType

NAME = "pdf"
SUFFIXES = (".pdf",)
WHAT = Text(" PDF 文件", "a PDF")
MEDIA_TYPE = "application/pdf"


class PdfContent(NamedTuple):
    """A PDF's paragraphs and tables with the place of every letter, and its pages by number."""

    blocks: list[Block]
    pages: dict[int, Page]


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are a PDF."""
    return b"%PDF-" in raw[:1024]


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the text and the tables of a PDF, a line for each paragraph.

    Raises UnreadableFile for one that is damaged, encrypted or beyond the limits, that has pages
    without text (a scan), or whose letters do not say what they stand for.
    """
    # Loaded before there are two processes, so that it is loaded once, and what is missing is told.
    pdfium()
    try:
        blocks = _blocks_type().read(guarded(_blocks, raw, limits))
    except ValueError as error:
        raise UnreadableFile(CRASHED) from error
    return source_of_blocks(blocks, path, raw, MEDIA_TYPE, limits)


def _blocks(raw: bytes, limits: Limits) -> object:
    """Return the blocks as JSON has them."""
    return _blocks_type().write(tuple(document_blocks(content_of(raw, limits))))


@lru_cache(maxsize=1)
def _blocks_type() -> JsonType[tuple[Paragraph | Table, ...]]:
    return JsonType(tuple[Paragraph | Table, ...])


def content_of(raw: bytes, limits: Limits) -> PdfContent:
    """Return what a PDF holds, with the place of every letter; raises UnreadableFile as `read`."""
    deadline = limits.deadline()
    pages: dict[int, Page] = {}
    contents = []
    cells = 0
    with opened(raw, limits) as document:
        for page in pages_of(document, raw, limits, deadline):
            content = content_of_page(page, limits)
            cells += sum(len(item.cells) for item in content.items if isinstance(item, PdfTable))
            limits.check("cells", cells)
            contents.append(content)
            pages[page.number] = page
    check_text(list(pages.values()), _REASONS)
    return PdfContent(list(blocks_of(contents)), pages)


def content_of_page(page: Page, limits: Limits) -> PageContent:
    """Return the lines and tables of a page; raises UnreadableFile (`cells`)."""
    page = without_struck(page)
    tables, outside = fill(lattices(page.rules, limits), page.glyphs, page.number)
    # What runs up or down beside the text is no part of it: a binding line, a stamp.
    lines = lines_of(glyph for glyph in outside if glyph.turn == 0 and not glyph.struck)
    pictures = [Picture(page.number, box) for box in page.drawn if not _has_text(box, page, tables)]
    placed: list[tuple[float, Item]] = [*in_columns(lines, tables)]
    placed += [(table.top, table) for table in tables]
    placed += [(picture.top, picture) for picture in pictures]
    placed.sort(key=itemgetter(0), reverse=True)
    return PageContent(page.number, page.box, [item for _, item in placed])


def _has_text(box: Rectangle, page: Page, tables: Sequence[PdfTable]) -> bool:
    """Say whether text stands on a picture, or a table: then it is their ground."""
    left, bottom, right, top = box
    return any(bottom < table.top < top for table in tables) or any(
        left < (glyph.left + glyph.right) / 2 < right
        and bottom < (glyph.bottom + glyph.top) / 2 < top
        for glyph in page.glyphs
    )


def document_blocks(content: PdfContent) -> Iterator[Paragraph | Table]:
    """Yield the blocks as every document has them."""
    for block in content.blocks:
        if isinstance(block, Passage):
            page = next(glyph.page for glyph in block.glyphs if glyph)
            assert block.box is not None, "a paragraph is printed somewhere"
            yield Paragraph(block.text, page, content.pages[page].in_file(block.box))
        elif isinstance(block, Picture):
            rectangle = content.pages[block.page].in_file(block.box)
            yield Paragraph("", block.page, rectangle, unread="picture")
        else:
            yield Table(
                [
                    TableCell(
                        cell.passage.text,
                        cell.row,
                        cell.column,
                        cell.end_row - cell.row,
                        cell.end_column - cell.column,
                        cell.page,
                        content.pages[cell.page].in_file(cell.box),
                    )
                    for cell in block.cells
                ]
            )


_REASONS = Reasons(
    Text(
        "PDF 是扫描件或图片，没有文字，无法检查；请先做文字识别（OCR），或提供 Word 原件",
        "the PDF is a scan or made of pictures, without text: run OCR first, or hand in the Word"
        " file",
    ),
    Text(
        "PDF 的字体没有说明各字是什么（缺 ToUnicode），取出的文字是乱码；请提供 Word 原件，"
        "或用原来的软件重新导出 PDF",
        "the fonts of the PDF do not say what their letters are (no ToUnicode), so its text is"
        " garbled: hand in the Word file, or export the PDF again",
    ),
    Text(
        "第 {pages} 页是图片，没有文字，其中的内容无法检查；请先做文字识别（OCR），"
        "或提供 Word 原件；若这些页不属于报告，请去掉后再检查",
        "page {pages}: a picture without text, what it says cannot be checked; run OCR first,"
        " hand in the Word file, or take out pages that are no part of the report",
    ),
)
