"""Made-up reports to practise with: `python -m gklint.testing.samples FOLDER --count 60`.

They are drawn at random, and the same for the same numbers: bodies, years, layouts and figures
differ. Without `--faulty` nothing is wrong in any of them.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from random import Random

from gklint.testing.bodies import random_body
from gklint.testing.documents import KINDS, document, random_document_style
from gklint.testing.draft import Draft, valid_draft
from gklint.testing.faults import FAULTS
from gklint.testing.layouts import LAYOUTS
from gklint.testing.random_reports import YEARS, random_style
from gklint.testing.rendering import render
from gklint.testing.style import PLAIN_STYLE, Style

#: Faults that every layout and every kind of document can show.
_PLAIN_FAULTS = ("GK301", "GK302", "GK304", "GK105", "GK505", "GK601")
_MOST_TRIES = 50


def samples(
    count: int,
    faulty: int = 0,
    seed: int = 0,
    year: int | None = None,
    layout: str | None = None,
    kind: str = "txt",
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of `count` reports, of which the first `faulty` have one fault each.

    `kind` is "txt" or one of `gklint.testing.documents.KINDS`; `layout` is for text alone.
    """
    digits = max(len(str(count)), 3)
    for number in range(count):
        # Each has a chance of its own: more of them change none of those before.
        chance = Random(f"{seed}/{number}")
        draft = _draft(chance, year, number < faulty)
        yield f"{number + 1:0{digits}}.{kind}", _written(draft, chance, layout, kind)


def _draft(chance: Random, year: int | None, faulty: bool) -> Draft:
    faults = [fault for fault in FAULTS if fault.code in _PLAIN_FAULTS]
    for _ in range(_MOST_TRIES):
        draft = valid_draft(year or chance.choice(YEARS), random_body(chance), chance=chance)
        if not faulty:
            return draft
        found = chance.choice(faults).put(draft, chance)
        if found is not None:
            return found.draft
    raise AssertionError("no fault fits any of the drafts")


def _written(draft: Draft, chance: Random, layout: str | None, kind: str) -> bytes:
    if kind != "txt":
        style = random_document_style(chance, kind)
        words = style.words if style.words.is_regular else PLAIN_STYLE
        return document(draft, kind, style._replace(words=words)).raw
    name = layout or chance.choice(list(LAYOUTS))
    return render(draft, name, _regular_style(chance, name)).encode()


def _regular_style(chance: Random, layout: str) -> Style:
    """Return a style in which nothing is wrong, and what a site puts around a page is absent."""
    for _ in range(_MOST_TRIES):
        style = random_style(chance, layout)._replace(chrome=False)
        if style.is_regular:
            return style
    return PLAIN_STYLE


def main() -> None:
    """Write the reports that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m gklint.testing.samples", description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=6, help="how many reports")
    parser.add_argument("--faulty", type=int, default=0, help="how many of them have a fault")
    parser.add_argument("--seed", type=int, default=0, help="other numbers give other reports")
    parser.add_argument("--year", type=int, help="the report year of all of them")
    parser.add_argument("--layout", choices=LAYOUTS, help="the layout of all of them")
    parser.add_argument("--kind", choices=("txt", *KINDS), default="txt")
    asked = parser.parse_args()
    os.makedirs(asked.folder, exist_ok=True)
    for name, raw in samples(
        asked.count, asked.faulty, asked.seed, asked.year, asked.layout, asked.kind
    ):
        with open(os.path.join(asked.folder, name), "wb") as file:
            file.write(raw)


if __name__ == "__main__":
    main()
