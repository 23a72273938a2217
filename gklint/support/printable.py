"""Text that came from outside as it may be printed: it commands no terminal and begins no line.

Whatever gklint prints of a file goes through here, or through the escapes of its format (JSON,
XML).
"""

from __future__ import annotations

from unicodedata import category

_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def shown(text: str, encoding: str = "utf-8") -> str:
    """Return `text` as it may be sent to a terminal with this encoding.

    Control characters, format characters (those that turn the direction of writing among them) and
    what the encoding lacks stand as escapes: no file can move the cursor or change a colour.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown_character(character, encoding) for character in text)


def shown_lines(text: str, encoding: str = "utf-8") -> str:
    """Return several lines as `shown` gives each; ends of lines (\\n) and tabs stay as they are."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "\n".join(
        "\t".join(shown(piece, encoding) for piece in line.split("\t")) for line in text.split("\n")
    )


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
