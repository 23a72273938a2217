"""Where in a YAML file the cursor stands, told by indents: half a line is no YAML yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gklint.lsp.schemas import ITEM

_LINE = re.compile(
    r"""(?P<indent>\s*)(?P<dashes>(?:-\s+)*)"""
    r"""(?:(?P<key>"[^"]*"|'[^']*'|[^\s:#'"\[\]{},][^:#]*?)\s*:(?:\s+|$))?(?P<rest>.*)$"""
)
_WORD = re.compile(r"[\w.*-]*$")


class Cursor(NamedTuple):
    """The way to what the cursor stands in, the key on its line ("" for none) and the beginning
    of the word before it. `in_value` says that it is behind a key's colon, or in an element of a
    list."""

    path: tuple[str, ...]
    key: str
    word: str
    in_value: bool


def cursor(lines: Sequence[str], row: int, column: int) -> Cursor:
    """Return what stands before a place; row and column (a number of characters) count from 0."""
    match = _LINE.match(lines[row][:column])
    assert match is not None, "the pattern matches any line"
    indent, dashes = len(match["indent"]), len(match["dashes"])
    above = _above(lines, row, indent, bool(dashes))
    path = (*above, ITEM) if dashes else above
    word_match = _WORD.search(match["rest"])
    word = word_match[0] if word_match else ""
    if match["key"] is None:
        return Cursor(path, "", word, bool(dashes))
    key = match["key"].strip("\"'")
    path = (*path, key)
    if match["rest"].lstrip().startswith("["):
        path = (*path, ITEM)
    return Cursor(path, key, word, True)


def key_at(lines: Sequence[str], row: int, column: int) -> tuple[str, ...]:
    """Return the way to the key that the cursor stands on, () where it stands on none."""
    match = _LINE.match(lines[row])
    if (
        match is None
        or match["key"] is None
        or not match.start("key") <= column <= match.end("key")
    ):
        return ()
    return cursor(lines, row, match.start("rest")).path


def word_at(line: str, column: int) -> str:
    """Return the word that a column (from 0) stands in, "" where it stands in none."""
    for match in re.finditer(r"[\w.-]+", line):
        if match.start() <= column <= match.end():
            return match[0]
    return ""


def _above(lines: Sequence[str], row: int, indent: int, item: bool) -> tuple[str, ...]:
    """Return the keys and lists that a line stands in; `item` says that it begins an element."""
    path: list[str] = []
    for line in reversed(lines[:row]):
        match = _LINE.match(line)
        if match is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        start, dashes = len(match["indent"]), len(match["dashes"])
        column = start + dashes
        key = match["key"]
        if key is not None and (column < indent or (item and column <= indent and not dashes)):
            path.insert(0, key.strip("\"'"))
            indent, item = column, False
        if dashes and not item and column <= indent and start < indent:
            path.insert(0, ITEM)
            indent, item = start, True
    return tuple(path)
