"""Tables that are absent, of the other format, short of rows or columns; cells that are odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Part,
    Rows,
    Words,
    faulty,
    number_in,
    pick,
    set_cell,
    tables_of,
)

from gklint.forms.loading import load_forms
from gklint.model.report import CellKey
from gklint.testing.changes import Change, change_draft
from gklint.testing.draft import Draft
from gklint.testing.layouts.layout import Line

_NEW_FORMAT = 2021
_OLD_TABLES = ("art20_1", "art20_5", "art20_6", "art20_8", "applications")
#: What is said of a table's numbers elsewhere, and what is true as well where one of them is gone.
_SUMS = ("GK301", "GK302", "GK303", "GK304")
_PROSE = ("GK401", "GK402", "GK403", "GK404", "GK605", "GK606")
_OF_OTHER_FORMATS = (*_PROSE, "GK216", "GK217", "GK602")
#: A label of fewer characters has no character to spare.
_LONG_LABEL = 8


def _missing_table(draft: Draft, chance: Random) -> Faulty:
    number = pick(chance, (2, 3))
    keys = [table.key for table in draft.tables if table.form.section == number]
    return faulty(
        draft,
        "GK201",
        number,
        Part(number),
        follows=["GK106"],
        changes=[{"drop_table": key} for key in keys],
    )


def _in_format(draft: Draft, key: str, tables: Iterable[str]) -> Draft:
    """Return the draft with some of its tables in another format, their sums kept."""
    kept = _other_in_one_row(draft) if key == "2019" and "applications" in tables else draft
    changes = [
        {"table_format": {"table": table, "format": key}}
        for table in tables
        if table != "applications" or key != "2019"
    ]
    return change_draft(kept, changes)


def _other_in_one_row(draft: Draft) -> Draft:
    """Return the draft with 其他处理 in one row of table three, as the format of 2019 has it."""
    form = load_forms().by_key("2019").table["applications"]
    table = draft.table("applications")
    at = table.row_index("other.not_corrected_in_time")
    texts = tuple(
        str(sum(int(row.texts[column]) for row in table.rows[at : at + 3]))
        for column in range(len(table.columns))
    )
    label = form.row["other"].label
    other = table.rows[at]._replace(key="other", label=label, group="", texts=texts)
    rows = (*table.rows[:at], other, *table.rows[at + 3 :])
    return draft.with_table(table._replace(form=form, rows=rows, groups=form.groups))


def _one_table_old(draft: Draft, chance: Random) -> Faulty | None:
    if draft.year < _NEW_FORMAT:
        return None
    table = pick(chance, tables_of(draft, *_OLD_TABLES))
    changed = _in_format(draft, "2019", [table.key])
    return faulty(changed, "GK202", Part(table.form.section), follows=_OF_OTHER_FORMATS)


def _all_tables_old(draft: Draft, chance: Random) -> Faulty | None:
    if draft.year < _NEW_FORMAT:
        return None
    changed = _in_format(draft, "2019", _OLD_TABLES)
    due = (Due("GK202", (Part(2),)), Due("GK202", (Part(3),)))
    return Faulty(changed, due, frozenset(_OF_OTHER_FORMATS))


def _one_table_new(draft: Draft, chance: Random) -> Faulty | None:
    if draft.year != _NEW_FORMAT - 1:
        return None
    table = pick(chance, tables_of(draft, *_OLD_TABLES))
    changed = _in_format(draft, "2021", [table.key])
    return faulty(changed, "GK203", Part(table.form.section), follows=[*_OF_OTHER_FORMATS, "GK302"])


def _missing_rows(draft: Draft, chance: Random) -> Faulty:
    """Take out a run of one to five rows of table three."""
    table = draft.table("applications")
    first = chance.randint(1, len(table.rows) - 3)
    count = chance.randint(1, min(5, len(table.rows) - first - 1))
    gone = [row.key for row in table.rows[first : first + count]]
    before, after = table.rows[first - 1].key, table.rows[first + count].key
    at = Rows("applications", before, after)
    return faulty(
        draft,
        "GK204",
        at,
        changes=[{"drop_row": f"applications.{key}"} for key in gone],
        follows=_PROSE,
    )


def _cut_off(draft: Draft, chance: Random) -> Faulty:
    """Let table three stop after a row."""
    table = draft.table("applications")
    last = table.rows[chance.randint(2, len(table.rows) - 2)].key
    at = Rows("applications", last, None)
    return faulty(
        draft, "GK204", at, 4, changes=[{"cut_table_after": f"applications.{last}"}], follows=_PROSE
    )


def _missing_column(draft: Draft, chance: Random) -> Faulty:
    key = pick(chance, ("applications", "review"))
    columns = draft.table(key).columns
    gone = pick(chance, columns).key
    return faulty(
        draft,
        "GK205",
        Part(draft.table(key).form.section),
        follows=[*_SUMS, *_PROSE],
        changes=[{"drop_column": f"{key}.{gone}"}],
    )


def _any_cell(draft: Draft, chance: Random, *tables: str) -> CellKey:
    table = pick(chance, tables_of(draft, *(tables or [table.key for table in draft.tables])))
    return CellKey(table.key, pick(chance, table.rows).key, pick(chance, table.columns).key)


def _cell_with(code: str, *texts: str) -> Callable[[Draft, Random], Faulty | None]:
    """Put one of the texts into any cell of table three or four."""

    def put(draft: Draft, chance: Random) -> Faulty | None:
        key = _any_cell(draft, chance, "applications", "review")
        return faulty(
            draft, code, key, changes=[set_cell(key, pick(chance, texts))], follows=_PROSE
        )

    return put


def _with_words(draft: Draft, chance: Random) -> Faulty:
    """Write a unit or a remark behind the right number of a cell."""
    key = _any_cell(draft, chance, "applications", "review")
    text = f"{number_in(draft, key)}{pick(chance, ('件', ' 件', '（含上年）'))}"
    return faulty(draft, "GK207", key, changes=[set_cell(key, text)])


def _count(draft: Draft, chance: Random) -> CellKey | None:
    """Return a cell of table two that holds a count which no other cell depends on."""
    found = [
        CellKey(table.key, row.key, column.key)
        for table in tables_of(draft, "art20_5", "art20_6", "art20_9")
        for row in table.rows
        for column in table.columns
        if column.key in ("decisions", "items")
    ]
    return pick(chance, found) if found else None


def _negative(draft: Draft, chance: Random) -> Faulty | None:
    key = _count(draft, chance)
    if key is None:
        return None
    return faulty(
        draft, "GK208", key, changes=[set_cell(key, -chance.randint(1, 99))], follows=["GK403"]
    )


def _fractional(draft: Draft, chance: Random) -> Faulty | None:
    key = _count(draft, chance)
    if key is None:
        return None
    text = f"{chance.randint(0, 99)}.{chance.randint(1, 9)}"
    return faulty(draft, "GK209", key, changes=[set_cell(key, text)], follows=["GK403"])


def _row_twice(draft: Draft, chance: Random) -> Faulty:
    table = draft.table("applications")
    at = chance.randint(0, len(table.rows) - 2)
    row, after = table.rows[at].key, table.rows[at + 1].key
    where = Rows("applications", row, after)
    return faulty(draft, "GK210", where, changes=[{"duplicate_row": f"applications.{row}"}])


def _value_gone(draft: Draft, chance: Random) -> Faulty:
    """Let a value of a row be gone with its place, so that those behind it move up."""
    key = _any_cell(draft, chance, "applications")
    due = (Due("GK211", (Rows("applications", key.row, key.row),)),)
    return Faulty(draft, due, frozenset(_PROSE), lambda lines: _without(lines, key))


def _without(lines: list[Line], key: CellKey) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        at = next((i for i, span in enumerate(line.spans) if span.mark == key), None)
        if at is None:
            kept.append(line)
            continue
        spans = (*line.spans[: max(at - 1, 0)], *line.spans[at + 1 :])
        if any(span.text.strip(" |\t") for span in spans):
            kept.append(Line(spans))
    return kept


def _rows_unreadable(draft: Draft, chance: Random) -> Faulty:
    """Let a value be gone from more than half of the rows of table three."""
    table = draft.table("applications")
    keys = [
        CellKey("applications", row.key, pick(chance, table.columns[:-1]).key)
        for row in table.rows[2:]
    ]

    def damage(lines: list[Line]) -> list[Line]:
        for key in keys:
            lines = _without(lines, key)
        return lines

    return Faulty(draft, (Due("GK215", (Part(3),)),), frozenset(_PROSE), damage)


def _label_slip(draft: Draft, chance: Random) -> Faulty:
    """Lose a character of a row's label."""
    table = draft.table("applications")
    row = pick(chance, [row for row in table.rows if len(row.label) >= _LONG_LABEL])
    at = chance.randint(4, len(row.label) - 2)
    slip = row.label[:at] + row.label[at + 1 :]
    return faulty(
        draft,
        "GK212",
        Rows("applications", row.key, row.key),
        Words(slip),
        changes=[{"label": f"applications.{row.key}", "text": slip}],
    )


