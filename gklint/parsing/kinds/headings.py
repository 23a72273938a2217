"""HEADING and HEADING_REST: what the titles of the forms and the order of the sections decide."""

from __future__ import annotations

from gklint.parsing.headings import cut_heading, has_ordinal, run_in_number, section_number
from gklint.parsing.kinds.line import Line
from gklint.parsing.kinds.memory import Memory
from gklint.parsing.outline import Outline

#: A long line can only be a heading, with its content behind it, where it begins with one of these.
_NUMERALS = "一二三四五六第"


def heading_kind(memory: Memory, outline: Outline, index: int) -> str | None:
    """Return the kind of a line that is a heading or the rest of one, None for any other."""
    line = memory.lines[index]
    if line.separated or (line.is_long and line.folded[:1] not in _NUMERALS):
        return None
    if memory.last_kind == "HEADING" and _cut(memory, index - 1):
        return "HEADING_REST"
    return "HEADING" if _is_heading(memory, outline, index) else None


def number_of(memory: Memory, outline: Outline, index: int) -> int | None:
    """Return the number of the section whose heading the line is, None where it is none."""
    line = memory.lines[index]
    number = outline.others.get(index) or section_number(line.opening, memory.section)
    if number is None and has_ordinal(line.folded):
        number = run_in_number(line.text) or _cut(memory, index)
    return number


def _is_heading(memory: Memory, outline: Outline, index: int) -> bool:
    number = number_of(memory, outline, index)
    if number is None:
        return False
    if index in outline.others or has_ordinal(memory.lines[index].folded):
        return True
    # Words alone make a heading where they follow the order, interrupt no sentence, and no numbered
    # line says the same.
    return (
        number == memory.section + 1 and not memory.open_sentence and number not in outline.numbered
    )


def _cut(memory: Memory, index: int) -> int | None:
    """Return the number of the section whose title goes on in the next line."""
    following: Line | None = memory.following(index)
    return cut_heading(memory.lines[index].folded, following.folded) if following else None
