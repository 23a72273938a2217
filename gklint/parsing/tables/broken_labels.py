"""Labels in pieces: what the width of cells broke, with pieces of other labels between.

A program that gives the text of a page line by line mixes the labels of rows with those of their
groups, each broken over several lines. Where values stand behind a row, the walk puts its label
together; a row that holds nothing is found here, by all the pieces of its label in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from gklint.parsing.lexicon import RowName, core, load_lexicon
from gklint.parsing.tables.drafts import SHORT, Draft, candidates, row_named
from gklint.parsing.tables.fields import Field, Fields, field_at

#: Lines that a label can be broken over.
_MOST_PIECES = 4
#: Into how many words the label of a group may be broken.
_LONGEST_GROUP = 3
#: Pieces of a shorter label may come together by chance.
_LEAST = 6


def begins_with_label(words: Sequence[Field], tables: tuple[str, ...]) -> bool:
    """Say whether words begin with a whole label of a row or a group, broken or not."""
    first, groups = words[0].core, load_lexicon().groups
    if first in groups or (len(first) > SHORT and row_named(first, tables)):
        return True
    beginnings = accumulate(word.text for word in words[:_LONGEST_GROUP])
    return any(core(beginning) in groups for beginning in beginnings)


def put_together(words: Sequence[Field], label: str) -> list[Field] | None:
    """Return the words that make up a label (see `core`) in their order, None where some lack."""
    for start, first in enumerate(words):
        if first.core and label.startswith(first.core):
            built, used = first.core, [first]
            for word in words[start + 1 :]:
                if built != label and word.core and label.startswith(built + word.core):
                    built += word.core
                    used.append(word)
            if built == label:
                return used
    return None


def pieces_of(words: Sequence[Field]) -> list[Field]:
    """Return the words one by one, in the order of the text: a line may hold several."""
    found: list[Field] = []
    for word in sorted(words, key=_place):
        end = 0
        for piece in word.text.split():
            start = word.text.index(piece, end)
            end = start + len(piece)
            found.append(field_at(piece, word.line, word.column + start, word.position))
    return found


def rows_in_pieces(
    drafts: Sequence[Draft],
    bare: Sequence[tuple[RowName, Field]],
    words: Sequence[Field],
    tables: tuple[str, ...],
) -> Iterator[tuple[RowName, Field]]:
    """Yield the rows without values, beside those that were found, whose labels are in pieces.

    They are looked for between the rows that the form has before and after them.
    """
    known = {draft.name: _place(draft.label[0]) for draft in drafts if draft.name and draft.label}
    known |= {name: _place(label) for name, label in bare}
    orders = {candidate.name: candidate.order for candidate in candidates(tables)}
    pieces: list[Field] | None = None
    for candidate in candidates(tables) if known else ():
        if candidate.name in known or len(candidate.label) < _LEAST:
            continue
        pieces = pieces_of(words) if pieces is None else pieces
        before = [known[name] for name in known if orders[name] < candidate.order]
        # （六）其他处理 is a row of one form and, in another, the group before this row.
        after = [
            known[name]
            for name in known
            if orders[name] > candidate.order and not candidate.name.row.startswith(f"{name.row}.")
        ]
        between = [
            piece
            for piece in pieces
            if max(before, default=(0, 0)) < _place(piece) < min(after, default=(piece.line + 1, 0))
        ]
        used = put_together(between, candidate.label)
        if used:
            known[candidate.name] = _place(used[0])
            text = "".join(piece.text for piece in used)
            yield candidate.name, used[0]._replace(text=text, core=core(text))


def with_whole_labels(lines: Sequence[Fields], table: str) -> list[Fields]:
    """Return the lines of a table with each label of a row in one piece, where pieces that follow
    one another make it up; it stands where the values are, or else where its last piece did."""
    labels = [part for line in lines for part in line if part.is_label]
    columns = load_lexicon().columns
    labels = [part for part in labels if part.core not in columns]
    valued = {part.line for line in lines for part in line if part.is_value}
    whole: dict[int, Field] = {}
    gone: set[int] = set()
    at = 0
    while at < len(labels):
        count = _pieces_of_row(tuple(p.text for p in labels[at : at + _MOST_PIECES]), table)
        pieces = labels[at : at + count]
        at += max(count, 1)
        if count > 1:
            text = "".join(part.text for part in pieces)
            kept = next((part for part in pieces if part.line in valued), pieces[-1])
            whole[id(kept)] = kept._replace(text=text, core=core(text))
            gone |= {id(part) for part in pieces if part is not kept}
    if not whole:
        return list(lines)
    found = ([whole.get(id(p), p) for p in line if id(p) not in gone] for line in lines)
    return [line for line in found if line]


@lru_cache(maxsize=1024)
def _pieces_of_row(labels: tuple[str, ...], table: str) -> int:
    """Return how many of the labels, from the first, make up that of a row; 0 where none do."""
    for count in range(1, len(labels) + 1):
        if row_named(core("".join(labels[:count])), (table,)):
            return count
    return 0


def _place(part: Field) -> tuple[int, int]:
    return part.line, part.column
