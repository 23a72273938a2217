"""Numbers that point to a person: where a report has them, and text with them masked.

Resident identity numbers (GB 11643), mobile telephone numbers and bank cards. GK701 to GK703 report
them; `mask` and `masked_source` keep them out of everything that is put out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from gklint.model.report import Paragraph, Report, once_per_report
from gklint.model.source import Source

IDENTITY, MOBILE, CARD = "identity", "mobile", "card"

#: The first two digits of an identity number: the province (GB/T 2260).
_PROVINCE = r"1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]"
#: Any run of digits, blanks and hyphens that is long enough; then what in it can be such a number.
_LONG = r"\d[\d -]{9,}\d"
_MAYBE = r"\d{11}|\d{3}[ -]\d{4}[ -]\d{4}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d|\d{6}[ -]\d{8}[ -]\d{3}"
_NUMBERS = (
    (IDENTITY, r"(?<![\dA-Za-z_])\d{6}([ -]?)\d{8}\1\d{3}[\dXxＸｘ](?![\dA-Za-z_])"),
    (MOBILE, r"(?<![\dA-Za-z_.])[1１][3-9３-９]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![\dA-Za-z_]|\.\d)"),
    (
        CARD,
        r"(?<![\dA-Za-z_.])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)"
        r"(?![\dA-Za-z_]|\.\d)",
    ),
)
#: What stands before a number that is none of a person's: of documents, bodies, cases.
_SERIAL = (
    r"(?:索引号?|文号|编号|编码|代码|流水号|单号|备案号|许可证号?|案号|序号|批号)[^\d，。；]{0,6}$"
)
_OF_A_BODY = r"信用代码|机构代码"
_PUBLIC_ACCOUNT = r"对公|单位账|财政|非税|国库|专户|户名|缴款|缴费|汇缴"
#: What stands before a number written in groups, which may as well be several numbers.
_CALLED = r"(?:手机|电话|联系|致电|拨打|卡号|账号|帐号|账户|帐户|银行)[^\d。；]{0,12}$"
_UNIT = r"\s?(?:多|余)?[元万亿件条项人次个份户篇种期家宗笔%％]"
#: Cards begin with these digits (ISO/IEC 7812 and older ones of Chinese banks).
_CARD = r"[3-6]|9558"

_KEPT_BEFORE, _KEPT_AFTER = 3, 2


#: A number of a person in a text: its kind and its offsets.
_Number: TypeAlias = "tuple[str, int, int]"


class PersonalNumber(NamedTuple):
    """A number of a person in a report.

    `start` and `end` are offsets in the file's text; `section` is the part of the form, None
    outside of one; `before` and `after` are the rest of the paragraph, or of the line.
    """

    kind: str
    start: int
    end: int
    section: int | None
    before: str
    after: str


@once_per_report
def personal_numbers(report: Report) -> tuple[PersonalNumber, ...]:
    """Return the numbers of persons that stand in a report, in their order.

    In a table only what is surely one: a long number there is a count or an amount.
    """
    return tuple(sorted(_found(report), key=lambda found: found.start))


def mask(text: str) -> str:
    """Return `text` with the middle of every number that may be a person's as asterisks.

    Lengths stay the same. What stands around is not looked at, so that this masks rather too much.
    """
    if len(text) < 11 or not _may_hold(text):
        return text
    return _masked(text, list(_candidates(text)))


def masked_source(report: Report) -> Source:
    """Return the report's source as it may be shown: the same lines, numbers of persons masked."""
    source = report.source
    numbers = personal_numbers(report)
    if not numbers:
        return source
    # Imported here: hardly any report needs it.
    text = _masked(source.text, [(n.kind, n.start, n.end) for n in numbers])
    lines = tuple(
        text[start : start + len(line)]
        for start, line in zip(source.starts, source.lines, strict=True)
    )
    return source._replace(text=text, lines=lines)


# --- in a report ---------------------------------------------------------------------------------


