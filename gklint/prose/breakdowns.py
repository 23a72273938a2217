"""共N件，其中A a件，B b件: a whole and its parts, in one sentence or in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.prose.clause import Sentence
from gklint.prose.indicators import ACTIONS
from gklint.prose.scanning import Token

_PART_SIGN = "其中"
#: A list in brackets right behind a number is its breakdown if it has so many numbers.
_LISTED = 3
#: Full sets: who applied; what came of a 复议 or 诉讼; what came of an application.
_COMPLETE = (
    frozenset({"natural_person", "organisations"}),
    frozenset({"upheld", "corrected", "other_result", "pending"}),
    frozenset(
        {"full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected", "other"}
    ),
)
_ENDS_LIST = ACTIONS | {"carried_in", "carried_out", "carried"}


class Divided(NamedTuple):
    """A breakdown as read off: the whole, in this sentence or the one before, and its parts.

    `parts` are (number, offset at which its words begin), `beside` numbers of other units.
    """

    whole: Token
    whole_before: bool
    wholes: tuple[Token, ...]
    parts: tuple[tuple[Token, int], ...]
    beside: tuple[Token, ...]
    complete: bool
    limited: bool


def breakdowns_in(sentence: Sentence, before: Sentence | None) -> Iterator[Divided]:
    """Yield the breakdowns whose parts stand in a sentence; their whole may stand `before` it."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.kind == "parts" and sentence.text.startswith(_PART_SIGN, token.start):
            wholes = list(_outside_brackets(tokens[:index]))
            whole_before = not wholes and index == 0 and before is not None
            if whole_before and before is not None:
                wholes = list(_outside_brackets(before.tokens))
            yield from _divided(sentence.text, tokens[index + 1 :], token.end, wholes, whole_before)
        elif token.key == "open" and index and tokens[index - 1].kind == "number":
            inside = _inside(tokens[index + 1 :])
            numbers = [token for token in inside if token.kind == "number"]
            if len(numbers) >= _LISTED and not any(token.kind == "parts" for token in inside):
                whole = [tokens[index - 1]]
                for found in _divided(sentence.text, inside, token.end, whole, False):
                    if len(found.parts) >= _LISTED:
                        yield found


def _divided(
    text: str, tokens: Sequence[Token], start: int, wholes: Sequence[Token], whole_before: bool
) -> Iterator[Divided]:
    """Yield a breakdown for each unit that the parts have and a number before them has."""
    listed = _inside(tokens)
    for unit in dict.fromkeys(token.unit for token in listed if token.kind == "number"):
        candidates = [token for token in wholes if token.unit == unit and unit]
        if candidates:
            parts, span = _parts(text, listed, unit, start)
            limited = any(token.kind in ("not_all", "changes", "parts") for token in span)
            beside = [token for token in span if token.kind == "number" and token.unit != unit]
            # Of two wholes in the sentence before it is not told which one is divided.
            unsaid = whole_before and len(candidates) > 1
            inexact = not all(n.exact for n in (*candidates, *(number for number, _ in parts)))
            keys = frozenset(token.key for token in span if token.kind == "counts")
            yield Divided(
                candidates[-1],
                whole_before,
                tuple(candidates),
                tuple(parts),
                tuple(beside),
                any(full <= keys for full in _COMPLETE),
                limited or inexact or unsaid,
            )


def _parts(
    text: str, tokens: Sequence[Token], unit: str, start: int
) -> tuple[list[tuple[Token, int]], list[Token]]:
    """Return the numbers that are listed as parts, and all tokens as far as the list reaches.

    Parts that are listed with 、 end at the next comma, those listed with commas at the next
    semicolon.
    """
    parts: list[tuple[Token, int]] = []
    between = separator = 0
    words: list[str] = []
    first_words: list[str] = []
    begin = start
    for index, token in enumerate(tokens):
        rank = _rank(text, token)
        if rank:
            between = max(between, rank)
            begin = token.end
            if len(parts) > 1 and rank > separator:
                return parts, list(tokens[:index])
            words.clear()
        elif token.kind == "counts":
            words.append(token.key)
        elif token.kind == "number" and token.unit == unit:
            if not parts:
                first_words = words[:]
            elif any(word in _ENDS_LIST for word in words) and not first_words:
                return parts, list(tokens[:index])
            if len(parts) == 1:
                separator = between
            parts.append((token, begin))
            between = 0
            begin = token.end + len(unit)
            words.clear()
    return parts, list(tokens)


def _rank(text: str, token: Token) -> int:
    """Return how strongly a token separates: 、 less than a comma, that less than a semicolon."""
    if token.kind == "mark":
        return {"weak": 2, "strong": 3}.get(token.key, 0)
    return int(text.startswith("、", token.start))


def _outside_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the numbers that stand in no bracket that has been closed."""
    open_at: list[int] = []
    numbers: list[Token] = []
    for token in tokens:
        if token.key == "open":
            open_at.append(len(numbers))
        elif token.key == "close" and open_at:
            del numbers[open_at.pop() :]
        elif token.kind == "number":
            numbers.append(token)
    yield from numbers


def _inside(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens up to the bracket that closes around them, without brackets of their own
    and without what stands in those, and no further than the next 其中."""
    found: list[Token] = []
    depth = 0
    for token in tokens:
        if token.key == "open":
            depth += 1
        elif token.key == "close":
            depth -= 1
            if depth < 0:
                break
        elif not depth:
            found.append(token)
            if token.kind == "parts":
                break
    return found
