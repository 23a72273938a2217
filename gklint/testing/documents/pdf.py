"""A draft as a PDF: prose and ruled tables that run on over pages, drawn by hand.

Nothing is left to a layout engine, so that a page can end wherever it hurts: inside a group of rows
or inside a row.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from gklint.testing.documents.document import DocumentStyle, Element, Prose
from gklint.testing.documents.pdf_tables import FONT, TableDrawing, wrapped

_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 50.0
_SIZE, _LEADING, _DESCENT = 10.5, 17.0, 5.0
_TITLE_SIZE = 16.0
#: The distance of the page's number from the foot, of its header from the top.
_EDGE = 28


def text_of(text: str, style: DocumentStyle) -> str:
    """Return how a cell with this text shows: as it is."""
    return text


def write(elements: list[Element], style: DocumentStyle) -> bytes:
    """Return the document's bytes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    height = style.page_height or _HEIGHT
    # Made without the time of day, so that the same draft gives the same bytes.
    pages = _Pages(Canvas(file, pagesize=(_WIDTH, height), invariant=1), height, style)
    for element in elements:
        if isinstance(element, Prose):
            pages.add_prose(element)
        else:
            TableDrawing(element.grid, style, _WIDTH - 2 * _MARGIN).draw(pages)
            pages.down(_LEADING / 2)
    pages.close()
    return file.getvalue()


class _Pages:
    """The pages as they fill: `y` is where the next thing begins, measured from the foot."""

    def __init__(self, canvas: Any, height: float, style: DocumentStyle) -> None:
        self.canvas = canvas
        self.height = height
        self.style = style
        self.number = 1
        self.left = _MARGIN
        self.y = self.top

    @property
    def top(self) -> float:
        """Where the first thing of a page begins."""
        return self.height - _MARGIN

    @property
    def left_over(self) -> float:
        """How much of the page is free."""
        return self.y - _MARGIN

    def down(self, by: float) -> None:
        self.y -= by

    def next_page(self) -> None:
        self.close_page()
        self.number += 1
        self.y = self.top

    def close_page(self) -> None:
        self.canvas.setFont(FONT, 9)
        text = self.style.words.page_number
        # A number that names the pages in all is as good as any: 9.
        text = text.format(self.number, 9) if text.count("{}") == 2 else text.format(self.number)
        self.canvas.drawCentredString(_WIDTH / 2, _EDGE, text)
        if self.style.page_header and self.number > 1:
            self.canvas.drawCentredString(_WIDTH / 2, self.height - _EDGE, self.style.page_header)
        self.canvas.showPage()

    def close(self) -> None:
        self.close_page()
        self.canvas.save()

    def add_prose(self, prose: Prose) -> None:
        size = _TITLE_SIZE if prose.role == "title" else _SIZE
        indent = 2 * size if prose.role in ("paragraph", "heading") else 0
        text = prose.numeral + prose.text
        width = _WIDTH - 2 * _MARGIN
        # The first line is indented: a space of the indent's width is cut off again.
        for index, line in enumerate(wrapped("\u3000\u3000" * bool(indent) + text, width, size)):
            if self.left_over < _LEADING * size / _SIZE:
                self.next_page()
            self.down(_LEADING * size / _SIZE)
            self._line(line, prose.role, size, indent if index == 0 else 0)

    def _line(self, line: str, role: str, size: float, indent: float) -> None:
        self.canvas.setFont(FONT, size)
        line = line.strip("\u3000")
        y = self.y + _DESCENT
        if role == "title":
            self.canvas.drawCentredString(_WIDTH / 2, y, line)
        elif role == "closing":
            self.canvas.drawRightString(_WIDTH - _MARGIN, y, line)
        else:
            self.canvas.drawString(self.left + indent, y, line)
