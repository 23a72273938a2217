"""Breaches of the identities (勾稽关系) as findings: at the cell that is wrong, or at the total."""

from collections.abc import Iterator, Sequence

from gklint.forms.values import Identity
from gklint.model.diagnostics import Related
from gklint.model.report import Cell, Report, Table, once_per_report
from gklint.rule.blanks import reckoned_tables
from gklint.rule.definition import (
    Finding,
    NotEvaluated,
    Verdicts,
    cell_label,
    finding,
    not_evaluated,
    replacement,
)
from gklint.rule.identities import Equation, doubtful, equations, label_of, sum_of, value_of
from gklint.rule.reasons import NO_TABLE
from gklint.rule.repair import Relation, Repair, repairs
from gklint.support.bilingual import Text
from gklint.support.numerals import Number

#: A longer sum is written out with its middle left out.
_TERMS_SHOWN = 10
#: Of several cells that could be the wrong one, so many are named in the message.
_REPAIRS_SHOWN = 3

_TERM = Text("{label}：{value}", "{label}: {value}")
_POSSIBLY = Text(
    "可能填错的一格“{label}”：现为 {now}，若是它填错，应为 {value}",
    "perhaps the wrong cell, “{label}”: {value} rather than {now}",
)
#: How a finding at a wrong cell tells a sum that it breaks, by the rule that checks the sum.
_BROKEN = {
    "row-total": Text(
        "“{line}”一行六栏之和为 {left}，总计为 {right}",
        "row “{line}”: the six columns make {left}, the total says {right}",
    ),
    "column-total": Text(
        "“{line}”一栏（一）至（六）之和为 {left}，（七）总计为 {right}",
        "column “{line}”: （一） to （六） make {left}, （七）总计 says {right}",
    ),
    "balance": Text(
        "“{line}”一栏第一项加第二项为 {left}，（七）总计加第四项为 {right}",
        "column “{line}”: 一 and 二 make {left}, （七） and 四 make {right}",
    ),
    "": Text("“{line}”两边为 {left} 和 {right}", "“{line}”: the two sides are {left} and {right}"),
}
#: The codes of the rules whose breaches one cell can explain.
_CODES = {"row-total": "GK301", "column-total": "GK302", "balance": "GK303"}
#: The wording "cell" of these rules.
WRONG_CELL = Text(
    "“{label}”很可能填错，现为 {actual}，应为 {expected}：{sums}；改后都相等",
    "“{label}” is probably wrong, {actual} rather than {expected}: {sums}; with it all add up",
)
_OPEN = Text("；空白处无论填多少都不能相等", "; whatever the blanks hold, the two cannot be equal")


def breaches(report: Report, rule: str) -> Verdicts:
    """Yield a finding for each breach of the identities that `rule` checks, in every table.

    Blanks that count as 0 are 0 (`gklint.rule.blanks`). A breach that one cell explains is told at
    that cell, by the wording "cell" (`WRONG_CELL`), once for all breaches of the rule. The wording
    "default" gets {row} and {column} (the label), {sum} and {right_sum} (both sides written out:
    "5 + 3 = 8"), {repair} (which cells would each fix this breach and others, "" where none would;
    it belongs at the end). Lines that lack a number are not checked, and say so.
    """
    seen = False
    for checked in _checked_tables(report):
        form = checked.table.form
        identities = [identity for identity in form.identities if identity.rule == rule]
        seen = seen or bool(identities)
        breached: list[Equation] = []
        for identity in identities:
            for equation in checked.equations.get(identity, ()):
                if isinstance(equation, NotEvaluated):
                    yield equation
                elif not equation.holds:
                    breached.append(equation)
        yield from _findings(checked, rule, breached)
    if not seen:
        yield not_evaluated(NO_TABLE)


def broken_equations(report: Report) -> Iterator[Equation]:
    """Yield every equation of the report's tables that does not hold, whichever rule tells it."""
    for checked in _checked_tables(report):
        yield from _broken(checked.equations)


def _broken(found: dict[Identity, tuple[Equation | NotEvaluated, ...]]) -> list[Equation]:
    each = (equation for several in found.values() for equation in several)
    return [one for one in each if not isinstance(one, NotEvaluated) and not one.holds]


class _Correction:
    """A cell that would fix a breach, and all the breaches that it would fix."""

    def __init__(self, repair: Repair, breaches: tuple[Equation, ...]) -> None:
        self.repair = repair
        self.breaches = breaches


