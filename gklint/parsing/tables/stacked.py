"""Layout: one cell a line, with or without blank lines between, or each ended by a bar.

An empty cell leaves a trace only where bars end the lines.
"""

from __future__ import annotations

from gklint.parsing.tables.fields import Fields, field

NAME = "stacked"


def evidence(lines: list[tuple[int, str]]) -> float:
    """Return the share of lines that hold one cell and nothing else."""
    single = sum(1 for _, raw in lines if "\t" not in raw.strip() and "|" not in raw.strip(" |"))
    return single / len(lines)


def fields(raw: str, line: int) -> Fields:
    """Return the one cell of a line."""
    end = len(raw.rstrip())
    bar = raw[:end].endswith("|")
    start = len(raw) - len(raw.lstrip(" |\t\u3000")) if raw.strip(" |\t\u3000") else 0
    if bar:
        end -= 1
    elif end == 0:
        return []
    return [field(raw, line, min(start, end), end, 0)]
