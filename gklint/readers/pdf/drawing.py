"""What is drawn on a PDF page: ruling lines, pictures, shapes, and the objects of its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gklint.readers.limits import Deadline, Limits
from gklint.readers.pdf.page import Rectangle, Rule

#: What is thinner is a ruling line, drawn as a stroke or filled.
_THIN = 3.0
#: A path with more corners than a rectangle has.
_RECTANGLE = 6
#: So many objects are looked at between two looks at the clock.
_STRIDE = 2_000

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawing_of(api: Any, handle: Any, limits: Limits, deadline: Deadline) -> Drawing:
    """Return what is drawn on a page; `api` are PDFium's functions, `handle` is its page."""
    drawing = Drawing(api, limits, deadline)
    kind_of, text = api.FPDFPageObj_GetType, api.FPDF_PAGEOBJ_TEXT
    for index in range(api.FPDFPage_CountObjects(handle)):
        item = api.FPDFPage_GetObject(handle, index)
        # Most objects are text: nothing here is worth a call of a function for each of them.
        if kind_of(item) == text:
            drawing.texts.append((item, UNMOVED, None))
        else:
            drawing.add(item, UNMOVED, 0)
    return drawing


class Drawing:
    """The lines of a page, how much pictures cover, how many shapes are no lines or rectangles.

    `texts` are the objects of its text, each with the matrix of the forms that it stands in and the
    number of the outermost of them, of which there are `forms`. `grounds` are what is filled under
    text, each with the number of texts that are drawn before it.
    """

    def __init__(self, api: Any, limits: Limits, deadline: Deadline) -> None:
        self.api = api
        self.limits = limits
        self.deadline = deadline
        self.seen = 0
        self.covered = 0.0
        self.shapes: list[Rectangle] = []
        self.rules: list[Rule] = []
        self.texts: list[tuple[Any, Matrix, int | None]] = []
        self.grounds: list[tuple[Any, Rectangle, int]] = []
        self.images: list[Rectangle] = []
        self.forms = 0

    def add(self, item: Any, matrix: Matrix, depth: int) -> None:
        """Look at an object that stands `depth` forms deep, moved by `matrix`."""
        api = self.api
        self._count(1)
        kind = api.FPDFPageObj_GetType(item)
        if kind == api.FPDF_PAGEOBJ_TEXT:
            self.texts.append((item, matrix, self.forms - 1))
        elif kind == api.FPDF_PAGEOBJ_PATH:
            self._path(item, matrix)
        elif kind == api.FPDF_PAGEOBJ_IMAGE:
            box = left, bottom, right, top = bounds_of(api, item, matrix)
            self.covered += (right - left) * (top - bottom)
            self.images.append(box)
        elif kind == api.FPDF_PAGEOBJ_FORM:
            self.limits.check("nesting", depth + 1)
            self.forms += not depth
            inner = api.FS_MATRIX()
            api.FPDFPageObj_GetMatrix(item, inner)
            inner = _times(_values(inner), matrix)
            for index in range(api.FPDFFormObj_CountObjects(item)):
                self.add(api.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _path(self, item: Any, matrix: Matrix) -> None:
        api = self.api
        box = bounds_of(api, item, matrix)
        if self._line(box):
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        api.FPDFPath_GetDrawMode(item, fill, stroke)
        corners = api.FPDFPath_CountSegments(item)
        if fill.value and corners <= _RECTANGLE:
            self.grounds.append((item, box, len(self.texts)))
        if not stroke.value and (not fill.value or corners <= _RECTANGLE):
            # The ground of a cell; where cells end the lines say.
            return
        own = api.FS_MATRIX()
        api.FPDFPageObj_GetMatrix(item, own)
        curved = False
        for points in self._parts(item, corners, _times(_values(own), matrix)):
            if points is None:
                curved = True
            elif stroke.value:
                for start, end in pairwise(points):
                    self._line(_around([start, end]))
            elif len(points) > 1:
                self._line(_around(points))
        if curved:
            self.shapes.append(box)

    def _parts(
        self, item: Any, corners: int, matrix: Matrix
    ) -> Iterator[list[tuple[float, float]] | None]:
        """Yield the corners of each part of a path, None for a curve."""
        api = self.api
        self._count(corners)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(corners):
            segment = api.FPDFPath_GetPathSegment(item, index)
            kind = api.FPDFPathSegment_GetType(segment)
            if kind == api.FPDF_SEGMENT_BEZIERTO:
                yield None
                points = []
                continue
            if kind == api.FPDF_SEGMENT_MOVETO:
                yield points
                points = []
            api.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_moved(matrix, x.value, y.value))
            if points and api.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        yield points

    def _line(self, box: Rectangle) -> bool:
        """Keep a box as a ruling line if it is thin; say whether it is."""
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        if width > _THIN and height > _THIN:
            return False
        # A dot at a corner fixes lines of both directions.
        if height <= _THIN:
            self.rules.append(Rule(True, (bottom + top) / 2, left, right))
        if width <= _THIN:
            self.rules.append(Rule(False, (left + right) / 2, bottom, top))
        return True

    def _count(self, number: int) -> None:
        if self.seen // _STRIDE != (self.seen + number) // _STRIDE:
            self.deadline.check()
        self.seen += number
        self.limits.check("elements", self.seen)


def bounds_of(api: Any, item: Any, matrix: Matrix) -> Rectangle:
    """Return the rectangle of an object that forms with this matrix move."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    api.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    box = left.value, bottom.value, right.value, top.value
    if matrix is UNMOVED:
        return box
    return _around([_moved(matrix, x, y) for x in box[::2] for y in box[1::2]])


def _values(matrix: Any) -> Matrix:
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
