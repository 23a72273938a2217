"""Where a report introduces abbreviations: （以下简称《条例》）."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gklint.api import Place, Report

from .._passages import Passage, last_before, passages


class Introduction:
    """An abbreviation said to be one: the short name, the full one ("" without 《》), where."""

    def __init__(self, short: str, full: str, passage: Passage, span: tuple[int, int]) -> None:
        self.short = short
        self.full = full
        self.passage = passage
        self.span = span

    @property
    def place(self) -> Place:
        """The place of the words that introduce it."""
        return self.passage.place(*self.span)


def introductions(report: Report) -> Iterator[Introduction]:
    """Yield where the prose introduces an abbreviation, in the order of the text."""
    for passage in passages(report.paragraphs(), "简称", "统称", "下称"):
        for match in _introduction().finditer(passage.text):
            at = match.start()
            closed = last_before(passage.text, "》", at)
            opened = last_before(passage.text, "《", at)
            full = passage.text[opened + 1 : closed] if closed >= 0 else ""
            yield Introduction(match["short"], full, passage, match.span("words"))


@lru_cache(maxsize=1)
def _introduction() -> re.Pattern[str]:
    return re.compile(
        r"(?P<words>(?:以下|下文)?(?:简称|统称|下称)(?:为|作)?:?"
        r"""(?P<mark>["'《])(?P<short>[^"'《》,。;]{2,16})["'》])"""
    )