class _CheckedTable:
    """A table with the equations of its identities, without those that all hold; which cells would
    fix each breach, by rule and cell of the breach; and the cells of equations that hold."""

    def __init__(
        self,
        table: Table,
        equations: dict[Identity, tuple[Equation | NotEvaluated, ...]],
        corrections: dict[tuple[str, Cell], tuple[_Correction, ...]],
        confirmed: frozenset[Cell],
    ) -> None:
        self.table = table
        self.equations = equations
        self.corrections = corrections
        self.confirmed = confirmed

    def found_with(self, equation: Equation) -> list[Equation]:
        """Return the breaches that other rules would tell at the same cell."""
        return [
            other
            for other in _broken(self.equations)
            if other.at == equation.at
            and other.identity.rule in _CODES.keys() - {equation.identity.rule}
            and len(self.corrections.get((other.identity.rule, other.at), ())) != 1
        ]


@once_per_report
def _checked_tables(report: Report) -> tuple[_CheckedTable, ...]:
    """Return the tables of a report, blanks that count as 0 being 0, with what is known of them."""
    return tuple(map(_checked, reckoned_tables(report)))


def _checked(table: Table) -> _CheckedTable:
    found = {identity: tuple(equations(table, identity)) for identity in doubtful(table)}
    if not _broken(found):
        return _CheckedTable(table, found, {}, frozenset())
    known = [
        equation
        for identity in table.form.identities
        if identity.operator == "="
        for equation in found.get(identity) or equations(table, identity)
        if not isinstance(equation, NotEvaluated) and not equation.is_open
    ]
    corrections = _explained(known)
    return _CheckedTable(table, found, corrections, _confirmed(known, corrections))


def _confirmed(
    known: Sequence[Equation], corrections: dict[tuple[str, Cell], tuple[_Correction, ...]]
) -> frozenset[Cell]:
    """Return the cells with another sum that holds, or would not hold with all that is found."""
    settled: dict[Cell, Number] = {}
    for equation in known:
        fixes = corrections.get((equation.identity.rule, equation.at), ())
        if len(fixes) == 1:
            settled[fixes[0].repair.cell] = fixes[0].repair.value
    certain = frozenset(settled)
    for equation in known:
        if not equation.holds and equation.at not in settled:
            settled[equation.at] = equation.expected
    found: set[Cell] = set()
    for equation in known:
        terms = (*equation.left, *((-sign, cell) for sign, cell in equation.right))
        left = sum(sign * settled.get(cell, value_of(cell)) for sign, cell in terms)
        if equation.holds or left:
            found.update(cell for _, cell in terms if equation.holds or cell not in certain)
    return frozenset(found)


def _findings(checked: _CheckedTable, rule: str, breached: Sequence[Equation]) -> Iterator[Finding]:
    """Yield the findings of a rule's breaches in a table: each cause once."""
    found: set[Cell] = set()
    for equation in breached:
        fixes = checked.corrections.get((rule, equation.at), ())
        if len(fixes) != 1:
            others = checked.found_with(equation)
            yield _finding(equation, fixes, others, equation.at in checked.confirmed)
        elif fixes[0].repair.cell not in found:
            found.add(fixes[0].repair.cell)
            yield _wrong_cell(checked.table, fixes[0], rule)


def _explained(checked: Sequence[Equation]) -> dict[tuple[str, Cell], tuple[_Correction, ...]]:
    """Return the cells that would fix each breach in a table, by rule and cell of the breach."""
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
            _Correction(repair, tuple(checked[other] for other in sorted(repair.fixes)))
            for repair in several
        )
        for index, several in found.items()
    }


def _wrong_cell(table: Table, correction: _Correction, rule: str) -> Finding:
    """Return the finding of a cell that alone breaks several sums, with all of them."""
    cell, value, _ = correction.repair
    also = dict.fromkeys(_CODES[each.identity.rule] for each in correction.breaches)
    return finding(
        cell.place,
        "cell",
        section=table.form.section,
        cell=table.cell_key(cell),
        actual=cell.value,
        expected=value,
        fix=replacement([cell.place], str(value), safe=False),
        related=_related_to_cell(table, correction),
        also=[code for code in also if code != _CODES[rule]],
        label=cell_label(table, cell),
        sums=_sums(correction.breaches),
    )


def _sums(broken: Sequence[Equation]) -> Text:
    """Return what the sides of these sums are."""
    sides = []
    for each in broken:
        text = _BROKEN.get(each.identity.rule, _BROKEN[""])
        left, right = _written_out(each.left), _written_out(each.right)
        facts: dict[str, object] = {"line": each.line, "left": left, "right": right}
        sides.append((text.say("zh", facts), text.say("en", facts)))
    return Text("；".join(zh for zh, _ in sides), "; ".join(en for _, en in sides))


