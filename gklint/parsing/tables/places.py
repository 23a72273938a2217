"""Columns padded with spaces: a value stands in the column whose header, or whose values in full
rows, it stands under.

Places are those of the middle of a word. Programs count either characters or the width that they
take on the screen, where a Han character takes two. Nothing is laid by places that are in doubt:
each value must be near one column and far from the others, and where a row's last value is the sum
of the others, it must come to stand in the column of the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

from gklint.forms.values import ColumnForm
from gklint.parsing.cells import BLANK
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.short import total_of

#: How far from its column a value may stand, as a share of the space between two columns.
_NEAR = 0.4
#: How far the values of one column lie apart at most, in characters.
_APART = 2.5
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
            place = self.ruler.middle(value)
            near = min(range(len(self.places)), key=lambda at: abs(self.places[at] - place))
            if abs(self.places[near] - place) > space * _NEAR:
                return None
            found.append(near)
        return found if found == sorted(set(found)) else None


class Ruler(NamedTuple):
    """Measures where words stand on their lines; `wide` counts a Han character as two."""

    lines: Mapping[int, str]
    wide: bool

    def middle(self, word: Field) -> float:
        """Return the place of the middle of a word."""
        if not self.wide:
            return (word.column + word.end_column) / 2
        before = self._width(self.lines[word.line][: word.column - 1])
        return before + self._width(word.text) / 2

    def _width(self, text: str) -> int:
        return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


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
    best: dict[int, tuple[Field, ...]] = {}
    for wide in (False, True):
        ruler = Ruler(lines, wide)
        places = _under_header(words, columns, ruler, _first_line(drafts)) or _under_values(
            drafts, len(columns), ruler
        )
        if places:
            found = _laid(drafts, Columns(places, ruler), adds_up)
            if len(found) > len(best):
                best = found
    return {at: fields for at, fields in best.items() if at in short}


def _is_padded(draft: Draft, lines: Mapping[int, str]) -> bool:
    """Say whether more than one space stands before some value of the row."""
    return any(
        lines[value.line][: value.column - 1].endswith(("  ", "\u3000", "\xa0\xa0"))
        for value in draft.filled
    )


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
    placed = sorted(
        ((ruler.middle(piece[0]) + ruler.middle(piece[-1])) / 2, piece) for piece in pieces
    )
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
        [ruler.middle(value) for value in draft.filled]
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
    if not adds_up:
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
