"""Columns padded with spaces: a value stands in the column whose header, or whose values in full
rows, it stands under.

Columns are centred, or flush left or right: the place of a word is its middle or one of its ends.
Programs count either characters or the width that they take on the screen, where a Han character
takes two. Of these ways the one counts by which the values stand nearest to their columns. Nothing
is laid by places that are in doubt: each value must be near one column and far from the others, and
where a row's last value is the sum of the others, it must come to stand in the column of the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import mean
from typing import NamedTuple

from gklint.forms.values import ColumnForm
from gklint.parsing.cells import BLANK
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field, field_at
from gklint.parsing.tables.page_places import moved
from gklint.parsing.tables.rulers import Ruler, reaches_under, rulers, under_header, under_values
from gklint.parsing.tables.short import total_of
from gklint.support.patterns import lazily

#: More than a space between two words.
_GAP = lazily(r"(?:[ \u3000\xa0]{2}|\u3000)$")
_GAPS = lazily(r"[ \u3000\xa0]{2,}")
#: How far from its column a value may stand, as a share of the space between two columns.
_NEAR = 0.4
#: A way to measure counts where it lays at least one in so many of the rows that another lays.
_MOST_ROWS = 1.5
#: Two ways by which values are off by as much, in characters, are as good as one another.
_AS_NEAR = 0.25
_CHANCE = 4


class Columns(NamedTuple):
    """Where the columns are, from left to right, and how places are counted."""

    places: tuple[float, ...]
    ruler: Ruler

    def of(self, values: Sequence[Field]) -> list[int] | None:
        """Return for each of a line's values the index of its column, None where one is unclear."""
        space = min(right - left for left, right in pairwise(self.places))
        found: list[int] = []
        for value in values:
            place = self.ruler.place([value])
            near = min(range(len(self.places)), key=lambda at: abs(self.places[at] - place))
            if abs(self.places[near] - place) > space * _NEAR:
                return None
            if near > (found[-1] + 1 if found else 0) and self._may_be_pushed(value):
                return None
            found.append(near)
        return found if found == sorted(set(found)) else None

    def _may_be_pushed(self, value: Field) -> bool:
        """Say whether what stands before a value, a label too wide for its column, may have pushed
        it to the right: then a single space parts them, and no blank cell lies between."""
        before = self.ruler.lines.get(value.line, "")[: value.column - 1]
        return before[-1:] == " " and before[-2:-1].strip() != ""

    def off(self, values: Sequence[Field]) -> list[float]:
        """Return how far each value stands from the nearest column."""
        return [
            min(abs(column - self.ruler.place([value])) for column in self.places)
            for value in values
        ]


class Block(NamedTuple):
    """A table padded with spaces: its rows, the words that are of none, the columns of the form.

    `adds_up` says that the last column is the sum of the others.
    """

    drafts: Sequence[Draft]
    words: Sequence[Field]
    columns: Sequence[ColumnForm]
    adds_up: bool


class _Page(NamedTuple):
    """Rows under columns by index: their fields; and how far off each of their values is."""

    rows: Mapping[int, tuple[Field, ...]]
    off: Sequence[float]


class _Laid(NamedTuple):
    """Rows under columns by one way to measure: their fields by index, how many rows it lays of all
    tables, how far off the values of these are, and how many values there are."""

    rows: Mapping[int, tuple[Field, ...]]
    laid: int
    off: float
    values: int

    def agrees(self, other: _Laid) -> bool:
        """Say whether it lays all rows that another lays, and as that does."""
        return all(
            at in self.rows and _texts(self.rows[at]) == _texts(fields)
            for at, fields in other.rows.items()
        )


def lay(
    block: Block, lines: Mapping[int, str], beside: Sequence[Block]
) -> dict[int, tuple[Field, ...]]:
    """Return, by index of the draft, the fields of rows with fewer values than columns.

    Blocks `beside` this one are padded as it is: where its own values are few, theirs tell how. A
    row in doubt is not in the result.
    """
    drafts, columns = block.drafts, block.columns
    short = [at for at, draft in enumerate(drafts) if 0 < draft.count < len(columns)]
    if not short or len(columns) < 2 or not any(_is_padded(drafts[at], lines) for at in short):
        return {}
    ways = []
    for ruler in rulers(lines):
        pages = _laid_by(ruler, block)
        if pages:
            others = [page for other in beside for page in _laid_by(ruler, other)]
            found = {at: fields for page in pages for at, fields in page.rows.items()}
            off = [by for page in (*pages, *others) for by in page.off]
            laid = sum(len(page.rows) for page in (*pages, *others))
            ways.append(_Laid(found, laid, mean(off) if off else 0.0, len(off)))
    numbers = {part.line for part in (*block.words, *(v for d in drafts for v in d.filled))}
    unit = least_gap(lines[number] for number in numbers)
    return {
        at: fields
        for at, fields in _nearest(ways).items()
        if at in short
        and not _contradicts_gaps(drafts[at], fields, lines, unit)
        and not any(
            reaches_under(part, block.words, columns[0], lines) for part in drafts[at].label[-1:]
        )
    }


