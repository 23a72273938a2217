"""From a table's lines to the form's cells, whatever the layout.

A layout is a module with NAME, `evidence(lines)` and `fields(raw, line)`: a next layout is one more
module in `choice.LAYOUTS`, and `choice` says how one is chosen. Rows and columns are then told by
the labels, the order and the number of columns of the form: `rows` for the tables whose rows go
down the page, `review` for the one whose rows go across it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from gklint.forms.loading import load_forms
from gklint.model.report import Table
from gklint.model.source import Source
from gklint.parsing.lexicon import core, load_lexicon, row_names
from gklint.parsing.tables import review, rows, stacked
from gklint.parsing.tables.choice import Reading, Refused, choose_layout
from gklint.parsing.tables.separated import with_cells_separated
from gklint.support.patterns import lazily

#: A 1 before words, or alone: without one, rows are not numbered. Most tables number none.
_FIRST_ROW = lazily(r"[\s|]*1(?:[\s|]*$|[\s|]+(?!\d+(?:[\s|]|$))[^\s|])")
#: What stands behind the label of most rows, and holds no words.
_NUMBERS = "\t| 0123456789"
#: The line below a row of a drawn table.
_CORNERS = "+├┣╠╞┝┠|"
_DRAWN = lazily(rf"[{_CORNERS}]\s?[-=─━═]{{2}}")
_DRAWN_CORNER = lazily(rf"\s*[{_CORNERS}]\s?[-=─━═]{{2}}")


def read_tables(
    source: Source, numbers: list[int], section: int, year: int | None
) -> list[Reading]:
    """Return what the tables on these lines (numbers from 1) are, in the order of the form.

    `section` is the part of the form the lines stand in (0: outside of all); `year` tells which
    format is meant where the labels do not.
    """
    text = source.text
    may_be_drawn = not source.grids and any(corner in text for corner in _CORNERS)
    may_be_drawn = may_be_drawn and _DRAWN.search(text) is not None
    return [
        _read_part(source, part, lines, year, may_be_drawn)
        for part, lines in _parts(source, numbers, section).items()
    ]


def _read_part(
    source: Source,
    part: int,
    lines: list[tuple[int, str]],
    year: int | None,
    may_be_drawn: bool,
) -> Reading:
    keys = families()[part]
    refused = None
    if source.grids:
        # Imported here: only documents have grids.
        from gklint.parsing.tables.known import read_known

        known = read_known(source, lines, keys, year)
        if not isinstance(known, Refused):
            return Reading(part, lines, known)
        refused = known
    elif may_be_drawn and any(_DRAWN_CORNER.match(source.lines[at]) for at, _ in lines[:-1]):
        ruled = _read_ruled(source, lines, keys, year)
        if ruled is not None:
            return Reading(part, lines, ruled)
    lines, numbered = with_cells_separated(lines), frozenset[int]()
    inner = [(raw, raw.strip(_NUMBERS)) for _, raw in lines if "\t" in raw or "|" in raw]
    if any(_has_alike_neighbours(raw) for raw, inside in inner if "\t" in inside or "|" in inside):
        # Imported here: in most tables no two cells are alike.
        from gklint.parsing.tables.repeated_cells import without_repeats

        lines = without_repeats(lines)
    if any(_FIRST_ROW.match(raw) for raw in [raw for _, raw in lines if "1" in raw]):
        # Imported here: most tables number no rows.
        from gklint.parsing.tables.row_numbers import without_row_numbers

        lines, numbered = without_row_numbers(lines)
    layout = choose_layout(lines)
    if layout is stacked:
        # Imported here, as `flow` is: most files have the cells of a row on one line.
        from gklint.parsing.tables.empty_lines import with_empty_cells

        lines = stacked.without_page_numbers(stacked.without_row_starts(lines))
        lines = with_empty_cells(source, lines, keys, numbered)
    if keys == (review.KEY,):
        found = review.read(_with_blank_rows(source, lines), layout, year)
    else:
        found = rows.read(lines, layout, keys, year)
    return Reading(part, lines, found, refused)


def _read_ruled(
    source: Source, lines: list[tuple[int, str]], keys: tuple[str, ...], year: int | None
) -> list[Table] | None:
    """Return what tables drawn with lines between their rows are, None where they are read line by
    line."""
    # Imported here: few tables are drawn, and of most of them a row is a line.
    from gklint.parsing.tables.known import read_stretches
    from gklint.parsing.tables.ruled_text import ruled_stretches

    ruled = ruled_stretches(source, lines)
    if ruled is None:
        return None
    stretches, rest = ruled
    outside = [part for number in rest for part in stacked.fields(source.lines[number - 1], number)]
    found = read_stretches(stretches, outside, keys, year)
    return None if isinstance(found, Refused) else found


def _has_alike_neighbours(raw: str) -> bool:
    """Say whether two cells side by side have the same words, as of a merged cell written twice."""
    cells = [cell.strip() for cell in raw.replace("|", "\t").split("\t")]
    if len(set(cells)) == len(cells):
        return False
    return any(cell and not cell.isdigit() and cell == after for cell, after in pairwise(cells))


def _with_blank_rows(source: Source, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines with those below them that hold nothing but tabs: rows of blank cells."""
    numbers = {number for number, _ in lines}
    found: list[tuple[int, str]] = []
    for number, raw in lines:
        found.append((number, raw))
        for below in range(number + 1, len(source.lines) + 1):
            raw = source.lines[below - 1]
            if below in numbers or "\t" not in raw or raw.strip():
                break
            found.append((below, raw))
    return found


