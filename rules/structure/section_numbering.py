"""六个部分的标题应当依次用“一、”至“六、”编号。

为什么
    格式的六个部分用汉字数字加顿号编号，引用和查找都靠它。“第四部分”的写法不报告，全部标题都没有序号
    时（多为自动编号在转换时丢失）不作判断；因缺少、增加部分而顺延的序号，由报告那件事的规则说明。

错误示例
    三、收到和处理政府信息公开申请情况
    四. 政府信息公开行政复议、行政诉讼情况

正确示例
    三、收到和处理政府信息公开申请情况
    四、政府信息公开行政复议、行政诉讼情况

如何修改
    改为规定的序号，汉字数字后用顿号。
"""

from collections.abc import Iterator, Sequence

from gklint.api import (
    WARNING,
    Edit,
    Finding,
    Fix,
    Place,
    Report,
    Rule,
    Section,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
    related,
)

from ._six_parts import NUMERALS, SIX_PARTS, clause, part

RULE = Rule(
    code="GK105",
    name="section-numbering",
    severity=WARNING,
    summary=Text("部分的序号不对", "the numbering of a part is wrong"),
    clauses=SIX_PARTS,
    messages={
        "separator": Text(
            "{part}的序号写作“{actual}”，应为“{expected}”",
            "{part} is numbered “{actual}”; it should be “{expected}”",
        ),
        "every-separator": Text(
            "各部分的序号都写作“{actual}”这样，应为“{expected}”这样",
            "all parts are numbered like “{actual}”; it should be “{expected}”",
        ),
        "ordinal": Text(
            "{part}“{title}”的序号写作“{actual}”，应为“{expected}”",
            "{part} “{title}” is numbered “{actual}”; it should be “{expected}”",
        ),
        "doubled": Text(
            "{part}“{title}”的序号写作“{actual}”，与前一部分重复，应为“{expected}”",
            "{part} “{title}” is numbered “{actual}”, like the part before it;"
            " it should be “{expected}”",
        ),
        "missing": Text(
            "{part}“{title}”没有序号，应为“{expected}”",
            "{part} “{title}” has no number; it should be “{expected}”",
        ),
    },
    reasons={
        "numbers-lost": Text(
            "各部分的标题都没有序号，可能是自动编号在转换时丢失",
            "no heading is numbered: automatic numbering was probably lost",
        ),
    },
    advice=Text("用汉字数字加顿号依次编号：一、至六、", "number the parts 一、 to 六、"),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each heading whose number is missing, wrong, or not followed by 、."""
    numbered = [section for section in report.sections if section.number is not None]
    if report.sections and not numbered:
        yield not_evaluated("numbers-lost")
        return
    for section in report.sections:
        if section.number is None:
            yield _finding(report, section, "missing")
    wrong = list(_wrong(report.sections))
    for section, message in wrong:
        yield _finding(report, section, message)
    rest = [section for section in numbered if section not in [one for one, _ in wrong]]
    yield from _separators(report, rest)


def _wrong(sections: Sequence[Section]) -> Iterator[tuple[Section, str]]:
    """Yield the headings at which the count goes wrong; those that only go on from there are not
    meant, nor a count that is right for the parts there are."""
    before: Section | None = None
    count = 0
    for section in sections:
        count += 1
        number = section.number
        if number is not None:
            if number not in (section.form.number, count) and not _counts_between(before, number):
                yield section, "doubled" if number == count - 1 else "ordinal"
            count = number
        before = section


def _counts_between(before: Section | None, number: int) -> bool:
    """Say whether a part that the form does not have bears the number before `number`."""
    if before is None or not 2 <= number <= len(NUMERALS) + 1:
        return False
    opening = f"{NUMERALS[number - 2]}、"
    return any(fold(paragraph.text[:8]).startswith(opening) for paragraph in before.paragraphs)


def _separators(report: Report, sections: Sequence[Section]) -> Iterator[Finding]:
    deviant = [section for section in sections if not _is_separator(section.separator)]
    styles = {fold(section.separator) for section in deviant}
    if len(deviant) == len(report.sections) > 1 and len(styles) == 1:
        yield _finding(report, deviant[0], "every-separator", deviant[1:])
        return
    for section in deviant:
        yield _finding(report, section, "separator")


def _is_separator(separator: str) -> bool:
    return fold(separator) in ("、", "部分", "章", "节")


def _finding(
    report: Report, section: Section, message: str, others: Sequence[Section] = ()
) -> Finding:
    number = section.form.number
    place = _ordinal_place(report, section)
    written = report.lines[place.line - 1][place.column - 1 : place.end_column - 1]
    return finding(
        place,
        message,
        section=number,
        actual=written if section.ordinal else None,
        expected=f"{NUMERALS[number - 1]}、",
        related=[
            related(_ordinal_place(report, other), "同样写法", "written alike") for other in others
        ],
        clauses=(clause(number),),
        fix=_fix(report, (section, *others)) if message.endswith("separator") else None,
        part=part(number),
        title=section.form.title,
    )


def _fix(report: Report, sections: Sequence[Section]) -> Fix:
    """Return the fix that changes the mark after each numeral and leaves what it counts."""
    return Fix(
        tuple(
            Edit(_ordinal_place(report, section), f"{NUMERALS[section.number - 1]}、")
            for section in sections
            if section.number
        ),
        safe=True,
        title=Text("序号后改用顿号", "write 、 after the numeral"),
    )


def _ordinal_place(report: Report, section: Section) -> Place:
    """Return the place of the numeral and what follows it; of the heading where there is none."""
    place, title = section.place, section.title_place
    if title.line != place.line or not section.ordinal:
        return place
    line = report.lines[place.line - 1]
    written = line[place.column - 1 : title.column - 1].rstrip()
    return Place(place.line, place.column, place.line, place.column + len(written))
