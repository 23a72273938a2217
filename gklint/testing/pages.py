"""Pages: lines of prose broken at the margin, pages that end in mid-sentence, their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from gklint.testing.layouts.layout import Layout, Line, Span, plain
from gklint.testing.style import Style

#: Marks that no line begins with: they stay on the line before.
_NOT_FIRST = "，。；：、！？）》〉”,;:)"


def paginated(lines: Iterable[Line], layout: Layout, style: Style) -> Iterator[Line]:
    """Yield the lines with prose broken where the layout does so, and page ends put in."""
    numbers = _Numbers(style)
    height = 0
    feed = False
    for line in _cut(lines, layout, style):
        if line.page_end or (style.page_lines and height >= style.page_lines):
            yield from numbers.page_end(layout)
            height, feed = 0, style.form_feed
            if line.page_end:
                continue
        if feed and line.spans:
            line = Line((Span("\f"), *line.spans))
            feed = False
        yield line
        height += 1


def _cut(lines: Iterable[Line], layout: Layout, style: Style) -> Iterator[Line]:
    """Yield the lines with long prose in pieces; only prose and headings stand without marks."""
    height = 0
    for line in lines:
        text = line.text
        is_prose = len(line.spans) == 1 and "\t" not in text and "|" not in text
        if is_prose and layout.wraps_prose and _display_width(text) > style.wrap:
            mark = line.spans[0].mark
            for piece in broken(text, style.wrap):
                yield Line((Span(piece, mark),))
            continue
        # A page that ends in a long paragraph cuts it where the page is full.
        height = 0 if line.page_end else height + 1
        room = style.page_lines - height % style.page_lines if style.page_lines else 0
        if is_prose and len(text) > 120 and room < 3 and style.page_lines > 3:
            half = len(text) // 2
            yield from (plain(text[:half]), Line(page_end=True), plain(text[half:]))
            height = 1
            continue
        yield line


class _Numbers:
    """Writes the numbers of pages."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.page = 0

    def page_end(self, layout: Layout) -> Iterator[Line]:
        self.page += 1
        text = self.style.page_number
        if text.count("{}") == 2:
            text = text.format(self.page, 9)
        elif text:
            text = text.format(self.page)
        if layout.page_gaps:
            yield plain("")
        if text:
            yield plain(f"{' ' * layout.page_indent}{text}")
            if layout.paragraph_gaps:
                yield plain("")


def broken(text: str, width: int) -> Iterator[str]:
    """Yield the text in lines of at most `width` columns, marks kept at the end of a line."""
    line, used = "", 0
    for character in text:
        size = 2 if east_asian_width(character) in "WF" else 1
        if used + size > width and character not in _NOT_FIRST:
            yield line
            line, used = "", 0
        line += character
        used += size
    if line:
        yield line


def _display_width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