def _group_label_gone(draft: Draft, chance: Random) -> Faulty:
    table = draft.table("applications")
    groups = [key for key in table.groups if key in ("denied", "unavailable", "rejected")]
    group = pick(chance, groups)
    rows = [row.key for row in table.rows if row.group == group]
    at = Rows("applications", rows[0], rows[-1])
    return faulty(draft, "GK213", at, changes=[{"label": f"applications.{group}", "text": ""}])


def _unknown_row(draft: Draft, chance: Random) -> Faulty:
    label = pick(chance, ("9.属于工作秘密", "小计", "9.属于商业秘密"))
    change: Change = {"insert_row": "applications.denied.administrative_inquiry", "text": label}
    return faulty(draft, "GK214", Words(label), changes=[change])


def _regulations_made(draft: Draft, chance: Random) -> Faulty | None:
    """Let a body make 规章 that has no power to."""
    if draft.body.level not in ("county", "township"):
        return None
    table = draft.table("art20_1")
    keys = [CellKey("art20_1", "regulations", column.key) for column in table.columns]
    numbers = (1, 0, 1) if draft.format == "2021" else (1, 1, 1)
    changes = [set_cell(key, number) for key, number in zip(keys, numbers, strict=True)]
    return faulty(draft, "GK216", *keys, changes=changes)


