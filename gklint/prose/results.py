"""公开 in a list of what came of applications."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from gklint.prose.clause import Stated
from gklint.prose.statement import LIKELY, LOOSE, UNCLEAR

_PUBLISHED = ("applications.published",)
_FULL = ("applications.full_disclosure",)
#: What is listed behind 公开 in the order of the form.
_RESULTS = frozenset(
    f"applications.{key}" for key in ("partial_disclosure", "denied", "unavailable", "rejected")
)
_WORD = "公开"


def with_disclosed(stated: Sequence[Stated], text: str) -> list[Stated]:
    """Return the statements of a sentence, 公开 as 予以公开 where another result follows.

    Alone it may be what is posted on a site; in 公开9件；部分公开3件 it is a result.
    """
    read = list(stated)
    for index, (one, after) in enumerate(itertools.pairwise(read)):
        listed = one.indicators == _PUBLISHED and after.indicators[0] in _RESULTS
        if listed and text[one.words_start : one.words_end].endswith(_WORD):
            sure = (
                LIKELY if one.confidence in (UNCLEAR, LOOSE) and after.confidence >= LIKELY else 0
            )
            confidence = max(one.confidence, sure)
            read[index] = one._replace(indicators=_FULL, confidence=confidence)
    return read
