"""Each statement of the prose held against the tables, once a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gklint.api import (
    ELSEWHERE,
    ERROR,
    LIKELY,
    SURE,
    UNCLEAR,
    WARNING,
    Finding,
    Report,
    Severity,
    Span,
    Statement,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    once_per_report,
    prose_of,
    related,
)

from ._table_figures import NAMES, Figure, Figures, is_all_zero, is_in_doubt

if TYPE_CHECKING:
    from ._table_figures import Number

#: An amount in the prose may be off by one part in so many.
_ROUNDED = 200
_RECEIVED = "applications.received"
_RECEIVED_ALONE = "applications.received_alone"


class Comparison(NamedTuple):
    """What came of comparing a statement with the tables.

    `verdict` is "agrees", "near" (agrees by another rule of counting), "differs", or
    "not_evaluated" with a `reason`, None where nobody would expect a comparison. `severity` is that
    of a difference; `part` says that the statement may be about some of what the table counts.
    """

    statement: Statement
    verdict: str
    figure: Figure | None = None
    reason: Text | None = None
    severity: Severity = WARNING
    part: bool = False

    @property
    def is_of_none(self) -> bool:
        """Whether the prose says none and the table some, or the table none at all: GK404."""
        if self.figure is None or self.statement.table.startswith("art"):
            return False
        return self.statement.denial or (
            self.statement.value > 0 and is_all_zero(self.figure.table)
        )


class Comparisons(NamedTuple):
    """The comparisons on a report's prose in the order of the file, and what its tables say."""

    comparisons: tuple[Comparison, ...]
    figures: Figures


@once_per_report
def checked(report: Report) -> Comparisons:
    """Return a comparison for every statement of the report's prose."""
    figures = Figures(report)
    return Comparisons(tuple(_check(report, figures)), figures)


def differences(report: Report, *tables: str, of_none: bool = False) -> Verdicts:
    """Yield a finding for each statement on these tables that differs from them."""
    for span in prose_of(report).unreadable:
        line = span.place.line
        yield not_evaluated(
            f"第 {line} 行的数位数太多，未与表格比较",
            f"a number on line {line} has too many digits and was not compared",
            partly=True,
        )
    for comparison in checked(report).comparisons:
        if comparison.statement.table.startswith(tables):
            if comparison.verdict in ("differs", "near"):
                if comparison.is_of_none is of_none:
                    yield _finding(comparison)
            elif comparison.reason is not None and comparison.statement.denial is of_none:
                yield not_evaluated(*comparison.reason, partly=True)


def is_reported(report: Report, span: Span) -> bool:
    """Say whether a number differs from the tables: then what follows from it is not said too."""
    return any(
        comparison.verdict == "differs"
        and comparison.statement.span.start == span.start
        and comparison.statement.span.paragraph is span.paragraph
        for comparison in checked(report).comparisons
    )


def _check(report: Report, figures: Figures) -> Iterator[Comparison]:
    compared = [
        _compared(figures, _narrowed(statement, report))
        for statement in prose_of(report).statements
    ]
    for comparison in compared:
        if comparison.verdict in ("differs", "near"):
            others = [other for other in compared if _bears_out(other, comparison)]
            yield _weighed(report, comparison, others)
        else:
            yield comparison


def _narrowed(statement: Statement, report: Report) -> Statement:
    """Take 收到 as 本年新收 where 上年结转 stands beside it as a number of its own."""
    if statement.indicators != (_RECEIVED,):
        return statement
    beside = [
        other for other in prose_of(report).statements if other.sentence == statement.sentence
    ]
    carried = any(s.indicators == ("applications.carried_in",) and not s.of_parts for s in beside)
    new = any(s.indicators == ("applications.new",) for s in beside)
    return statement._replace(indicators=(_RECEIVED_ALONE,)) if carried and not new else statement


