"""The words of one paragraph of a Word document, each piece with the element that holds it.

Tracked changes count as accepted, of a field only the result is read, hidden text is not.
ECMA-376-1, 17.3 (runs), 17.13.5 (tracked changes), 17.16 (fields).
"""

from __future__ import annotations

from typing import NamedTuple

from gklint.readers.docx.names import NAMES, Node, attribute, branch, child, is_on
from gklint.readers.docx.styles import Styles

#: What stands for itself where it is met, within a run.
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}

#: What is done with an element, by its name. Whatever is not listed is not text: properties,
#: deleted text, the codes of fields, marks of bookmarks, footnotes and comments.
_ACTIONS = {
    "w:t": "text",
    "m:t": "text",
    "w:r": "run",
    "w:fldChar": "field",
    "w:sdt": "control",
    "w:sym": "symbol",
    "mc:AlternateContent": "choice",
    **dict.fromkeys(_SIGNS, "sign"),
    **dict.fromkeys(("w:drawing", "w:pict", "w:object"), "drawn"),
    **dict.fromkeys(
        (
            "w:hyperlink",
            "w:ins",
            "w:moveTo",
            "w:smartTag",
            "w:customXml",
            "w:fldSimple",
            "w:dir",
            "w:bdo",
            "w:ruby",
            "w:rubyBase",
        ),
        "open",
    ),
}

#: Signs of the fonts in which forms have their boxes, by font and code.
_SYMBOLS = {
    "wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0xA8: "□",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings 2": {0x2A: "□", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"},
}


class Piece(NamedTuple):
    """A stretch of a paragraph's text and the element that holds it.

    In a w:t, character for character. `element` is None where no element holds the text: an
    automatic number.
    """

    text: str
    element: Node | None


class Words(NamedTuple):
    """A paragraph: its pieces, and the w:p elements it was made of.

    There are several where the mark between two paragraphs is deleted, else one; the last one's
    properties hold for all.
    """

    pieces: tuple[Piece, ...]
    elements: tuple[Node, ...]

    @property
    def text(self) -> str:
        """The paragraph's text; line breaks are \\n, tabs are \\t."""
        if len(self.pieces) == 1:
            return self.pieces[0].text
        return "".join([piece.text for piece in self.pieces])


class Collector:
    """Collects the pieces of one paragraph and the text boxes that hang on it."""

    __slots__ = ("_fields", "_hidden", "_styles", "boxes", "has_pictures", "pieces")

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.pieces: list[Piece] = []
        self.boxes: list[Node] = []
        self.has_pictures = False
        self._hidden = False
        # For each open field the index of its first piece, None once its result has begun.
        self._fields: list[int | None] = []

    def add(self, paragraph: Node, style: str) -> None:
        """Add what a w:p holds; `style` is the id of its style."""
        self._hidden = self._styles.hides(style)
        # A field that is not closed in its own paragraph is read as text, so that nothing is lost.
        self._fields = []
        self._add(paragraph)

    def _add(self, parent: Node) -> None:
        for element in parent:
            name = NAMES[element.tag]
            action = _ACTIONS.get(name)
            if action == "text":
                if element.text:
                    # Line ends in the XML are spaces on paper.
                    text = element.text.replace("\n", " ").replace("\r", " ")
                    self.pieces.append(Piece(text, element))
            elif action == "run":
                if not self._is_hidden(element):
                    self._add(element)
            elif action == "open" or name.startswith("m:"):
                self._add(element)
            elif action is not None:
                self._add_special(element, action)

    def _add_special(self, element: Node, action: str) -> None:
        if action == "sign":
            self.pieces.append(Piece(_SIGNS[NAMES[element.tag]], element))
        elif action == "symbol":
            self.pieces.append(Piece(_symbol(element), element))
        elif action == "field":
            self._field(attribute(element, "fldCharType"))
        elif action == "control":
            # "Click here to enter text" is no text of the report.
            content = child(element, "w:sdtContent")
            if content is not None and not is_on(element, "w:sdtPr", "w:showingPlcHdr"):
                self._add(content)
        elif action == "choice":
            chosen = branch(element)
            self.has_pictures = self.has_pictures or chosen is None
            if chosen is not None:
                self._add(chosen)
        else:
            self.has_pictures = True
            self._find_boxes(element)

    def _is_hidden(self, run: Node) -> bool:
        properties = child(run, "w:rPr")
        if properties is None:
            return self._hidden
        own = {NAMES[part.tag]: part for part in properties}
        if "w:vanish" in own:
            return is_on(properties, "w:vanish")
        style = own.get("w:rStyle")
        return self._hidden or (style is not None and self._styles.hides(attribute(style, "val")))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(len(self.pieces))
        elif self._fields and kind in ("separate", "end"):
            first = self._fields.pop()
            if first is not None:
                # So far it was the code, and results of fields within the code.
                del self.pieces[first:]
            if kind == "separate":
                self._fields.append(None)

    def _find_boxes(self, element: Node) -> None:
        for inner in element:
            name = NAMES[inner.tag]
            if name == "w:txbxContent":
                self.boxes.append(inner)
            elif name == "mc:AlternateContent":
                chosen = branch(inner)
                if chosen is not None:
                    self._find_boxes(chosen)
            else:
                self._find_boxes(inner)


def _symbol(element: Node) -> str:
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    # Codes of symbol fonts may be shifted into the private use area.
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SYMBOLS.get(attribute(element, "font").lower(), {})
    if plain in known:
        return known[plain]
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
