"""What only the whole text shows: a table of contents, the style of numbering, the title's line.

Of several lines that could be the title it is the one that names body and year.
"""

import re
from collections.abc import Callable, Sequence

from gklint.parsing.front import agency_in, unscrambled, year_in
from gklint.parsing.headings import is_numbered, is_row, read_heading, section_number
from gklint.parsing.kinds.line import LONGEST_LABEL, Line
from gklint.parsing.lexicon import agency_kind, load_lexicon
from gklint.support.patterns import lazily

#: A table of contents has at least this many titles in a row, and a style is used this often.
_SHORTEST_CONTENTS = 3
#: The same where 目录 says what they are.
_SHORTEST_BELOW_MARKER = 2
_SHORTEST_STYLE = 4
#: A heading in other words than the form's is no longer, and is no sentence.
_LONGEST_TITLE = 30
_SENTENCE_ENDS = "。!?;:"
_SECTIONS = 6

#: A title with the number of a page: leaders, a space, brackets.
_WITH_PAGE = lazily(r"(.{4,40}?)[.…·・⋯_~-]*\(?\d{1,3}\)?")
_LEADERS = ".…·・⋯_~-"
#: Numbering that a heading can have beside 一、 and 第一部分; in most texts it is a sub-heading's.
_OTHER = lazily(r"(?:\((?P<chinese>[一二三四五六])\)|(?P<digit>[1-6])[、.,])(?P<title>.{3,40})")


class Outline:
    """The headings of a text as a whole.

    `first` is the index of the first heading behind a table of contents, the number of lines
    without one. `contents` are the indices of lines of a table of contents; `numbered` the sections
    with a heading of the usual numbering; `others` the headings of another numbering by line index,
    where the text uses it throughout, or of other words at the place of a section that is absent.
    """

    def __init__(
        self, contents: frozenset[int], numbered: frozenset[int], others: dict[int, int], first: int
    ) -> None:
        self.contents = contents
        self.numbered = numbered
        self.others = others
        self.first = first


def outline_of(lines: Sequence[Line]) -> Outline:
    """Look through the lines for headings."""
    titles = load_lexicon().titles
    found: dict[int, int] = {}
    paged: dict[int, int] = {}
    others: dict[int, int] = {}
    marker = None
    for index, line in enumerate(lines):
        folded = line.folded
        if line.separated:
            continue
        if not 4 <= len(folded) <= 50:
            if folded == "目录":
                marker = index
            elif folded[-1:] in "0123456789)":
                paged |= _long_page(index, folded)
            continue
        first = folded[0]
        if first in "一二三四五六第" and is_numbered(folded):
            number = section_number(folded, 0)
            if number is not None:
                found[index] = number
        elif first in "(123456":
            match = _OTHER.fullmatch(folded)
            number = titles.get(match["title"].rstrip(":.。")) if match else None
            if match and number == _number(match):
                others[index] = number
        elif folded in titles:
            found[index] = titles[folded]
        if folded[-1] in "0123456789)":
            page = _page(folded)
            if page is not None:
                paged[index] = page
    contents = _contents(found, paged, marker)
    numbered = frozenset(
        number
        for index, number in found.items()
        if index not in contents and lines[index].folded not in titles
    )
    style = others if len(set(others.values())) >= _SHORTEST_STYLE and not numbered else {}
    style.update(_in_other_words(lines, found, contents) if not style else {})
    headings = (*(index for index in found if index not in contents), *style)
    return Outline(contents, numbered, style, min(headings, default=len(lines)))


def _in_other_words(
    lines: Sequence[Line], found: dict[int, int], contents: frozenset[int]
) -> dict[int, int]:
    """Return the headings with the numeral of an absent section, at its place, and other words.

    No list counts 一、二、 there, no heading of another section has the numeral, and nothing else
    between the sections around it has it.
    """
    known = {number: index for index, number in sorted(found.items()) if index not in contents}
    others: dict[int, int] = {}
    # What stands before the second part is the first one where most of the others are there.
    first = 1 if len(known) >= _SHORTEST_STYLE else 2
    for number in range(first, _SECTIONS + 1):
        before = known.get(number - 1) if number > 1 else -1
        if number in known or before is None:
            continue
        after = next((known[n] for n in range(number + 1, _SECTIONS + 1) if n in known), len(lines))
        between = [(i, _numeral(lines[i])) for i in range(before + 1, after)]
        own = [i for i, numeral in between if numeral == number]
        lists = number > 1 and any(numeral == 1 for _, numeral in between)
        if len(own) == 1 and not lists and not is_row(_title(lines[own[0]]), number - 1):
            others[own[0]], known[number] = number, own[0]
    return others


