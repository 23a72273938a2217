"""统计表应当有格式规定的每一行。

为什么
    缺行的表格合计不起来，读者也无从知道缺的是 0 还是没有统计。表格中途断掉，多半是排版或转换时
    丢了一页。

错误示例
    （五）不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
                   | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0

正确示例
    （五）不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
                   | 2.重复申请           | 0 | 0 | 0 | 0 | 0 | 0 | 0
                   | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0

如何修改
    补齐缺少的行，没有发生的填 0。只缺“（三）不予公开”之类的分组名称，见 GK213。
"""

from gklint.api import (
    ERROR,
    WARNING,
    Finding,
    Place,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    lost_page,
    not_evaluated,
    section_forms,
    table_unread,
)

from ._required_rows import ALL_PARTS, Gap, clauses, gaps, part_name, tables_of

RULE = Rule(
    code="GK204",
    name="missing-row",
    severity=ERROR,
    summary=Text("统计表缺少格式规定的行", "rows of the format are missing from a table"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "{part}的表格缺少“{first}”一行", "the table of {part} lacks the row “{first}”"
        ),
        "run": Text(
            "{part}的表格缺少“{first}”至“{last}”共 {count} 行",
            "the table of {part} lacks {count} rows, “{first}” to “{last}”",
        ),
        "in-pieces": Text(
            "{part}的表格没有读出“{first}”一行，这里有它的名称或名称的一段；是否转换时拆散了",
            "the row “{first}” of the table of {part} was not read, its label or a piece of it "
            "stands here; was the table taken apart in conversion?",
        ),
        "broken-off": Text(
            "{part}的表格到“{before}”为止中断，其后缺少“{first}”至“{last}”共 {count} 行",
            "the table of {part} breaks off after “{before}”: {count} rows are missing, "
            "“{first}” to “{last}”",
        ),
    },
    reasons={
        "lost-with-parts": Text(
            "自“{label}”起各行与其后的部分一起没有了，见 GK101",
            "the rows from “{label}” on are lost with the parts after them: GK101",
        ),
        "not-recognised": Text(
            "自“{label}”起有行未能识别", "rows from “{label}” on could not be recognised"
        ),
        "unknown-label": Text(
            "“{label}”处的行名无法识别，见 GK214",
            "the label where “{label}” is due is unknown: GK214",
        ),
    },
    advice=Text(
        "补齐缺少的行，没有发生的填 0；如是排版或转换时丢失，请对照原件",
        "add the rows, with 0 where nothing occurred; if they were lost in layout or conversion, "
        "go back to the original",
    ),
    years=(2019, None),
    eased_while_optional=True,
)

#: A label this long is not said in passing.
_LONG = 8
#: So many letters of a label, and half of it at least, are a piece of it.
_PIECE = 5


def check(report: Report) -> Verdicts:
    """Yield each run of rows that the format has and a table has not."""
    for section in (2, 3, 4):
        unread = next((table for table in tables_of(report, section) if table.problem), None)
        if unread and (reason := table_unread(unread, partly=True)):
            yield reason
            continue
        for gap in gaps(report, section):
            label = gap.missing[0].label
            if _is_on_lost_page(report, gap):
                yield not_evaluated("lost-with-parts", label=label, partly=True)
            elif _stands_in_prose(report, gap):
                yield not_evaluated("not-recognised", label=label, partly=True)
            elif gap.is_mislabelled:
                yield not_evaluated("unknown-label", label=label, partly=True)
            elif piece := _piece(report, gap):
                yield _in_pieces(gap, piece)
            else:
                yield _finding(report, gap)


def _is_on_lost_page(report: Report, gap: Gap) -> bool:
    """Whether the text ends with the table, and GK101 tells of its rows with the parts after it.

    Where other parts follow, there are two places to fix, and each has its finding.
    """
    page = lost_page(report)
    return (
        page is not None
        and page.sections[-1] == section_forms(report)[-1]
        and gap.after is None
        and gap.missing[0].table.section == page.table.form.section
    )


def _stands_in_prose(report: Report, gap: Gap) -> bool:
    """Whether the rows are there, and were taken for prose: a label of theirs stands in it."""
    labels = [label for due in gap.missing if len(label := fold(due.row.label)) >= _LONG]
    prose = "\n".join(
        fold(paragraph.text)
        for number, paragraph in report.paragraphs()
        if number == gap.missing[0].table.section
    )
    return any(label in prose for label in labels)


def _piece(report: Report, gap: Gap) -> Place | None:
    """Return the line where a row is due that has its label or a piece of it, in which words of
    others or numbers are: 行政事业性收 0, with 费 on the next line."""
    label = fold(gap.missing[0].row.label)
    begins = label[: max(_PIECE, len(label) // 2)]
    if len(gap.missing) > 1 or len(label) <= _PIECE:
        return None
    first, last = _lines_of(report, gap)
    for number in range(first, last):
        for word in map(fold, report.lines[number - 1].split()):
            if word.startswith(begins) and label.startswith(word):
                return report.source.line_place(number)
    return None


def _lines_of(report: Report, gap: Gap) -> tuple[int, int]:
    """Return the first line where the row is due, and the one behind the last."""
    starts = [section.place.line for section in report.sections]
    section = report.section(gap.missing[0].table.section)
    begins = section.place.line if section else 1
    behind = min((at for at in starts if at > begins), default=len(report.lines) + 1)
    first = gap.before.place.end_line if gap.before else begins
    return first + 1, gap.after.place.line if gap.after else behind


def _in_pieces(gap: Gap, place: Place) -> Finding:
    table = gap.missing[0].table
    return finding(
        place,
        "in-pieces",
        section=table.section,
        severity=WARNING,
        clauses=clauses(table),
        part=part_name(table.section),
        first=gap.missing[0].label,
    )


def _finding(report: Report, gap: Gap) -> Finding:
    first, last = gap.missing[0], gap.missing[-1]
    section = first.table.section
    beside = gap.before or gap.after
    message = "default" if len(gap.missing) == 1 else "run"
    if message == "run" and gap.before and gap.after is None:
        message = "broken-off"
    return finding(
        beside.place if beside else tables_of(report, section)[0].place,
        message,
        section=section,
        clauses=clauses(first.table),
        part=part_name(section),
        first=first.label,
        last=last.label,
        count=len(gap.missing),
        before=gap.before_due.label if gap.before_due else "",
    )