def _fee_in_yuan(draft: Draft, chance: Random) -> Faulty | None:
    """Write an amount in 元 where the header says 万元."""
    if draft.format != "2021" or draft.body.level not in ("county", "township"):
        return None
    key = CellKey("art20_8", "fees", "amount")
    return faulty(draft, "GK217", key, changes=[set_cell(key, chance.randint(20, 90) * 100_000)])


FAULTS = (
    Fault("GK201", "第二或第三部分没有表格", _missing_table),
    Fault("GK202", "一张表沿用 2019 年格式", _one_table_old),
    Fault("GK202", "全部表格沿用 2019 年格式", _all_tables_old),
    Fault("GK203", "一张表用了 2021 年格式", _one_table_new),
    Fault("GK204", "表三中间缺一至五行", _missing_rows),
    Fault("GK204", "表三中断", _cut_off),
    Fault("GK205", "表三或表四缺一栏", _missing_column),
    Fault("GK206", "表三或表四一格空白", _cell_with("GK206", "")),
    Fault("GK206", "表三或表四一格填“/”“-”“无”", _cell_with("GK206", "/", "-", "—", "无")),
    Fault("GK207", "数字后有单位或说明", _with_words),
    Fault("GK207", "一格是文字", _cell_with("GK207", "若干", "见附件")),
    Fault("GK208", "表二数量为负", _negative),
    Fault("GK209", "表二数量不是整数", _fractional),
    Fault("GK210", "表三一行重复", _row_twice),
    Fault("GK211", "表三一行少一个数", _value_gone),
    Fault("GK212", "表三行名掉一字", _label_slip),
    Fault("GK213", "表三缺分组名称", _group_label_gone),
    Fault("GK214", "表三多一行", _unknown_row),
    Fault("GK215", "表三大半的行缺数", _rows_unreadable),
    Fault("GK216", "无权机关填报规章", _regulations_made),
    Fault("GK217", "收费金额以元填报", _fee_in_yuan),
)
