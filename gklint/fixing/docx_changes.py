"""From an edit of the text that was read out of a Word document to changes of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from gklint.model.diagnostics import Edit
from gklint.model.source import Source
from gklint.readers.docx.names import NAMES, Node, at, child
from gklint.readers.docx.places import Home, Letters, Places
from gklint.support.bilingual import Text

_AUTOMATIC = Text(
    "这是 Word 自动编号产生的，正文里没有这几个字；请在 Word 中修改编号格式",
    "an automatic number, which no text holds: change the numbering in Word",
)
_APART = Text(
    "要改之处跨段落或单元格，或有制表符、换行、特殊符号，没有改；请在 Word 中修改",
    "it goes over paragraphs or cells, or holds a tab, break or symbol: fix it in Word",
)
_BOUND = Text(
    "这里的内容由文档属性自动填入，改了也会被覆盖；请修改文档属性",
    "the text is filled in from a property of the document, which has to be changed instead",
)
_NO_TEXT = Text(
    "新内容中有正文里不能有的字符，没有改",
    "the new text has characters that a paragraph cannot hold",
)
#: XML has no control characters and no halves of pairs; tabs and line ends are elements in Word.
_NO_LETTER = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Unwritable(Exception):
    """An edit that cannot be made; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Change(NamedTuple):
    """`text` instead of the characters of a w:t from `start` up to `end`."""

    element: Node
    start: int
    end: int
    text: str


class Addition(NamedTuple):
    """A run with `text` at the end of a paragraph, or of a new one in a w:tc that has none.

    `properties` is the w:rPr to be copied for it, if any.
    """

    parent: Node
    text: str
    properties: Node | None


def changes_of(places: Places, source: Source, edit: Edit) -> Iterator[Change | Addition]:
    """Yield the changes that an edit comes to; raises Unwritable.

    What an edit leaves as it is at either end is not touched, so that it keeps its formatting; the
    rest is written where its first character stood.
    """
    if _NO_LETTER.search(edit.text):
        raise Unwritable(_NO_TEXT)
    letters = places.letters(edit.place)
    if letters is None:
        raise Unwritable(_APART)
    line = source.lines[edit.place.line - 1]
    old, new = line[edit.place.column - 1 : edit.place.end_column - 1], edit.text
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    old, new = old[before : len(old) - after], new[before : len(new) - after]
    start = letters.start + before
    if old:
        yield from _replacement(letters, start, start + len(old), new)
    elif new:
        # What is inserted looks like the text before it, or behind it where that is in the edit.
        beside = [_behind(letters, start), _before(letters, start)]
        yield _insertion(beside if before or not after else beside[::-1], new) or _addition(
            places, edit, new
        )


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _replacement(letters: Letters, start: int, end: int, text: str) -> Iterator[Change]:
    covered: dict[Node, list[int]] = {}
    for home in letters.homes[start:end]:
        if home is None:
            raise Unwritable(_APART)
        _check(home)
        covered.setdefault(home.element, []).append(home.offset)
    if _empties_a_paragraph(letters, start, end, bool(text)):
        raise Unwritable(_APART)
    for element, offsets in covered.items():
        yield Change(element, offsets[0], offsets[-1] + 1, text)
        text = ""


def _empties_a_paragraph(letters: Letters, start: int, end: int, has_text: bool) -> bool:
    """Say whether of several paragraphs that the stretch covers one would be left without text."""

    def paragraphs(homes: Sequence[Home | None]) -> list[Node]:
        return list(
            dict.fromkeys(
                _paragraph_of(home.element) for home in homes if home and home.element is not None
            )
        )

    covered = paragraphs(letters.homes[start:end])
    if len(covered) < 2:
        return False
    left = paragraphs([*letters.homes[:start], *letters.homes[end:]])
    rest = covered[1:] if has_text else covered
    return any(paragraph not in left for paragraph in rest)


def _before(letters: Letters, at: int) -> Home | None:
    """Return the place before character `at`, in the element that holds it."""
    return letters.homes[at] if at < len(letters.homes) else None


def _behind(letters: Letters, at: int) -> Home | None:
    """Return the same place in the element that holds the character before."""
    home = letters.homes[at - 1] if at else None
    return home and home._replace(offset=home.offset + 1)


def _insertion(beside: Sequence[Home | None], text: str) -> Change | None:
    """Return the insertion at the first of these homes that is text, None where there is nothing
    but automatic numbers."""
    homes = [home for home in beside if home and home.element is not None]
    for home in homes:
        element, offset = home
        if element is not None and NAMES[element.tag] == "w:t":
            _check(home)
            return Change(element, offset, offset, text)
    if homes:
        raise Unwritable(_APART)
    return None


def _addition(places: Places, edit: Edit, text: str) -> Change | Addition:
    """Return the change that writes into a paragraph or cell without text."""
    location = places.find(edit.place)
    if location is None or (location.paragraph is None and location.cell is None):
        raise Unwritable(_APART)
    own = child(location.paragraph, "w:r")
    blank = child(own, "w:t")
    if blank is not None and not (blank.text or "").strip():
        return Change(blank, 0, len(blank.text or ""), text)
    properties = child(own, "w:rPr")
    if properties is None:
        properties = at(location.paragraph, "w:pPr", "w:rPr")
    if properties is None and location.cell is not None:
        properties = _properties_beside(places, location.cell, text)
    parent = location.cell if location.paragraph is None else location.paragraph
    return Addition(parent, text, properties)


def _properties_beside(places: Places, cell: Node, text: str) -> Node | None:
    """Return the w:rPr of the nearest cell with text: for a number of one with a number."""
    found = None
    for words in places.paragraphs_around(cell):
        element = next((piece.element for piece in words.pieces if piece.text.strip()), None)
        if element is None or NAMES[element.getparent().tag] != "w:r":
            continue
        found = element if found is None else found
        if words.text.strip().isdecimal() or not text.isdecimal():
            found = element
            break
    return None if found is None else child(found.getparent(), "w:rPr")


def _check(home: Home) -> None:
    """Raise Unwritable for what is no text of a run, or would not stay as it is written."""
    if home.element is None:
        raise Unwritable(_AUTOMATIC)
    if NAMES[home.element.tag] != "w:t":
        raise Unwritable(_APART)
    for around in home.element.iterancestors():
        properties = child(around, "w:sdtPr") if NAMES[around.tag] == "w:sdt" else None
        if properties is not None and any(
            NAMES[one.tag].endswith(":dataBinding") for one in properties
        ):
            raise Unwritable(_BOUND)


def _paragraph_of(element: Node) -> Node:
    return next(found for found in element.iterancestors() if NAMES[found.tag] == "w:p")
