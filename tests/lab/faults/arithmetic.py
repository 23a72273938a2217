"""Wrong numbers in the tables: each breaks the identities that its cell stands in, no other."""

from __future__ import annotations

from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    faulty,
    number_in,
    pick,
    set_cell,
    tables_of,
)

from gklint.model.report import CellKey
from gklint.testing.changes import change_draft
from gklint.testing.draft import Draft

_ENDS = ("new", "carried_in", "total_processed", "carried_out")
#: What the prose says of a row's total, it says of the right one.
_PROSE = ("GK401", "GK404", "GK405", "GK406", "GK604", "GK606", "GK607")


def _another(chance: Random, right: int) -> int:
    """Return another number, as slips make them: off by a few, a digit more, two that changed."""
    slips = {
        right + chance.randint(1, 9),
        right * 10,
        int(f"1{right}"),
        int(str(right)[::-1]),
        max(right - chance.randint(1, 3), 0),
    } - {right}
    return pick(chance, sorted(slips))


def _leaves(draft: Draft) -> list[str]:
    return [row.key for row in draft.table("applications").rows if row.key not in _ENDS]


def _applicants(draft: Draft) -> list[str]:
    return [column.key for column in draft.table("applications").columns[:-1]]


def _applications(draft: Draft, chance: Random, row: str, column: str) -> Faulty:
    """Put another number into a cell of table three: every identity that it stands in is broken,
    and the one finding that is due stands at it."""
    key = CellKey("applications", row, column)
    changed = change_draft(draft, [set_cell(key, _another(chance, number_in(draft, key)))])
    due = (Due("GK301", (key,)),)
    return Faulty(changed, due, frozenset(_PROSE if column == "total" else ()))


def _leaf(draft: Draft, chance: Random) -> Faulty:
    return _applications(
        draft, chance, pick(chance, _leaves(draft)), pick(chance, _applicants(draft))
    )


def _leaf_total(draft: Draft, chance: Random) -> Faulty:
    return _applications(draft, chance, pick(chance, _leaves(draft)), "total")


def _processed(draft: Draft, chance: Random) -> Faulty:
    return _applications(
        draft, chance, "total_processed", pick(chance, [*_applicants(draft), "total"])
    )


def _end(draft: Draft, chance: Random) -> Faulty:
    row = pick(chance, ("new", "carried_in", "carried_out"))
    return _applications(draft, chance, row, pick(chance, [*_applicants(draft), "total"]))


def _column_and_its_row(draft: Draft, chance: Random) -> Faulty:
    """Take a number away from a row's cell and its total: rows hold, two columns do not."""
    row, column = pick(chance, _leaves(draft)), pick(chance, _applicants(draft))
    keys = [CellKey("applications", row, part) for part in (column, "total")]
    more = chance.randint(1, 20)
    changed = change_draft(draft, [set_cell(key, number_in(draft, key) + more) for key in keys])
    due = tuple(Due("GK302", (key._replace(row="total_processed"),)) for key in keys)
    return Faulty(changed, due, frozenset(_PROSE))


def _carried_out_with_its_total(draft: Draft, chance: Random) -> Faulty:
    """Write another number into 四 and its total: rows and results hold, two balances do not."""
    row = pick(chance, ("new", "carried_in", "carried_out"))
    keys = [
        CellKey("applications", row, part) for part in (pick(chance, _applicants(draft)), "total")
    ]
    more = chance.randint(1, 20)
    changed = change_draft(draft, [set_cell(key, number_in(draft, key) + more) for key in keys])
    due = tuple(Due("GK303", (key._replace(row="carried_out"),)) for key in keys)
    return Faulty(changed, due, frozenset(_PROSE))


def _review(draft: Draft, chance: Random) -> Faulty:
    table = draft.table("review")
    row, column = pick(chance, table.rows).key, pick(chance, table.columns).key
    key = CellKey("review", row, column)
    follows = ("GK402", "GK404") if column == "total" else ("GK608",)
    return faulty(
        draft,
        "GK304",
        key._replace(column="total"),
        follows=follows,
        changes=[set_cell(key, _another(chance, number_in(draft, key)))],
    )