def least_gap(lines: Iterable[str]) -> int:
    """Return the least number of spaces, two or more, between two pieces of lines, 0 for none."""
    gaps = [len(gap) for line in lines for gap in _GAPS.findall(line.strip())]
    return min(gaps, default=0)


def by_gaps(values: Sequence[Field], end: int, unit: int) -> list[int] | None:
    """Return the columns (from 0) of a line's values where just so many spaces part two cells, None
    where gaps are no multiple of them.

    Then nothing is padded: an empty cell shows in twice as many spaces. `end` is where the label
    before the first value ends (from 0).
    """
    column, own = -1, []
    for value in values:
        gaps, rest = divmod(value.column - 1 - end, max(unit, 1))
        if rest or not gaps:
            return None
        column += gaps
        own.append(column)
        end = value.end_column - 1
    return own


def _contradicts_gaps(
    draft: Draft, fields: Sequence[Field], lines: Mapping[int, str], unit: int
) -> bool:
    """Say whether a row stands in other columns where nothing is padded."""
    line = draft.filled[0].line
    labels = [part.end_column for part in draft.label if part.line == line]
    own = by_gaps(draft.filled, max(labels) - 1, unit) if labels else None
    laid = [at for at, part in enumerate(fields) if not part.is_gap]
    return own is not None and own[-1] < len(fields) and own != laid


def _laid_by(ruler: Ruler, block: Block) -> list[_Page]:
    """Return the rows of a block that stand under its columns, [] where none are made out."""
    drafts = block.drafts
    first = min((draft.line for draft in drafts), default=0)
    places = under_header(block.words, block.columns, ruler, first) or under_values(
        drafts, len(block.columns), ruler
    )
    if not places or len(places) < 2:
        return []
    columns = Columns(places, ruler)
    drafts = [_parted(d, columns) if block.adds_up and _has_digits(d) else d for d in drafts]
    return [
        _Page(rows, [by for at in rows for by in own.off(drafts[at].filled)])
        for rows, own in _pages(drafts, columns, block.adds_up)
    ]


def _has_digits(draft: Draft) -> bool:
    """Say whether what may be one number or two stands in a row."""
    return any(part.is_digits for part in draft.filled)


def _parted(draft: Draft, columns: Columns) -> Draft:
    """Return a row with a number each where it had what may be one number or two, itself unless
    they stand under columns of their own and the last, under the total, is the sum of the others.
    """
    parted = Draft(draft.name, draft.label, draft.rest)
    for part in draft.filled:
        pieces = [part]
        if part.is_digits:
            found = re.finditer(r"\d+", part.text)
            pieces = [
                field_at(piece.group(), part.line, part.column + piece.start(), part.position)
                for piece in found
            ]
        parted.add(pieces)
    own = columns.of(parted.filled) if parted.count <= len(columns.places) else None
    is_sure = own is not None and own[-1] == len(columns.places) - 1 and total_of(parted)
    return parted if is_sure else draft


def _pages(
    drafts: Sequence[Draft], columns: Columns, adds_up: bool
) -> Iterator[tuple[dict[int, tuple[Field, ...]], Columns]]:
    """Yield the rows that stand under the columns, and those of a page with columns of its own."""
    cut = _first_off(drafts, columns) if adds_up else len(drafts)
    page = _next_page(drafts[cut:], columns) if cut < len(drafts) else None
    if page is None:
        yield _laid(drafts, columns, adds_up), columns
        return
    before = _laid(drafts[:cut], columns, adds_up)
    for at in range(cut - 1, -1, -1):
        if total_of(drafts[at]) is not None:
            break
        # Nothing but its place tells which page it is on.
        if at in before and page.of(drafts[at].filled) not in (None, columns.of(drafts[at].filled)):
            del before[at]
    yield before, columns
    after = drafts[cut:]
    # The first of its rows stands under the page's columns, or nothing would be gained.
    for rows, own in _pages(after, page, adds_up) if _first_off(after, page) else ():
        yield {cut + at: fields for at, fields in rows.items()}, own


