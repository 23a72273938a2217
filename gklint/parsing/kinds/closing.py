"""SIGNATURE, DATE and REMARK: what stands after the last sentence, which only the end shows."""

from __future__ import annotations

from gklint.parsing.kinds.line import LONGEST_LABEL
from gklint.parsing.kinds.memory import NOISE, Memory

#: Asked in this order.
_TERMINALS = ("DATE", "REMARK", "SIGNATURE")
_MAY_CLOSE = ("TEXT", "CONTINUATION", "MASTHEAD")


def mark_closing(memory: Memory) -> None:
    """Find the closing from the last line upwards and give its lines their kinds."""
    if memory.section == 0:
        return
    last = True
    for index in range(len(memory.kinds) - 1, -1, -1):
        kind = memory.kinds[index]
        if kind in NOISE:
            continue
        closing = _closing_kind(memory, index) if kind in _MAY_CLOSE else None
        # The last words of a sentence that a page cut can look like the name of a body.
        if closing is None or (closing == "SIGNATURE" and kind == "CONTINUATION" and last):
            return
        memory.kinds[index] = closing
        last = False


def _closing_kind(memory: Memory, index: int) -> str | None:
    line = memory.lines[index]
    if line.separated or len(line.folded) >= LONGEST_LABEL:
        return None
    return next((name for name in _TERMINALS if memory.matches(name, line.folded)), None)
