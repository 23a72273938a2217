"""Trees of elements as lxml.etree has them, in Python: for browsers, where there is no lxml.

`require` gives this package for lxml.etree there. It has what gklint uses of lxml and no more; what
it makes of a page is what libxml2 makes of it. lxml is many times as fast, and is used wherever it
can be installed.
"""

from __future__ import annotations

from gklint.readers.trees.element import Element, SubElement, iterwalk
from gklint.readers.trees.page import page_root
from gklint.readers.trees.xml import XMLSyntaxError, document_root, tostring

__all__ = [
    "Element",
    "HTMLParser",
    "ParserError",
    "SubElement",
    "XMLParser",
    "XMLSyntaxError",
    "fromstring",
    "iterwalk",
    "tostring",
]


class ParserError(Exception):
    """Never raised here: lxml raises it for a page without any element."""


class HTMLParser:
    """Stands for pages; its options are what this package does anyway."""

    def __init__(self, **_: object) -> None:
        pass


class XMLParser(HTMLParser):
    """Stands for XML."""


def fromstring(raw: bytes, parser: HTMLParser) -> Element | None:
    """Return the root of a page in UTF-8, or of a document in XML.

    None for a page without any element; raises XMLSyntaxError.
    """
    if isinstance(parser, XMLParser):
        return document_root(raw)
    return page_root(raw.decode("utf-8", "replace"))
