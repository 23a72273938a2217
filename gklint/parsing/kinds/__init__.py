"""The kind of each line: the terminals of `grammars/report.lark`, tried in their order.

What has a pattern is decided by the grammar's pattern; what takes memory (`line.Memory`) or the
words of the form is decided by a module a family: `text`, `tables`. A next way of
writing a report belongs into one of them, or into a pattern of the grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.parsing.cells import is_value
from gklint.parsing.kinds.line import NOISE, Line, Memory, lines_of
from gklint.parsing.kinds.tables import table_kind
from gklint.parsing.kinds.text import (
    front_kind,
    heading_kind,
    mark_closing,
    number_of,
    prose_kind,
)
from gklint.parsing.outline import Outline, outline_of, title_line
from gklint.support.patterns import lazily

__all__ = ["NOISE", "Line", "kinds_of", "lines_of"]

#: Dashes that a line drawn across a table has at least; a cell has as many at times.
_DRAWN = 3
#: So many lines before, another cell like it stands.
_NEAR = 60
#: So far into a folded line the hour stands behind a day, and what the title of a report speaks of.
_CLOCK, _SUBJECT = 20, "信息公开"
#: Between columns of a table; the parts of a page's number stand nearer.
_WIDE_GAP = lazily(r"\s{3,}")


def kinds_of(
    lines: Sequence[Line],
    matches: Callable[[str, str], bool],
    of_tables: frozenset[int] = frozenset(),
) -> list[str]:
    """Return the kind of each line, the name of a terminal.

    `matches(terminal, folded)` asks the grammar. `of_tables` are the numbers of the lines that the
    file itself says are rows of tables of the form. Raises GrammarError where not even TEXT
    fits, which the grammar as it is shipped never lets happen.
    """
    outline = outline_of(lines)
    memory = Memory(lines, matches, title_line(lines, matches, outline.first))
    #: The last section that had rows of tables.
    with_rows = 0
    for index, line in enumerate(lines):
        if line.number in of_tables:
            kind = "CELLS" if memory.in_table else "TABLE"
            with_rows = memory.section
        elif (
            of_tables
            and line.number + 1 in of_tables
            and with_rows != memory.section
            and number_of(memory, outline, index) == memory.section
        ):
            # The first row of a table that says again what the heading above the table says.
            kind = "TABLE"
        else:
            if line.number - 1 in of_tables:
                # A table ends where the file says that it does.
                memory.in_table = False
            kind = _kind(memory, outline, index)
        memory.keep(line, kind)
        if kind == "HEADING":
            memory.section = number_of(memory, outline, index) or memory.section
    mark_closing(memory)
    return memory.kinds


def _kind(memory: Memory, outline: Outline, index: int) -> str:
    if index in outline.contents:
        return "CONTENTS"
    line = memory.lines[index]
    if memory.in_table and memory.section and line.folded.isdecimal():
        # What most lines of a table are, a cell each: it can be nothing else.
        return "NUMBERS"
    return (
        _noise_kind(memory, line)
        or heading_kind(memory, outline, index)
        or front_kind(memory, line)
        or table_kind(memory, line)
        or prose_kind(memory, index)
    )


def _noise_kind(memory: Memory, line: Line) -> str | None:
    if not memory.matches("NOISE", line.folded):
        is_head = line.folded[:1].isdigit() and _is_printed_head(memory, line.folded)
        return "NOISE" if is_head else None
    return None if memory.in_table and _holds_cells(memory, line) else "NOISE"


def _is_printed_head(memory: Memory, folded: str) -> bool:
    """Say whether a line behind the title is what browsers print above a page: when, and the title.

    2024/1/12 9:05 …年度报告
    """
    end = folded[:_CLOCK].find(":") + 3
    if end < 3 or _SUBJECT not in folded or memory.title is None:
        return False
    end += 2 * folded.startswith(("AM", "PM"), end)
    return len(memory.kinds) > memory.title and memory.matches("NOISE", folded[:end])


def _holds_cells(memory: Memory, line: Line) -> bool:
    """Say whether a line of a table that looks like noise holds cells of it.

    0 / 7 0 7: three numbers in a table are of no page, though they look like one when folded; nor
    are three dashes apart from one another a line that is drawn. Of - 3 - and 3 / 9 one is where
    they do not stand as far apart as columns.
    """
    if _ends_a_cell(line) and is_value(line.folded.strip("\t")):
        # Cells that a bar ends each, one a line.
        return len(memory.kinds) > 1 and all(map(_ends_a_cell, _two_before(memory)))
    words = line.text.split()
    if all(len(word) >= _DRAWN for word in words):
        return len(words) == 1 and is_value(line.text) and _is_cell_alone(memory, line)
    numbers, values = sum(map(str.isdigit, words)), sum(map(is_value, words))
    apart = values == 3 and len(_WIDE_GAP.split(line.text)) == values
    return numbers >= 3 or values > 3 or (values == 3 and not numbers) or apart


def _ends_a_cell(line: Line) -> bool:
    """Say whether a line holds one cell, ended by a bar."""
    return line.separated and line.folded.endswith("\t") and line.folded.count("\t") == 1


def _two_before(memory: Memory) -> Sequence[Line]:
    return memory.lines[len(memory.kinds) - 2 : len(memory.kinds)]


def _is_cell_alone(memory: Memory, line: Line) -> bool:
    """Say whether dashes alone on their line are a cell, as others before and after them are.

    A line that is drawn between two parts stands behind a blank one, and what follows it is none of
    the table.
    """
    index = len(memory.kinds)
    following = memory.following(index)
    if following is None or memory.lines[index - 1].separated:
        return False
    if not line.after_blank or is_value(following.text):
        return True
    start = max(index - _NEAR, 0)
    near = zip(memory.lines[start:index], memory.kinds[start:], strict=True)
    return any(kind == "NOTHING" and other.text == line.text for other, kind in near)
