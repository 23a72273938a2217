"""The body of a Word document as paragraphs and tables in their order.

What is read, annotated and fixed goes through here, so that a place in the extracted text and a
place in the XML are found from one another. Works on trees of xml.etree and of lxml alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.readers.document import plain
from gklint.readers.docx.grid import Placed, grid
from gklint.readers.docx.names import NAMES, Node, at, attribute, branch, child
from gklint.readers.docx.numbering import Numbering
from gklint.readers.docx.styles import Styles
from gklint.readers.docx.words import Collector, Piece, Words, is_prompt
from gklint.readers.limits import Deadline, Limits
from gklint.readers.nested import Content, is_frame, spliced

_WESTERN = re.compile(r"[!-~]")

#: What is opened on the way to paragraphs and tables. Whatever is not listed holds none.
_AROUND = frozenset(
    ("w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:Choice", "mc:Fallback")
)

#: Paragraphs between two looks at the clock.
_STEP = 500


class Cell(NamedTuple):
    """A cell with its corner in the grid (from 0) and spans (from 1), and what it holds."""

    element: Node
    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[BodyBlock, ...]

    @property
    def words(self) -> Iterator[Words]:
        """The cell's paragraphs, those of tables within it included."""
        for block in self.blocks:
            if isinstance(block, Words):
                yield block
            else:
                for cell in block.cells:
                    yield from cell.words

    @property
    def text(self) -> str:
        """The text of the paragraphs, one a line."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Words):
            return self.blocks[0].text
        return "\n".join([words.text for words in self.words])


class WordTable(NamedTuple):
    """A table, each merged cell once."""

    cells: tuple[Cell, ...]


BodyBlock = Words | WordTable


class Body(NamedTuple):
    """What a document holds, and what it holds besides that cannot be read.

    `has_pictures` tells of pictures, `has_chunks` of files of other kinds put in as they are.
    """

    blocks: tuple[BodyBlock, ...]
    has_pictures: bool
    has_chunks: bool


def walk(
    document: Node, styles: Styles, numbering: Numbering, limits: Limits, deadline: Deadline
) -> Body:
    """Return what the root of document.xml holds; raises UnreadableFile over a limit."""
    walker = _Walker(styles, numbering, limits, deadline)
    body = child(document, "w:body")
    blocks = walker.blocks(body) if body is not None else ()
    return Body(blocks, walker.has_pictures, walker.has_chunks)


class _Story:
    """Blocks as they come, and the paragraph that goes on where its mark was deleted."""

    __slots__ = ("blocks", "open")

    def __init__(self) -> None:
        self.blocks: list[BodyBlock] = []
        self.open: tuple[Collector, list[Node]] | None = None


class _Walker:
    def __init__(
        self, styles: Styles, numbering: Numbering, limits: Limits, deadline: Deadline
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._limits = limits
        self._deadline = deadline
        self._cells = 0
        self._steps = 0
        self._in_cell = False
        self.has_pictures = False
        self.has_chunks = False

    def blocks(self, parent: Node) -> tuple[BodyBlock, ...]:
        """Return the paragraphs and tables in the body, a cell or a text box."""
        story = _Story()
        self._add(parent, story)
        self._close(story)
        return tuple(story.blocks)

    def _add(self, parent: Node, story: _Story) -> None:
        for element in parent:
            name = NAMES[element.tag]
            if name == "w:p":
                self._add_paragraph(element, story)
            elif name == "w:tbl":
                self._close(story)
                self._add_table(element, story)
            elif name == "w:sdt":
                content = child(element, "w:sdtContent")
                if content is not None and not _holds_no_text(element):
                    self._add(content, story)
            elif name in _AROUND:
                self._add(element, story)
            elif name == "mc:AlternateContent":
                chosen = branch(element)
                if chosen is not None:
                    self._add(chosen, story)
            elif name == "w:altChunk":
                self.has_chunks = True
                self._close(story)
                story.blocks.append(Words((), (element,), "file"))

    def _add_paragraph(self, element: Node, story: _Story) -> None:
        self._steps += 1
        if self._steps % _STEP == 0:
            self._deadline.check()
        properties = child(element, "w:pPr")
        own = {} if properties is None else {NAMES[part.tag]: part for part in properties}
        style = attribute(own["w:pStyle"], "val") if "w:pStyle" in own else ""
        if self._styles.is_contents(style):
            return
        collector, elements = story.open or (Collector(self._styles, self._in_cell), [])
        collector.add(element, style)
        elements.append(element)
        if "w:rPr" in own and _is_gone(own["w:rPr"]):
            story.open = collector, elements
            return
        story.open = None
        label = self._numbering.label(own.get("w:numPr"), style)
        self._finish(story, collector, elements, label)

    def _finish(
        self, story: _Story, collector: Collector, elements: Sequence[Node], label: str
    ) -> None:
        pieces = collector.printed() if collector.white else collector.pieces
        if not collector.has_plain and pieces:
            # All of it is raised, so nothing of it is a note to the rest.
            pieces = [
                piece if piece.element is None else Piece(plain(piece.text), piece.element)
                for piece in pieces
            ]
        if label:
            first = pieces[0].text if pieces else ""
            if _WESTERN.match(label[-1]) and _WESTERN.match(first):
                # "1." and "2023年" are two: on paper there is a tab between them.
                label += " "
            pieces.insert(0, Piece(label, None))
        unread = max(collector.pictures, default="")
        story.blocks.append(Words(tuple(pieces), tuple(elements), unread))
        self.has_pictures = self.has_pictures or bool(collector.pictures)
        for box in collector.boxes:
            story.blocks += self.blocks(box)

    def _close(self, story: _Story) -> None:
        """End a paragraph whose mark was deleted and that no other paragraph follows."""
        if story.open:
            collector, elements = story.open
            story.open = None
            if collector.pieces or collector.boxes:
                self._finish(story, collector, elements, "")

    def _add_table(self, element: Node, story: _Story) -> None:
        placed = grid(element)
        rows = max((cell.row + cell.row_span for cell in placed), default=0)
        columns = max((cell.column + cell.column_span for cell in placed), default=0)
        self._cells += rows * columns
        self._limits.check("cells", self._cells)
        around, self._in_cell = self._in_cell, len(placed) > 1
        table = WordTable(tuple(self._cell(cell) for cell in placed))
        self._in_cell = around
        if is_frame(map(_content, table.cells)):
            for cell in table.cells:
                story.blocks += cell.blocks
        elif table.cells:
            story.blocks.append(WordTable(tuple(spliced(table.cells, _inner))))
            # A picture in a cell may be a table of its own: its place is kept.
            story.blocks += [
                Words((), words.elements, words.unread)
                for cell in table.cells
                for words in cell.words
                if words.unread and not words.text
            ]

    def _cell(self, placed: Placed) -> Cell:
        return Cell(*placed, self.blocks(placed.element))


def _is_gone(mark: Node) -> bool:
    """Say whether a paragraph's mark is deleted or was moved away."""
    return child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None


def _holds_no_text(control: Node) -> bool:
    """Say whether a content control has a table of contents, or only says what to fill in."""
    if is_prompt(control):
        return True
    gallery = at(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _content(cell: Cell) -> Content:
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Words):
        return Content([text] if (text := cell.blocks[0].text) else [])
    nested = sum(
        len(words.text)
        for block in cell.blocks
        if isinstance(block, WordTable)
        for inner in block.cells
        for words in inner.words
    )
    return Content([text for words in cell.words if (text := words.text)], nested)


def _inner(cell: Cell) -> tuple[Cell, ...] | None:
    """Return the cells of the table that is all that a cell holds."""
    tables = [block for block in cell.blocks if isinstance(block, WordTable)]
    if len(tables) != 1:
        return None
    prose = any(isinstance(block, Words) and block.text.strip() for block in cell.blocks)
    return tables[0].cells if not prose else None
