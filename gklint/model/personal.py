"""Numbers that point to a person: where a report has them, and text with them masked.

Resident identity numbers (GB 11643), mobile telephone numbers and bank cards. GK701 to GK703 report
them; `mask`, `masked_value` and `masked_source` keep them out of everything that is put out.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from gklint.model.personal_forms import (
    CARD,
    IDENTITY,
    MOBILE,
    Candidate,
    candidates,
    may_hold,
    runs_in,
)
from gklint.model.report import Cell, Report, once_per_report
from gklint.model.source import Source

__all__ = [
    "CARD",
    "IDENTITY",
    "MOBILE",
    "PersonalNumber",
    "mask",
    "masked_source",
    "masked_value",
    "personal_numbers",
]

#: What stands before a number that is none of a person's: of documents, bodies, cases.
_SERIAL = (
    r"(?:索引号?|文号|编号|编码|代码|流水号|单号|备案号|许可证号?|案号|序号|批号)[^\d，。；]{0,6}$"
)
_OF_A_BODY = r"信用代码|机构代码"
_PUBLIC_ACCOUNT = r"对公|单位账|财政|非税|国库|专户|户名|缴款|缴费|汇缴"
#: What stands before a number written in groups, which may as well be several numbers.
_CALLED = r"(?:手机|电话|联系|致电|拨打|卡号|账号|帐号|账户|帐户|银行)[^\d。；]{0,12}$"
_UNIT = r"\s?(?:多|余)?[元万亿件条项人次个份户篇种期家宗笔%％]"

_KEPT_BEFORE, _KEPT_AFTER = 3, 2
#: What stands around a number is looked at so far, whatever the length of the line.
_AROUND = 300
#: Where a table holds a number of a person, its sums give that away: so long ones are masked.
_LONG_SUM = 10**9


class PersonalNumber(NamedTuple):
    """A number of a person in a report.

    `start` and `end` are offsets in the file's text; `section` is the part of the form, None
    outside of one; `before` and `after` are what stands around it in the paragraph or line, 300
    characters at most. `sure` is False for what may as well be a count: it is masked and no more.
    """

    kind: str
    start: int
    end: int
    section: int | None
    before: str
    after: str
    sure: bool = True


def personal_numbers(report: Report) -> tuple[PersonalNumber, ...]:
    """Return the numbers of persons that stand in a report, in their order.

    In a table only what is surely one: a long number there is a count or an amount.
    """
    return tuple(number for number in _all_numbers(report) if number.sure)


def mask(text: str) -> str:
    """Return `text` with the middle of every number that may be a person's as asterisks.

    Lengths stay the same. What stands around is not looked at, so that this masks rather too much.
    """
    if len(text) < 11 or not may_hold(text):
        return text
    return _masked(text, [(found.start, found.end) for found in candidates(text)])


def masked_value(value: Any, report: Report | None = None) -> Any:
    """Return a value as it may be shown: text masked, and a number that has the form of a person's
    as masked text.

    Where a table of the report holds such a number, so are numbers that may be its sums.
    """
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    if -_LONG_SUM < value < _LONG_SUM:
        return value
    text = str(value)
    if report is not None and _is_in_tables(report):
        return _masked(text, [(0, len(text))])
    found = [found for found in candidates(text) if found.kind != MOBILE]
    return _masked(text, [(one.start, one.end) for one in found]) if found else value


def masked_cell(cell: Cell, *, amount: bool) -> str:
    """Return the text of a cell as it may be shown; an amount of money may have eleven digits."""
    numbers = [found for found in candidates(cell.text) if not (amount and found.kind == MOBILE)]
    return _masked(cell.text, [(found.start, found.end) for found in numbers])


def masked_source(report: Report) -> Source:
    """Return the report's source as it may be shown: the same lines, numbers of persons masked."""
    source = report.source
    numbers = _all_numbers(report)
    if not numbers:
        return source
    text = _masked(source.text, [(number.start, number.end) for number in numbers])
    lines = tuple(
        text[start : start + len(line)]
        for start, line in zip(source.starts, source.lines, strict=True)
    )
    return source._replace(text=text, lines=lines)


# --- in a report ---------------------------------------------------------------------------------


@once_per_report
def _all_numbers(report: Report) -> tuple[PersonalNumber, ...]:
    return tuple(sorted(_found(report), key=lambda found: found.start))


@once_per_report
def _is_in_tables(report: Report) -> bool:
    """Say whether a cell of a table holds a number of a person, or what may be one."""
    starts = report.source.starts
    amounts = _amounts(report)
    return any(
        _in_table(report, line) and starts[line - 1] not in amounts
        for number in _all_numbers(report)
        for line in (report.source.position(number.start)[0],)
    )


