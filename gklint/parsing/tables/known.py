"""Layout: tables whose cells the file itself knows, as Word, web pages and ruled PDF do."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.forms.loading import load_forms
from gklint.model.report import Table
from gklint.model.source import Source
from gklint.parsing.tables import review, rows, stacked
from gklint.parsing.tables.choice import GRID, Refused
from gklint.parsing.tables.crossed import crossed
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.grid import walk
from gklint.parsing.tables.stretches import Stretch, one_after_the_other, stretches_of


def read_known(
    source: Source, lines: Sequence[tuple[int, str]], tables: tuple[str, ...], year: int | None
) -> list[Table] | Refused:
    """Return those of the tables that stand on these lines, as far as they are rows of grids.

    Refused where the cells leave in doubt what they are of: no header is recognised, or there are
    numbers outside of the grids. Then the lines are read as text.
    """
    stretches, rest = stretches_of(source, [number for number, _ in lines])
    outside = [part for number in rest for part in stacked.fields(source.lines[number - 1], number)]
    if not stretches:
        return Refused("no-rows-in-grids")
    return read_stretches(stretches, outside, tables, year)


def read_stretches(
    stretches: Sequence[Stretch],
    outside: Sequence[Field],
    tables: tuple[str, ...],
    year: int | None,
) -> list[Table] | Refused:
    """Return those of the tables that are rows of grids; `outside` are words on lines between
    them."""
    if any(part.is_value for part in outside):
        return Refused("numbers-outside-of-grids")
    if tables == (review.KEY,):
        forms = load_forms()
        form = (forms.for_year(year) or forms.forms[-1]).table[review.KEY]
        slots = crossed(stretches, outside, form)
        if slots is None:
            return Refused("labels-in-doubt")
        return review.read_crossed(_lines(stretches), slots, year)
    if len(tables) > 1:
        # In one table of the form nothing stands abreast.
        stretches = [part for each in stretches for part in one_after_the_other(each)]
    found = walk(stretches, outside, tables)
    return found if isinstance(found, Refused) else rows.read_walk(found, GRID, tables, year)


def _lines(stretches: Sequence[Stretch]) -> list[list[Field]]:
    return [
        [part for _, part in stretch.beginning(row)]
        for stretch in stretches
        for row in stretch.rows
    ]
