"""A file's text: decoded, split into lines, every character with its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of text: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, other: Place) -> Place:
        """Return the stretch from the start of this place to the end of `other`."""
        return Place(self.line, self.column, other.end_line, other.end_column)


class Undecodable(NamedTuple):
    """Bytes that stand for no character: how many are lost and where the first one is."""

    byte_offset: int
    lost: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file.

    `path` is the name as the user gave it, `raw` the file's bytes, `encoding` the name of the
    codec that read them. `lines` are without their line ends; `starts[i]` is the offset of line
    i + 1 in `text`. Lines end at \\n, \\r\\n or \\r only, as editors count them: a form feed, which
    PDF converters leave at the top of a page, does not end a line.
    """

    path: str
    text: str
    raw: bytes = field(repr=False)
    encoding: str
    lines: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    undecodable: Undecodable | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal digits."""
        # Imported here: a run that prints text never needs it, and it loads OpenSSL.
        from hashlib import sha256

        return sha256(self.raw).hexdigest()

    def place(self, start: int, end: int) -> Place:
        """Return the place of `text[start:end]`."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Place(line, column, end_line, end_column)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_place(self, number: int) -> Place:
        """Return the place of what stands on line `number`, white space at both ends left out."""
        text = self.lines[number - 1]
        start = len(text) - len(text.lstrip())
        return Place(number, start + 1, number, max(len(text.rstrip()), start) + 1)


def source_of_text(text: str, path: str = "<text>", raw: bytes | None = None,
                   encoding: str = "utf-8", undecodable: Undecodable | None = None) -> Source:
    """Split `text` into lines and return it as a Source; a leading byte order mark is dropped."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if raw is None:
        raw = text.encode("utf-8", "surrogatepass")
    lines, starts = _split(text)
    return Source(path, text, raw, encoding, lines, starts, undecodable)


def _split(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    lines: list[str] = []
    starts: list[int] = []
    offset = 0
    has_returns = "\r" in text
    for line in text.split("\n"):
        whole = len(line) + 1
        if has_returns:
            line = line.removesuffix("\r")
            if "\r" in line:
                start = offset
                for piece in line.split("\r"):
                    lines.append(piece)
                    starts.append(start)
                    start += len(piece) + 1
                offset += whole
                continue
        lines.append(line)
        starts.append(offset)
        offset += whole
    if len(lines) > 1 and not lines[-1]:
        # The line end that closes the last line opens no new one.
        lines.pop()
        starts.pop()
    return tuple(lines), tuple(starts)
