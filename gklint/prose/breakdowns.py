"""共N件，其中A a件，B b件: a whole and its parts, in one sentence or in two.

A list of parts opens with 其中, with 含 or 分别是 right behind a number, with a colon or a bracket
there; a whole may also follow its parts (合计N件), or be told by the last part alone (其他).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.prose.clause import Sentence
from gklint.prose.indicators import ACTIONS
from gklint.prose.scanning import Token

_PART_SIGNS = ("其中", "当中")
#: In the words of a whole whose parts follow without a sign.
_IN_ALL = ("共", "总")
_TOTALS = ("合计", "共计", "总计", "总共")
#: What is left when the other parts are named: then the list is all there is.
_REST = ("其他", "其它", "其余", "剩余", "另")
_NAMED_OTHERS = frozenset({"other_result", "other"})
#: A list in brackets right behind a number is its breakdown if it has so many numbers, one that
#: another sign opens if it has two.
_LISTED, _SEVERAL = 3, 2
#: Full sets: who applied; what came of a 复议 or 诉讼; what came of an application.
_COMPLETE = (
    frozenset({"natural_person", "organisations"}),
    frozenset({"upheld", "corrected", "other_result", "pending"}),
    frozenset(
        {"full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected", "other"}
    ),
)
_ENDS_LIST = ACTIONS | {"carried_in", "carried_out", "carried"}
#: 分为三类: how many parts there are.
_KINDS_OF_PARTS = ("类", "种")
#: How strongly marks separate: see `_rank`.
_COMMA, _SEMICOLON = 2, 3
#: So many tokens to either side a list is looked for: no report has longer ones in a sentence.
_REACH = 300
#: Posts and the like: nothing is done with them that would not be a part of them.
_POSTS = "条"


class Divided(NamedTuple):
    """A breakdown as read off: the whole, in this sentence or the one before, and its parts.

    `parts` are (number, offset at which its words begin), `further` numbers that may go on with
    the list, `beside` numbers of other units. `complete`: the parts are all there can be;
    `unfinished`: the words say that there are more (等, 主要); `limited`: it is not told what is
    divided, or how.
    """

    whole: Token
    whole_before: bool
    wholes: tuple[Token, ...]
    parts: tuple[tuple[Token, int], ...]
    further: tuple[Token, ...]
    beside: tuple[Token, ...]
    complete: bool
    unfinished: bool
    limited: bool


class _List(NamedTuple):
    """Parts as listed, those that may follow, and all tokens as far as the list reaches."""

    parts: list[tuple[Token, int]]
    further: list[Token]
    span: list[Token]
    closed: bool


def breakdowns_in(sentence: Sentence, before: Sentence | None) -> Iterator[Divided]:
    """Yield the breakdowns whose parts stand in a sentence; their whole may stand `before` it."""
    text, tokens = sentence.text, sentence.tokens
    number_at = -_REACH
    for index, token in enumerate(tokens):
        number_at = index if token.kind == "number" else number_at
        if token.kind == "parts" and text.startswith(_PART_SIGNS, token.start):
            wholes = _wholes_before(tokens, index) if index - number_at < _REACH else []
            whole_before = not wholes and index == 0 and before is not None
            if whole_before and before is not None:
                wholes = list(_outside_brackets(before.tokens))
            yield from _divided(text, tokens, index + 1, token.end, wholes, whole_before)
        elif (opened := _opened_at(text, tokens, index)) is not None:
            whole, least = opened
            for found in _divided(text, tokens, index + 1, token.end, [whole], False):
                if len(found.parts) >= least:
                    yield found
        elif token.kind == "number" and (_is_total(text, token) or _is_sum(text, tokens, index)):
            yield from _totalled(text, tokens, index)
        elif token.key == "rest" and tokens[index + 1].kind == "number":
            yield from _with_rest(text, tokens, index)


def _opened_at(text: str, tokens: Sequence[Token], index: int) -> tuple[Token, int] | None:
    """Return the whole of a list that opens with this token, and how many parts it must have."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if before is None or token.gap:
        return None
    if before.kind == "number":
        if token.key == "open":
            inside = _inside(tokens, index + 1)
            return None if any(t.kind == "parts" for t in inside) else (before, _LISTED)
        if text.startswith((":", "含", "包括", "包含", "分为"), token.start):
            return before, _SEVERAL
    behind_mark = before.key in ("weak", "open") and not before.gap and index > 1
    if (
        behind_mark
        and token.kind in ("respectively", "parts")
        and tokens[index - 2].kind == "number"
    ):
        return tokens[index - 2], _SEVERAL
    return None


