"""Headings of the six sections: known by their titles and their order, never by a number alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from gklint.folding import fold_with_offsets
from gklint.parsing.lexicon import core, load_lexicon

#: No heading is longer, folded.
LONGEST = 60
#: How alike a title that is no known one must be: with numeral and order on its side, and without.
_ALIKE_IN_ORDER = 0.6
_ALIKE = 0.85
_SECTIONS_WITH_ROWS = (2, 3)

_ORDINAL = re.compile(
    r"第(?P<part>[一二三四五六七八九十]{1,2})(?P<word>部分|章|节)(?P<after>[、.,:]?)"
    r"|(?P<numeral>[一二三四五六七八九十]{1,2})(?P<separator>[、.,:;]*)"
)
_NUMERALS = "一二三四五六七八九十"
_ENDS = ":.。、,;"


class Heading(NamedTuple):
    """A heading as written: numeral, what follows it, title, and what else stands on the line.

    `start` and `end` are the offsets of the title in the text, `rest` that of content that follows
    on the same line (the length of the text where nothing does). `number` is what the numeral says.
    """

    ordinal: str
    separator: str
    number: int | None
    title: str
    start: int
    end: int
    rest: int


def has_ordinal(folded: str) -> bool:
    """Say whether a folded line begins with the numeral of a heading."""
    return _ORDINAL.match(folded) is not None


def section_number(folded: str, section: int) -> int | None:
    """Return the number of the section whose heading this folded line is, None where it is none.

    `section` is the number of the section before it. A title that is no known one is one all the
    same where numeral and order speak for it.
    """
    if not folded or len(folded) > LONGEST:
        return None
    title, numeral = _split(folded)
    number = load_lexicon().titles.get(title.rstrip(_ENDS))
    if number is None and numeral:
        number = _run_in(title) or _near(title.rstrip(_ENDS), numeral, section)
    return number


def cut_heading(folded: str, following: str) -> int | None:
    """Return the number of the section whose title begins here and ends on the next line."""
    title, numeral = _split(folded)
    if not numeral or len(title) < 6:
        return None
    titles = load_lexicon().titles
    if title.rstrip(_ENDS) in titles:
        return None
    return titles.get(title + following.rstrip(_ENDS))


def read_heading(text: str) -> Heading:
    """Take a heading apart; offsets are in code points of `text`."""
    folded, offsets = fold_with_offsets(text)
    offsets.append(len(text))
    match = _ORDINAL.match(folded)
    start = match.end() if match else 0
    ordinal = separator = ""
    number = None
    if match:
        ordinal = match["part"] or match["numeral"]
        separator = match["word"] or match["separator"]
        number = _value(ordinal)
    title = folded[start:]
    length = len(title.rstrip(_ENDS))
    rest = len(text)
    if title.rstrip(_ENDS) not in load_lexicon().titles and _run_in(title):
        length = _cut(title)
        rest = offsets[start + length] + 1
    first, last = offsets[start], offsets[start + length - 1] + 1 if length else offsets[start]
    return Heading(ordinal, separator, number, text[first:last], first, last, rest)


def _split(folded: str) -> tuple[str, str]:
    match = _ORDINAL.match(folded)
    if match is None:
        return folded, ""
    return folded[match.end() :], match["part"] or match["numeral"]


def _value(numeral: str) -> int:
    if len(numeral) == 2:
        return 10 + _NUMERALS.index(numeral[1]) + 1 if numeral[0] == "十" else 0
    return _NUMERALS.index(numeral) + 1


def _cut(title: str) -> int:
    return min((i for i in (title.find(mark) for mark in "。:;") if i > 0), default=0)


def _run_in(title: str) -> int | None:
    """Return the section whose title opens a line that goes on with its content."""
    cut = _cut(title)
    return load_lexicon().titles.get(title[:cut]) if cut else None


def _near(title: str, numeral: str, section: int) -> int | None:
    """Return the section that a numbered line must be whose title deviates from every known one."""
    if not 3 <= len(title) <= 30 or any(mark in title for mark in "。,;:") or _is_row(title, section):
        return None
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=title)
    best, number = 0.0, 0
    for known, known_number in load_lexicon().titles.items():
        matcher.set_seq1(known)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, number = ratio, known_number
    in_order = number == _value(numeral) and number in (section + 1, section + 2)
    return number if best >= (_ALIKE_IN_ORDER if in_order else _ALIKE) else None


def _is_row(title: str, section: int) -> bool:
    """Say whether the line is a row of table three, 一、 to 四、, or the beginning of one."""
    lexicon = load_lexicon()
    label = core(title)
    if label in lexicon.rows or label in lexicon.groups:
        return True
    return section in _SECTIONS_WITH_ROWS and any(
        len(row) >= 6 and label.startswith(row[:6]) for row in lexicon.rows
    )
