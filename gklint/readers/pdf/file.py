"""PDF files through PDFium: the document, its pages, their characters.

PDFium is called by its own functions: pypdfium2's wrappers around each page object take longer than
all the rest of reading.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gklint.readers.extras import require
from gklint.readers.limits import Deadline, Limits, UnreadableFile
from gklint.readers.pdf.drawing import drawing_of
from gklint.readers.pdf.fields import field_glyphs, form_of
from gklint.readers.pdf.layers import Layers
from gklint.readers.pdf.page import (
    Glyph,
    Page,
    Rectangle,
    drawn_on,
    main_turn,
    turned,
    turned_glyph,
    turned_rule,
)
from gklint.readers.pdf.texts import prepare_texts
from gklint.support.bilingual import Text

#: Text that is so little aslant is straight.
_SLANT = math.radians(5)
#: Boxes of letters in running text are between these heights.
_USUAL_HEIGHT = (3.0, 40.0)
#: The part of a Chinese letter that stands below its base line.
_DESCENT = 0.12
#: So many characters are looked at between two looks at the clock.
_STRIDE = 2_000
_LINE_ENDS = (0x85, 0x2028, 0x2029)
#: What PDFium gives for a hyphen at the end of a line.
_HYPHEN = 2


def pdfium() -> Any:
    """Return PDFium's functions; raises UnreadableFile where pypdfium2 is not installed."""
    module = require("pypdfium2_raw", "pdf")
    # Further calls do nothing.
    module.FPDF_InitLibrary()
    return module


@contextmanager
def opened(raw: bytes, limits: Limits) -> Iterator[Any]:
    """Give the document's handle; raises UnreadableFile for one that PDFium cannot open.

    Files that the document holds inside are never looked at.
    """
    api = pdfium()
    document = api.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not document:
        locked = api.FPDF_GetLastError() in (api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY)
        raise UnreadableFile(_ENCRYPTED if locked else _DAMAGED)
    try:
        count = api.FPDF_GetPageCount(document)
        if count < 1:
            raise UnreadableFile(_DAMAGED)
        limits.check("pages", count)
        yield document
    finally:
        api.FPDF_CloseDocument(document)


def pages_of(document: Any, raw: bytes, limits: Limits, deadline: Deadline) -> Iterator[Page]:
    """Yield the pages of a document, whose bytes are `raw`, in order."""
    api = pdfium()
    with form_of(api, document) as form:
        yield from _pages(api, document, Layers(raw), form, limits, deadline)


def _pages(
    api: Any, document: Any, layers: Layers, form: Any, limits: Limits, deadline: Deadline
) -> Iterator[Page]:
    objects = 0
    for index in range(api.FPDF_GetPageCount(document)):
        deadline.check()
        page = api.FPDF_LoadPage(document, index)
        if not page:
            raise UnreadableFile(
                Text(
                    f"文件已损坏：第 {index + 1} 页打不开，请重新获取或另存一份",
                    f"the file is damaged: page {index + 1} cannot be opened; get it again",
                )
            )
        try:
            objects += api.FPDFPage_CountObjects(page)
            limits.check("elements", objects)
            yield _page(api, page, index + 1, layers, form, limits, deadline)
        finally:
            api.FPDF_ClosePage(page)


def _page(
    api: Any,
    handle: Any,
    number: int,
    layers: Layers,
    form: Any,
    limits: Limits,
    deadline: Deadline,
) -> Page:
    corners = api.FS_RECTF()
    api.FPDF_GetPageBoundingBox(handle, corners)
    box = corners.left, corners.bottom, corners.right, corners.top
    drawing = drawing_of(api, handle, limits, deadline)
    clips = prepare_texts(api, handle, drawing, layers, number - 1)
    letters = _Letters(api, handle, number, deadline, clips)
    glyphs = list(letters.glyphs())
    if form is not None:
        glyphs += field_glyphs(api, form, handle, number)
    rules = drawing.rules
    area = (box[2] - box[0]) * (box[3] - box[1])
    pictures = min(drawing.covered / area, 1.0) if area > 0 else 0.0
    turn = main_turn(glyphs)
    if turn:
        box = turned(box, turn)
        glyphs = [turned_glyph(glyph, turn) for glyph in glyphs]
        rules = [turned_rule(rule, turn) for rule in rules]
    drawn = [turned(each, turn) for each in drawn_on(drawing.images, drawing.shapes)]
    shapes = len(drawing.shapes)
    return Page(number, box, glyphs, rules, letters.unknown, pictures, shapes, turn, drawn)


