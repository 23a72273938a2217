"""Columns padded with spaces: a value stands in the column whose header, or whose values in full
rows, it stands under.

Columns are centred, or flush left or right: the place of a word is its middle or one of its ends.
Programs count either characters or the width that they take on the screen, where a Han character
takes two. Of these ways the one counts by which the values stand nearest to their columns. Nothing
is laid by places that are in doubt: each value must be near one column and far from the others, and
where a row's last value is the sum of the others, it must come to stand in the column of the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple
from unicodedata import east_asian_width

from gklint.forms.values import ColumnForm
from gklint.parsing.cells import BLANK
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.short import total_of
from gklint.support.patterns import lazily

#: More than a space between two words.
_GAP = lazily(r"(?:[ \u3000\xa0]{2}|\u3000)$")
#: How far from its column a value may stand, as a share of the space between two columns.
_NEAR = 0.4
#: How far the values of one column lie apart at most, in characters.
_APART = 2.5
#: A way to measure counts where it lays at least one in so many of the rows that another lays.
_MOST_ROWS = 1.5
#: Two ways by which values are off by as much, in characters, are as good as one another.
_AS_NEAR = 0.25
_CHANCE = 4
#: Full rows that must agree where no header tells the columns.
_FULL_ROWS = 2


class Columns(NamedTuple):
    """Where the columns are, from left to right, and how places are counted."""

    places: tuple[float, ...]
    ruler: Ruler

    def of(self, values: Sequence[Field]) -> list[int] | None:
        """Return for each of a line's values the index of its column, None where one is unclear."""
        space = min(right - left for left, right in pairwise(self.places))
        found = []
        for value in values:
            place = self.ruler.place([value])
            near = min(range(len(self.places)), key=lambda at: abs(self.places[at] - place))
            if abs(self.places[near] - place) > space * _NEAR:
                return None
            found.append(near)
        return found if found == sorted(set(found)) else None

    def off(self, values: Sequence[Field]) -> list[float]:
        """Return how far each value stands from the nearest column."""
        return [
            min(abs(column - self.ruler.place([value])) for column in self.places)
            for value in values
        ]


class Ruler(NamedTuple):
    """Measures where words stand on their lines; `wide` counts a Han character as two, `side` is
    one of SIDES."""

    lines: Mapping[int, str]
    wide: bool
    side: str

    def place(self, words: Sequence[Field]) -> float:
        """Return the place of words that stand beside one another."""
        first, last = words[0], words[-1]
        start = self._width(first, first.column - 1)
        if self.side == "left":
            return start
        end = self._width(last, last.end_column - 1)
        return end if self.side == "right" else (start + end) / 2

    def _width(self, word: Field, length: int) -> int:
        """Return the width of so many characters of the word's line."""
        if not self.wide:
            return length
        text = self.lines[word.line][:length]
        return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


#: Where the columns of a table may be flush.
SIDES = ("middle", "left", "right")


def rulers(lines: Mapping[int, str]) -> list[Ruler]:
    """Return the ways to measure places on these lines."""
    return [Ruler(lines, wide, side) for wide in (False, True) for side in SIDES]


class _Laid(NamedTuple):
    """Rows under columns by one way to measure: their fields, how far off the values are."""

    rows: Mapping[int, tuple[Field, ...]]
    off: float
    values: int


def lay(
    drafts: Sequence[Draft],
    words: Sequence[Field],
    columns: Sequence[ColumnForm],
    lines: Mapping[int, str],
    adds_up: bool,
) -> dict[int, tuple[Field, ...]]:
    """Return, by index of the draft, the fields of rows with fewer values than columns.

    `words` are those that are of no row, `adds_up` says that the last column is the sum of the
    others. A row in doubt is not in the result.
    """
    short = [at for at, draft in enumerate(drafts) if 0 < draft.count < len(columns)]
    if not short or len(columns) < 2 or not any(_is_padded(drafts[at], lines) for at in short):
        return {}
    ways = []
    for ruler in rulers(lines):
        places = _under_header(words, columns, ruler, _first_line(drafts)) or _under_values(
            drafts, len(columns), ruler
        )
        if places:
            own = Columns(places, ruler)
            found = _laid(drafts, own, adds_up)
            off = [by for at in found for by in own.off(drafts[at].filled)]
            ways.append(_Laid(found, mean(off) if off else 0.0, len(off)))
    return {at: fields for at, fields in _nearest(ways).items() if at in short}


