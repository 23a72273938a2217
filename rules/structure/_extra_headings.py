"""Headings that count on as those of the six parts do, and are of none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gklint.api import Paragraph, Section, fold

from .._word_lists import load_data
from ._six_parts import NUMERALS

#: Some converters leave Kangxi radicals for numerals, or the marks of Markdown.
_FIRST = frozenset(f"{NUMERALS}第⼀⼆⼋⼗#*")
_MARKDOWN = "#*"
_LONGEST = 40


def extra_headings(section: Section) -> Iterator[Paragraph]:
    """Yield the headings within a section that continue the numbering of the parts."""
    count = section.number
    if count is None:
        return
    annexes: Sequence[str] = load_data(__file__, "annexes.yaml")
    style = "部分" if section.separator == "部分" else "、"
    for paragraph in section.paragraphs:
        if paragraph.text[0] not in _FIRST:
            continue
        text = fold(paragraph.text[: _LONGEST + 1]).strip(_MARKDOWN)
        match = _opening().match(text)
        if match is None or (match["mark"] == "部分") != (style == "部分"):
            continue
        number = _value(match["numeral"])
        if number <= count:
            # A list of the section's own, which begins with 一、.
            return
        is_heading = len(paragraph.text) <= _LONGEST and not any(mark in text for mark in ",。;")
        if number == count + 1 and is_heading:
            count = number
            if not any(word in text for word in annexes):
                yield paragraph


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(rf"第?(?P<numeral>[{NUMERALS}]{{1,2}})(?P<mark>部分|、|\.)")


def _value(numeral: str) -> int:
    if len(numeral) == 2:
        return 10 + NUMERALS.index(numeral[1]) + 1 if numeral[0] == "十" else 0
    return NUMERALS.index(numeral) + 1
