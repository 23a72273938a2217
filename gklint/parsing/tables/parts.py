"""What a walk found, shared out among the tables: table two has five blocks in a row."""

from __future__ import annotations

from typing import NamedTuple

from gklint.parsing.lexicon import RowName, core, load_lexicon
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.walk import Walk


class Part(NamedTuple):
    """What the walk found of one table of the form."""

    key: str
    drafts: list[Draft]
    bare: list[tuple[RowName, Field]]
    words: list[Field]


def parts_of(found: Walk, tables: tuple[str, ...]) -> list[Part]:
    """Share out what was found among the tables, in the order of the form."""
    parts = {key: Part(key, [], [], []) for key in tables}
    current = tables[0]
    named = [draft for draft in found.drafts if draft.name is not None]
    if named:
        assert named[0].name is not None
        current = named[0].name.table
    starts: list[tuple[int, str]] = []
    for draft in found.drafts:
        if draft.name is not None:
            current = draft.name.table
        else:
            current = _block_above(draft, found.words, tables) or current
        parts[current].drafts.append(draft)
        starts.append((draft.line, current))
    for name, label in found.bare:
        parts[name.table].bare.append((name, label))
        starts.append((label.line, name.table))
    starts.sort()
    if len(tables) == 1:
        parts[current].words.extend(found.words)
    else:
        for word in found.words:
            parts[_table_of(word, starts, tables)].words.append(word)
    return [part for part in parts.values() if part.drafts or part.bare]


def _block_above(draft: Draft, words: list[Field], tables: tuple[str, ...]) -> str | None:
    """Return the table whose title stands nearest above values that have no row's label."""
    blocks = load_lexicon().blocks
    above = [
        blocks[label]
        for word in words
        if word.line <= draft.line and (label := core(word.text)) in blocks
    ]
    return above[-1] if above and above[-1] in tables else None


def _table_of(word: Field, starts: list[tuple[int, str]], tables: tuple[str, ...]) -> str:
    """Return the table that a word of a header belongs to: one that has it, the next below."""
    lexicon = load_lexicon()
    label = core(word.text)
    having = [table for table, _ in lexicon.columns.get(label, ()) if table in tables]
    block = lexicon.blocks.get(label)
    if block in tables:
        return block
    for line, table in starts:
        if line >= word.line and (table in having or not having):
            return table
    return having[-1] if having else (starts[-1][1] if starts else tables[0])
