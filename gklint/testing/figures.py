"""The numbers of a report: for every cell of a form a text, all identities kept.

Also kept is what is probable rather than certain: no 规章 by a body that cannot make them, fees of
a size that fits the body, no 其他处理 that would have to be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random

from gklint.forms.values import Form, TableForm
from gklint.model.report import CellKey
from gklint.testing.bodies import Body

Figures = dict[CellKey, str]

#: The figures of a draft without chance, by table and row in the order of the columns; rows that
#: are not named here are all 0. Tests of rules are written against these.
PLAIN: Mapping[str, Mapping[str, Mapping[str, tuple[int | str, ...]]]] = {
    "2019": {
        "art20_1": {"normative_documents": (2, 2, 9)},
        "art20_5": {"licensing": (12, -1, 36), "other_services": (20, 3, 145)},
        "art20_6": {"penalties": (8, 2, 4)},
        "art20_8": {"fees": (3, 0)},
        "art20_9": {"procurement": (6, "385000.5")},
    },
    "2021": {
        "art20_1": {"normative_documents": (2, 1, 9)},
        "art20_5": {"licensing": (36,)},
        "art20_6": {"penalties": (4,)},
        "art20_8": {"fees": ("1.25",)},
    },
}
_PLAIN_BOTH: Mapping[str, Mapping[str, tuple[int | str, ...]]] = {
    "applications": {
        "new": (5, 3, 0, 0, 0, 0, 8),
        "carried_in": (1, 0, 0, 0, 0, 0, 1),
        "full_disclosure": (2, 2, 0, 0, 0, 0, 4),
        "partial_disclosure": (1, 0, 0, 0, 0, 0, 1),
        "denied.third_party_rights": (1, 0, 0, 0, 0, 0, 1),
        "unavailable.not_held": (1, 1, 0, 0, 0, 0, 2),
        "total_processed": (5, 3, 0, 0, 0, 0, 8),
        "carried_out": (1, 0, 0, 0, 0, 0, 1),
    },
    "review": {"reconsideration": (1, 0, 0, 1, 2), "litigation_direct": (1, 0, 0, 0, 1)},
}

#: Level of the body → how many digits a count of decisions may have, and fees in 万元.
_DIGITS = {"province": 8, "city": 7, "county": 5, "township": 3}
_FEE_DIGITS = {"province": 5, "city": 4, "county": 3, "township": 1}

#: Below this many 其他处理 need no explanation, nor below this share of all that was processed.
_OTHER_COUNT, _OTHER_SHARE = 10, Decimal("0.3")


def plain_figures(form: Form) -> Figures:
    """Return the figures of a draft without chance; what `PLAIN` does not name is 0."""
    figures: Figures = {}
    known = {**_PLAIN_BOTH, **PLAIN.get(form.key, {})}
    for table in form.tables:
        for row in table.rows:
            values = known.get(table.key, {}).get(row.key, ())
            for column, value in zip(table.columns, values, strict=False):
                figures[CellKey(table.key, row.key, column.key)] = str(value)
    return figures


def random_figures(form: Form, body: Body, chance: Random) -> Figures:
    """Return figures drawn from `chance` that keep every identity of the form."""
    figures: Figures = {}
    for table in form.tables:
        if table.key == "applications":
            numbers = _applications(table, body, chance)
        elif table.key == "review":
            numbers = _review(table, body, chance)
        else:
            numbers = _disclosure(table, body, chance)
        for (row, column), value in numbers.items():
            figures[CellKey(table.key, row, column)] = value
    return figures


def number(figures: Figures, table: str, row: str, column: str) -> int:
    """Return a count, 0 where the form has no such cell."""
    return int(Decimal(figures.get(CellKey(table, row, column), "0")))


def total(figures: Figures, *prefixes: str, column: str = "total") -> int:
    """Return the sum of the rows of 表三 whose keys are, or begin with, one of `prefixes`."""
    return sum(
        int(value)
        for key, value in figures.items()
        if key.table == "applications"
        and key.column == column
        and any(key.row == prefix or key.row.startswith(f"{prefix}.") for prefix in prefixes)
    )


def _disclosure(table: TableForm, body: Body, chance: Random) -> dict[tuple[str, str], str]:
    numbers: dict[tuple[str, str], str] = {}
    for row in table.rows:
        values: dict[str, int] = {}
        for column in table.columns:
            if column.amount:
                digits = _FEE_DIGITS[body.level] if column.unit == "万元" else 8
                numbers[row.key, column.key] = _amount(chance, digits)
                continue
            if column.signed:
                prior = values.get("prior_items", 0)
                values[column.key] = chance.randint(-min(prior, 9), 9) if prior else 0
            else:
                digits = _DIGITS[body.level] if column.key == "decisions" else 3
                values[column.key] = _count(chance, digits)
        if row.key == "regulations" and not _makes_regulations(body):
            values = dict.fromkeys(values, 0)
        _make_plausible(values)
        for key, value in values.items():
            numbers[row.key, key] = str(value)
    return numbers


def _makes_regulations(body: Body) -> bool:
    return body.kind == "government" and body.level in ("province", "city")


def _make_plausible(values: dict[str, int]) -> None:
    """Keep the relations that the form does not write down but that always hold."""
    if "in_force" in values:
        values["in_force"] += max(values["issued"] - values["repealed"], 0)
    if "total_published" in values:
        values["newly_published"] = min(values["newly_published"], values["made"])
        values["total_published"] += values["made"]
    if values.get("change") and values.get("decisions") == values["prior_items"] + values["change"]:
        values["decisions"] += 1


def _applications(table: TableForm, body: Body, chance: Random) -> dict[tuple[str, str], str]:
    people = [column.key for column in table.columns if column.key != "total"]
    ends = ("new", "carried_in", "total_processed", "carried_out")
    leaves = [row.key for row in table.rows if row.key not in ends]
    count = {(row.key, column): 0 for row in table.rows for column in people}
    digits = min(_DIGITS[body.level] - 2, 4)
    for _ in range(chance.randint(0, 3 * digits)):
        count[_draw(chance, leaves), _draw_applicant(chance, people)] += _count(chance, digits)
    _limit_other(count, leaves, people)
    for column in people:
        processed = sum(count[leaf, column] for leaf in leaves)
        carried_out = _count(chance, 2) if processed else 0
        carried_in = min(_count(chance, 2), processed + carried_out) if processed else 0
        count["total_processed", column] = processed
        count["carried_out", column] = carried_out
        count["carried_in", column] = carried_in
        count["new", column] = processed + carried_out - carried_in
    for row in table.rows:
        count[row.key, "total"] = sum(count[row.key, column] for column in people)
    return {key: str(value) for key, value in count.items()}


def _limit_other(count: dict[tuple[str, str], int], leaves: list[str], people: list[str]) -> None:
    """Take out 其他处理 where there is so much of it that the prose would have to explain it."""
    other = [(leaf, column) for leaf in leaves for column in people if leaf.startswith("other")]
    amount = sum(count[cell] for cell in other)
    processed = sum(count[leaf, column] for leaf in leaves for column in people)
    if amount >= _OTHER_COUNT and amount >= _OTHER_SHARE * processed:
        count.update(dict.fromkeys(other, 0))


def _review(table: TableForm, body: Body, chance: Random) -> dict[tuple[str, str], str]:
    numbers: dict[tuple[str, str], str] = {}
    results = [column.key for column in table.columns if column.key != "total"]
    for row in table.rows:
        counts = [_count(chance, max(_DIGITS[body.level] - 4, 1)) for _ in results]
        for column, value in zip([*results, "total"], [*counts, sum(counts)], strict=True):
            numbers[row.key, column] = str(value)
    return numbers


def _count(chance: Random, digits: int) -> int:
    """Draw a count: about every second one 0, the others of any size up to `digits` digits."""
    size = max(chance.randint(-digits, digits), 0)
    return chance.randint(1, 10**size - 1) if size else 0


def _amount(chance: Random, digits: int) -> str:
    whole = _count(chance, digits)
    places = chance.randint(0, 4) if whole else 0
    return f"{whole}.{chance.randint(0, 10**places - 1):0{places}}" if places else str(whole)


def _draw(chance: Random, choices: list[str]) -> str:
    return choices[chance.randint(0, len(choices) - 1)]


def _draw_applicant(chance: Random, people: Iterable[str]) -> str:
    """Draw who applied: mostly 自然人, then 商业企业."""
    first, second, *others = people
    draw = chance.randint(0, 9)
    if draw < 6 or not others:
        return first
    return second if draw < 8 else _draw(chance, others)
