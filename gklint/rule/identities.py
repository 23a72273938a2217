"""The identities (勾稽关系) of the form, checked on the cells of a table; exact, no tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import mul
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.forms.values import Identity
from gklint.model.diagnostics import Related
from gklint.model.report import Cell, Report, Table
from gklint.rule.definition import (
    Finding,
    NotEvaluated,
    Verdicts,
    cell_label,
    finding,
    not_evaluated,
    replacement,
    row_label,
    row_unread,
    table_unread,
)
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import TypeAlias

    from gklint.rule.repair import Repair

    Number: TypeAlias = int | Decimal

#: A longer sum is written out with its middle left out.
_TERMS_SHOWN = 10
#: Of several cells that could be the wrong one, so many are named in the message.
_REPAIRS_SHOWN = 3

_TERM = Text("{label}：{value}", "{label}: {value}")
_PROBABLY = Text(
    "很可能填错的一格“{label}”：应为 {value}，现为 {now}",
    "probably the wrong cell, “{label}”: should be {value}, not {now}",
)
_POSSIBLY = Text(
    "也许填错的一格“{label}”：或应为 {value}，现为 {now}",
    "perhaps the wrong cell, “{label}”: {value} rather than {now}",
)
_SAME_CAUSE = {
    "row": Text(
        "“{label}”一行也因这一格不相等", "row “{label}” does not add up for the same cause"
    ),
    "column": Text(
        "“{label}”一栏也因这一格不相等", "column “{label}” does not add up for the same cause"
    ),
}

#: What a cell without a number is, as the reason says it ("": there is no such cell).
_STATES = {"blank": "为空", "dash": "不是数字", "unreadable": "无法识别", "": "未检出"}


class Equation(NamedTuple):
    """An identity with the cells it is about: one row, or one column, of a table."""

    identity: Identity
    table: Table
    line: str
    left: tuple[tuple[int, Cell], ...]
    right: tuple[tuple[int, Cell], ...]
    at: Cell

    @property
    def left_sum(self) -> Number:
        """Σ of the left side."""
        return _sum(self.left)

    @property
    def right_sum(self) -> Number:
        """Σ of the right side."""
        return _sum(self.right)

    @property
    def holds(self) -> bool:
        """Whether the identity holds, exactly."""
        if self.identity.operator == "=":
            return self.left_sum == self.right_sum
        return self.left_sum >= self.right_sum

    @property
    def expected(self) -> Number:
        """What would have to stand at the cell `at`, all others as they are."""
        right = [cell for _, cell in self.right]
        if self.at in right:
            return self.left_sum - self.right_sum + _value(self.at)
        return self.right_sum - self.left_sum + _value(self.at)


def breaches(report: Report, rule: str) -> Verdicts:
    """Yield a finding for each breach of the identities that `rule` checks, in every table.

    The wording gets {row} and {column} (the label), {sum} and {right_sum} (both sides written out:
    "5 + 3 = 8"), {repair} (which single cell would fix this breach and others, "" where none
    would; it belongs at the end). Lines that lack a number are not checked, and say so.
    """
    seen = False
    for table in report.tables:
        breached: list[Equation] = []
        for identity in table.form.identities:
            if identity.rule == rule:
                seen = True
                if _all_hold(table, identity):
                    continue
                for equation in equations(table, identity):
                    if isinstance(equation, NotEvaluated):
                        yield equation
                    elif not equation.holds:
                        breached.append(equation)
        if breached:
            checked = _checked(table)
            explained = _explained(checked)
            right = {
                cell for other in checked if other.holds for _, cell in (*other.left, *other.right)
            }
            for equation in breached:
                fixes = explained.get((rule, equation.at), ())
                yield _finding(equation, fixes, equation.at in right)
    if not seen:
        yield not_evaluated("没有检出所需的表格", "the table was not found")


def _all_hold(table: Table, identity: Identity) -> bool:
    """Say whether every equation of an identity can be set up and holds, exactly.

    The quick way to see that nothing is wrong, which is so in most tables; False says nothing.
    """
    if table.problem or identity.operator != "=":
        return False
    signs = {key: sign for sign, key in identity.left}
    signs |= {key: -sign for sign, key in identity.right}
    by_row = identity.each == "row"
    rows = [row for row in table.rows if by_row or row.key in signs]
    width = len(table.form.columns)
    if any(row.problem or len(row.cells) != width for row in rows):
        return False
    lines: Iterable[Iterable[Any]] = [[cell.value for cell in row.cells] for row in rows]
    keys = [column.key for column in table.form.columns]
    if not by_row:
        keys = [row.key for row in rows]
        if len(keys) != len(signs) or len(set(keys)) != len(keys):
            return False
        lines = zip(*lines, strict=True)
    weights = [signs.get(key, 0) for key in keys]
    try:
        return not any(sum(map(mul, weights, line)) for line in lines)
    except TypeError:
        # A cell without a number.
        return False


def equations(table: Table, identity: Identity) -> Iterator[Equation | NotEvaluated]:
    """Yield an equation for each row or column, or why it cannot be set up."""
    if unread := table_unread(table):
        yield unread
        return
    if identity.each == "row":
        for row in table.rows:
            label = row_label(table, row.key)
            if not_read := row_unread(label, row, partly=True):
                yield not_read
                continue
            yield _equation(table, identity, label, {cell.column: cell for cell in row.cells})
        return
    missing = _missing_rows(table, identity)
    if missing:
        yield missing
        return
    for column in table.form.columns:
        cells = {row.key: cell for row in table.rows if (cell := row.cell(column.key))}
        yield _equation(table, identity, column.label, cells)


def _missing_rows(table: Table, identity: Identity) -> NotEvaluated | None:
    """Say why an identity over rows cannot be set up for any column; None where it can."""
    there = [row.key for row in table.rows]
    needed = [key for _, key in (*identity.left, *identity.right)]
    gone = [key for key in needed if key not in there]
    if gone:
        first = row_label(table, gone[0])
        if table.broken_off:
            return not_evaluated(
                f"表格中断，自“{first}”起缺少 {len(gone)} 行",
                f"the table breaks off: {len(gone)} rows are missing from “{first}” on",
            )
        return not_evaluated(
            f"表格缺少“{first}”等 {len(gone)} 行",
            f"{len(gone)} rows are missing, “{first}” the first",
        )
    twice = next((key for key in needed if there.count(key) > 1), None)
    if twice:
        label = row_label(table, twice)
        return not_evaluated(f"“{label}”一行重复", f"the row “{label}” stands twice")
    unread = next((row for row in table.rows if row.problem and row.key in needed), None)
    return row_unread(row_label(table, unread.key), unread) if unread else None


def _equation(
    table: Table, identity: Identity, line: str, cells: dict[str, Cell]
) -> Equation | NotEvaluated:
    for _, key in (*identity.left, *identity.right):
        cell = cells.get(key)
        if cell is None or cell.value is None:
            total = key == identity.at and identity.each == "row"
            label = "总计" if total else f"“{_label(table, key)}”"
            return not_evaluated(
                f"“{line}”的{label}{_STATES[cell.state if cell else '']}",
                f"“{line}”: no number in “{_label(table, key)}”",
                partly=True,
            )
    return Equation(
        identity,
        table,
        line,
        tuple((sign, cells[key]) for sign, key in identity.left),
        tuple((sign, cells[key]) for sign, key in identity.right),
        cells[identity.at],
    )


def _label(table: Table, key: str) -> str:
    if key in table.form.column:
        return table.form.column[key].label
    return row_label(table, key)


class _Mend(NamedTuple):
    """A cell that would fix a breach, and the other breaches that it would fix with it."""

    repair: Repair
    others: tuple[Equation, ...]


def _checked(table: Table) -> list[Equation]:
    """Return the equations of a table that can be set up."""
    return [
        equation
        for identity in table.form.identities
        if identity.operator == "="
        for equation in equations(table, identity)
        if not isinstance(equation, NotEvaluated)
    ]


def _explained(checked: Sequence[Equation]) -> dict[tuple[str, Cell], tuple[_Mend, ...]]:
    """Return the cells that would fix each breach in a table, by rule and cell of the breach."""
    # Imported here: a report without a breach does not need it.
    from gklint.rule.repair import Relation, repairs

    found = repairs(
        [
            Relation(
                equation.left_sum - equation.right_sum,
                (*equation.left, *((-sign, cell) for sign, cell in equation.right)),
            )
            for equation in checked
        ]
    )
    return {
        (checked[index].identity.rule, checked[index].at): tuple(
            _Mend(repair, tuple(checked[other] for other in sorted(repair.fixes - {index})))
            for repair in several
        )
        for index, several in found.items()
    }


def _finding(equation: Equation, fixes: Sequence[_Mend], confirmed: bool) -> Finding:
    """Return the finding of a breach; `confirmed` says that another sum holds with its cell."""
    table, at = equation.table, equation.at
    expected = equation.expected
    # Where another cell is probably the wrong one, this one is right as it stands; and of a cell
    # that is too small or too large nobody can say what should stand there.
    misleading = (fixes and [fix.repair.cell for fix in fixes] != [at]) or (
        equation.identity.operator != "="
    )
    # Nor where another sum, which holds, would be broken by the change.
    known = expected >= 0 and not misleading and not confirmed
    # A total follows from its parts; of a balance nobody can say which of its numbers is wrong.
    fixable = known and ((1, at),) in (equation.left, equation.right)
    return finding(
        at.place,
        section=table.form.section,
        cell=table.cell_key(at),
        actual=at.value,
        expected=expected if known else None,
        fix=replacement([at.place], str(expected), safe=False) if fixable else None,
        related=_related(equation, fixes),
        row=equation.line,
        column=equation.line,
        sum=_written_out(equation.left),
        right_sum=_written_out(equation.right),
        repair=_said(table, fixes),
    )


def _said(table: Table, fixes: Sequence[_Mend]) -> Text:
    """Return the end of the message that names the cell, or the cells, that would fix it."""
    if not fixes:
        return Text("", "")
    named = [
        Text(
            f"“{cell_label(table, cell)}”应为 {value}，现为 {cell.value}",
            f"“{cell_label(table, cell)}” should be {value}, not {cell.value}",
        )
        for cell, value, _ in (fix.repair for fix in fixes)
    ]
    if len(named) == 1:
        return Text(
            f"；很可能是一格填错：{named[0].zh}，改后行列都相等",
            f"; probably one cell is wrong: {named[0].en}; then row and column add up",
        )
    more = len(named) > _REPAIRS_SHOWN
    shown = named[:_REPAIRS_SHOWN]
    return Text(
        f"；有 {len(named)} 格，改其中任何一格都能使一行一列相等，不能断定填错的是哪一格："
        f"{'；'.join(text.zh for text in shown)}{'；等' if more else ''}",
        f"; any one of {len(named)} cells would fix a row and a column, which one cannot be told: "
        f"{'; '.join(text.en for text in shown)}{'; …' if more else ''}",
    )


def _related(equation: Equation, fixes: Sequence[_Mend]) -> list[Related]:
    """Return the cells that would fix it, the other breaches of the same cause, the terms."""
    table, at = equation.table, equation.at
    found: dict[Cell, Related] = {}

    def add(cell: Cell, wording: Text, **facts: object) -> None:
        if cell != at:
            found.setdefault(cell, Related(cell.place, wording, facts, table.cell_key(cell)))

    for cell, value, _ in (fix.repair for fix in fixes):
        add(
            cell,
            _PROBABLY if len(fixes) == 1 else _POSSIBLY,
            label=cell_label(table, cell),
            value=value,
            now=cell.value,
        )
    if len(fixes) == 1:
        for other in fixes[0].others:
            add(other.at, _SAME_CAUSE[other.identity.each], label=other.line)
    for _, cell in (*equation.left, *equation.right):
        if cell.value:
            key = cell.column if equation.identity.each == "row" else cell.row
            add(cell, _TERM, label=_label(table, key), value=cell.value)
    return list(found.values())


def _written_out(terms: tuple[tuple[int, Cell], ...]) -> str:
    """Write a sum out without the terms that are 0: “5 + 3 = 8”; a lone number stays alone."""
    signed = [sign * _value(cell) for sign, cell in terms if _value(cell)]
    total = str(_sum(terms))
    if not signed or (len(signed) == 1 and signed[0] > 0):
        return total
    shown = [_signed(value) for value in signed]
    if len(shown) > _TERMS_SHOWN:
        shown[_TERMS_SHOWN - 2 : -1] = [" + …"]
    return f"{''.join(shown).removeprefix(' + ').strip()} = {total}"


def _signed(value: Number) -> str:
    return f" {'-' if value < 0 else '+'} {abs(value)}"


def _sum(terms: tuple[tuple[int, Cell], ...]) -> Number:
    total: Number = 0
    for sign, cell in terms:
        total += sign * _value(cell)
    return total


def _value(cell: Cell) -> Number:
    assert cell.value is not None, "an equation is only made of cells with numbers"
    return cell.value