@once_per_report
def _amounts(report: Report) -> frozenset[int]:
    """Return the offsets at which the amounts of money in the tables begin."""
    starts = report.source.starts
    return frozenset(
        starts[cell.line - 1] + cell.column_number - 1
        for table in report.tables
        for row in table.rows
        for cell in row.cells
        if table.form.column[cell.column].amount
    )


def _found(report: Report) -> Iterator[PersonalNumber]:
    source = report.source
    seen: set[int] = set()
    # No run of digits goes on in the next line, unless a paragraph puts the two together.
    lines = dict.fromkeys(source.position(at)[0] for at in runs_in(source.text))
    closing = ((None, paragraph) for paragraph in report.ending)
    for section, paragraph in (*report.paragraphs(), *closing):
        if not lines and len(paragraph.pieces) == 1:
            continue
        text = paragraph.text
        for found, sure in _numbers_in(text):
            place = paragraph.place_of(found.start, found.end)
            first = source.starts[place.line - 1] + place.column - 1
            last = source.starts[place.end_line - 1] + place.end_column - 1
            if first not in seen:
                yield _number(found, text, first, last, section, sure)
            seen.update(range(first, last))
    # What is said to gklint in a comment is shown like any other line.
    comments = {comment.line for comment in source.comments}
    for number in lines:
        line = source.written_line(number)
        if len(plain := report.lines[number - 1]) == len(line):
            # No comment: in the characters that are meant, as the words around tell what it is.
            line = plain
        for found, sure in _numbers_in(line):
            first = source.starts[number - 1] + found.start
            if first in seen or (found.kind == MOBILE and first in _amounts(report)):
                continue
            called = re.search(_CALLED, _before(line, found))
            in_table = _in_table(report, number) and number not in comments
            if in_table and found.spaced and not called:
                # Cells of a row.
                continue
            certain = found.kind == IDENTITY or called or not in_table
            last = first + found.end - found.start
            yield _number(found, line, first, last, None, sure and bool(certain))


def _number(
    found: Candidate, text: str, first: int, last: int, section: int | None, sure: bool
) -> PersonalNumber:
    after = text[found.end : found.end + _AROUND]
    return PersonalNumber(found.kind, first, last, section, _before(text, found), after, sure)


def _before(text: str, found: Candidate) -> str:
    return text[max(0, found.start - _AROUND) : found.start]


@once_per_report
def _lines_of_tables(report: Report) -> frozenset[int]:
    return frozenset(
        line
        for table in report.tables
        for line in range(table.place.line, table.place.end_line + 1)
    )


def _in_table(report: Report, line: int) -> bool:
    return line in _lines_of_tables(report)


# --- in a text -----------------------------------------------------------------------------------


def _numbers_in(text: str) -> Iterator[tuple[Candidate, bool]]:
    """Yield the numbers of persons in a text, with what stands around them taken into account, and
    whether each is sure to be one: three counts with blanks between them may look the same."""
    if len(text) < 11 or not may_hold(text):
        return
    for found in candidates(text):
        if _is_a_persons(found, text):
            called = re.search(_CALLED, _before(text, found)[-16:])
            yield found, found.kind == IDENTITY or not found.spaced or bool(called)


def _is_a_persons(found: Candidate, text: str) -> bool:
    before, after = _before(text, found), text[found.end : found.end + _AROUND]
    near = before[-16:]
    old = found.kind == IDENTITY and sum(map(str.isalnum, text[found.start : found.end])) < 18
    if found.kind == IDENTITY and not old:
        return not re.search(_OF_A_BODY, near)
    if re.match(_UNIT, after) or re.search(_SERIAL, near) or _is_in_url(before, after):
        return False
    clause = re.split("[，。；;]", before)[-1] + re.split("[，。；;]", after)[0]
    return found.kind == MOBILE or not re.search(_PUBLIC_ACCOUNT, clause)


def _is_in_url(before: str, after: str) -> bool:
    # From the last character on that no address has.
    head = re.split("[^!-~．／]", before)[-1]
    tail = re.split("[^!-~．／]", after)[0]
    word = f"{head} {tail}".replace("．", ".").replace("／", "/")
    return "/" in word and re.search(r"://|www\.|\.(?:cn|com|s?html?|jsp|pdf)\b", word) is not None


def _masked(text: str, numbers: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in sorted(numbers):
        signs = [at for at in range(start, end) if text[at].isalnum()]
        hidden = set(signs[_KEPT_BEFORE:-_KEPT_AFTER])
        pieces.append(text[done:start])
        pieces.append("".join("*" if at in hidden else text[at] for at in range(start, end)))
        done = end
    return "".join([*pieces, text[done:]])
