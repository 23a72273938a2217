"""Values of a PDF's form fields: they are drawn over the page and no part of its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gklint.readers.pdf.page import Glyph

#: Flags of an annotation that keep it from being printed or seen (ISO 32000-1, 12.5.3).
_HIDDEN = 0b100010
#: No letter in a field is larger, in points; what a letter's box has below its base line.
_LARGEST = 12.0
_DESCENT = 0.12
_PADDING = 2.0


@contextmanager
def form_of(api: Any, document: Any) -> Iterator[Any]:
    """Give the handle by which PDFium knows the document's form, None where there is none."""
    if api.FPDF_GetFormType(document) == api.FORMTYPE_NONE:
        yield None
        return
    information = api.FPDF_FORMFILLINFO()
    information.version = 2
    form = api.FPDFDOC_InitFormFillEnvironment(document, information)
    try:
        yield form or None
    finally:
        if form:
            api.FPDFDOC_ExitFormFillEnvironment(form)


def field_glyphs(api: Any, form: Any, page: Any, number: int) -> Iterator[Glyph]:
    """Yield the characters of what is filled in on a page, each where its field is."""
    shown = {
        api.FPDF_FORMFIELD_TEXTFIELD,
        api.FPDF_FORMFIELD_COMBOBOX,
        api.FPDF_FORMFIELD_LISTBOX,
    }
    for index in range(api.FPDFPage_GetAnnotCount(page)):
        annotation = api.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if (
                api.FPDFAnnot_GetSubtype(annotation) == api.FPDF_ANNOT_WIDGET
                and not api.FPDFAnnot_GetFlags(annotation) & _HIDDEN
                and api.FPDFAnnot_GetFormFieldType(form, annotation) in shown
            ):
                box = api.FS_RECTF()
                api.FPDFAnnot_GetRect(annotation, box)
                yield from _laid_out(_value(api, form, annotation), box, number)
        finally:
            api.FPDFPage_CloseAnnot(annotation)


def _value(api: Any, form: Any, annotation: Any) -> str:
    length = api.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0)
    buffer = (ctypes.c_ushort * max(length // 2, 1))()
    api.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def _laid_out(text: str, box: Any, number: int) -> Iterator[Glyph]:
    """Yield the letters of a field's text in its lines, which are broken at its width."""
    width = max(box.right - box.left - 2 * _PADDING, 1.0)
    lines = text.splitlines()
    size = min(_LARGEST, (box.top - box.bottom) / max(len(lines), 1))
    while True:
        room = max(int(width / size), 1)
        pieces = [line[at : at + room] for line in lines for at in range(0, len(line), room)]
        if len(pieces) * size <= box.top - box.bottom or size <= 1:
            break
        size *= 0.9
    for row, piece in enumerate(pieces):
        bottom = box.top - (row + 1) * size
        if len(pieces) == 1:
            bottom = (box.top + box.bottom - size) / 2
        for column, character in enumerate(piece):
            left = box.left + _PADDING + column * size
            yield Glyph(
                character,
                number,
                left,
                left + size,
                bottom,
                bottom + size,
                bottom + _DESCENT * size,
                0,
            )
