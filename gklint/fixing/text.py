"""Edits in a text file: every byte outside of them stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.fixing.errors import Unfixable
from gklint.model.diagnostics import Edit
from gklint.model.source import Source
from gklint.readers.text import mark_of
from gklint.support.bilingual import Text

_LOSSY = Text(
    "文件中有无法解码的字节，不能保证其余内容不变，没有修改",
    "some bytes cannot be decoded, so that the rest might not stay as it is: nothing was fixed",
)


def edited(source: Source, edits: Sequence[Edit]) -> bytes:
    """Return the file's bytes with the edits made; raises Unfixable where bytes would be lost."""
    mark, codec = mark_of(source.raw, source.encoding)
    head = source.raw[: len(mark)]
    if source.undecodable or source.raw[len(mark) :] != source.text.encode(codec, "replace"):
        raise Unfixable(_LOSSY)
    return head + text_with(source, edits).encode(codec)


def text_with(source: Source, edits: Sequence[Edit]) -> str:
    """Return the text with the edits made; they are in the order of their places."""
    pieces: list[str] = []
    at = 0
    for place, text in edits:
        start, end = offset(source, place[:2]), offset(source, place[2:])
        pieces += [source.text[at:start], text]
        at = end
    return "".join([*pieces, source.text[at:]])


def offset(source: Source, position: tuple[int, int]) -> int:
    """Return the offset of a line and column (both from 1) in the text."""
    line, column = position
    return source.starts[line - 1] + column - 1
