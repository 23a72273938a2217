"""What a report says of fees for information (信息处理费): notices, amounts, what was collected."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gklint.api import (
    Paragraph,
    Place,
    Report,
    fold_with_offsets,
    once_per_report,
    whole_number,
)

from .._word_lists import load_data

#: Without one of these there is no such sentence. None of them has a compatibility form.
_MAYBE = ("处理", "收", "缴", "费用", "公开", "申请", "答复")
_PIECES = "件份笔宗起例封名人张次"
_COUNT = r"(\d+|[一两二三四五六七八九十百]+)(?:件|份|笔|宗|起|例|封|名|人|张|次)"
_AMOUNT = r"(\d[\d,]*(?:\.\d+)?)(万?)元"
_WRITTEN_AMOUNT = r"[\d一二三四五六七八九十百千万]元"
#: So many characters before an amount both look at: a word of four and what may follow it.
_BEFORE = 32


class Amount:
    """An amount: in 分, as written, whether it says what was collected, or the total, its place."""

    def __init__(self, fen: int, text: str, received: bool, total: bool, place: Place) -> None:
        self.fen = fen
        self.text = text
        self.received = received
        self.total = total
        self.place = place


class FeeStatement:
    """What one paragraph says of fees for information.

    `text` is folded; `first` is the place of the first sentence about it. `counts` are the numbers
    of notices or applications, `amounts` those of money.
    """

    def __init__(
        self,
        section: int | None,
        text: str,
        first: Place,
        counts: tuple[str, ...],
        amounts: tuple[Amount, ...],
    ) -> None:
        self.section = section
        self.text = text
        self.first = first
        self.counts = counts
        self.amounts = amounts

    @property
    def is_charged(self) -> bool:
        """Whether a fee was charged or asked for."""
        if any(amount.fen for amount in self.amounts):
            return True
        counted = any(count != "0" for count in self.counts)
        return counted and _says(self.text, "charged") and not _says(self.text, "none")

    @property
    def reports_notices(self) -> bool:
        """Whether notices of a fee are reported, or a fee that there must have been one for."""
        return self.is_charged or ("通知" in self.text and not _says(self.text, "no_notices"))

    @property
    def names_amount(self) -> bool:
        """Whether an amount stands in it, in whatever numerals."""
        return re.search(_WRITTEN_AMOUNT, self.text) is not None

    @property
    def says_collected(self) -> bool:
        """Whether it says what came in of what was charged."""
        return any(amount.received for amount in self.amounts) or _says(self.text, "collected")


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
    pattern = _pattern("on_fees")
    if section == 6:
        pattern += "|" + _pattern("in_part_6")
    sentences: list[tuple[int, str]] = []
    for match in re.finditer(r"[^。!?]+", text):
        sentence = match.group()
        on_fees = re.search(pattern, re.sub(_pattern("other"), "", sentence))
        if on_fees or (sentences and _says(sentence, "goes_on")):
            sentences.append((match.start(), sentence))
    if not sentences:
        return None

    def place(start: int, end: int) -> Place:
        return paragraph.place_of(offsets[start], offsets[end - 1] + 1)

    amounts = []
    counts: list[str] = []
    for at, sentence in sentences:
        if any(piece in sentence for piece in _PIECES):
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
                    _says(before, "received"),
                    _says(before, "total"),
                    place(at + match.start(), at + match.end()),
                )
            )
    first, first_sentence = sentences[0]
    text_on_fees = "。".join(sentence for _, sentence in sentences)
    return FeeStatement(
        section,
        text_on_fees,
        place(first, first + len(first_sentence)),
        tuple(counts),
        tuple(amounts),
    )


def _says(text: str, what: str) -> bool:
    return re.search(_pattern(what), text) is not None


@cache
def _pattern(what: str) -> str:
    """Return the pattern of one of the things that are said of fees."""
    patterns: Mapping[str, Sequence[str]] = load_data(__file__, "fees.yaml")
    return "|".join(patterns[what])


def _fen(written: str, in_wan: bool) -> int | None:
    """Return an amount in 分, what is less than one left out; None for more digits than any has."""
    whole, _, rest = written.replace(",", "").partition(".")
    places = 6 if in_wan else 2
    return whole_number(whole + (rest + "0" * places)[:places])