def _divided(
    text: str,
    tokens: Sequence[Token],
    first: int,
    start: int,
    wholes: Sequence[Token],
    whole_before: bool,
) -> Iterator[Divided]:
    """Yield a breakdown for each unit that the parts have and a number before them has."""
    if not wholes:
        return
    listed = _inside(tokens, first)
    for unit in dict.fromkeys(token.unit for token in listed if token.kind == "number"):
        candidates = [token for token in wholes if token.unit == unit and unit]
        if not candidates:
            continue
        found = _parts(text, listed, unit, start)
        limited = any(token.kind in ("changes", "parts") for token in found.span)
        beside = [
            token
            for token in found.span
            if token.kind == "number" and token.unit not in (unit, *_KINDS_OF_PARTS)
        ]
        # Of two wholes in the sentence before it is not told which one is divided.
        unsaid = whole_before and len(candidates) > 1
        inexact = not all(n.exact for n in (*candidates, *(number for number, _ in found.parts)))
        keys = frozenset(token.key for token in found.span if token.kind == "counts")
        # 答复50件（含上年结转4件，另有3件…）: what is included need not be all there is.
        included = text[max(start - 2, 0) : start].endswith(("含", "包括"))
        yield Divided(
            candidates[-1],
            whole_before,
            tuple(candidates),
            tuple(found.parts),
            tuple(found.further),
            tuple(beside),
            (found.closed and not included) or any(full <= keys for full in _COMPLETE),
            any(token.kind == "not_all" for token in found.span),
            limited or inexact or unsaid,
        )


def _parts(text: str, tokens: Sequence[Token], unit: str, start: int) -> _List:
    """Return the numbers that are listed as parts.

    Parts that are listed with 、 end at the next comma, those listed with commas at the next
    semicolon, but for 其他, which belongs to them; what follows in the same manner may.
    """
    found = _List([], [], list(tokens), False)
    between = separator = 0
    ended = False
    words: list[str] = []
    first_words: list[str] = []
    named = False
    begin = start
    for index, token in enumerate(tokens):
        rank = _rank(text, token)
        if rank:
            between = max(between, rank)
            begin = token.end
            words.clear()
            named = False
        elif token.kind == "topic":
            named = True
        elif token.kind == "counts":
            words.append(token.key)
            named = True
        elif token.kind == "number" and token.unit == unit:
            rest = _is_rest(text, begin, words)
            # 其中纠正9件；引起行政诉讼29件: that is no part, 其中部门9项；街道5项 are both.
            strong = len(found.parts) == 1 and between > _COMMA and named
            over = strong or (len(found.parts) > 1 and between > separator)
            if found.parts and not first_words and _is_other_matter(words, unit):
                return _ending(found, tokens, index, ended)
            if not found.parts:
                first_words = words[:]
            if over and not rest and not ended:
                ended = True
                found = _ending(found, tokens, index, False)
            if len(found.parts) == 1:
                separator = between
            if ended:
                found.further.append(token)
            else:
                found.parts.append((token, begin))
                if rest and len(found.parts) > 1:
                    return _ending(found, tokens, index + 1, False)._replace(closed=True)
            between = 0
            begin = token.end + len(unit)
            words.clear()
            named = False
    return found


def _is_rest(text: str, begin: int, words: Sequence[str]) -> bool:
    """Say whether a part is what is left; 其他结果 and 其他处理 are names of results."""
    return text.startswith(_REST, begin) and not _NAMED_OTHERS.intersection(words)


def _ending(found: _List, tokens: Sequence[Token], index: int, ended: bool) -> _List:
    return found if ended else found._replace(span=list(tokens[:index]))


