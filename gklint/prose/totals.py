"""A a件，B b件，合计N件: a whole that follows its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from gklint.prose.clause import Divided
from gklint.prose.indicators import ACTIONS
from gklint.prose.openings import REACH, SEVERAL
from gklint.prose.scanning import Token
from gklint.support.patterns import lazily

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: What is done with a whole is no part of it.
ENDS_LIST = ACTIONS | {"carried_in", "carried_out", "carried"}
_TOTALS = ("合计", "共计", "总计", "总共", "加起来", "合起来", "相加", "之和")
#: 维持5件，纠正3件，计8件: behind a comma.
_IN_SHORT = ",计"
#: 三项共9件: the things before are counted, too.
_COUNTED = lazily(r"[两二三四五六七八九十2-9](?:(?:项|者|类|种)[一-鿿]{0,4}|个[一-鿿]{2,4})共$")
#: 共四类9件.
_THINGS = ("项", "类", "者", "种")
_SAYS_HOW_MANY = lazily(r",(?:合|总|共)?[共计][两二三四五六七八九十2-9](?:项|类|者|种)$")
#: The same, said with how many there are.
_HOW_MANY = lazily(
    r"([两二三四五六七八九2-9])(?:项|者|类|种)[一-鿿]{0,4}(?:共|共计|合计|总计|总共|相加|之和)为?$"
)
_NUMERALS = "零一二三四五六七八九"
_FAR = 10
#: Less than one part in so many is missing.
_LITTLE, _SOME = 10, 4
#: Of these it is not sure that they are the sum of what stands before.
_DONE_IN_ALL = tuple(total + done for total in _TOTALS for done in ("发布", "推送", "公开", "受理"))
#: Behind a list it is that of the list, or of all years.
_CUMULATIVE = (",累计",)
_TOTAL_SIGNS = (*_TOTALS, *_DONE_IN_ALL, *_CUMULATIVE, _IN_SHORT)
#: 三项合计9件: the number of things that stands before 合计.
_OF_THINGS = "项类者种"
#: How long what they are may be, with 合计: 三类决定合计.
_NOUN = 6
#: Before the sum of what is listed right before.
_SUM_SIGNS = (",共", "=共", "=", "=合计", "=共计")
#: How all these end.
_LAST = frozenset(sign[-1] for sign in (*_TOTAL_SIGNS, *_SUM_SIGNS, *_THINGS, "共", "为"))
#: With one of these before it a total is one of something else.
NO_SUM = ("parts", "changes", "not_all")


def follows_parts(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether a number is the whole of those before it: 合计9件, A a件、B b件，共N件."""
    # Looked at as one character first: hardly any number has such a word before it.
    at = tokens[index].start
    if text[at - 1 : at] not in _LAST:
        return False
    return is_total(text, tokens[index]) or is_sum(text, tokens, index)


def is_total(text: str, number: Token) -> bool:
    """Say whether 合计 or its like stands before a number."""
    end = number.start - text.endswith("为", 0, number.start)
    if text.endswith(_TOTAL_SIGNS, 0, end):
        return True
    first = max(end - _FAR, 0)
    if text.endswith("共", 0, end):
        return _COUNTED.search(text, first, end) is not None
    things = text.endswith(_THINGS, 0, end)
    return things and _SAYS_HOW_MANY.search(text, first, end) is not None


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
    if _names_parts(tokens, index):
        return
    parts: list[tuple[Token, int]] = []
    at, first = index - 1, max(0, index - REACH)
    while at >= first and not _ends_sum(text, tokens[at]):
        if _counts_things(text, tokens[at], whole):
            at -= 1
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
    acts = _has_action(tokens[first:index])
    counted = _how_many(text, whole)
    if counted < 0:
        return
    leaves_one_out = len(parts) - last == 1 and not counted
    # 留言52件，办结39件，在办9件，合计48件: of the last two, unless the first is to be it.
    leaves_one_out = leaves_one_out and (not acts or is_near(whole, [parts[0][0]], _SOME))
    if counted or (len(parts) > last and not leaves_one_out):
        parts = parts[-(counted or last) :]
    sure = not text.endswith((*_DONE_IN_ALL, *_CUMULATIVE), 0, whole.start)
    if len(parts) <= 1 and at >= first and tokens[at].key == "strong":
        yield from _of_segments(text, tokens[first:index], whole)
    elif len(parts) >= SEVERAL and whole.unit:
        exact = all(number.exact for number in (whole, *(n for n, _ in parts)))
        years = not is_near(whole, [n for n, _ in parts], _LITTLE)
        limited = (
            leaves_one_out
            or len(parts) < counted
            or not exact
            or (years and text.endswith(_CUMULATIVE, 0, whole.start))
        )
        yield Divided(whole, False, (whole,), tuple(parts), (), (), False, sure, False, limited)


