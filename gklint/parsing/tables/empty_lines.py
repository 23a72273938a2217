"""Empty lines that stand for empty cells, where a table has one cell a line.

Three ways to write them are known: a line a cell, the empty ones too; a blank line between all
cells, the empty ones too; a blank line behind each cell that is not empty, and one more for each
that is. Only the second and the third are told apart by counting, and the first by labels that
follow one another without a blank line. A row counts only where its lines come out at just as many
cells as the form has columns; elsewhere an empty line stands for nothing.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, product
from typing import NamedTuple

from gklint.forms.loading import load_forms
from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import least_width, row_named
from gklint.parsing.tables.stacked import EMPTY_CELL
from gklint.parsing.tables.tab_lines import with_tab_lines

#: Of so many rows of some values and some blanks at most one may not come out.
_ENOUGH = 8
#: So many lines hardly come out by chance.
_MANY = 5
#: And so many do not even where a page ends among them.
_MOST_BY_CHANCE = 7
#: The third way reads nearly any lines: it takes so many rows that come out.
_LEAST = 3
#: Ends of pages among the cells of one row at most.
_MOST_ENDS = 3
#: Lines that a label can be broken over.
_LONGEST_BREAK = 4
#: In place of a line that is to be left out.
_NO_LINE = "\0"
#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]
#: Key and format of the tables whose headers are there.
_Headed = frozenset[tuple[str, str]]
_Way = Callable[[_Lines], "_Lines | None"]


class _Label:
    """A line that is a label: its number, its text with those of the labels right before it, which
    may be the same label broken, and how many values stand behind it."""

    def __init__(self, number: int, words: Sequence[str], values: int) -> None:
        self.number = number
        self.words = words
        self.values = values


class _Run(NamedTuple):
    """The lines behind a label, empty ones too, up to the next label; and what it may hold.

    Where a page ends there are several ways to tell which of them are its own, and `doubtful` are
    the numbers of the empty lines there. `widths` are the numbers of cells that a row of this label
    has in some form; `ends` says that no label follows, or one that begins another table, so that
    empty lines may stand behind the last cell.
    """

    lines: tuple[_Lines, ...]
    doubtful: frozenset[int]
    widths: frozenset[int]
    ends: bool

    @property
    def values(self) -> int:
        """How many of the lines hold something, what stands between two pages left out."""
        return sum(1 for _, raw in self.lines[0] if raw.strip())


def with_empty_cells(
    source: Source, lines: _Lines, tables: tuple[str, ...], numbered: frozenset[int]
) -> _Lines:
    """Return the lines of these tables with the empty lines that are cells, as `EMPTY_CELL`.

    `numbered` are the lines that held nothing but the number of a row.
    """
    source = _without(source, numbered) if numbered else source
    tabbed = with_tab_lines(source, lines, min(map(least_width, tables)))
    if tabbed is not None:
        return tabbed
    if lines[-1][0] - lines[0][0] + 1 == len(lines) or any("|" in raw for _, raw in lines):
        # None is empty, or bars say where a cell is.
        return lines
    labels = _labels(lines)
    headed = _headed(frozenset(core(label.words[-1]) for label in labels), tables)
    most = _most_cells(tables)
    if not any(
        0 < label.values < most
        and label.values < max(_cells_behind(label.words, tables, headed), default=0)
        for label in labels
    ):
        # Only a row of some of its values can tell that empty lines are cells.
        return lines
    runs = list(_runs(source, lines, labels, tables, headed))
    apart = _labels_apart(source, lines)
    ways: tuple[_Way, ...] = (_every_second_line, _one_more_line) if apart else (_each_line,)
    for way in ways:
        read = [_fitting(run, way) for run in runs]
        results = [_fits(run, cells) for run, cells in zip(runs, read, strict=True)]
        known = [right for right in results if right is not None]
        fit = sum(known)
        if fit >= _least(way, read, results) and fit * _ENOUGH >= len(known) * (_ENOUGH - 1):
            found = [number for cells in read if cells for number, raw in cells if not raw.strip()]
            found += filter(None, map(_contradiction, runs, read))
            return sorted([*lines, *((number, EMPTY_CELL) for number in found)])
    return lines


def _without(source: Source, numbered: Iterable[int]) -> Source:
    """Return a source without some lines, and without the second of the empty ones around each:
    in their place stands the mark of a line that is none."""
    lines = list(source.lines)
    for number in numbered:
        lines[number - 1] = _NO_LINE
        below = lines[number : number + 1]
        if not lines[number - 2].strip() and below and not below[0].strip():
            lines[number] = _NO_LINE
    return source._replace(lines=tuple(lines))


def _contradiction(run: _Run, cells: _Lines | None) -> int | None:
    """Return the number of an empty line among as many values as a row has cells, where the lines
    do not come out: one of the values may be a page's number. None for any other run."""
    lines = run.lines[0]
    filled = [at for at, (_, raw) in enumerate(lines) if raw.strip()]
    if cells is not None or len(filled) not in run.widths:
        return None
    return next((number for number, raw in lines[: filled[-1]] if not raw.strip()), None)


