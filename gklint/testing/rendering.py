"""A draft written as text, with the true place of every cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from gklint.model.report import CellKey
from gklint.testing.draft import Draft, DraftSection
from gklint.testing.layouts import LAYOUTS, Layout
from gklint.testing.layouts.layout import Line, Span, flowing, plain
from gklint.testing.pages import paginated
from gklint.testing.printed import printed
from gklint.testing.style import PLAIN_STYLE, Style

#: What a site's page leaves before and after a report.
_CHROME_BEFORE = ("首页 > 政府信息公开 > 政府信息公开年报", "字体：[大 中 小]  打印本页  关闭窗口")
_CHROME_AFTER = ("分享到：", "上一篇：没有了", "下一篇：返回列表")
#: A number as a draft may have it: with a sign, with a unit or a remark after it.
_NUMBER = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)(?: ?(?:元|万元|件|（.*）))?")


class TrueCell(NamedTuple):
    """What stands in a cell and where: line and column from 1; the number that the text says.

    `value` is None where the draft's text is no number.
    """

    text: str
    line: int
    column: int
    value: int | Decimal | None


class Rendered(NamedTuple):
    """A report as text, and the truth about it.

    `cells` has every cell of the draft's tables; None says that it is not in the text: a blank in a
    layout that leaves no trace of it. `sections` are the lines of the headings by number.
    """

    text: str
    cells: Mapping[CellKey, TrueCell | None]
    sections: Mapping[int, int]
    draft: Draft
    layout: str
    style: Style

    def __repr__(self) -> str:
        return f"<{self.layout}, {self.style}>\n{self.text}"

    def encode(self, encoding: str = "utf-8") -> bytes:
        """Return the text's bytes in an encoding."""
        return self.text.encode(encoding)


def render(
    draft: Draft,
    layout: str = "tabs_grid",
    style: Style = PLAIN_STYLE,
    damage: Callable[[list[Line]], list[Line]] | None = None,
) -> Rendered:
    """Write a draft in a layout and a style; raises KeyError for an unknown layout.

    `damage` may change the lines before they are joined to a text: see `gklint.testing.damage`.
    """
    if layout not in LAYOUTS:
        raise KeyError(f"no layout {layout!r}; there are: {', '.join(LAYOUTS)}")
    lines = list(paginated(_lines(draft, LAYOUTS[layout], style), LAYOUTS[layout], style))
    if damage is not None:
        lines = damage(lines)
    text = style.newline.join([*(line.text for line in lines), ""])
    cells, sections = _truth(draft, lines)
    return Rendered(text, cells, sections, draft, layout, style)


def _lines(draft: Draft, layout: Layout, style: Style) -> Iterator[Line]:
    gap = [plain("")] if layout.paragraph_gaps else []
    if style.chrome:
        for text in _CHROME_BEFORE:
            yield from (plain(text), *gap)
    for text in draft.title:
        yield from (plain(style.prose(text)), *gap)
    for text in draft.preamble:
        yield from (flowing(style.indent + style.prose(text)), *gap)
    for section in draft.sections:
        yield from _section(section, layout, style, gap)
    for text in draft.closing:
        yield from (plain(style.prose(text)), *gap)
    if style.chrome:
        for text in _CHROME_AFTER:
            yield from (plain(text), *gap)


def _section(
    section: DraftSection, layout: Layout, style: Style, gap: list[Line]
) -> Iterator[Line]:
    yield Line((Span(style.heading(section.heading), section.number),))
    yield from gap
    for paragraph in section.body:
        yield from (flowing(style.indent + style.prose(paragraph)), *gap)
    grids = printed(
        section.tables, total_beside=style.total_beside, split_review=style.split_review
    )
    if style.caption and section.tables:
        yield from (plain(style.prose(style.caption)), *gap)
    for grid in grids:
        yield from layout.table(grid.with_texts(style.cell), style)
        yield from gap


def _truth(
    draft: Draft, lines: list[Line]
) -> tuple[dict[CellKey, TrueCell | None], dict[int, int]]:
    cells: dict[CellKey, TrueCell | None] = {
        CellKey(table.key, row.key, column.key): None
        for table in draft.tables
        for row in table.rows
        if row.key
        for column in table.columns
    }
    sections: dict[int, int] = {}
    for number, line in enumerate(lines, 1):
        column = 1
        for text, mark in line.spans:
            if isinstance(mark, CellKey):
                if cells.get(mark) is None:
                    value = value_of(draft.table(mark.table).text(mark.row, mark.column))
                    cells[mark] = TrueCell(text, number, column, value)
            elif mark is not None:
                sections.setdefault(mark, number)
            column += len(text)
    return cells, sections


def value_of(text: str) -> int | Decimal | None:
    """Return the number that a draft's text of a cell says, None where it is no number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return Decimal(match[1]) if "." in match[1] else int(match[1])
