"""统计表的行名、栏名应当与格式一致。

为什么
    行名、栏名掉字、错字，会让读者误解口径，汇总程序也认不出来。

错误示例
    2.其他法律行政止公开

正确示例
    2.其他法律行政法规禁止公开

如何修改
    按格式原文改正。空格、全角半角、“1.”与“1、”之类的差别不在此列。
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gklint.api import (
    INFO,
    Fix,
    Place,
    Report,
    Rule,
    Table,
    Text,
    Verdicts,
    finding,
    fold,
    inside_quotes,
    readable_tables,
    replacement,
)

from ._required_rows import ALL_PARTS, clauses

RULE = Rule(
    code="GK212",
    name="table-label",
    severity=INFO,
    summary=Text("行名或栏名与格式不一致", "a row or column label that deviates from the format"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{written}”与格式不一致，应为“{right}”",
            "“{written}” deviates from the format: “{right}”",
        )
    },
    advice=Text("按格式原文改正", "write the label as the format has it"),
    years=(2019, None),
    eased_while_optional=True,
)

_ENUMERATOR = r"(\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+(?=[、.])|\d+(?=[、.,]))"


def check(report: Report) -> Verdicts:
    """Yield each label of a row or column that is none of the form's ways to write it."""
    for table in readable_tables(report):
        for place, written, labels in _labels(table):
            if written and not _is_one_of(written, labels):
                yield finding(
                    place,
                    section=table.form.section,
                    actual=written,
                    expected=labels[0],
                    clauses=clauses(table.form),
                    fix=_fix(report, table, place, written, labels[0]),
                    written=inside_quotes(written),
                    right=inside_quotes(labels[0]),
                )


def _fix(report: Report, table: Table, place: Place, written: str, right: str) -> Fix | None:
    """Return the fix of a label that stands on one line, and holds no group's label as well."""
    line = report.lines[place.line - 1]
    if place.line != place.end_line or line[place.column - 1 : place.end_column - 1] != written:
        return None
    if any(fold(group) in fold(written) for group in table.form.groups.values()):
        return None
    # The columns of table four are the same for each of its groups: one label stands for all.
    places = [other for other in _alike(report, table, written) if table.key == "review"]
    return replacement({place, *places}, right, safe=True)


def _alike(report: Report, table: Table, written: str) -> Iterator[Place]:
    """Yield the cells of a table that say the same."""
    cell = re.compile(rf"(?<![^\t| ]){re.escape(written)}(?![^\t| ])")
    for number in range(table.place.line, table.place.end_line + 1):
        for match in cell.finditer(report.lines[number - 1]):
            yield Place(number, match.start() + 1, number, match.end() + 1)


def _labels(table: Table) -> Iterator[tuple[Place, str, Sequence[str]]]:
    """Yield place and text of each label that is not the form's to the letter, and what it may be,
    the right one first."""
    for label in table.columns:
        column = table.form.column.get(label.key)
        if column and label.text != column.label:
            yield label.place, label.text, (column.label, *column.also)
    for row in table.rows:
        form = table.form.row[row.key]
        if row.label == form.label:
            continue
        names = (form.label, *form.also)
        if not _is_one_of(row.label, names):
            yield row.place, row.label, (*names, *_with_groups(table, form.group, names))


def _with_groups(table: Table, group: str, names: Sequence[str]) -> Iterator[str]:
    """Yield a row's names as they stand in one cell with what the row stands in: its own group,
    and the group of all results."""
    within = table.form.groups.get(group, "")
    inside = [f"{within} {name}" for name in names if within]
    yield from inside
    for span in table.form.spans:
        yield from (f"{span} {name}" for name in (*names, *inside))


def _is_one_of(written: str, labels: Sequence[str]) -> bool:
    return written in labels or _words(written) in map(_words, labels)


@lru_cache(maxsize=4096)
def _words(label: str) -> str:
    """Return the words of a label alone: no enumerators, no punctuation, no white space."""
    return re.sub(r"\W", "", re.sub(_ENUMERATOR, "", fold(label)))
