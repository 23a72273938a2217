"""SUBHEADING, TEXT, CONTINUATION and PAGE_NUMBER: sentences, and what interrupts them."""

from __future__ import annotations

from gklint.parsing.kinds.line import Line, ends_with
from gklint.parsing.kinds.memory import NOISE, Memory
from gklint.parsing.tree import GrammarError
from gklint.support.patterns import lazily

#: A line cut by its width or a page is at least this long; a shorter one ends where it means to.
_CUT_LINE = 15
#: A line shorter than this is not cut by its width.
_WRAPPED_LINE = 24
_PAUSES = "：；:;"
#: With a numeral a new paragraph begins, whatever the line before it ended with.
_NUMBERED = lazily(
    r"\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}、"
)


def prose_kind(memory: Memory, index: int) -> str:
    """Return the kind of a line that is neither heading nor table. Raises GrammarError."""
    line = memory.lines[index]
    if memory.matches("SUBHEADING", line.folded) and not _may_wrap(line, memory.following(index)):
        return "SUBHEADING"
    # A number between two lines of a sentence that no blank line separates is of the sentence.
    apart = line.after_blank or not memory.open_sentence or memory.last_kind in NOISE
    if apart and memory.matches("PAGE_NUMBER", line.folded):
        return "PAGE_NUMBER"
    if not memory.matches("TEXT", line.folded):
        raise GrammarError(f"no terminal of the grammar fits line {line.number}")
    return "CONTINUATION" if _goes_on(memory, index) else "TEXT"


def _may_wrap(line: Line, following: Line | None) -> bool:
    """Say whether the line may be the first of a paragraph, cut by the width of the page."""
    goes_on = following is not None and not following.after_blank
    return goes_on and len(line.text) >= _WRAPPED_LINE


def _goes_on(memory: Memory, index: int) -> bool:
    """Say whether a line is the rest of the sentence before it."""
    line = memory.lines[index]
    if not memory.open_sentence or (not line.separated and _NUMBERED.match(line.folded)):
        return False
    before = memory.lines[index - 1].text
    cut = len(before) >= _CUT_LINE and not ends_with(before, _PAUSES)
    return cut or not line.after_blank
