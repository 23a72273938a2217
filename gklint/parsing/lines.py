"""What a line is: the lexer of `grammars/report.lark`, one token a line.

The patterns are those of the grammar. What is added here is memory: which section the line stands
in, whether a table is open, whether a sentence is, and the words of the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lark import Token
from lark.lexer import Lexer

from gklint.folding import fold
from gklint.parsing.headings import cut_heading, has_ordinal, section_number
from gklint.parsing.lexicon import core, load_lexicon
from gklint.source import Source

#: A line longer than this is prose unless tabs or bars part it: the longest label has 45 characters.
_LONGEST_LABEL = 60
#: A line cut by its width or a page is at least this long; a shorter one ends where it means to.
_CUT_LINE = 15
#: Letters that must agree before part of a label is taken for one.
_PART_OF_LABEL = 4
_SECTIONS_WITH_TABLES = (2, 3, 4)


class Line(NamedTuple):
    """A line as it is looked at: number, text without white space at its ends, the folded text."""

    number: int
    text: str
    folded: str
    after_blank: bool


class LineLexer(Lexer):
    """Yields a token for each line that is not blank; never raises on text."""

    def __init__(self, lexer_conf: Any) -> None:
        self.patterns = {
            terminal.name: terminal.pattern.to_regexp() for terminal in lexer_conf.terminals
        }

    def lex(self, source: Source) -> Iterator[Token]:  # type: ignore[override]
        """Yield the tokens of the source's lines, positions exact."""
        kinds = classify(source, self.patterns)
        for line, kind in kinds:
            raw = source.lines[line.number - 1]
            column = len(raw) - len(raw.lstrip()) + 1
            start = source.starts[line.number - 1] + column - 1
            yield Token(kind, line.text, start, line.number, column, line.number,
                        column + len(line.text), start + len(line.text))  # fmt: skip


def classify(source: Source, patterns: dict[str, str]) -> list[tuple[Line, str]]:
    """Return the lines that are not blank, each with its kind."""
    classifier = _Classifier(_lines(source), patterns)
    return classifier.run()


def _lines(source: Source) -> list[Line]:
    lines = []
    after_blank = False
    for number, raw in enumerate(source.lines, 1):
        text = raw.strip()
        if not text:
            after_blank = True
            continue
        # Folding a whole paragraph to learn that it is one would be the dearest step of all.
        short = len(text) <= _LONGEST_LABEL or "\t" in text or "|" in text or "  " in text
        lines.append(Line(number, text, fold(text if short else text[:_LONGEST_LABEL]), after_blank))
        after_blank = False
    return lines


