"""A web page's bytes → its elements, by lxml, with what would keep lxml busy for ever turned away.

lxml and not selectolax: both read every table right, selectolax a millisecond sooner a page; but
its time grows with the square of the depth of nesting (a page of 500 kB took 23 seconds), where
libxml2 stops at a depth that is told apart here.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Any

from gklint.model.source import Source
from gklint.readers.extras import require
from gklint.readers.limits import Deadline, Limits, UnreadableFile, over
from gklint.readers.text import decode
from gklint.support.bilingual import Text

#: How far into the file a declaration of the encoding counts, in bytes (HTML, 4.2.5.4).
_DECLARED_WITHIN = 4096
_DECLARED = rb"""(?i)<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9._:-]+)"""
#: Declared names that say no more than what the bytes themselves tell.
_USUAL = {
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "gb2312",
    "gbk",
    "gb18030",
    "ascii",
    "iso8859-1",
    "cp1252",
}

#: libxml2 drops what stands deeper than this.
_DEEPEST = 2000
#: Both the parser's time and the harm of a tag grow with the square of its attributes.
_MOST_ATTRIBUTES = 2000
#: A page with fewer characters cannot have enough attributes to do harm.
_HARMLESS = 50_000
_TAG = r"<[A-Za-z][^\s/>]*"
_ATTRIBUTE = r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?"""
_CELL = r"(?i)<t[dh][\s/>]"


def decoded(raw: bytes, path: str, charset: str = "") -> Source:
    """Return the page's text; `charset` is the encoding that a mail header declares.

    A declaration counts only where it names an encoding that the bytes do not tell by themselves:
    pages are often saved in another one than they declare. Raises UnreadableFile for what is no
    text.
    """
    found = re.search(_DECLARED, raw[:_DECLARED_WITHIN])
    declared = charset or (found[1].decode("ascii") if found else "")
    text = _as_declared(raw, path, declared) or decode(raw, path)
    if text is None:
        raise UnreadableFile(
            Text(
                "这是二进制文件，不是网页；请重新保存网页",
                "this is a binary file, not a page; save the page again",
            )
        )
    return text


def _as_declared(raw: bytes, path: str, declared: str) -> Source | None:
    """Return the text in an encoding of its own (Big5), None where that is not the one."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError, ValueError):
            if codecs.lookup(declared).name not in _USUAL:
                return decode(raw.decode(declared).encode(), path)
    return None


def parsed(text: str, limits: Limits, deadline: Deadline) -> Any:
    """Return the page's root element; raises UnreadableFile beyond `elements`, `cells`, `nesting`.

    Comments and processing instructions are left out, nothing is loaded from anywhere.
    """
    etree = require("lxml.etree", "html")
    limits.check("cells", sum(1 for _ in re.finditer(_CELL, text)))
    limits.check("elements", text.count("<") + text.count("="))
    if len(text) > _HARMLESS:
        _check_attributes(text, limits, deadline)
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        root = None
    if root is None:
        return etree.Element("html")
    deadline.check()
    _check_nesting(etree, root, limits)
    return root


def _check_attributes(text: str, limits: Limits, deadline: Deadline) -> None:
    """Refuse a page in which a tag can have more attributes than any page has.

    Wherever a tag may begin its attributes are counted as HTML (13.2.5) reads them; comments and
    quoted text are looked through too, which only makes the count too high.
    """
    attribute = re.compile(_ATTRIBUTE)
    for number, tag in enumerate(re.finditer(_TAG, text)):
        if number % 1000 == 0:
            deadline.check()
        end = tag.end()
        for count in range(_MOST_ATTRIBUTES + 1):
            found = attribute.match(text, end)
            if found is None:
                break
            end = found.end()
            if count == _MOST_ATTRIBUTES:
                raise UnreadableFile(
                    Text(
                        f"网页中一个标签的属性超过 {_MOST_ATTRIBUTES} 个，已拒绝读取",
                        f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes: refused",
                    )
                )


def _check_nesting(etree: Any, root: Any, limits: Limits) -> None:
    depth = 0
    allowed = min(limits.nesting, _DEEPEST)
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > allowed:
            raise UnreadableFile(over("nesting", depth, allowed))
