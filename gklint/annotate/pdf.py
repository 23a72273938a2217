"""Findings as highlights of a PDF with notes (PDF 32000-1, 12.5.6.10), on the words or the cell.

The file is written again, each of its parts as it was. PDFium could put what is new behind the old
file, but of files with cross-reference streams, which most are, other programs then cannot open the
result.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gklint.annotate.wording import AUTHOR, findings, headline, not_checked, paragraphs
from gklint.checking.records import record_of
from gklint.checking.results import Result
from gklint.model.diagnostics import Severity
from gklint.model.source import Place
from gklint.readers.pdf.file import opened, pdfium
from gklint.readers.pdf.page import Rectangle
from gklint.readers.pdf.places import NO_LIMITS, Marked, Places

#: A place that stands for the whole file.
_WHOLE_FILE = Place(1, 1, 1, 1)
#: Red, green and blue of a highlight: light enough to read what is below.
_COLOURS = {
    Severity.ERROR: (255, 160, 160),
    Severity.WARNING: (255, 222, 120),
    Severity.INFO: (170, 210, 255),
}
#: Both identifiers of a file, at its end.
_IDENTIFIER = re.compile(
    rb"(/ID\[<)([0-9A-F]{32})><([0-9A-F]{32})(>\][^<>]*>>\s*startxref\s+\d+\s+%%EOF\s*)\Z"
)
#: The size of a note without words, its distance from the page's edges and from the next one.
_NOTE, _EDGE, _STEP = 20.0, 20.0, 26.0


def annotate(raw: bytes, result: Result, language: str) -> bytes:
    """Return the document with a highlight for each finding; annotations of others stay.

    A finding about the whole report, or one whose place is on no page, is a note at the top of the
    first page. Raises UnreadableFile where pypdfium2 is missing.
    """
    assert result.report is not None, "the caller has asked"
    source = result.report.source
    record = record_of(result, hashed=False)
    places = Places(raw, source)
    with opened(raw, NO_LIMITS) as document:
        pen = _Pen(document)
        pen.remove_own()
        for diagnostic in findings(result):
            words = [headline(diagnostic, language), *paragraphs(diagnostic, record, language)]
            locations = [] if diagnostic.place == _WHOLE_FILE else places.find(diagnostic.place)
            pen.add(locations, "\n".join(words), diagnostic.severity)
        lines = not_checked(result, language)
        if lines:
            pen.add([], "\n".join(lines), Severity.INFO)
        return pen.saved() if pen.changed else raw


class _Pen:
    """Writes annotations into an open document of PDFium."""

    def __init__(self, document: Any) -> None:
        self.api = pdfium()
        self.document = document
        self.changed = False
        self.notes = 0

    def remove_own(self) -> None:
        """Take out the annotations that gklint wrote before."""
        api = self.api
        for number in range(1, api.FPDF_GetPageCount(self.document) + 1):
            with self._page(number) as page:
                for index in reversed(range(api.FPDFPage_GetAnnotCount(page))):
                    if self._author(page, index) == AUTHOR:
                        api.FPDFPage_RemoveAnnot(page, index)
                        self.changed = True

    def add(self, locations: list[Marked], text: str, severity: Severity) -> None:
        """Write one finding: a highlight on each page that its words stand on, or a note."""
        colour = _COLOURS[severity]
        for location in locations:
            with self._page(location.page) as page:
                self._highlight(page, location.boxes, text, colour)
        if not locations:
            with self._page(1) as page:
                self._note(page, text, colour)
        self.changed = True

    def saved(self) -> bytes:
        """Return the document as a file."""
        api = self.api
        written = bytearray()

        def write(_: Any, block: Any, size: int) -> int:
            written.extend(ctypes.string_at(block, size))
            return 1

        file = api.FPDF_FILEWRITE()
        file.version = 1
        # PDFium asks for no more than a function of this kind; it must live as long as the call.
        callback = dict(api.FPDF_FILEWRITE._fields_)["WriteBlock"](write)
        file.WriteBlock = callback
        if not api.FPDF_SaveAsCopy(self.document, file, 0):
            raise OSError("PDFium could not write the document")
        return _with_own_name(bytes(written))

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = self.api.FPDF_LoadPage(self.document, number - 1)
        try:
            yield page
        finally:
            self.api.FPDF_ClosePage(page)

    def _author(self, page: Any, index: int) -> str:
        api = self.api
        annotation = api.FPDFPage_GetAnnot(page, index)
        try:
            size = api.FPDFAnnot_GetStringValue(annotation, b"T", None, 0)
            buffer = ctypes.create_string_buffer(size)
            api.FPDFAnnot_GetStringValue(
                annotation, b"T", ctypes.cast(buffer, ctypes.POINTER(api.FPDF_WCHAR)), size
            )
            return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")
        finally:
            api.FPDFPage_CloseAnnot(annotation)

    def _highlight(
        self, page: Any, boxes: tuple[Rectangle, ...], text: str, colour: tuple[int, int, int]
    ) -> None:
        api = self.api
        around = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        with self._annotation(page, api.FPDF_ANNOT_HIGHLIGHT, around, text, colour) as annotation:
            for left, bottom, right, top in boxes:
                quad = api.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
                api.FPDFAnnot_AppendAttachmentPoints(annotation, quad)

    def _note(self, page: Any, text: str, colour: tuple[int, int, int]) -> None:
        api = self.api
        corners = api.FS_RECTF()
        api.FPDF_GetPageBoundingBox(page, corners)
        left = corners.left + _EDGE + _STEP * self.notes
        top = corners.top - _EDGE
        self.notes += 1
        with self._annotation(
            page, api.FPDF_ANNOT_TEXT, (left, top - _NOTE, left + _NOTE, top), text, colour
        ):
            pass

    @contextmanager
    def _annotation(
        self, page: Any, kind: int, box: Rectangle, text: str, colour: tuple[int, int, int]
    ) -> Iterator[Any]:
        api = self.api
        annotation = api.FPDFPage_CreateAnnot(page, kind)
        try:
            left, bottom, right, top = box
            api.FPDFAnnot_SetRect(annotation, api.FS_RECTF(left, top, right, bottom))
            api.FPDFAnnot_SetColor(annotation, api.FPDFANNOT_COLORTYPE_Color, *colour, 255)
            api.FPDFAnnot_SetFlags(annotation, api.FPDF_ANNOT_FLAG_PRINT)
            for key, value in ((b"T", AUTHOR), (b"Contents", text)):
                wide = ctypes.create_string_buffer(value.encode("utf-16-le") + b"\x00\x00")
                api.FPDFAnnot_SetStringValue(
                    annotation, key, ctypes.cast(wide, ctypes.POINTER(api.FPDF_WCHAR))
                )
            yield annotation
        finally:
            api.FPDFPage_CloseAnnot(annotation)


def _with_own_name(raw: bytes) -> bytes:
    """Return the file with an identifier made of its content: PDFium's is drawn by chance."""
    found = _IDENTIFIER.search(raw)
    if found is None:
        return raw
    from hashlib import sha256

    before, first, last, after = found.groups()
    length = len(last)
    name = sha256(raw[: found.start()]).hexdigest().upper()[:length].encode()
    # Where the document had none, both are new; else the first one stays (PDF 32000-1, 14.4).
    first = name if first == last else first
    return b"".join([raw[: found.start()], before, first, b"><", name, after])
