"""What a report says of fees for information (信息处理费): notices, amounts, what was collected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gklint.api import (
    Paragraph,
    Place,
    Report,
    fold_with_offsets,
    once_per_report,
    whole_number,
)

#: A sentence that has this says something on fees for information, wherever it stands.
_ON_FEES = (
    r"处理费|收费通知|缴费通知|信息.{0,10}费|(?:申请|答复).{0,30}免费"
    r"|(?:申请|答复|公开).{0,30}(?:收取|缴纳|收费|缴费|费用)"
)
#: Without one of these there is no such sentence. None of them has a compatibility form.
_MAYBE = ("处理", "收", "缴", "费用", "公开", "申请", "答复")
#: In part 6 it takes no more than this.
_ON_FEES_IN_6 = r"收取|收费|缴费|缴纳|费用"
_OTHER_FEES = r"行政事业性收费|信息化|信息费|经费|费用支出"
#: A sentence that goes on about the same.
_GOES_ON = r"元|费|收取|缴|通知|\d件"

_COUNT = r"(\d+|[一两二三四五六七八九十百]+)(?:件|份|笔|宗|起|例|封|名|人|张|次)"
_AMOUNT = r"(\d[\d,]*(?:\.\d+)?)(万?)元"
_WRITTEN_AMOUNT = r"[\d一二三四五六七八九十百千万]元"
#: Before an amount: it was collected. A 收取…通知 is only asked for.
_RECEIVED = r"(?:实际|实收|收取|收到|收缴|缴纳|缴费|到账|入库|收入)(?:(?!通知)[^,;。]){0,24}$"
#: So many characters before an amount both look at: a word of four and what may follow it.
_BEFORE = 32
_TOTAL = r"(?:总金额|总额|金额|共计|合计|应收|应缴)[^,;。]{0,8}$"
_CHARGED = r"[收缴]费通知|收取"
#: That nothing was charged, or that nothing came in.
_NONE = (
    r"(?:未|没有|无|不|免|零)[^,;。]{0,16}(?:费|收取|收缴|通知)|(?:费用?|情况|收费)(?::|为)?无"
    r"|未收|免收"
)
_NO_NOTICES = r"(?:未|没有|无)(?:发|下|出|开|送|产|需|收费)[^,;。]{0,10}通知"
_COLLECTED = r"(?:实际|实收|已|均|全部|全额|尚未|未|没有)[^,;。]{0,10}(?:收取|收缴|缴|到账|入库)"


class Amount(NamedTuple):
    """An amount: in 分, as written, whether it says what was collected, or the total, its place."""

    fen: int
    text: str
    received: bool
    total: bool
    place: Place


class FeeStatement(NamedTuple):
    """What one paragraph says of fees for information.

    `text` is folded; `first` is the place of the first sentence about it. `counts` are the numbers
    of notices or applications, `amounts` those of money.
    """

    section: int | None
    text: str
    first: Place
    counts: tuple[str, ...]
    amounts: tuple[Amount, ...]

    @property
    def is_charged(self) -> bool:
        """Whether a fee was charged or asked for."""
        if any(amount.fen for amount in self.amounts):
            return True
        counted = any(count != "0" for count in self.counts)
        return counted and bool(re.search(_CHARGED, self.text)) and not re.search(_NONE, self.text)

    @property
    def reports_notices(self) -> bool:
        """Whether notices of a fee are reported, or a fee that there must have been one for."""
        return self.is_charged or ("通知" in self.text and not re.search(_NO_NOTICES, self.text))

    @property
    def names_amount(self) -> bool:
        """Whether an amount stands in it, in whatever numerals."""
        return re.search(_WRITTEN_AMOUNT, self.text) is not None

    @property
    def says_collected(self) -> bool:
        """Whether it says what came in of what was charged."""
        return (
            any(amount.received for amount in self.amounts)
            or re.search(_COLLECTED, self.text) is not None
        )


@once_per_report
def fee_statements(report: Report) -> tuple[FeeStatement, ...]:
    """Return what the report says of fees for information, part 6 first."""
    return tuple(_statements(report))


def _statements(report: Report) -> Iterator[FeeStatement]:
    numbered = [
        (section, paragraph)
        for section, paragraph in report.paragraphs()
        if "费" in paragraph.text and any(word in paragraph.text for word in _MAYBE)
    ]
    for section, paragraph in sorted(numbered, key=lambda found: found[0] != 6):
        statement = _statement(section, paragraph)
        if statement:
            yield statement


def _statement(section: int | None, paragraph: Paragraph) -> FeeStatement | None:
    text, offsets = fold_with_offsets(paragraph.text)
    pattern = f"{_ON_FEES}|{_ON_FEES_IN_6}" if section == 6 else _ON_FEES
    sentences: list[tuple[int, str]] = []
    for match in re.finditer(r"[^。!?]+", text):
        sentence = match.group()
        on_fees = re.search(pattern, re.sub(_OTHER_FEES, "", sentence))
        if on_fees or (sentences and re.search(_GOES_ON, sentence)):
            sentences.append((match.start(), sentence))
    if not sentences:
        return None

    def place(start: int, end: int) -> Place:
        return paragraph.place_of(offsets[start], offsets[end - 1] + 1)

    amounts = []
    counts: list[str] = []
    for at, sentence in sentences:
        counts += [match[1] for match in re.finditer(_COUNT, sentence)]
        for match in re.finditer(_AMOUNT, sentence):
            before = sentence[max(0, match.start() - _BEFORE) : match.start()]
            fen = _fen(match[1], bool(match[2]))
            if fen is None:
                continue
            amounts.append(
                Amount(
                    fen,
                    match.group(),
                    re.search(_RECEIVED, before) is not None,
                    re.search(_TOTAL, before) is not None,
                    place(at + match.start(), at + match.end()),
                )
            )
    first, first_sentence = sentences[0]
    said = "。".join(sentence for _, sentence in sentences)
    return FeeStatement(
        section, said, place(first, first + len(first_sentence)), tuple(counts), tuple(amounts)
    )


def _fen(written: str, in_wan: bool) -> int | None:
    """Return an amount in 分, what is less than one left out; None for more digits than any has."""
    whole, _, rest = written.replace(",", "").partition(".")
    places = 6 if in_wan else 2
    return whole_number(whole + (rest + "0" * places)[:places])
