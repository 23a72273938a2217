"""共N条，A a条，B b条，其他c条: wholes whose parts follow without a sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gklint.prose.clause import Divided
from gklint.prose.openings import KIND, REACH, SEVERAL
from gklint.prose.quick import has
from gklint.prose.scanning import Token
from gklint.prose.totals import ENDS_LIST, NO_SUM, is_near
from gklint.support.patterns import lazily

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: Less than one part in so many is missing: then the parts are to make the whole; in so many, they
#: may be.
_LITTLE, _SOME = 10, 4
#: How long a noun is: 解读.
_NOUN = 2
#: In the words of a whole.
_IN_ALL = ("共", "总", "累计", "合计")
#: How the words of a last part begin that is what is left.
REST = ("其余", "剩余", "余下", "其他", "其它")
#: With one of these a list is of something else than parts, or of several things.
_NO_LIST = (*NO_SUM, "respectively", "percent", "none")
#: What is written to a body comes in many ways: 来信9件，来访2件、热线5件 are no parts.
_LETTERS = ("elsewhere", "channels")
#: Parts of a year, all of them.
_PERIOD = lazily(r"上半年|下半年|(?:第)?([一二三四])季度")
_PERIODS = (frozenset("上下"), frozenset("一二三四"))
_WHOLE_YEAR = ("全年", "年度", "季度共", "季度合计", *_IN_ALL)


def of_one_noun(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 政策解读9篇，文字解读4篇、图表解读5篇: parts that have the noun of the whole."""
    whole = tokens[index]
    noun = text[max(whole.start - _NOUN, 0) : whole.start]
    # No further than is looked for parts: a long paragraph costs in proportion.
    reach = tokens[min(index + REACH, len(tokens)) - 1].start
    if text.count(noun, whole.end, reach) < SEVERAL or _goes_on(tokens, index):
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
    alike = -whole.value < missing * _SOME < whole.value
    sure = -whole.value < missing * _LITTLE < whole.value
    exact = all(number.exact for number in (whole, *(number for number, _ in parts)))
    if len(parts) >= SEVERAL and alike and exact and not _is_in_list(tokens, index):
        yield Divided(whole, False, (whole,), tuple(parts), (), (), False, False, False, not sure)


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a number goes on with a list: one of its unit stands before it, up to a strong
    mark."""
    for token in reversed(tokens[max(0, index - REACH) : index]):
        if token.key == "strong":
            return False
        if token.kind == "number" and token.unit == tokens[index].unit:
            return True
    return False


def _is_in_list(tokens: Sequence[Token], index: int) -> bool:
    """Say whether 其中 stands before a number, with nothing but weak marks between."""
    for token in reversed(tokens[max(0, index - REACH) : index]):
        if token.key == "strong":
            return False
        if token.kind == "parts":
            return True
    return False


def with_rest(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 共N条，A a条，B b条，其他c条 for the number of what is left: without a sign, but all
    there is."""
    last = tokens[index]
    numbers: list[Token] = []
    at, first = index - 1, max(0, index - REACH)
    while at >= first and tokens[at].key != "strong":
        if tokens[at].key in ("open", "close") or tokens[at].kind in (*NO_SUM, "respectively"):
            return
        if tokens[at].kind == "number" and tokens[at].unit == last.unit:
            numbers.insert(0, tokens[at])
        at -= 1
    if len(numbers) <= SEVERAL or not last.unit:
        return
    whole, *parts = numbers
    words = words_of(text, tokens, index)
    in_all = has(text[tokens[at].end if at >= 0 else 0 : whole.start], _IN_ALL)
    left = words.startswith(REST[:3]) and is_near(whole, (*parts, last), _SOME)
    if not in_all and (not left or _acts(tokens[first:index], whole, last)):
        return
    inexact = not all(number.exact for number in (*numbers, last))
    listed = tuple((part, part.start) for part in (*parts, last))
    yield Divided(whole, False, (whole,), listed, (), (), False, True, False, inexact)


def _acts(tokens: Sequence[Token], first: Token, last: Token) -> bool:
    """Say whether a number between two tells what was done: 办结9件."""
    return any(_is_act(token) for token in tokens if first.start < token.start < last.start)


def _is_act(token: Token) -> bool:
    return token.kind == "counts" and token.key in ENDS_LIST


def words_of(text: str, tokens: Sequence[Token], index: int) -> str:
    """Return the words of a number: what stands between it and the mark or number before."""
    at = index - 1
    while at >= 0 and tokens[at].kind not in ("mark", "number", "percent"):
        if tokens[at].kind == "joins" and text.startswith("、", tokens[at].start):
            break
        at -= 1
    begin = tokens[at].end + len(tokens[at].unit) if at >= 0 else 0
    return text[begin : tokens[index].start]


