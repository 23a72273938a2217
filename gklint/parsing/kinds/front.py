"""TITLE, MASTHEAD and DATELINE: what stands before the first heading."""

from __future__ import annotations

from gklint.parsing.kinds.line import LONGEST_LABEL, Line
from gklint.parsing.kinds.memory import Memory


def front_kind(memory: Memory, line: Line) -> str | None:
    """Return the kind of a line of the front matter, None for a table and for prose."""
    interrupts = memory.open_sentence and not line.after_blank
    if len(memory.kinds) == memory.title and not interrupts and not memory.section:
        return "TITLE"
    # A table before the title is one of fields (索引号, 发布机构); the body's name may follow it.
    before_title = memory.title is not None and len(memory.kinds) < memory.title
    if (
        memory.section
        or (memory.in_table and not before_title)
        or line.separated
        or interrupts
        or len(line.folded) >= LONGEST_LABEL
    ):
        return None
    if not memory.title_seen:
        masthead = not memory.open_sentence and memory.matches("MASTHEAD", line.folded)
        return "MASTHEAD" if masthead else None
    dateline = not memory.open_sentence and memory.matches("DATELINE", line.folded)
    return "DATELINE" if dateline else None
