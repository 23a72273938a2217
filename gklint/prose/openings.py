"""Where a topic opens, or a list of parts, and which number the list divides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Pattern

from gklint.prose.quick import has
from gklint.prose.scanning import Token
from gklint.support.patterns import lazily

#: What ends the words that a topic opens with.
_MARKS = "。:;,，：；"
_STOPS = "。:："
#: How these words end: 依申请公开方面，
_ASPECT = "方面"
_TOPIC_ENDS = (_ASPECT, "情况", "工作", "建设")
#: A list in brackets right behind a number is its breakdown if it has so many numbers, one that
#: another sign opens if it has two.
LISTED, SEVERAL = 3, 2
#: How parts are called that say themselves that they are parts.
KIND = "类"
#: So many tokens to either side a list is looked for: no report has longer ones in a sentence.
REACH = 300
#: What a token that opens a list can be.
OPENING = frozenset({"mark", "parts", "respectively"})
#: What opens a list right behind a number.
_OPENS = (":", "含", "包括", "包含", "分为")
#: Between a number and the colon of its list: 9件，按申请主体分：
_ANNOUNCES = lazily(
    r",?(?:按[^,:;]{1,16}|具体(?:为|是|如下|情况)?|(?:情况|明细)?如下|即|分[为成]?.{1,4}类"
    r"|[^,:;]{0,6}(?:方式|渠道|途径|形式|类型|来源|载体|领域|构成|分布|主体|申请人)(?:[为是有上]|包括)?)"
)
#: 9件申请中， opens a list, too; the noun is no longer than so.
_AMONG = ("中", "里", "之中")
_NOUN_AMONG = 12
#: A sentence that opens with it divides a number of the one before: 按栏目分，
_CLASSIFIES = lazily(
    r"(?:其中,?)?(?:按(?:照)?[^,:;]{1,14}(?:分|划分|分类|统计)(?:为)?|从[^,:;]{1,12}看)[,:]"
)
#: It may stand behind a number: 9件，从提交方式看，…
_CLASSIFIES_BEHIND = lazily(r",(?:按(?:照)?[^,:;]{1,14}(?:分|划分|分类|统计)|从[^,:;]{1,12}看)")
#: 申请方式为：网络3件，信函2件: the words before its colon, which is no farther from the beginning.
_HEADS = tuple(
    word + verb
    for word in ("方式", "渠道", "途径", "形式", "类型", "来源", "载体", "领域", "构成", "分布")
    for verb in ("", "为", "是", "有", "上", "包括")
)
_HEAD = 14
_CLASSIFYING = ("看", "分", "类", "统计")
_DIVIDING = (*_CLASSIFYING, *_AMONG)
_CLASSIFIES_FROM = ("按", "从", "其中按", "其中,按")


def words_before_mark(text: str) -> str:
    """Return a text up to its first mark, all of it where it has none."""
    return text[: next((at for at, sign in enumerate(text) if sign in _MARKS), len(text))]


def opened_topic(text: str) -> str:
    """Return the words with which a text opens a topic without a number, "" where it does not:
    依申请公开方面，… or 主动公开情况：…"""
    # Looked at as text first: hardly any paragraph opens so.
    if not has(text, _TOPIC_ENDS):
        return ""
    words = words_before_mark(text)
    mark = text[len(words) : len(words) + 1]
    if not mark or not words.endswith(_TOPIC_ENDS):
        return ""
    return words if mark in _STOPS or words.endswith(_ASPECT) else ""


def opened_at(text: str, tokens: Sequence[Token], index: int) -> tuple[Token, int] | None:
    """Return the whole of a list that opens with this token, and how many parts it must have."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if before is None:
        return None
    if before.kind == "number" and not token.gap:
        if token.key == "open":
            inside = inside_from(tokens, index + 1)
            return None if any(t.kind == "parts" for t in inside) else (before, LISTED)
        if text.startswith(_OPENS, token.start):
            return _divisible(tokens, index - 1)
    behind_mark = before.key in ("weak", "open") and not before.gap and index > 1
    opens = token.kind in ("respectively", "parts") and not token.gap
    if behind_mark and opens and tokens[index - 2].kind == "number":
        return _divisible(tokens, index - 2)
    if token.key != "weak":
        return None
    if text[token.start] == ":":
        return _announced(text, tokens, index, _ANNOUNCES)
    if not text.endswith(_DIVIDING, 0, token.start):
        return None
    if text.endswith(_AMONG, 0, token.start):
        return _named_among(text, tokens, index)
    return _announced(text, tokens, index, _CLASSIFIES_BEHIND)


