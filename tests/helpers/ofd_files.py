"""OFD files for tests: parts written by hand, and whole reports laid out on pages."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from gklint.model.report import CellKey
from gklint.testing.documents.document import PLAIN_DOCUMENT, Prose, blocks_of, true_cells
from gklint.testing.draft import Draft
from gklint.testing.printed import Grid
from gklint.testing.rendering import TrueCell

_OFD = "http://www.ofdspec.org/2016"
_LEFT, _TOP, _WIDTH, _BOTTOM = 20.0, 20.0, 170.0, 280.0
_SIZE = 3.5
_LINE = 5.0


def package(parts: dict[str, str]) -> bytes:
    """Return an archive with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def ofd(
    *pages: str,
    templates: tuple[str, ...] = (),
    uses: str = "",
    units: str = "",
    box: str = "0 0 210 297",
) -> bytes:
    """Return an OFD; each page and template is the XML of its layer."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/P{i}.xml"/>' for i in range(len(pages)))
    named = "".join(
        f'<ofd:TemplatePage ID="t{i}" BaseLoc="T{i}.xml"/>' for i in range(len(templates))
    )
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{_OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_OFD}"><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes>"
        f"{named}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Res.xml": f'<ofd:Res xmlns:ofd="{_OFD}"><ofd:CompositeGraphicUnits>{units}'
        "</ofd:CompositeGraphicUnits></ofd:Res>",
    }
    for number, layer in enumerate(pages):
        parts[f"Doc_0/Pages/P{number}.xml"] = (
            f'<ofd:Page xmlns:ofd="{_OFD}">{uses}<ofd:Content><ofd:Layer>{layer}</ofd:Layer>'
            "</ofd:Content></ofd:Page>"
        )
    for number, layer in enumerate(templates):
        parts[f"Doc_0/T{number}.xml"] = (
            f'<ofd:Page xmlns:ofd="{_OFD}"><ofd:Content><ofd:Layer>{layer}</ofd:Layer>'
            "</ofd:Content></ofd:Page>"
        )
    return package(parts)


def text(
    x: float, y: float, words: str, size: float = _SIZE, more: str = "", code: str = ""
) -> str:
    """Return a text whose base line begins at this place, in millimetres from the upper left."""
    step = "" if code else f' DeltaX="g {max(len(words) - 1, 0)} {size}"' * words.isalpha()
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} {size * len(words)} {size * 1.3}" Size="{size}"'
        f' {more}><ofd:TextCode X="0" Y="{size}"{step} {code}>{escape(words)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def line(x: float, y: float, x2: float, y2: float, more: str = "") -> str:
    """Return a ruling line from one place to the other."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {x2 - x} {y2 - y}" LineWidth="0.2" {more}>'
        f"<ofd:AbbreviatedData>M 0 0 L {x2 - x} {y2 - y}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def frame(x: float, y: float, width: float, height: float) -> str:
    """Return the border of a cell, drawn as a rectangle."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}" LineWidth="0.2"><ofd:AbbreviatedData>'
        f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def report(draft: Draft) -> tuple[bytes, dict[CellKey, TrueCell]]:
    """Return a report as an OFD and what stands in each of its cells."""
    layout = _Layout()
    for block in blocks_of(draft, PLAIN_DOCUMENT):
        if isinstance(block, Prose):
            layout.paragraph(block)
        else:
            layout.table(block.grid)
    return ofd(*layout.pages), true_cells(draft, PLAIN_DOCUMENT, lambda words, _: words)


class _Layout:
    """Pages filled from the top; a row that does not fit begins the next one."""

    def __init__(self) -> None:
        self.pages = [""]
        self.y = _TOP

    def _room(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.pages.append("")
            self.y = _TOP

    def paragraph(self, block: Prose) -> None:
        indent = 2 * _SIZE if block.role == "paragraph" else 0.0
        words = block.text.strip()
        room = int((_WIDTH - indent) / _SIZE)
        for piece in (words[:room], *_wrapped(words[room:], int(_WIDTH / _SIZE))):
            self._room(_LINE)
            self.pages[-1] += text(_LEFT + indent, self.y + _SIZE, piece)
            self.y += _LINE
            indent = 0.0

    def table(self, grid: Grid) -> None:
        width = _WIDTH / grid.columns
        heights = [_LINE * 2] * grid.rows
        for cell in grid.cells:
            lines = len(list(_wrapped(cell.text, int(cell.width * width / _SIZE) - 1)))
            missing = lines * _LINE + 2 - sum(heights[cell.row : cell.row + cell.height])
            heights[cell.row + cell.height - 1] += max(missing, 0)
        # A whole table or none: rows cut by a page are the business of the tests of PDF.
        self._room(sum(heights))
        tops = [self.y + sum(heights[:row]) for row in range(grid.rows + 1)]
        for cell in grid.cells:
            x, y = _LEFT + cell.column * width, tops[cell.row]
            self.pages[-1] += frame(x, y, cell.width * width, tops[cell.row + cell.height] - y)
            for number, piece in enumerate(
                _wrapped(cell.text, int(cell.width * width / _SIZE) - 1)
            ):
                self.pages[-1] += text(x + 1, y + 1 + _SIZE + number * _LINE, piece)
        self.y = tops[-1] + _LINE


def _wrapped(words: str, room: int) -> Iterator[str]:
    # Digits are half as wide.
    room = room * 2 if words.isascii() else room
    yield from (words[start : start + room] for start in range(0, len(words), max(room, 1)))
