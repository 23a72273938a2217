"""What the styles of a Word document say of paragraphs and runs: numbering, hidden text, contents.

ECMA-376-1, 17.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from gklint.readers.docx.names import (
    NAMES,
    Node,
    at,
    attribute,
    child,
    children,
    is_switched_on,
    number,
)

#: The names of the styles of a table of contents are the same in every language of Word.
_CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
_PLACEHOLDER = "placeholder text"

_ROOT = re.compile(rb"<w:styles\s[^>]*>")
_START = re.compile(rb"<w:style\s[^>]*>")
_END = b"</w:style>"
_ID = re.compile(rb"""\sw:styleId\s*=\s*["']([^"']*)["']""")


class Look(NamedTuple):
    """How text looks: hidden, struck out, raised, white; None where that is not said.

    `white` is False on a ground of its own.
    """

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    white: bool | None = None

    def over(self, other: Look) -> Look:
        """Return this look, and what it does not say as the other one says it."""
        return Look(*(a if a is not None else b for a, b in zip(self, other, strict=True)))


#: The look of text of which nothing is said.
PLAIN = Look()
_LOOKS = frozenset(
    (
        "w:vanish",
        "w:strike",
        "w:dstrike",
        "w:vertAlign",
        "w:position",
        "w:color",
        "w:shd",
        "w:highlight",
        "w:sz",
    )
)
#: Letters of so many half points are too small to be seen.
_TINY = 3
#: Text is raised by at least so many half points.
_RAISED = 4


class _Style(NamedTuple):
    """One style."""

    based_on: str
    name: str
    num_id: str | None
    level: int | None
    look: Look


class Styles:
    """The styles by id, out of styles.xml.

    `load` gives the bytes of that part, b"" where there is none, and `parse` makes a tree of XML.
    Word and python-docx write hundreds of styles, of which a report uses three: only what is asked
    for is parsed, or it would be half of the time of reading a report.
    """

    def __init__(self, load: Callable[[], bytes], parse: Callable[[bytes], Node]) -> None:
        self._load = load
        self._parse = parse
        self._pieces: dict[str, bytes] | None = None
        self._styles: dict[str, _Style | None] = {}
        self._looks: dict[str, Look] = {"": PLAIN}
        self._numbering: dict[str, tuple[str | None, int | None]] = {}

    def _find(self, key: str) -> _Style | None:
        if self._pieces is None:
            raw = self._load()
            self._pieces = _pieces(raw)
            if raw and not self._pieces:
                # Written in another way than programs do.
                self._styles = {
                    attribute(element, "styleId"): _style(element)
                    for element in children(self._parse(raw), "w:style")
                }
        if key not in self._styles:
            piece = self._pieces.get(key)
            element = child(self._parse(piece), "w:style") if piece else None
            self._styles[key] = _style(element) if element is not None else None
        return self._styles[key]

    def line(self, key: str) -> Iterator[tuple[str, _Style]]:
        """Yield the style and those that it is based on, with their ids."""
        seen = set()
        while key and key not in seen and (style := self._find(key)):
            yield key, style
            seen.add(key)
            key = style.based_on

    def numbering(self, key: str) -> tuple[str | None, int | None]:
        """Return the numbering (its numId) and the level that a paragraph style asks for."""
        if key not in self._numbering:
            num_id = level = None
            for _, style in self.line(key):
                level = style.level if level is None else level
                if style.num_id is not None:
                    num_id = style.num_id
                    break
            self._numbering[key] = num_id, level
        return self._numbering[key]

    def look(self, key: str) -> Look:
        """Return how the style makes its text look."""
        if key not in self._looks:
            look = PLAIN
            for _, style in self.line(key):
                look = look.over(style.look)
            self._looks[key] = look
        return self._looks[key]

    def is_placeholder(self, key: str) -> bool:
        """Say whether it is the style in which Word says what to fill in."""
        return any(style.name.lower() == _PLACEHOLDER for _, style in self.line(key))

    def is_contents(self, key: str) -> bool:
        """Say whether it is a style of the lines of a table of contents."""
        style = self._find(key) if key else None
        return style is not None and bool(_CONTENTS.match(style.name))


def look_of(properties: Mapping[str, Node]) -> Look:
    """Return how these properties of a run make it look, by their names."""
    if not _LOOKS & properties.keys():
        return PLAIN
    return Look(
        _is_tiny(properties) or _is_on(properties, "w:vanish"),
        _is_on(properties, "w:strike") or _is_on(properties, "w:dstrike"),
        _is_raised(properties),
        _is_white(properties),
    )


def _is_raised(properties: Mapping[str, Node]) -> bool | None:
    """Say whether text stands higher or lower than the line: no figure of it is a number's."""
    align, position = properties.get("w:vertAlign"), properties.get("w:position")
    if align is not None:
        return attribute(align, "val") in ("superscript", "subscript")
    if position is None:
        return None
    # Text of the usual size is moved to stand in the middle of its line.
    return (number(position) or 0) >= _RAISED and "w:sz" in properties


def _is_tiny(properties: Mapping[str, Node]) -> bool | None:
    size = properties.get("w:sz")
    points = number(size) if size is not None else None
    return True if points is not None and 0 < points <= _TINY else None


def _is_white(properties: Mapping[str, Node]) -> bool | None:
    if "w:shd" in properties or "w:highlight" in properties:
        return False
    color = properties.get("w:color")
    return None if color is None else attribute(color, "val").upper() == "FFFFFF"


def _is_on(properties: Mapping[str, Node], name: str) -> bool | None:
    found = properties.get(name)
    return None if found is None else is_switched_on(found)


def _pieces(raw: bytes) -> dict[str, bytes]:
    """Return for each style XML that holds it alone; nothing where `raw` is written otherwise."""
    root = _ROOT.search(raw)
    if root is None or b"<!" in raw:
        return {}
    pieces: dict[str, bytes] = {}
    for start in _START.finditer(raw):
        key, end = _ID.search(start[0]), raw.find(_END, start.end())
        if key is None or end < 0:
            return {}
        style = raw[start.start() : end + len(_END)]
        pieces[key[1].decode("utf-8", "replace")] = root[0] + style + b"</w:styles>"
    return pieces


def _style(element: Node) -> _Style:
    numbering = at(element, "w:pPr", "w:numPr")
    num_id, level = child(numbering, "w:numId"), child(numbering, "w:ilvl")
    based_on, name = child(element, "w:basedOn"), child(element, "w:name")
    own = child(element, "w:rPr")
    return _Style(
        attribute(based_on, "val") if based_on is not None else "",
        attribute(name, "val") if name is not None else "",
        attribute(num_id, "val") if num_id is not None else None,
        number(level) if level is not None else None,
        look_of({} if own is None else {NAMES[part.tag]: part for part in own}),
    )
