"""Text on a terminal: what a character looks like there, how wide it is, in which colour."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

#: Columns between tab stops.
TAB = 4

_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_COLOURS = {
    "red": "1;31",
    "yellow": "1;33",
    "cyan": "1;36",
    "green": "1;32",
    "blue": "34",
    "bold": "1",
    "dim": "2",
}


def shown(text: str, encoding: str = "utf-8") -> str:
    """Return `text` as it may be sent to a terminal with this encoding.

    Control characters, format characters (those that turn the direction of writing among them) and
    what the encoding lacks stand as escapes: no file can move the cursor or change a colour.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown_character(character, encoding) for character in text)


def shown_character(character: str, encoding: str = "utf-8") -> str:
    """Return one character as `shown` shows it."""
    # isprintable leaves out the spaces: NBSP, U+3000.
    if character.isprintable() or category(character) == "Zs":
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            return character.encode(encoding, "backslashreplace").decode(encoding)
        return character
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        # A byte of a file name that is no UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


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
