"""A page's elements → paragraphs and tables, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gklint.readers.document import Block
from gklint.readers.extras import require
from gklint.readers.html.flow import Flow
from gklint.readers.html.tables import Tables
from gklint.readers.limits import Deadline, Limits

#: Lines of a site that stand inside the article; they may tell of other years' reports.
_SITE_LINE = (
    r"(?:上|下|前|后)一(?:篇|页|条).{0,80}|(?:您|你)?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置\s*[:：].{0,120}"
    r"|(?:首页|网站首页)\s*(?:>|＞|›|»|→).{0,120}|[【\[]?(?:打印本页|打印|关闭窗口|关闭|返回顶部|收藏)"
    r"(?:[】\]\s|]*[【\[]?(?:打印本页|打印|关闭窗口|关闭|返回顶部|收藏))*[】\]]?|分享(?:到|至)?\s*[:：].{0,40}"
    r"|[【\[]?\s*(?:字体|字号)\s*[:：].{0,60}|扫一扫.{0,30}|(?:浏览|点击|阅读|访问)(?:次数|量)?\s*[:：].{0,20}"
)


def blocks_of(
    root: Any, lengths: Mapping[Any, int], limits: Limits, deadline: Deadline
) -> list[Block]:
    """Return what an element shows; `lengths` says how many characters each element in it shows.

    Raises UnreadableFile (`cells`, `seconds`).
    """
    tables = Tables(lengths, limits, deadline)
    flow = Flow()
    blocks: list[Block] = []
    walker = require("lxml.etree", "html").iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag == "table" and tables.is_data(element):
            blocks += _paragraphs(flow)
            blocks += tables.blocks_of(element)
            walker.skip_subtree()
        elif event == "start":
            flow.start(element)
        else:
            if not (element.tag == "table" and tables.is_data(element)):
                flow.end(element)
            if element is not root:
                flow.text(element.tail)
    return blocks + list(_paragraphs(flow))


def _paragraphs(flow: Flow) -> Iterator[Block]:
    for paragraph in flow.taken():
        if not re.fullmatch(_SITE_LINE, paragraph.text.strip()):
            yield paragraph
