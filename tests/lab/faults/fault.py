"""What a fault is: a change to a valid draft, and the findings that a rule must answer it with.

Where a finding must stand is said by locations of the draft, which `lines_of` turns into lines of
the text once the draft is rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from gklint.model.report import CellKey
from gklint.support.folding import fold_with_offsets
from gklint.testing.changes import Change, change_draft
from gklint.testing.draft import Draft, DraftTable
from gklint.testing.layouts.layout import Line
from gklint.testing.rendering import Rendered

T = TypeVar("T")


class Part(NamedTuple):
    """Any line of a part, from its heading to the next one; 0 is what stands before the first."""

    number: int


class Rows(NamedTuple):
    """Any line of the rows of a table from one to another, their labels included; None is the
    first or the last row."""

    table: str
    first: str | None
    last: str | None


class Words(NamedTuple):
    """The lines that words stand on, however they are wrapped, wherever they occur; with `last`
    only those of their last occurrence."""

    text: str
    last: bool = False


#: A place in a draft: a cell, a part's heading by its number, or one of the above.
Location = CellKey | int | Part | Rows | Words


class Due(NamedTuple):
    """A finding that is due: its code, and the locations, at one of which it stands (none: any)."""

    code: str
    at: tuple[Location, ...] = ()


class Faulty(NamedTuple):
    """A draft with one fault in it.

    `due` are the findings that must come. `follows` are the codes of findings that are true as
    well because of this fault, so that they are no noise: a wrong total differs from the prose too.
    `damage` is done to the rendered lines: see `gklint.testing.damage`. `plain` are the fields of
    the style that have to be plain, or the fault would be none.
    """

    draft: Draft
    due: tuple[Due, ...]
    follows: frozenset[str] = frozenset()
    damage: Callable[[list[Line]], list[Line]] | None = None
    plain: tuple[str, ...] = ()


class Fault(NamedTuple):
    """A kind of fault: the rule that it is for, what it is, and what puts it into a valid draft.

    `put` returns None for a draft that cannot have it: of another format, without that number.
    """

    code: str
    what: str
    put: Callable[[Draft, Random], Faulty | None]


def faulty(
    draft: Draft,
    code: str,
    *at: Location,
    changes: Iterable[Change] = (),
    follows: Iterable[str] = (),
) -> Faulty:
    """Return the draft with changes made and one finding due."""
    return Faulty(change_draft(draft, changes), (Due(code, at),), frozenset(follows))


# --- parts of drafts -----------------------------------------------------------------------------


def pick(chance: Random, choices: Sequence[T]) -> T:
    """Return one of the choices."""
    return choices[chance.randint(0, len(choices) - 1)]


def tables_of(draft: Draft, *keys: str) -> list[DraftTable]:
    """Return the tables with these keys that the draft has."""
    return [table for table in draft.tables if table.key in keys]


def number_in(draft: Draft, key: CellKey) -> int:
    """Return the whole number in a cell."""
    return int(draft.table(key.table).text(key.row, key.column))


def set_cell(key: CellKey, text: object) -> Change:
    """Return the change that writes something into a cell."""
    return {"cell": ".".join(key), "text": str(text)}


def paragraphs(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """Yield index of the section, index of the paragraph and its text."""
    for at, section in enumerate(draft.sections):
        for index, text in enumerate(section.body):
            yield at, index, text


def with_paragraph(draft: Draft, number: int, text: str) -> Draft:
    """Return the draft with a paragraph more at the end of a part's prose."""
    index = draft.section_index(number)
    section = draft.sections[index]
    return draft.with_section(index, section._replace(body=(*section.body, text)))


def with_body(draft: Draft, number: int, *body: str) -> Draft:
    """Return the draft with other prose in a part."""
    index = draft.section_index(number)
    return draft.with_section(index, draft.sections[index]._replace(body=body))


def first_match(draft: Draft, pattern: str) -> re.Match[str] | None:
    """Return the first match in the prose of the parts, None where there is none."""
    found = (re.search(pattern, text) for _, _, text in paragraphs(draft))
    return next(filter(None, found), None)


def rewritten(draft: Draft, pattern: str, new: str) -> Draft | None:
    """Return the draft with the first match in its prose replaced, None where there is none."""
    for at, index, text in paragraphs(draft):
        match = re.search(pattern, text)
        if match:
            section = draft.sections[at]
            text = text[: match.start()] + new + text[match.end() :]
            body = (*section.body[:index], text, *section.body[index + 1 :])
            return draft.with_section(at, section._replace(body=body))
    return None


def in_preamble(draft: Draft, pattern: str, new: str) -> Draft | None:
    """Return the draft with the first match in its preamble rewritten, None without one."""
    for index, text in enumerate(draft.preamble):
        if re.search(pattern, text):
            text = re.sub(pattern, new, text, count=1)
            parts = (*draft.preamble[:index], text, *draft.preamble[index + 1 :])
            return draft._replace(preamble=parts)
    return None


# --- places in the text --------------------------------------------------------------------------


def lines_of(rendered: Rendered, location: Location) -> range | set[int] | None:
    """Return the lines that a location stands for; None where it left no trace or was cut apart."""
    if isinstance(location, CellKey):
        cell = rendered.cells[location]
        return {cell.line} if cell else None
    if isinstance(location, int):
        return {rendered.sections[location]} if location in rendered.sections else None
    if isinstance(location, Part):
        return _part(rendered, location.number)
    if isinstance(location, Rows):
        return _rows(rendered, location)
    found = _words(rendered.text, location.text)
    return {line for lines in (found[-1:] if location.last else found) for line in lines} or None


def _part(rendered: Rendered, number: int) -> range | None:
    if number and number not in rendered.sections:
        return None
    start = rendered.sections[number] if number else 1
    later = [line for line in rendered.sections.values() if line > start]
    return range(start, min(later) if later else rendered.text.count("\n") + 2)


def _rows(rendered: Rendered, location: Rows) -> range | None:
    table = rendered.draft.table(location.table)
    part = _part(rendered, table.form.section)
    if part is None:
        return None
    keys = [row.key for row in table.rows]
    first = keys.index(location.first) if location.first else 0
    last = keys.index(location.last) if location.last else len(keys) - 1
    # A row's label may begin above its numbers and end below them, but not beyond those of others.
    above = [line for key in keys[:first] for line in _cell_lines(rendered, location.table, key)]
    below = [
        line for key in keys[last + 1 :] for line in _cell_lines(rendered, location.table, key)
    ]
    return range(max(above) + 1 if above else part.start, min(below) if below else part.stop)


def _cell_lines(rendered: Rendered, table: str, row: str) -> list[int]:
    return [
        cell.line
        for key, cell in rendered.cells.items()
        if (key.table, key.row) == (table, row) and cell
    ]


def _words(text: str, words: str) -> list[range]:
    """Return for each occurrence of the words the lines it stands on, from 1, white space and
    widths aside."""
    folded, offsets = fold_with_offsets(text)
    sought, _ = fold_with_offsets(words)
    ends = [match.end() for match in re.finditer("\r\n|\n|\r", text)]

    def line(at: int) -> int:
        return bisect_right(ends, offsets[at]) + 1

    return [
        range(line(match.start()), line(match.end() - 1) + 1)
        for match in re.finditer(re.escape(sought), folded)
    ]
