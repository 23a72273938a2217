"""A document in XML → its elements and back, with prefixes, comments and instructions as they are.

Documents with a document type are refused before they come here (readers/packed).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from gklint.readers.trees.element import Element

_XML = "http://www.w3.org/XML/1998/namespace"
#: What is written for characters that mean something, in text and in values.
_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_VALUES = {**_IN_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


class XMLSyntaxError(Exception):
    """It is no XML."""


def comment() -> None:
    """Stands as the tag of a comment."""


def instruction() -> None:
    """Stands as the tag of an instruction."""


def document_root(raw: bytes) -> Element:
    """Return the root element; raises XMLSyntaxError."""
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.CommentHandler = lambda text: builder.add_unparsed(comment, text)
    parser.ProcessingInstructionHandler = lambda name, text: builder.add_unparsed(
        instruction, f"{name} {text}".rstrip()
    )
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, KeyError) as error:
        raise XMLSyntaxError(str(error)) from error
    assert builder.root is not None, "expat would have complained"
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.before = ""
        self.open: list[Element] = []
        self.namespaces: list[dict[str | None, str]] = [{"xml": _XML}]

    def start(self, name: str, pairs: list[str]) -> None:
        own: dict[str | None, str] = {}
        plain: list[tuple[str, str]] = []
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            if key == "xmlns":
                own[None] = value
            elif key.startswith("xmlns:"):
                own[key[6:]] = value
            else:
                plain.append((key, value))
        scope = {**self.namespaces[-1], **own} if own else self.namespaces[-1]
        attributes = {_full(key, scope) if ":" in key else key: value for key, value in plain}
        element = Element(_full(name, scope), attributes, own)
        self._put(element)
        self.open.append(element)
        self.namespaces.append(scope)

    def end(self, _: str) -> None:
        self.open.pop()
        self.namespaces.pop()

    def characters(self, text: str) -> None:
        element = self.open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def add_unparsed(self, kind: Any, text: str) -> None:
        element = Element(kind)
        element.text = text
        if self.open:
            self._put(element)
        elif self.root is None:
            self.before += "".join(_written(element, {}))

    def _put(self, element: Element) -> None:
        if self.open:
            self.open[-1].append(element)
        else:
            self.root = element
            element.before = self.before


def _full(name: str, scope: Mapping[str | None, str]) -> str:
    prefix, colon, local = name.rpartition(":")
    namespace = scope[prefix] if colon else scope.get(None, "")
    return f"{{{namespace}}}{local}" if namespace else local


def tostring(root: Element, **_: object) -> bytes:
    """Return the document in UTF-8 with its declaration, which says standalone."""
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    return (head + root.before + "".join(_written(root, {_XML: "xml"}))).encode()


def _written(root: Element, prefixes: dict[str, str | None]) -> Iterator[str]:
    """Yield the pieces of an element as it is written; `prefixes` by namespace."""
    #: Elements with the prefixes that hold in them, and ends as they are written.
    waiting: list[tuple[Element, dict[str, str | None]] | str] = [(root, prefixes)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
            continue
        element, scope = part
        tail = (element.tail or "").translate(_IN_TEXT) if element is not root else ""
        if callable(element.tag):
            form = "<!--{}-->" if element.tag is comment else "<?{}?>"
            yield form.format(element.text or "") + tail
            continue
        name, start, scope = _start(element, scope)
        if not len(element) and not element.text:
            yield f"{start}/>{tail}"
            continue
        yield f"{start}>{(element.text or '').translate(_IN_TEXT)}"
        waiting.append(f"</{name}>{tail}")
        waiting += [(child, scope) for child in reversed(element)]


def _start(
    element: Element, scope: dict[str, str | None]
) -> tuple[str, str, dict[str, str | None]]:
    """Return an element's name with its prefix, its start tag without the end, and what prefixes
    hold in it."""
    declared: dict[str | None, str] = {}
    known = set(scope.values())
    inside = dict(scope)
    for prefix, namespace in element.own_nsmap.items():
        # Said once: a new element brings what holds around it anyway.
        if scope.get(namespace, "") != prefix or namespace not in scope:
            declared[prefix] = namespace
            if prefix in known:
                inside = {key: value for key, value in inside.items() if value != prefix}
            inside[namespace] = prefix

    def named(full: str, is_attribute: bool) -> str:
        namespace, brace, local = full[1:].partition("}") if full[0] == "{" else ("", "", full)
        if not brace:
            return local
        prefix = inside.get(namespace)
        if namespace not in inside or (is_attribute and prefix is None):
            prefix = next(f"ns{count}" for count in range(1000) if f"ns{count}" not in inside)
            inside[namespace] = declared[prefix] = prefix
            declared[prefix] = namespace
        return f"{prefix}:{local}" if prefix else local

    assert isinstance(element.tag, str), "comments are written elsewhere"
    name = named(element.tag, False)
    pairs = [(named(key, True), value) for key, value in element.attrib.items()]
    spaces = [(f"xmlns:{prefix}" if prefix else "xmlns", uri) for prefix, uri in declared.items()]
    written = "".join(f' {key}="{value.translate(_IN_VALUES)}"' for key, value in [*spaces, *pairs])
    return name, f"<{name}{written}", inside
