"""The text objects of a PDF page, before their characters are read: which of them are printed.

What is not printed is taken out of the page as it is held in memory, so that no character of it is
read: invisible text, layers that are off, what a clip cuts off whole, white on white, watermarks.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

from gklint.readers.pdf.drawing import UNMOVED, Drawing, Matrix, bounds_of
from gklint.readers.pdf.layers import Layers
from gklint.readers.pdf.light import (
    HUGE,
    TINY,
    WHITE,
    Light,
    Page,
    covered,
    lightness,
    may_be_none,
    no_text,
    words_of,
)
from gklint.readers.pdf.page import Rectangle

#: PDFium leaves out the text of an object that is narrower or lower, in points.
_NOTHING = 0.05
#: Text render modes without ink (ISO 32000-1, 9.3.6).
_INVISIBLE = (3, 7)
#: Text render modes that draw outlines and fill nothing.
_OUTLINES = (1, 5)
#: How far text may reach out of its clip and not be cut, in points.
_LOOSE = 1.0


class _Text(NamedTuple):
    """A text object and what is to be seen of it; what it says is not read yet."""

    item: Any
    look: Light


def prepare_texts(
    api: Any, handle: Any, drawing: Drawing, layers: Layers, index: int
) -> dict[int, Rectangle]:
    """Take out what is not printed of page `index` (from 0), let PDFium read all the rest.

    Returns the clips of the objects that are cut, by the objects' addresses.
    """
    clips: dict[int, Rectangle] = {}
    texts: list[_Text] = []
    hidden = _hidden_forms(drawing, layers, index)
    white = _white_grounds(api, drawing)
    for number, (item, matrix, form) in enumerate(drawing.texts):
        box = bounds_of(api, item, matrix)
        clip = _clip(api, item)
        mode = api.FPDFTextObj_GetTextRenderMode(item)
        if (
            form in hidden
            or mode in _INVISIBLE
            or (clip is not None and not _meet(box, clip))
            or _has_hiding_mark(api, item, layers, index)
            or (white and covered(box, number, white))
            or (box[3] - box[1] < 2 * TINY and 0 < _size(api, item, matrix) < TINY)
        ):
            api.FPDFPageObj_SetIsActive(item, False)
            continue
        if (
            clip is not None
            and form is None
            and (box[0] < clip[0] - _LOOSE or box[2] > clip[2] + _LOOSE)
        ):
            clips[ctypes.addressof(item.contents)] = clip
        # The size is asked for where it matters.
        look = Light(_lightness(api, item), 0.0, "", box, mode in _OUTLINES)
        texts.append(_Text(item, look))
        _widen(api, item, box)
    if texts:
        _take_out_light(api, handle, drawing, texts)
    return clips


def _white_grounds(api: Any, drawing: Drawing) -> list[tuple[Rectangle, int]]:
    """Return what is filled white over text, each with the number of texts drawn before it."""
    return [
        (box, before)
        for item, box, before in drawing.grounds
        if before and _lightness(api, item) >= WHITE and _is_opaque(api, item)
    ]


def _is_opaque(api: Any, item: Any) -> bool:
    alpha = ctypes.c_uint(255)
    unused = [ctypes.c_uint() for _ in range(3)]
    return bool(api.FPDFPageObj_GetFillColor(item, *unused, alpha)) and alpha.value == 255


def _widen(api: Any, item: Any, box: Rectangle) -> None:
    """Give extent to text that has none.

    The outline of a letter comes from the machine's fonts where the file does not bring its own. On
    a machine without them the letter has none, and PDFium leaves out what has no extent: a letter
    that stands alone, a line that runs upwards. An outline that is stroked has the extent of its
    stroke.
    """
    if box[2] - box[0] < _NOTHING or box[3] - box[1] < _NOTHING:
        api.FPDFPageObj_SetStrokeWidth(item, 1.0)
        api.FPDFTextObj_SetTextRenderMode(item, api.FPDF_TEXTRENDERMODE_FILL_STROKE)
        # A transformation, even one that moves nothing, has the extent reckoned again.
        api.FPDFPageObj_Transform(item, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


# --- layers and marks ---


def _hidden_forms(drawing: Drawing, layers: Layers, index: int) -> set[int]:
    if not drawing.forms or not layers.possible:
        return set()
    hidden = layers.hidden_forms(index)
    # They are told by their order, so there must be as many.
    return {n for n, off in enumerate(hidden) if off} if len(hidden) == drawing.forms else set()


def _has_hiding_mark(api: Any, item: Any, layers: Layers, index: int) -> bool:
    """Say whether an object's marks make it a watermark, or of a layer that is off."""
    for number in range(max(api.FPDFPageObj_CountMarks(item), 0)):
        mark = api.FPDFPageObj_GetMark(item, number)
        name = _text_of(api.FPDFPageObjMark_GetName, mark)
        if name == "OC":
            layer = _layer_of(api, mark)
            if layer in layers.names_off if layer else layers.has_hidden_groups(index):
                return True
        elif name == "Artifact":
            kind = _text_of(api.FPDFPageObjMark_GetParamStringValue, mark, b"Subtype")
            if kind == "Watermark":
                return True
    return False


