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
#: What a title says beside the agency's name.
_TITLE_WORDS = (
    r"(关于)?(印发|公布|发布)?(《)?(20\d\d|二[〇○零O0].{2})?(年度|年)?(的)?"
    r"(政府信息公开|政务公开|信息公开)?(工作)?(情况)?(的)?(年度)?(工作)?(报告|年报)(》)?"
    r"(的)?(公告|通知)?(\(.*\))?$"
)
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
_ANOTHER_TITLE = r"(年度报告|年报|工作报告)$"
#: The name of a field whose value is empty is no body's.
_FIELD_NAME = (
    r"(?:日期|时间|分类|体裁|文种|有效性|关键词|主题词|索引号|编号|"
    r"(?:发布|公开|责任)(?:机构|单位|机关))$"
)
_YEAR_ALONE = rf"[(\[]?(?:{_YEAR}|{_CHINESE_YEAR})度?[)\]]?"
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
        first -= 1
    text = " ".join(piece.strip() for piece, _, _ in lines[first : last + 1])
    place = lines[first][1].through(lines[last][1])
    title = [(piece, where) for piece, where, _ in lines[first : last + 1]]
    if last + 1 < len(lines) and re.fullmatch(_YEAR_ALONE, fold(lines[last + 1][0])):
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


def _is_of_title(line: tuple[str, Place, str]) -> bool:
    text, _, kind = line
    folded = fold(text)
    return (
        kind == "MASTHEAD"
        and len(folded) <= 30
        and not (
            re.search(_DOCUMENT_NUMBER, folded)
            or any(mark in folded for mark in ",:。|<>")
            or re.search(r"\d{1,2}月\d{1,2}日", folded)
            or re.search(_ANOTHER_TITLE, folded)
            or re.search(_FIELD_NAME, folded)
        )
    )


def _find_year(text: str) -> tuple[int, int, int] | None:
    """Return the year a text names and where, as offsets in the text."""
    folded, offsets = fold_with_offsets(text)
    match = re.search(_YEAR, folded) or re.search(_CHINESE_YEAR, folded)
    if match is None:
        return None
    year = year_in(match.group())
    assert year is not None, "both patterns are of years"
    return year, offsets[match.start()], offsets[match.end() - 1] + 1


def year_in(folded: str) -> int | None:
    """Return the first year that a folded text names, None without one."""
    match = re.search(_YEAR, folded)
    if match:
        return int(match[1])
    match = re.search(_CHINESE_YEAR, folded)
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
    name = re.sub(_TITLE_WORDS, "", name)
    return re.sub(r"(20\d\d|二[〇○零O0].{2})年度?|年度$|\(.*?\)$", "", name)


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
