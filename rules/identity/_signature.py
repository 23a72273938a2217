"""Who signed a report and when, and the dates that a web page gives beside it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from gklint.api import Place, Report

from .._passages import Passage, of_closing, of_front, of_sections, passages
from .._word_lists import load_data

_DIGITS = {
    **dict.fromkeys("〇○零O0", 0),
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: A line of a web page or a letterhead is no longer.
_LONGEST = 80


class Dated(NamedTuple):
    """A date as written: year, month and day (which the calendar need not have), and where."""

    day: tuple[int, int, int]
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The date as it stands in the file."""
        return self.passage.written(self.start, self.end)

    @property
    def place(self) -> Place:
        """Where the date stands."""
        return self.passage.place(self.start, self.end)

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day."""
        year, month, day = self.day
        if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
            return False
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return leap or (month, day) != (2, 29)


def words() -> Any:
    """Return the words of `signature.yaml`."""
    return load_data(__file__, "signature.yaml")


def signers(report: Report) -> list[Passage]:
    """Return the lines of the signature that name a body."""
    others, printed = tuple(words()["no_signature"]), words()["printed"]
    return [
        line
        for line in _closing(report)
        if not _date().search(line.text)
        and line.text[0] not in "(["
        and not line.text.startswith(others)
        and not line.text.endswith(printed)
    ]


def signed(report: Report) -> Dated | None:
    """Return the date of the signature; that of printing (…印发) only where there is no other."""
    dates = [dated for line in _closing(report) for dated in dates_in(line)]
    own = [dated for dated in dates if words()["printed"] not in dated.passage.text]
    return next(iter(own or dates), None)


def is_signed(report: Report, date: Dated) -> bool:
    """Say whether a body's name stands with the date, so that it is the report's own."""
    return bool(signers(report)) or len(date.passage.text) > date.end - date.start + 4


def page_dates(report: Report) -> Iterator[Dated]:
    """Yield the dates that stand before the text: of a web page, of a document's heading.

    A page may have been changed later, and a text written before: when it was published counts
    first, when the page was updated last.
    """
    of_statistics = words()["of_statistics"]
    dates = [
        dated
        for line in passages(of_front(report), "年", "-", ".", "/", "时间", "日期")
        if len(line.text) <= _LONGEST and not any(word in line.text for word in of_statistics)
        for dated in dates_in(line)
    ]
    yield from sorted(dates, key=_rank)


def _rank(dated: Dated) -> int:
    before = dated.passage.text[: dated.start].removesuffix(":")
    if before.endswith(tuple(words()["published"])):
        return 0
    return 2 if before.endswith(tuple(words()["updated"])) else 1


def dates_in(passage: Passage) -> Iterator[Dated]:
    """Yield the dates in a line, in Arabic or Chinese numerals."""
    for match in _date().finditer(passage.text):
        day = (_year(match["year"]), _number(match["month"]), _number(match["day"]))
        yield Dated(day, passage, *match.span())


def _closing(report: Report) -> list[Passage]:
    lines = list(passages(of_closing(report), ""))
    if lines or not report.sections:
        return lines
    # Body and date on one line, which the last part seems to end with.
    last = list(of_sections(report))[-1:]
    return [
        line
        for line in passages(last, "年")
        if len(line.text) <= _LONGEST // 2 and _signed_line().fullmatch(line.text)
    ]


_NUMERALS = "〇○零O0一二三四五六七八九"


@lru_cache(maxsize=1)
def _date() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(?P<year>20\d\d|[二2][{_NUMERALS}]{{3}})[年./-]"
        rf"(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[月./-]"
        rf"(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:日|(?!\d)|(?=\d\d:\d\d))"
    )


@lru_cache(maxsize=1)
def _signed_line() -> re.Pattern[str]:
    return re.compile(rf"[^\d,。;:]{{3,30}}{_date().pattern}")


def _year(written: str) -> int:
    if written.isascii() and written.isdigit():
        return int(written)
    return int("".join(str(_DIGITS.get(digit, digit)) for digit in written))


def _number(written: str) -> int:
    """Return what a numeral below 100 says: 12, 十二, 二十."""
    if written.isdigit():
        return int(written)
    tens, mark, ones = written.partition("十")
    if not mark:
        # 一五 for 15 is no numeral, but a date as people write it.
        return int("".join(str(_DIGITS[digit]) for digit in written))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
