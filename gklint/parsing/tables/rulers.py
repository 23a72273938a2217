"""Where the columns of a table padded with spaces are: under its header, or under full rows.

A program pads by characters or by the width that they take on the screen, where a Han character
takes two, and its columns are centred or flush on one side: a `Ruler` is one of these ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

from gklint.forms.values import ColumnForm
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field

#: How far the values of one column lie apart at most, in characters.
_APART = 2.5
#: Full rows that must agree where no header tells the columns.
_FULL_ROWS = 2


class Ruler(NamedTuple):
    """Measures where words stand on their lines; `wide` counts a Han character as two, `side` is
    one of SIDES. `two` are the widths, as Unicode names them, of what counts as two then."""

    lines: Mapping[int, str]
    wide: bool
    side: str
    two: str = "WF"

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
        return sum(2 if east_asian_width(character) in self.two else 1 for character in text)


#: Signs that are as wide as a Han character for some programs, and half as wide for others.
_AMBIGUOUS = "“”‘’—…·×"
#: Where the columns of a table may be flush.
SIDES = ("middle", "left", "right")


def rulers(lines: Mapping[int, str]) -> list[Ruler]:
    """Return the ways to measure places on these lines."""
    text = "".join(lines.values())
    found = [Ruler(lines, wide, side) for wide in (False, True) for side in SIDES]
    if any(sign in text for sign in _AMBIGUOUS):
        found += [Ruler(lines, True, side, "WFA") for side in SIDES]
    return found


def under_header(
    words: Sequence[Field], columns: Sequence[ColumnForm], ruler: Ruler, before: int
) -> tuple[float, ...] | None:
    """Return the places of the headers above a line, None where one is not made out."""
    lexicon = load_lexicon()
    above = [
        word
        for word in words
        if word.line < before and word.core not in lexicon.groups and word.core not in lexicon.notes
    ]
    for pieces in (labels_at(above, ruler), labels_beside(above, ruler)):
        found = []
        for column in columns:
            labels = set(map(core, (*column.labels, column.label)))
            places = [place for label, place in pieces if label in labels]
            found.append(places[-1] if places else None)
        known = [place for place in found if place is not None]
        if len(known) == len(columns) and all(a < b for a, b in pairwise(known)):
            return tuple(known)
    return None


def reaches_under(
    label: Field, words: Sequence[Field], column: ColumnForm, lines: Mapping[int, str]
) -> bool:
    """Say whether the label of a row ends behind where the header of the first column begins,
    however widths are counted: in a table that is padded it does not."""
    names = set(map(core, column.labels))
    heads = [word for word in words if word.line < label.line and word.core in names]
    return bool(heads) and all(
        Ruler(lines, wide, "left").place(heads[-1:]) < Ruler(lines, wide, "right").place([label])
        for wide in (False, True)
    )


def labels_at(words: Sequence[Field], ruler: Ruler) -> list[tuple[str, float]]:
    """Return the labels that words one below the other make, each with its place."""
    return _stacks([[word] for word in words], ruler)


def labels_beside(words: Sequence[Field], ruler: Ruler) -> list[tuple[str, float]]:
    """Return such labels where words with one space between are one: 总 计."""
    return _stacks(_beside(words), ruler)


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


def under_values(drafts: Sequence[Draft], count: int, ruler: Ruler) -> tuple[float, ...] | None:
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
