"""What the lexer remembers of the lines before the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.parsing.kinds.line import Line, ends_with

_SENTENCE_ENDS = "。！？!?"
_PROSE = ("TEXT", "CONTINUATION")
#: Kinds of lines that no table goes on behind.
_OUTSIDE_TABLES = ("TEXT", "CONTINUATION", "SUBHEADING", "CONTENTS", "HEADING")
#: Kinds that change nothing: what was open before them is open behind them.
NOISE = ("NOISE", "PAGE_NUMBER")


class Memory:
    """The lines of a text, their kinds so far, and what follows from these.

    `matches(terminal, folded)` says whether the grammar's pattern of a terminal fits a whole line,
    `title` is the index of the line that ends the title (None without one).
    """

    def __init__(
        self,
        lines: Sequence[Line],
        matches: Callable[[str, str], bool],
        title: int | None = None,
    ) -> None:
        self.title = title
        self.lines = lines
        self.matches = matches
        self.kinds: list[str] = []
        #: The number of the section, 0 in the front matter.
        self.section = 0
        self.in_table = False
        #: Whether the line before is prose that has not come to its end.
        self.open_sentence = False
        self.title_seen = False

    @property
    def last_kind(self) -> str:
        """The kind of the line before, "" before the first."""
        return self.kinds[-1] if self.kinds else ""

    def following(self, index: int) -> Line | None:
        """Return the line after this one, None after the last."""
        return self.lines[index + 1] if index + 1 < len(self.lines) else None

    def keep(self, line: Line, kind: str) -> None:
        """Remember what a line is."""
        self.kinds.append(kind)
        if kind in NOISE:
            return
        if kind == "TABLE":
            self.in_table = True
        elif kind in _OUTSIDE_TABLES:
            self.in_table = False
        elif kind == "TITLE":
            # A table of fields (索引号, 发布机构) that stands before it is over.
            self.in_table = False
            self.title_seen = True
        self.open_sentence = kind in _PROSE and not ends_with(line.text, _SENTENCE_ENDS)
