"""What a rule is, and the few helpers that keep rules short.

A rule is a module: a docstring that is its documentation, `RULE` with its metadata, and a
generator `check(report)` that yields `finding(…)` for each breach and `not_evaluated(…)` for what
it could not check. A rule that yields nothing is satisfied; one that yields `NotApplicable()` is
not for this run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from gklint.forms.values import TableForm
from gklint.model.diagnostics import Edit, Fix, Related, Severity
from gklint.model.reasons import Reason
from gklint.model.report import Cell, CellKey, Report, Row, Table
from gklint.model.source import Place
from gklint.rule.reasons import ROW_UNREAD, TABLE_UNREAD
from gklint.support.bilingual import Text

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


#: The kinds of agency as people read them, by `gklint.model.report.AGENCY_KINDS`.
KINDS: Mapping[str, Text] = {
    "government": Text("各级人民政府", "governments"),
    "township": Text("乡镇", "townships"),
    "department": Text("部门", "departments"),
    "street": Text("街道办事处等派出机关", "sub-district offices"),
    "unknown": Text("不能确定的", "unknown"),
}

#: What an option of a rule may be: see `Option`.
OptionValue = bool | int | str | tuple[str, ...] | tuple[tuple[str, ...], ...]


class Option(NamedTuple):
    """What can be set of a rule: its name, its default, what it is for.

    A value has the type of the default: bool, int, str, or a tuple of str for a list. `choices` are
    the values a str, or each str of a list, may have (empty: any); `least` is the smallest an int
    may have. `pattern` is a regular expression that a str that is not empty matches completely, and
    `example` such a str. With `fields` each value of a list is a tuple of as many str: people write
    a mapping with these keys, or the first alone; what they leave out is "".
    """

    name: str
    default: OptionValue
    summary: Text
    choices: tuple[str, ...] = ()
    least: int = 0
    pattern: str = ""
    example: str = ""
    fields: tuple[str, ...] = ()


#: The values of a rule's options by name, as `check` gets them.
Options = Mapping[str, Any]


class Rule(NamedTuple):
    """A rule's metadata.

    `clauses` are what it rests on, each "regulation: article" with a key of
    `grammars/regulations.yaml`; the regulation "format" stands for the form of the report at hand.
    `messages` are its wordings by id, `reasons` those of why it could not check something, `advice`
    says how to put it right. `years` are the first and
    the last report year it is for (None: no limit), `kinds` the kinds of agency (empty: all).
    `enabled` is False for a rule that must be selected. `needs_form`: without a form for the year
    it is not evaluated. `needs_prose`: it is about the order or the words of a report, so that it
    is not evaluated for a workbook of the tables alone. `eased_while_optional`: what it finds is
    INFO for a report year in which the form was not binding yet. `any_year`: what it finds is wrong
    under the law of any time, so that it is evaluated for report years without a known form, too.
    `whole_run`: it speaks of the run itself and applies to any file at all.
    `suppressible` is False for a rule whose findings nobody may accept. A rule with `options` gets
    their values as a second argument of `check`, a mapping by name. `checks` is "report", or
    "collection" for a rule that compares reports: its `check` gets a
    `gklint.collection.reports.Collection` and yields a `ReportVerdict` for each thing it says.
    """

    code: str
    name: str
    severity: Severity
    summary: Text
    clauses: tuple[str, ...]
    messages: Mapping[str, Text]
    advice: Text
    years: tuple[int | None, int | None] = (None, None)
    kinds: frozenset[str] = frozenset()
    enabled: bool = True
    needs_form: bool = False
    needs_prose: bool = False
    eased_while_optional: bool = False
    any_year: bool = False
    whole_run: bool = False
    suppressible: bool = True
    options: tuple[Option, ...] = ()
    since: str = "0.1.0"
    checks: str = "report"
    reasons: Mapping[str, Text] = {}

    @property
    def family(self) -> int:
        """The first digit of the code: 1 structure, 2 tables, 3 arithmetic, …"""
        return int(self.code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[0])

    def applies_to(self, year: int | None, kind: str) -> bool:
        """Say whether the rule is for reports of this year and kind of agency."""
        first, last = self.years
        if year is not None and not ((first or year) <= year <= (last or year)):
            return False
        return not self.kinds or kind in self.kinds


class Finding(NamedTuple):
    """A breach, as a rule yields it; the engine adds what the metadata says.

    `cells` are all the cells that it speaks of where there are several, `cell` being the first;
    `also` are the codes of rules that the same cause breaks: of findings at one cell that name one
    another, the engine keeps the first by code. `explains` are the names of bodies
    whose numbers are the difference.
    """

    place: Place
    message: str
    facts: Mapping[str, object]
    section: int | None
    cell: CellKey | None
    actual: int | Decimal | str | None
    expected: int | Decimal | str | None
    related: tuple[Related, ...]
    severity: Severity | None
    clauses: tuple[str, ...] | None
    fix: Fix | None = None
    cells: tuple[CellKey, ...] = ()
    also: tuple[str, ...] = ()
    explains: tuple[str, ...] = ()


class NotEvaluated(NamedTuple):
    """What a rule could not check, and why; `partly` says that it checked the rest.

    `reason` is the code of one of the rule's `reasons`, whose {names} are `facts`, or a reason that
    several rules share. A Text is a reason without a code.
    """

    reason: str | Reason | Text
    partly: bool
    facts: Mapping[str, object] = {}


class NotApplicable(NamedTuple):
    """Said by a rule that is not for this run: there is nothing that it could look for."""


class ReportVerdict(NamedTuple):
    """What a rule across reports says of one of them, or of the roster: its path, the body and year
    that are meant. None says that it was looked at and nothing is wrong, as of every report of
    which nothing is said."""

    path: str
    verdict: Finding | NotEvaluated | NotApplicable | None
    body: str = ""
    year: int | None = None


class RuleModule(Protocol):
    """The shape of a rule's module."""

    __name__: str
    RULE: Rule

    @property
    def check(self) -> Callable[..., Iterable[Any]]:
        """Yields what is wrong in the report, or in the collection; called with it, and with the
        values of its options where the rule has any."""