def _numeral(line: Line) -> int | None:
    """Return the number that a line begins with that could be a heading, None for any other."""
    folded = line.folded
    if line.separated or not 4 <= len(folded) <= _LONGEST_TITLE or not is_numbered(folded):
        return None
    if folded[-1] in _SENTENCE_ENDS or any(mark in folded for mark in ",。;"):
        return None
    return read_heading(line.text).number


def _title(line: Line) -> str:
    return read_heading(line.text).title


def _number(match: re.Match[str]) -> int:
    return int(match["digit"]) if match["digit"] else "一二三四五六".index(match["chinese"]) + 1


def _page(folded: str) -> int | None:
    match = _WITH_PAGE.fullmatch(folded)
    if match is None or match[1].count("(") > match[1].count(")"):
        # The number is within brackets with other words: （见表1）.
        return None
    return section_number(match[1], 0)


def _long_page(index: int, folded: str) -> dict[int, int]:
    """Return the section of a title with so many leaders before its page that the line is long."""
    title = folded.rstrip("0123456789()").rstrip(_LEADERS)
    number = section_number(title, 0) if 4 <= len(title) <= 40 else None
    return {index: number} if number else {}


def _contents(found: dict[int, int], paged: dict[int, int], marker: int | None) -> frozenset[int]:
    """Return the lines of a table of contents: titles with pages, or titles that all come again."""
    shortest = _SHORTEST_CONTENTS if marker is None else _SHORTEST_BELOW_MARKER
    contents = set(paged) if len(paged) >= shortest else set()
    if marker is not None:
        contents.add(marker)
    order = sorted(set(found) - contents)
    run: list[int] = []
    for index in order:
        if run and index != run[-1] + 1:
            break
        run.append(index)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, index in enumerate(order):
        first.setdefault(found[index], place)
        last[found[index]] = place
    for length in range(len(run), shortest - 1, -1):
        if all(last[number] >= length for number in first if first[number] < length):
            return frozenset(contents | set(run[:length]))
    return frozenset(contents)


# --- the title ---

#: What is in every title, so that …年度报 / 告 on two lines is known for one.
_SUBJECT = "信息公开"
#: Before the title stand the name of a site, breadcrumbs, a table of fields: no more lines than so.
_DEEPEST = 80
#: Words of breadcrumbs, and of fields that repeat the title.
_FURNITURE = lazily(r">|»|当前.{0,4}位置|首页|^(?:名称|标题|信息名称|文件名称|题名):")


def title_line(lines: Sequence[Line], matches: Callable[[str, str], bool], end: int) -> int | None:
    """Return the index of the line that ends the title, None where no line before `end` does.

    `matches(terminal, folded)` asks the grammar. A line counts for more where it names a year and a
    body, alone or with the short lines before it, and for less where it is furniture of a page.
    """
    best, found = -1, None
    for index in range(min(end, _DEEPEST)):
        line = lines[index]
        if line.separated or len(line.folded) >= LONGEST_LABEL:
            continue
        before = _before(lines, index)
        if not (
            matches("TITLE", line.folded)
            or (_SUBJECT in before + line.folded and matches("TITLE", before[-30:] + line.folded))
            or unscrambled(line.folded)
        ):
            continue
        weight = _weight(line.folded, before)
        if weight > best:
            best, found = weight, index
    return found


def _before(lines: Sequence[Line], index: int) -> str:
    """Return the folded short line right before a line, "" where there is none."""
    if index == 0 or lines[index].after_blank:
        return ""
    line = lines[index - 1]
    short = len(line.folded) <= LONGEST_LABEL // 2 and not line.separated
    return line.folded if short else ""


def _weight(folded: str, before: str) -> int:
    whole = unscrambled(folded) or folded
    named = agency_in(whole)
    body = agency_kind(named) != "unknown" or agency_kind(before) != "unknown"
    weight = 2 * (year_in(whole) is not None) + 2 * body + 2 * (_SUBJECT in whole)
    return weight - 5 * bool(_FURNITURE.search(folded))