def _least(way: _Way, read: Sequence[_Lines | None], results: Sequence[bool | None]) -> int:
    """Return how many rows must come out: the end of a page may leave a line more behind a value,
    so a single short row with no blank but its last tells nothing."""
    if way is _one_more_line:
        return _LEAST
    shown = [cells for cells, right in zip(read, results, strict=True) if cells and right]
    return 1 if any(len(cells) >= _MANY or cells[-1][1].strip() for cells in shown) else 2


def _fits(run: _Run, cells: _Lines | None) -> bool | None:
    """Say whether a row of some values and some blanks comes out; None for one that shows nothing.

    Of a few lines as many come out by chance, and the empty lines at the end of a page make up for
    a blank that left no trace.
    """
    values = run.values
    partial = 0 < values < max(run.widths) and values not in run.widths
    if len(run.lines) > 1:
        if cells is None or len(cells) <= _MOST_BY_CHANCE:
            return None
        blank = {number for number, raw in cells if not raw.strip()}
        return True if not blank or blank - run.doubtful else None
    if cells is not None and run.ends and all(raw.strip() for _, raw in cells[:values]):
        # Below a table there may be as many empty lines.
        return None
    if cells is not None and 0 < values < len(cells) >= _MANY:
        return True
    return cells is not None if partial else None


def _labels(lines: _Lines) -> list[_Label]:
    """Return the labels among the lines, in their order."""
    places = [at for at, (_, raw) in enumerate(lines) if not is_value(raw.strip())]
    found = []
    words: tuple[str, ...] = ()
    for at, following in zip(places, [*places[1:], len(lines)], strict=True):
        number, raw = lines[at]
        words = (*words[1 - _LONGEST_BREAK :], raw)
        values = following - at - 1
        found.append(_Label(number, words, values))
        if values:
            words = ()
    return found


def _runs(
    source: Source, lines: _Lines, labels: list[_Label], tables: tuple[str, ...], headed: _Headed
) -> Iterable[_Run]:
    """Yield what stands behind each label of a row."""
    own = dict(lines)
    last = lines[-1][0]
    while last < len(source.lines) and not source.lines[last].strip():
        last += 1
    numbers = [label.number for label in labels]
    for label, following in zip(labels, [*numbers[1:], last + 1], strict=True):
        widths = _cells_behind(label.words, tables, headed)
        if widths:
            between = [
                (n, raw)
                for n in range(label.number + 1, following)
                if (raw := source.lines[n - 1]) is not _NO_LINE
            ]
            ends = following > last or _opens_table(core(own[following]), tables)
            ways = tuple(_without_page_ends(between, own))
            doubtful = frozenset(_at_page_ends(between, own) if len(ways) > 1 else ())
            yield _Run(ways, doubtful, widths, ends)


def _cells_behind(
    labels: Sequence[str], tables: tuple[str, ...], headed: _Headed
) -> frozenset[int]:
    """Return how many cells may stand behind the last of labels that follow one another: it may be
    broken over several lines."""
    for count in range(1, len(labels) + 1):
        found = _widths(core("".join(labels[-count:])), tables, headed)
        if found:
            return found
    return frozenset()


def _without_page_ends(lines: _Lines, own: Container[int]) -> Iterator[_Lines]:
    """Yield the lines without what stands between two pages, and without the blank lines around
    that: at each end of a page none, one or both may be of the page."""
    ends = [at for at, (number, raw) in enumerate(lines) if raw.strip() and number not in own]
    if not ends:
        yield lines
        return
    around = [[(), (at - 1,), (at - 1, at + 1)] for at in ends[:_MOST_ENDS]]
    for taken in product(*around):
        out = {*ends, *(at for several in taken for at in several)}
        yield [line for at, line in enumerate(lines) if at not in out or line[0] in own]