class _Letters:
    """The characters of one page; `unknown` counts those that stand for nothing."""

    def __init__(
        self, api: Any, handle: Any, number: int, deadline: Deadline, clips: dict[int, Rectangle]
    ) -> None:
        self.api = api
        self.handle = handle
        self.number = number
        self.deadline = deadline
        #: By the address of a text object what it is cut to.
        self.clips = clips
        self.unknown = 0

    def glyphs(self) -> Iterator[Glyph]:
        """Yield the characters that the file has; PDFium's own spaces and line ends are none."""
        api = self.api
        text = api.FPDFText_LoadPage(self.handle)
        if not text:
            return
        try:
            origin_of, box_of, angle_of, is_generated = (
                api.FPDFText_GetCharOrigin,
                api.FPDFText_GetLooseCharBox,
                api.FPDFText_GetCharAngle,
                api.FPDFText_IsGenerated,
            )
            x, y, box = ctypes.c_double(), ctypes.c_double(), api.FS_RECTF()
            for index, code in self._codes(text):
                if code in (10, 13) or (code == 32 and is_generated(text, index) == 1):
                    continue
                if not origin_of(text, index, x, y) or not box_of(text, index, box):
                    continue
                turn = _quarter(angle_of(text, index))
                if turn is None:
                    # Aslant stand watermarks and stamps.
                    continue
                if not _USUAL_HEIGHT[0] < box.top - box.bottom < _USUAL_HEIGHT[1]:
                    self._correct_box(text, index, box, x.value, y.value)
                if self.clips:
                    self._keep_in_clip(text, index, box)
                base = (y.value, -x.value, -y.value, x.value)[turn // 90]
                yield Glyph(
                    self._character(text, index, code),
                    self.number,
                    box.left,
                    box.right,
                    box.bottom,
                    box.top,
                    base,
                    turn,
                )
        finally:
            api.FPDFText_ClosePage(text)

    def _codes(self, text: Any) -> Iterator[tuple[int, int]]:
        """Yield index and code point of each character; two halves of a letter are one."""
        unicode_of = self.api.FPDFText_GetUnicode
        pair = False
        for index in range(self.api.FPDFText_CountChars(text)):
            if index % _STRIDE == 0:
                self.deadline.check()
            code = unicode_of(text, index)
            if 0xDC00 <= code < 0xE000 and pair:
                # The second half of a letter: it was read with the first one.
                pair = False
                continue
            if 0xD800 <= code < 0xDC00:
                second = unicode_of(text, index + 1)
                pair = 0xDC00 <= second < 0xE000
                if pair:
                    code = 0x10000 + ((code - 0xD800) << 10) + second - 0xDC00
            yield index, code

    def _correct_box(self, text: Any, index: int, box: Any, x: float, y: float) -> None:
        """Set the box of a letter that is written downwards: PDFium forgets how it is scaled."""
        matrix = self.api.FS_MATRIX()
        self.api.FPDFText_GetMatrix(text, index, matrix)
        size = self.api.FPDFText_GetFontSize(text, index)
        height = box.top - box.bottom
        scaled = size * math.hypot(matrix.c, matrix.d)
        if abs(height - size) < 0.01 * size and abs(scaled - size) > 0.2 * size:
            box.left, box.right = x, x + scaled
            box.bottom, box.top = y - _DESCENT * scaled, y + (1 - _DESCENT) * scaled

    def _keep_in_clip(self, text: Any, index: int, box: Any) -> None:
        """Put a letter that is cut off at the edge where it is cut: it stands in no other cell."""
        item = self.api.FPDFText_GetTextObject(text, index)
        clip = self.clips.get(ctypes.addressof(item.contents)) if item else None
        beyond = (box.left + box.right) / 2 - clip[2] if clip is not None else 0.0
        if clip is not None and beyond > 0:
            # The farther a letter is cut off, the nearer to the edge: they stay in their order.
            box.left = box.right = clip[2] - 1 / (1 + beyond)

    def _character(self, text: Any, index: int, code: int) -> str:
        if code in _LINE_ENDS:
            return " "
        if code == _HYPHEN:
            return "-"
        own_area = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
        if code < 32 or code == 0xFFFD or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            self.unknown += 1
            return "\ufffd"
        if own_area or self.api.FPDFText_HasUnicodeMapError(text, index) == 1:
            self.unknown += 1
            return chr(code) if own_area else "\ufffd"
        return chr(code)


def _quarter(angle: float) -> int | None:
    """Return the quarter turn to the left, in degrees, for PDFium's angle in radians, which goes to
    the right; None where it is none."""
    quarter = round(angle / (math.pi / 2))
    return -quarter % 4 * 90 if abs(angle - quarter * math.pi / 2) < _SLANT else None


_ENCRYPTED = Text(
    "PDF 有打开密码，无法读取；请去掉密码后另存，或提供 Word 原件",
    "the PDF needs a password: save it without one, or hand in the Word file",
)
_DAMAGED = Text(
    "PDF 已损坏或不完整，打不开；请重新获取或另存一份",
    "the PDF is damaged or cut off and cannot be opened: get it again",
)
