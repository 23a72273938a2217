"""Which line is the title: of several that could be, the one that names body and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.parsing.front import agency_in, unscrambled, year_in
from gklint.parsing.kinds.line import LONGEST_LABEL, Line
from gklint.parsing.lexicon import agency_kind
from gklint.support.patterns import lazily

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
