"""Text on a terminal: how wide it is, in which colour."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

#: Columns between tab stops.
TAB = 4

_COLOURS = {
    "red": "1;31",
    "yellow": "1;33",
    "cyan": "1;36",
    "green": "1;32",
    "blue": "34",
    "bold": "1",
    "dim": "2",
}


def width(text: str) -> int:
    """Return how many columns `text` takes, as `shown` gives it (UAX 11; ambiguous ones narrow)."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if combining(character) or category(character) in ("Mn", "Me")
        else 2
        if east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def paint(text: str, colour: str, coloured: bool | None) -> str:
    """Return `text` in a colour (a key of _COLOURS), or as it is where none is wanted."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if coloured and text else text
