"""Fields → rows of the form: which label each run of values belongs to.

The walk goes through the fields in the order of the text. Words gather until a value comes; then
they must name a row of the form. The form's order tells which of several rows a word can mean and
how the parts of a broken label belong together.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gklint.parsing.lexicon import RowName, core, enumerator, load_lexicon
from gklint.parsing.tables.broken_labels import begins_with_label, rows_in_pieces
from gklint.parsing.tables.drafts import (
    SHORT,
    Candidate,
    Draft,
    WholeRow,
    alike,
    candidates,
    has_another_numeral,
    least_width,
    names_sum,
    row_named,
    whole_row_of,
)
from gklint.parsing.tables.fields import Field, Fields, placed

#: How many words back a label may begin, and how many rows ahead of the last one it may stand.
_LONGEST_BREAK = 12
_AHEAD = 8
#: A form has no more rows: whoever has so many with unknown labels has another table.
MOST_GUESSES = 200
#: The table all of whose rows hold more than one value.
_WIDE = "applications"


class Walk(NamedTuple):
    """What came of a walk: rows with values, rows named without any, all other words."""

    drafts: list[Draft]
    bare: list[tuple[RowName, Field]]
    words: list[Field]


def walk(
    lines: Iterable[tuple[int, str]],
    tables: tuple[str, ...],
    split: Callable[[str, int], Fields],
    by_line: bool,
    rows_on_lines: bool,
) -> Walk:
    """Walk through the lines (number, text) of the tables with these keys.

    `split` takes a line apart; `by_line` says that each line holds its own cells, empty ones too,
    `rows_on_lines` that the values of a row stand on one line.
    """
    walker = _Walker(tables, by_line, rows_on_lines)
    for number, raw in lines:
        whole = whole_row_of(raw, tables) if by_line else None
        if whole is not None:
            walker.whole_row(number, whole)
        else:
            fields = split(raw, number)
            if fields:
                walker.line(fields)
    walker.finish()
    return walker.result


class _Walker:
    def __init__(self, tables: tuple[str, ...], by_line: bool, rows_on_lines: bool) -> None:
        self.lexicon = load_lexicon()
        self.tables = tables
        self.orders = {table: index * 100 for index, table in enumerate(tables)}
        self.by_line = by_line
        self.rows_on_lines = rows_on_lines
        self.result = Walk([], [], [])
        self.pending: list[Field] = []
        self.gaps: list[Field] = []
        self.draft: Draft | None = None
        #: The draft whose label may still go on.
        self.unfinished: Draft | None = None
        #: Place in the form's order of the last row that was named.
        self.last = -1
        #: How many labels were held against those they are nearly like.
        self.guesses = 0
        #: The rows that were found.
        self.taken: set[RowName | None] = set()

    # --- one line ---

    def whole_row(self, number: int, whole: WholeRow) -> None:
        """Take a line that is a whole row."""
        self.close()
        self.unfinished = None
        if self.pending or whole.words:
            self.shelve([*self.pending, *(placed(word, number) for word in whole.words)])
            self.pending = []
        self.last = self.orders[whole.name.table] + whole.name.order
        self._keep(Draft.of_line(number, whole))

    def line(self, fields: Fields) -> None:
        """Take the fields of a line."""
        if self.rows_on_lines and self._is_page_number(fields):
            return
        labels = self._labels(fields) if self.by_line and len(fields) > 1 else None
        for part in fields:
            state = part.content.state
            if state == "blank":
                if self.draft is not None:
                    self.draft.append(part)
                else:
                    self.gaps.append(part)
            elif (
                state == "unreadable"
                and not part.is_digits
                and (labels is None or part.position in labels)
            ):
                self._word(part)
            elif self.draft is not None:
                self.draft.append(part)
            else:
                self._first_value(part)
        if self.by_line and self.draft is None and self.pending:
            self._blank_row(fields)

    def _is_page_number(self, fields: Fields) -> bool:
        """Say whether a number alone on its line, where others hold whole rows, is of a page."""
        if len(fields) != 1 or not fields[0].is_value or len(fields[0].text) > 3:
            return False
        if fields[0].text == "0":
            return False
        row = self._exact(self.pending) if self.draft is None else None
        # A label on one line has its number beside it.
        waits = row is not None and row.label[0].line != row.label[-1].line
        return self.by_line or self.tables == (_WIDE,) or not waits

    def _labels(self, fields: Fields) -> set[int]:
        """Return the indices of the fields of a line of cells that are labels; other words are
        unreadable cells."""
        words = [part for part in fields if part.is_label and not part.is_digits]
        if not words:
            return set()
        value = next((part.position for part in fields if part.is_value), None)
        before = words if value is None else [part for part in words if part.position < value]
        if not any(map(self._is_header, before)):
            # The label of a group may have the label of a row behind it, however that is written.
            known = [
                part
                for part in before
                if self._row_of(part.core) and (part is before[-1] or not self._is_group(part))
            ]
            if known:
                # What stands behind the label of a row is a cell, readable or not.
                return {part.position for part in words if part.position <= known[-1].position}
        return {part.position for part in before}

    def _is_group(self, part: Field) -> bool:
        return part.core in self.lexicon.groups

    def _is_header(self, part: Field) -> bool:
        label = part.core
        return label in self.lexicon.columns and label not in self.lexicon.rows

    def _word(self, part: Field) -> None:
        if self.draft is not None:
            self.close()
        elif self.gaps and not self.by_line:
            self._blank_cells()
        unfinished = self.unfinished
        if unfinished is not None and part.core and unfinished.rest.startswith(part.core):
            unfinished.rest = unfinished.rest[len(part.core) :]
            unfinished.label.append(part)
            return
        self.gaps = []
        self.pending.append(part)

    def _first_value(self, part: Field) -> None:
        self.draft = self._open()
        self.draft.add([*self.gaps, part])
        self.gaps = []

    def _blank_row(self, fields: Fields) -> None:
        """Take a row whose cells are all empty for what it is, not for words of the next label."""
        label = self.pending[-1]
        if label.line != fields[0].line or not (self._row_of(label.core) or names_sum(label.core)):
            return
        columns = self.lexicon.columns
        if label.core in columns and (
            not self.result.drafts
            or any(part.is_label and part is not label and part.core in columns for part in fields)
        ):
            # 其他 and 总计 are columns too; beside another column, or before any row, they are.
            return
        after = [part for part in fields if part.position > label.position]
        if after and all(part.is_gap for part in after):
            self.draft = self._open()
            self.draft.add(after)
            self.close()

    def _blank_cells(self) -> None:
        """Take a row whose cells stand on lines of their own and are all empty."""
        row = self._exact(self.pending)
        if row is not None and row.name and len(self.gaps) >= least_width(row.name.table):
            self.draft = self._open()
            self.draft.add(self.gaps)
            self.close()

    def finish(self) -> None:
        """End the walk: what is pending is a row without values, or words."""
        if self.draft is None and self.gaps and self.pending and not self.by_line:
            self._blank_cells()
        self.close()
        self.shelve(self.pending)
        drafts, bare, words = self.result
        if bare and not self.by_line:
            bare += rows_in_pieces(drafts, tuple(bare), words, self.tables)

    def close(self) -> None:
        """End the row at hand."""
        if self.draft is not None:
            self._keep(self.draft)
            self.unfinished = self.draft if self.draft.rest else None
            self.draft = None
        self.gaps = []

    def _keep(self, draft: Draft) -> None:
        self.result.drafts.append(draft)
        self.taken.add(draft.name)

    def shelve(self, words: list[Field]) -> None:
        """Keep the words that name no row with values: headers, groups, rows without values."""
        self.result.words.extend(words)
        texts = [word.text for word in words]
        for index, part in enumerate(words):
            if self._is_header(part):
                continue
            # A label may be broken: try the words that end with this one, the longest run first.
            for start in range(max(0, index - 3), index + 1):
                if start < index and self._is_group(words[start]):
                    continue
                text = "".join(texts[start : index + 1])
                label = core(text)
                name = row_named(label, self.tables)
                # 其他 and 总计 are columns too, unless a numeral stands before them.
                if name is not None and (
                    label not in self.lexicon.columns or enumerator(texts[start])
                ):
                    whole = words[start]._replace(text=text, core=label)
                    self.result.bare.append((name, whole))
                    break

    # --- which row ---

    def _row_of(self, label: str) -> RowName | None:
        return row_named(label, self.tables)

    def _open(self) -> Draft:
        pending, self.pending = self.pending, []
        draft = self._exact(pending)
        if draft is None or has_another_numeral(draft):
            draft = self._broken(pending) or draft
        draft = (draft and self._inside_group(pending, draft)) or draft or self._alike(pending)
        draft = draft or Draft(None, pending[-1:])
        label = draft.label
        self.shelve([part for part in pending if part not in label])
        if draft.name is not None:
            self.last = self.orders[draft.name.table] + draft.name.order
        return draft

    def _inside_group(self, pending: list[Field], group: Draft) -> Draft | None:
        """Return the row whose broken label the label of its group interrupts, None for none."""
        own = group.label
        label = own[0].core if len(own) == 1 else core("".join(part.text for part in own))
        keys = [f"{key}." for _, key in self.lexicon.groups.get(label, ())]
        if not keys:
            return None
        words = [part for part in pending if part not in own]
        draft = self._broken(words) if words else None
        if draft is None or draft.name is None or not draft.name.row.startswith(tuple(keys)):
            return None
        return draft

    def _exact(self, pending: list[Field]) -> Draft | None:
        for count in range(1, min(len(pending), _LONGEST_BREAK) + 1):
            words = pending[-count:]
            label = words[0].core if count == 1 else core("".join(word.text for word in words))
            name = self._row_of(label)
            if name is not None:
                return Draft(name, words)
        return None

    def _broken(self, pending: list[Field]) -> Draft | None:
        """Put a label together from words between which words of a group may stand."""
        words = pending[-_LONGEST_BREAK:]
        best: tuple[tuple[int, bool, int], Draft] | None = None
        for candidate in self._ahead(pending):
            built, used = "", []
            for word in words:
                piece = word.core
                if piece and candidate.label.startswith(built + piece):
                    built += piece
                    used.append(word)
            if not used or used[-1] is not words[-1]:
                continue
            # The numeral tells rows apart whose labels begin alike, and those of a few letters.
            numbered = bool(candidate.numeral) and enumerator(used[0].text) == candidate.numeral
            likely = built == candidate.label or numbered or len(built) >= 4
            # On a line of its own a group's label has a sum beside it, and no row's label to come.
            likely = likely and not (self.by_line and built in self.lexicon.groups)
            # Of a row's labels the longest: what is still to come of it may not come.
            rank = len(built), numbered, len(candidate.label)
            if likely and (best is None or rank > best[0]):
                best = rank, Draft(candidate.name, used, candidate.label[len(built) :])
        return best[1] if best else None

    def _alike(self, pending: list[Field]) -> Draft | None:
        """Return the row whose label the words nearly are: slips of OCR, lost characters."""
        self.guesses += 1
        end = pending[-1].core if pending else ""
        if not end or self.guesses > MOST_GUESSES or names_sum(end) or end in self.lexicon.groups:
            return None
        best: tuple[float, Draft] | None = None
        ahead = list(self._ahead(pending))
        for count in range(1, min(len(pending), _LONGEST_BREAK) + 1):
            words = pending[-count:]
            if self._is_header(words[0]) or (count > 1 and begins_with_label(words, self.tables)):
                continue
            near = alike(core("".join(word.text for word in words)), ahead)
            if near is not None and (best is None or near[0] > best[0]):
                best = near[0], Draft(near[1], words)
        return best[1] if best else None

    def _ahead(self, pending: list[Field]) -> Iterator[Candidate]:
        """Yield the rows that can come next; where each line stands for itself, any row can.

        Labels of rows without values may be pending: the next row can be further ahead by them.
        """
        last = self.last
        for part in pending[:-1]:
            name = self._row_of(part.core) if len(part.core) > SHORT else None
            order = self.orders[name.table] + name.order if name else 0
            if last < order <= last + _AHEAD:
                last = order
        for candidate in candidates(self.tables):
            near = self.last < candidate.order <= last + _AHEAD or len(self.tables) > 1
            if (near or self.by_line) and candidate.name not in self.taken:
                yield candidate