def _names_parts(tokens: Sequence[Token], index: int) -> bool:
    """Say whether what is added up is named without numbers: 国家秘密、过程性信息的合计9件."""
    at, named = index - 1, 0
    while at >= 0 and tokens[at].kind not in ("mark", "number", "percent"):
        named += tokens[at].kind == "counts" and tokens[at].key not in ENDS_LIST
        at -= 1
    return named > 1


def _how_many(text: str, whole: Token) -> int:
    """Return how many of the last parts are said to be added up: 2 for 两者合计9件, -1 for the
    first (前两项合计9件), else 0."""
    said = _HOW_MANY.search(text, max(whole.start - _FAR, 0), whole.start)
    if said is None:
        return 0
    if text.endswith("前", 0, said.start()):
        return -1
    return int(said[1]) if said[1].isdecimal() else _NUMERALS.index(said[1].replace("两", "二"))


def _counts_things(text: str, token: Token, whole: Token) -> bool:
    """Say whether a number only counts what is added up: 三项合计9件."""
    if token.kind != "number" or token.unit not in _OF_THINGS:
        return False
    between = text[token.end + len(token.unit) : whole.start].removesuffix("为")
    return len(between) <= _NOUN and between.endswith(("共", *_TOTALS))


def _of_segments(text: str, tokens: Sequence[Token], whole: Token) -> Iterator[Divided]:
    """Yield A a件；B b件；合计N件: surely their sum where each segment has one number, with which
    nothing was done."""
    heads = _heads(tokens, whole.unit)
    if heads and heads[0][0].value == whole.value:
        heads = heads[1:]
    heads = heads[-_last_that_make(whole, heads) :] if heads else heads
    if len(heads) < SEVERAL or not whole.unit:
        return
    begin = text.rfind(":", 0, heads[0][0].start)
    listed = [token for token in tokens if token.start > begin]
    numbers = [token for token in listed if token.kind in ("number", "percent")]
    alone = len(numbers) == len(heads) and all(number.exact for number in (*numbers, whole))
    sure = alone and not _has_action(listed) and len(heads) > SEVERAL
    yield Divided(whole, False, (whole,), heads, (), (), False, sure, False, not sure)


def is_near(whole: Token, parts: Sequence[Token], share: int) -> bool:
    """Say whether less than one part in `share` is missing from a whole, or too much."""
    values: list[Number] = [part.value for part in parts]
    missing = whole.value - sum(values)
    return -whole.value < missing * share < whole.value


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


def _last_that_make(whole: Token, parts: Sequence[tuple[Token, int]]) -> int:
    """Return how many of the last parts make the whole, all where no few do."""
    sums = list(accumulate(number.value for number, _ in reversed(parts)))
    return sums.index(whole.value, 1) + 1 if whole.value in sums[1:] else len(parts)


def _has_action(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "counts" and token.key in ENDS_LIST for token in tokens)


def _ends_sum(text: str, token: Token) -> bool:
    return token.key in ("strong", "open") or token.kind in NO_SUM or text[token.start] == ":"


def _opening(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at].key != "open":
        at -= 1
    return at
