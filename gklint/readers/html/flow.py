"""Text of a page as it runs on, with spaces, line ends and list numbers as browsers show them."""

from __future__ import annotations

import re
from typing import Any

from gklint.model.source import STRUCK_OUT
from gklint.readers.document import Paragraph, raised
from gklint.readers.docx.numerals import numeral

#: Elements that stand on lines of their own; all others run on in a line.
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)

_WHITE = r"[ \t\r\n\f]+"
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
#: A line end in the page's code between two Chinese characters is no space of the text.
_WRAPPED = rf"(?<={_CHINESE})[ \t]*[\r\n][ \t\r\n\f]*(?={_CHINESE})"
#: The item has its number in its text.
_NUMBERED = r"\W*(?:[一二三四五六七八九十]+|第.{1,3}[章条部节项]|\d+|[A-Za-z]|[ivxIVX]+)[、.．)）]"

_STRUCK = frozenset({"s", "strike", "del"})
#: Elements that say how their text is to be read.
_MARKING = _STRUCK | {"sup", "sub", "pre"}
_RAISED = re.compile(
    r"(?is)vertical-align\s*:\s*(?:super|sub\b|text-top|[1-9])"
    r"|(?=.*position\s*:\s*relative)(?=.*(?:top\s*:\s*-[1-9]|bottom\s*:\s*[1-9]))"
)
#: A file that may hold what is missing on the page.
_ATTACHED = re.compile(r"(?i)\.(?:docx?|xlsx?|et|wps|pdf|ofd|png|jpe?g)(?:$|[?#])")
_INLINE = ("span", "small", "font", "a", "i", "b", "em", "strong")
#: A picture of a table is no lower and no narrower, in pixels.
_SMALLEST = 60

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_STYLES = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_CHINESE_STYLES = frozenset({"cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"})


class Flow:
    """Text as it runs on, paragraph by paragraph, with the numbers of list items.

    `in_cell` says that it is the text of a cell.
    """

    def __init__(self, in_cell: bool = False) -> None:
        self.in_cell = in_cell
        self.done: list[Paragraph] = []
        self.unread = ""
        self.attached = False
        self.raised = self.struck = 0
        self.pieces: list[str] = []
        self.counts: dict[Any, int] = {}
        self.number = ""
        self.verbatim = 0

    def start(self, element: Any) -> None:
        """Take the start of an element and the text before its first child."""
        tag = element.tag
        if tag in BLOCKS:
            self.close()
            if tag == "li":
                self.number = self._number(element)
            elif _is_drawn(element):
                self.unread = "picture"
        elif tag == "br":
            self.pieces.append("\v")
        elif tag == "img" and not _is_small(element):
            self.unread = "embedded" if element.get("src") is None else "picture"
        elif tag == "a" and not self.in_cell and _ATTACHED.search(element.get("href") or ""):
            self.attached = True
        self._marked(element, 1)
        self.text(element.text)

    def end(self, element: Any) -> None:
        """Take the end of an element, before the text behind it."""
        if element.tag in BLOCKS:
            self.close()
            if element.tag == "li":
                self.number = ""
        self._marked(element, -1)

    def _marked(self, element: Any, count: int) -> None:
        """Count up or down the elements at hand that say how their text is to be read."""
        style = element.get("style")
        if style is not None or element.tag in _MARKING:
            self.verbatim += count * (element.tag == "pre")
            self.raised += count * _is_raised(element.tag, style)
            self.struck += count * _is_struck(element.tag, style)

    def text(self, text: str | None) -> None:
        """Take a run of text."""
        if text and self.struck:
            # What is struck out does not count; in a cell a number leaves a trace.
            if self.in_cell and re.search(r"\d", text) and self.pieces[-1:] != [STRUCK_OUT]:
                self.pieces.append(STRUCK_OUT)
            return
        if text and self.raised and "".join(self.pieces).strip():
            text = raised(text)
        if text and self.verbatim:
            # Line ends and spaces count in <pre>: kept from what is done to those of other text.
            self.pieces.append(re.sub(r"\r?\n", "\v", text).replace(" ", "\u00a0"))
        elif text:
            self.pieces.append(text)

    def close(self) -> None:
        """End the paragraph."""
        if not self.pieces and not self.unread:
            return
        whole = "".join(self.pieces)
        if not whole.isprintable() or "  " in whole:
            whole = re.sub(_WHITE, " ", re.sub(_WRAPPED, "", whole))
        self.pieces = []
        lines = [line.strip(" ") for line in whole.split("\v")]
        text = "\n".join(line for line in lines if line.strip())
        unread, self.unread = self.unread, ""
        # A picture beside words is an ornament of theirs.
        if unread and not text:
            self.done.append(Paragraph("", unread=unread))
        elif text:
            if self.number and not re.match(_NUMBERED, text):
                text = self.number + text
            self.number = ""
            self.done.append(Paragraph(text, unread="file" if self.attached else ""))
        self.attached = False

    def taken(self) -> list[Paragraph]:
        """Return the paragraphs so far and forget them."""
        self.close()
        done, self.done = self.done, []
        return done

    def _number(self, item: Any) -> str:
        """Return the number that a browser prints before an item of a list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        count = self.counts.get(parent, _whole(parent.get("start"), 1) - 1)
        count = self.counts[parent] = _whole(item.get("value"), count + 1)
        style = ""
        for element in (parent, item):
            found = re.search(r"(?i)list-style(?:-type)?\s*:\s*([^;]+)", element.get("style", ""))
            style = found[1].strip().lower() if found else style
        if "none" in style.split():
            return ""
        if style in _CHINESE_STYLES:
            return f"{numeral(count, 'chineseCounting')}、"
        form = _STYLES.get(style) or _FORMS.get(item.get("type") or parent.get("type") or "1")
        return f"{numeral(count, form or 'decimal')}. "


def _is_drawn(element: Any) -> bool:
    """Say whether nothing stands in an element but the picture behind it."""
    style = element.get("style")
    return style is not None and "url(" in style and not "".join(element.itertext()).strip()


def _is_raised(tag: str, style: str | None) -> bool:
    """Say whether text is printed higher or lower than the line, and is no digit of its number."""
    return tag in ("sup", "sub") or (
        style is not None and tag in _INLINE and bool(_RAISED.search(style))
    )


def _is_struck(tag: str, style: str | None) -> bool:
    return tag in _STRUCK or (style is not None and "line-through" in style)


def _is_small(image: Any) -> bool:
    """Say whether a picture is too small for a table; of most their size is not said."""
    sizes = [image.get("width", ""), image.get("height", "")]
    sizes += re.findall(r"(?i)(?:width|height)\s*:\s*(\d+)px", image.get("style", ""))
    known = [
        int(found[0]) for size in sizes if (found := re.match(r"\d+", size)) and "%" not in size
    ]
    return bool(known) and min(known) < _SMALLEST


def _whole(text: str | None, default: int) -> int:
    found = re.match(r"\s*([+-]?\d{1,6})", text or "")
    return int(found[1]) if found else default