def _found(report: Report) -> Iterator[PersonalNumber]:
    source = report.source
    seen: set[int] = set()
    broken = _holds_broken_number(report)
    if not broken and not _may_hold(source.text):
        return
    closing = ((None, paragraph) for paragraph in report.closing)
    for section, paragraph in (*report.paragraphs(), *closing):
        text = paragraph.text
        for kind, start, end in _numbers_in(text) if broken or _may_hold(text) else ():
            place = paragraph.place_of(start, end)
            first = source.starts[place.line - 1] + place.column - 1
            if first not in seen:
                last = source.starts[place.end_line - 1] + place.end_column - 1
                yield PersonalNumber(kind, first, last, section, text[:start], text[end:])
            seen.update(range(first, first + end - start))
    # What is said to gklint in a comment is shown like any other line.
    comments = {comment.line for comment in source.comments}
    for number, line in enumerate(source.lines, 1):
        if number in comments:
            line = source.written_line(number)
        for kind, start, end in _numbers_in(line) if _may_hold(line) else ():
            first = source.starts[number - 1] + start
            sure = kind == IDENTITY or number in comments or re.search(_CALLED, line[:start])
            if first not in seen and (sure or not _in_table(report, number)):
                yield PersonalNumber(
                    kind, first, first + end - start, None, line[:start], line[end:]
                )


def _holds_broken_number(report: Report) -> bool:
    """Say whether a paragraph has a number that runs on from one line to the next."""
    for _, paragraph in report.paragraphs():
        if len(paragraph.pieces) > 1 and _is_broken(paragraph):
            return True
    return False


def _is_broken(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return any(
        text[piece.start - 1].isdigit() and text[piece.start : piece.start + 1].isdigit()
        for piece in paragraph.pieces[1:]
    )


def _in_table(report: Report, line: int) -> bool:
    return any(table.place.line <= line <= table.place.end_line for table in report.tables)


# --- in a text -----------------------------------------------------------------------------------


def _may_hold(text: str) -> bool:
    # Two looks: the first is four times as fast, and all that most texts need.
    return any(_pattern(_MAYBE).search(run) for run in _pattern(_LONG).findall(text))


def _numbers_in(text: str) -> Iterator[_Number]:
    """Yield the numbers of persons in a text, with what stands around them taken into account."""
    for number in _candidates(text):
        if _is_a_persons(number, text):
            yield number


def _candidates(text: str) -> Iterator[_Number]:
    """Yield what has the form of such a number, check digits included; none overlaps another."""
    taken: set[int] = set()
    for kind, pattern in _NUMBERS:
        for match in _pattern(pattern).finditer(text):
            start, end = match.span()
            if start not in taken and _is_well_formed(kind, match.group()):
                taken.update(range(start, end))
                yield kind, start, end


def _is_well_formed(kind: str, written: str) -> bool:
    if kind == MOBILE:
        return True
    # Imported here: hardly any report holds such a number.
    from unicodedata import normalize

    number = re.sub("[ -]", "", normalize("NFKC", written)).upper()
    if kind == IDENTITY:
        return _is_identity_number(number)
    from stdnum import luhn
    from stdnum.cn import uscc

    return (
        re.match(_CARD, number) is not None
        and bool(luhn.is_valid(number))
        and not uscc.is_valid(number)
    )


def _is_identity_number(number: str) -> bool:
    """Say whether province, date of birth and check digit are right."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    if not re.match(_PROVINCE, number) or not "1880" <= number[6:10] <= "2099":
        return False
    # Not ric.is_valid: its list of counties lacks some that are gone.
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


def _is_a_persons(number: _Number, text: str) -> bool:
    kind, start, end = number
    before, after = text[:start], text[end:]
    near = before[-16:]
    if kind == IDENTITY:
        return not re.search(_OF_A_BODY, near)
    grouped = any(sign in text[start:end] for sign in " -")
    if grouped and not re.search(_CALLED, near):
        return False
    # A hyphen after other digits belongs to a longer number, the code of the country left aside.
    if re.search(r"(?<!86)(?<=\d)-$", before) or re.match(_UNIT, after):
        return False
    if re.search(_SERIAL, near) or _is_in_url(before, after):
        return False
    clause = re.split("[，。；;]", before)[-1] + re.split("[，。；;]", after)[0]
    return kind == MOBILE or not re.search(_PUBLIC_ACCOUNT, clause)


def _is_in_url(before: str, after: str) -> bool:
    head = re.search(r"[!-~]*$", before)
    tail = re.match(r"[!-~]*", after)
    word = (head.group() if head else "") + " " + (tail.group() if tail else "")
    return "/" in word and re.search(r"://|www\.|\.(?:cn|com|s?html?|jsp|pdf)\b", word) is not None


def _masked(text: str, numbers: list[_Number]) -> str:
    characters = list(text)
    for _, start, end in numbers:
        signs = [at for at in range(start, end) if characters[at].isalnum()]
        for at in signs[_KEPT_BEFORE:-_KEPT_AFTER]:
            characters[at] = "*"
    return "".join(characters)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