def _layer_of(api: Any, mark: Any) -> bytes:
    """Return the bytes of the name of the layer that a mark names, none where it names a group."""
    buffer, length = (ctypes.c_ubyte * 256)(), ctypes.c_ulong()
    if not api.FPDFPageObjMark_GetParamBlobValue(mark, b"Name", buffer, 256, length):
        return b""
    return bytes(buffer)[: length.value]


def _text_of(function: Any, *arguments: Any) -> str:
    """Return the text that one of PDFium's functions writes into a buffer."""
    buffer = (ctypes.c_ushort * 128)()
    length = ctypes.c_ulong()
    if not function(*arguments, buffer, ctypes.sizeof(buffer), length):
        return ""
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


# --- clips ---


def _clip(api: Any, item: Any) -> Rectangle | None:
    """Return the rectangle to which an object is cut, None where it is not."""
    path = api.FPDFPageObj_GetClipPath(item)
    count = api.FPDFClipPath_CountPaths(path) if path else 0
    if count < 1:
        return None
    clip = (float("-inf"), float("-inf"), float("inf"), float("inf"))
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        points = []
        for corner in range(api.FPDFClipPath_CountPathSegments(path, number)):
            segment = api.FPDFClipPath_GetPathSegment(path, number, corner)
            api.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            clip = (
                max(clip[0], min(xs)),
                max(clip[1], min(ys)),
                min(clip[2], max(xs)),
                min(clip[3], max(ys)),
            )
    return clip


def _meet(box: Rectangle, clip: Rectangle) -> bool:
    return box[0] <= clip[2] and clip[0] <= box[2] and box[1] <= clip[3] and clip[1] <= box[3]


# --- light ink ---


def _lightness(api: Any, item: Any) -> float:
    """Return how light text shows on white paper, from 0 (black) to 255 (nothing to be seen)."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not api.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return 0.0
    return lightness(red.value, green.value, blue.value, alpha.value)


def _take_out_light(api: Any, handle: Any, drawing: Drawing, texts: Sequence[_Text]) -> None:
    """Take out the texts that are watermarks, and what is white on white."""
    ink = median([text.look.lightness for text in texts])
    if not any(
        may_be_none(text.look, ink, HUGE) or text.look.box[3] - text.look.box[1] > HUGE
        for text in texts
    ):
        return
    texts = [text._replace(look=text.look._replace(size=_size(api, text.item))) for text in texts]
    size = median([text.look.size for text in texts])
    light = [text for text in texts if may_be_none(text.look, ink, size)]
    if light:
        grounds = [box for item, box, _ in drawing.grounds if _lightness(api, item) < WHITE]
        light = [text for text in light if not any(_holds(g, text.look.box) for g in grounds)]
    if not light:
        return
    own = {id(text) for text in light}
    others = [text.look.box for text in texts if id(text) not in own]
    words = _words(api, handle, light)
    found = [text.look._replace(words=own) for text, own in zip(light, words, strict=True)]
    page = Page(size, ink, others, drawing.rules)
    for text, is_none in zip(light, no_text(found, page), strict=True):
        if is_none:
            api.FPDFPageObj_SetIsActive(text.item, False)


def _size(api: Any, item: Any, around: Matrix = UNMOVED) -> float:
    """Return the size of the letters of a text that stands in forms with this matrix."""
    size, matrix = ctypes.c_float(), api.FS_MATRIX()
    api.FPDFTextObj_GetFontSize(item, size)
    api.FPDFPageObj_GetMatrix(item, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    if around is not UNMOVED:
        scale *= (around[2] ** 2 + around[3] ** 2) ** 0.5
    return float(size.value * scale)


def _holds(ground: Rectangle, box: Rectangle) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] <= x <= ground[2] and ground[1] <= y <= ground[3]


def _words(api: Any, handle: Any, texts: Sequence[_Text]) -> list[str]:
    """Return what each of these objects says, as `words_of` does."""
    page = api.FPDFText_LoadPage(handle)
    words = []
    for text in texts:
        length = api.FPDFTextObj_GetText(text.item, page, None, 0)
        buffer = (ctypes.c_ushort * max(length // 2, 1))()
        api.FPDFTextObj_GetText(text.item, page, buffer, length)
        words.append(words_of(bytes(buffer).decode("utf-16-le", "replace")))
    api.FPDFText_ClosePage(page)
    return words
