"""Title, agency, year and statistics period: who reports, and on which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gklint.model.report import Paragraph, Period, Section, Title
from gklint.model.source import Place
from gklint.parsing.lexicon import agency_kind
from gklint.support.folding import fold, fold_with_offsets

# The patterns are text, and `re` compiles and keeps them when they are first used: most reports
# need few of them, and compiling all would be a good part of a start.
_YEAR = r"(?<!\d)(20\d\d)年?"
_DIGIT = "[〇○零O0一二三四五六七八九]"
_CHINESE_YEAR = rf"二[〇○零O0]({_DIGIT})({_DIGIT})年?"
_CHINESE_DIGITS = dict(zip("〇○零O0一二三四五六七八九", "00000123456789", strict=True))
#: What a title says beside the agency's name; YEAR stands for a year in digits or in Chinese.
_TITLE_WORDS = (
    r"(关于)?(印发|公布|发布)?(《)?(YEAR)?(年度|年)?(的)?"
    r"(政府信息公开|政务公开|信息公开)?(工作)?(情况)?(的)?"
    r"(YEAR)?(年度|年)?(工作)?(报告|年报)(》)?"
    r"(的)?(公告|通知)?(\(.*\))?$"
)
_BESIDE_NAME = r"(YEAR)年度?|年度$|\(.*?\)$"
#: The words that end a title, in their order.
WORDING = "政府信息公开工作年度报告"
#: So many characters of them out of order, with the rest before them, are no other words.
_FEWEST = 4
#: The name of a field that repeats the title.
_FIELD = r"^(?:名称|标题|信息名称|文件名称|题名):"
#: What a form to be filled in says of whoever did.
_FILLED_IN_BY = (
    r"(?:填[报表写]|报送|上报)(?:单位|机关|部门)\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*(\S+)"
)
#: A line that is a title itself, as the name of a column of a site is, belongs to no other.
_ANOTHER_TITLE = r"(年度报告|年报|工作报告)(专栏|栏目|专题|公示|列表|目录|汇编)?$"
#: The name of a field whose value is empty is no body's.
_FIELD_NAME = (
    r"(?:日期|时间|分类|体裁|文种|有效性|关键词|主题词|索引号|编号|"
    r"(?:发布|公开|责任)(?:机构|单位|机关))$"
)
_YEAR_ALONE = rf"[(\[]?(?:{_YEAR}|{_CHINESE_YEAR})度?[)\]]?"
#: （二〇二三年度）.
_LONGEST_YEAR = 8
_DOCUMENT_NUMBER = r"\[\d{4}\]|签发人|索引号|文号|第?\d+号$"


def read_title(lines: Sequence[tuple[str, Place, str]]) -> Title | None:
    """Return the title from the lines of the front matter (text, place, kind of line).

    The line that ends with 年度报告 and the short lines right before it, which hold the agency's
    name or the beginning of the title, are one title.
    """
    last = next((i for i, (_, _, kind) in enumerate(lines) if kind == "TITLE"), None)
    if last is None:
        return None
    first = last
    while first > 0 and last - first < 3 and _is_of_title(lines[first - 1]):
        if _is_year(fold(lines[first - 1][0])) and _is_of_a_list(lines, first - 1, last):
            break
        first -= 1
    text = " ".join(_without_marks(piece.strip()) for piece, _, _ in lines[first : last + 1])
    place = lines[first][1].through(lines[last][1])
    title = [(piece, where) for piece, where, _ in lines[first : last + 1]]
    if last + 1 < len(lines) and _is_year(fold(lines[last + 1][0])):
        # On a cover the year has a line of its own.
        title.append(lines[last + 1][:2])
    for piece, where in title:
        found = _find_year(piece)
        if found:
            year, start, end = found
            column = where.column
            return Title(
                text, place, year, Place(where.line, column + start, where.line, column + end)
            )
    whole = year_in(fold(text))
    return Title(text, place, whole, place if whole else None)


def _is_of_a_list(lines: Sequence[tuple[str, Place, str]], index: int, last: int) -> bool:
    """Say whether a line of nothing but a year is one of a site's list of years: the title has a
    year of its own, or there are two such lines."""
    before = fold(lines[index - 1][0]) if index else ""
    return _find_year(lines[last][0]) is not None or _is_year(before)


def _without_marks(text: str) -> str:
    """Return a heading of Markdown without what makes it one."""
    return (text.strip("#*").strip() or text) if text[:1] in ("#", "*") else text


def _is_of_title(line: tuple[str, Place, str]) -> bool:
    text, _, kind = line
    folded = fold(text)
    return (
        kind == "MASTHEAD"
        and len(folded) <= 30
        and not (
            re.search(_DOCUMENT_NUMBER, folded)
            or any(mark in folded for mark in ",:。|<>")
            or re.search(r"\d{1,2}月", folded)
            or re.search(_ANOTHER_TITLE, folded)
            or re.search(_FIELD_NAME, folded)
        )
    )


def _is_year(folded: str) -> bool:
    return len(folded) <= _LONGEST_YEAR and re.fullmatch(_YEAR_ALONE, folded) is not None


def _find_year(text: str) -> tuple[int, int, int] | None:
    """Return the year a text names and where, as offsets in the text."""
    folded, offsets = fold_with_offsets(text)
    match = re.search(_YEAR, folded) or _chinese_year(folded)
    if match is None:
        return None
    year = year_in(match.group())
    assert year is not None, "both patterns are of years"
    return year, offsets[match.start()], offsets[match.end() - 1] + 1


def _chinese_year(folded: str) -> re.Match[str] | None:
    return re.search(_CHINESE_YEAR, folded) if "二" in folded else None


def year_in(folded: str) -> int | None:
    """Return the first year that a folded text names, None without one."""
    match = re.search(_YEAR, folded)
    if match:
        return int(match[1])
    match = _chinese_year(folded)
    if match:
        return int("20" + _CHINESE_DIGITS[match[1]] + _CHINESE_DIGITS[match[2]])
    return None


def agency_of(title: Title | None, closing: Iterable[Paragraph]) -> str:
    """Return the name of the agency: from the title, else from the signature; "" if unknown."""
    if title is not None:
        name = agency_in(fold(title.text))
        if len(name) >= 2:
            return name
    for paragraph in closing:
        if agency_kind(paragraph.text) != "unknown":
            return fold(paragraph.text)
    return ""


def unscrambled(folded: str) -> str:
    """Return a title with its last words in order where they are not (工作告年度报), else ""."""
    for count in range(len(WORDING), _FEWEST - 1, -1):
        right, written = WORDING[-count:], folded[-count:]
        if written != right and sorted(written) == sorted(right):
            whole = folded[:-count] + right
            return whole if "信息公开" in whole else ""
    return ""


def agency_in(folded: str) -> str:
    """Return what stands in a title beside its year and its words: the name of the agency."""
    name = re.sub(_FIELD, "", unscrambled(folded) or folded)
    year = r"20\d\d|二[〇○零O0].{2}" if "二" in name else r"20\d\d"
    name = re.sub(_TITLE_WORDS.replace("YEAR", year), "", name)
    return re.sub(_BESIDE_NAME.replace("YEAR", year), "", name)


def agency_of_captions(captions: Iterable[Paragraph]) -> str:
    """Return the name of the agency that a workbook of tables says it is of; "" if unknown."""
    for paragraph in captions:
        match = re.search(_FILLED_IN_BY, paragraph.text)
        if match and agency_kind(match[1]) != "unknown":
            return fold(match[1])
    return ""


def kind_of(agency: str, closing: Iterable[Paragraph]) -> str:
    """Return the kind of agency by its name, else by the signature's."""
    kind = agency_kind(agency) if agency else "unknown"
    if kind == "unknown":
        kinds = (agency_kind(paragraph.text) for paragraph in closing)
        kind = next((found for found in kinds if found != "unknown"), "unknown")
    return kind


