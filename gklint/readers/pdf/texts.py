"""The text objects of a PDF page, before their characters are read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

from gklint.readers.pdf.drawing import Matrix

#: PDFium leaves out the text of an object that is narrower or lower, in points.
_NOTHING = 0.05


def prepare_texts(api: Any, texts: Iterable[tuple[Any, Matrix]]) -> None:
    """Let PDFium read all of the text.

    The outline of a letter comes from the machine's fonts where the file does not bring its own. On
    a machine without them the letter has none, and PDFium leaves out what has no extent: a letter
    that stands alone, a line that runs upwards. An outline that is stroked has the extent of its
    stroke.
    """
    bounds_of = api.FPDFPageObj_GetBounds
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for item, _ in texts:
        bounds_of(item, left, bottom, right, top)
        if right.value - left.value < _NOTHING or top.value - bottom.value < _NOTHING:
            api.FPDFPageObj_SetStrokeWidth(item, 1.0)
            api.FPDFTextObj_SetTextRenderMode(item, api.FPDF_TEXTRENDERMODE_FILL_STROKE)
            # A transformation, even one that moves nothing, has the extent reckoned again.
            api.FPDFPageObj_Transform(item, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
