"""Web pages (.html, .htm, .mht) → Source: the report on the page without the site around it."""

from __future__ import annotations

import re
from typing import Any

from gklint.model.source import Source, Undecodable
from gklint.readers.document import Block, Paragraph, source_of_blocks
from gklint.readers.html.blocks import blocks_of
from gklint.readers.html.main import main_text
from gklint.readers.html.mhtml import is_mhtml, page_of
from gklint.readers.html.page import decoded, parsed
from gklint.readers.limits import Limits, UnreadableFile
from gklint.support.bilingual import Text

NAME = "html"
SUFFIXES = (".html", ".htm", ".mht", ".mhtml")
WHAT = Text("网页", "a web page")
MEDIA_TYPE = "text/html"

#: How much of a file is looked at to tell whether it is a page, in bytes.
_HEAD = 20_000
#: What may stand before a page's first element.
_PROLOG = r"(?:\s|\ufeff|<\?.*?>|<!--.*?-->)*"
_PAGE = rf"(?is){_PROLOG}(?:<!doctype\s+html|<(?:html|head|body|meta|frameset)\b)"
#: Elements with which a page saved without <html> begins.
_FRAGMENT = rf"(?is){_PROLOG}<(?:div|p|table|center|font|span|h[1-6]|title|article|section)\b"
_TAG = r"</?[A-Za-z][^<>]*>"

#: A text's own title is one of so many of its first blocks: behind it come date and source.
_TITLE_WITHIN = 8

_EMPTY = Text(
    "网页中没有文字（正文可能由脚本载入）；请在浏览器中打开后，把正文另存为 Word 文档或网页",
    "the page holds no text (a script may load it): open it in a browser and save what it shows",
)
_FRAMES = Text(
    "网页由几个框架拼成，正文在别的页面里；请另存为 .xlsx 或 .docx，或打开正文所在的框架另存",
    "the page is put together from frames, the text is in another page: save it as .xlsx or .docx,"
    " or save the frame that holds it",
)

_ELSEWHERE = Text(
    "正文不在这个网页里，而在它嵌入或者跳转到的另一个文件里；请打开那个文件另存",
    "the text is not in this page, but in a file that it embeds or goes on to: save that file",
)
#: A page that holds no more characters is a title, and what the site adds to it.
_A_TITLE = 200
_NUMBERED = r"\s*(?:[一二三四五六]\s*、|第[一二三四五六]部分)"


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are a web page, or one packed as MHTML.

    Not every text that begins with "<" is one: Markdown may hold elements, and a report pasted into
    a letter may begin with "From:".
    """
    head = _head(raw)
    if not head.startswith("<"):
        return is_mhtml(raw)
    if re.match(_PAGE, head):
        return True
    if not re.match(_FRAGMENT, head):
        return False
    lines = [line for line in head.splitlines() if line.strip()]
    return len(re.findall(_TAG, head)) >= len(lines)


def _head(raw: bytes) -> str:
    """Return the beginning, in which only the characters of ASCII matter."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[2:_HEAD].decode(codec, "replace").lstrip()
    return raw[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the page's text and tables; raises UnreadableFile."""
    deadline = limits.deadline()
    page, charset = page_of(raw, limits) if is_mhtml(raw) else (raw, "")
    text = decoded(page, path, charset)
    root = parsed(text.text, limits, deadline)
    if next(root.iter("frameset"), None) is not None:
        raise UnreadableFile(_FRAMES)
    title, main, lengths = main_text(root, deadline)
    blocks = blocks_of(main, lengths, limits, deadline)
    if not blocks:
        raise UnreadableFile(_EMPTY)
    if _is_elsewhere(root, blocks):
        raise UnreadableFile(_ELSEWHERE)
    source = source_of_blocks(_titled(title, blocks), path, raw, MEDIA_TYPE, limits)
    return source._replace(undecodable=_lost(source, text.undecodable))


def _is_elsewhere(root: Any, blocks: list[Block]) -> bool:
    """Say whether a page has hardly a text, and embeds another file or sends the reader to one."""
    if not all(isinstance(block, Paragraph) for block in blocks):
        return False
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    texts = [paragraph.text for paragraph in paragraphs]
    if sum(map(len, texts)) > _A_TITLE or any(re.match(_NUMBERED, text) for text in texts):
        return False
    return any(paragraph.unread == "embedded" for paragraph in paragraphs) or any(
        (meta.get("http-equiv") or "").lower() == "refresh" for meta in root.iter("meta")
    )


def _titled(title: str, blocks: list[Block]) -> list[Block]:
    """Put the page's title before a text that has none of its own."""
    for block in blocks[:_TITLE_WITHIN]:
        if isinstance(block, Paragraph) and re.search(r"(报告|年报)[）)》]?\s*$", block.text):
            return blocks
    return [Paragraph(title), *blocks] if title else blocks


def _lost(source: Source, lost: Undecodable | None) -> Undecodable | None:
    """Return the lost characters that are in the text, at their place there."""
    for number, line in enumerate(source.lines, 1):
        if lost is not None and "\ufffd" in line:
            return lost._replace(line=number, column=line.index("\ufffd") + 1)
    return None
