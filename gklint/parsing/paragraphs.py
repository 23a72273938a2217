"""Lines of prose → paragraphs, put together again where a page or a line width cut them."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.model.report import Paragraph, Piece
from gklint.parsing.tree import Token


def paragraph_of(tokens: Sequence[Token], heading: bool = False) -> Paragraph:
    """Return the paragraph whose lines these tokens are; a blank joins words of Latin letters."""
    text = ""
    pieces = []
    for token in tokens:
        if text and text[-1].isascii() and text[-1].isalpha() and token[0].isascii():
            text += " "
        pieces.append(Piece(len(text), token.line, token.column))
        text += str(token)
    return Paragraph(text, tuple(pieces), heading)
