"""Whether the pages of a printed document have their text, or are pictures of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gklint.readers.limits import UnreadableFile
from gklint.readers.pdf.page import SPACES, Page
from gklint.support.bilingual import Text

#: A page with fewer letters than this is a picture of a page where pictures cover so much of it, or
#: where as many shapes are drawn as letters make.
_FEW_LETTERS = 10
_PICTURE = 0.3
_MANY_SHAPES = 100
#: Of a hundred letters, this many may stand for nothing.
_MAX_UNKNOWN = 15


class Reasons(NamedTuple):
    """What to say of a scan, of letters that stand for nothing, and of pages that are pictures
    among others that are not; {pages} in the last are their numbers."""

    scan: Text
    garbled: Text
    pictures: Text


def check_text(pages: Sequence[Page], reasons: Reasons) -> None:
    """Raise UnreadableFile where the text of a page cannot be had: what it says is not checked."""
    letters = sum(len(page.glyphs) for page in pages)
    unknown = sum(page.unknown for page in pages)
    if unknown * 100 > _MAX_UNKNOWN * letters:
        raise UnreadableFile(reasons.garbled)
    without = [str(page.number) for page in pages if _is_picture(page)]
    if not letters or len(without) * 2 > len(pages):
        raise UnreadableFile(reasons.scan)
    if without:
        zh, en = reasons.pictures
        raise UnreadableFile(
            Text(zh.format(pages="、".join(without)), en.format(pages=", ".join(without)))
        )


def _is_picture(page: Page) -> bool:
    letters = sum(1 for glyph in page.glyphs if glyph.text not in SPACES)
    return letters < _FEW_LETTERS and (page.pictures > _PICTURE or page.shapes > _MANY_SHAPES)
