"""共N件，其中A a件，B b件: a whole and its parts, in one sentence or in two.

A list of parts opens with 其中, with 含 or 分别是 right behind a number, with a colon or a bracket
there; a whole may also follow its parts (合计N件), or be told by the last part alone (其他).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gklint.prose.behind import OF_WHICH
from gklint.prose.clause import Divided, Sentence
from gklint.prose.openings import (
    KIND,
    LISTED,
    OPENING,
    REACH,
    SEVERAL,
    classified_from,
    inside_from,
    opened_at,
    outside_brackets,
    wholes_before,
)
from gklint.prose.quick import has
from gklint.prose.scanning import Token
from gklint.prose.totals import ENDS_LIST, follows_parts, totalled
from gklint.prose.unsigned import (
    REST,
    listed_behind,
    of_one_noun,
    of_periods,
    with_rest,
)

if TYPE_CHECKING:
    from gklint.support.numerals import Number

_PART_SIGNS = ("其中", "当中")
#: What is left when the other parts are named: then the list is all there is.
_REST = ("其他", "其它", "其余", "剩余", "另")
_NAMED_OTHERS = frozenset({"other_result", "other"})
#: Full sets: who applied; what came of a 复议 or 诉讼; what came of an application.
_COMPLETE = (
    frozenset({"natural_person", "organisations"}),
    frozenset({"upheld", "corrected", "other_result", "pending"}),
    frozenset(
        {"full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected", "other"}
    ),
)
#: 分为三类: how many parts there are.
_KINDS_OF_PARTS = ("类", "种")
#: How strongly marks separate: see `_rank`.
_ENUMERATED, _COMMA, _SEMICOLON = 1, 2, 3
#: Less than one part in so many is missing.
_LITTLE = 10
#: Most of a whole: so many of so many parts of it.
_MOST = 3, 4
#: How the documents are called that are disclosed so.
_ATTRIBUTES = (",依申请公开", "、依申请公开")
#: 5万条，网站发布60条，其中: what is so many times as much is not what is divided.
_FAR_MORE = 10
#: So many characters of a noun tell which number is meant: 网站.
_NOUN = 2
#: Posts and the like: nothing is done with them that would not be a part of them.
_POSTS = "条"


class _List(NamedTuple):
    """Parts as listed, those that may follow, and all tokens as far as the list reaches; `to` is
    where a mark stands that is stronger than what separates the parts, -1 without one."""

    parts: list[tuple[Token, int]]
    further: list[Token]
    span: list[Token]
    closed: bool
    to: int = -1
    separator: int = 0


def breakdowns_in(sentence: Sentence, before: Sentence | None) -> Iterator[Divided]:
    """Yield the breakdowns whose parts stand in a sentence; their whole may stand `before` it."""
    text, tokens = sentence.text, sentence.tokens
    if "number" not in sentence.kinds:
        return
    if before is not None:
        yield from _classified(text, tokens, before)
    numbers = [token for token in tokens if token.kind == "number"]
    if len(numbers) == 1 and (before is None or tokens[0].kind != "parts"):
        # A whole and a part are two.
        return
    if has(text, _ATTRIBUTES) or text.count(KIND) >= LISTED:
        # Imported here: few reports have such lists.
        from gklint.prose.of_kinds import of_attributes, of_kinds

        yield from of_attributes(text, tokens)
        yield from of_kinds(sentence, before) if before is not None else ()
    number_at, passed = -REACH, 0
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind == "number":
            number_at, passed = index, passed + 1
            if follows_parts(text, tokens, index):
                yield from totalled(text, tokens, index)
            else:
                yield from _unsigned(text, tokens, index, numbers[passed : passed + LISTED])
        elif kind == "parts" and text.startswith(_PART_SIGNS, token.start):
            wholes = wholes_before(tokens, index) if index - number_at < REACH else []
            whole_before = not wholes and index == 0 and before is not None
            if whole_before and before is not None:
                wholes = list(outside_brackets(before.tokens))
            yield from _divided(text, tokens, index + 1, token.end, wholes, whole_before)
            yield from _included(text, tokens, index, wholes, whole_before)
        elif kind in OPENING and (opened := opened_at(text, tokens, index)) is not None:
            yield from _opened(text, tokens, index, *opened)
    if "times" in sentence.kinds:
        yield from of_periods(text, tokens)


def _classified(text: str, tokens: Sequence[Token], before: Sentence) -> Iterator[Divided]:
    """Yield 按栏目分，A a条、B b条 of a number of the sentence before."""
    at = classified_from(text, tokens)
    if at < 0:
        return
    wholes = list(outside_brackets(before.tokens))
    for found in _divided(text, tokens, at + 1, tokens[at].end, wholes, True):
        if len(found.parts) >= LISTED or _nearly_two(found):
            yield found._replace(complete=True)
        elif len(found.parts) == SEVERAL:
            yield found._replace(limited=True)


def _opened(
    text: str, tokens: Sequence[Token], index: int, whole: Token, least: int
) -> Iterator[Divided]:
    """Yield what a token opens that stands behind its whole: of so many parts, or nearly so."""
    for found in _divided(text, tokens, index + 1, tokens[index].end, [whole], False):
        if len(found.parts) >= least or _nearly_two(found):
            yield found
        elif len(found.parts) == SEVERAL and _makes_most(found):
            yield found._replace(limited=True)


def _included(
    text: str, tokens: Sequence[Token], index: int, wholes: Sequence[Token], whole_before: bool
) -> Iterator[Divided]:
    """Yield what is listed in 网站20条，公告栏9条；其中网站含动态12条、公告8条: of the number that
    has the noun."""
    at = index + 1
    while at < len(tokens) and tokens[at].kind not in ("mark", "number", "parts"):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "parts":
        return
    noun = text[tokens[index].end : tokens[at].start][:_NOUN]
    named = [token for token in wholes if noun and noun in _words_before(text, token, wholes)]
    for found in _divided(text, tokens, at + 1, tokens[at].end, named or wholes, whole_before):
        yield found if len(named) == 1 and not whole_before else found._replace(limited=True)


def _words_before(text: str, number: Token, numbers: Sequence[Token]) -> str:
    """Return what stands between a number and the one of `numbers` before it."""
    begin = max((other.end for other in numbers if other.end < number.start), default=0)
    return text[begin : number.start]


def _unsigned(
    text: str, tokens: Sequence[Token], index: int, following: Sequence[Token]
) -> Iterator[Divided]:
    """Yield what a number divides, or ends, without a sign; `following` are the next numbers."""
    number, before = tokens[index], tokens[index - 1]
    if tokens[index + 1].key == "weak" and number.unit:
        alike = [other for other in following if other.unit == number.unit]
        if len(alike) >= SEVERAL:
            nouns = list(of_one_noun(text, tokens, index))
            if not nouns:
                nouns = list(listed_behind(text, tokens, index))
            yield from nouns
    begin = before.start if before.key == "rest" else before.end + len(before.unit)
    if index and text.startswith(REST, begin):
        yield from with_rest(text, tokens, index)


def _nearly_two(found: Divided) -> bool:
    """Say whether two parts in brackets nearly make the whole: then they are to make it."""
    whole = found.whole.value
    parts: list[Number] = [number.value for number, _ in found.parts]
    missing = whole - sum(parts)
    return len(parts) == SEVERAL and missing != 0 and -whole < missing * _LITTLE < whole


def _makes_most(found: Divided) -> bool:
    """Say whether parts make most of the whole, or more: 60条（网站40条、微信9条）; what they are
    of is then to be said, even where it is not sure."""
    parts: list[Number] = [number.value for number, _ in found.parts]
    return sum(parts) * _MOST[1] > found.whole.value * _MOST[0]


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
    listed = inside_from(tokens, first)
    for unit in dict.fromkeys(token.unit for token in listed if token.kind == "number"):
        candidates = [token for token in wholes if token.unit == unit and unit]
        if not candidates:
            continue
        found = _parts(text, listed, unit, start)
        if not found.parts:
            # 其中8件中的一部分: some of them, nobody knows how many.
            continue
        limited = any(token.kind in ("changes", "parts") for token in found.span)
        beside = [
            token
            for token in found.span
            if token.kind == "number" and token.unit not in (unit, *_KINDS_OF_PARTS)
        ]
        # Of two wholes in the sentence before it is not told which one is divided.
        ambiguous = whole_before and len(candidates) > 1
        near = [n for n in candidates if n.value < candidates[-1].value * _FAR_MORE]
        inexact = not all(n.exact for n in (*near, *(number for number, _ in found.parts)))
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
            any(found.to < 0 or token.start < found.to for token in beside),
            (found.closed and not included) or any(full <= keys for full in _COMPLETE),
            any(token.kind == "not_all" for token in found.span),
            limited or inexact or ambiguous,
            found.separator == _ENUMERATED,
        )


class _Words:
    """The words between two numbers of a list, and how strongly the marks there separate."""

    def __init__(self, start: int) -> None:
        self.between = 0
        self.counts: list[str] = []
        self.named = False
        self.begin = start

    def take(self, token: Token, rank: int) -> None:
        """Take up a token that is no number of the list."""
        if rank:
            self.between = max(self.between, rank)
            self.begin = token.end
            self.counts = []
            self.named = False
        elif token.kind == "counts":
            self.counts.append(token.key)
            self.named = True
        elif token.kind == "topic":
            self.named = True


def _parts(text: str, tokens: Sequence[Token], unit: str, start: int) -> _List:
    """Return the numbers that are listed as parts.

    Parts that are listed with 、 end at the next comma, those listed with commas at the next
    semicolon, but for 其他, which belongs to them; what follows in the same manner may.
    """
    found = _List([], [], list(tokens), False)
    words, separator, ended = _Words(start), 0, False
    first_words: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind != "number" or token.unit != unit:
            rank = _rank(text, token)
            if len(found.parts) > 1 and rank > separator and found.to < 0:
                found = found._replace(to=token.start)
            words.take(token, rank)
            continue
        if text.startswith(OF_WHICH, token.end + len(unit)):
            words = _Words(token.end + len(unit))
            continue
        rest = _is_rest(text, words.begin, words.counts)
        # 其中纠正9件；引起行政诉讼29件: that is no part, 其中部门9项；街道5项 are both.
        strong = len(found.parts) == 1 and words.between > _COMMA and words.named
        over = strong or (len(found.parts) > 1 and words.between > separator)
        if found.parts and not first_words and _is_other_matter(words.counts, unit):
            return _ending(found, tokens, index, ended)
        if not found.parts:
            first_words = words.counts
        if over and not rest and not ended:
            ended = True
            found = _ending(found, tokens, index, False)
        if len(found.parts) == 1:
            separator = words.between
            found = found._replace(separator=separator)
        if ended:
            found.further.append(token)
        else:
            found.parts.append((token, words.begin))
            if rest and len(found.parts) > 1:
                return _ending(found, tokens, index + 1, False)._replace(closed=True)
        words = _Words(token.end + len(unit))
    return found


def _is_rest(text: str, begin: int, words: Sequence[str]) -> bool:
    """Say whether a part is what is left; 其他结果 and 其他处理 are names of results."""
    return text.startswith(_REST, begin) and not _NAMED_OTHERS.intersection(words)


def _ending(found: _List, tokens: Sequence[Token], index: int, ended: bool) -> _List:
    return found if ended else found._replace(span=list(tokens[:index]))


def _is_other_matter(words: Sequence[str], unit: str) -> bool:
    """Say whether a number tells what was done with the whole: 答复8件, not 留言答复8条."""
    return unit != _POSTS and any(word in ENDS_LIST for word in words)


def _rank(text: str, token: Token) -> int:
    """Return how strongly a token separates: 、 less than a comma, that less than a semicolon."""
    if token.kind == "mark":
        return {"weak": _COMMA, "strong": _SEMICOLON}.get(token.key, 0)
    return int(text.startswith("、", token.start))
