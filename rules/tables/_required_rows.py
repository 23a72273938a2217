"""What the rules on tables share: what is due in a table, what to call it, what a rule rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gklint.api import (
    ColumnForm,
    Form,
    Label,
    Report,
    Row,
    RowForm,
    Table,
    TableForm,
    Text,
    fold,
    inside_quotes,
)

#: The parts of the form that hold tables, as clauses name them.
PARTS = {
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
}
ALL_PARTS = tuple(f"format: {part}" for part in PARTS.values())

_NUMERALS = {
    2: Text("第二部分", "part two"),
    3: Text("第三部分", "part three"),
    4: Text("第四部分", "part four"),
}


class DueRow(NamedTuple):
    """A row that the report owes: the table it belongs to and the row of the form."""

    table: TableForm
    row: RowForm

    @property
    def label(self) -> str:
        """How a message names the row: “（三）不予公开 1.属于国家秘密”."""
        group = self.table.groups.get(self.row.group)
        in_group = group and self.table.section == 3
        return inside_quotes(f"{group} {self.row.label}" if in_group else self.row.label)


class Gap(NamedTuple):
    """A run of rows that are due and absent, in the order of the form.

    `before` and `after` are the rows there on either side (None: the table's start, its end), and
    `before_due` is what the form calls the one before; `strange` are the labels in between that the
    form does not have.
    """

    missing: tuple[DueRow, ...]
    before_due: DueRow | None
    before: Row | None
    after: Row | None
    strange: tuple[Label, ...]

    @property
    def is_mislabelled(self) -> bool:
        """Whether the rows may all be there, under labels the form does not have."""
        return len(self.strange) >= len(self.missing)


def part_name(section: int) -> Text:
    """Return how a message names a part: 第三部分."""
    return _NUMERALS[section]


def clauses(form: TableForm) -> tuple[str, ...]:
    """Return what a finding about a table of this form rests on."""
    part = f"format: {PARTS[form.section]}"
    own = f"{form.regulation}: {form.article}"
    return (part,) if form.article == PARTS[form.section] else (own, part)


def quoted(labels: Iterable[str]) -> Text:
    """Return “A”、“B”."""
    marked = [f"“{inside_quotes(label)}”" for label in labels]
    return Text("、".join(marked), ", ".join(marked))


def tables_of(report: Report, section: int) -> list[Table]:
    """Return the tables that belong into a part, wherever they stand."""
    return [table for table in report.tables if table.form.section == section]


def form_in_force(report: Report, tables: Sequence[Table]) -> Form:
    """Return the form for the report year, that of the first table where the year is unknown."""
    return report.form or report.forms.by_key(tables[0].form.format)


def _knows(form: TableForm, label: Label) -> bool:
    """Say whether the form has the column under this label, or one that is taken for it."""
    column = form.column.get(label.key)
    return column is not None and fold(label.text) in map(fold, column.labels)


def foreign_labels(table: Table, form: Form) -> list[Label]:
    """Return the labels, in their order, that show the table to be of another format than `form`.

    Empty where the table is of this form, or where what is there of it is alike in both.
    """
    if table.form.format == form.key:
        return []
    right = form.table.get(table.key)
    rows = [Label(row.key, row.label, row.place) for row in table.rows]
    if right is None:
        labels = [*table.columns, *rows]
    else:
        labels = [
            label
            for label in table.columns
            if label.key in table.form.column and not _knows(right, label)
        ]
        labels += [label for label in rows if label.key not in right.row]
        if not labels and not table.columns:
            # The reader knew the format by a header that it could not lay over the columns.
            labels = [
                Label(column.key, column.label, table.place)
                for column in table.form.columns
                if column.key not in right.column
            ]
    return sorted(labels, key=lambda label: label.place)


def missing_columns(table: Table, form: Form) -> list[ColumnForm]:
    """Return the columns the table lacks; none where no header was recognised.

    A column is there if its label or a number in it is. Where the table is of another format,
    only columns that both have are due.
    """
    if not table.columns:
        return []
    there = {label.key for label in table.columns}
    if there >= table.form.column.keys():
        return []
    there |= {cell.column for row in table.rows for cell in row.cells if cell.state != "blank"}
    due = table.form.columns
    if foreign_labels(table, form):
        right = form.table.get(table.key)
        due = tuple(column for column in due if right and column.key in right.column)
    return [column for column in due if column.key not in there]


def gaps(report: Report, section: int) -> Iterator[Gap]:
    """Yield the runs of rows that are due in the tables of a part and absent.

    Nothing where the part has no table at all. A run goes on across the blocks of table two.
    """
    tables = tables_of(report, section)
    if not tables:
        return
    there: dict[tuple[str, str], Row] = {}
    for table in tables:
        for row in table.rows:
            there.setdefault((table.key, row.key), row)
    missing: list[DueRow] = []
    before_due: DueRow | None = None
    before: Row | None = None
    for due in _due_rows(report, tables):
        here = there.get((due.table.key, due.row.key))
        if here is None:
            missing.append(due)
            continue
        if missing:
            yield Gap(tuple(missing), before_due, before, here, _strange(tables, before, here))
            missing = []
        before_due, before = due, here
    if missing:
        yield Gap(tuple(missing), before_due, before, None, _strange(tables, before, None))


def _strange(tables: Sequence[Table], before: Row | None, after: Row | None) -> tuple[Label, ...]:
    """Return the labels between two rows that the form does not have."""
    return tuple(
        label
        for table in tables
        for label in table.unknown
        if (before is None or before.place < label.place)
        and (after is None or label.place < after.place)
    )


def _due_rows(report: Report, tables: Sequence[Table]) -> Iterator[DueRow]:
    """Yield the rows due in a part: those of the form in force, unless a table shows another one.

    What one format has and the other has not is explained by GK202 or GK203.
    """
    form = form_in_force(report, tables)
    read = {table.key: table for table in reversed(tables)}
    # One block may be alike in both formats, and is of the other format with its neighbours.
    others = [table.form.format for table in tables if foreign_labels(table, form)]
    for right in form.tables:
        if right.section != tables[0].form.section:
            continue
        written: TableForm | None = right
        if right.key in read and read[right.key].form.format in others:
            written = read[right.key].form
        elif right.key not in read and others:
            written = report.forms.by_key(others[0]).table.get(right.key)
        for row in written.rows if written else ():
            if row.key in right.row:
                yield DueRow(right, right.row[row.key])
