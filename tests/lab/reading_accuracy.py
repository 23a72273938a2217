"""How well gklint reads tables.

Random valid reports are rendered in every layout and read; each cell counts as right only with its
value, row, column, line and place. Beside them stand imperfect reports, damaged ones, and the real
reports of ../shared where that folder is there, whose figures were checked by hand
(tests/data/real_figures.json).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from lab.real_reports import RealReport

from gklint.checking.results import Result
from gklint.engine import lint_text
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.report import Cell, CellKey, Report
from gklint.model.words_at import cells_by_key
from gklint.support.folding import fold
from gklint.testing.damage import DAMAGES
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft, random_style
from gklint.testing.rendering import Rendered, TrueCell, render

#: Makes a random report in a layout.
Maker = Callable[[str, Random], Rendered]


class Misreading(NamedTuple):
    """A cell that was read wrongly, or not read though its table has it: what it was read as."""

    key: CellKey
    true: TrueCell
    read: Cell | None


class Score(NamedTuple):
    """What came of reading one or more reports."""

    reports: int = 0
    cells: int = 0
    wrong: tuple[Misreading, ...] = ()
    unread: tuple[Misreading, ...] = ()
    alarms: tuple[Diagnostic, ...] = ()

    @property
    def right(self) -> int:
        """How many cells were read right."""
        return self.cells - len(self.wrong) - len(self.unread)

    @property
    def percent(self) -> float:
        """Right cells in percent of the cells there are; 100 where there are none."""
        return 100 * self.right / self.cells if self.cells else 100.0

    def __add__(self, other: object) -> Score:
        if not isinstance(other, Score):
            return NotImplemented
        return Score(
            self.reports + other.reports,
            self.cells + other.cells,
            self.wrong + other.wrong,
            self.unread + other.unread,
            self.alarms + other.alarms,
        )


def readable_cells(report: Report) -> dict[CellKey, Cell]:
    """Return the cells of the tables and rows that were read with confidence."""
    return dict(cells_by_key(tuple(table for table in report.tables if not table.problem)))


def score(rendered: Rendered, *, alarms: bool = True) -> Score:
    """Read a rendered report and hold the reading against the truth."""
    result = lint_text(rendered.text)
    return compare(result, rendered.cells.items(), alarms=alarms and rendered.style.is_regular)


def compare(
    result: Result, truth: Iterable[tuple[CellKey, TrueCell | None]], *, alarms: bool
) -> Score:
    """Hold what was read against the true cells; a blank that left no trace is not looked for."""
    report = result.report
    read = readable_cells(report) if report else {}
    count = 0
    wrong, unread = [], []
    for key, true in truth:
        cell = read.get(key)
        if true is None:
            # A blank that left no trace is not there to be found, but nothing else may be either.
            if cell is not None and cell.value is not None:
                count += 1
                wrong.append(Misreading(key, TrueCell("", 0, 0, None), cell))
            continue
        count += 1
        if cell is None:
            unread.append(Misreading(key, true, None))
        elif not is_right(cell, true):
            wrong.append(Misreading(key, true, cell))
    found = [d for d in result.diagnostics if d.severity >= Severity.WARNING] if alarms else []
    return Score(1, count, tuple(wrong), tuple(unread), tuple(found))


def is_right(cell: Cell, true: TrueCell) -> bool:
    """Say whether a cell was read as it is; a line or column of 0 in the truth is not known."""
    if not true.text:
        # Where exactly an empty cell stands is a matter of taste.
        return cell.value is None and not cell.text
    if cell.value != true.value or (true.line and cell.line != true.line):
        return False
    if not true.column:
        # A workbook keeps a number, not the noughts behind its point.
        return cell.state == "number" or fold(cell.text) == fold(true.text)
    return (cell.text, cell.column_number) == (true.text, true.column)


def valid_report(layout: str, chance: Random) -> Rendered:
    """Return a random valid report in a layout."""
    return render(random_draft(chance), layout, random_style(chance, layout))


def traditional_report(layout: str, chance: Random) -> Rendered:
    """Return a random valid report in a layout, character for character in traditional ones."""
    from opencc import OpenCC

    rendered = valid_report(layout, chance)
    convert = OpenCC("s2t").convert
    table = {ord(c): found for c in set(rendered.text) if len(found := convert(c)) == 1}
    return rendered._replace(text=rendered.text.translate(table))


def imperfect_report(imperfection: Callable[[Draft, Random], Draft]) -> Maker:
    """Return what makes random reports of one kind of imperfection."""

    def make(layout: str, chance: Random) -> Rendered:
        draft = imperfection(random_draft(chance), chance)
        return render(draft, layout, random_style(chance, layout))

    return make


def damaged_report(layout: str, chance: Random) -> Rendered:
    """Return a random report in a layout that was damaged in one place."""
    damage = list(DAMAGES.values())[chance.randint(0, len(DAMAGES) - 1)]
    return render(
        random_draft(chance),
        layout,
        random_style(chance, layout),
        lambda lines: damage(lines, chance),
    )


def score_layouts(
    make: Maker, reports: int, seed: int, layouts: Sequence[str], *, alarms: bool
) -> Iterator[tuple[str, Score]]:
    """Yield for each layout what came of reading so many random reports."""
    for layout in layouts:
        total = Score()
        for number in range(reports):
            total += score(make(layout, Random(f"{seed} {number}")), alarms=alarms)
        yield layout, total


def score_real(report: RealReport) -> Score:
    """Read a real report and hold the reading against the figures checked by hand.

    Findings on a real report are not false alarms: whether they are true is for others to check.
    """
    return compare(lint_text(report.text), report.cells.items(), alarms=False)
