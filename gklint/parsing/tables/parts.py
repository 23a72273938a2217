"""What a walk found, shared out among the tables: table two has five blocks in a row."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from gklint.forms.values import TableForm
from gklint.model.report import Label
from gklint.model.source import Place
from gklint.parsing.lexicon import RowName, core, load_lexicon
from gklint.parsing.tables.broken_labels import pieces_of, put_together
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.walk import Walk
from gklint.support.folding import fold

#: Where a field begins.
_START = attrgetter("line", "column")


class Part(NamedTuple):
    """What the walk found of one table of the form."""

    key: str
    drafts: list[Draft]
    bare: list[tuple[RowName, Field]]
    words: list[Field]

    @property
    def named(self) -> list[Draft]:
        """The rows that are rows of the form."""
        return [draft for draft in self.drafts if draft.name is not None]

    @property
    def width(self) -> int:
        """How many values most rows of the form have, 0 where there are none."""
        widths = [draft.count for draft in self.named]
        return max(set(widths), key=widths.count) if widths else 0


def parts_of(found: Walk, tables: tuple[str, ...]) -> list[Part]:
    """Share out what was found among the tables, in the order of the form."""
    parts = {key: Part(key, [], [], []) for key in tables}
    current = tables[0]
    named = [draft for draft in found.drafts if draft.name is not None]
    if named:
        assert named[0].name is not None
        current = named[0].name.table
    starts: dict[str, list[int]] = {key: [] for key in tables}
    titles = _titles(found.words) if len(named) < len(found.drafts) else []
    for draft in found.drafts:
        if draft.name is not None:
            current = draft.name.table
        else:
            current = _block_above(draft, titles, tables) or current
        parts[current].drafts.append(draft)
        starts[current].append(draft.line)
    for name, label in found.bare:
        parts[name.table].bare.append((name, label))
        starts[name.table].append(label.line)
    for lines in starts.values():
        lines.sort()
    if len(tables) == 1:
        parts[current].words.extend(found.words)
    else:
        for word in found.words:
            parts[_table_of(word, starts)].words.append(word)
    return [part for part in parts.values() if part.drafts or part.bare]


def _titles(words: list[Field]) -> list[tuple[int, str]]:
    """Return the titles of blocks among the words: line and table, in the order of the text."""
    blocks = load_lexicon().blocks
    known = ((word.line, word.core) for word in words)
    return sorted((line, blocks[label]) for line, label in known if label in blocks)


def _block_above(
    draft: Draft, titles: list[tuple[int, str]], tables: tuple[str, ...]
) -> str | None:
    """Return the table whose title stands nearest above values that have no row's label."""
    above = bisect_right(titles, draft.line, key=lambda title: title[0])
    table = titles[above - 1][1] if above else None
    return table if table in tables else None


def _table_of(word: Field, starts: dict[str, list[int]]) -> str:
    """Return the table that a word of a header belongs to: one that has it, the next below.

    `starts` has the lines of the rows of each table, in order.
    """
    lexicon = load_lexicon()
    label = word.core
    having = [table for table, _ in lexicon.columns.get(label, ()) if table in starts]
    block = lexicon.blocks.get(label)
    if block in starts:
        return block
    below = []
    for table in having or starts:
        at = bisect_left(starts[table], word.line)
        if at < len(starts[table]):
            below.append((starts[table][at], table))
    if below:
        return min(below)[1]
    return having[-1] if having else max((lines[-1:], table) for table, lines in starts.items())[1]


def headers_of(part: Part) -> list[Label]:
    """Return the words that are column headers of the table in some format; one may be broken over
    two lines."""
    columns = load_lexicon().columns
    found = []
    for word, below in zip_longest(part.words, part.words[1:]):
        own, label = [word], word.core
        if below and below.line != word.line:
            both = core(word.text + below.text)
            if both in columns:
                own, label = [word, below], both
        for table, column in columns.get(label, ()):
            if table == part.key:
                found.append(Label(column, text_of(own), place_of(own)))
                break
    return found


def groups_of(part: Part, form: TableForm) -> list[Label]:
    """Return the labels of the groups of a table, wherever they stand."""
    found = []
    groups = load_lexicon().groups
    for word in part.words:
        for table, group in groups.get(word.core, ()):
            if table == part.key:
                found.append(Label(group, word.text, place_of([word])))
    # （六）其他处理 is a row in one form and a group in another.
    for name, own in _rows_without_values(part):
        if name.row in form.groups:
            found.append(Label(name.row, text_of(own), place_of(own)))
    there = {label.key for label in found}
    lacking = {group: core(text) for group, text in form.groups.items() if group not in there}
    if not lacking:
        return found
    for draft in part.drafts:
        # One cell can hold the labels of groups and the row's.
        label = core(text_of(draft.label))
        for group in [group for group, named in lacking.items() if named in label]:
            del lacking[group]
            found.append(Label(group, text_of(draft.label), place_of(draft.label)))
    # A label that the width of its cell broke is there all the same.
    text = "".join(word.core for word in part.words)
    letters = set(fold(" ".join(word.text for word in part.words)))
    pieces: list[Field] = []
    for group, label in lacking.items():
        if label not in text:
            if not letters.issuperset(label):
                # Not all of it is there, in one piece or in several.
                continue
            pieces = pieces or pieces_of(part.words)
        if label in text or put_together(pieces, label):
            first = part.words[0]
            found.append(Label(group, form.groups[group], place_of([first])))
    return found


def _rows_without_values(part: Part) -> Iterator[tuple[RowName, list[Field]]]:
    """Yield the rows of a table that hold nothing, each with its label."""
    for name, label in part.bare:
        yield name, [label]
    for draft in part.named:
        if draft.name and not draft.count and draft.label:
            yield draft.name, draft.label


def group_keys(drafts: Sequence[Draft]) -> set[str]:
    """Return the keys of the groups that these rows are in: denied of denied.state_secret."""
    rows = {draft.name.row for draft in drafts if draft.name}
    return {row[:at] for row in rows for at, mark in enumerate(row) if mark == "."}


def text_of(label: Sequence[Field]) -> str:
    """Return what several fields say."""
    return "".join(part.text for part in label)


def place_of(fields: Sequence[Field]) -> Place:
    """Return the stretch from the first field to the last."""
    return Place(fields[0].line, fields[0].column, fields[-1].line, fields[-1].end_column)


def place_of_part(part: Part) -> Place:
    """Return the stretch from the first field of a table to the last."""
    ends = [label for _, label in part.bare]
    ends += [word for word in part.words if word.core]
    for draft in (*part.drafts[:1], *part.drafts[-1:]):
        ends += draft.ends
    return place_of([min(ends, key=_START), max(ends, key=_START)])