def year_of(
    given: int | None,
    title: Title | None,
    period: Period | None,
    sections: Sequence[Section],
    closing: Iterable[Paragraph],
) -> tuple[int | None, str]:
    """Return the report year and where it was found: see `gklint.model.report.Report.year_from`."""
    if given is not None:
        return given, "given"
    if title is not None and title.year is not None:
        return title.year, "title"
    if period is not None:
        return period.first[0], "period"
    year = _year_of_text(sections) or _year_of_closing(closing)
    return year, "text" if year else ""


def year_of_captions(captions: Iterable[Paragraph]) -> tuple[int | None, str]:
    """Return the first year that stands above the tables of a workbook, as `year_of` does."""
    for paragraph in captions:
        year = year_in(fold(paragraph.text))
        if year:
            return year, "text"
    return None, ""


def _year_of_text(sections: Sequence[Section]) -> int | None:
    """Return the year with which the first part begins, or that most of its years are."""
    text = next((fold(section.text) for section in sections if section.form.number == 1), "")
    opening = re.match(r"(20\d\d)年", text)
    if opening:
        return int(opening[1])
    years = Counter(int(match) for match in re.findall(r"(?<!\d)(20\d\d)年", text))
    if not years:
        return None
    year, count = years.most_common(1)[0]
    return year if count >= 2 and count * 2 > sum(years.values()) else None


