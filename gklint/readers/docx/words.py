"""The words of one paragraph of a Word document, each piece with the element that holds it.

Tracked changes count as accepted, of a field only the result is read; text that is hidden or struck
out is not.
ECMA-376-1, 17.3 (runs), 17.13.5 (tracked changes), 17.16 (fields).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gklint.model.source import STRUCK_OUT
from gklint.readers.document import raised
from gklint.readers.docx.names import NAMES, Node, attribute, branch, child, is_on
from gklint.readers.docx.styles import PLAIN, Styles, look_of

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


#: How controls that are not filled in ask for it.
_PROMPT = re.compile(r"(?i)[单点]击|此处|输入|选择一?[项个]|请填|click|tap|enter text|choose")
#: A picture of a table is no narrower, in English Metric Units (5 cm).
_WIDE = 1_800_000
_FIGURE = re.compile(r"\d")


class Piece(NamedTuple):
    """A stretch of a paragraph's text and the element that holds it.

    In a w:t, character for character. `element` is None where no element holds the text: an
    automatic number.
    """

    text: str
    element: Node | None


_STRUCK = Piece(STRUCK_OUT, None)


class Words(NamedTuple):
    """A paragraph: its pieces, and the w:p elements it was made of.

    There are several where the mark between two paragraphs is deleted, else one; the last one's
    properties hold for all. `unread` is what in it may hold a table (`gklint.model.source.UNREAD`).
    """

    pieces: tuple[Piece, ...]
    elements: tuple[Node, ...]
    unread: str = ""

    @property
    def text(self) -> str:
        """The paragraph's text; line breaks are \\n, tabs are \\t."""
        if len(self.pieces) == 1:
            return self.pieces[0].text
        return "".join([piece.text for piece in self.pieces])


class Collector:
    """Collects the pieces of one paragraph and the text boxes that hang on it.

    `in_cell` says that the paragraph stands in a table: there a struck number leaves a trace.
    """

    __slots__ = (
        "_fields",
        "_in_cell",
        "_look",
        "_styles",
        "boxes",
        "has_plain",
        "pictures",
        "pieces",
        "white",
    )

    def __init__(self, styles: Styles, in_cell: bool = False) -> None:
        self._styles = styles
        self._in_cell = in_cell
        self.pieces: list[Piece] = []
        self.boxes: list[Node] = []
        #: What is drawn in it and is no text: one of UNREAD, "" for what is too small for a table.
        self.pictures: list[str] = []
        #: Whether there is text that is not raised: only beside it raised text is a note.
        self.has_plain = False
        #: The pieces in white: beside other text they stand on white paper, as nothing.
        self.white: list[Piece] = []
        self._look = PLAIN
        # For each open field the index of its first piece, None once its result has begun.
        self._fields: list[int | None] = []

    def add(self, paragraph: Node, style: str) -> None:
        """Add what a w:p holds; `style` is the id of its style."""
        self._look = self._styles.look(style)
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
                self._add_run(element)
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
            content = child(element, "w:sdtContent")
            if content is not None and not is_prompt(element):
                self._add(content)
        elif action == "choice":
            chosen = branch(element)
            if chosen is not None:
                self._add(chosen)
            else:
                self.pictures.append(drawn(element))
        else:
            boxes = len(self.boxes)
            self._find_boxes(element)
            if len(self.boxes) == boxes:
                self.pictures.append(drawn(element))

    def _add_run(self, run: Node) -> None:
        properties = child(run, "w:rPr")
        look = self._look
        if properties is not None:
            own = {NAMES[part.tag]: part for part in properties}
            if "w:rStyle" in own:
                style = attribute(own["w:rStyle"], "val")
                look = self._styles.look(style).over(look)
                if self._styles.is_placeholder(style) and not _is_number(text_in(run)):
                    return
            look = look_of(own).over(look)
        if look.hidden:
            return
        first = len(self.pieces)
        self._add(run)
        if look.struck:
            number = _FIGURE.search("".join(piece.text for piece in self.pieces[first:]))
            del self.pieces[first:]
            if number and self._in_cell and self.pieces[-1:] != [_STRUCK]:
                self.pieces.append(_STRUCK)
        elif look.raised:
            self.pieces[first:] = [
                Piece(raised(text), element) for text, element in self.pieces[first:]
            ]
        else:
            self.has_plain = self.has_plain or len(self.pieces) > first
        if look.white:
            self.white += self.pieces[first:]

    def printed(self) -> list[Piece]:
        """Return the pieces that are printed; where all are white they stand on a dark ground."""
        white = {id(piece) for piece in self.white}
        shown = [piece for piece in self.pieces if id(piece) not in white]
        return shown if any(piece.text.strip() for piece in shown) else self.pieces

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


def drawn(element: Node) -> str:
    """Return what a w:drawing, w:pict or w:object shows (`UNREAD`), "" for what is too small."""
    names = {NAMES[part.tag] for part in element.iter()}
    if ":OLEObject" in names:
        return "embedded"
    widths = [
        int(part.get("cx", ""))
        for part in element.iter()
        if NAMES[part.tag] == ":extent" and part.get("cx", "").isdecimal()
    ]
    return "picture" if not widths or max(widths) >= _WIDE else ""


def is_prompt(control: Node) -> bool:
    """Say whether a content control only says what to fill in: "click here to enter text".

    Its flag alone says nothing: programs leave it there when the control is filled in.
    """
    if not is_on(control, "w:sdtPr", "w:showingPlcHdr"):
        return False
    text = text_in(control)
    return not text.strip() or _PROMPT.search(text) is not None


def text_in(element: Node) -> str:
    """Return the text of all runs in an element."""
    return "".join(part.text or "" for part in element.iter() if NAMES[part.tag] == "w:t")


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).isdecimal()


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
