"""Headings of the six sections: known by their titles and their order, never by a number alone."""

import re
from functools import lru_cache
from typing import NamedTuple

from gklint.parsing.lexicon import core, load_lexicon, row_names
from gklint.support.folding import fold, fold_with_offsets
from gklint.support.patterns import lazily

#: No heading is longer, folded.
LONGEST = 60
#: How alike a title that is no known one must be: with numeral and order on its side, and without.
_ALIKE_IN_ORDER = 0.6
_ALIKE = 0.85
_SECTIONS_WITH_ROWS = (2, 3)

_ORDINAL = lazily(
    r"第(?P<part>[一二三四五六七八九十]{1,2})(?P<word>部分|章|节)(?P<after>[、.,:]?)"
    r"|(?P<numeral>[一二三四五六七八九十]{1,2})(?P<separator>[、.,:;]*)"
)
#: Numbering of headings in a text that uses it throughout: see `gklint.parsing.outline`.
_OTHER_ORDINAL = lazily(r"\(?(?P<other>[一二三四五六1-6])(?P<mark>\)|[、.,])")
_SPACE = lazily(r"\s+")
#: Marks of headings and bold type in Markdown.
_MARKDOWN = "#*"
_NUMERALS = "一二三四五六七八九十"
_ENDS = ":.。、,;"
#: How a reference in brackets behind a title begins, and how long it is with them at most.
_REFERENCES = ("见", "详见", "附", "后附", "如")
_REFERENCE = 14


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


@lru_cache(maxsize=4096)
def section_number(folded: str, section: int) -> int | None:
    """Return the number of the section whose heading this folded line is, None where it is none.

    `section` is the number of the section before it. A title that is no known one is one all the
    same where numeral and order speak for it.
    """
    if not folded or len(folded) > LONGEST:
        return None
    title, numeral = _split(folded)
    title = without_reference(title.rstrip(_ENDS))
    number = load_lexicon().titles.get(title.rstrip(_ENDS))
    if number is None and numeral and is_numbered(folded):
        number = _run_in(title) or _near(title.rstrip(_ENDS), numeral, section)
    return number


def without_reference(title: str) -> str:
    """Return a folded title without what says behind it, in brackets, where its table is: 见表1."""
    if not title.endswith(")"):
        return title
    start = title.rfind("(")
    says = title[start + 1 : -1].startswith(_REFERENCES) and len(title) - start <= _REFERENCE
    return title[:start] if start > 0 and says else title


def cut_heading(folded: str, following: str) -> int | None:
    """Return the number of the section whose title begins here and ends on the next line."""
    title, numeral = _split(folded)
    if not numeral or len(title) < 6:
        return None
    titles = load_lexicon().titles
    if title.rstrip(_ENDS) in titles:
        return None
    return titles.get(title + following.rstrip(_ENDS))


def run_in_number(text: str) -> int | None:
    """Return the section whose numbered title opens a line that goes on after white space."""
    cut = _cut_at_space(text)
    return section_number(fold(text[:cut]), 0) if cut else None


@lru_cache(maxsize=1024)
def read_heading(text: str) -> Heading:
    """Take a heading apart; offsets are in code points of `text`."""
    folded, offsets = fold_with_offsets(text)
    offsets.append(len(text))
    marks = len(folded) - len(folded.lstrip(_MARKDOWN))
    match = _ORDINAL.match(folded, marks) or _OTHER_ORDINAL.match(folded, marks)
    ordinal = separator = ""
    number = None
    start = marks
    if match:
        groups = match.groupdict()
        ordinal = groups.get("part") or groups.get("numeral") or groups.get("other") or ""
        separator = groups.get("word") or groups.get("separator") or groups.get("mark") or ""
        number = _value(ordinal)
        start = match.end()
        if "part" in groups and (end := _end_of_ordinal(folded, match)) > start:
            start = end
            separator = folded[match.start() + len(ordinal) : end]
    title = without_reference(folded[start:].rstrip(_MARKDOWN).rstrip(_ENDS))
    length = len(title.rstrip(_ENDS))
    rest = len(text)
    if title.rstrip(_ENDS) not in load_lexicon().titles:
        cut = _cut(title)
        if _run_in(title):
            length, rest = cut, offsets[start + cut] + 1
        elif space := _cut_at_space(text):
            length = len(fold(text[:space]).rstrip(_ENDS)) - start
            rest = space
    first, last = offsets[start], offsets[start + length - 1] + 1 if length else offsets[start]
    return Heading(ordinal, separator, number, text[first:last], first, last, rest)


def _cut_at_space(text: str) -> int | None:
    """Return where white space ends a known numbered title that is followed by more text."""
    titles = load_lexicon().titles
    for match in _SPACE.finditer(text[:LONGEST]):
        folded = fold(text[: match.start()])
        title, numeral = _split(folded)
        if numeral and title.rstrip(_ENDS) in titles and text[match.end() :].strip():
            return match.start()
    return None


def _split(folded: str) -> tuple[str, str]:
    match = _ORDINAL.match(folded)
    if match is None:
        return folded, ""
    return folded[_end_of_ordinal(folded, match) :], match["part"] or match["numeral"]


def _end_of_ordinal(folded: str, match: re.Match[str]) -> int:
    """Return where the numeral ends, with a second one where it was written twice: 四、四、."""
    again = _ORDINAL.match(folded, match.end()) if match["separator"] else None
    return again.end() if again and again["separator"] else match.end()


def _value(numeral: str) -> int:
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
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
    if not 3 <= len(title) <= 30 or any(mark in title for mark in "。,;:"):
        return None
    if is_row(title, section):
        return None
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=title)
    best, number = 0.0, 0
    for known, known_number in load_lexicon().plain_titles:
        matcher.set_seq1(known)
        if matcher.quick_ratio() < _ALIKE_IN_ORDER:
            # It is never less than the ratio, and much cheaper.
            continue
        ratio = matcher.ratio()
        if ratio > best:
            best, number = ratio, known_number
    in_order = number == _value(numeral) and number in (section + 1, section + 2)
    return number if best >= (_ALIKE_IN_ORDER if in_order else _ALIKE) else None


def is_row(title: str, section: int) -> bool:
    """Say whether the line is a row of table three, 一、 to 四、, or the beginning of one."""
    lexicon = load_lexicon()
    label = core(title)
    if row_names(label) or label in lexicon.groups:
        return True
    return section in _SECTIONS_WITH_ROWS and any(
        len(row) >= 6 and label.startswith(row[:6]) for row in lexicon.rows
    )


def is_numbered(folded: str) -> bool:
    """Say whether a mark parts the numeral from what follows: 一是 and 四项 are no numbering."""
    match = _ORDINAL.match(folded)
    return match is not None and bool(match["part"] or match["separator"])
