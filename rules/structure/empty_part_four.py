"""第四部分应当有行政复议、行政诉讼情况统计表，并且逐格填写。

为什么
    格式要求第四部分用一张表报告三组共十五个数字。没有发生的填 0：空白分不清是没有发生，还是没有填。
    整组空白不论几组只报告一次，其余各组的空白也一并说明，不再逐格报告。正文已写明没有发生的，降为警告。
    缺少标题见 GK101。

错误示例
    行政复议五格空白，行政诉讼十格为 0

正确示例
    行政复议五格和行政诉讼十格都为 0

如何修改
    补上统计表；没有发生行政复议、行政诉讼的，每格填 0。
"""

import re
from collections.abc import Iterator

from gklint.api import (
    EMPTY,
    ERROR,
    WARNING,
    Finding,
    Place,
    Report,
    Row,
    Rule,
    Section,
    Severity,
    Table,
    Text,
    Verdicts,
    blank_groups,
    finding,
    holds_no_number,
    holds_unread_table,
    lazily,
    not_evaluated,
    related,
    row_unread,
)

from ._six_parts import IMAGE

RULE = Rule(
    code="GK107",
    name="empty-part-four",
    severity=ERROR,
    summary=Text(
        "第四部分没有统计表，或者表中整组空白", "part 4 has no table, or groups of it are blank"
    ),
    clauses=("format: 四、政府信息公开行政复议、行政诉讼情况",),
    messages={
        "no-table": Text(
            "第四部分未检出行政复议、行政诉讼情况统计表",
            "no table of reconsiderations and lawsuits was found in part 4",
        ),
        "all-blank": Text(
            "第四部分的统计表未检出一个数字，没有发生的应填 0{habit}",
            "there is not one number in the table of part 4; where nothing happened fill in 0"
            "{habit}",
        ),
        "group": Text(
            "“{group}”{groups} {count} 格全部空白{beside}，没有发生的应填 0{habit}",
            "all {count} cells of “{group}”{groups} are blank{beside}; where nothing happened fill "
            "in 0{habit}",
        ),
    },
    reasons={
        "unread": Text(
            "第四部分的表格：{why}", "the table of part 4 could not be read with confidence ({why})"
        ),
        "probably-image": Text(
            "第四部分的表格可能是图片，文字中未检出", "the table of part 4 is probably an image"
        ),
        "not-recognised": Text(
            "第四部分的表格未能识别", "the table of part 4 could not be recognised"
        ),
    },
    advice=Text(
        "补上统计表，没有发生的每格填 0", "add the table; where nothing happened fill in 0"
    ),
    years=(2019, None),
    eased_while_optional=True,
)

#: Said of a body that leaves blank what did not happen.
_HABIT = Text(
    "；第三部分的表格也以空白表示没有", "; blanks stand for nothing in the table of part 3, too"
)
#: By row: the word by which prose speaks of the group.
_WORD = {
    "reconsideration": "复议",
    "litigation_direct": "诉讼",
    "litigation_after_reconsideration": "诉讼",
}
_DENIED = (
    r"(?:未(?:曾|有|被|因|发生|收到|接到|产生|出现|涉及|受理)"
    r"|没有|不存在|不涉及|无(?!正当|法|效))"
)
_NOTHING = lazily(r"(?:本年度?|全年)?暂?无[。.]?")
_NONE = r"(?:未发生|没有发生|均无|为零|为0|(?<!\d)0[件宗起例])"


def check(report: Report) -> Verdicts:
    """Yield what of table four was not filled in: all of it, or a group."""
    table = report.table("review")
    section = report.section(4)
    if table is None:
        if section is not None:
            yield from _no_table(report, section)
        return
    if holds_no_number(table):
        yield finding(
            report.source.line_place(table.place.line),
            "all-blank",
            section=4,
            severity=_severity(report, *_WORD),
            habit=_HABIT if _leaves_blanks(report) else Text("", ""),
        )
        return
    if table.problem:
        yield not_evaluated("unread", why=table.problem.words)
        return
    for row in table.rows:
        if unread := row_unread(_label(table, row), row, partly=True):
            yield unread
    yield from _blank(report, table)


def _no_table(report: Report, section: Section) -> Verdicts:
    if IMAGE.search(section.text):
        yield not_evaluated("probably-image")
        return
    if holds_unread_table(report, section):
        yield not_evaluated("not-recognised")
        return
    yield finding(section.place, "no-table", section=4, severity=_severity(report, *_WORD))


def _blank(report: Report, table: Table) -> Iterator[Finding]:
    """Yield one finding for all groups that are blank, and all other blanks beside them."""
    blank = blank_groups(table)
    if not blank:
        return
    beside = [
        cell for row in table.rows if row not in blank for cell in row.cells if cell.state in EMPTY
    ]
    cells = [cell for row in blank for cell in row.cells] + beside
    everything = len(blank) == len(table.rows)
    names = [_label(table, row) for row in blank]
    yield finding(
        _place(blank[0]),
        "all-blank" if everything else "group",
        section=4,
        cells=map(table.cell_key, cells),
        related=[
            related(_place(row), "“{group}”", "“{group}”", group=_label(table, row))
            for row in blank[1:]
        ],
        severity=_severity(report, *(row.key for row in blank)),
        also=["GK206"] if beside else (),
        group="”“".join(names),
        groups=Text("一组" if len(names) == 1 else f"{len(names)} 组共", ""),
        count=sum(len(row.cells) for row in blank),
        beside=_beside(len(beside)),
        habit=_HABIT if _leaves_blanks(report) else Text("", ""),
    )


def _beside(count: int) -> Text:
    if not count:
        return Text("", "")
    return Text(
        f"，其余各组另有 {count} 格没有填数字", f", and {count} cells of the others have no number"
    )


def _leaves_blanks(report: Report) -> bool:
    """Say whether the body leaves blank what did not happen: most of another table is."""
    for table in report.tables:
        cells = [cell for row in table.rows for cell in row.cells]
        empty = sum(cell.state in EMPTY for cell in cells)
        if table.key == "applications" and empty * 2 > len(cells):
            return True
    return False


def _label(table: Table, row: Row) -> str:
    return table.form.row[row.key].label


def _place(row: Row) -> Place:
    """Return the place of the row's cells; of the first one where they stand on several lines."""
    first, last = row.cells[0].place, row.cells[-1].place
    return first.through(last) if first.line == last.end_line else first


def _severity(report: Report, *rows: str) -> Severity | None:
    """Return WARNING where the prose says of all these groups that none occurred."""
    words = {_WORD.get(row, row) for row in rows}
    return WARNING if all(_says_none(report, word) for word in words) else None


def _says_none(report: Report, word: str) -> bool:
    """Say whether a clause of the prose denies the word: 未发生行政复议, 行政诉讼0件."""
    none = rf"{_DENIED}[^，。；;,]{{0,30}}{word}|{word}[^，。；;,]{{0,12}}{_NONE}"
    return any(
        (word in paragraph.text and re.search(none, paragraph.text))
        or (number == 4 and _NOTHING.fullmatch(paragraph.text.strip()))
        for number, paragraph in report.paragraphs()
    )
