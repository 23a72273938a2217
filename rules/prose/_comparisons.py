"""Each statement of the prose held against the tables, once a report."""

from collections.abc import Iterator
from typing import NamedTuple

from gklint.api import (
    ELSEWHERE,
    ERROR,
    LIKELY,
    LOOSE,
    SURE,
    WARNING,
    Finding,
    NotEvaluated,
    Reason,
    Report,
    Severity,
    Span,
    Statement,
    Text,
    Verdicts,
    finding,
    load_vocabulary,
    not_evaluated,
    once_per_report,
    prose_of,
    related,
)

from ._borne_out import with_loose
from ._readings import counted_like_others, narrowed
from ._reasons import (
    COUNTED_ANOTHER_WAY,
    NOT_COMPARED,
    SCOPE_UNCLEAR,
    TABLE_UNBALANCED,
    TOO_MANY_DIGITS,
)
from ._table_figures import NAMES, Figure, Figures, Number, is_all_zero
from ._taken_off import leaves

#: So many numbers that were not compared are named one by one.
_NAMED = 8
#: The part of the form on problems and what is done about them.
_PROBLEMS = 5


class Comparison(NamedTuple):
    """What came of comparing a statement with the tables.

    `verdict` is "agrees", "near" (agrees by another rule of counting), "differs", or
    "not_evaluated" with a `reason`, None where nobody would expect a comparison. `severity` is that
    of a difference; `part` says that the statement may be about some of what the table counts.
    """

    statement: Statement
    verdict: str
    figure: Figure | None = None
    reason: Reason | None = None
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


#: A number of the prose: its paragraph, and where it starts in that.
Spot = tuple[int, int]


class Comparisons(NamedTuple):
    """The comparisons on a report's prose in the order of the file, and what its tables say.

    `differing` and `agreeing` are the numbers that differ from the tables and those that agree.
    """

    comparisons: tuple[Comparison, ...]
    figures: Figures
    differing: frozenset[Spot]
    agreeing: frozenset[Spot]

    def differs(self, span: Span) -> bool:
        """Say whether a number differs from the tables: what follows from it is not said too."""
        return _spot(span) in self.differing

    def agrees(self, span: Span) -> bool:
        """Say whether a number is the table's."""
        return _spot(span) in self.agreeing


def _spot(span: Span) -> Spot:
    return id(span.paragraph), span.start


@once_per_report
def checked(report: Report) -> Comparisons:
    """Return a comparison for every statement of the report's prose."""
    figures = Figures(report)
    comparisons = tuple(_check(report, figures))
    spots: dict[str, set[Spot]] = {"differs": set(), "agrees": set()}
    for comparison in comparisons:
        spots.setdefault(comparison.verdict, set()).add(_spot(comparison.statement.span))
    differing, agreeing = frozenset(spots["differs"]), frozenset(spots["agrees"])
    return Comparisons(comparisons, figures, differing, agreeing)


def differences(report: Report, *tables: str, of_none: bool = False) -> Verdicts:
    """Yield a finding for each statement on these tables that differs from them."""
    if prose_of(report).unreadable:
        yield not_evaluated(TOO_MANY_DIGITS, partly=True)
    for comparison in checked(report).comparisons:
        if comparison.statement.table.startswith(tables):
            if comparison.verdict in ("differs", "near"):
                if comparison.is_of_none is of_none:
                    yield _finding(comparison)
            elif comparison.reason is not None and comparison.statement.denial is of_none:
                yield not_evaluated(comparison.reason, partly=True)
    if not of_none:
        yield from _left_out(report, tables)


def _left_out(report: Report, tables: tuple[str, ...]) -> Iterator[NotEvaluated]:
    """Name the numbers that were not compared because they are of another year or body, are not
    exact, or count what no single number of the table does."""
    said = [
        f"{found.words}{found.value}{found.unit}"
        for found in prose_of(report).unplaced
        if found.table.startswith(tables)
    ]
    said += [
        _words(comparison.statement)
        for comparison in checked(report).comparisons
        if comparison.verdict == "not_evaluated"
        and comparison.reason is None
        and comparison.statement.table.startswith(tables)
    ]
    if said:
        shown = "、".join(f"“{words}”" for words in said[:_NAMED])
        many = len(said) > _NAMED
        zh = f"{shown}等 {len(said)} 个数" if many else shown
        en = f"{shown} ({len(said)})" if many else shown
        yield not_evaluated(NOT_COMPARED, numbers=Text(zh, en), partly=True)


def _check(report: Report, figures: Figures) -> Iterator[Comparison]:
    sentences: dict[int, list[Statement]] = {}
    for statement in prose_of(report).statements:
        sentences.setdefault(statement.sentence, []).append(statement)
    compared = [
        _compared(figures, statement)
        for beside in sentences.values()
        for statement in narrowed(beside)
    ]
    compared = list(with_loose(compared))
    compared = [
        comparison._replace(verdict="differs", reason=None) if counted else comparison
        for comparison, counted in zip(
            compared, counted_like_others(compared, figures), strict=True
        )
    ]
    agreeing = [c.statement for c in compared if c.verdict == "agrees" and c.reason is None]
    # The paragraphs with a number that shows that the prose is about what the tables count.
    borne_out: dict[bool, set[int]] = {True: set(), False: set()}
    for comparison in compared:
        if _bears_out(comparison):
            statement = comparison.statement
            borne_out[_is_of_disclosure(statement)].add(statement.paragraph)
    for comparison in compared:
        if comparison.verdict in ("differs", "near"):
            paragraphs = borne_out[_is_of_disclosure(comparison.statement)]
            yield _weighed(report, comparison, paragraphs, agreeing)
        else:
            yield comparison


