"""What the numbers of a sentence tell of each other: 公开 in a list of results is 予以公开, what is
counted twice counts a part of itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gklint.prose.clause import Stated
from gklint.prose.scanning import Token
from gklint.prose.statement import LIKELY, LOOSE, UNCLEAR

if TYPE_CHECKING:
    from gklint.support.numerals import Number

_PUBLISHED = ("applications.published",)
_FULL = ("applications.full_disclosure",)
#: What is listed behind 公开 in the order of the form.
_RESULTS = frozenset(
    f"applications.{key}" for key in ("partial_disclosure", "denied", "unavailable", "rejected")
)
_WORD = "公开"
#: What some of the same are said to be, too: 按期办结7件.
_DONE = frozenset(
    f"applications.{key}" for key in ("received", "registered", "answered", "closed", "handled")
)
_CASES = "review."
#: So many clauses are looked at for what they say to be about 政府信息公开.
_FEW = 8


def beside_each_other(stated: list[Stated], text: str, tokens: Sequence[Token]) -> list[Stated]:
    """Return the statements of a sentence as what stands beside them tells."""
    return with_parts(with_disclosed(stated, text), tokens) if stated else stated


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


def with_parts(stated: Sequence[Stated], tokens: Sequence[Token]) -> list[Stated]:
    """Return the statements of a sentence, numbers that count the same as another one, but more or
    fewer, as ones that are not sure.

    办结8件，按期办结7件、延期1件: some of those. 行政诉讼12件，涉及政府信息公开的2件: of the body's
    cases those two are the table's.
    """
    read = list(stated)
    largest: dict[tuple[str, ...], Number] = {}
    cases = any(number.indicators[0].startswith(_CASES) for number in read)
    of_disclosure = list(_clauses_on_disclosure(tokens)) if cases else []
    for at, number in enumerate(read):
        count = number.indicators[0]
        some = number.value < largest.get(number.indicators, 0)
        if some or (count.startswith(_CASES) and _are_all_cases(number, of_disclosure)):
            read[at] = number._replace(confidence=min(number.confidence, UNCLEAR))
        elif count in _DONE and number.confidence >= LIKELY:
            largest[number.indicators] = number.value
    return read


def _are_all_cases(number: Stated, of_disclosure: Sequence[Sequence[Token]]) -> bool:
    """Say whether only fewer of the same cases are said to be about 政府信息公开, all behind a
    number."""
    if not of_disclosure or of_disclosure[0][0].start < number.end:
        return False
    for clause in of_disclosure:
        topics = [token.key for token in clause if token.key.startswith(_CASES)]
        same = all(indicator.startswith(key) for key in topics for indicator in number.indicators)
        if same and any(token.kind == "number" and token.value < number.value for token in clause):
            return True
    return False


def _clauses_on_disclosure(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each of the first clauses, between two marks, that say 政府信息公开."""
    found = 0
    for at, token in enumerate(tokens):
        if token.kind != "about_disclosure" or found == _FEW:
            continue
        found += 1
        first, last = at, at
        while first > 0 and tokens[first - 1].kind != "mark":
            first -= 1
        while tokens[last].kind not in ("mark", "end"):
            last += 1
        yield list(tokens[first:last])
