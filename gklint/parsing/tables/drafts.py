"""Rows as they are found in a text, and the rows of the form that their labels can mean."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.parsing.lexicon import RowName, enumerator, load_lexicon, row_names
from gklint.parsing.tables import separated
from gklint.parsing.tables.fields import Field, placed

if TYPE_CHECKING:
    from gklint.parsing.tables.parts import Part

#: Labels of at most so many letters stand for columns as well as for rows: 其他, 总计.
SHORT = 2
#: How alike a label and the form's must be to be taken for the same: OCR slips, lost characters.
_ALIKE = 0.75
#: No label of the form has half as many letters; comparing takes the square of their number.
_LONGEST_LABEL = 120


class WholeRow:
    """A line that holds a whole row: the row, its label, words before it, the fields after it.

    Lines of the same text share one, so its fields bear the line number 0. `filled` are
    the fields that are no gaps.
    """

    def __init__(
        self,
        name: RowName,
        label: Field,
        words: tuple[Field, ...],
        slots: tuple[Field, ...],
        filled: tuple[Field, ...],
    ) -> None:
        self.name = name
        self.label = label
        self.words = words
        self.slots = slots
        self.filled = filled


class Draft:
    """A row as it is found: its name (None: none of the form's), the label, what follows it.

    `slots` are all fields after the label, gaps included; `count` how many are no gaps; `rest` is
    what is still to come of the label after the values. A row that one line holds is kept as the
    `whole` that it is, and its fields are made only when they are needed. Where the file knows its
    cells, `columns` has the form's column of each slot, "" for one the form has not; else it is
    empty.
    """

    __slots__ = ("_label", "_slots", "columns", "count", "line", "name", "rest", "whole")

    def __init__(
        self,
        name: RowName | None,
        label: list[Field],
        rest: str = "",
        line: int = 0,
        whole: WholeRow | None = None,
    ) -> None:
        self.name = name
        self.rest = rest
        self.count = len(whole.filled) if whole else 0
        self.line = label[0].line if label else line
        self.whole = whole
        self.columns: tuple[str, ...] = ()
        self._label: list[Field] | None = None if whole else label
        self._slots: list[Field] | None = None if whole else []

    @classmethod
    def of_line(cls, line: int, whole: WholeRow) -> "Draft":
        """Return the row that a line holds whole."""
        return cls(whole.name, [], "", line, whole)

    @property
    def label(self) -> list[Field]:
        """The fields of the label."""
        if self._label is None:
            assert self.whole is not None
            self._label = [placed(self.whole.label, self.line)]
        return self._label

    @property
    def slots(self) -> list[Field]:
        """The fields after the label."""
        if self._slots is None:
            assert self.whole is not None
            self._slots = [placed(part, self.line) for part in self.whole.slots]
        return self._slots

    @property
    def filled(self) -> list[Field]:
        """The fields that are not gaps."""
        return [part for part in self.slots if not part.is_gap]

    @property
    def ends(self) -> list[Field]:
        """The first and the last field of the row that hold something."""
        if self.whole is not None:
            return [placed(self.whole.label, self.line), placed(self.whole.filled[-1], self.line)]
        fields = [*self.label, *self.filled]
        return [fields[0], fields[-1]] if fields else []

    def add(self, fields: Iterable[Field]) -> None:
        """Add fields after the label."""
        for part in fields:
            self.append(part)

    def append(self, part: Field) -> None:
        """Add a field after the label."""
        self.slots.append(part)
        if part.content.state != "blank":
            self.count += 1
        if not self.line:
            self.line = part.line


class Candidate(NamedTuple):
    """A row and one of the labels the form gives it; `order` counts over all tables of the walk,
    `numeral` is the one that the form's label begins with."""

    order: int
    name: RowName
    label: str
    numeral: str


@lru_cache(maxsize=1)
def numerals() -> dict[tuple[str, str], str]:
    """Return the numeral that the form's label begins with, by table and row; "" for none."""
    return {
        (table.key, row.key): enumerator(row.label)
        for form in load_forms().forms
        for table in form.tables
        for row in table.rows
    }


@lru_cache(maxsize=8)
def candidates(tables: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return the rows of the tables with their labels, in the order of the form."""
    found = [
        Candidate(
            tables.index(name.table) * 100 + name.order,
            name,
            label,
            numerals().get((name.table, name.row), ""),
        )
        for label, names in load_lexicon().rows.items()
        for name in names
        if name.table in tables
    ]
    return tuple(sorted(found))


@lru_cache(maxsize=2048)
def whole_row_of(raw: str, tables: tuple[str, ...]) -> WholeRow | None:
    """Return the row that a line holds whole, of one of the tables; None for any other line.

    Most rows of most reports are such lines, and many are the same in many reports.
    """
    fields = separated.cells_of(raw)
    words = [part for part in fields if part.is_label]
    if not words:
        return None
    label = words[-1]
    text = label.core
    name = row_named(text, tables)
    slots = fields[label.position + 1 :]
    filled = tuple(part for part in slots if part.is_value)
    if name is None or not filled or any(part.is_value for part in fields[: label.position]):
        return None
    return WholeRow(name, label, tuple(words[:-1]), slots, filled)


@lru_cache(maxsize=16)
def least_width(table: str) -> int:
    """Return how many columns the table has in the form in which it has the fewest."""
    forms = load_forms().forms
    return min(len(form.table[table].columns) for form in forms if table in form.table)


@lru_cache(maxsize=4096)
def row_named(label: str, tables: tuple[str, ...]) -> RowName | None:
    """Return the row of the tables with this label (see `core`), None where there is none."""
    for name in row_names(label):
        if name.table in tables:
            return name
    return None


def has_another_numeral(draft: Draft) -> bool:
    """Say whether a short label may be the first letters of another row's: 2.其他 is not 3.其他,
    but may go on as 2.其他法律行政法规禁止公开."""
    name, first = draft.name, draft.label[0]
    if name is None or len(first.core) > SHORT:
        return False
    return enumerator(first.text) not in ("", numerals()[name.table, name.row])


def alike(label: str, known: Iterable[Candidate]) -> tuple[float, RowName] | None:
    """Return the row whose label this one (see `core`) is nearly, and how nearly, from 0 to 1."""
    if not 3 <= len(label) <= _LONGEST_LABEL:
        return None
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=label)
    best: tuple[float, RowName] | None = None
    for candidate in known:
        matcher.set_seq1(candidate.label)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            # They are never less than the ratio, and much cheaper.
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE and (best is None or ratio > best[0]):
            best = ratio, candidate.name
    return best


# --- rows of sums that are not named as the form names them: 合计, 小计, 办理结果合计 ---

# Most are rows that a report adds. One of them is （七）总计 where no row has that name and it
# stands in its place: behind all results, and before what is carried into the next year.

#: What names of sums have in them, and how long such a name is at most.
_OF_SUM = ("总计", "合计", "小计", "共计")
_LONGEST_SUM = 12
#: The row that is the sum of all results in table three.
_TABLE, _TOTAL = "applications", "total_processed"


def names_sum(label: str) -> bool:
    """Say whether a label, as labels are compared, is a name of a sum."""
    return label == "计" or (len(label) <= _LONGEST_SUM and any(word in label for word in _OF_SUM))


def name_total(part: "Part", form: TableForm) -> None:
    """Name the one row of a sum that stands where （七）总计 is due, if no row has that name."""
    at = form.order.get(_TOTAL)
    if part.key != _TABLE or at is None:
        return
    unnamed = [draft for draft in part.drafts if draft.name is None and draft.label]
    sums = [draft for draft in unnamed if names_sum(draft.label[-1].core)]
    if len(sums) != 1 or not _may_be_total(part, form, at):
        # Where each group has its own sum, the last one need not be that of all.
        return
    index = part.drafts.index(sums[0])
    names = [draft.name.row if draft.name else "" for draft in part.drafts]
    before = [form.order.get(name, 0) for name in names[:index]]
    after = [form.order[name] for name in names[index + 1 :] if name in form.order]
    if max(before, default=at) < at and all(order > at for order in after):
        sums[0].name = RowName(_TABLE, _TOTAL, (form.format,), at)


def _may_be_total(part: "Part", form: TableForm, at: int) -> bool:
    """Say whether the total is missing and the last group of results is there."""
    there = {draft.name.row for draft in part.drafts if draft.name}
    there |= {name.row for name, _ in part.bare}
    last = form.rows[at - 1].key.partition(".")[0]
    return _TOTAL not in there and any(row.partition(".")[0] == last for row in there)