def _compared(figures: Figures, statement: Statement) -> Comparison:
    if not statement.exact or (statement.confidence == ELSEWHERE and statement.subject != "other"):
        return Comparison(statement, "not_evaluated")
    found = figures.figure(statement.indicators)
    if isinstance(found, Text):
        return Comparison(statement, "not_evaluated", reason=found)
    if _same(statement, found.values, found):
        return Comparison(statement, "agrees", found)
    if statement.confidence <= UNCLEAR:
        return Comparison(statement, "not_evaluated", found, _may_be_part(statement, found))
    if is_in_doubt(found):
        name = NAMES[statement.table]
        reason = Text(
            f"{name.zh}中相应的数不平衡，未与正文比较",
            f"the numbers of {name.en} do not add up: not compared",
        )
        return Comparison(statement, "not_evaluated", found, reason)
    near = not statement.denial and _same(statement, found.near, found)
    return Comparison(statement, "near" if near else "differs", found)


def _same(statement: Statement, values: tuple[Number, ...], found: Figure) -> bool:
    if statement.value in values:
        return True
    column = found.table.form.column[found.cells[0].column]
    if not column.amount:
        return False
    # The prose rounds amounts, and the format of 2019 leaves the unit open.
    scales = {"万元": (10000,), "": (1,)}.get(column.unit, (1, 10000))
    return any(
        abs(statement.value - value * scale) * _ROUNDED <= value * scale
        for value in values
        for scale in scales
    )


def _may_be_part(statement: Statement, found: Figure) -> Text:
    said = f"{statement.value}{statement.unit}"
    name = NAMES[statement.table]
    return Text(
        f"“{statement.words}{said}”与{name.zh}不一，但所指范围可能不同，未作判断",
        f"“{statement.words}{said}” is not what {name.en} says, but may be about something else",
    )


def _bears_out(other: Comparison, comparison: Comparison) -> bool:
    """Say whether another number shows that the prose is about what the tables count."""
    own, its = comparison.statement, other.statement
    disclosed = own.table.startswith("art"), its.table.startswith("art")
    return (
        other.verdict == "agrees"
        and its.value > 0
        and its.confidence >= LIKELY
        and disclosed[0] is disclosed[1]
    )


def _weighed(report: Report, comparison: Comparison, others: list[Comparison]) -> Comparison:
    """Decide how bad a difference is; what may be right after all is not checked."""
    statement, found = comparison.statement, comparison.figure
    assert found is not None, "only what was compared differs"
    beside = any(other.statement.paragraph == statement.paragraph for other in others)
    sure = statement.confidence == SURE or beside
    # The prose of a government may speak of its office alone, its tables of all its bodies.
    part = (
        not others
        and statement.subject == "unsaid"
        and report.agency_kind in ("government", "unknown")
        and statement.value < max(found.values)
    )
    if (part and not statement.denial) or (comparison.verdict == "near" and not sure):
        reason = _may_be_part(statement, found)
        return comparison._replace(verdict="not_evaluated", reason=reason)
    plain = sure and not part and not statement.open and comparison.verdict == "differs"
    severe = plain and not statement.table.startswith("art")
    return comparison._replace(severity=ERROR if severe else WARNING, part=part)


def _finding(comparison: Comparison) -> Finding:
    statement, found = comparison.statement, comparison.figure
    assert found is not None, "only what was compared differs"
    message = comparison.verdict
    if comparison.is_of_none:
        message = "none"
        if statement.denial:
            message = "denied-part" if comparison.part else "denied"
    cells = list(found.labels())
    return finding(
        statement.span.place,
        message,
        section=statement.section,
        cell=found.table.cell_key(found.cells[0]) if len(found.cells) == 1 else None,
        actual=statement.value,
        # Where several readings are right, or it is open what is meant, no value is the right one.
        expected=found.values[0] if len(set(found.values)) == 1 and not statement.open else None,
        severity=comparison.severity,
        related=[
            related(
                cell.place,
                "{label}：{value}",
                "{label}: {value}",
                found.table.cell_key(cell),
                label=label,
                value=cell.value,
            )
            for cell, label in cells
        ],
        words=statement.words,
        unit=statement.unit,
        table=NAMES[statement.table],
        figure=found.text,
    )
