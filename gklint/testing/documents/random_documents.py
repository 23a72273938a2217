"""Ways to write a document, drawn at random."""

from __future__ import annotations

from random import Random

from gklint.testing.documents.document import DocumentStyle
from gklint.testing.random_reports import random_style
from gklint.testing.style import NUMBERINGS

_CHARSETS = ("utf-8", "utf-8", "gb18030")
_PAGE_HEIGHTS = (0, 0, 500, 620)
_PAGE_HEADERS = ("", "", "政府信息公开工作年度报告")
_SHEETS = ("each", "abreast")
_RULES = ("lines", "boxes", "bars")


def random_document_style(chance: Random, kind: str) -> DocumentStyle:
    """Return a style that leaves a document of this kind readable."""
    words = random_style(chance, "tabs_grid")
    auto_numbers = _seldom(chance)
    if auto_numbers:
        words = words._replace(numbering=NUMBERINGS[0])
    if kind == "pdf" and words.script == "kangxi":
        # The font has none of these.
        words = words._replace(script="")
    return DocumentStyle(
        words=words._replace(heading_indent="", indent="", chrome=False),
        repeat_labels=_seldom(chance),
        split_cells=_seldom(chance),
        split_blocks=_seldom(chance),
        auto_numbers=auto_numbers and kind == "docx",
        chrome=_seldom(chance),
        frame=_seldom(chance),
        charset=_CHARSETS[chance.randint(0, len(_CHARSETS) - 1)],
        declared=not _seldom(chance),
        sheets=_SHEETS[chance.randint(0, len(_SHEETS) - 1)] if _seldom(chance) else "one",
        numbers_as_text=_seldom(chance),
        margins=chance.randint(0, 2),
        page_height=_PAGE_HEIGHTS[chance.randint(0, len(_PAGE_HEIGHTS) - 1)],
        cut_rows=_seldom(chance),
        repeat_header=_seldom(chance),
        page_header=_PAGE_HEADERS[chance.randint(0, len(_PAGE_HEADERS) - 1)],
        rules=_RULES[chance.randint(0, len(_RULES) - 1)],
    )


def _seldom(chance: Random) -> bool:
    return chance.randint(0, 3) == 3
