"""The statistics period, in whatever way its two days are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gklint.model.report import Paragraph, Period
from gklint.support.folding import fold_with_offsets

_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HAN = "〇零○一二三四五六七八九"
_HAN_DIGITS = dict(zip(_HAN, "000123456789", strict=True))
_YEAR = rf"(?:\d{{4}}|[{_HAN}]{{4}})"
_NUMBER = rf"(?:\d{{1,2}}|[{_HAN}十]{{1,3}})"
#: 2023年1月1日, 2023.1.1, 2023-01-01, 2023/1/1; a month alone is meant from its first day to its
#: last.
_FIRST = (
    rf"(?<!\d)(?P<year>{_YEAR})(?:"
    rf"年(?P<month>{_NUMBER})月(?:份|(?P<day>{_NUMBER})[日号])?"
    r"|(?P<mark>[./-])(?P<number>\d{1,2})(?P=mark)(?P<numbered>\d{1,2})日?)"
)
_BETWEEN = (
    r"(?:\d{1,2}[时:]0*)?(?:起始|开始|始|起)?[,、]?"
    r"(?:-+|—+|－+|~+|～+|→|起至|始至|截至|截止到?|至|到)"
)
_LAST = (
    r"(?P<year3>\d{4})[./-](?P<month3>\d{1,2})[./-](?P<day3>\d{1,2})日?"
    rf"|(?:(?P<year2>{_YEAR})年)?(?:(?P<month2>{_NUMBER})月)?(?:份|底|末|"
    rf"(?P<day2>{_NUMBER})(?:[日号]|(?=止|期间)))?"
)
_PERIOD = rf"{_FIRST}{_BETWEEN}(?:{_LAST})"
# Only characters that have no compatibility form: 日 and 月 may be Kangxi radicals.
_MAY_BE_PERIOD = r"统计|期限|时限|时间范围|涵盖|覆盖|起止|(?:数据|报告期|情况).{0,30}\d"
#: Words that say that a period is the one the report's numbers are of.
_OF_STATISTICS = (
    r"统计(期限|时限|时间|周期|期间|区间|年限|口径)"
    r"|(数据|期限|时限|时间范围|报告期|报告期间|起止(时间|日期)?).{0,12}$|(涵盖|覆盖).{0,8}$"
)


def read_period(paragraphs: Iterable[Paragraph]) -> Period | None:
    """Return the statistics period: the first span of days that the text says is one.

    It stands in the preamble or in the first part.
    """
    for paragraph in paragraphs:
        # Most paragraphs with a date are not about the period, and folding them is dear.
        if not re.search(_MAY_BE_PERIOD, paragraph.text):
            continue
        folded, offsets = fold_with_offsets(paragraph.text)
        for match in re.finditer(_PERIOD, folded):
            days = _days(match)
            if days is None:
                continue
            before = folded[max(0, match.start() - 20) : match.start()]
            days_named = match["day"] or match["numbered"]
            whole_year = days_named and days[0][1:] == (1, 1) and "统计" in folded
            if re.search(_OF_STATISTICS, before) or whole_year:
                start, end = offsets[match.start()], offsets[match.end() - 1] + 1
                return Period(*days, paragraph.text[start:end], paragraph.place_of(start, end))
    return None


def _days(match: re.Match[str]) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """Return first and last day, None where what follows the first day is no day."""
    found = match.groupdict()
    year = _value(found["year"])
    month = _value(found["month"] or found["number"] or "0")
    day = _value(found["day"] or found["numbered"] or "1")
    if found["year3"]:
        last = (_value(found["year3"]), _value(found["month3"]), _value(found["day3"]))
        return (year, month, day), last
    if not found["month2"] and not found["day2"]:
        return None
    last_month = _value(found["month2"]) if found["month2"] else month
    last_year = _value(found["year2"]) if found["year2"] else year
    if found["day2"]:
        return (year, month, day), (last_year, last_month, _value(found["day2"]))
    # 1月至12月, 12月底: the last day of the month.
    length = _DAYS_OF_MONTH[last_month - 1] if 1 <= last_month <= 12 else 31
    return (year, month, day), (last_year, last_month, length)


def _value(written: str) -> int:
    """Return a number in digits or in Chinese: 二〇二三, 十二, 三十一."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return int("".join(_HAN_DIGITS[digit] for digit in written))
    return 10 * int(_HAN_DIGITS.get(tens, "1")) + int(_HAN_DIGITS.get(ones, "0"))
