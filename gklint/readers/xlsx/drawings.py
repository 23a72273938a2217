"""What floats over the cells of a sheet: text boxes, pictures, objects of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gklint.readers.document import Paragraph


class Floating(NamedTuple):
    """Paragraphs that float over a sheet, and the row (from 0) at which they begin."""

    row: int
    paragraphs: tuple[Paragraph, ...]


def local(element: Element) -> str:
    """Return an element's name without its namespace: there are two, strict and transitional."""
    return element.tag.rpartition("}")[2]


def floating_in(drawing: Element) -> Iterator[Floating]:
    """Yield what the root of a drawing part anchors to the sheet, from top to bottom."""
    found = []
    for anchor in drawing:
        row = next((int(part.text or 0) for part in anchor.iter() if local(part) == "row"), 0)
        texts = tuple(
            Paragraph(text, unread="floating")
            for body in anchor.iter()
            if local(body) == "txBody"
            for paragraph in body
            if local(paragraph) == "p" and (text := _text(paragraph))
        )
        if texts:
            found.append(Floating(row, texts))
        elif any(local(part) in ("pic", "graphicFrame") for part in anchor.iter()):
            found.append(Floating(row, (Paragraph("", unread="picture"),)))
    yield from sorted(found, key=lambda floating: floating.row)


def _text(paragraph: Element) -> str:
    pieces = [
        "\n" if local(part) == "br" else part.text or ""
        for part in paragraph.iter()
        if local(part) in ("t", "br")
    ]
    return "".join(pieces).strip()
