"""Workbooks (.xlsx, ECMA-376) → Source: the sheets in order, each a table with its merged cells.

By the standard library: python-calamine, which reads numbers faster, does not tell how they are
shown nor which rows are hidden, and ends the whole process over two cells that lie far apart.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gklint.model.source import Source
from gklint.readers.document import Block, Paragraph, source_of_blocks
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.packed import Package, lists
from gklint.readers.xlsx.drawings import Floating, floating_in, local
from gklint.readers.xlsx.sheets import Sheets
from gklint.readers.xlsx.years import Sheet, of_one_year
from gklint.support.bilingual import Text

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
WHAT = Text(" Excel 工作簿", "an Excel workbook")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A sheet whose name is numbered is named after a section.
_NUMBERED = r"[一二三四五六]\s*[、.．]"

_EMPTY = Text(
    "工作簿的可见工作表中没有内容；请核对工作表是不是隐藏了",
    "the visible sheets of the workbook are empty; check whether others are hidden",
)


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are a workbook, whole or damaged."""
    return lists(raw, "xl/workbook")


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the text and tables of the sheets that are shown; raises UnreadableFile."""
    blocks = list(_blocks(Package(raw, limits)))
    if not blocks:
        raise UnreadableFile(_EMPTY)
    return source_of_blocks(blocks, path, raw, MEDIA_TYPE, limits)


class _SheetName(NamedTuple):
    """A sheet: its name as shown and the name of its part."""

    name: str
    part: str


def _blocks(package: Package) -> Iterator[Block]:
    book = _targets(package, "", "_rels/.rels").by_kind.get("officeDocument", "xl/workbook.xml")
    folder, file = posixpath.split(book)
    related = _targets(package, folder, f"{folder}/_rels/{file}.rels")
    root = package.xml(book)
    sheets = Sheets(
        package,
        related.by_kind.get("sharedStrings", ""),
        related.by_kind.get("styles", ""),
        _dates_from_1904(root),
    )
    shown = [
        Sheet(sheet.name, sheets.blocks_of(sheet.part, list(_floating(package, sheet.part))))
        for sheet in _shown(root, related.by_id)
    ]
    for name, blocks in of_one_year(shown) if len(shown) > 1 else shown:
        if blocks and re.match(_NUMBERED, name) and not _says(blocks, name):
            yield Paragraph(name)
        yield from blocks


def _shown(root: Element, parts: dict[str, str]) -> Iterator[_SheetName]:
    for sheet in root.iter():
        if local(sheet) == "sheet" and sheet.get("state", "visible") == "visible":
            key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
            if key in parts:
                yield _SheetName(sheet.get("name", ""), parts[key])


def _floating(package: Package, sheet: str) -> Iterator[Floating]:
    """Yield what floats over a sheet; what comes of other programs is in no drawing at times."""
    folder, file = posixpath.split(sheet)
    related = _targets(package, folder, f"{folder}/_rels/{file}.rels").by_kind
    drawing = related.get("drawing", "")
    found = list(floating_in(package.xml(drawing))) if drawing in package else []
    if not found and ("oleObject" in related or "package" in related):
        found.append(Floating(0, (Paragraph("", unread="embedded"),)))
    yield from found


def _dates_from_1904(root: Element) -> bool:
    return any(
        local(element) == "workbookPr" and element.get("date1904") in ("1", "true")
        for element in root
    )


def _says(blocks: Sequence[Block], name: str) -> bool:
    texts = [
        block.text if isinstance(block, Paragraph) else cell.text
        for block in blocks
        for cell in ([block] if isinstance(block, Paragraph) else block.cells)
    ]
    title = re.sub(_NUMBERED, "", name).strip()
    return any(title in text for text in texts)


class _Related(NamedTuple):
    """The parts that another one names: by their kind, and by the ids it calls them by."""

    by_kind: dict[str, str]
    by_id: dict[str, str]


def _targets(package: Package, folder: str, name: str) -> _Related:
    by_kind: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for item in package.xml(name) if name in package else ():
        target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
        if item.get("TargetMode") != "External":
            by_kind[item.get("Type", "").rpartition("/")[2]] = target
            by_id[item.get("Id", "")] = target
    return _Related(by_kind, by_id)
