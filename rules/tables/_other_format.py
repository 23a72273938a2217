"""Tables that follow another format than the one in force for the report year."""

from collections.abc import Iterator, Sequence

from gklint.api import (
    Finding,
    Form,
    Label,
    Reason,
    Report,
    Table,
    Text,
    Verdicts,
    finding,
    form_in_dispute,
    inside_quotes,
    not_evaluated,
    related,
    table_unread,
)

from ._required_rows import PARTS, foreign_labels, part_name, quoted, tables_of

#: So many of the labels that show the format are named in the message; all are related places.
_NAMED = 3

_FORMAT_UNCLEAR = Reason(
    "format-unclear",
    Text(
        "标题与统计期限的年度不一致，无法确定适用的格式，见 GK503",
        "title and period disagree on the year, and so on the format: GK503",
    ),
)


class _Foreign:
    """The tables of one part that follow another format, and the labels that show it."""

    def __init__(self, section: int, tables: Sequence[Table], labels: Sequence[Label]) -> None:
        self.section = section
        self.tables = tables
        self.labels = labels


def other_format(report: Report, *, outdated: bool) -> Verdicts:
    """Yield a finding for each part whose tables follow an older (or a newer) format.

    Part four is alike in all formats. Needs the report's form.
    """
    form = report.form
    if form is None:
        return
    if form_in_dispute(report):
        yield not_evaluated(_FORMAT_UNCLEAR)
        return
    for section in (2, 3):
        tables = tables_of(report, section)
        unread = next((table for table in tables if table.problem), None)
        if unread and (reason := table_unread(unread, partly=True)):
            yield reason
        foreign = [
            table
            for table in tables
            if not table.problem
            and (table.form.format < form.key) == outdated
            and foreign_labels(table, form)
        ]
        if foreign:
            labels = [label for table in foreign for label in foreign_labels(table, form)]
            yield _finding(_Foreign(section, foreign, labels), form)


def _finding(foreign: _Foreign, form: Form) -> Finding:
    first, *others = foreign.labels
    rows = [row.label for table in foreign.tables for row in table.rows]
    only_row = len(foreign.labels) == 1 and first.text in rows
    wanted = list(_wanted(foreign.tables, form))
    return finding(
        first.place,
        "row" if only_row and wanted else "default",
        section=foreign.section,
        clauses=(f"format: {PARTS[foreign.section]}",),
        related=[
            related(label.place, "“{label}”", "“{label}”", label=label.text) for label in others
        ],
        part=part_name(foreign.section),
        label=inside_quotes(first.text),
        labels=_some(list(dict.fromkeys(label.text for label in foreign.labels))),
        written=foreign.tables[0].form.format,
        form=form.key,
        wanted=quoted(wanted),
        wanted_count=len(wanted),
    )


def _some(labels: Sequence[str]) -> Text:
    """Return the first labels, with how many there are in all."""
    named, count = quoted(labels[:_NAMED]), len(labels)
    if count <= _NAMED:
        return named
    return Text(f"{named.zh}等 {count} 个", f"{named.en} and {count - _NAMED} more")


def _wanted(tables: Sequence[Table], form: Form) -> Iterator[str]:
    """Yield the labels that the form in force has in place of those of the other format."""
    for table in tables:
        right = form.table.get(table.key)
        if right is None:
            continue
        for column in right.columns:
            if column.key not in table.form.column:
                yield column.label
        for row in right.rows:
            if row.key not in table.form.row:
                yield row.label