def _at_page_ends(lines: _Lines, own: Container[int]) -> Iterator[int]:
    """Yield the numbers of the empty lines that stand beside what is between two pages."""
    for blank, group in groupby(lines, key=lambda line: line[0] not in own):
        several = list(group)
        if blank and any(raw.strip() for _, raw in several):
            yield from (number for number, raw in several if not raw.strip())


def _opens_table(label: str, tables: tuple[str, ...]) -> bool:
    """Say whether a label is the title of a block, or of a group of table four."""
    return label in load_lexicon().blocks or (
        tables == ("review",) and row_named(label, tables) is not None
    )


@lru_cache(maxsize=64)
def _headed(labels: frozenset[str], tables: tuple[str, ...]) -> _Headed:
    """Return the tables, each with the format of which most columns, and all, are among the labels;
    of a table of which no format's are, all formats."""
    found: set[tuple[str, str]] = set()
    for key in tables:
        forms = [form.table[key] for form in load_forms().forms if key in form.table]
        whole = [
            form
            for form in forms
            if all(labels & set(map(core, column.labels)) for column in form.columns)
        ]
        most = max((len(form.columns) for form in whole), default=0)
        best = [form for form in whole if len(form.columns) == most] or forms
        found |= {(key, form.format) for form in best}
    return frozenset(found)


@lru_cache(maxsize=8)
def _most_cells(tables: tuple[str, ...]) -> int:
    """Return the largest number of cells that may stand behind a label of some form."""
    every = [table for form in load_forms().forms for table in form.tables if table.key in tables]
    return max(
        len(table.columns) * (len(table.rows) if table.key == "review" else 1) for table in every
    )


@lru_cache(maxsize=1024)
def _widths(label: str, tables: tuple[str, ...], headed: _Headed) -> frozenset[int]:
    """Return how many cells may stand behind a label."""
    forms = [
        table
        for form in load_forms().forms
        for table in form.tables
        if (table.key, table.format) in headed
    ]
    name = row_named(label, tables)
    found = {len(form.columns) for form in forms if name and form.key == name.table}
    for form in forms:
        if form.key == "review" and label in map(core, form.columns[-1].labels):
            # Its rows go across the page: all cells stand behind the last header of all groups, or
            # each group's behind its own.
            found |= {len(form.columns), len(form.columns) * len(form.rows)}
    return frozenset(found)


def _labels_apart(source: Source, lines: _Lines) -> bool:
    """Say whether a blank line stands between most labels that follow one another."""
    labels = [number for number, raw in lines if not is_value(raw.strip())]
    known = set(labels)
    beside = sum(number + 1 in known for number in labels)
    apart = sum(number + 2 in known and not source.lines[number].strip() for number in labels)
    return apart > beside


def _fitting(run: _Run, way: _Way) -> _Lines | None:
    """Return the cells of a run, None where a way to read them does not come out, or where a page
    ends and it comes out in two ways, or nothing tells where the cells of a last row end."""
    found: dict[tuple[str, ...], _Lines] = {}
    for lines in run.lines:
        cells = _cells(lines, run, way)
        if cells is not None and (cells[-1][1].strip() or not (run.ends and len(run.lines) > 1)):
            found.setdefault(tuple(raw.strip() for _, raw in cells), cells)
    return next(iter(found.values())) if len(found) == 1 else None


def _cells(lines: _Lines, run: _Run, way: _Way) -> _Lines | None:
    cells = way(lines)
    loose = run.ends and len(run.lines) == 1
    for width in sorted(run.widths, reverse=True) if cells else ():
        rest = cells[width:] if cells else []
        if cells and (
            len(cells) == width
            or (loose and len(cells) > width and not any(raw.strip() for _, raw in rest))
        ):
            return cells[:width]
    return None


def _each_line(lines: _Lines) -> _Lines | None:
    return list(lines)


def _every_second_line(lines: _Lines) -> _Lines | None:
    if any(raw.strip() for _, raw in lines[::2]):
        return None
    return list(lines[1::2])


def _one_more_line(lines: _Lines) -> _Lines | None:
    if not lines or lines[0][1].strip():
        return None
    cells: _Lines = []
    separated = True
    for number, raw in lines[1:]:
        if raw.strip():
            if not separated:
                return None
            cells.append((number, raw))
            separated = False
        elif separated:
            cells.append((number, raw))
        else:
            separated = True
    return cells