def _related_to_cell(table: Table, correction: _Correction) -> list[Related]:
    """Return the cells of the sums that a wrong cell breaks, but for those that are 0."""
    found: dict[Cell, Related] = {}
    for each in correction.breaches:
        for _, cell in (*each.left, *each.right):
            if cell != correction.repair.cell and (cell.value or cell == each.at):
                facts = {"label": cell_label(table, cell), "value": cell.value}
                found.setdefault(cell, Related(cell.place, _TERM, facts, table.cell_key(cell)))
    return list(found.values())


def _finding(
    equation: Equation, fixes: Sequence[_Correction], others: Sequence[Equation], confirmed: bool
) -> Finding:
    """Return the finding of a breach; `others` are broken at the same cell and told with it,
    `confirmed` says that another sum holds with the cell."""
    table, at = equation.table, equation.at
    expected = equation.expected
    # Other cells, or other sums of this one, may speak against it, or nothing says which is wrong.
    doubtful = fixes or others or confirmed or equation.is_open or equation.identity.operator != "="
    known = expected >= 0 and not doubtful
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
        also=[_CODES[other.identity.rule] for other in others],
        row=equation.line,
        column=equation.line,
        sum=_written_out(equation.left),
        right_sum=_written_out(equation.right),
        repair=_end_of_message(equation, fixes, others),
    )


def _end_of_message(
    equation: Equation, fixes: Sequence[_Correction], others: Sequence[Equation]
) -> Text:
    end = _OPEN if equation.is_open else _possible_cells(equation.table, fixes)
    if not others:
        return end
    sums = _sums(others)
    return Text(
        f"{end.zh}；同一格的另一项合计也不相等：{sums.zh}",
        f"{end.en}; nor does another sum of the cell come out: {sums.en}",
    )


def _possible_cells(table: Table, fixes: Sequence[_Correction]) -> Text:
    """Return the end of the message that names the cells any of which would fix it."""
    if not fixes:
        return Text("", "")
    named = [
        Text(
            f"“{cell_label(table, cell)}”应为 {value}，现为 {cell.value}",
            f"“{cell_label(table, cell)}” should be {value}, not {cell.value}",
        )
        for cell, value, _ in (fix.repair for fix in fixes)
    ]
    more = len(named) > _REPAIRS_SHOWN
    shown = named[:_REPAIRS_SHOWN]
    return Text(
        f"；有 {len(named)} 格，改其中任何一格都能使一行一列相等，不能断定填错的是哪一格："
        f"{'；'.join(text.zh for text in shown)}{'；等' if more else ''}",
        f"; any one of {len(named)} cells would fix a row and a column, which one cannot be told: "
        f"{'; '.join(text.en for text in shown)}{'; …' if more else ''}",
    )


def _related(equation: Equation, fixes: Sequence[_Correction]) -> list[Related]:
    """Return the cells that would fix it, and the terms."""
    table, at = equation.table, equation.at
    found: dict[Cell, Related] = {}

    def add(cell: Cell, wording: Text, **facts: object) -> None:
        if cell != at:
            found.setdefault(cell, Related(cell.place, wording, facts, table.cell_key(cell)))

    for cell, value, _ in (fix.repair for fix in fixes):
        add(
            cell,
            _POSSIBLY,
            label=cell_label(table, cell),
            value=value,
            now=cell.value,
        )
    for _, cell in (*equation.left, *equation.right):
        if cell.value:
            key = cell.column if equation.identity.each == "row" else cell.row
            add(cell, _TERM, label=label_of(table, key), value=cell.value)
    return list(found.values())


def _written_out(terms: tuple[tuple[int, Cell], ...]) -> str:
    """Write a sum out without the terms that are 0: “5 + 3 = 8”; a lone number stays alone."""
    signed = [sign * value_of(cell) for sign, cell in terms if value_of(cell)]
    total = str(sum_of(terms))
    if not signed or (len(signed) == 1 and signed[0] > 0):
        return total
    shown = [_signed(value) for value in signed]
    if len(shown) > _TERMS_SHOWN:
        shown[_TERMS_SHOWN - 2 : -1] = [" + …"]
    return f"{''.join(shown).removeprefix(' + ').strip()} = {total}"


def _signed(value: Number) -> str:
    return f" {'-' if value < 0 else '+'} {abs(value)}"
