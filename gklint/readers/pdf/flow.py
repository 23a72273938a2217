"""Printed lines → paragraphs: across line ends and page ends, without what pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

from gklint.readers.pdf.columns import HEADING
from gklint.readers.pdf.joins import joined
from gklint.readers.pdf.lines import Line, Passage, paragraph_of
from gklint.readers.pdf.page import Rectangle
from gklint.readers.pdf.tables import PdfTable
from gklint.support.folding import fold

#: What stands in this share of the page's height at its head or foot may be repeated there.
_EDGE = 0.15
#: So many lines at the head or the foot of a page can be of its frame.
_FRAME_LINES = 3
#: Repeated lines stand at one height, give or take so many points.
_SAME_HEIGHT = 4.0
#: The letters of a header are smaller than this share of those of the text.
_SMALL = 0.95
#: A line of fewer letters tells nothing of the margins.
_FULL = 10
#: An indent in sizes of the font, from which on a line begins a paragraph.
_INDENT = 1.2
#: Paragraphs that are all indented are not so any farther, in sizes of the font.
_FARTHEST = 5.0
#: A line that runs on takes this share of the width of the text.
_WIDE = 0.6
#: Lines that begin so close to one another, in sizes of the font, begin at one margin.
_ALIGNED = 0.5
#: The room at the end of a line, in sizes of the font, that counts as none.
_ROOM = 0.15
#: Lines of one paragraph: how far apart they may stand in usual distances, how unlike in size.
_DISTANCE = 1.4
_UNLIKE = 1.25

_PAGE_NUMBER = re.compile(
    r"[-—–―－─~·.\s]*(第?\s*[\d０-９]{1,4}\s*页?|[ivxIVX]{1,5})(\s*[/,，、共]?\s*共?\s*\d{1,4}\s*页?)?"
    r"[-—–―－─~·.\s]*"
)
_WEB_ADDRESS = re.compile(r"(https?|file)://\S+(\s+\d{1,4}/\d{1,4})?")
_NUMBERED = re.compile(
    r"\(?([一二三四五六七八九十]{1,3}|\d{1,2})[)、]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十]{1,3}[部章节]"
)
_SENTENCE_ENDS = "。！？；：!?;:"
_CLOSERS = "”’\"')）]】》〉〕」』"
_OPENERS = "“‘（([【《〈〔「『"
#: What is not broken at the end of a line: words of Latin letters, figures of either width.
_WORD = re.compile(r"[!-~０-９．，]")


class Picture(NamedTuple):
    """What is drawn on a page (from 1) where no text is, and may be a table."""

    page: int
    box: Rectangle

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.box[3]


Item = Line | PdfTable | Picture


class PageContent(NamedTuple):
    """What stands on a page from top to bottom: lines outside of tables, tables, pictures."""

    number: int
    box: Rectangle
    items: list[Item]


Block = Passage | PdfTable | Picture


def blocks_of(pages: Sequence[PageContent]) -> Iterator[Block]:
    """Yield the paragraphs and tables of a document in order, without headers and page numbers."""
    pages = [
        page._replace(items=items)
        for page, items in zip(pages, _without_frames(pages), strict=True)
    ]
    paragraphs = _Paragraphs(pages)
    table: PdfTable | None = None
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                if table is not None:
                    yield from _table(table)
                    table = None
                yield from paragraphs.add(item, page.number)
                continue
            yield from paragraphs.end()
            if isinstance(item, Picture):
                if table is not None:
                    yield from _table(table)
                    table = None
                yield item
                continue
            whole = joined(table, item) if table is not None else None
            if table is not None and whole is None:
                yield from _table(table)
            table = whole or item
    yield from paragraphs.end()
    if table is not None:
        yield from _table(table)


def _table(table: PdfTable) -> Iterator[Block]:
    """Yield the table, or the text of what is only a frame around a few words."""
    if len(table.cells) > 1:
        yield table
    elif table.cells[0].passage.text:
        yield table.cells[0].passage


# --- headers, footers, page numbers ---


def _without_frames(pages: Sequence[PageContent]) -> Iterator[list[Item]]:
    """Yield the items of each page without its header, footer and number."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        # Once a page, and under two heights: near the border of two classes lines meet in one.
        seen.update(
            {
                (_repeatable(line), round(line.base / _SAME_HEIGHT + half))
                for line in _edge_lines(page)
                for half in (0, 0.5)
            }
        )
    for page in pages:
        dropped = {id(line) for line in _own_header(page, pages)}
        for line in _edge_lines(page):
            key = _repeatable(line)
            times = max(seen[key, round(line.base / _SAME_HEIGHT + half)] for half in (0, 0.5))
            if (key and times > 1) or _is_page_number(line.text):
                dropped.add(id(line))
        yield [item for item in page.items if id(item) not in dropped]


def _own_header(page: PageContent, pages: Sequence[PageContent]) -> Iterator[Line]:
    """Yield the header of a page that is the only one with it: small, above where text begins."""
    first = page.items[0] if page.number > 1 and len(page.items) > 1 else None
    if not isinstance(first, Line):
        return
    second = page.items[1]
    lines = [item for other in pages for item in other.items if isinstance(item, Line)]
    tops = [
        other.box[3] - item.box[3] if isinstance(item, Line) else other.box[3] - item.top
        for other in pages
        for item in other.items[:1]
        if other is not page
    ]
    small = first.size < _SMALL * median([line.size for line in lines])
    top = second.box[3] if isinstance(second, Line) else second.top
    apart = first.box[1] - top > first.size / 2
    if small and apart and page.box[3] - first.box[1] < min(tops, default=0.0):
        yield first


