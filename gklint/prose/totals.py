"""A a件，B b件，合计N件: a whole that follows its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from gklint.prose.clause import Divided
from gklint.prose.indicators import ACTIONS
from gklint.prose.openings import REACH, SEVERAL
from gklint.prose.scanning import Token

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: What is done with a whole is no part of it.
ENDS_LIST = ACTIONS | {"carried_in", "carried_out", "carried"}
#: Less than one part in so many is missing.
_LITTLE = 10
#: How long a noun is: 解读.
_NOUN = 2
#: In the words of a whole whose parts follow without a sign.
_IN_ALL = ("共", "总")
_TOTALS = ("合计", "共计", "总计", "总共")
#: Of these it is not sure that they are the sum of what stands before.
_DONE_IN_ALL = tuple(total + done for total in _TOTALS for done in ("发布", "推送", "公开", "受理"))
#: Before the sum of what is listed right before.
_SUM_SIGNS = (",共", "=共", "=", "=合计", "=共计")
#: With one of these before it a total is one of something else.
_NO_SUM = ("parts", "changes", "not_all")


def is_total(text: str, number: Token) -> bool:
    """Say whether 合计 or its like stands before a number."""
    before = text[: number.start].removesuffix("为")
    return before.endswith((*_TOTALS, *_DONE_IN_ALL))


def is_sum(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether a number is the sum of those listed right before it: A a件、B b件，共N件，"""
    number = tokens[index]
    signed = text.endswith(_SUM_SIGNS, 0, number.start)
    if not signed or tokens[index + 1].kind not in ("mark", "end"):
        return False
    at = index - 1
    numbers = 0
    while at > 0 and numbers < SEVERAL:
        at -= 1
        if tokens[at].kind == "number":
            numbers += 1
        elif tokens[at].kind == "mark" and text[tokens[at].start] != "+":
            return False
    return numbers == SEVERAL


def totalled(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield A a件，B b件，合计N件."""
    whole = tokens[index]
    parts: list[tuple[Token, int]] = []
    at, first = index - 1, max(0, index - REACH)
    while at >= first and not _ends_sum(text, tokens[at]):
        if tokens[at].kind == "number":
            if tokens[at].unit != whole.unit or is_total(text, tokens[at]):
                break
            parts.insert(0, (tokens[at], tokens[at - 1].end if at else 0))
        elif tokens[at].key == "close":
            at = _opening(tokens, at)
        at -= 1
    if len(parts) > SEVERAL and parts[0][0].value == whole.value:
        # 留言9件，办结6件，在办3件，合计9件.
        del parts[0]
    last = _last_that_make(whole, parts)
    # 新收9件，结转1件，予以公开5件，不予公开3件，总计8件: of the last two.
    unsaid = len(parts) - last == 1 and not _has_action(tokens[first:index])
    parts = parts[-last:] if len(parts) - last > 1 else parts
    sure = not text.endswith(_DONE_IN_ALL, 0, whole.start)
    if len(parts) == 1 and at >= first and tokens[at].key == "strong":
        heads = _heads(tokens[first:index], whole.unit)
        if len(heads) >= SEVERAL:
            yield Divided(whole, False, (whole,), heads, (), (), False, False, False, True)
    elif len(parts) >= SEVERAL and whole.unit:
        exact = all(number.exact for number in (whole, *(n for n, _ in parts)))
        limited = unsaid or not exact
        yield Divided(whole, False, (whole,), tuple(parts), (), (), False, sure, False, limited)


def _heads(tokens: Sequence[Token], unit: str) -> tuple[tuple[Token, int], ...]:
    """Return the numbers of a unit that are no parts of others: 9条，其中动态5条；微信3条."""
    heads: list[tuple[Token, int]] = []
    in_parts = False
    for token in tokens:
        if token.key == "strong":
            in_parts = False
        elif token.kind == "parts":
            in_parts = True
        elif token.kind == "number" and token.unit == unit and not in_parts:
            heads.append((token, token.start))
    return tuple(heads)


def of_one_noun(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 政策解读9篇，文字解读4篇、图表解读5篇: parts that have the noun of the whole."""
    whole = tokens[index]
    noun = text[max(whole.start - _NOUN, 0) : whole.start]
    if tokens[index + 1].key != "weak" or not whole.unit:
        return
    # No further than is looked for parts: a long paragraph costs in proportion.
    reach = tokens[min(index + REACH, len(tokens)) - 1].start
    if text.count(noun, whole.end, reach) < SEVERAL:
        return
    parts: list[tuple[Token, int]] = []
    for token in tokens[index + 1 : index + REACH]:
        if token.kind in ("parts", "respectively"):
            return
        if token.key == "strong" or token.kind == "end":
            break
        if token.kind == "number":
            if token.unit != whole.unit or not text.endswith(noun, 0, token.start):
                return
            parts.append((token, token.start - _NOUN))
    values: list[Number] = [number.value for number, _ in parts]
    # 网上申请2件，信函申请3件，当面申请9件 are parts of something else.
    missing = whole.value - sum(values)
    alike = -whole.value < missing * _LITTLE < whole.value
    exact = all(number.exact for number in (whole, *(number for number, _ in parts)))
    if len(parts) >= SEVERAL and alike and exact and not _is_in_list(tokens, index):
        yield Divided(whole, False, (whole,), tuple(parts), (), (), False, False, False, False)


def _is_in_list(tokens: Sequence[Token], index: int) -> bool:
    """Say whether 其中 stands before a number, with nothing but weak marks between."""
    for token in reversed(tokens[max(0, index - REACH) : index]):
        if token.key == "strong":
            return False
        if token.kind == "parts":
            return True
    return False


def _last_that_make(whole: Token, parts: Sequence[tuple[Token, int]]) -> int:
    """Return how many of the last parts make the whole, all where no few do."""
    sums = list(accumulate(number.value for number, _ in reversed(parts)))
    return sums.index(whole.value, 1) + 1 if whole.value in sums[1:] else len(parts)


def _has_action(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "counts" and token.key in ENDS_LIST for token in tokens)


def _ends_sum(text: str, token: Token) -> bool:
    return token.key in ("strong", "open") or token.kind in _NO_SUM or text[token.start] == ":"


def _opening(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at].key != "open":
        at -= 1
    return at


def with_rest(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 共N条，A a条，B b条，其他c条: without a sign, but all there is."""
    last = tokens[index + 1]
    numbers: list[Token] = []
    at, first = index - 1, max(0, index - REACH)
    while at >= first and tokens[at].key != "strong":
        if tokens[at].key in ("open", "close") or tokens[at].kind in (*_NO_SUM, "respectively"):
            return
        if tokens[at].kind == "number" and tokens[at].unit == last.unit:
            numbers.insert(0, tokens[at])
        at -= 1
    if len(numbers) <= SEVERAL or not last.unit:
        return
    whole, *parts = numbers
    if not any(sign in text[tokens[at].end if at >= 0 else 0 : whole.start] for sign in _IN_ALL):
        return
    inexact = not all(number.exact for number in (*numbers, last))
    listed = tuple((part, part.start) for part in (*parts, last))
    yield Divided(whole, False, (whole,), listed, (), (), False, True, False, inexact)