@lru_cache(maxsize=1)
def families() -> dict[int, tuple[str, ...]]:
    """Return the keys of the tables that stand in each part of the form, over all formats."""
    found: dict[int, dict[str, None]] = {}
    for form in load_forms().forms:
        for table in form.tables:
            found.setdefault(table.section, {})[table.key] = None
    return {section: tuple(keys) for section, keys in found.items()}


def _parts(source: Source, numbers: list[int], section: int) -> dict[int, list[tuple[int, str]]]:
    """Share out the lines among the parts of the form, by the labels that only one of them has.

    Most often all lines belong to the part they stand in; where a heading is lost, the tables of
    two parts follow one another.
    """
    parts: dict[int, list[tuple[int, str]]] = {}
    current = section if section in families() else 0
    own: list[tuple[int, str]] | None = None
    for number in numbers:
        raw = source.lines[number - 1]
        named = _part_of(raw)
        if own is None or (named and named != current):
            current = named or current
            own = parts.setdefault(current, [])
        own.append((number, raw))
    outside = parts.pop(0, [])
    if outside and parts:
        first = min(parts)
        parts[first] = outside + parts[first]
    return dict(sorted(parts.items()))


@lru_cache(maxsize=4096)
def _part_of(raw: str) -> int | None:
    """Return the part that all labels on the line can stand in, None where none or several are."""
    words = (word for word in re.split(r"[\t|]|\s{2,}", raw) if word.strip())
    known = [sections for word in words if (sections := _sections_of(core(word)))]
    common = frozenset.intersection(*known) if known else frozenset()
    return next(iter(common)) if len(common) == 1 else None


@lru_cache(maxsize=4096)
def _sections_of(label: str) -> frozenset[int]:
    """Return the parts of the form in whose tables the label stands."""
    lexicon = load_lexicon()
    tables = {name.table for name in row_names(label)}
    tables |= {table for table, _ in lexicon.columns.get(label, ())}
    tables |= {table for table, _ in lexicon.groups.get(label, ())}
    if label in lexicon.blocks:
        tables.add(lexicon.blocks[label])
    if label in lexicon.notes:
        tables |= {
            table.key
            for form in load_forms().forms
            for table in form.tables
            if label in map(core, table.notes)
        }
    return frozenset(s for s, keys in families().items() if tables & set(keys))