def _items_below_zero(draft: Draft, chance: Random) -> Faulty | None:
    """Let more items be gone than there were."""
    found = [
        CellKey(table.key, row.key, "change")
        for table in tables_of(draft, "art20_5", "art20_6", "art20_8")
        if any(column.key == "change" for column in table.columns)
        for row in table.rows
    ]
    if not found:
        return None
    key = pick(chance, found)
    prior = number_in(draft, key._replace(column="prior_items"))
    return faulty(
        draft,
        "GK305",
        key,
        key._replace(column="prior_items"),
        follows=["GK403"],
        changes=[set_cell(key, -prior - chance.randint(1, 5))],
    )


def _published_less_than_new(draft: Draft, chance: Random) -> Faulty | None:
    keys = _documents(draft, chance, "newly_published", "total_published", "made")
    if keys is None:
        return None
    new, published, made = keys
    count = chance.randint(2, 40)
    return faulty(
        draft,
        "GK306",
        published,
        new,
        follows=["GK403", "GK216"],
        changes=[
            set_cell(made, count),
            set_cell(new, count),
            set_cell(published, count - 1),
        ],
    )


def _in_force_too_few(draft: Draft, chance: Random) -> Faulty | None:
    keys = _documents(draft, chance, "issued", "repealed", "in_force")
    if keys is None:
        return None
    issued, repealed, in_force = keys
    count = chance.randint(3, 40)
    return faulty(
        draft,
        "GK307",
        in_force,
        issued,
        repealed,
        follows=["GK403", "GK216"],
        changes=[
            set_cell(issued, count),
            set_cell(repealed, 1),
            set_cell(in_force, count - 2),
        ],
    )


def _documents(draft: Draft, chance: Random, *columns: str) -> list[CellKey] | None:
    """Return cells of 规范性文件, None where the draft's format has not these columns."""
    table = draft.table("art20_1")
    if not set(columns) <= {column.key for column in table.columns}:
        return None
    return [CellKey("art20_1", "normative_documents", column) for column in columns]


def _decisions_like_balance(draft: Draft, chance: Random) -> Faulty | None:
    """Write the number of items at the end of the year where that of decisions is due."""
    found = [
        CellKey(table.key, row.key, "decisions")
        for table in tables_of(draft, "art20_5", "art20_6")
        if any(column.key == "change" for column in table.columns)
        for row in table.rows
    ]
    if not found:
        return None
    key = pick(chance, found)
    prior, change = chance.randint(10, 90), pick(chance, (-3, -1, 2, 7))
    return faulty(
        draft,
        "GK308",
        key,
        follows=["GK403"],
        changes=[
            set_cell(key._replace(column="prior_items"), prior),
            set_cell(key._replace(column="change"), change),
            set_cell(key, prior + change),
        ],
    )


FAULTS = (
    Fault("GK301", "表三：某一办理结果 × 某类申请人填错", _leaf),
    Fault("GK301", "表三：某一办理结果的总计填错", _leaf_total),
    Fault("GK301", "表三：（七）总计填错", _processed),
    Fault("GK301", "表三：新收、上年结转、结转下年填错", _end),
    Fault("GK302", "表三：某一办理结果连同该行总计多计", _column_and_its_row),
    Fault("GK303", "表三：新收、上年结转、结转下年连同该行总计多计", _carried_out_with_its_total),
    Fault("GK304", "表四：某一组的数填错", _review),
    Fault("GK305", "表二：减少的项目多于上一年的项目", _items_below_zero),
    Fault("GK306", "表二：对外公开总数量少于本年新公开数量", _published_less_than_new),
    Fault("GK307", "表二：现行有效件数少于制发减废止", _in_force_too_few),
    Fault("GK308", "表二：处理决定数量填成了年末项目数", _decisions_like_balance),
)
