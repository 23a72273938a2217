"""TABLE, CELLS, NUMBERS, NOTHING, LABEL, FRAGMENT: where a table begins and ends, what is in it."""

from __future__ import annotations

from gklint.model.report import SECTIONS_WITH_TABLES
from gklint.parsing.cells import is_value, read_cell
from gklint.parsing.headings import is_numbered, is_row
from gklint.parsing.kinds.line import LONGEST_LABEL, Line, Memory, cells_apart, ends_with
from gklint.parsing.lexicon import core, is_label, load_lexicon
from gklint.parsing.tables import families
from gklint.parsing.tables.drafts import alike, candidates
from gklint.support.patterns import lazily

#: More than one space, of any kind: between columns, not between words.
_WIDE_GAP = lazily(r"[ \u3000\u00a0]{2}")
#: Letters that must agree before part of a label is taken for one.
_PART_OF_LABEL = 4
#: Words that the form does not have are at most this long in a table; longer ones are a sentence.
_LONGEST_STRANGER = 30
#: Words that the form does not have above the labels of a table, and the letters of each.
_MOST_HEADS, _LONGEST_HEAD = 2, 8
#: What a line of prose ends with, and no label.
_PUNCTUATION = "。；，、！？;,!?"
#: So many values on a line are a row of a table, whatever stands above it.
_ROW_OF_VALUES = 7
#: Cells that make a line one of a table though no label of the form is in it.
_ENOUGH_CELLS = 3


def table_kind(memory: Memory, line: Line) -> str | None:
    """Return the kind of a line of a table, None for a line of prose."""
    if not memory.in_table:
        return "TABLE" if _opens_table(memory, line) else None
    kind = _kind_within(memory, line)
    return "TABLE" if kind and memory.interrupted else kind


def _kind_within(memory: Memory, line: Line) -> str | None:
    """Return the kind of a line behind others of a table, None where it is none of it."""
    if line.separated:
        return "CELLS"
    if memory.matches("NUMBERS", line.folded):
        return "NUMBERS"
    is_of_form = is_label(core(line.folded))
    if is_of_form and not line.is_long:
        return "LABEL"
    if _is_nothing(line):
        return "NOTHING"
    if line.is_long and not (_WIDE_GAP.search(line.text) or _is_label_with_values(line)):
        # A header of many columns may have single spaces between them.
        return "LABEL" if _are_labels(line) else None
    if is_of_form:
        return "LABEL"
    return "FRAGMENT" if _stays_in_table(memory, line) else None


def _is_nothing(line: Line) -> bool:
    """Say whether a line holds signs for "none", numbers among them perhaps, and nothing else."""
    if read_cell(line.text).state == "dash":
        return True
    states = {read_cell(token).state for token in line.text.split()}
    return "dash" in states and states <= {"dash", "number"}


def _is_label_with_values(line: Line) -> bool:
    """Say whether a long line is a label of the form, or two, and values with a space between."""
    words = line.text.split()
    count = len(words)
    while count and is_value(words[count - 1]):
        count -= 1
    if not count or len(words) - count < _ENOUGH_CELLS:
        return False
    return is_label(core("".join(words[:count]))) or is_label(core(words[count - 1]))


def _are_labels(line: Line) -> bool:
    """Say whether a line holds labels of the form, a space apart, and nothing else."""
    words = line.text.split()
    return len(words) >= _ENOUGH_CELLS and all(is_label(core(word)) for word in words)


def _opens_table(memory: Memory, line: Line) -> bool:
    if line.separated:
        return _looks_like_cells(line.text)
    if memory.section in SECTIONS_WITH_TABLES and _is_row_of_values(line):
        return True
    lexicon = load_lexicon()
    label = core(line.folded) if len(line.folded) < LONGEST_LABEL else ""
    goes_on = memory.open_sentence and (
        memory.section not in SECTIONS_WITH_TABLES or _may_go_on(memory, line, label)
    )
    if label in lexicon.openings:
        return not goes_on
    if memory.section not in SECTIONS_WITH_TABLES or goes_on:
        return False
    if _heads_labels(memory, line):
        return True
    if len(label) >= _PART_OF_LABEL and label in lexicon.text.get(memory.section, ""):
        return True
    words = line.text.split()
    if len(words) > 1 and words[0].isdecimal():
        # The number of the row.
        words = words[1:]
    known = [word for word in words if _is_of_label(core(word), memory.section)]
    if known and len(known) * 2 >= len(words):
        return True
    # 一、本年新收… 5 0 0: a label with its numbers on one line.
    return core(words[0]) in lexicon.openings


