"""A web page's text → its elements, as libxml2 2.14 makes them (HTMLparser.c).

Elements are closed by the start of others, html, head and body are made where they are missing,
tokens are those of HTML 5 (13.2.5).
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from html.entities import html5
from typing import Any

from gklint.readers.trees.element import Element

_SPACE = " \t\n\f\r"
_NAME = re.compile(r"[^/> \t\n\f\r]+")
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^/>][^/>=\s]*)[ \t\n\f\r]*"""
    r"""(?:=[ \t\n\f\r]*(?:"(?P<double>[^"]*)"?|'(?P<single>[^']*)'?|(?P<bare>[^> \t\n\f\r]*)))?"""
)
_BLANKS = re.compile(r"[ \t\n\f\r]*")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([A-Za-z][A-Za-z0-9]*;?))")
_LONGEST_ENTITY = max(map(len, html5))
#: Elements whose content is text up to their end tag, and whether it may hold references.
_TEXT_IN = {
    "iframe": False, "noembed": False, "noframes": False, "plaintext": False, "script": False,
    "style": False, "textarea": True, "title": True, "xmp": False,
}  # fmt: skip
#: An end tag closes what is below it unless that is stronger.
_STRENGTH = {
    "div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180,
    "table": 190, "head": 200, "body": 200, "html": 220,
}  # fmt: skip
_USUAL = 100
_IN_HEAD = frozenset(("script", "style", "meta", "link", "title", "base"))
_OF_FRAMES = frozenset(("noframes", "frame", "frameset"))
_LAST_CHARACTER = 0x10FFFF
#: Numbers of Windows-1252 that stand for characters elsewhere.
_C1 = dict(
    zip(range(0x80, 0xA0), bytes(range(0x80, 0xA0)).decode("cp1252", "replace"), strict=True)
)


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Return by which elements one is closed, and those that are empty."""
    import yaml

    path = os.path.join(os.path.dirname(__file__), "elements.yaml")
    with open(path, encoding="utf-8") as file:
        data = yaml.safe_load(file)
    return {name: frozenset(by) for name, by in data["closed_by"].items()}, frozenset(data["empty"])


def page_root(text: str) -> Element | None:
    """Return the root element of a page, None for one without any."""
    builder = _Builder(re.sub("\r\n?", "\n", text).replace("\0", "\ufffd"))
    builder.build()
    return builder.root


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.closed_by, self.empty = _known()
        self.root: Element | None = None
        self.open: list[Element] = []
        self.names: list[str] = []
        self.seen_head = self.seen_body = False
        #: Tags that were passed over because they stood where they may not.
        self.misplaced = 0
        self.text_in = ""

    def build(self) -> None:
        """Read the page to its end."""
        end = len(self.text)
        while self.at < end:
            if self.text_in:
                self._raw()
            elif self.text[self.at] != "<":
                following = self.text.find("<", self.at)
                following = end if following < 0 else following
                self._characters(_resolved(self.text[self.at : following]))
                self.at = following
            else:
                self._markup()

    def _markup(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "/":
            self._end_tag()
        elif following == "!":
            self._declaration()
        elif following == "?":
            self._skip_to_gt(self.at + 1)
        elif following.isascii() and following.isalpha():
            self._start_tag()
        else:
            self._start_characters()
            self._add("<")
            self.at += 1

    def _declaration(self) -> None:
        start = self.at + 4
        if self.text[self.at : start] != "<!--":
            self._skip_to_gt(self.at + 2)
        elif self.text.startswith((">", "->"), start):
            self.at = self.text.index(">", start) + 1
        else:
            found = _COMMENT_END.search(self.text, start)
            self.at = found.end() if found else len(self.text)

    def _skip_to_gt(self, start: int) -> None:
        end = self.text.find(">", start)
        self.at = len(self.text) if end < 0 else end + 1

    def _raw(self) -> None:
        """Take the text of an element that holds nothing but text."""
        name, self.text_in = self.text_in, ""
        pattern = rf"(?i)</{re.escape(name)}(?=[>/ \t\n\f\r])"
        found = re.compile(pattern).search(self.text, self.at) if name != "plaintext" else None
        end = found.start() if found else len(self.text)
        raw = self.text[self.at : end]
        self._add(_resolved(raw) if _TEXT_IN[name] else raw)
        self.at = end

    # --- tags ---

    def _start_tag(self) -> None:
        found = _NAME.match(self.text, self.at + 1)
        assert found is not None, "a letter stands there"
        name = _lower(found[0])
        self.at = found.end()
        while self.names and name in self.closed_by.get(self.names[-1], ()):
            self._pop()
        self._imply(name)
        passed_over = self._is_misplaced(name)
        attributes = self._attributes()
        if self.at < len(self.text) and not passed_over:
            self._push(name, attributes)
        if not self.names:
            return
        if self.text.startswith("/>", self.at):
            self.at += 2
            self._pop()
        elif self.text.startswith(">", self.at):
            self.at += 1
            current = self.names[-1]
            if current in self.empty:
                self._pop()
            elif current in _TEXT_IN:
                self.text_in = current

    def _is_misplaced(self, name: str) -> bool:
        times = {
            "html": bool(self.names),
            "head": len(self.names) != 1,
            "body": self.names.count("body"),
        }.get(name, 0)
        self.misplaced += times
        return bool(times)

    def _attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = {}
        text, end = self.text, len(self.text)
        self._skip_blanks()
        while self.at < end and text[self.at] != ">" and not text.startswith("/>", self.at):
            if text[self.at] == "/":
                self.at += 1
                self._skip_blanks()
                continue
            found = _ATTRIBUTE.match(text, self.at)
            assert found is not None, "any other character begins a name"
            value = found["double"] or found["single"] or found["bare"] or ""
            name = _lower(found["name"])
            attributes.setdefault(name, _resolved(value, True))
            self.at = found.end()
            self._skip_blanks()
        return attributes

    def _skip_blanks(self) -> None:
        found = _BLANKS.match(self.text, self.at)
        assert found is not None, "it matches nothing, too"
        self.at = found.end()

    def _end_tag(self) -> None:
        start = self.at + 2
        if start >= len(self.text):
            self._start_characters()
            self._add("</")
            self.at = start
            return
        if not (self.text[start].isascii() and self.text[start].isalpha()):
            self._skip_to_gt(start)
            return
        found = _NAME.match(self.text, start)
        assert found is not None, "a letter stands there"
        name = _lower(found[0])
        self.at = found.end()
        self._attributes()
        if self.at >= len(self.text):
            return
        self.at += 2 if self.text[self.at] == "/" else 1
        if self.misplaced and name in ("html", "body", "head"):
            self.misplaced -= 1
        else:
            self._close(name)

    def _close(self, name: str) -> None:
        strength = _STRENGTH.get(name, _USUAL)
        for open_name in reversed(self.names):
            if open_name == name:
                break
            if _STRENGTH.get(open_name, _USUAL) > strength:
                return
        else:
            return
        while self.names[-1] != name:
            self._pop()
        self._pop()

    # --- the tree ---

    def _imply(self, name: str) -> None:
        """Make the elements that a page may leave out."""
        if name == "html":
            return
        if not self.names:
            self._push("html", {})
        if name in ("body", "head"):
            return
        if len(self.names) <= 1 and name in _IN_HEAD:
            if not self.seen_head and not self.seen_body:
                self._push("head", {})
        elif not (
            name in _OF_FRAMES or self.seen_body or "body" in self.names or "head" in self.names
        ):
            self._push("body", {})

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        self.seen_head = self.seen_head or name == "head"
        self.seen_body = self.seen_body or name == "body"
        if self.open:
            self.open[-1].append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)
        self.names.append(name)

    def _pop(self) -> None:
        self.open.pop()
        self.names.pop()

    def _start_characters(self) -> None:
        while self.names and self.names[-1] == "head":
            self._pop()
        self._imply("p")

    def _characters(self, text: str) -> None:
        if not self.names or self.names[-1] in ("html", "head"):
            rest = text.lstrip(_SPACE)
            self._add(text[: len(text) - len(rest)])
            if not rest:
                return
            text = rest
            self._start_characters()
        self._add(text)

    def _add(self, text: str) -> None:
        if not text or not self.open:
            return
        element: Any = self.open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text


def _lower(name: str) -> str:
    """Return a name with the letters of ASCII in small."""
    return (
        name.lower() if name.isascii() else re.sub("[A-Z]+", lambda found: found[0].lower(), name)
    )


def _resolved(text: str, in_attribute: bool = False) -> str:
    """Return a text with its references resolved (HTML, 13.2.5.72 to 13.2.5.80)."""
    if "&" not in text:
        return text

    def resolve(found: re.Match[str]) -> str:
        if found[3] is None:
            return _character(int(found[1], 16) if found[1] else int(found[2]))
        name = found[3]
        for length in range(min(len(name), _LONGEST_ENTITY), 1, -1):
            short = name[:length]
            if short not in html5:
                continue
            behind = text[found.start() + 1 + length : found.start() + 2 + length]
            runs_on = behind == "=" or (behind.isascii() and behind.isalnum())
            if in_attribute and short[-1] != ";" and runs_on:
                break
            return html5[short] + name[length:]
        return found[0]

    return _REFERENCE.sub(resolve, text)


def _character(number: int) -> str:
    if number in _C1:
        return _C1[number] if _C1[number] != "\ufffd" else chr(number)
    if number <= 0 or 0xD800 <= number < 0xE000 or number > _LAST_CHARACTER:
        return "\ufffd"
    return chr(number)
