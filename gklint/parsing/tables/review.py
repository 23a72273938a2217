"""Table four, whose rows go across the page: three groups of five numbers.

The group is the row and the result is the column: (review, reconsideration, upheld).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from types import ModuleType

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.model.reasons import NO_NUMBERS, UNCLEAR, Reason, wrong_count
from gklint.model.report import Label, Row, Table
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables import separated, spaced, stacked
from gklint.parsing.tables.align import cells
from gklint.parsing.tables.broken_labels import with_whole_labels
from gklint.parsing.tables.drafts import row_named
from gklint.parsing.tables.fields import Field, Fields
from gklint.parsing.tables.parts import place_of

KEY = "review"

#: A run of values this long holds more than two groups: only their order in the form explains it.
_LONG_RUN = 11


def read(lines: list[tuple[int, str]], layout: ModuleType, year: int | None) -> list[Table]:
    """Return the table that stands on these lines, [] where there is none of it."""
    fields = [line for number, raw in lines if (line := layout.fields(raw, number))]
    if layout is not stacked and any(map(_is_long, fields)):
        fields = _without_page_numbers(fields)
    if layout is not separated:
        fields = with_whole_labels(fields, KEY)
    return _Reading(fields, layout.NAME, year, raw=dict(lines)).tables()


def _is_long(line: Fields) -> bool:
    return sum(part.is_value for part in line) > 1


def _without_page_numbers(lines: list[Fields]) -> list[Fields]:
    """Return the lines of which some hold many values, without numbers of pages.

    A number alone on its line is of a page, unless it stands right below the results and no other
    values do: then the other cells may be blank.
    """
    around = zip([[], *lines], lines, [*lines[1:], []], strict=False)
    return [
        line
        for before, line, after in around
        if len(line) > 1 or not line[0].is_value or (_are_results(before) and not _is_long(after))
    ]


def read_crossed(lines: list[Fields], slots: list[Field | None], year: int | None) -> list[Table]:
    """Return the table whose cells the file itself knows: `slots` in the order of the form."""
    return _Reading(lines, "grid", year, slots).tables()


class _Reading:
    def __init__(
        self,
        lines: list[Fields],
        layout: str,
        year: int | None,
        slots: list[Field | None] | None = None,
        raw: Mapping[int, str] | None = None,
    ) -> None:
        self.lines = lines
        #: The text of each line.
        self.raw = raw or {}
        #: The cells, where the file knows them.
        self.slots = slots
        self.layout = layout
        forms = load_forms()
        form = forms.for_year(year) or forms.forms[-1]
        self.form: TableForm = form.table[KEY]
        self.width = len(self.form.columns)
        self.labels: list[Field] = []
        self.values: list[Field] = []
        #: The labels by what they are compared as, in the order of the text.
        self.named: dict[str, list[Field]] = {}
        for part in chain.from_iterable(lines):
            if part.is_label:
                self.labels.append(part)
                self.named.setdefault(part.core, []).append(part)
            elif not part.is_gap:
                self.values.append(part)

    def tables(self) -> list[Table]:
        if not self.labels and not self.values:
            return []
        fields, problem = self._fields()
        rows = tuple(self._row(index, row) for index, row in enumerate(fields)) if fields else ()
        everything = [*self.labels[:1], *self.labels[-1:], *self.values[:1], *self.values[-1:]]
        place = place_of(sorted(everything, key=lambda part: (part.line, part.column)))
        return [
            Table(
                self.form,
                place,
                rows,
                self._columns(),
                tuple(self._groups()),
                (),
                problem,
                False,
                self.layout,
            )
        ]

    def _row(self, index: int, fields: Sequence[Field | None]) -> Row:
        form = self.form.rows[index % len(self.form.rows)]
        label = next(iter(self.named.get(core(form.label), ())), None)
        known = [part for part in fields if part is not None]
        place = place_of([label] if label else known)
        columns = [column.key for column in self.form.columns]
        filled = sum(1 for part in known if not part.is_gap)
        return Row(
            form.key,
            label.text if label else "",
            place,
            cells(form.key, columns, fields),
            None,
            filled,
        )

    def _columns(self) -> tuple[Label, ...]:
        """Return the results of the header, () where not every group has all of them."""
        found = []
        for column in self.form.columns:
            labels = dict.fromkeys(map(core, column.labels))
            named = [part for label in labels for part in self.named.get(label, ())]
            if len(named) != len(self.form.rows) and not (named and self.slots):
                return ()
            found.append(Label(column.key, named[0].text, place_of([named[0]])))
        return tuple(found)

    def _groups(self) -> list[Label]:
        groups = load_lexicon().groups
        return [
            Label(group, part.text, place_of([part]))
            for label, parts in self.named.items()
            for part in parts
            for table, group in groups.get(label, ())
            if table == KEY
        ]

    def _fields(self) -> tuple[list[Sequence[Field | None]], Reason | None]:
        """Return the fields of each group, and why there are none where there are none."""
        count = self.width * len(self.form.rows)
        slots = self._lines_of(count) if self.slots is None else self.slots
        if not self.values and (not slots or None in slots):
            return [], NO_NUMBERS
        if self.slots is not None and None in self.slots:
            return [], wrong_count(len(self.values), count)
        if slots is None:
            slots = self._by_header() or self._behind_labels(count)
        if slots is None and self.layout == spaced.NAME:
            slots = self._by_place(count)
        if slots is None and len(self.values) == count:
            if not self._in_order() or self._has_gap_inside():
                return [], UNCLEAR
            slots = self._by_label()
            if slots is None and self._is_out_of_order():
                return [], UNCLEAR
            slots = slots or list(self.values)
        if slots is None:
            slots = self._crossed()
        if slots is None:
            return [], wrong_count(len(self.values), count)
        starts = range(0, len(slots), self.width)
        return [slots[start : start + self.width] for start in starts], None

    def _lines_of(self, count: int) -> list[Field | None] | None:
        """Return the fields of the lines that hold just as many cells as the form has.

        There is one such line; a second one is a row that stands twice. Other values are of a page.
        """
        found: list[Field | None] = []
        for line in self.lines:
            values = [part for part in line if part.is_value] if len(line) >= count else []
            if len(values) == count:
                found += values
            elif self.layout == separated.NAME and len(line) == count and self._is_row(line):
                found += line
        return found or None

    def _is_row(self, line: Fields) -> bool:
        """Say whether a line of the right length holds cells, some of them unreadable perhaps."""
        values = sum(part.is_value for part in line)
        words = sum(part.is_label for part in line)
        return values > words or not (words or self.values)

    def _behind_labels(self, count: int) -> list[Field | None] | None:
        """Return what stands behind the last label, or behind the labels of each group, where every
        empty cell has a line of its own."""
        if self.layout != stacked.NAME:
            return None
        parts = [part for line in self.lines for part in line]
        runs = [list(run) for label, run in groupby(parts, lambda p: p.is_label) if not label]
        if runs and len(runs[-1]) == count:
            return list(runs[-1])
        if [len(run) for run in runs] == [self.width] * len(self.form.rows):
            laid = self._by_label(gaps=True)
            in_order: list[Field | None] = [part for run in runs for part in run]
            return laid or (None if self._is_out_of_order() else in_order)
        return None

    def _by_place(self, count: int) -> list[Field | None] | None:
        """Return the cells behind the labels of their groups, or under the results above them."""
        slots = self._by_label() if len(self.values) == count and self._in_order() else None
        if slots is not None:
            return slots
        # Imported here: most tables leave a trace of their blanks.
        from gklint.parsing.tables.review_places import lay_review

        return lay_review(self.lines, self.raw, self.form)

    def _by_header(self) -> list[Field | None] | None:
        """Lay the values under the results of the header, where the two stand in line."""
        if self.layout != separated.NAME:
            return None
        below = [line for line in self.lines if any(part.is_value for part in line)]
        if len(below) != 1:
            return None
        values = [part for part in below[0] if part.is_value]
        gaps = [part for part in below[0] if part.is_gap]
        if len(values) == self.width * len(self.form.rows) or len(values) % self.width:
            return None
        results = [core(column.label) for column in self.form.columns]
        header = [
            [part for part in line if part.core in results or part.core == "其他"]
            for line in self.lines
        ]
        header = [line for line in header if line]
        last = header[-1] if header else []
        # Two groups stand in the last line of the header, the first group in the line above.
        if [part.position for part in last] != [part.position for part in values]:
            return None
        missing = self.width * len(self.form.rows) - len(values)
        before = [part for part in gaps if part.position < values[0].position]
        if missing != self.width or len(before) < missing:
            return None
        return [*before[:missing], *values]

    def _crossed(self) -> list[Field | None] | None:
        """Return the cells by the labels above them, where lines hold as many as their header."""
        if self.layout != separated.NAME or not self._is_regular():
            return None
        # Imported here: hardly any text needs it.
        from gklint.parsing.tables.crossed import crossed
        from gklint.parsing.tables.stretches import stretch_of_lines

        slots = crossed([stretch_of_lines(self.lines)], (), self.form)
        return slots if slots and None not in slots else None

    def _is_regular(self) -> bool:
        """Say whether each line of cells is as long as the line of results above it."""
        results = {core(label) for column in self.form.columns for label in column.labels}
        length = 0
        for line in self.lines:
            if sum(part.core in results for part in line) > 1:
                length = len(line)
            elif not length and not any(part.is_value for part in line):
                # What leads up to the table.
                continue
            elif len(line) != length and not any(_names_group(part) for part in line):
                return False
        return True

    def _by_label(self, gaps: bool = False) -> list[Field | None] | None:
        """Return the values, and the gaps if asked, in the form's order, where each group's stand
        behind its own label."""
        groups: dict[str, list[Field]] = {row.key: [] for row in self.form.rows}
        group = ""
        for part in chain.from_iterable(self.lines):
            row = row_named(part.core, (KEY,)) if part.is_label else None
            if row is not None:
                group = row.row
            elif group and (part.is_value or (gaps and part.is_gap)):
                groups[group].append(part)
        if any(len(values) != self.width for values in groups.values()):
            return None
        return [part for values in groups.values() for part in values]

    def _is_out_of_order(self) -> bool:
        """Say whether the labels of all groups are there, each once, in another order."""
        rows = (row_named(part.core, (KEY,)) for part in self.labels)
        order = [row.order for row in rows if row is not None]
        return len(order) == len(self.form.rows) == len(set(order)) and order != sorted(order)

    def _in_order(self) -> bool:
        """Say whether labels between the values leave their order in no doubt."""
        runs = self._runs()
        if len(runs) == 1 or all(run == self.width for run in runs):
            return True
        if all(run == 1 for run in runs):
            return self._alternates()
        return max(runs) >= _LONG_RUN

    def _has_gap_inside(self) -> bool:
        """Say whether a line of its own is an empty cell before the last value: then one value is
        too many, perhaps a page's number."""
        parts = [part for line in self.lines for part in line]
        labels = [at for at, part in enumerate(parts) if part.is_label]
        inside = parts[max(labels, default=0) : parts.index(self.values[-1])]
        return self.layout == stacked.NAME and any(part.is_gap for part in inside)

    def _runs(self) -> list[int]:
        """Return the lengths of the runs of values between labels."""
        parts = [part for part in chain.from_iterable(self.lines) if not part.is_gap]
        runs = groupby(parts, lambda part: part.is_label)
        return [len(list(run)) for label, run in runs if not label]

    def _alternates(self) -> bool:
        """Say whether each value follows the label of its result, in the order of the form."""
        results = {
            core(label): index
            for index, column in enumerate(self.form.columns)
            for label in column.labels
        }
        order = []
        label = None
        for part in chain.from_iterable(self.lines):
            if part.is_label:
                label = results.get(part.core, label)
            elif part.is_value:
                order.append(label)
        return order == [*range(self.width)] * len(self.form.rows)


def _are_results(line: Fields) -> bool:
    """Say whether a line holds nothing but headers of columns."""
    columns = load_lexicon().columns
    return bool(line) and all(part.core in columns for part in line)


def _names_group(part: Field) -> bool:
    label = part.core
    return part.is_label and (
        row_named(label, (KEY,)) is not None or label in load_lexicon().groups
    )
