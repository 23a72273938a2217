"""TITLE, MASTHEAD and DATELINE: what stands before the first heading."""

from __future__ import annotations

from gklint.parsing.kinds.line import LONGEST_LABEL, Line
from gklint.parsing.kinds.memory import Memory

#: What is in every title, so that …年度报 / 告 on two lines is known for one.
_TITLE_WORDS = "政府信息公开"


def front_kind(memory: Memory, line: Line) -> str | None:
    """Return the kind of a line of the front matter, None for a table and for prose."""
    interrupts = memory.open_sentence and not line.after_blank
    if (
        memory.section
        or memory.in_table
        or line.separated
        or interrupts
        or len(line.folded) >= LONGEST_LABEL
    ):
        return None
    if not memory.title_seen:
        if memory.matches("TITLE", line.folded) or _ends_title(memory, line.folded):
            return "TITLE"
        masthead = not memory.open_sentence and memory.matches("MASTHEAD", line.folded)
        return "MASTHEAD" if masthead else None
    dateline = not memory.open_sentence and memory.matches("DATELINE", line.folded)
    return "DATELINE" if dateline else None


def _ends_title(memory: Memory, folded: str) -> bool:
    """Say whether the title that the line before began ends here: …年度报 / 告."""
    if memory.last_kind != "MASTHEAD":
        return False
    whole = memory.lines[len(memory.kinds) - 1].folded + folded
    return _TITLE_WORDS in whole and memory.matches("TITLE", whole)
