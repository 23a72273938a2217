"""Lines outside of tables: front matter, headings, sentences.

TITLE, MASTHEAD and DATELINE stand before the first heading. HEADING and HEADING_REST are decided by
the titles of the forms and the order of the sections. SUBHEADING, TEXT, CONTINUATION, PAGE_NUMBER
are all the rest, and what interrupts it.
"""

from __future__ import annotations

from gklint.parsing.headings import cut_heading, has_ordinal, run_in_number, section_number
from gklint.parsing.kinds.line import (
    CUT_LINE,
    LONGEST_LABEL,
    NOISE,
    PAUSES,
    GrammarError,
    Line,
    Memory,
    ends_with,
)
from gklint.parsing.outline import Outline
from gklint.support.patterns import lazily

# --- front matter ---


def front_kind(memory: Memory, line: Line) -> str | None:
    """Return the kind of a line of the front matter, None for a table and for prose."""
    if memory.section:
        return None
    interrupts = memory.open_sentence and not line.after_blank
    cuts = interrupts and memory.sentence_was_cut
    if len(memory.kinds) == memory.title and not cuts:
        return "TITLE"
    # A table before the title is one of fields (索引号, 发布机构); the body's name may follow it.
    before_title = memory.title is not None and len(memory.kinds) < memory.title
    if (
        (memory.in_table and not before_title)
        or line.separated
        or interrupts
        or len(line.folded) >= LONGEST_LABEL
    ):
        return None
    if not memory.title_seen:
        masthead = not memory.sentence_was_cut and memory.matches("MASTHEAD", line.folded)
        return "MASTHEAD" if masthead else None
    dateline = not memory.open_sentence and memory.matches("DATELINE", line.folded)
    return "DATELINE" if dateline else None


# --- headings ---

#: A long line can only be a heading, with its content behind it, where it begins with one of these.
_NUMERALS = "一二三四五六第"


def heading_kind(memory: Memory, outline: Outline, index: int) -> str | None:
    """Return the kind of a line that is a heading or the rest of one, None for any other."""
    line = memory.lines[index]
    if line.separated or (line.is_long and line.folded[:1] not in _NUMERALS):
        return None
    if memory.last_kind == "HEADING" and _cut(memory, index - 1):
        return "HEADING_REST"
    return "HEADING" if _is_heading(memory, outline, index) else None


def number_of(memory: Memory, outline: Outline, index: int) -> int | None:
    """Return the number of the section whose heading the line is, None where it is none."""
    line = memory.lines[index]
    number = outline.others.get(index) or section_number(line.opening, memory.section)
    if number is None and has_ordinal(line.folded):
        number = run_in_number(line.text) or _cut(memory, index)
    return number


def _is_heading(memory: Memory, outline: Outline, index: int) -> bool:
    number = number_of(memory, outline, index)
    if number is None:
        return False
    if index in outline.others or has_ordinal(memory.lines[index].folded):
        return True
    # Words alone make a heading where they follow the order, interrupt no sentence, and no numbered
    # line says the same.
    return (
        number == memory.section + 1 and not memory.open_sentence and number not in outline.numbered
    )


def _cut(memory: Memory, index: int) -> int | None:
    """Return the number of the section whose title goes on in the next line."""
    following: Line | None = memory.following(index)
    return cut_heading(memory.lines[index].folded, following.folded) if following else None


# --- prose ---

#: A line shorter than this is not cut by its width.
_WRAPPED_LINE = 24
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
    cut = len(before) >= CUT_LINE and not ends_with(before, PAUSES)
    return cut or not line.after_blank


# --- what only the end of the text shows ---

#: Asked in this order.
_TERMINALS = ("DATE", "REMARK", "SIGNED", "SIGNATURE")
_DATED = ("DATE", "SIGNED")
_SIGNED = (*_DATED, "SIGNATURE")
_MAY_CLOSE = ("TEXT", "CONTINUATION", "MASTHEAD")
#: What a note or the foot of a web page below the signature can look like.
_MAY_FOLLOW = (*_MAY_CLOSE, "SUBHEADING")
_PROSE = ("TEXT", "CONTINUATION", "SUBHEADING")


def mark_closing(memory: Memory) -> None:
    """Give the signature, the date and what stands around and below them their kinds."""
    if memory.section == 0:
        return
    end = _mark_afterword(memory)
    _mark_upwards(memory, end)


def _mark_afterword(memory: Memory) -> int:
    """Mark what stands below a whole signature, whatever it says; return where it begins.

    A name with a date below prose ends the report. Only where a part or a table comes after it, it
    was none.
    """
    kinds = memory.kinds
    behind = len(kinds)
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] in NOISE:
            continue
        if kinds[index] not in _MAY_FOLLOW:
            break
        if _signs(memory, index):
            behind = index + 1
            break
    for index in range(behind, len(kinds)):
        if kinds[index] not in NOISE:
            kinds[index] = _closing_kind(memory, index) or "AFTERWORD"
    return behind


def _signs(memory: Memory, index: int) -> bool:
    """Say whether a line dates the name of a body on it or around it, below a sentence."""
    kind = _closing_kind(memory, index)
    if kind not in _DATED:
        return False
    above = _above(memory, index)
    if kind == "DATE":
        if above is None or _closing_kind(memory, above) != "SIGNATURE":
            return False
        above = _above(memory, above)
    return above is not None and memory.kinds[above] in _PROSE


def _above(memory: Memory, index: int) -> int | None:
    """Return the index of the line above that is no noise, None above the first."""
    return next((at for at in range(index - 1, -1, -1) if memory.kinds[at] not in NOISE), None)


def _mark_upwards(memory: Memory, end: int) -> None:
    """Find the closing from the line before `end` upwards and give its lines their kinds."""
    last = True
    feet: dict[int, str] = {}
    for index in range(end - 1, -1, -1):
        kind = memory.kinds[index]
        if kind in NOISE:
            continue
        closing = _closing_kind(memory, index) if kind in _MAY_CLOSE else None
        # The last words of a sentence that a page cut can look like the name of a body.
        if closing in ("SIGNATURE", "SIGNED") and kind == "CONTINUATION" and last:
            return
        if closing in _SIGNED or (closing and not feet):
            # Nothing is at the foot of a text that has no signature above it, so that this is asked
            # only here.
            if any(what == "FOOT" and not _is_foot(memory, foot) for foot, what in feet.items()):
                return
            memory.kinds[index] = closing
            last = False
            for foot, what in feet.items():
                memory.kinds[foot] = what
            feet = {}
        elif closing or kind in _MAY_FOLLOW:
            feet[index] = closing or "FOOT"
        else:
            return


def _is_foot(memory: Memory, index: int) -> bool:
    return memory.matches("FOOT", memory.lines[index].folded)


def _closing_kind(memory: Memory, index: int) -> str | None:
    line = memory.lines[index]
    if line.separated or len(line.folded) >= LONGEST_LABEL:
        return None
    # No date is without a day, and most lines have none.
    dated = "日" in line.folded
    return next(
        (
            name
            for name in _TERMINALS
            if (dated or name not in _DATED) and memory.matches(name, line.folded)
        ),
        None,
    )
