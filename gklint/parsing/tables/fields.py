"""The parts of a table's line: labels, values, and gaps where a cell is empty."""

from functools import lru_cache
from typing import NamedTuple

from gklint.parsing.cells import Content, read_folded
from gklint.parsing.lexicon import core_of
from gklint.support.folding import fold


class Field(NamedTuple):
    """A part of a line: its text, where it stands (columns from 1, end exclusive), what it says.

    `position` counts the parts of the line, empty ones too. `content` is what a cell would say:
    state "blank" is a gap, "number" and "dash" are values, "unreadable" is a label or a cell that
    cannot be read. `core` is what it is compared as, as a label (`gklint.parsing.lexicon.core`).
    """

    text: str
    line: int
    column: int
    end_column: int
    position: int
    content: Content
    core: str

    @property
    def is_gap(self) -> bool:
        """Whether nothing stands here."""
        return self.content.state == "blank"

    @property
    def is_value(self) -> bool:
        """Whether a number or a sign for "none" stands here."""
        return self.content.state in ("number", "dash")

    @property
    def is_label(self) -> bool:
        """Whether words stand here."""
        return self.content.state == "unreadable"

    @property
    def is_digits(self) -> bool:
        """Whether numbers stand here, or one whose thousands a space parts: nobody can tell."""
        return self.core.isdecimal() and self.is_label and "".join(self.text.split()).isdecimal()


#: A line of a table: its fields from left to right.
Fields = list[Field]


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Content, str]:
    """Return what a text says as a cell and its core as a label; it is folded once for both."""
    folded = fold(text)
    return read_folded(text, folded), core_of(folded)


def field_at(text: str, line: int, column: int, position: int) -> Field:
    """Return the field of a text that begins at a column, white space at its ends left out."""
    content, label = _read(text)
    return Field(text, line, column, column + len(text), position, content, label)


def field(raw: str, line: int, start: int, end: int, index: int) -> Field:
    """Return the field that stands in `raw[start:end]`, white space at its ends left out."""
    piece = raw[start:end]
    text = piece.strip()
    left = start + piece.find(text) if text else start
    return field_at(text, line, left + 1, index)


def placed(part: Field, line: int) -> Field:
    """Return the field as one of this line."""
    text, _, column, end, position, content, core = part
    return Field(text, line, column, end, position, content, core)
