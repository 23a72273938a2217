"""Marks that mail programs put before each line of what is answered or forwarded: > and spaces.

A report pasted from such a mail is read as if spaces stood in their place, so no place changes.
"""

from __future__ import annotations

from gklint.model.source import Source
from gklint.support.patterns import lazily

_MARKS = lazily(r"(?m)^[ \u3000]*(?:>[ ]?)+")
#: Of the lines that are not blank at least this share is marked: above them stands what the mail
#: says itself.
_ENOUGH = 0.8


def without_quote_marks(source: Source) -> Source:
    """Return a source with spaces for the marks, itself where most lines have none."""
    filled = [line for line in source.lines if line.strip()]
    if sum(_MARKS.match(line) is not None for line in filled) < len(filled) * _ENOUGH:
        return source
    lines = tuple(_MARKS.sub(lambda found: " " * len(found[0]), line) for line in source.lines)
    text = _MARKS.sub(lambda found: " " * len(found[0]), source.text)
    return source._replace(text=text, lines=lines)