def _year_of_closing(closing: Iterable[Paragraph]) -> int | None:
    """Return the year before that of the signature, where it was signed in the first half."""
    for paragraph in closing:
        match = re.match(r"(\d{4})年(\d{1,2})月", fold(paragraph.text))
        if match and int(match[2]) <= 6:
            return int(match[1]) - 1
    return None


# --- the statistics period, in whatever way its two days are written ---

_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HAN = "〇零○一二三四五六七八九"
_HAN_DIGITS = dict(zip(_HAN, "000123456789", strict=True))
_HAN_NUMERALS = tuple(_HAN + "十")
_BEHIND_A_NUMBER = "年月日号止期"
#: 2023年1月1日, 2023.1.1, 2023-01-01, 2023/1/1; a month alone is meant from its first day to its
#: last. YEAR and NUMBER stand for how they are written: see `_period_in`.
_FIRST_DAY = (
    r"(?<!\d)(?P<year>YEAR)(?:年(?:度?\(|全年\()?(?P<month>NUMBER)"
    r"(?:月(?:份|(?P<day>NUMBER)[日号])?|(?=[-—~至到]{1,2}\d{1,2}月))"
    r"|(?P<mark>[./-])(?P<number>\d{1,2})(?P=mark)(?P<numbered>\d{1,2})日?)"
)
_BETWEEN = (
    r"(?:(?:\d{1,2}|零)[时点:]0*)?(?:为?起点[,、]?以|(?:起始|开始|始|计?起)?(?:统计|计算|算)?[,、]?"
    r"(?:-+|—+|－+|~+|～+|→|起至|始至|截至|截止到?|计?至|到|[止终]于)"
    r"|(?:起|开始)(?:统计|计算|算)?[,、](?=[^,。;]{2,14}(?:止|结束|终)))"
)
_LAST_DAY = (
    r"(?P<year3>\d{4})[./-](?P<month3>\d{1,2})[./-](?P<day3>\d{1,2})日?"
    r"|(?:(?P<year2>YEAR)年)?(?:(?P<month2>NUMBER)月)?(?:份|底|末|"
    r"(?P<day2>NUMBER)(?:[日号]|(?=止|期间)))?"
)
_PERIOD = rf"{_FIRST_DAY}{_BETWEEN}(?:{_LAST_DAY})"
# Only characters that have no compatibility form: 日 and 月 may be Kangxi radicals.
_MAY_BE_PERIOD = (
    r"统计|期限|时限|时间范围|涵盖|覆盖|起止|[1１][2２]\D{1,2}[3３][1１]"
    r"|(?:数据|报告期|情况|反映).{0,30}\d"
)
#: Words that say that a period is the one the report's numbers are of.
_OF_STATISTICS = (
    r"统计(期限?|时限|时间|周期|期间|区间|年限|口径)"
    r"|(数据|期限|时限|时间范围|报告期|报告期间|起止(时间|日期)?).{0,12}$|(涵盖|覆盖|反映).{0,8}$"
)
#: What a calendar year in the preamble is of: （2023年1月1日至12月31日）工作情况.
_OF_THE_WORK = r"止?\)?(?:期间)?的?(?:政府信息公开|信息公开|工作|情况|数据)"