def _nearest(ways: Sequence[_Laid]) -> Mapping[int, tuple[Field, ...]]:
    """Return the rows as they are by the way by which the values are nearest to their columns.

    Where another is as near and says something else of a row, that row is in doubt.
    """
    most = max((len(way.rows) for way in ways), default=0)
    many = [way for way in ways if way.rows and len(way.rows) * _MOST_ROWS >= most]
    if not many:
        return {}
    best = min(many, key=lambda way: (way.off, -len(way.rows)))
    rivals = [way for way in many if way.off <= best.off + as_near(best.values)]
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


def _first_line(drafts: Sequence[Draft]) -> int:
    return min(draft.line for draft in drafts)


# --- where the columns are -----------------------------------------------------------------------


def _under_header(
    words: Sequence[Field], columns: Sequence[ColumnForm], ruler: Ruler, before: int
) -> tuple[float, ...] | None:
    """Return the places of the headers above a line, None where one is not made out."""
    lexicon = load_lexicon()
    above = [
        word
        for word in words
        if word.line < before and word.core not in lexicon.groups and word.core not in lexicon.notes
    ]
    for pieces in (labels_at(above, ruler), _stacks(_beside(above), ruler)):
        found = []
        for column in columns:
            labels = set(map(core, (*column.labels, column.label)))
            places = [place for label, place in pieces if label in labels]
            found.append(places[-1] if places else None)
        known = [place for place in found if place is not None]
        if len(known) == len(columns) and all(a < b for a, b in pairwise(known)):
            return tuple(known)
    return None


def labels_at(words: Sequence[Field], ruler: Ruler) -> list[tuple[str, float]]:
    """Return the labels that words one below the other make, each with its place."""
    return _stacks([[word] for word in words], ruler)


def _beside(words: Sequence[Field]) -> list[list[Field]]:
    """Join words with one space between: 总 计."""
    joined: list[list[Field]] = []
    for word in words:
        if (
            joined
            and joined[-1][-1].line == word.line
            and joined[-1][-1].end_column + 1 == (word.column)
        ):
            joined[-1].append(word)
        else:
            joined.append([word])
    return joined


def _stacks(pieces: Sequence[Sequence[Field]], ruler: Ruler) -> list[tuple[str, float]]:
    """Return the labels that pieces one below the other make, each with its place."""
    placed = sorted(((ruler.place(piece), piece) for piece in pieces), key=lambda item: item[0])
    stacks: list[list[tuple[float, Sequence[Field]]]] = []
    for place, piece in placed:
        if stacks and place - stacks[-1][-1][0] <= 1.5:
            stacks[-1].append((place, piece))
        else:
            stacks.append([(place, piece)])
    found = []
    for stack in stacks:
        stack.sort(key=lambda item: item[1][0].line)
        # What stands above a header by chance is none of it.
        for start in range(len(stack)):
            own = stack[start:]
            label = "".join(word.core for _, piece in own for word in piece)
            found.append((label, median(place for place, _ in own)))
    return found


def _under_values(drafts: Sequence[Draft], count: int, ruler: Ruler) -> tuple[float, ...] | None:
    """Return the places of the values in full rows that agree, None where there are no two."""
    rows = [
        [ruler.place([value]) for value in draft.filled]
        for draft in drafts
        if draft.count == count and len({value.line for value in draft.filled}) == 1
    ]
    if len(rows) < _FULL_ROWS:
        return None
    columns = list(zip(*rows, strict=True))
    if any(max(places) - min(places) > _APART for places in columns):
        return None
    found = tuple(median(places) for places in columns)
    return found if all(left < right for left, right in pairwise(found)) else None


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