def listed_behind(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 共9篇，A a篇、B b篇、C c篇 where the parts nearly make the whole: three or more, in one
    list that reaches to the end. Without 共 it is not sure that they are parts."""
    whole = tokens[index]
    in_all = has(words_of(text, tokens, index), _IN_ALL)
    # One of a list divides nothing, unless the next say that they are kinds of it.
    kinds_only = not in_all and _goes_on(tokens, index)
    listed, sign = _list_behind(text, tokens, index, kinds_only)
    two = len(listed) == SEVERAL and sign == "、"
    if not (two or len(listed) > SEVERAL) or not sign:
        return
    near = is_near(whole, listed, _LITTLE)
    if two and not near:
        return
    in_all = in_all or all(text.endswith(KIND, 0, token.start) for token in listed)
    named = sum(token.kind == "counts" for token in tokens[index : index + REACH])
    if not in_all and named >= len(listed):
        # 予以公开4件，部分公开2件，…: the tables tell.
        return
    announced = text.find(":", whole.end, listed[0].start) >= 0
    if not in_all and (announced or (sign == "," and not near)):
        return
    some = is_near(whole, listed, _SOME)
    if some:
        parts = tuple((part, part.start) for part in listed)
        sure = near and in_all and not two
        yield Divided(whole, False, (whole,), parts, (), (), False, sure, False, not sure)


def _list_behind(
    text: str, tokens: Sequence[Token], index: int, kinds_only: bool
) -> tuple[list[Token], str]:
    """Return the numbers of one list behind a number and the sign that parts them, none where they
    are no list; `kinds_only`: each must count a 类 of something."""
    whole = tokens[index]
    listed: list[Token] = []
    sign, acts = "", False
    # No further than is looked for parts: a long paragraph costs in proportion.
    for at in range(index + 2, min(index + REACH, len(tokens)) if whole.exact else 0):
        token = tokens[at]
        if token.key == "strong" or token.kind == "end":
            break
        if sign == "、" and _ends_enumeration(text, tokens, at, listed):
            break
        if token.kind == "percent" and _ends_with_rate(tokens, at, listed):
            break
        if token.kind in _NO_LIST or token.key in ("open", "close", "quote"):
            return [], ""
        if token.kind in _LETTERS and whole.key == "pieces":
            return [], ""
        if token.kind == "number":
            # Where something was done before a number (办结9件), it is no part.
            if acts or token.unit != whole.unit or not token.exact:
                return [], ""
            if kinds_only and not text.endswith(KIND, 0, token.start):
                return [], ""
            listed.append(token)
            continue
        acts = acts or _is_act(token)
        if listed and text[token.start] in ",、" and token.start == _end_of(listed[-1]):
            if sign not in ("", text[token.start]):
                return [], ""
            sign = text[token.start]
    return listed, sign


def _ends_enumeration(text: str, tokens: Sequence[Token], at: int, listed: Sequence[Token]) -> bool:
    """Say whether a comma ends a list that 、 parts, and no number of its unit follows: 图解9篇、
    视频5篇、图片4篇，解读率100%."""
    if len(listed) <= SEVERAL or not text.startswith(",", tokens[at].start):
        return False
    return not _another_follows(tokens, at, listed[-1].unit)


def _ends_with_rate(tokens: Sequence[Token], at: int, listed: Sequence[Token]) -> bool:
    """Say whether a percentage stands behind a list, and no number of its unit follows: 图解9篇，
    视频5篇，图片4篇，解读率100%."""
    if len(listed) <= SEVERAL or tokens[at - 1].kind not in ("share", "unknown", "limits", "about"):
        return False
    return not _another_follows(tokens, at, listed[-1].unit)


def _another_follows(tokens: Sequence[Token], at: int, unit: str) -> bool:
    """Say whether a number of a unit follows in the sentence, near enough for one of the list."""
    for token in tokens[at : at + REACH]:
        if token.key == "strong":
            return False
        if token.kind == "number" and token.unit == unit:
            return True
    return False


def _end_of(number: Token) -> int:
    return number.end + len(number.unit)


def of_periods(text: str, tokens: Sequence[Token]) -> Iterator[Divided]:
    """Yield 上半年a件，下半年b件，全年共N件, or the four quarters and the year."""
    if "半年" not in text and "季度" not in text:
        return
    parts: dict[str, tuple[Token, int]] = {}
    others: list[Token] = []
    done: set[str] = set()
    for index, token in enumerate(tokens):
        if token.kind != "number" or not token.unit or not token.exact:
            continue
        words = words_of(text, tokens, index)
        found = _PERIOD.search(words)
        begin = token.start - len(words)
        beside = [other for other in tokens[:index] if other.start >= begin]
        if found is None:
            some = any(other.kind in ("limits", "parts") for other in beside)
            if not some and has(words, _WHOLE_YEAR):
                others.append(token)
            continue
        if (found[1] or found[0][0]) in parts:
            return
        done |= {other.key for other in beside if other.key in ENDS_LIST}
        parts[found[1] or found[0][0]] = token, token.start
    units = {number.unit for number, _ in parts.values()}
    wholes = tuple(token for token in others if token.unit in units)
    # 上半年收到9件，下半年办结8件.
    one_thing = len(units) == 1 and len(done) <= 1
    if frozenset(parts) in _PERIODS and one_thing and wholes:
        limited = len(wholes) > 1
        listed = tuple(parts.values())
        yield Divided(wholes[-1], False, wholes, listed, (), (), False, True, False, limited)