#: First and last day: year, month, day.
_Days = tuple[tuple[int, int, int], tuple[int, int, int]]


def read_period(paragraphs: Iterable[Paragraph]) -> Period | None:
    """Return the statistics period: the first span of days that the text says is one.

    It stands in the preamble or in the first part.
    """
    for paragraph in paragraphs:
        # Most paragraphs with a date are not about the period, and folding them is dear.
        if not re.search(_MAY_BE_PERIOD, paragraph.text):
            continue
        folded, offsets = fold_with_offsets(paragraph.text.replace("元月", "1月"))
        for match in re.finditer(_period_in(folded), folded):
            if (days := _days_of(match)) is None:
                continue
            before = folded[max(0, match.start() - 20) : match.start()]
            if re.search(_OF_STATISTICS, before) or _is_of_the_year(match, days):
                start, end = offsets[match.start()], offsets[match.end() - 1] + 1
                return Period(*days, paragraph.text[start:end], paragraph.place_of(start, end))
    return None


def _is_of_the_year(match: re.Match[str], days: _Days) -> bool:
    """Say whether a span from 1 January on is the period, whatever stands before it.

    Beside a word on statistics it is, whatever day it ends on; else a calendar year of the work.
    """
    (year, *first), last = days
    if first != [1, 1] or not (match["day"] or match["numbered"]):
        return False
    if "统计" in match.string:
        return True
    of_work = re.match(_OF_THE_WORK, match.string[match.end() :])
    return last == (year, 12, 31) and of_work is not None


def _period_in(folded: str) -> str:
    """Return the pattern of a period as a text writes its days: in digits, most often."""
    year, number = r"\d{4}", r"\d{1,2}"
    before = (piece for sign in _BEHIND_A_NUMBER for piece in folded.split(sign)[:-1])
    if any(piece.endswith(_HAN_NUMERALS) for piece in before):
        year, number = rf"(?:{year}|[{_HAN}]{{4}})", rf"(?:{number}|[{_HAN}十]{{1,3}})"
    return _PERIOD.replace("YEAR", year).replace("NUMBER", number)


def _days_of(match: re.Match[str]) -> _Days | None:
    """Return first and last day, None where what follows the first day is no day."""
    found = match.groupdict()
    year = _number_of(found["year"])
    month = _number_of(found["month"] or found["number"] or "0")
    day = _number_of(found["day"] or found["numbered"] or "1")
    if found["year3"]:
        last = (_number_of(found["year3"]), _number_of(found["month3"]), _number_of(found["day3"]))
        return (year, month, day), last
    if not found["month2"] and not found["day2"]:
        return None
    last_month = _number_of(found["month2"]) if found["month2"] else month
    last_year = _number_of(found["year2"]) if found["year2"] else year
    if found["day2"]:
        return (year, month, day), (last_year, last_month, _number_of(found["day2"]))
    # 1月至12月, 12月底: the last day of the month.
    length = _DAYS_OF_MONTH[last_month - 1] if 1 <= last_month <= 12 else 31
    return (year, month, day), (last_year, last_month, length)


def _number_of(written: str) -> int:
    """Return a number in digits or in Chinese: 二〇二三, 十二, 三十一."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return int("".join(_HAN_DIGITS[digit] for digit in written))
    return 10 * int(_HAN_DIGITS.get(tens, "1")) + int(_HAN_DIGITS.get(ones, "0"))
