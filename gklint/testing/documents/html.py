"""A draft as a web page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gklint.testing.documents.document import DocumentStyle, Element, Prose, paragraphs_of
from gklint.testing.documents.marks import runs_of
from gklint.testing.printed import Grid, PrintedCell

_BEFORE = """<div class="header"><a href="/">网站首页</a> <form action="/s"><input name="q">
<button>搜索</button></form><ul class="nav"><li><a href="/zw/">政务公开</a></li>
<li><a href="/fw/">政务服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/nb/">政府信息公开年报</a></div>
<script>var pages = "一、总体情况";</script>"""
_AFTER = """<div class="share">分享到： <a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
<div class="footer"><p>主办单位：青禾市人民政府办公室</p><p>网站标识码：0000000000</p>
<p><a href="/map">网站地图</a> | <a href="/about">关于我们</a></p></div>"""

_TAGS = {
    "title": ("<h1>", "</h1>"),
    "heading": ("<p><strong>", "</strong></p>"),
    "paragraph": ("<p>", "</p>"),
    "closing": ('<p style="text-align:right">', "</p>"),
}

#: Elements around a text by how it looks; the sheet that their classes are in.
_LOOKS = {
    "": ("{}",),
    "hidden": (
        '<span style="display:none">{}</span>',
        '<span class="gone">{}</span>',
        '<span style="position:absolute;left:-9999px">{}</span>',
        '<font color="#ffffff">{}</font>',
    ),
    "struck": ("<del>{}</del>", "<s>{}</s>", '<span class="cut">{}</span>'),
    "raised": ("<sup>{}</sup>", '<span class="up">{}</span>'),
}
_SHEET = (
    ".gone { display: none } .cut { text-decoration: line-through } .up { vertical-align: super }"
)


def text_of(text: str, style: DocumentStyle) -> str:
    """Return how a cell with this text shows: as it is."""
    return text


def write(elements: list[Element], style: DocumentStyle) -> bytes:
    """Return the page's bytes."""
    charset = f'<meta charset="{style.charset}">\n' if style.declared else ""
    body = "\n".join(_body(elements, style))
    if style.frame:
        body = f'<table width="100%"><tr><td>\n{body}\n</td></tr></table>'
    if style.chrome:
        body = f'{_BEFORE}\n<div class="content">\n{body}\n</div>\n{_AFTER}'
    page = (
        f"<!DOCTYPE html>\n<html><head>\n{charset}<title>年度报告</title>\n"
        f"<style>td {{ border: 1px solid }} {_SHEET}</style>\n</head><body>\n"
        f"{body}\n</body></html>\n"
    )
    return page.encode(style.charset)


def _body(elements: list[Element], style: DocumentStyle) -> Iterator[str]:
    for element in elements:
        if isinstance(element, Prose):
            start, end = _TAGS[element.role]
            indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if element.role == "paragraph" else ""
            yield f"{start}{indent}{escape(element.numeral + element.text, quote=False)}{end}"
        else:
            yield from _table(element.grid, style)


def _table(grid: Grid, style: DocumentStyle) -> Iterator[str]:
    yield '<table border="1" cellspacing="0"><tbody>'
    for row in range(grid.rows):
        yield f"<tr>{''.join(_row(grid, row, style))}</tr>"
    yield "</tbody></table>"


def _row(grid: Grid, row: int, style: DocumentStyle) -> Iterator[str]:
    """Yield the cells of a row; where nothing stands between two cells of the grid it is blank."""
    there = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.height]
    column = 0
    for cell in sorted(there, key=lambda cell: cell.column):
        yield "<td></td>" * (cell.column - column)
        if cell.row == row:
            yield _cell(cell, style)
        column = cell.column + cell.width


def _looked(text: str, cell: PrintedCell, style: DocumentStyle) -> str:
    """Return the text of a cell, what has another look in an element of its own."""
    if cell.role != "value":
        return escape(text, quote=False)
    return "".join(
        _LOOKS[run.look][run.variant % len(_LOOKS[run.look])].format(escape(run.text, quote=False))
        for run in runs_of(text, style.marks)
    )


def _cell(cell: PrintedCell, style: DocumentStyle) -> str:
    spans = f' rowspan="{cell.height}"' if cell.height > 1 else ""
    spans += f' colspan="{cell.width}"' if cell.width > 1 else ""
    inside = "".join(
        f"<p>{_looked(text, cell, style) or '&nbsp;'}</p>" for text in paragraphs_of(cell, style)
    )
    return f"<td{spans}>{inside}</td>"
