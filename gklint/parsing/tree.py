"""What the parser gives: a tree whose leaves are the lines of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class GrammarError(ValueError):
    """A line that the grammar has no place for; with the grammar as it is shipped there is none."""


class Token(str):
    """A line as the grammar has it: its text, the terminal it is, where it stands.

    Lines and columns count from 1, positions in the text from 0, ends are exclusive.
    """

    __slots__ = ("column", "end_column", "end_line", "end_pos", "line", "start_pos", "type")

    def __new__(cls, type: str, text: str, line: int, column: int, start_pos: int) -> Token:
        """Make the token of a text that stands on one line."""
        token = super().__new__(cls, text)
        token.type = type
        token.line = token.end_line = line
        token.column, token.end_column = column, column + len(text)
        token.start_pos, token.end_pos = start_pos, start_pos + len(text)
        return token

    type: str
    line: int
    column: int
    end_line: int
    end_column: int
    start_pos: int
    end_pos: int


class Tree(NamedTuple):
    """What a rule of the grammar found: its name (`data`) and its parts in their order."""

    data: str
    children: list[Node]

    def tokens(self) -> Iterator[Token]:
        """Yield the lines in their order."""
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.tokens()
            else:
                yield child


#: Part of a tree: a line, or what a rule found.
Node = Token | Tree
