"""The lines as the lexer looks at them, and what it remembers of those before the one at hand."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gklint.model.source import Source
from gklint.support.folding import fold, stripped

#: A longer line is prose unless tabs or bars separate it: the longest label has 45 characters.
LONGEST_LABEL = 60
#: What separates cells on a line.
_SEPARATORS = "\t|｜│┃║"

#: Marks of headings and bold type in Markdown.
_MARKDOWN = ("#", "*")
#: What stands for the end of a cell and of a line where white space is taken away.
_NO_SPACE, _NEW_LINE = "\0", "\1"


class GrammarError(ValueError):
    """A line that the grammar has no place for; with the grammar as it is shipped there is none."""


class Line(NamedTuple):
    """A line that is not blank.

    `number` counts from 1, `column` (from 1) is that of `text`, which is without white space at its
    ends. `folded` is the form that patterns are held against: folded, marks of Markdown at its ends
    left out, one tab wherever a tab or a bar separates two cells. `after_blank` says that a blank
    line stands before it, `separated` that it holds cells.
    """

    number: int
    column: int
    text: str
    folded: str
    after_blank: bool
    separated: bool

    @property
    def opening(self) -> str:
        """The beginning of the folded line, as much as a heading can be."""
        return self.folded[:LONGEST_LABEL]

    @property
    def is_long(self) -> bool:
        """Whether it is too long for a label or a heading that stands alone."""
        return len(self.text) > LONGEST_LABEL


def lines_of(source: Source, holds_cells: Callable[[str], bool]) -> Iterator[Line]:
    """Yield the lines that are not blank; `holds_cells` says so of a folded line."""
    after_blank = False
    # A comment separates nothing: what stands around it is as if it were not there.
    comments = {comment.line for comment in source.comments}
    # A line of nothing but invisible characters stays: it is noise, and parts no paragraphs.
    texts = [stripped(raw) or raw.strip() for raw in source.lines]
    lines = zip(source.lines, texts, _folded(texts), strict=True)
    for number, (raw, text, folded) in enumerate(lines, 1):
        if not text:
            after_blank = after_blank or number not in comments
            continue
        column = 1 if raw[0] == text[0] else raw.find(text) + 1
        # A tab stands wherever something parts two cells, and most lines have none.
        cells = "\t" in folded and holds_cells(folded)
        yield Line(number, column, text, folded, after_blank, cells)
        after_blank = False


def cells_apart(text: str, mark: str = "\t") -> str:
    """Return the text of a line with a mark in place of whatever separates two cells."""
    for separator in _SEPARATORS:
        text = text.replace(separator, mark)
    return text


def _folded(texts: Sequence[str]) -> list[str]:
    """Return each line in the form that patterns are held against: see `Line.folded`."""
    whole = _NEW_LINE.join(texts)
    if _NO_SPACE in whole or whole.count(_NEW_LINE) >= len(texts):
        # Characters that no text has; each line, and each cell, is folded alone.
        lines = ["\t".join(map(fold, cells_apart(text).split("\t"))) for text in texts]
    else:
        # One folding for all cells of all lines: white space would be gone, these marks stay.
        lines = fold(cells_apart(whole, _NO_SPACE)).replace(_NO_SPACE, "\t").split(_NEW_LINE)
    return [
        # A heading or bold type of Markdown.
        folded.strip("#*") or folded if text[:1] in _MARKDOWN and "\t" not in folded else folded
        for text, folded in zip(texts, lines, strict=True)
    ]


def ends_with(text: str, marks: str) -> bool:
    """Say whether the text ends with one of the marks, closing quotes and brackets left out."""
    last = text[-4:].rstrip(_CLOSERS)[-1:]
    return bool(last) and last in marks


_CLOSERS = "”’\"')）]】》*"


_SENTENCE_ENDS = "。！？!?"
#: A line cut by its width or a page is at least this long; a shorter one ends where it means to.
CUT_LINE = 15
PAUSES = "：；:;"
_PROSE = ("TEXT", "CONTINUATION")
#: Kinds of lines that no table goes on behind.
_OUTSIDE_TABLES = ("TEXT", "CONTINUATION", "SUBHEADING", "CONTENTS", "HEADING")
#: Kinds of lines that a table of fields before the title goes on behind.
_WITHIN_TABLES = ("MASTHEAD", "DATELINE")
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
        #: Whether a line of the front matter stood within the table: what follows is another table.
        self.interrupted = False
        #: Whether the line before is prose that has not come to its end.
        self.open_sentence = False
        self.title_seen = False

    @property
    def last_kind(self) -> str:
        """The kind of the line before, "" before the first."""
        return self.kinds[-1] if self.kinds else ""

    @property
    def sentence_was_cut(self) -> bool:
        """Whether the line before can have been cut by its width or a page: long, and no cells."""
        before = self.lines[len(self.kinds) - 1]
        long = len(before.text) >= CUT_LINE and not ends_with(before.text, PAUSES)
        return self.open_sentence and long and not before.separated

    def following(self, index: int) -> Line | None:
        """Return the line after this one, None after the last."""
        return self.lines[index + 1] if index + 1 < len(self.lines) else None

    def keep(self, line: Line, kind: str) -> None:
        """Remember what a line is."""
        self.kinds.append(kind)
        if kind in NOISE:
            return
        self.interrupted = self.in_table and kind in _WITHIN_TABLES
        if kind == "TABLE":
            self.in_table = True
        elif kind in _OUTSIDE_TABLES:
            self.in_table = False
        elif kind == "TITLE":
            # A table of fields (索引号, 发布机构) that stands before it is over.
            self.in_table = False
            self.title_seen = True
        self.open_sentence = kind in _PROSE and not ends_with(line.text, _SENTENCE_ENDS)
