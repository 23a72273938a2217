"""What a line is: the lexer of `grammars/report.lark`, one token a line.

The patterns are those of the grammar; `classify` adds what needs memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lark import Token
from lark.lexer import Lexer

from gklint.model.source import Source
from gklint.parsing.classify import LONGEST_LABEL, Classifier, Line
from gklint.support.folding import fold, has_drawn_bars


class LineLexer(Lexer):
    """Yields a token for each line that is not blank; never raises on text."""

    def __init__(self, lexer_conf: Any) -> None:
        patterns = {t.name: t.pattern.to_regexp() for t in lexer_conf.terminals}
        self.patterns = _Patterns(patterns)

    def lex(self, source: Source) -> Iterator[Token]:  # type: ignore[override]
        """Yield the tokens of the source's lines, positions exact."""
        lines = list(_lines(source))
        starts = source.starts
        kinds = Classifier(lines, self.patterns.match, _rows_of_grids(source)).run()
        for (number, text, _, _, _, column), kind in zip(lines, kinds, strict=True):
            start = starts[number - 1] + column - 1
            length = len(text)
            yield Token(kind, text, start, number, column, number, column + length, start + length)


class _Patterns:
    """The patterns of the grammar, compiled when they are first asked for."""

    def __init__(self, patterns: dict[str, str]) -> None:
        self.patterns = patterns
        self.compiled: dict[str, re.Pattern[str]] = {}

    def match(self, kind: str, folded: str) -> bool:
        """Say whether the grammar's pattern for `kind` fits the whole of a folded line."""
        pattern = self.compiled.get(kind)
        if pattern is None:
            pattern = self.compiled[kind] = re.compile(self.patterns[kind])
        return pattern.fullmatch(folded) is not None


def _rows_of_grids(source: Source) -> frozenset[int]:
    """Return the numbers of the lines that are rows of the form's tables, if the file knows."""
    if not source.grids:
        return frozenset()
    # Imported here: only documents have grids.
    from gklint.parsing.grids import table_lines

    return table_lines(source)


def _lines(source: Source) -> Iterator[Line]:
    """Yield the lines that are not blank.

    Folding a whole paragraph to learn that it is one would be the dearest step of all.
    """
    after_blank = False
    drawn = has_drawn_bars(source.text)
    # A comment parts nothing: what stands before and behind it is as if it were not there.
    comments = {comment.line for comment in source.comments}
    for number, raw in enumerate(source.lines, 1):
        text = raw.strip()
        if not text:
            after_blank = after_blank or number not in comments
            continue
        column = 1 if raw[0] == text[0] else raw.find(text) + 1
        if "\t" in text or (drawn and has_drawn_bars(text)):
            yield Line(number, text, "", after_blank, True, column)
        else:
            short = len(text) <= LONGEST_LABEL or "|" in text or "  " in text
            folded = fold(text if short else text[:LONGEST_LABEL])
            if text[0] in "#*":
                # A heading or bold type of Markdown.
                folded = folded.strip("#*") or folded
            yield Line(number, text, folded, after_blank, "|" in text, column)
        after_blank = False
