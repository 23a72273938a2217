"""Layout: values in blocks that run down the columns, labels apart from them.

PDF text extractors that follow the flow of the page write a run of rows column by column: as many
blocks of values as there are columns, each as long as there are rows, separated by blank lines.
Labels stand before, behind or between. Nothing is guessed: all blocks must make up just the rows of
the form, and every label that stands right before a block must be of a row in it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gklint.forms.values import TableForm
from gklint.parsing.lexicon import RowName, core, enumerator, load_lexicon
from gklint.parsing.tables.drafts import Draft, alike, candidates, row_named
from gklint.parsing.tables.fields import Field

NAME = "flow"

#: So many labels must stand where the blocks say, or the order rests on too little.
_ANCHORS = 3
#: Lines that a label can be broken over.
_LONGEST_BREAK = 4


class _Block(NamedTuple):
    """Values on lines without a blank line between, and the row whose label stands before them."""

    values: tuple[Field, ...]
    label: RowName | None


def read(parts: Iterable[Field], form: TableForm) -> list[Draft] | None:
    """Return the rows of the table, None where the blocks do not make it up."""
    fields = list(parts)
    blocks = _blocks(fields, form.key)
    width = len(form.columns)
    if len(blocks) % width:
        return None
    names = [row.key for row in form.rows]
    rows: list[list[Field]] = []
    anchors = 0
    for start in range(0, len(blocks), width):
        group = blocks[start : start + width]
        height = len(group[0].values)
        # A square block could run either way.
        if any(len(block.values) != height for block in group) or height == width:
            return None
        label = group[0].label
        if label is not None:
            if label.row not in names[len(rows) : len(rows) + height]:
                return None
            anchors += 1
        rows += [[block.values[line] for block in group] for line in range(height)]
    if len(rows) != len(names) or anchors < _ANCHORS:
        return None
    return _drafts(rows, names, fields, form)


def _blocks(fields: Sequence[Field], table: str) -> list[_Block]:
    blocks: list[_Block] = []
    values: list[Field] = []
    label: RowName | None = None
    for part in fields:
        if values and not (part.is_value and part.line == values[-1].line + 1):
            blocks.append(_Block(tuple(values), label))
            values, label = [], None
        if part.is_value:
            values.append(part)
        elif part.is_label:
            label = _row(part.text, table)
    if values:
        blocks.append(_Block(tuple(values), label))
    return blocks


def _row(label: str, table: str) -> RowName | None:
    """Return the row a label names; 其他 and 总计 without a numeral are columns."""
    if core(label) in load_lexicon().columns and not enumerator(label):
        return None
    return row_named(core(label), (table,))


def _drafts(
    rows: list[list[Field]], names: list[str], fields: Sequence[Field], form: TableForm
) -> list[Draft]:
    labels = [part for part in fields if part.is_label]
    found = _labels(labels, form.key)
    taken = [part for parts in found.values() for part in parts]
    drafts = []
    for key, values in zip(names, rows, strict=True):
        name = next(c.name for c in candidates((form.key,)) if c.name.row == key)
        label = found.get(key) or _nearly(name, form.key, labels, taken)
        draft = Draft(name, label)
        draft.add(values)
        drafts.append(draft)
    return drafts


def _labels(labels: Sequence[Field], table: str) -> dict[str, list[Field]]:
    """Return the labels of rows, those that the width of the cell broke put together."""
    found: dict[str, list[Field]] = {}
    for start in range(len(labels)):
        for end in range(start + 1, min(start + _LONGEST_BREAK, len(labels)) + 1):
            words = list(labels[start:end])
            if end > start + 1 and words[0].core in load_lexicon().groups:
                break
            name = _row("".join(word.text for word in words), table)
            if name is not None:
                found.setdefault(name.row, words)
                break
    return found


def _nearly(
    name: RowName, table: str, labels: Sequence[Field], taken: Iterable[Field]
) -> list[Field]:
    """Return the one label that is nearly that of the row, [] where there is none."""
    known = [candidate for candidate in candidates((table,)) if candidate.name == name]
    free = [label for label in labels if label not in taken]
    near = [label for label in free if alike(label.core, known)]
    return near if len(near) == 1 else []
