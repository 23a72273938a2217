"""Places as the editor counts them: lines from 0, and characters in the client's units.

gklint counts lines and columns from 1, columns in code points. The protocol counts UTF-16 units,
or those of UTF-8 or UTF-32 where client and server agree on them. A line ends at \\n, \\r\\n or \\r
only; str.splitlines knows more ends than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

#: A line and a column as gklint counts them.
Position = tuple[int, int]

_END = re.compile(r"\r\n|\n|\r")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends; one more than there are ends."""
    return _END.split(text)


def units(text: str, encoding: str) -> int:
    """Return the length of a text in units of "utf-8", "utf-16" or "utf-32"."""
    if encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)


def characters(line: str, count: int, encoding: str) -> int:
    """Return how many characters of a line `count` units are: all where there are fewer units, and
    none of a character whose middle is meant."""
    if encoding == "utf-32" or (encoding == "utf-16" and line.isascii()):
        return max(0, min(count, len(line)))
    passed = 0
    for index, character in enumerate(line):
        passed += units(character, encoding)
        if passed > count:
            return index
    return len(line)


def to_client(lines: Sequence[str], position: Position, encoding: str) -> types.Position:
    """Return a line and column as the client counts; beyond the text its end."""
    line = min(max(position[0], 1), len(lines))
    before = lines[line - 1][: max(position[1] - 1, 0)]
    return types.Position(line - 1, units(before, encoding))


def from_client(lines: Sequence[str], position: types.Position, encoding: str) -> Position:
    """Return where the client points to as line and column; beyond the text its end."""
    if position.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return position.line + 1, characters(lines[position.line], position.character, encoding) + 1


def offset_of(text: str, position: types.Position, encoding: str) -> int:
    """Return the offset in a text of where the client points to; beyond the text its end."""
    start = 0
    for _ in range(position.line):
        end = _END.search(text, start)
        if end is None:
            return len(text)
        start = end.end()
    end = _END.search(text, start)
    line = text[start : end.start() if end else len(text)]
    return start + characters(line, position.character, encoding)
