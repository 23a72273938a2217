"""Layout: one cell a line, with or without blank lines between, or each ended by a bar.

An empty cell leaves a trace where bars end the lines, or as a line that is empty (`empty_lines`).
"""

from __future__ import annotations

from gklint.parsing.tables.fields import Field, Fields, field, field_at

NAME = "stacked"
#: A line that is an empty cell.
EMPTY_CELL = "|"
_BLANK = " \t\u3000\xa0"


#: Where bars end cells, at most one line in so many has none; a page's number has so many digits.
_ENDED, _DIGITS = 8, 3


def evidence(lines: list[tuple[int, str]]) -> float:
    """Return the share of lines that hold one cell and nothing else."""
    single = sum(1 for _, raw in lines if "\t" not in raw.strip() and "|" not in raw.strip(" |"))
    return single / len(lines)


def fields(raw: str, line: int) -> Fields:
    """Return the one cell of a line, and the empty ones behind it where a row is filled up.

    Of several bars at the end the first ends the cell and the last the row.
    """
    if "|" not in raw:
        text = raw.strip()
        if text:
            # White space before the text is not of the cell.
            return [field_at(text, line, raw.find(text) + 1, 0)]
        return [field(raw, line, 0, len(raw), 0)] if raw.strip(_BLANK) else []
    before, _, after = raw.partition("|")
    if (text := before.strip()) and not after.strip(_BLANK):
        # One bar, and what most lines are where bars end cells.
        return [field_at(text, line, before.find(text) + 1, 0)]
    end = len(raw.rstrip(_BLANK))
    text = raw[:end].rstrip(_BLANK + "|")
    bars = [index for index in range(len(text), end) if raw[index] == "|"]
    if not bars:
        return [_cell(raw, line, end)] if end else []
    if not text:
        # However many bars, nothing stands between them.
        return [_cell(raw, line, 0)]
    padding = [field(raw, line, at, at, index) for index, at in enumerate(bars[1:-1], 1)]
    return [_cell(raw, line, bars[0]), *padding]


def _cell(raw: str, line: int, end: int) -> Field:
    start = len(raw) - len(raw.lstrip(_BLANK + "|")) if raw.strip(_BLANK + "|") else 0
    return field(raw, line, min(start, end), end, 0)


def without_row_starts(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines without the bars alone that begin a row, where rows are closed by two."""
    if not any("||" in raw.replace(" ", "") for _, raw in lines if "|" in raw):
        return lines
    closed = False
    kept = []
    for number, raw in lines:
        bars = raw.strip(_BLANK)
        if bars == EMPTY_CELL and closed:
            closed = False
            continue
        if bars:
            closed = bars.replace(" ", "").endswith("||")
        kept.append((number, raw))
    return kept


def without_page_numbers(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines without the numbers that no bar ends, where bars end all cells."""
    plain = [raw.strip(_BLANK) for _, raw in lines if "|" not in raw]
    if not plain or len(plain) * _ENDED > len(lines):
        return lines
    return [
        (number, raw)
        for number, raw in lines
        if "|" in raw or not (raw.strip(_BLANK).isdecimal() and len(raw.strip(_BLANK)) <= _DIGITS)
    ]
