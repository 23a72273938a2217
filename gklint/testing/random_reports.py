"""Valid reports drawn at random: any year, body, layout and noise of the page."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from gklint.testing.bodies import random_body
from gklint.testing.draft import Draft, valid_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.layouts.tabs_leaky import LEAKS
from gklint.testing.rendering import Rendered, render
from gklint.testing.style import (
    ENUMERATORS,
    HEADING_MARKS,
    NUMBER_WRITINGS,
    NUMBERINGS,
    PAGE_NUMBERS,
    SCRIPTS,
    Style,
)

T = TypeVar("T")

#: The report years that reports are drawn from.
YEARS = range(2019, 2027)

_INDENTS = ("", "　　", "  ", "\u00a0\u00a0")
_WRAPS = (56, 64, 72, 84)


def random_report(chance: Random, layout: str | None = None) -> Rendered:
    """Return a valid report, in `layout` or in any; `Style.is_regular` says whether it is clean.

    A Random of Hypothesis does as well as a plain one.
    """
    name = layout or _pick(chance, tuple(LAYOUTS))
    return render(random_draft(chance), name, random_style(chance, name))


def random_draft(chance: Random) -> Draft:
    """Return a valid draft of any year and any kind of body."""
    return valid_draft(_pick(chance, YEARS), random_body(chance), chance=chance)


def random_style(chance: Random, layout: str) -> Style:
    """Return a style that leaves a report in this layout readable: nothing in it is ambiguous."""
    return Style(
        half_width=_seldom(chance),
        spaced_labels=_seldom(chance),
        broken_labels=_seldom(chance),
        spaced_digits=_seldom(chance),
        script=_pick(chance, SCRIPTS) if _seldom(chance) else "",
        enumerator=_pick(chance, ENUMERATORS),
        numbering=_pick(chance, NUMBERINGS) if _seldom(chance) else NUMBERINGS[0],
        heading_indent=_pick(chance, ("", *_INDENTS)),
        heading_mark=_pick(chance, HEADING_MARKS if layout == "markdown" else ("{}",)),
        numbers=_pick(chance, NUMBER_WRITINGS) if _seldom(chance) else NUMBER_WRITINGS[0],
        total_beside=_seldom(chance),
        split_review=_seldom(chance),
        leaks=tuple(chance.randint(0, LEAKS - 1) for _ in range(chance.randint(1, 5))),
        loose=_seldom(chance),
        wide=_seldom(chance),
        cut_group=_seldom(chance),
        page_lines=_pick(chance, (0, 25, 32, 45)),
        page_number=_pick(chance, _page_numbers(layout)),
        form_feed=_seldom(chance),
        wrap=_pick(chance, _WRAPS),
        indent=_pick(chance, _INDENTS),
        chrome=_seldom(chance),
        newline=_pick(chance, ("\n", "\n", "\r\n")),
    )


def _page_numbers(layout: str) -> Sequence[str]:
    """Return the ways to number pages: a bare number among cells, one a line, would be one, and a
    blank line more would be an empty cell."""
    unclear = {"stacked_paragraphs": ("{}", "")}.get(layout, ("{}",))
    return [t for t in PAGE_NUMBERS if t not in unclear or not layout.startswith("stacked")]


def _seldom(chance: Random) -> bool:
    return chance.randint(0, 3) == 3


def _pick(chance: Random, choices: Sequence[T]) -> T:
    return choices[chance.randint(0, len(choices) - 1)]