class _Classifier:
    def __init__(self, lines: list[Line], patterns: dict[str, str]) -> None:
        self.lines = lines
        self.lexicon = load_lexicon()
        self.patterns = patterns
        self.compiled: dict[str, re.Pattern[str]] = {}
        self.kinds: list[str] = []
        #: The number of the section, 0 in the front matter.
        self.section = 0
        self.in_table = False
        #: Whether the line before is prose that has not come to its end.
        self.open_sentence = False
        self.title_seen = False

    def run(self) -> list[tuple[Line, str]]:
        for index in range(len(self.lines)):
            kind = self._kind(index)
            self.kinds.append(kind)
            self._remember(index, kind)
        self._contents()
        self._closing()
        return list(zip(self.lines, self.kinds, strict=True))

    def matches(self, kind: str, folded: str) -> bool:
        """Say whether the grammar's pattern for `kind` fits the whole of a folded line."""
        pattern = self.compiled.get(kind)
        if pattern is None:
            pattern = self.compiled[kind] = re.compile(self.patterns[kind])
        return pattern.fullmatch(folded) is not None

    # --- one line ---

    def _kind(self, index: int) -> str:
        line = self.lines[index]
        if self._is_noise(line):
            return "NOISE"
        if len(line.text) <= _LONGEST_LABEL or line.folded[0] in "一二三四五六第":
            if self.kinds and self.kinds[-1] == "HEADING" and self._cut_heading(index - 1):
                return "HEADING_REST"
            if self._is_heading(index):
                return "HEADING"
        if self.section == 0 and not self.in_table:
            kind = self._front_kind(line)
            if kind:
                return kind
        return self._table_kind(index) or self._prose_kind(index)

    def _is_noise(self, line: Line) -> bool:
        if len(line.folded) > _LONGEST_LABEL:
            return False
        first = line.folded[:1]
        if not first:
            return True
        if first in "-=_*~.|:+" and _is_row_of_dashes(line.text):
            return False
        # First character first: most lines are no noise, and the pattern is long.
        plain = first not in "-.=_*~|:+第共[打关返分上下扫字当首0123456789【" and "tab" not in line.folded
        return not plain and self.matches("NOISE", line.folded)

    def _remember(self, index: int, kind: str) -> None:
        line = self.lines[index]
        if kind == "NOISE":
            return
        if kind == "HEADING":
            number = section_number(line.folded, self.section) or self._cut_heading(index)
            self.section = number or self.section
            self.in_table = False
        elif kind in ("TEXT", "CONTINUATION", "SUBHEADING"):
            self.in_table = False
        elif kind == "TABLE":
            self.in_table = True
        elif kind == "TITLE":
            self.title_seen = True
        self.open_sentence = kind in ("TEXT", "CONTINUATION") and not _ends(line.text, "。!?")

    # --- headings ---

    def _is_heading(self, index: int) -> bool:
        line = self.lines[index]
        number = section_number(line.folded, self.section)
        if number is None:
            return self._cut_heading(index) is not None
        # Words alone make a heading where they follow the order and interrupt no sentence.
        return has_ordinal(line.folded) or (
            number == self.section + 1 and not self.open_sentence
        )

    def _cut_heading(self, index: int) -> int | None:
        if index + 1 >= len(self.lines):
            return None
        return cut_heading(self.lines[index].folded, self.lines[index + 1].folded)

    # --- front matter, prose ---

    def _front_kind(self, line: Line) -> str | None:
        folded = line.folded
        if len(folded) >= _LONGEST_LABEL or (self.open_sentence and not line.after_blank):
            return None
        if folded[-1:].isdigit() or folded == "目录":
            if self.matches("CONTENTS", folded):
                return "CONTENTS"
        if not self.title_seen and self.matches("TITLE", folded):
            return "TITLE"
        if not self.open_sentence and self.matches("MASTHEAD", folded):
            if not self.title_seen or self.matches("DATELINE", folded):
                return "DATELINE" if self.title_seen else "MASTHEAD"
        return None

    def _prose_kind(self, index: int) -> str:
        line = self.lines[index]
        first = line.folded[:1]
        numbered = first in "(0123456789一二三四五六七八九十"
        if numbered and len(line.folded) <= 44 and self.matches("SUBHEADING", line.folded):
            following = self.lines[index + 1] if index + 1 < len(self.lines) else None
            wraps = following is not None and not following.after_blank and len(line.text) >= 24
            if not wraps:
                return "SUBHEADING"
        if self.open_sentence and not (numbered and self._is_numbered(line)):
            before = self.lines[index - 1]
            cut = len(before.text) >= _CUT_LINE and not _ends(before.text, ":;")
            if cut or not line.after_blank:
                return "CONTINUATION"
        return "TEXT"

    def _is_numbered(self, line: Line) -> bool:
        return re.match(r"\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}、",
                        line.folded) is not None  # fmt: skip

    # --- tables ---

    def _table_kind(self, index: int) -> str | None:
        line = self.lines[index]
        parted = "\t" in line.text or "|" in line.text
        if not self.in_table:
            return "TABLE" if self._opens_table(line, parted) else None
        if parted:
            return "CELLS"
        folded = line.folded
        if len(line.text) > _LONGEST_LABEL and "  " not in line.text:
            return None
        if folded[0] in "0123456789-+./|(" and self.matches("NUMBERS", folded):
            return "NUMBERS"
        if self._is_label(core(folded)):
            return "LABEL"
        return "FRAGMENT" if self._stays_in_table(line) else None

    def _opens_table(self, line: Line, parted: bool) -> bool:
        label = core(line.folded) if len(line.folded) <= _LONGEST_LABEL else ""
        if label in self.lexicon.openings:
            return not self.open_sentence
        if parted and self._looks_like_cells(line.text):
            return True
        if self.section not in _SECTIONS_WITH_TABLES or self.open_sentence:
            return False
        if len(label) >= _PART_OF_LABEL and label in self.lexicon.text.get(self.section, ""):
            return True
        words = re.split(r"\s+", line.text)
        known = [word for word in words if self._is_label(core(word))]
        if known and len(known) * 2 >= len(words):
            return True
        # 一、本年新收… 5 0 0: a label with its numbers on one line.
        match = re.match(r"\D{4,}?[\s\d]", line.text)
        return match is not None and core(words[0]) in self.lexicon.openings

    def _looks_like_cells(self, text: str) -> bool:
        cells = [cell.strip() for cell in re.split(r"[\t|]", text)]
        filled = [cell for cell in cells if cell]
        if any(self._is_label(core(cell)) for cell in filled):
            return True
        return len(filled) >= 3 and max(map(len, filled)) <= _LONGEST_LABEL

    def _is_label(self, label: str) -> bool:
        lexicon = self.lexicon
        return bool(label) and (
            label in lexicon.rows or label in lexicon.columns or label in lexicon.groups
            or label in lexicon.blocks or label in lexicon.notes
        )  # fmt: skip

    def _stays_in_table(self, line: Line) -> bool:
        """Say whether a line that is no label and no number is still of the table."""
        label = core(line.folded)
        words = self.lexicon.text.get(self.section)
        if not label or (words is not None and label in words):
            return True
        if "。" in line.folded or self.section not in _SECTIONS_WITH_TABLES:
            return False
        tokens = line.text.split()
        numbers = sum(token[0].isdigit() for token in tokens)
        if numbers >= 2 and numbers * 2 >= len(tokens) - 1:
            return True
        if words is not None and all(core(token) in words for token in tokens):
            return True
        return len(line.folded) <= 30 and not any(mark in line.folded for mark in "。;:!?,")

    # --- what only the whole shows ---

    def _contents(self) -> None:
        """Make a run of headings that are all said again later a table of contents."""
        headings = [i for i, kind in enumerate(self.kinds) if kind == "HEADING"]
        run: list[int] = []
        for index in headings:
            if run and index != run[-1] + 1:
                break
            run.append(index)
        if len(run) < 3 or len(headings) <= len(run):
            return
        number = {i: section_number(self.lines[i].folded, 0) for i in headings}
        again = {number[i] for i in headings[len(run) :]}
        if again >= {number[i] for i in run[:-1]}:
            last = number[run[-1]]
            # The last of the run may be the first real heading.
            for i in run if last in again else run[:-1]:
                self.kinds[i] = "CONTENTS"

    def _closing(self) -> None:
        """Find the signature and the date after the last sentence of the last section."""
        end = len(self.kinds)
        start = end
        found = False
        for index in range(end - 1, -1, -1):
            kind, line = self.kinds[index], self.lines[index]
            if kind == "NOISE":
                continue
            if kind not in ("TEXT", "CONTINUATION", "MASTHEAD") or self.section == 0:
                break
            closing = self._closing_kind(line.folded)
            if closing is None or (closing == "SIGNATURE" and kind == "CONTINUATION" and not found):
                break
            self.kinds[index] = closing
            found = True
            start = index
        for index in range(start + 1, end):
            if self.kinds[index] not in ("SIGNATURE", "DATE", "REMARK"):
                self.kinds[index] = "NOISE"

    def _closing_kind(self, folded: str) -> str | None:
        if len(folded) > _LONGEST_LABEL:
            return None
        for kind in ("DATE", "REMARK", "SIGNATURE"):
            if self.matches(kind, folded):
                return kind
        return None


def _ends(text: str, marks: str) -> bool:
    """Say whether the text ends with one of the marks, closing quotes and brackets left out."""
    last = fold(text[-3:]).rstrip("\"')]*")[-1:]
    return bool(last) and last in marks


def _is_row_of_dashes(text: str) -> bool:
    """Say whether tabs or bars part single dashes: cells that hold a dash, not a ruled line."""
    cells = [cell.strip() for cell in re.split(r"[\t|]", text)]
    return len(cells) > 1 and all(len(cell) <= 2 for cell in cells)
