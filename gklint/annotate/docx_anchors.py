"""The marks in a Word document's text between which a comment stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from gklint.readers.docx.names import NAMES, Node, attribute
from gklint.readers.docx.opening import WordDocument
from gklint.readers.docx.places import Location, Segment
from gklint.readers.docx.runs import new_element, split_run_before, split_text

#: What marks may stand in, beside a paragraph itself. Anything else that holds text within a
#: paragraph (content controls, formulas, text boxes) is marked from outside.
_OPEN = frozenset(
    (
        "w:hyperlink",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:customXml",
        "w:fldSimple",
        "w:dir",
        "w:bdo",
    )
)
_MARKS = frozenset(("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"))


class _Anchor(NamedTuple):
    location: Location
    number: int


def remove_anchors(root: Node, numbers: Collection[int]) -> None:
    """Take the marks of the comments with these ids out of a document."""
    if not numbers:
        return
    for element in [found for found in root.iter() if NAMES[found.tag] in _MARKS]:
        if attribute(element, "id") not in {str(number) for number in numbers}:
            continue
        run = element.getparent()
        run.remove(element)
        left = [NAMES[found.tag] for found in run]
        if NAMES[run.tag] == "w:r" and left in ([], ["w:rPr"]):
            run.getparent().remove(run)


class Anchors:
    """Collects where comments belong, then writes the marks of all of them.

    All runs are split before the first mark is written, so that places stay true.
    """

    def __init__(self, document: WordDocument) -> None:
        self._root = document.root
        self._anchors: list[_Anchor] = []
        #: For each w:t that was split, its parts: the offset at which each begins.
        self._parts: dict[Node, list[tuple[int, Node]]] = {}
        self._written: set[Node] = set()

    def add(self, location: Location, number: int) -> None:
        """Note that the comment of this id stands at the location."""
        self._anchors.append(_Anchor(location, number))

    def write(self) -> None:
        """Split the runs and write the marks."""
        ends = [anchor.location.segments for anchor in self._anchors if anchor.location.segments]
        self._split_texts(ends)
        for segments in ends:
            _split_before(self._first(segments))
            after = self._last(segments).getnext()
            if after is not None:
                _split_before(after)
        for anchor in self._anchors:
            self._write(anchor)

    def _split_texts(self, ends: list[tuple[Segment, ...]]) -> None:
        cuts: dict[Node, set[int]] = {}
        for segments in ends:
            first, last = segments[0], segments[-1]
            cuts.setdefault(first.element, set()).add(first.start)
            cuts.setdefault(last.element, set()).add(last.end)
        for element, offsets in cuts.items():
            if NAMES[element.tag] == "w:t" and _splits(element):
                self._parts[element] = split_text(element, offsets)

    def _first(self, segments: tuple[Segment, ...]) -> Node:
        element, start, _ = segments[0]
        return next(
            (part for offset, part in self._parts.get(element, ()) if offset == start), element
        )

    def _last(self, segments: tuple[Segment, ...]) -> Node:
        element, _, end = segments[-1]
        parts = [part for offset, part in self._parts.get(element, ()) if offset < end]
        return parts[-1] if parts else element

    def _write(self, anchor: _Anchor) -> None:
        number = str(anchor.number)
        start, end = (
            new_element(self._root, f"commentRange{side}", id=number) for side in ("Start", "End")
        )
        reference = new_element(self._root, "r")
        reference.append(new_element(self._root, "commentReference", id=number))
        location = anchor.location
        if location.segments:
            first, last = (
                _marked(self._first(location.segments)),
                _marked(self._last(location.segments)),
            )
            first.addprevious(start)
            last = self._behind(last)
            last.addnext(end)
        else:
            paragraph = self._empty_paragraph(location)
            paragraph.append(start)
            paragraph.append(end)
        end.addnext(reference)
        self._written |= {end, reference}

    def _behind(self, element: Node) -> Node:
        """Return the last mark that an earlier comment has right behind the element."""
        while (after := element.getnext()) is not None and after in self._written:
            element = after
        return element

    def _empty_paragraph(self, location: Location) -> Node:
        """Return the paragraph for a comment on what has no text: that of a blank cell, mostly."""
        if location.paragraph is not None:
            return _outermost(location.paragraph)
        paragraph = new_element(self._root, "p")
        if location.cell is not None:
            location.cell.append(paragraph)
        return paragraph


def _split_before(element: Node) -> None:
    if _splits(element):
        split_run_before(element)


def _splits(element: Node) -> bool:
    """Say whether the run that holds the element can be split there."""
    run = element.getparent()
    return NAMES[run.tag] == "w:r" and _marked(element) is run


def _outermost(element: Node) -> Node:
    """Return the paragraph that the element is in, of several the one that holds the others: a
    text box takes no comments."""
    around = [found for found in (element, *element.iterancestors()) if NAMES[found.tag] == "w:p"]
    return around[-1]


def _marked(element: Node) -> Node:
    """Return what the marks of a comment on the element stand before and behind."""
    paragraph = _outermost(element)
    way = [element]
    for found in element.iterancestors():
        if found is paragraph:
            break
        way.append(found)
    while NAMES[way[-1].tag] in _OPEN and len(way) > 1:
        way.pop()
    return way[-1]