def _first_off(drafts: Sequence[Draft], columns: Columns) -> int:
    """Return the index of the first row that cannot stand under the columns."""
    last = len(columns.places) - 1
    for at, draft in enumerate(drafts):
        if 0 < draft.count <= last + 1 and len({value.line for value in draft.filled}) == 1:
            own = columns.of(draft.filled)
            if own is None or (total_of(draft) is not None and own[-1] != last):
                return at
    return len(drafts)


def _next_page(drafts: Sequence[Draft], columns: Columns) -> Columns | None:
    """Return the columns that the first of these rows stand under, None for no others."""
    place = columns.ruler.place
    totals = [place([total]) for draft in drafts if (total := total_of(draft)) is not None]
    values = [place([value]) for draft in drafts for value in draft.filled]
    places = moved(columns.places, values, totals)
    return Columns(places, columns.ruler) if places else None


def _nearest(ways: Sequence[_Laid]) -> Mapping[int, tuple[Field, ...]]:
    """Return the rows as they are by the way by which the values are nearest to their columns.

    Where another is as near and says something else of a row, that row is in doubt.
    """
    most = max((way.laid for way in ways), default=0)
    many = [way for way in ways if way.rows and way.laid * _MOST_ROWS >= most]
    if not many:
        return {}
    best = min(many, key=lambda way: (way.off, -way.laid))
    rivals = [way for way in many if way.off <= best.off + as_near(best.values)]
    # One that is as near and says the same, and lays rows that the nearest one cannot.
    best = max((way for way in rivals if way.agrees(best)), key=lambda way: way.laid)
    return {
        at: fields
        for at, fields in best.rows.items()
        if all(_texts(way.rows.get(at, fields)) == _texts(fields) for way in rivals)
    }


def as_near(values: int) -> float:
    """Return by how much, in characters, one way must be better than another, by so many values:
    a few may stand near to the wrong columns by chance."""
    return max(_AS_NEAR, _CHANCE / max(values, 1))


def _texts(fields: Sequence[Field]) -> list[str]:
    return [part.text for part in fields]


def _is_padded(draft: Draft, lines: Mapping[int, str]) -> bool:
    """Say whether more than one space stands before some value of the row."""
    return any(_GAP.search(lines[value.line][: value.column - 1]) for value in draft.filled)


# --- rows ----------------------------------------------------------------------------------------


def _laid(drafts: Sequence[Draft], columns: Columns, adds_up: bool) -> dict[int, tuple[Field, ...]]:
    """Return the fields of the rows that stand under the columns.

    Of a row whose sum tells nothing the rows before and after decide: a page may have columns of
    its own.
    """
    count = len(columns.places)
    found: dict[int, tuple[Field, ...]] = {}
    sure: dict[int, bool] = {}
    for at, draft in enumerate(drafts):
        if not 0 < draft.count <= count or len({value.line for value in draft.filled}) > 1:
            continue
        if _has_digits(draft):
            # One number, or two: what is blank beside it is not known.
            continue
        own = columns.of(draft.filled)
        total = total_of(draft) if adds_up else None
        if own is None:
            sure[at] = False
            continue
        if total is not None or draft.count == count:
            sure[at] = own[-1] == count - 1 and (draft.count < count or own == [*range(count)])
        found[at] = _with_blanks(draft, own, count)
    if not adds_up or not sure:
        return found if all(sure.values()) else {}
    return {at: fields for at, fields in found.items() if _is_sure(at, sure)}


def _is_sure(at: int, sure: Mapping[int, bool]) -> bool:
    """Say whether a row's own sum, or that of its nearest neighbours, fits the columns."""
    if at in sure:
        return sure[at]
    before = [sure[other] for other in sorted(sure) if other < at][-1:]
    after = [sure[other] for other in sorted(sure) if other > at][:1]
    return bool(before or after) and all((*before, *after))


def _with_blanks(draft: Draft, own: Sequence[int], count: int) -> tuple[Field, ...]:
    """Return a field for each column; an empty one stands behind the value, or label, before it."""
    by_column = dict(zip(own, draft.filled, strict=True))
    line = draft.filled[0].line
    end = max((part.end_column for part in draft.label if part.line == line), default=1)
    fields = []
    for column in range(count):
        value = by_column.get(column)
        if value is not None:
            end = value.end_column
        fields.append(value or Field("", line, end, end, column, BLANK, ""))
    return tuple(fields)
