"""What a line is: the lexer of `grammars/report.lark`, one token a line.

The patterns are those of the grammar; `kinds` adds what needs memory and the words of the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from gklint.model.source import Source
from gklint.parsing.kinds import kinds_of, lines_of
from gklint.parsing.tree import Token


class LineLexer:
    """Yields a token for each line that is not blank; `patterns` are the grammar's, by terminal.

    With the grammar as it is shipped it never raises on text.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = _Patterns(patterns)

    def lex(self, source: Source) -> Iterator[Token]:
        """Yield the tokens of the source's lines, positions exact. Raises GrammarError."""
        matches = self.patterns.match
        lines = list(lines_of(source, partial(matches, "CELLS")))
        starts = source.starts
        for line, kind in zip(lines, kinds_of(lines, matches, _rows_of_grids(source)), strict=True):
            start = starts[line.number - 1] + line.column - 1
            yield Token(kind, line.text, line.number, line.column, start)


class _Patterns:
    """The patterns of the grammar, compiled when they are first needed."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = patterns
        self.compiled: dict[str, Callable[[str], object]] = {}

    def match(self, terminal: str, folded: str) -> bool:
        """Say whether the grammar's pattern of a terminal fits the whole of a folded line."""
        fits = self.compiled.get(terminal)
        if fits is None:
            fits = self.compiled[terminal] = re.compile(self.patterns[terminal]).fullmatch
        return fits(folded) is not None


def _rows_of_grids(source: Source) -> frozenset[int]:
    """Return the numbers of the lines that are rows of the form's tables, if the file knows."""
    if not source.grids:
        return frozenset()
    # Imported here: only documents have grids.
    from gklint.parsing.grids import table_lines

    return table_lines(source)