def _has_label(words: list[str], section: int) -> bool:
    """Say whether a long word is a label, or a piece of one."""
    labels = map(core, words)
    return any(len(label) >= _PART_OF_LABEL and _is_of_label(label, section) for label in labels)


def _is_of_label(label: str, section: int) -> bool:
    """Say whether a word (see `core`) is a label, or a long piece of one of the section's."""
    return is_label(label) or (
        len(label) >= _PART_OF_LABEL and label in load_lexicon().text.get(section, "")
    )


def _heads_labels(memory: Memory, line: Line) -> bool:
    """Say whether a word of no form, or two, stand above a label: 序号, 项目."""
    index = len(memory.kinds)
    for below in memory.lines[index : index + _MOST_HEADS + 1]:
        if _is_of_label(core(below.folded), memory.section):
            return below is not line
        if len(below.folded) > _LONGEST_HEAD or not below.folded.isalpha():
            return False
    return False


def _is_row_of_values(line: Line) -> bool:
    """Say whether values stand side by side, as below a header that could not be made out."""
    tokens = line.text.split()
    return len(tokens) >= _ROW_OF_VALUES and all(map(is_value, tokens))


def _may_go_on(memory: Memory, line: Line, label: str) -> bool:
    """Say whether a line may be the rest of the open sentence before it, in a part with tables.

    What leads up to a table (单位：件, 表2, 具体情况如下：) has no full stop either.
    """
    if label in load_lexicon().openings or line.after_blank:
        return ends_with(line.text, _PUNCTUATION)
    return memory.sentence_was_cut or ends_with(line.text, _PUNCTUATION)


def _looks_like_cells(text: str) -> bool:
    cells = [cell.strip() for cell in cells_apart(text).split("\t")]
    filled = [cell for cell in cells if cell]
    if any(is_label(core(cell)) for cell in filled):
        return True
    return len(filled) >= _ENOUGH_CELLS and max(map(len, filled)) <= LONGEST_LABEL


def _stays_in_table(memory: Memory, line: Line) -> bool:
    """Say whether a line that is no label is still of the table.

    Numbers alone are what the grammar calls NUMBERS and separated cells what it calls CELLS: a line
    that its patterns refuse is no fragment either.
    """
    tokens = line.text.split()
    values = sum(map(is_value, tokens))
    if len(tokens) > 1 and _WIDE_GAP.search(line.text) and _has_label(tokens, memory.section):
        return True
    if values == len(tokens) or "\t" in line.folded:
        return False
    label = core(line.folded)
    words = load_lexicon().text.get(memory.section)
    if not label or (words is not None and label in words):
        return True
    if "。" in line.folded or words is None:
        return False
    if all(is_value(token) or core(token) in words for token in tokens):
        return True
    if values >= 2 and values * 2 >= len(tokens) - 1:
        return True
    if is_numbered(line.folded) and not _is_nearly_row(memory.section, line.folded):
        # Another part, with a heading that the form does not have.
        return False
    if len(label) >= 2 * _PART_OF_LABEL and label[:_PART_OF_LABEL] in words:
        # A label that begins as one of the form's does, and goes on with a slip.
        return len(line.folded) < LONGEST_LABEL
    return len(line.folded) <= _LONGEST_STRANGER and not any(
        mark in line.folded for mark in ";:!?,"
    )


def _is_nearly_row(section: int, folded: str) -> bool:
    """Say whether a numbered line is a row: 四、结转…, with a slip in it perhaps."""
    title = folded.split("、", 1)[-1]
    known = candidates(families().get(section, ()))
    return is_row(title, section) or alike(core(title), known) is not None