def _named_among(text: str, tokens: Sequence[Token], index: int) -> tuple[Token, int] | None:
    """Return 9 of 收到的9件申请中，"""
    at = index - 1
    while at > 0 and tokens[at].kind not in ("number", "mark"):
        at -= 1
    number = tokens[at]
    far = token_end(number) + _NOUN_AMONG < tokens[index].start
    return None if number.kind != "number" or far else (number, SEVERAL)


def token_end(number: Token) -> int:
    """Return where a number ends with its unit."""
    return number.end + len(number.unit)


def _announced(
    text: str, tokens: Sequence[Token], index: int, words: Pattern[str]
) -> tuple[Token, int] | None:
    """Return the number before a mark, if the words between say that it is divided."""
    at = index - 1
    while at > 0 and tokens[at].kind != "number" and tokens[at].key != "strong":
        at -= 1
    if at < 0 or tokens[at].kind != "number":
        return None
    between = text[tokens[at].end + len(tokens[at].unit) : tokens[index].start]
    return _divisible(tokens, at) if words.fullmatch(between) else None


def _divisible(tokens: Sequence[Token], index: int) -> tuple[Token, int] | None:
    """Return the number at an index, or the one before it that is no difference: 73条，较上年23条
    增加9条，包含 divides the 73."""
    while index >= 0 and tokens[index].key != "strong":
        if tokens[index].kind == "number" and not is_difference(tokens, index):
            return tokens[index], SEVERAL
        index -= 1
    return None


def is_difference(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the number at an index is a difference or one that is compared with."""
    at = index - 1
    while at >= 0 and tokens[at].kind not in ("mark", "number", "percent"):
        if tokens[at].kind == "changes":
            # 由9件上升到12件: of the two the first.
            return tokens[at].key != "to"
        at -= 1
    if tokens[index + 1].key == "to" and not tokens[index + 1].gap:
        return True
    if tokens[index + 1].key == "against" and not tokens[index + 1].gap:
        # 与上年的9件相比，: 相比 stands behind it.
        return tokens[index + 2].kind == "mark"
    return False


def classified_from(text: str, tokens: Sequence[Token]) -> int:
    """Return the index of the mark behind 按栏目分 or 从提交方式看 at the beginning of a sentence,
    -1 without."""
    at = text.find(":", 0, _HEAD)
    if at > 0 and text.endswith(_HEADS, 0, at):
        return next((i for i, token in enumerate(tokens) if token.end == at + 1), -1)
    if not text.startswith(_CLASSIFIES_FROM):
        return -1
    opening = _CLASSIFIES.match(text)
    if opening is None:
        return -1
    return next(i for i, token in enumerate(tokens) if token.end == opening.end())


def wholes_before(tokens: Sequence[Token], index: int) -> list[Token]:
    """Return the numbers before 其中 since the last semicolon, or all where there is none."""
    begin, first = index, max(0, index - REACH)
    while begin > first and tokens[begin - 1].key != "strong":
        begin -= 1
    near = list(outside_brackets(tokens, begin, index))
    return near or list(outside_brackets(tokens, first, index))


def outside_brackets(tokens: Sequence[Token], first: int = 0, end: int = -1) -> Iterator[Token]:
    """Yield the numbers that stand in no bracket that has been closed and are no differences, from
    one index to another; the last token is the end of the sentence."""
    open_at: list[int] = []
    numbers: list[Token] = []
    for index, token in enumerate(tokens[first:end], first):
        if token.key == "open":
            open_at.append(len(numbers))
        elif token.key == "close" and open_at:
            del numbers[open_at.pop() :]
        elif token.kind == "number" and not is_difference(tokens, index):
            numbers.append(token)
    yield from numbers


def inside_from(tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the tokens from `first` up to the bracket that closes around them, without brackets of
    their own and without what stands in those, and no further than the next 其中."""
    found: list[Token] = []
    depth = 0
    for token in tokens[first : first + REACH]:
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
