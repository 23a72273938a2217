"""Runs of a Word document split and made: shared by all that writes into one (lxml)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise

from gklint.readers.docx.names import NAMES, Node, child

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def new_element(near: Node, name: str, **attributes: str) -> Node:
    """Return a new element w:`name` in the namespace of `near`, which stands in w: itself."""
    namespace = near.tag.rpartition("}")[0] + "}"
    values = {f"{namespace}{key}": value for key, value in attributes.items()}
    return near.makeelement(f"{namespace}{name}", values, {"w": namespace[1:-1]})


def set_text(element: Node, text: str) -> None:
    """Put a text into a w:t or w:delText, so that a space at either end is not lost."""
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


def split_text(element: Node, cuts: Iterable[int]) -> list[tuple[int, Node]]:
    """Cut a w:t at these offsets within its text; return its parts with where each begins.

    The element itself becomes the first of them.
    """
    text = element.text or ""
    inside = sorted({offset for offset in cuts if 0 < offset < len(text)})
    parts = [(0, element)]
    for start, end in pairwise([*inside, len(text)]):
        part = new_element(element, "t")
        set_text(part, text[start:end])
        parts[-1][1].addnext(part)
        parts.append((start, part))
    if inside:
        set_text(element, text[: inside[0]])
    return parts


def split_run_before(element: Node) -> None:
    """Make the element the first one of its run, by a new run with the same properties."""
    run = element.getparent()
    before = [
        found
        for found in element.itersiblings(preceding=True)
        if NAMES[found.tag] not in ("", "w:rPr")
    ]
    if not before:
        return
    moved = [element, *element.itersiblings()]
    rest = run.makeelement(run.tag, run.attrib, run.nsmap)
    properties = child(run, "w:rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    rest.extend(moved)
    run.addnext(rest)
