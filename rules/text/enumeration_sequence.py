"""“一是……二是……三是……”的序号应当连续。

为什么
    从“一是”跳到“三是”，不是漏了一条，就是编错了号；读者会怀疑有内容丢失。文字因转换丢失的，不作判断。

错误示例
    一是加强学习。三是完善制度。

正确示例
    一是加强学习。二是完善制度。

如何修改
    核对是否漏写了一条；没有漏写的，改正序号。
"""

import re
from collections.abc import Iterator, Sequence

from gklint.api import (
    INFO,
    Finding,
    Paragraph,
    Place,
    Report,
    Rule,
    Section,
    Text,
    Verdicts,
    finding,
    fold_with_offsets,
    related,
)

from .._passages import holds

RULE = Rule(
    code="GK709",
    name="enumeration-sequence",
    severity=INFO,
    summary=Text("“一是……三是”序号不连续", "一是 … 三是: the enumeration has a gap"),
    clauses=("regulations: 第五十条",),
    messages={
        "gap": Text(
            "“{before}”之后是“{actual}”，缺“{expected}”",
            "“{before}” is followed by “{actual}”; “{expected}” is missing",
        ),
        "repeated": Text(
            "“{actual}”重复，前一条已是“{before}”",
            "“{actual}” stands twice; the item before is “{before}”, too",
        ),
        "unmarked": Text(
            "“{before}”之后的“{actual}”似应写作“{expected}”",
            "“{actual}” after “{before}” should probably be “{expected}”",
        ),
    },
    advice=Text(
        "核对是否漏写一条，改正序号", "check whether an item is missing; number them again"
    ),
    any_year=True,
)

_DIGITS = "一二三四五六七八九十"
_NUMERALS = (*_DIGITS, *(f"十{digit}" for digit in "一二三四五"))
_LONGEST = 2
#: What an item stands after; 之一是, 第二是, 唯一是 are none.
_BEFORE = "。；;：:，,！!？?、*）)】”"
#: What stands for a character that was lost.
_LOST = "□\ufffd"
#: Verbs that begin an item whose 是 was forgotten; other words may well follow a numeral.
_VERBS = "用要在以加推提做抓健优规落拓坚"


class _Item:
    def __init__(self, number: int, paragraph: Paragraph, start: int, end: int) -> None:
        self.number = number
        self.paragraph = paragraph
        self.start = start
        self.end = end

    @property
    def place(self) -> Place:
        """Where it stands in the file; most items are never asked."""
        return self.paragraph.place_of(self.start, self.end)


def check(report: Report) -> Verdicts:
    """Yield each item that does not follow the one before it."""
    if not holds(report, "二是", "三是", "四是"):
        return
    for section in report.sections:
        yield from _broken(section, list(_items(section.paragraphs, folded=False)))


def _broken(section: Section, items: Sequence[_Item | None]) -> Iterator[Finding]:
    found = list(_checked(section, items))
    if found:
        # Numerals may be written as other characters that look alike: only then it is worth while
        # to fold all of them.
        yield from _checked(section, list(_items(section.paragraphs, folded=True)))


def _items(paragraphs: Sequence[Paragraph], folded: bool) -> Iterator[_Item | None]:
    """Yield the items in order; None where an enumeration may not go on."""
    for paragraph in paragraphs:
        if paragraph.heading:
            yield None
            continue
        text, offsets = paragraph.text, None
        if "是" not in text:
            continue
        if any(sign in text for sign in _LOST):
            yield None
            continue
        if folded:
            text, offsets = fold_with_offsets(text)
        for number, start, end in _numbered(text):
            first = offsets[start] if offsets else start
            last = offsets[end - 1] + 1 if offsets else end
            yield _Item(number, paragraph, first, last)


def _numbered(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each 一是, 二是, … that begins a clause."""
    at = text.find("是")
    while at >= 0:
        start = at
        while start and text[start - 1] in _DIGITS and at - start < _LONGEST:
            start -= 1
        if text[start:at] in _NUMERALS:
            before = text[start - 1 : start]
            if not before or before in _BEFORE or before.isspace():
                yield _NUMERALS.index(text[start:at]) + 1, start, at + 1
        at = text.find("是", at + 1)


def _checked(section: Section, items: Sequence[_Item | None]) -> Iterator[Finding]:
    # Enumerations within one another: the innermost last, each with its last item.
    open_ones: list[_Item] = []
    number = section.form.number
    for item, after in zip(items, [*items[1:], None], strict=False):
        if item is None:
            open_ones = []
            continue
        if item.number == 1:
            if item.place.column == item.paragraph.place.column:
                open_ones = []
            open_ones.append(item)
        else:
            before = _predecessor(open_ones, item)
            if before and before.number != item.number - 1:
                yield _finding(number, item, before)
            if before:
                open_ones = [*open_ones[: open_ones.index(before)], item]
        if open_ones and (after is None or after.number == 1):
            yield from _unmarked(number, item)


def _predecessor(open_ones: list[_Item], item: _Item) -> _Item | None:
    """Return the item that this one goes on from; the innermost where none fits."""
    for before in reversed(open_ones):
        if before.number == item.number - 1:
            return before
    # A smaller number may belong to an enumeration whose beginning is worded otherwise.
    if open_ones and open_ones[-1].number <= item.number:
        return open_ones[-1]
    return None


def _finding(section: int, item: _Item, before: _Item) -> Finding:
    repeated = before.number == item.number
    missing = [f"{_NUMERALS[n - 1]}是" for n in range(before.number + 1, item.number)]
    return finding(
        item.place,
        "repeated" if repeated else "gap",
        section=section,
        actual=f"{_NUMERALS[item.number - 1]}是",
        expected=f"{_NUMERALS[before.number]}是" if repeated else "、".join(missing),
        related=[related(before.place, "前一条", "the item before")],
        before=f"{_NUMERALS[before.number - 1]}是",
    )


def _unmarked(section: int, item: _Item) -> Iterator[Finding]:
    """Yield what stands where the next item is due and lacks only its 是: 二是 … 三用 …"""
    if item.number < 2 or item.number == len(_NUMERALS):
        return
    following = _NUMERALS[item.number]
    text = item.paragraph.text
    # Looked for as text first: a pattern for each numeral is dear, and mostly finds nothing.
    if not any(following + verb in text for verb in _VERBS):
        return
    match = re.compile(rf"[。；;]\**({following}[{_VERBS}])").search(text, item.end)
    if match:
        yield finding(
            item.paragraph.place_of(*match.span(1)),
            "unmarked",
            section=section,
            actual=match[1],
            expected=f"{following}是",
            related=[related(item.place, "前一条", "the item before")],
            before=f"{_NUMERALS[item.number - 1]}是",
        )
