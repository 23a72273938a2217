"""Rows whose label a colon parts from the first cell, and tabs the other cells: `规章：2\t0\t5`.

Such lines are read with a tab in place of the colon, so that every cell keeps its place. Where no
line shows that, the colon belongs to the label and parts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gklint.forms.loading import load_forms
from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, is_label, row_names

_COLONS = ":："


def with_colons_as_tabs(source: Source) -> Source:
    """Return a source with tabs for the colons that part labels from cells, itself where none do.

    The lines have the same length, `text` stays as it is.
    """
    lines = list(source.lines)
    stretches = list(_stretches(lines))
    parted = {
        number: at
        for stretch in stretches
        if any("\t" in lines[number] for number in stretch)
        for number in stretch
        if (at := _colon(lines[number])) is not None
    }
    shown = {_parts_cells(lines[number], at) for number, at in parted.items()}
    if False in shown or (True not in shown and set(_counts(lines, parted)) != {True}):
        return source
    for number, at in parted.items():
        lines[number] = f"{lines[number][:at]}\t{lines[number][at + 1 :]}"
    return source._replace(lines=tuple(lines))


def _stretches(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the indices of lines that follow one another and may be of one table."""
    stretch: list[int] = []
    for number, raw in enumerate(lines):
        if not raw.strip():
            continue
        if "\t" in raw or _colon(raw) is not None or is_label(core(raw)):
            stretch.append(number)
        elif stretch:
            yield stretch
            stretch = []
    yield stretch


def _colon(raw: str) -> int | None:
    """Return where a colon stands between the label of a row and cells, None for no such."""
    tab = raw.find("\t")
    words = raw if tab < 0 else raw[:tab]
    at = max(map(words.rfind, _COLONS))
    if at < 0 or not is_label(core(raw[:at])):
        return None
    behind = words[at + 1 :].strip()
    return at if not behind or is_value(behind) else None


def _parts_cells(raw: str, at: int) -> bool | None:
    """Say whether a colon is what parts the first cell from the label, None where that is open.

    It does where a cell stands right behind it, and where a row that has its last cell has just as
    many as the form; with an empty one more, the colon is of the label.
    """
    first, *rest = raw[at + 1 :].split("\t")
    if not rest:
        return None
    if first.strip():
        return True
    widths, count = _widths(raw[:at]), len(rest) + 1
    if not rest[-1].strip() or widths.isdisjoint((count, count - 1)):
        return None
    return count in widths


def _counts(lines: Sequence[str], parted: Mapping[int, int]) -> Iterator[bool]:
    """Yield of each row with tabs whether it has as many cells as the form, the first one right
    behind the colon: rows that are all blank show no more."""
    for number, at in parted.items():
        raw = lines[number]
        if "\t" in raw:
            yield raw.count("\t") + 1 in _widths(raw[:at])


def _widths(label: str) -> frozenset[int]:
    """Return how many cells a row with this label has, in whatever form."""
    return frozenset(
        len(form.table[name.table].columns)
        for name in row_names(core(label))
        for form in load_forms().forms
        if name.table in form.table
    )
