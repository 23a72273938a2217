"""Which layout a table is read by, and why no other.

Where the file knows its cells (`known`), they are taken, unless something makes them doubtful: then
the lines are read as text. Of text, the layouts are weighed in their order, and the first that
enough of the lines show is taken. Where one cell a line makes no table, `flow` is tried last.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import NamedTuple

from gklint.model.report import Table
from gklint.parsing.tables import separated, spaced, stacked

#: Weighed in this order: a layout, and the share of the lines that must show it.
LAYOUTS: tuple[tuple[ModuleType, float], ...] = ((separated, 0.25), (spaced, 0.15), (stacked, 0.0))
#: Name of the layout of cells that the file itself knows.
GRID = "grid"

#: What can come of a layout that was thought of. The first: its tables are the report's.
OUTCOMES = (
    "taken",
    # Layouts of text.
    "too-few-lines",
    "not-needed",
    # The file's own cells.
    "no-rows-in-grids",
    "numbers-outside-of-grids",
    "no-header",
    "numbers-without-header",
    "labels-in-doubt",
    "no-rows",
    # Values in blocks.
    "blocks-do-not-fit",
)

#: Number (from 1) and text of each line that tables stand on.
Lines = Sequence[tuple[int, str]]


class Refused(NamedTuple):
    """A layout makes nothing of the lines; `outcome` is one of OUTCOMES."""

    outcome: str


class Attempt(NamedTuple):
    """A layout that was thought of: its name and one of OUTCOMES.

    `score` is the share of the lines that show it and `enough` the share that it takes, both from 0
    to 1; None where nothing is counted.
    """

    layout: str
    outcome: str
    score: float | None = None
    enough: float | None = None


class Reading(NamedTuple):
    """The lines of the tables of one part of the form (0: of none that is known), as read.

    `grid` is what came of the cells that the file itself knows, None where it knows none.
    """

    part: int
    lines: Lines
    tables: Sequence[Table]
    grid: Refused | None = None

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """The layouts that were thought of, in their order."""
        # Imported here: only who wants to know how a file was read asks for this.
        from gklint.parsing.tables import flow

        names = {table.layout for table in self.tables}
        if GRID in names:
            return (Attempt(GRID, "taken"), *_weighed(self.lines, None))
        known = (Attempt(GRID, self.grid.outcome),) if self.grid else ()
        taken = choose_layout(self.lines)
        found = (*known, *_weighed(self.lines, taken))
        if flow.NAME in names:
            return (*found[:-1], found[-1]._replace(outcome="no-rows"), Attempt(flow.NAME, "taken"))
        if taken is stacked and any(table.problem for table in self.tables):
            return (*found, Attempt(flow.NAME, "blocks-do-not-fit"))
        return found


def choose_layout(lines: Lines) -> ModuleType:
    """Return the layout that the lines show."""
    # Tabs before a cell alone on its line part no cells of the line.
    tabbed = [raw for _, raw in lines if "\t" in raw]
    if tabbed and sum("\t" in raw.lstrip() for raw in tabbed) * 2 > len(lines):
        # What most files are need not be weighed against the rest.
        return separated
    # The last one is what is left.
    for layout, enough in LAYOUTS[:-1]:
        if layout.evidence(lines) >= enough:
            return layout
    return LAYOUTS[-1][0]


def _weighed(lines: Lines, taken: ModuleType | None) -> tuple[Attempt, ...]:
    """Return the layouts of text with their scores; those behind the one taken were not needed."""
    found = []
    outcome = "too-few-lines" if taken else "not-needed"
    for layout, enough in LAYOUTS:
        score = layout.evidence(lines)
        if layout is taken:
            found.append(Attempt(layout.NAME, "taken", score, enough))
            outcome = "not-needed"
        else:
            found.append(Attempt(layout.NAME, outcome, score, enough))
    return tuple(found)