def _is_other_matter(words: Sequence[str], unit: str) -> bool:
    """Say whether a number tells what was done with the whole: 答复8件, not 留言答复8条."""
    return unit != _POSTS and any(word in _ENDS_LIST for word in words)


def _is_total(text: str, number: Token) -> bool:
    before = text[: number.start].removesuffix("为")
    return before.endswith(_TOTALS)


def _is_sum(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether a number is the sum of those listed right before it: A a件、B b件，共N件，"""
    number = tokens[index]
    if not text.endswith(",共", 0, number.start) or tokens[index + 1].kind not in ("mark", "end"):
        return False
    at = index - 1
    numbers = 0
    while at > 0 and numbers < _SEVERAL:
        at -= 1
        if tokens[at].kind == "number":
            numbers += 1
        elif tokens[at].kind == "mark":
            return False
    return numbers == _SEVERAL


def _totalled(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield A a件，B b件，合计N件."""
    whole = tokens[index]
    parts: list[tuple[Token, int]] = []
    at, first = index - 1, max(0, index - _REACH)
    while at >= first and not (tokens[at].key in ("strong", "open") or tokens[at].kind in _NO_SUM):
        if tokens[at].kind == "number":
            if tokens[at].unit != whole.unit or _is_total(text, tokens[at]):
                break
            parts.insert(0, (tokens[at], tokens[at - 1].end if at else 0))
        elif tokens[at].key == "close":
            at = _opening(tokens, at)
        at -= 1
    if len(parts) > _SEVERAL and parts[0][0].value == whole.value:
        # 留言9件，办结6件，在办3件，合计9件.
        del parts[0]
    if len(parts) >= _SEVERAL and whole.unit:
        inexact = not all(number.exact for number in (whole, *(n for n, _ in parts)))
        yield Divided(whole, False, (whole,), tuple(parts), (), (), True, False, inexact)


#: With one of these before it a total is one of something else.
_NO_SUM = ("parts", "changes", "not_all")


def _opening(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at].key != "open":
        at -= 1
    return at


def _with_rest(text: str, tokens: Sequence[Token], index: int) -> Iterator[Divided]:
    """Yield 共N条，A a条，B b条，其他c条: without a sign, but all there is."""
    last = tokens[index + 1]
    numbers: list[Token] = []
    at, first = index - 1, max(0, index - _REACH)
    while at >= first and tokens[at].key != "strong":
        if tokens[at].key in ("open", "close") or tokens[at].kind in (*_NO_SUM, "respectively"):
            return
        if tokens[at].kind == "number" and tokens[at].unit == last.unit:
            numbers.insert(0, tokens[at])
        at -= 1
    if len(numbers) <= _SEVERAL or not last.unit:
        return
    whole, *parts = numbers
    if not any(sign in text[tokens[at].end if at >= 0 else 0 : whole.start] for sign in _IN_ALL):
        return
    inexact = not all(number.exact for number in (*numbers, last))
    listed = tuple((part, part.start) for part in (*parts, last))
    yield Divided(whole, False, (whole,), listed, (), (), True, False, inexact)


def _rank(text: str, token: Token) -> int:
    """Return how strongly a token separates: 、 less than a comma, that less than a semicolon."""
    if token.kind == "mark":
        return {"weak": _COMMA, "strong": _SEMICOLON}.get(token.key, 0)
    return int(text.startswith("、", token.start))


def _wholes_before(tokens: Sequence[Token], index: int) -> list[Token]:
    """Return the numbers before 其中 since the last semicolon, or all where there is none."""
    begin, first = index, max(0, index - _REACH)
    while begin > first and tokens[begin - 1].key != "strong":
        begin -= 1
    near = list(_outside_brackets(tokens[begin:index]))
    return near or list(_outside_brackets(tokens[first:index]))


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


def _inside(tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the tokens from `first` up to the bracket that closes around them, without brackets of
    their own and without what stands in those, and no further than the next 其中."""
    found: list[Token] = []
    depth = 0
    for token in tokens[first : first + _REACH]:
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
