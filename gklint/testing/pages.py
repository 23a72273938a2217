"""Pages: lines of prose broken at the margin, pages that end in mid-sentence, their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from gklint.testing.layouts.layout import PAGE_END, Layout, Line, Span, plain
from gklint.testing.style import Style

#: Marks that no line begins with: they stay on the line before.
_NOT_FIRST = "，。；：、！？）》〉”,;:)"
#: A paragraph of more characters is cut when it begins within so many lines of a page's foot.
_LONG, _FOOT = 80, 10


def paginated(lines: Iterable[Line], layout: Layout, style: Style) -> Iterator[Line]:
    """Yield the lines with prose broken where the layout does so, and page ends put in."""
    page = height = 0
    feed = False
    for line in _cut(lines, layout, style):
        if line.page_end or (style.page_lines and height >= style.page_lines):
            page, height, feed = page + 1, 0, style.form_feed
            yield from _page_end(page, layout, style)
            if line.page_end:
                continue
        if feed and line.spans:
            line = Line((Span("\f"), *line.spans))
            feed = False
        yield line
        height += 1


def _cut(lines: Iterable[Line], layout: Layout, style: Style) -> Iterator[Line]:
    """Yield the lines with long prose in pieces."""
    height = 0
    for line in lines:
        if line.flows and layout.wraps_prose:
            yield from (plain(piece) for piece in broken(line.text, style.wrap))
            continue
        height = 0 if line.page_end else height + 1
        # Where prose is not wrapped, a long paragraph at the foot of a page goes on overleaf.
        if line.flows and len(line.text) > _LONG and height >= style.page_lines - _FOOT > 0:
            half = len(line.text) // 2
            yield from (plain(line.text[:half]), PAGE_END, plain(line.text[half:]))
            height = 1
            continue
        yield line


def _page_end(page: int, layout: Layout, style: Style) -> Iterator[Line]:
    """Yield what stands between page number `page` and the next one."""
    text = style.page_number
    # A number that names the pages in all is as good as any: 9.
    text = text.format(page, 9) if text.count("{}") == 2 else text.format(page)
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
