"""Made-up reports to practise with, as `gklint samples` writes them.

They are drawn at random, and the same for the same numbers: bodies, years, layouts and figures
differ. Nothing is wrong in any that is not asked to be faulty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from gklint.testing.bodies import random_body
from gklint.testing.changes import Change, change_draft
from gklint.testing.documents import document, random_document_style
from gklint.testing.draft import Draft, valid_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.random_reports import YEARS, random_style
from gklint.testing.rendering import render
from gklint.testing.style import PLAIN_STYLE, Style

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
    draft = valid_draft(year or chance.choice(YEARS), random_body(chance), chance=chance)
    return change_draft(draft, chance.choice(_FAULTS)(draft, chance)) if faulty else draft


def _wrong_column(draft: Draft, chance: Random) -> list[Change]:
    """Put another number into a row of table three and its total: two columns no longer add up."""
    table = draft.table("applications")
    row = chance.choice([row for row in table.rows if row.key.startswith("denied.")])
    column = chance.choice(table.columns[:-1]).key
    more = chance.randint(1, 9)
    texts = {key.key: int(text) + more for key, text in zip(table.columns, row.texts, strict=True)}
    return [
        {"cell": f"applications.{row.key}.{key}", "text": str(texts[key])}
        for key in (column, "total")
    ]


def _wrong_total(draft: Draft, chance: Random) -> list[Change]:
    """Put another number into the total of a group of table four."""
    row = chance.choice(draft.table("review").rows)
    return [{"cell": f"review.{row.key}.total", "text": str(int(row.texts[-1]) + 1)}]


def _wrong_numeral(draft: Draft, chance: Random) -> list[Change]:
    """Number part four as if it were part six."""
    heading = draft.sections[3].heading
    return [{"section": 4, "heading": f"六、{heading.partition('、')[2]}"}]


def _no_period(draft: Draft, chance: Random) -> list[Change]:
    """Say nowhere what time the numbers are of."""
    without = [re.sub("[^。]*统计期限[^。]*。", "", text) for text in draft.preamble]
    return [{"preamble": [text for text in without if text]}]


#: Faults that every layout and every kind of document can show.
_FAULTS = (_wrong_column, _wrong_total, _wrong_numeral, _no_period)


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
