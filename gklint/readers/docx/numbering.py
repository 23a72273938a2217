"""Automatic numbers of paragraphs: the 一、 that Word prints and no run holds.

ECMA-376-1, 17.9. Levels count from 0 here, as in the file, and as %1 for the first one in texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from gklint.readers.docx.names import Node, at, attribute, child, children, is_on, number
from gklint.readers.docx.numerals import numeral
from gklint.readers.docx.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


class _Level(NamedTuple):
    """How one level counts; `restart` is the number of the level that sets it back, 0 for none."""

    start: int
    form: str
    text: str
    spaced: bool
    legal: bool
    restart: int | None
    style: str


class _List(NamedTuple):
    """A numbering (w:num): whose counters it moves, its levels, where it starts again."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Gives each paragraph its number; to be called in the order of the document.

    `load` gives the root of numbering.xml, None where there is no such part.
    """

    def __init__(self, load: Callable[[], Node | None], styles: Styles) -> None:
        self._load = load
        self._styles = styles
        self._abstract: dict[str, Node] = {}
        self._numbers: dict[str, Node] | None = None
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, own: Node | None, style: str) -> str:
        """Return the number that is printed before a paragraph with this w:numPr, "" for none."""
        num_id, level = self._own_or_style(own, style)
        if num_id is None:
            return ""
        found = self._list(num_id)
        if found is None:
            return ""
        if level is None:
            linked = {own.style: index for index, own in found.levels.items() if own.style}
            line = (linked[key] for key, _ in self._styles.line(style) if key in linked)
            level = next(line, 0)
        if level not in found.levels:
            return ""
        return self._text(found, level, self._count(num_id, found, level))

    def _own_or_style(self, own: Node | None, style: str) -> tuple[str | None, int | None]:
        num_id, level = self._styles.numbering(style)
        if own is None:
            return num_id, level
        own_id, own_level = child(own, "w:numId"), child(own, "w:ilvl")
        if own_id is not None:
            # The level of the style belongs to the style's numbering.
            num_id, level = attribute(own_id, "val"), 0
        if own_level is not None:
            level = number(own_level)
        return num_id, level

    def _list(self, num_id: str) -> _List | None:
        if self._numbers is None:
            root = self._load()
            self._abstract = {
                attribute(element, "abstractNumId"): element
                for element in children(root, "w:abstractNum")
            }
            self._numbers = {
                attribute(element, "numId"): element for element in children(root, "w:num")
            }
        if num_id not in self._lists:
            element = self._numbers.get(num_id)
            self._lists[num_id] = self._read(element) if element is not None else None
        return self._lists[num_id]

    def _read(self, element: Node) -> _List | None:
        key = self._definition(element)
        if key not in self._abstract:
            return None
        levels = {
            number(found, "ilvl"): _level(found) for found in children(self._abstract[key], "w:lvl")
        }
        starts = {}
        for override in children(element, "w:lvlOverride"):
            index = number(override, "ilvl")
            own, start = child(override, "w:lvl"), child(override, "w:startOverride")
            if own is not None:
                levels[index] = _level(own)
            if start is not None:
                starts[index] = number(start, default=1)
        return _List(key, levels, starts)

    def _definition(self, element: Node) -> str:
        """Return the id of the abstract numbering, through the numbering style it may link to."""
        named = child(element, "w:abstractNumId")
        key = attribute(named, "val") if named is not None else ""
        link = child(self._abstract.get(key), "w:numStyleLink")
        if link is not None:
            num_id, _ = self._styles.numbering(attribute(link, "val"))
            linked = child((self._numbers or {}).get(num_id or ""), "w:abstractNumId")
            key = attribute(linked, "val") if linked is not None else key
        return key

    def _count(self, num_id: str, found: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.counters, {})
        if level in found.starts and (num_id, level) not in self._started:
            self._started.add((num_id, level))
            counts[level] = found.starts[level] - 1
        counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        for above in range(level):
            if above in found.levels:
                counts.setdefault(above, found.levels[above].start)
        for below in range(level + 1, _LEVELS):
            own = found.levels.get(below)
            # A level is set back by any above it, or only by those up to the one it names.
            if own is None or own.restart is None or level < own.restart:
                counts.pop(below, None)
        return counts

    def _text(self, found: _List, level: int, counts: dict[int, int]) -> str:
        own = found.levels[level]
        if own.form == "bullet":
            return ""

        def printed(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            form = found.levels[index].form if index in found.levels else "decimal"
            if own.legal and index != level:
                form = "decimal"
            return numeral(counts.get(index, 0), form) if index <= level else ""

        text = _PLACE.sub(printed, own.text)
        return f"{text} " if text and own.spaced else text


def _level(element: Node) -> _Level:
    form, text, start = (child(element, name) for name in ("w:numFmt", "w:lvlText", "w:start"))
    if form is None:
        # Formats of newer versions of Word come with one that any version knows.
        form = at(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    suffix, restart, style = (
        child(element, name) for name in ("w:suff", "w:lvlRestart", "w:pStyle")
    )
    return _Level(
        number(start, default=0),
        attribute(form, "val", "decimal") if form is not None else "decimal",
        attribute(text, "val") if text is not None else "",
        suffix is not None and attribute(suffix, "val") == "space",
        is_on(element, "w:isLgl"),
        number(restart) if restart is not None else None,
        attribute(style, "val") if style is not None else "",
    )
