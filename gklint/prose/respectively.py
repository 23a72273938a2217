"""A、B分别为1件、2件: the numbers of a list are moved to what they count, 1 behind A."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.prose.scanning import Token

#: Before a list and between its numbers.
_ENDS_LIST = ("mark", "number", "percent", "year", "date", "times", "parts", "respectively")
_BETWEEN_NUMBERS = ("joins", "mark")
#: Of these an item of a list may be made.
_NAMED = ("topic", "counts")


class _List(NamedTuple):
    """The items named before 分别, what is said behind it, the numbers, and how far they reach."""

    begin: int
    items: list[list[Token]]
    behind: list[Token]
    numbers: list[Token]
    end: int


def with_own_words(tokens: list[Token]) -> list[Token]:
    """Return the tokens with each number of such a list behind its own words.

    A list that does not say as many things as it has numbers is left as it is.
    """
    rewritten: list[Token] = []
    done = 0
    for index, token in enumerate(tokens):
        if token.kind != "respectively" or index < done:
            continue
        found = _list_around(tokens, index)
        if found and found.begin >= done:
            rewritten += tokens[done : found.begin]
            rewritten += _paired(found)
            done = found.end
    return rewritten + tokens[done:]


def _list_around(tokens: Sequence[Token], at: int) -> _List | None:
    # 申请人是自然人和企业，分别是9件和3件.
    comma = at > 0 and tokens[at - 1].key == "weak" and not tokens[at].gap
    begin = last = at - comma
    while begin and tokens[begin - 1].kind not in _ENDS_LIST:
        begin -= 1
    items: list[list[Token]] = [[]]
    for token in tokens[begin:last]:
        if token.kind == "joins":
            items.append([])
        else:
            items[-1].append(token)
    behind: list[Token] = []
    end = at + 1
    while tokens[end].kind not in ("number", "bare", "end") and tokens[end].key != "strong":
        behind.append(tokens[end])
        end += 1
    numbers, end = _numbers_from(tokens, end)
    if len(numbers) < 2 or len(numbers) != len(items):
        return None
    if not all(any(token.kind in _NAMED for token in item) for item in items):
        return None
    return _List(begin, items, behind, numbers, end)


def _numbers_from(tokens: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """Return the numbers that follow each other, those without a unit with that of the last."""
    numbers: list[Token] = []
    end = at
    while tokens[at].kind in ("number", "bare") and not (numbers and tokens[at].gap):
        numbers.append(tokens[at])
        end = at = at + 1
        while tokens[at].kind in _BETWEEN_NUMBERS and tokens[at].key in ("", "weak"):
            if tokens[at].gap:
                return _with_unit(numbers), end
            at += 1
    return _with_unit(numbers), end


def _with_unit(numbers: Sequence[Token]) -> list[Token]:
    last = numbers[-1] if numbers else None
    return [
        number._replace(kind="number", key=last.key, unit=last.unit)
        if last and number.kind == "bare" and last.kind == "number"
        else number
        for number in numbers
    ]


def _paired(found: _List) -> Iterator[Token]:
    """Yield the tokens of each item, what is said of all of them, its number, and a comma."""
    by_count = all(any(t.kind == "counts" for t in item) for item in found.items)
    for item, number in zip(found.items, found.numbers, strict=True):
        yield from item
        own = any(token.kind == "topic" for token in item)
        at = item[-1].end
        for token in _shared(found, by_count):
            if not (own and token.kind == "topic"):
                # What is said of all stands nowhere in particular.
                yield token._replace(start=at, end=at, gap=0)
        yield number._replace(gap=0)
        behind = number.end + len(number.unit)
        yield Token("mark", "weak", behind, behind, 0)


def _shared(found: _List, by_count: bool) -> Iterator[Token]:
    """Yield what is said of all items: the topic that one of them names, what follows 分别."""
    if by_count:
        topics = [token for item in found.items for token in item if token.kind == "topic"]
        yield from topics[-1:]
    for token in found.behind:
        if token.kind in ("topic", "same", "limits", "changes", "about_disclosure"):
            yield token
