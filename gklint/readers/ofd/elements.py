"""Elements of an OFD and what their attributes say (GB/T 33190, 7 and 8)."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

from gklint.readers.pdf.light import lightness

#: a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Letters of one piece of text set no further apart, in sizes of the font, follow one another: a
#: figure may have the place of a Chinese character.
PITCH = 1.05


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this name."""
    for part in element if element is not None else ():
        if local(part) == name:
            return part
    return None


def text_of(element: Element | None) -> str:
    """Return an element's text without the white space around it."""
    return (element.text or "").strip() if element is not None else ""


def ink_of(item: Element) -> float | None:
    """Return how light an object is filled, from 0 (black) to 255, None where it is not drawn."""
    color = child(item, "FillColor")
    if item.get("Fill", "true") == "false" and local(item) == "TextObject":
        # Its outline may be drawn all the same.
        return 0.0 if item.get("Stroke") == "true" else None
    values = numbers(color.get("Value", "")) if color is not None else []
    alpha = number(item.get("Alpha"), 255.0)
    if color is not None:
        alpha *= number(color.get("Alpha"), 255.0) / 255
    if len(values) == 1:
        values *= 3
    red, green, blue = values if len(values) == 3 else (0.0, 0.0, 0.0)
    return lightness(red, green, blue, alpha) if alpha > 0 else None


def numbers(text: str) -> list[float]:
    """Return the numbers in a list of them, as boxes and matrices are written."""
    return [number(part, 0.0) for part in text.replace(",", " ").split()]


def deltas(text: str | None, most: int) -> list[float]:
    """Return the distances from letter to letter; "g 3 2.5" stands for three of 2.5."""
    found: list[float] = []
    tokens = iter((text or "").split())
    for token in tokens:
        if len(found) >= most:
            break
        if token == "g":
            times = int(number(next(tokens, None), 0.0))
            found += [number(next(tokens, None), 0.0)] * max(0, min(times, most - len(found)))
        else:
            found.append(number(token, 0.0))
    return found


def number(text: str | None, default: float) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return default
    # Beyond this nothing is printed, and sums of such numbers are none.
    return value if abs(value) < 1e6 else default


def boundary(item: Element) -> tuple[float, ...]:
    box = numbers(item.get("Boundary", ""))
    return tuple(box) if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)


def placed(item: Element, outer: Matrix) -> Matrix:
    """Return the matrix from an object's own space to the page's: its CTM, then its boundary."""
    x, y, _, _ = boundary(item)
    own = numbers(item.get("CTM", ""))
    a, b, c, d, e, f = own if len(own) == 6 else UNMOVED
    p, q, r, s, t, u = outer
    e, f = e + x, f + y
    return (
        p * a + r * b,
        q * a + s * b,
        p * c + r * d,
        q * c + s * d,
        p * e + r * f + t,
        q * e + s * f + u,
    )


def width_of(character: str, size: float) -> float:
    """Return how wide a letter is where its font has none of its own widths: half or full."""
    return size if unicodedata.east_asian_width(character) in "WFA" else size / 2