def _compared(figures: Figures, statement: Statement) -> Comparison:
    if not statement.exact or (statement.confidence == ELSEWHERE and statement.subject != "other"):
        # These are named together: see `_left_out`.
        return Comparison(statement, "not_evaluated")
    found = figures.figure(statement.indicators)
    if isinstance(found, Reason):
        return Comparison(statement, "not_evaluated", reason=found)
    if _same(statement, found.values, found):
        return Comparison(statement, "agrees", found)
    if _same(statement, found.allowed, found):
        return Comparison(statement, "agrees", found, _fits_only(statement, found))
    if statement.confidence <= LOOSE:
        return Comparison(statement, "not_evaluated", found, _may_be_part(statement))
    doubt = found.doubt
    if doubt is not None:
        if statement.value in doubt.repaired:
            return Comparison(statement, "not_evaluated", found, _agrees_when_repaired(statement))
        statement = statement._replace(open=True)
    near = not statement.denial and _same(statement, found.near, found)
    return Comparison(statement, "near" if near else "differs", found)


def _agrees_when_repaired(statement: Statement) -> Reason:
    return TABLE_UNBALANCED.about(table=NAMES[statement.table])


def _same(statement: Statement, values: tuple[Number, ...], found: Figure) -> bool:
    if statement.value in values:
        return True
    column = found.table.form.column[found.cells[0].column]
    yuan = load_vocabulary().money.get(statement.unit)
    if not column.amount or yuan is None:
        return False
    # The prose may round an amount, and the format of 2019 leaves the unit open.
    scales = {"万元": (10000,), "": (1,)}.get(column.unit, (1, 10000))
    return any(
        _rounds_to(value * scale, statement.value, yuan) for value in values for scale in scales
    )


def _rounds_to(exact: Number, said: Number, yuan: int) -> bool:
    """Say whether an amount is another one at the digits that are written: 1.3万元 of 12649 元."""
    from decimal import Decimal

    exponent = (Decimal(said) / yuan).normalize().as_tuple().exponent
    assert isinstance(exponent, int), "an amount is a finite number"
    last_digit = Decimal(yuan).scaleb(min(exponent, 0))
    return abs(Decimal(exact) - Decimal(said)) * 2 <= last_digit


def _fits_only(statement: Statement, found: Figure) -> Reason:
    return COUNTED_ANOTHER_WAY.about(
        words=_words(statement), table=NAMES[statement.table], number=found.text
    )


def _may_be_part(statement: Statement) -> Reason:
    return SCOPE_UNCLEAR.about(words=_words(statement), table=NAMES[statement.table])


def _words(statement: Statement) -> str:
    return f"{statement.words}{_as_written(statement)}{statement.unit}"


def _bears_out(comparison: Comparison) -> bool:
    statement = comparison.statement
    agrees = comparison.verdict == "agrees" and comparison.reason is None
    return agrees and statement.value > 0 and statement.confidence >= LIKELY


def _is_of_disclosure(statement: Statement) -> bool:
    return statement.table.startswith("art")


def _weighed(
    report: Report, comparison: Comparison, borne_out: set[int], agreeing: list[Statement]
) -> Comparison:
    """Decide how bad a difference is; what may be right after all is not checked.

    `borne_out` are the paragraphs with a number of the same kind that agrees with the tables, as
    the numbers `agreeing` do.
    """
    statement, found = comparison.statement, comparison.figure
    assert found is not None, "only what was compared differs"
    sure = statement.confidence == SURE or statement.paragraph in borne_out
    # The prose of a government may speak of its office alone, its tables of all its bodies.
    part = (
        not borne_out
        and statement.subject == "unsaid"
        and report.agency_kind in ("government", "unknown")
        and statement.value < max(found.values)
    )
    if leaves(statement, found, agreeing):
        return comparison._replace(verdict="not_evaluated", reason=_fits_only(statement, found))
    if _is_example(statement, found):
        return comparison._replace(verdict="not_evaluated", reason=_may_be_part(statement))
    if (part and not statement.denial) or (comparison.verdict == "near" and not sure):
        reason = _may_be_part(statement)
        return comparison._replace(verdict="not_evaluated", reason=reason)
    plain = sure and not part and not statement.open and comparison.verdict == "differs"
    severe = plain and not statement.table.startswith("art")
    return comparison._replace(severity=ERROR if severe else WARNING, part=part)


def _is_example(statement: Statement, found: Figure) -> bool:
    """Say whether a number may be of some only that show a problem: 出现3起复议 in part five."""
    return (
        statement.section == _PROBLEMS
        and not statement.denial
        and statement.value < max(found.values)
    )


def _as_written(statement: Statement) -> Number:
    """Return the number in its unit: 25.6 of 25.6万元, which is 256000 yuan."""
    yuan = load_vocabulary().money.get(statement.unit)
    if yuan is None:
        return statement.value
    from decimal import Decimal

    exact = (Decimal(statement.value) / yuan).normalize()
    return int(exact) if exact == int(exact) else exact


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
        actual=_as_written(statement),
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
