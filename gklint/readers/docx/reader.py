"""Word documents (.docx, ECMA-376) → Source: paragraphs and tables as they would be printed.

Tracked changes count as accepted, automatic numbers are printed, headers, footers, notes, comments
and tables of contents are left out.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gklint.model.source import Source
from gklint.readers.document import Block, Paragraph, Table, TableCell, source_of_blocks
from gklint.readers.docx.names import NAMES
from gklint.readers.docx.numbering import Numbering
from gklint.readers.docx.styles import Styles
from gklint.readers.docx.walk import Body, BodyBlock, WordTable, walk
from gklint.readers.limits import Limits, UnreadableFile, over
from gklint.readers.packed import Package, lists, xml_of
from gklint.support.bilingual import Text

NAME = "docx"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
WHAT = Text(" Word 文档", "a Word document")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Parts(NamedTuple):
    """The names of the parts in the package; "" for one that the document does not have."""

    document: str
    styles: str
    numbering: str


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are a Word document, whole or damaged."""
    return lists(raw, "word/document")


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the document's text and tables; raises UnreadableFile."""
    package = Package(raw, limits)
    parts = parts_of(package)
    body = body_of(package, parts, package.xml(parts.document))
    blocks = [_block(block) for block in body.blocks]
    source = source_of_blocks(blocks, path, raw, MEDIA_TYPE, limits)
    if not source.text.strip():
        raise UnreadableFile(_why_empty(body))
    return source


def parts_of(package: Package) -> Parts:
    """Return which parts hold the text, the styles and the numbering, by the relationships."""
    document = related(package, "").get("officeDocument", "word/document.xml")
    found = related(package, document)
    return Parts(document, found.get("styles", ""), found.get("numbering", ""))


def body_of(package: Package, parts: Parts, document: Element) -> Body:
    """Return what the document holds; `document` is the root of its part, of any ElementTree.

    Raises UnreadableFile.
    """
    styles = Styles(
        lambda: package.part(parts.styles) if parts.styles in package else b"",
        lambda raw: xml_of(raw, package.limits, package.deadline),
    )
    numbering = Numbering(
        lambda: package.xml(parts.numbering) if parts.numbering in package else None, styles
    )
    try:
        return walk(document, styles, numbering, package.limits, package.deadline)
    except RecursionError as error:
        nesting = package.limits.nesting
        raise UnreadableFile(over("nesting", nesting + 1, nesting)) from error


def relationships_of(part: str) -> str:
    """Return the name of the part with the relationships of a part, "" being the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(package: Package, part: str) -> dict[str, str]:
    """Return the parts inside the package that a part is related to, by the kind of relationship:
    styles, numbering, comments."""
    found: dict[str, str] = {}
    name = relationships_of(part)
    if name not in package:
        return found
    for element in package.xml(name):
        target = element.get("Target", "")
        if NAMES[element.tag] == ":Relationship" and element.get("TargetMode") != "External":
            kind = element.get("Type", "").rpartition("/")[2]
            place = posixpath.join("/", posixpath.dirname(part), target)
            found[kind] = posixpath.normpath(place).lstrip("/")
    return found


def _block(block: BodyBlock) -> Block:
    if isinstance(block, WordTable):
        return Table(
            [
                TableCell(cell.text, cell.row, cell.column, cell.row_span, cell.column_span)
                for cell in block.cells
            ]
        )
    return Paragraph(block.text, unread=block.unread)


def _why_empty(body: Body) -> Text:
    if body.has_chunks:
        return Text(
            "正文是以网页形式嵌入的，请用 Word 打开后另存为 .docx",
            "the text is embedded as another file: open it in Word and save it again",
        )
    if body.has_pictures:
        return Text(
            "文档里只有图片，没有文字（可能是扫描件）：请先做文字识别（OCR），或提供 Word 原件",
            "there are only pictures (a scan?), no text: run OCR first, or hand in the Word file",
        )
    return Text(
        "文档没有文字；请核对是不是选错了文件",
        "the document has no text; check whether it is the right file",
    )
