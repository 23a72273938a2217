"""The kind of each line, by the grammar's patterns and what came before.

Remembered are the section the line stands in, whether a table is open, whether a sentence is, and
the words of the forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from gklint.model.report import SECTIONS_WITH_TABLES
from gklint.parsing.cells import is_value
from gklint.parsing.headings import (
    cut_heading,
    has_ordinal,
    is_numbered,
    is_row,
    run_in_number,
    section_number,
)
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.outline import outline_of
from gklint.parsing.tables import families
from gklint.parsing.tables.drafts import alike, candidates
from gklint.support.folding import fold

#: A longer line is prose unless tabs or bars part it: the longest label has 45 characters.
LONGEST_LABEL = 60
#: A line cut by its width or a page is at least this long; a shorter one ends where it means to.
_CUT_LINE = 15
#: A sub-heading is no longer, and a line shorter than this is not cut by its width.
_LONGEST_SUBHEADING = 44
_WRAPPED_LINE = 24
#: Letters that must agree before part of a label is taken for one.
_PART_OF_LABEL = 4

_SENTENCE_ENDS = "。！？!?"
_PAUSES = "：；:;"
_CLOSERS = "”’\"')）]】》*"
_PARTED = re.compile(r"[\t|｜│┃║]")
#: What ruled lines are drawn with, and where such a line can begin.
_RULED = "-=_:— ─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋"
_RULED_STARTS = frozenset(_RULED + "*~|+")
#: With these a line of noise can begin; the pattern is long, and most lines are no noise.
_NOISE_STARTS = frozenset("-.=_*~|:+第共[【打关返分上下扫字当首0123456789" + _RULED)
_NUMBERED = re.compile(
    r"\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}、"
)


class Line(NamedTuple):
    """A line as it is looked at: number, text without white space at its ends, the folded text.

    `separated` says that tabs or bars part it; `column` is that of the text, from 1. Only the
    beginning of a long line is folded, and nothing of a row of cells: see `_lines`.
    """

    number: int
    text: str
    folded: str
    after_blank: bool
    separated: bool
    column: int


class Classifier:
    """Tells the kinds of the lines of one text; `matches(kind, folded)` asks the grammar."""

    def __init__(
        self,
        lines: list[Line],
        matches: Callable[[str, str], bool],
        of_tables: frozenset[int] = frozenset(),
    ) -> None:
        self.lines = lines
        #: Numbers of lines that the file itself says are rows of tables of the form.
        self.of_tables = of_tables
        self.lexicon = load_lexicon()
        self.outline = outline_of(lines)
        self.matches = matches
        self.kinds: list[str] = []
        #: The number of the section, 0 in the front matter.
        self.section = 0
        self.in_table = False
        #: Whether the line before is prose that has not come to its end.
        self.open_sentence = False
        self.title_seen = False

    def run(self) -> list[str]:
        """Return the kind of each line."""
        for index, line in enumerate(self.lines):
            if self.of_tables and self._takes_known(line):
                continue
            if self.in_table and line.separated and not _may_be_ruled(line.text):
                # Most lines of most tables: nothing to remember that is not so already.
                self.kinds.append("CELLS")
                continue
            kind = self._kind(index, line)
            self.kinds.append(kind)
            self._remember(index, line, kind)
        self._closing()
        return self.kinds

    def _takes_known(self, line: Line) -> bool:
        """Take a line that the file says is a row of a table; a table ends where it says so."""
        if line.number not in self.of_tables:
            if line.number - 1 in self.of_tables:
                self.in_table = False
            return False
        self.kinds.append("CELLS" if self.in_table else "TABLE")
        self.in_table, self.open_sentence = True, False
        return True

    # --- one line ---

    def _kind(self, index: int, line: Line) -> str:
        if index in self.outline.contents:
            return "CONTENTS"
        if self._is_noise(line):
            return "NOISE"
        if not line.separated and (
            len(line.text) <= LONGEST_LABEL or line.folded[0] in "一二三四五六第"
        ):
            if self.kinds and self.kinds[-1] == "HEADING" and self._cut_heading(index - 1):
                return "HEADING_REST"
            if self._is_heading(index, line):
                return "HEADING"
        if self.section == 0 and not self.in_table:
            kind = self._front_kind(line)
            if kind:
                return kind
        return self._table_kind(line) or self._prose_kind(index, line)

    def _is_noise(self, line: Line) -> bool:
        if line.separated:
            return _is_ruled(line.text) and self.matches("NOISE", fold(line.text))
        folded = line.folded
        if len(line.text) > LONGEST_LABEL:
            return folded[:3] in ("---", "===", "***", "___") and self.matches(
                "NOISE", fold(line.text)
            )
        if not folded:
            return True
        plain = folded[0] not in _NOISE_STARTS and "tab" not in folded
        if plain or not self.matches("NOISE", folded):
            return False
        # 0 / 7 0 7: three numbers are of no page, whatever they look like without the spaces.
        return not self.in_table or sum(map(str.isdigit, line.text.split())) < 3

    def _remember(self, index: int, line: Line, kind: str) -> None:
        if kind == "NOISE":
            return
        if kind == "HEADING":
            self.section = self._number(index, line) or self.section
            self.in_table = False
        elif kind in ("TEXT", "CONTINUATION", "SUBHEADING", "CONTENTS"):
            self.in_table = False
        elif kind == "TABLE":
            self.in_table = True
        elif kind == "TITLE":
            self.title_seen = True
        self.open_sentence = kind in ("TEXT", "CONTINUATION") and not _ends(
            line.text, _SENTENCE_ENDS
        )

    # --- headings ---

    def _is_heading(self, index: int, line: Line) -> bool:
        number = self._number(index, line)
        if number is None:
            return False
        if index in self.outline.others or has_ordinal(line.folded):
            return True
        # Words alone make a heading where they follow the order, interrupt no sentence, and no
        # numbered line says the same.
        return (
            number == self.section + 1
            and not self.open_sentence
            and number not in self.outline.numbered
        )

    def _number(self, index: int, line: Line) -> int | None:
        """Return the number of the section whose heading the line is, None where it is none."""
        number = self.outline.others.get(index) or section_number(line.folded, self.section)
        if number is None and has_ordinal(line.folded):
            number = run_in_number(line.text) or self._cut_heading(index)
        return number

    def _cut_heading(self, index: int) -> int | None:
        if index + 1 >= len(self.lines):
            return None
        return cut_heading(self.lines[index].folded, self.lines[index + 1].folded)

    # --- front matter, prose ---

    def _front_kind(self, line: Line) -> str | None:
        folded = line.folded
        if (
            line.separated
            or len(folded) >= LONGEST_LABEL
            or (self.open_sentence and not line.after_blank)
        ):
            return None
        if not self.title_seen and (self.matches("TITLE", folded) or self._ends_title(folded)):
            return "TITLE"
        if not self.open_sentence and self.matches("MASTHEAD", folded):
            if not self.title_seen:
                return "MASTHEAD"
            if self.matches("DATELINE", folded):
                return "DATELINE"
        return None

    def _ends_title(self, folded: str) -> bool:
        """Say whether the title that the line before began ends here: …年度报 / 告."""
        if not self.kinds or self.kinds[-1] != "MASTHEAD":
            return False
        before = self.lines[len(self.kinds) - 1].folded
        return "政府信息公开" in before + folded and self.matches("TITLE", before + folded)

    def _prose_kind(self, index: int, line: Line) -> str:
        numbered = line.folded[:1] in "(0123456789一二三四五六七八九十"
        if (
            numbered
            and len(line.folded) <= _LONGEST_SUBHEADING
            and self.matches("SUBHEADING", line.folded)
        ):
            following = self.lines[index + 1] if index + 1 < len(self.lines) else None
            wraps = following is not None and not following.after_blank
            if not (wraps and len(line.text) >= _WRAPPED_LINE):
                return "SUBHEADING"
        if (
            line.folded.isdigit()
            and len(line.folded) <= 3
            and (line.after_blank or not self.open_sentence or self.kinds[-1:] == ["NOISE"])
        ):
            # The number of a page that stands alone.
            return "NOISE"
        if self.open_sentence and not (numbered and _NUMBERED.match(line.folded)):
            before = self.lines[index - 1].text
            cut = len(before) >= _CUT_LINE and not _ends(before, _PAUSES)
            if cut or not line.after_blank:
                return "CONTINUATION"
        return "TEXT"

    # --- tables ---

    def _table_kind(self, line: Line) -> str | None:
        if not self.in_table:
            return "TABLE" if self._opens_table(line) else None
        if line.separated:
            return "CELLS"
        folded = line.folded
        if len(line.text) > LONGEST_LABEL and "  " not in line.text:
            # Fifteen numbers of five digits are as long as a sentence.
            return "NUMBERS" if all(map(is_value, line.text.split())) else None
        if folded[0] in "0123456789-+./|(" and self.matches("NUMBERS", folded):
            return "NUMBERS"
        if self._is_label(core(folded)):
            return "LABEL"
        return "FRAGMENT" if self._stays_in_table(line) else None

    def _opens_table(self, line: Line) -> bool:
        if line.separated:
            return self._looks_like_cells(line.text)
        label = core(line.folded) if len(line.folded) < LONGEST_LABEL else ""
        if label in self.lexicon.openings:
            return not self.open_sentence
        if self.section not in SECTIONS_WITH_TABLES or self.open_sentence:
            return False
        if len(label) >= _PART_OF_LABEL and label in self.lexicon.text.get(self.section, ""):
            return True
        words = line.text.split()
        known = [word for word in words if self._is_label(core(word))]
        if known and len(known) * 2 >= len(words):
            return True
        # 一、本年新收… 5 0 0: a label with its numbers on one line.
        return core(words[0]) in self.lexicon.openings

    def _looks_like_cells(self, text: str) -> bool:
        cells = [cell.strip() for cell in _PARTED.split(text)]
        filled = [cell for cell in cells if cell]
        if any(self._is_label(core(cell)) for cell in filled):
            return True
        return len(filled) >= 3 and max(map(len, filled)) <= LONGEST_LABEL

    def _is_label(self, label: str) -> bool:
        lexicon = self.lexicon
        return bool(label) and (
            label in lexicon.rows
            or label in lexicon.columns
            or label in lexicon.groups
            or label in lexicon.blocks
            or label in lexicon.notes
        )

    def _stays_in_table(self, line: Line) -> bool:
        """Say whether a line that is no label and no number is still of the table."""
        label = core(line.folded)
        words = self.lexicon.text.get(self.section)
        if not label or (words is not None and label in words):
            return True
        if "。" in line.folded or words is None:
            return False
        tokens = line.text.split()
        if all(is_value(token) or core(token) in words for token in tokens):
            return True
        numbers = sum(is_value(token) for token in tokens)
        if numbers >= 2 and numbers * 2 >= len(tokens) - 1:
            return True
        if is_numbered(line.folded) and not self._is_nearly_row(_title(line.folded)):
            # Another part, with a heading that the form does not have.
            return False
        if len(label) >= 2 * _PART_OF_LABEL and label[:_PART_OF_LABEL] in words:
            # A label that begins as one of the form's does, and goes on with a slip.
            return len(line.folded) < LONGEST_LABEL
        return len(line.folded) <= 30 and not any(mark in line.folded for mark in ";:!?,")

    def _is_nearly_row(self, title: str) -> bool:
        """Say whether a numbered line is a row: 四、结转…, with a slip in it perhaps."""
        tables = families().get(self.section, ())
        return is_row(title, self.section) or alike(core(title), candidates(tables)) is not None

    # --- what only the whole shows ---

    def _closing(self) -> None:
        """Find the signature and the date after the last sentence of the last section."""
        end = len(self.kinds)
        start = end
        for index in range(end - 1, -1, -1):
            kind, line = self.kinds[index], self.lines[index]
            if kind == "NOISE":
                continue
            if kind not in ("TEXT", "CONTINUATION", "MASTHEAD") or self.section == 0:
                break
            closing = self._closing_kind(line.folded)
            if closing is None or (
                closing == "SIGNATURE" and kind == "CONTINUATION" and start == end
            ):
                break
            self.kinds[index] = closing
            start = index

    def _closing_kind(self, folded: str) -> str | None:
        if len(folded) >= LONGEST_LABEL:
            return None
        for kind in ("DATE", "REMARK", "SIGNATURE"):
            if self.matches(kind, folded):
                return kind
        return None


def _title(folded: str) -> str:
    return folded.split("、", 1)[-1]


def _ends(text: str, marks: str) -> bool:
    """Say whether the text ends with one of the marks, closing quotes and brackets left out."""
    last = text[-4:].rstrip(_CLOSERS)[-1:]
    return bool(last) and last in marks


def _may_be_ruled(text: str) -> bool:
    return text[0] in _RULED_STARTS


def _is_ruled(text: str) -> bool:
    """Say whether tabs or bars part lines and nothing else; single dashes are cells."""
    if not _may_be_ruled(text):
        return False
    cells = [cell.strip() for cell in _PARTED.split(text)]
    return any(len(cell) > 2 for cell in cells) and not any(cell.strip(_RULED) for cell in cells)
