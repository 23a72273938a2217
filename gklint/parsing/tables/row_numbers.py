"""Numbers of rows before their labels, in a column of their own (序号): they are no cells.

Rows are numbered where the numbers before labels count them from 1, without a gap, and the first
row has one. A value before the label of the next row never counts so: before the first one stands
none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, load_lexicon
from gklint.support.patterns import lazily

#: A bare number that begins a line, behind empty cells at most.
_FIRST = lazily(r"[\s|]*(\d{1,2})(?=\s|\||$)")
#: Headers of such a column.
_HEADERS = ("序号", "编号", "项次", "行次")
#: So many rows must be numbered, fewer under such a header, and this share of those whose label
#: stands on one line.
_LEAST, _LEAST_HEADED, _SHARE = 4, 2, 0.6
#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]


class _Numbered(NamedTuple):
    """A number before words of the form: the line it is on and where, from 0;
    whether the words are the label of a group."""

    at: int
    start: int
    end: int
    value: int
    before_group: bool


def without_row_numbers(lines: _Lines) -> tuple[_Lines, frozenset[int]]:
    """Return the lines without the numbers of their rows, and the lines that held nothing else.

    A line keeps its length; one that held nothing else is left out, and its number returned.
    """
    counted = _counted(lines)
    if not counted:
        return lines, frozenset()
    kept = list(lines)
    for index, start, end, *_ in counted:
        number, raw = lines[index]
        kept[index] = number, f"{raw[:start]}{' ' * (end - start)}{raw[end:]}"
    alone = frozenset(lines[c.at][0] for c in counted if not kept[c.at][1].strip(" \u3000"))
    return [line for line in kept if line[0] not in alone], alone


def _counted(lines: _Lines) -> Sequence[_Numbered]:
    """Return the numbers that count rows, [] where rows are not numbered."""
    before = list(_before_labels(lines))
    # Each block of table two may count its own rows.
    chains = [_chain(before, again=False), _chain(before, again=True)]
    if max(map(len, chains)) < _LEAST_HEADED:
        return []
    lexicon = load_lexicon()
    labels = [
        at
        for at, (_, raw) in enumerate(lines)
        if any(
            (label := core(word)) in lexicon.rows and label not in lexicon.columns
            for word in _cells(raw)
        )
    ]
    headed = any(core(word) in _HEADERS for _, raw in lines for word in _cells(raw)[:1])
    least = max(_LEAST_HEADED if headed else _LEAST, len(labels) * _SHARE)
    for found in chains:
        if len(found) >= least and (not labels or found[0].at <= labels[0]):
            return found
    return []


def _chain(numbers: Sequence[_Numbered], again: bool) -> list[_Numbered]:
    """Return the numbers that count on from 1; `again` says that they may begin again."""
    found: list[_Numbered] = []
    for each in numbers:
        if found and each.value == found[-1].value and found[-1].before_group:
            # A group that has no number stood behind a value that happened to be the next one.
            found[-1] = each
            continue
        due = found[-1].value + 1 if found else 1
        if each.value == due or (again and each.value == 1):
            found.append(each)
    return found


def _before_labels(lines: _Lines) -> Iterator[_Numbered]:
    """Yield the numbers that begin a line and have a row's or a group's label, or the beginning or
    another piece of one, behind them."""
    words_of_form = _words_of_form()
    for index, (_, raw) in enumerate(lines):
        match = _FIRST.match(raw)
        if match is None:
            continue
        rest = raw[match.end() :]
        words = _cells(rest) if rest else []
        below = lines[index + 1][1] if not words and index + 1 < len(lines) else ""
        if below and not below.isdigit():
            words = _cells(below)
        label = core(words[0]) if words and not is_value(words[0]) else ""
        if len(label) > 1 and label in words_of_form:
            is_group = label in load_lexicon().groups
            yield _Numbered(index, *match.span(1), int(match[1]), is_group)


@lru_cache(maxsize=1)
def _words_of_form() -> str:
    lexicon = load_lexicon()
    return "\n".join((*lexicon.rows, *lexicon.groups))


def _cells(raw: str) -> list[str]:
    if "\t" in raw or "|" in raw:
        return [cell.strip() for cell in re.split(r"[\t|]", raw) if cell.strip()]
    return raw.split()
