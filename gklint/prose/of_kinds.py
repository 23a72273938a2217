"""Parts that say themselves that they are parts: 机构类9条；政策类5条；动态类3条, and attributes:
主动公开40份，依申请公开5份，不予公开15份."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.prose.clause import Divided, Sentence
from gklint.prose.openings import KIND, LISTED, outside_brackets
from gklint.prose.scanning import Token
from gklint.prose.unsigned import words_of

#: The three attributes that a document can have: all there is.
_ATTRIBUTES = ("主动公开", "依申请公开", "不予公开")


def of_kinds(sentence: Sentence, before: Sentence) -> Iterator[Divided]:
    """Yield what the numbers of a sentence divide that all count a 类 of something: the last number
    of their unit in the sentence before."""
    text, tokens = sentence.text, sentence.tokens
    parts = [token for token in tokens if token.kind == "number"]
    units = {token.unit for token in parts}
    named = all(text.endswith(KIND, 0, token.start) for token in parts)
    if len(parts) < LISTED or len(units) != 1 or not named or "parts" in sentence.kinds:
        return
    wholes = [token for token in outside_brackets(before.tokens) if token.unit in units]
    if wholes:
        listed = tuple((part, part.start - len(KIND)) for part in parts)
        exact = all(number.exact for number in (wholes[-1], *parts))
        yield Divided(
            wholes[-1],
            True,
            (wholes[-1],),
            listed,
            (),
            (),
            False,
            True,
            False,
            not exact or len(wholes) > 1,
        )


def of_attributes(text: str, tokens: Sequence[Token]) -> Iterator[Divided]:
    """Yield a number of documents and, behind it, how many have each of the three attributes."""
    numbers = [(index, token) for index, token in enumerate(tokens) if token.kind == "number"]
    for at in range(len(numbers) - len(_ATTRIBUTES)):
        whole, *parts = (token for _, token in numbers[at : at + 1 + len(_ATTRIBUTES)])
        words = [words_of(text, tokens, index) for index, _ in numbers[at + 1 :]]
        if len({token.unit for token in (whole, *parts)}) == 1 and all(
            attribute in said for attribute, said in zip(_ATTRIBUTES, words, strict=False)
        ):
            exact = all(number.exact for number in (whole, *parts))
            listed = tuple((part, part.start) for part in parts)
            yield Divided(whole, False, (whole,), listed, (), (), False, True, False, not exact)