def _edge_lines(page: PageContent) -> Iterator[Line]:
    """Yield the lines at the head and the foot of a page, as far as running text begins."""
    left, bottom, right, top = page.box
    edge = _EDGE * (top - bottom)
    zones = ((page.items, top - edge, top), (page.items[::-1], bottom, bottom + edge))
    for items, low, high in zones:
        for item in items[:_FRAME_LINES]:
            if not isinstance(item, Line) or not low <= item.base <= high:
                break
            wide = item.box[2] - item.box[0] > _WIDE * (right - left)
            if wide and not item.has_columns and not _is_page_number(item.text):
                break
            yield item


def _repeatable(line: Line) -> str:
    """Return what is repeated of a line, "" for one that has only figures."""
    text = re.sub(r"[\d０-９\s]+", "", line.text)
    return text if re.search(r"\w", text) else ""


def _is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _WEB_ADDRESS.fullmatch(text))


# --- paragraphs ---


class _Paragraphs:
    """Puts lines together; knows the margins and the distance of lines in the whole document."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        lines: dict[int, list[Line]] = {
            page.number: [item for item in page.items if isinstance(item, Line)] for page in pages
        }
        full = {
            number: [line for line in on_page if _is_full(line) and not line.margins]
            for number, on_page in lines.items()
        }
        whole = [line for on_page in full.values() for line in on_page]
        margins = self.left, self.right = _margins(whole) if whole else (0.0, 0.0)
        self.shifts = {number: _shift(on_page, margins) for number, on_page in full.items()}
        self.distance = _usual_distance(lines.values())
        self.size = median([line.size for line in whole]) if whole else 1.0
        self.open: list[Line] = []
        self.page = 0

    def add(self, line: Line, page: int) -> Iterator[Passage]:
        """Take the next line; yield the paragraph before it if that has ended."""
        if self.open and not self._goes_on(line, page):
            yield from self.end()
        self.open.append(line)
        self.page = page

    def end(self) -> Iterator[Passage]:
        """Yield the paragraph that is open."""
        if self.open:
            yield paragraph_of(self.open)
            self.open = []

    def _goes_on(self, line: Line, page: int) -> bool:
        """Say whether the line goes on with the open paragraph."""
        before = self.open[-1]
        if before.has_columns or line.has_columns:
            return False
        if not 1 / _UNLIKE < line.size / before.size < _UNLIKE:
            return False
        usual = self.distance * max(line.size / self.size, 1.0)
        if page == self.page and before.base - line.base > _DISTANCE * usual:
            return False
        right = self._margins(before, self.page)[1]
        room = right - before.box[2]
        if _first_word(line) <= room - _ROOM * line.size:
            return False
        left, right = self._margins(before, self.page)
        if before.box[2] - before.box[0] < _WIDE * (right - left):
            # A signature or a date on the right.
            return False
        ended = before.text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS or _is_heading(before)
        indent = line.box[0] - self._margins(line, page)[0]
        if indent <= _INDENT * line.size:
            return not (ended and _NUMBERED.match(fold(line.text[:_FULL])))
        return not ended and self._stands_under(before, line, self.shifts[page], indent)

    def _margins(self, line: Line, page: int) -> tuple[float, float]:
        """Return where the text begins and ends among which a line stands."""
        shift = self.shifts[page]
        return line.margins or (self.left + shift, self.right + shift)

    def _stands_under(self, before: Line, line: Line, shift: float, indent: float) -> bool:
        """Say whether an indented line stands under a line of a paragraph that is all indented, or
        in the middle under another one."""
        moved = shift - self.shifts[self.page]
        left = line.box[0] - moved - before.box[0]
        right = line.box[2] - moved - before.box[2]
        near = _ALIGNED * line.size
        aligned = abs(left) < near and indent < _FARTHEST * line.size
        return aligned or abs(left + right) / 2 < near


def _is_heading(line: Line) -> bool:
    return HEADING.fullmatch(fold(line.text)) is not None


def _is_full(line: Line) -> bool:
    return not line.has_columns and len(line.text) >= _FULL


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Return where most lines begin and end; the first lines of paragraphs and the last do not."""
    if len(lines) < 2:
        return lines[0].box[0], lines[0].box[2]
    lefts = quantiles([line.box[0] for line in lines], n=10, method="inclusive")
    rights = quantiles([line.box[2] for line in lines], n=10, method="inclusive")
    return lefts[0], rights[7]


def _shift(lines: list[Line], margins: tuple[float, float]) -> float:
    """Return how far a page's text stands to the right of most pages' (left and right pages)."""
    if not lines:
        return 0.0
    left, right = (own - usual for own, usual in zip(_margins(lines), margins, strict=True))
    # A page of short lines has margins of its own; a page that is moved has both of them moved.
    return left if abs(left - right) < _ALIGNED * lines[0].size else 0.0


def _usual_distance(pages: Iterable[list[Line]]) -> float:
    distances = [
        before.base - after.base
        for lines in pages
        for before, after in pairwise(lines)
        if _is_full(before) and _is_full(after) and before.base > after.base
    ]
    # Between paragraphs there may be more.
    return quantiles(distances, n=4)[0] if len(distances) > 1 else sum(distances)


def _first_word(line: Line) -> float:
    """Return the width of what a line cannot begin without: a letter, a word, with its marks."""
    glyphs = [glyph for glyph in line.passage.glyphs if glyph]
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in _OPENERS:
        end += 1
    if _WORD.match(glyphs[end].text):
        while end + 1 < len(glyphs) and _WORD.match(glyphs[end + 1].text):
            end += 1
    while end + 1 < len(glyphs) and glyphs[end + 1].text in _CLOSERS + "，。、；：！？":
        end += 1
    return glyphs[end].right - glyphs[0].left
