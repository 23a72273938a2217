"""What is drawn on a page of an OFD: text, paths, pictures and groups (GB/T 33190, 8 to 13)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from xml.etree.ElementTree import Element

from gklint.readers.limits import Deadline, Limits
from gklint.readers.ofd.elements import (
    PITCH,
    UNMOVED,
    Matrix,
    boundary,
    child,
    deltas,
    ink_of,
    local,
    number,
    placed,
    text_of,
    width_of,
)
from gklint.readers.pdf.light import (
    TINY,
    WHITE,
    Light,
    covered,
    may_be_none,
    no_text,
    words_of,
)
from gklint.readers.pdf.light import Page as Surroundings
from gklint.readers.pdf.page import (
    Glyph,
    Page,
    Rectangle,
    Rule,
    drawn_on,
    turned,
    turned_glyph,
)

Point = tuple[float, float]

_POINTS_A_MM = 72 / 25.4
#: What is thinner is a ruling line, in points.
_THIN = 3.0
_SLANT = math.radians(5)
#: How far a letter goes down from its base line, in sizes of the font.
_DESCENT = 0.2
#: How many numbers each command of a path takes, and which of them draw curves.
_COMMANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_CURVES = "QBA"


class Canvas:
    """Takes the objects of a page and of its templates."""

    def __init__(
        self,
        number: int,
        box: Sequence[float],
        units: dict[str, Element],
        limits: Limits,
        deadline: Deadline,
    ) -> None:
        self.number = number
        self.box = box
        self.units = units
        self.limits = limits
        self.deadline = deadline
        self.objects = 0
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.unknown = 0
        self.covered = 0.0
        self.shapes: list[Rectangle] = []
        self.pictures: list[Rectangle] = []
        #: The texts, each with its letters.
        self.texts: list[tuple[Light, list[Glyph]]] = []
        #: What is filled under text and over it, whether it is white, and how many texts are drawn
        #: before it.
        self.grounds: list[tuple[Rectangle, bool, int]] = []

    def draw(self, root: Element) -> None:
        """Take what a page or a template shows; raises UnreadableFile beyond the limits."""
        content = child(root, "Content")
        for layer in content if content is not None else ():
            self._group(layer, UNMOVED, 1)

    def page(self) -> Page:
        """Return the page, turned so that most of its text runs to the right."""
        width, height = self.box[2] * _POINTS_A_MM, self.box[3] * _POINTS_A_MM
        self._take_out_light()
        turns = Counter(glyph.turn for glyph in self.glyphs)
        turn = turns.most_common(1)[0][0] if turns else 0
        if turn:
            self.glyphs = [turned_glyph(glyph, turn) for glyph in self.glyphs]
            boxes = [turned(_box_of(rule), turn) for rule in self.rules]
            self.rules = []
            for box in boxes:
                self._line(box)
        return Page(
            self.number,
            turned((0.0, 0.0, width, height), turn),
            self.glyphs,
            self.rules,
            self.unknown,
            min(self.covered, 1.0),
            len(self.shapes),
            turn,
            [turned(box, turn) for box in drawn_on(self.pictures, self.shapes)],
        )

    def _take_out_light(self) -> None:
        """Take out the texts that are watermarks, white on white, or covered."""
        white = [(box, before) for box, is_white, before in self.grounds if is_white and before]
        out = [
            white != [] and covered(text.box, index, white)
            for index, (text, _) in enumerate(self.texts)
        ]
        shown = [each for each, is_out in zip(self.texts, out, strict=True) if not is_out]
        usual = median([text.lightness for text, _ in shown]) if shown else 0.0
        size = median([text.size for text, _ in shown]) if shown else 0.0
        dark = [box for box, is_white, _ in self.grounds if not is_white]
        light = [
            (text, glyphs)
            for text, glyphs in shown
            if may_be_none(text, usual, size)
            and not any(_holds(ground, glyphs[0]) for ground in dark)
        ]
        gone = [glyphs for (_, glyphs), is_out in zip(self.texts, out, strict=True) if is_out]
        if light:
            own = {id(glyphs) for _, glyphs in light}
            others = [text.box for text, glyphs in shown if id(glyphs) not in own]
            around = Surroundings(size, usual, others, self.rules)
            none = no_text([text for text, _ in light], around)
            gone += [glyphs for (_, glyphs), is_none in zip(light, none, strict=True) if is_none]
        if gone:
            ids = {id(glyph) for glyphs in gone for glyph in glyphs}
            self.glyphs = [glyph for glyph in self.glyphs if id(glyph) not in ids]

    def _take(self, objects: int) -> None:
        self.objects += objects
        self.limits.check("elements", self.objects)
        self.deadline.check()

    def _group(self, group: Element, matrix: Matrix, depth: int) -> None:
        self.limits.check("nesting", depth)
        for item in group:
            self._take(1)
            if item.get("Visible") == "false" or item.get("Alpha") == "0":
                continue
            kind = local(item)
            if kind == "TextObject":
                self._text(item, placed(item, matrix))
            elif kind == "PathObject":
                self._path(item, placed(item, matrix))
            elif kind == "ImageObject":
                left, bottom, right, top = self._box(item, matrix)
                self.pictures.append((left, bottom, right, top))
                area = self.box[2] * self.box[3] * _POINTS_A_MM**2
                self.covered += (right - left) * (top - bottom) / area
            elif kind == "PageBlock":
                self._group(item, matrix, depth + 1)
            elif kind == "CompositeObject":
                content = child(self.units.get(item.get("ResourceID", "")), "Content")
                if content is not None:
                    self._group(content, placed(item, matrix), depth + 1)

    def _point(self, matrix: Matrix, x: float, y: float) -> Point:
        """Return a point of an object in points from the lower left corner of the page."""
        a, b, c, d, e, f = matrix
        left, top, _, height = self.box
        return (
            (a * x + c * y + e - left) * _POINTS_A_MM,
            (height - (b * x + d * y + f - top)) * _POINTS_A_MM,
        )

    def _box(self, item: Element, matrix: Matrix) -> Rectangle:
        x, y, width, height = boundary(item)
        return _around(
            [self._point(matrix, x + dx, y + dy) for dx in (0, width) for dy in (0, height)]
        )

    # --- text ---

    def _text(self, item: Element, matrix: Matrix) -> None:
        turn = _quarter(math.atan2(-matrix[1], matrix[0]))
        size = number(item.get("Size"), 0.0)
        if turn is None or size <= 0:
            # Aslant stand watermarks and seals.
            return
        ink = ink_of(item)
        if ink is None:
            return
        first = len(self.glyphs)
        stretch = number(item.get("HScale"), 1.0) or 1.0
        x = y = 0.0
        for code in item:
            if local(code) != "TextCode":
                continue
            # A piece without a place of its own begins where the one before it did.
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            text = "".join(c for c in code.text or "" if c == "\t" or ord(c) >= 32)
            self._take(len(text))
            right = deltas(code.get("DeltaX"), len(text) - 1)
            down = deltas(code.get("DeltaY"), len(text) - 1)
            at_x, at_y = x, y
            for index, character in enumerate(text):
                width = width_of(character, size) * stretch
                step = right[index] if index < len(right) else 0.0 if index < len(down) else width
                if 0 < step <= max(width, size * PITCH):
                    width = step
                self._letter(character, matrix, (at_x, at_y), width, size, turn)
                at_x += step
                at_y += down[index] if index < len(down) else 0.0
        glyphs = self.glyphs[first:]
        points = size * math.hypot(matrix[2], matrix[3]) * _POINTS_A_MM
        if points < TINY or self._is_cut_off(item, matrix, glyphs):
            del self.glyphs[first:]
        elif glyphs:
            box = _around([(g.left, g.bottom) for g in glyphs] + [(g.right, g.top) for g in glyphs])
            words = words_of("".join(glyph.text for glyph in glyphs))
            outlined = item.get("Fill") == "false"
            self.texts.append((Light(ink, points, words, box, outlined), glyphs))

    def _is_cut_off(self, item: Element, matrix: Matrix, glyphs: Sequence[Glyph]) -> bool:
        """Say whether nothing of a text is inside what it is cut to, or all is beside the paper."""
        clips = child(item, "Clips")
        beside = glyphs and (glyphs[-1].right <= 0 or glyphs[0].left >= self.box[2] * _POINTS_A_MM)
        if clips is None or not glyphs or beside:
            return bool(beside)
        areas = [area for clip in clips for area in clip if local(area) == "Area"]
        boxes = []
        for area in areas:
            path = child(area, "Path")
            if path is None:
                return False
            inner = placed(area, matrix)
            x, y, width, height = boundary(path)
            boxes.append(
                _around(
                    [self._point(inner, x + dx, y + dy) for dx in (0, width) for dy in (0, height)]
                )
            )
        return bool(boxes) and not any(_holds(box, glyph) for box in boxes for glyph in glyphs)

    def _letter(
        self, character: str, matrix: Matrix, at: Point, width: float, size: float, turn: int
    ) -> None:
        x, y = at
        left, bottom, right, top = _around(
            [
                self._point(matrix, x + dx, y + dy)
                for dx in (0, width)
                for dy in (-(1 - _DESCENT) * size, _DESCENT * size)
            ]
        )
        base_x, base_y = self._point(matrix, x, y)
        base = (base_y, -base_x, -base_y, base_x)[turn // 90]
        # Letters of the private area mean something only together with their font.
        self.unknown += character == "\ufffd" or unicodedata.category(character) == "Co"
        character = " " if character == "\t" else character
        self.glyphs.append(Glyph(character, self.number, left, right, bottom, top, base, turn))

    # --- lines ---

    def _path(self, item: Element, matrix: Matrix) -> None:
        data = child(item, "AbbreviatedData")
        stroke = item.get("Stroke", "true") != "false"
        curved: list[Point] = []
        for points, is_curve in self._lines(text_of(data)):
            corners = [self._point(matrix, x, y) for x, y in points]
            curved += corners if is_curve else []
            if len(corners) > 1 and item.get("Fill") == "true":
                ink = ink_of(item)
                white = ink is not None and ink >= WHITE
                self.grounds.append((_around(corners), white, len(self.texts)))
            if len(corners) < 2 or is_curve or self._line(_around(corners)) or not stroke:
                # What is filled and not thin is the ground of a cell.
                continue
            for start, end in pairwise(corners):
                self._line(_around([start, end]))
        if curved:
            self.shapes.append(_around(curved))

    def _lines(self, data: str) -> Iterator[tuple[list[Point], bool]]:
        """Yield the corners of each part of a path, and whether there are curves in it."""
        points: list[Point] = []
        curved = False
        tokens = re.findall(r"[A-Za-z]|[-+.\d][-+.\deE]*", data)
        self._take(len(tokens))
        index = 0
        while index < len(tokens):
            command = tokens[index].upper()
            count = _COMMANDS.get(command, 0)
            values = [number(token, 0.0) for token in tokens[index + 1 : index + 1 + count]]
            index += 1 + count
            if command in "SM" and points:
                yield points, curved
                points, curved = [], False
            curved = curved or command in _CURVES
            if command == "C" and points:
                points.append(points[0])
            elif len(values) == count and count:
                points.append((values[-2], values[-1]))
        yield points, curved

    def _line(self, box: Rectangle) -> bool:
        """Keep a box as a ruling line if it is thin; say whether it is."""
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        if min(width, height) > _THIN:
            return False
        # A dot at a corner fixes lines of both directions.
        if height <= _THIN:
            self.rules.append(Rule(True, (bottom + top) / 2, left, right))
        if width <= _THIN:
            self.rules.append(Rule(False, (left + right) / 2, bottom, top))
        return True


def _quarter(angle: float) -> int | None:
    """Return the quarter turn in degrees that an angle in radians is, None where it is none."""
    quarter = round(angle / (math.pi / 2))
    return quarter % 4 * 90 if abs(angle - quarter * math.pi / 2) < _SLANT else None


def _holds(ground: Rectangle, glyph: Glyph) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return ground[0] <= x <= ground[2] and ground[1] <= y <= ground[3]


def _around(points: list[Point]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _box_of(rule: Rule) -> Rectangle:
    if rule.level:
        return rule.start, rule.at, rule.end, rule.at
    return rule.at, rule.start, rule.at, rule.end