Verdicts = Iterator[Finding | NotEvaluated | NotApplicable]
#: What a rule across reports yields.
ReportVerdicts = Iterator[ReportVerdict]


def finding(
    place: Place,
    message: str = "default",
    *,
    section: int | None = None,
    cell: CellKey | None = None,
    actual: int | Decimal | str | None = None,
    expected: int | Decimal | str | None = None,
    related: Iterable[Related] = (),
    severity: Severity | None = None,
    clauses: tuple[str, ...] | None = None,
    fix: Fix | None = None,
    cells: Iterable[CellKey] = (),
    also: Iterable[str] = (),
    explains: Iterable[str] = (),
    **facts: object,
) -> Finding:
    """Return a breach at `place`, said with the rule's wording `message`.

    The wording's {names} are `facts`, `actual` and `expected`. `severity` and `clauses` replace
    those of the rule where a case differs from the rest. `fix` fixes the breach without a person.
    """
    facts = {"actual": actual, "expected": expected, **facts}
    several = tuple(cells)
    return Finding(
        place,
        message,
        facts,
        section,
        cell,
        actual,
        expected,
        tuple(related),
        severity,
        clauses,
        fix,
        () if several == (cell,) else several,
        tuple(also),
        tuple(explains),
    )


def not_evaluated(
    reason: str | Reason, en: str | None = None, /, *, partly: bool = False, **facts: object
) -> NotEvaluated:
    """Return that something could not be checked, and why.

    `reason` is a code of the rule's `reasons`, or a reason of `gklint.rule.reasons`; {names} of its
    wording are `facts`. Two wordings, Chinese and English, make a reason without a code, which
    programs cannot compare: rules of before reasons had codes are written so.
    """
    if en is not None:
        return NotEvaluated(Text(str(reason), en), partly)
    if isinstance(reason, Reason):
        return NotEvaluated(
            reason._replace(facts=tuple(facts.items())) if facts else reason, partly
        )
    return NotEvaluated(reason, partly, facts)


def table_unread(table: Table, *, partly: bool = False) -> NotEvaluated | None:
    """Return that a table could not be read and why, None where it was."""
    if table.problem is None:
        return None
    why = table.problem.words
    return not_evaluated(TABLE_UNREAD, label=table.form.label, why=why, partly=partly)


def row_unread(label: str, row: Row, *, partly: bool = False) -> NotEvaluated | None:
    """Return that the row with this label could not be read and why, None where it was."""
    if row.problem is None:
        return None
    return not_evaluated(ROW_UNREAD, label=label, why=row.problem.words, partly=partly)


def related(
    place: Place, zh: str, en: str, cell: CellKey | None = None, path: str = "", **facts: object
) -> Related:
    """Return another place that belongs to a finding, in the file at `path` if not in the same."""
    return Related(place, Text(zh, en), facts, cell, path)


def replacement(places: Iterable[Place], text: str, *, safe: bool) -> Fix:
    """Return a fix that writes `text` at each of the places.

    It is safe where nothing but writing changes: no number, no statement, no word of another sense.
    """
    edits = tuple(Edit(place, text) for place in sorted(places))
    if not text:
        return Fix(edits, safe, Text("删去", "delete it"))
    return Fix(edits, safe, Text(f"改为“{inside_quotes(text)}”", f"write “{inside_quotes(text)}”"))


def readable_tables(report: Report) -> Iterator[Table]:
    """Yield the tables whose numbers may be checked."""
    for table in report.tables:
        if not table.problem:
            yield table


def years_differ(report: Report) -> bool:
    """Say whether title and statistics period name different years: GK503 speaks of that."""
    title, period = report.title, report.period
    if title is None or title.year is None or period is None or report.year_from == "given":
        return False
    return title.year not in (period.first[0], period.last[0])


def form_in_dispute(report: Report) -> bool:
    """Whether title and statistics period name years for which different forms are in force.

    Then GK503 says so, and no rule may check by the form of either year.
    """
    title = report.title.year if report.title else None
    if title is None or report.period is None or report.year_from == "given":
        return False
    forms = report.forms
    return forms.for_year(title) is not forms.for_year(report.period.first[0])


def inside_quotes(label: str) -> str:
    """Return a label as it stands within “…”: its own quotation marks are single ones."""
    return label.replace("“", "‘").replace("”", "’")


def row_label(table: Table, row: str) -> str:
    """Return how a message names a row between “…”: the form's label, with its group's if any."""
    return due_row_label(table.form, row)


def due_row_label(form: TableForm, row: str) -> str:
    """Return how a message names a row that a form has, as `row_label` does one that is there."""
    own = form.row[row]
    group = form.groups.get(own.group)
    label = f"{group} {own.label}" if group and form.key != "review" else own.label
    return inside_quotes(label)


def cell_label(table: Table, cell: Cell) -> str:
    """Return how a reader would name a cell: “（三）不予公开 1.属于国家秘密 × 自然人”."""
    column = table.form.column[cell.column].label
    return f"{row_label(table, cell.row)} × {column}"
