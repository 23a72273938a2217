"""SIGNATURE, SIGNED, DATE, REMARK, FOOT, AFTERWORD: what only the end of the text shows."""

from __future__ import annotations

from gklint.parsing.kinds.line import LONGEST_LABEL
from gklint.parsing.kinds.memory import NOISE, Memory

#: Asked in this order.
_TERMINALS = ("DATE", "REMARK", "SIGNED", "SIGNATURE")
_SIGNED = ("DATE", "SIGNED", "SIGNATURE")
_MAY_CLOSE = ("TEXT", "CONTINUATION", "MASTHEAD")
#: What a note or the foot of a web page below the signature can look like.
_MAY_FOLLOW = (*_MAY_CLOSE, "SUBHEADING")
_PROSE = ("TEXT", "CONTINUATION", "SUBHEADING")


def mark_closing(memory: Memory) -> None:
    """Give the signature, the date and what stands around and below them their kinds."""
    if memory.section == 0:
        return
    end = _mark_afterword(memory)
    _mark_upwards(memory, end)


def _mark_afterword(memory: Memory) -> int:
    """Mark what stands below a whole signature, whatever it says; return where it begins.

    A name with a date below prose ends the report. Only where a part or a table comes after it, it
    was none.
    """
    kinds = memory.kinds
    behind = len(kinds)
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] in NOISE:
            continue
        if kinds[index] not in _MAY_FOLLOW:
            break
        if _signs(memory, index):
            behind = index + 1
            break
    for index in range(behind, len(kinds)):
        if kinds[index] not in NOISE:
            kinds[index] = _closing_kind(memory, index) or "AFTERWORD"
    return behind


def _signs(memory: Memory, index: int) -> bool:
    """Say whether a line dates the name of a body on it or around it, below a sentence."""
    kind = _closing_kind(memory, index)
    if kind not in ("DATE", "SIGNED"):
        return False
    above = _above(memory, index)
    if kind == "DATE":
        if above is None or _closing_kind(memory, above) != "SIGNATURE":
            return False
        above = _above(memory, above)
    return above is not None and memory.kinds[above] in _PROSE


def _above(memory: Memory, index: int) -> int | None:
    """Return the index of the line above that is no noise, None above the first."""
    return next((at for at in range(index - 1, -1, -1) if memory.kinds[at] not in NOISE), None)


def _mark_upwards(memory: Memory, end: int) -> None:
    """Find the closing from the line before `end` upwards and give its lines their kinds."""
    last = True
    feet: dict[int, str] = {}
    for index in range(end - 1, -1, -1):
        kind = memory.kinds[index]
        if kind in NOISE:
            continue
        closing = _closing_kind(memory, index) if kind in _MAY_CLOSE else None
        # The last words of a sentence that a page cut can look like the name of a body.
        if closing in ("SIGNATURE", "SIGNED") and kind == "CONTINUATION" and last:
            return
        if closing in _SIGNED or (closing and not feet):
            memory.kinds[index] = closing
            last = False
            # Nothing is at the foot of a text that has no signature above it.
            for foot, what in feet.items():
                memory.kinds[foot] = what
            feet = {}
        elif closing or _is_foot(memory, index):
            feet[index] = closing or "FOOT"
        else:
            return


def _is_foot(memory: Memory, index: int) -> bool:
    follows = memory.kinds[index] in _MAY_FOLLOW
    return follows and memory.matches("FOOT", memory.lines[index].folded)


def _closing_kind(memory: Memory, index: int) -> str | None:
    line = memory.lines[index]
    if line.separated or len(line.folded) >= LONGEST_LABEL:
        return None
    return next((name for name in _TERMINALS if memory.matches(name, line.folded)), None)
