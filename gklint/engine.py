"""One report checked: read, parse, ask each rule, say what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import TypeVar

from gklint.checking.findings import (
    GATHERED,
    MOST,
    check_finding,
    counted_wording,
    gathered,
    one_a_cause,
    stated_reasons,
)
from gklint.checking.reasons import (
    NO_FORM,
    NO_YEAR,
    NOT_A_REPORT,
    TABLES_ONLY,
    TOO_LONG,
    rule_failed,
    unreadable_file,
)
from gklint.checking.results import Acceptance, Outcome, Result
from gklint.checking.settings import Settings
from gklint.forms.loading import load_forms
from gklint.forms.values import Forms
from gklint.model.diagnostics import Diagnostic, Related, Severity, basis
from gklint.model.personal import mask, masked_source, masked_value
from gklint.model.report import Report
from gklint.model.source import Place, Source, source_of_text
from gklint.model.words_at import parts_by_line, words_at
from gklint.parsing import parse
from gklint.plugins.loading import Plugins, load_plugins
from gklint.readers import UnreadableFile, read, read_bytes
from gklint.readers.limits import split_reason
from gklint.rule.definition import Finding, NotApplicable, NotEvaluated, Rule, RuleModule, finding
from gklint.support.bilingual import Text

T = TypeVar("T")

#: One for all reports: what it selects is worked out once.
_DEFAULT = Settings()


def lint_file(path: str, settings: Settings | None = None) -> Result:
    """Check the file at `path`. A file that cannot be read gives a result that says so (GK901)."""
    settings = settings or _DEFAULT
    try:
        source = read(path, settings.limits, load_plugins(across=False).readers)
    except UnreadableFile as error:
        return unreadable(path, error.reason, settings)
    return lint_source(source, settings)


def lint_bytes(raw: bytes, path: str, settings: Settings | None = None) -> Result:
    """Check a file given as its bytes, `path` being what to call it; else as `lint_file`."""
    settings = settings or _DEFAULT
    try:
        source = read_bytes(raw, path, settings.limits, load_plugins(across=False).readers)
    except UnreadableFile as error:
        return unreadable(path, error.reason, settings)
    return lint_source(source, settings)


def lint_text(text: str, path: str = "<text>", settings: Settings | None = None) -> Result:
    """Check a report given as text."""
    return lint_source(source_of_text(text, path), settings or _DEFAULT)


def lint_source(source: Source, settings: Settings) -> Result:
    """Check a report that has been read."""
    # A report that speaks of rules may speak of any; a rule without code may be named as any.
    plugins = load_plugins(across=source.speaks_to_gklint or bool(settings.rules))
    report = parse(source, settings.year, settings.agency_kind)
    check = _Check(report, load_forms(), plugins, settings)
    rules = rules_for(plugins, settings)
    try:
        for module in selected_rules(rules, settings):
            check.check_time()
            check.check_rule(module)
    except CheckedTooLong:
        return unreadable(source.path, TOO_LONG, settings)
    check.diagnostics = one_a_cause(check.diagnostics)
    if settings.selects_code("GK906", "rule-failed"):
        check.report_failed_plugins()
    if settings.apply_suppressions and source.speaks_to_gklint:
        check.apply_suppressions([module.RULE for module in rules])
    return check.result()


def rules_for(plugins: Plugins, settings: Settings) -> tuple[RuleModule, ...]:
    """Return all rules by code: those of plugins, and those without code that the settings name.

    Raises `gklint.support.problems.ConfigurationError` for a file of rules that cannot be used.
    """
    if not settings.rules:
        return plugins.rules
    # Imported here: few runs have rules without code.
    from gklint.declarative import without_doubles

    declared = without_doubles(settings.rules, plugins.rules)
    return tuple(sorted((*plugins.rules, *declared), key=lambda module: module.RULE.code))


def selected_rules(rules: tuple[RuleModule, ...], settings: Settings) -> tuple[RuleModule, ...]:
    """Return those of the rules that a run with these settings asks of each report."""
    # Not kept from report to report: the module of a plugin's rule need not be hashable.
    return tuple(
        module
        for module in rules
        if module.RULE.checks == "report" and settings.selects(module.RULE)
    )


def unreadable(path: str, reason: Text, settings: Settings) -> Result:
    """Return the result for a file that could not be read."""
    plugins = load_plugins(across=bool(settings.rules))
    rule = plugins.rule("GK901")
    why, advice = split_reason(reason)
    found = finding(Place(1, 1, 1, 1), "unreadable", reason=why, told=reason)
    diagnostic = diagnostic_of(found, rule, None, load_forms(), settings)
    diagnostic = diagnostic._replace(advice=advice or rule.advice)
    why_not = unreadable_file(reason)
    selected = (module.RULE for module in selected_rules(rules_for(plugins, settings), settings))
    outcomes = tuple(
        Outcome(each, "violated") if each is rule else Outcome(each, "not_evaluated", (why_not,))
        for each in selected
    )
    return Result(path, None, None, (diagnostic,), outcomes)


class CheckedTooLong(Exception):
    """The time for checking one report is over."""


class _Check:
    """Asks rules about one report and collects what they say."""

    def __init__(self, report: Report, forms: Forms, plugins: Plugins, settings: Settings) -> None:
        self.report = report
        # Asked for each rule, and the same for all of them.
        self.is_report = report.is_report
        self.year_not_covered = report.year_not_covered
        self.tables_only = report.tables_only
        self.forms = forms
        self.plugins = plugins
        self.settings = settings
        self.diagnostics: list[Diagnostic] = []
        self.outcomes: list[Outcome] = []
        self.accepted: Mapping[int, Acceptance] = {}
        #: Checking may take as long as reading.
        self.ends = monotonic() + settings.limits.seconds

    def check_rule(self, module: RuleModule) -> None:
        rule = module.RULE
        left_out = None if rule.whole_run else self._left_out(rule)
        if left_out is not None:
            self.outcomes.append(left_out)
            return
        findings: list[Finding] = []
        not_evaluated: list[NotEvaluated] = []
        try:
            for verdict in self._verdicts(module):
                self.check_time()
                if isinstance(verdict, NotApplicable):
                    self.outcomes.append(Outcome(rule, "not_applicable"))
                    return
                if isinstance(verdict, NotEvaluated):
                    not_evaluated.append(verdict)
                else:
                    findings.append(verdict)
            if not findings and not not_evaluated:
                self.outcomes.append(Outcome(rule, "satisfied"))
                return
            found = [
                diagnostic_of(each, rule, self.report, self.forms, self.settings)
                for each in self._gathered(findings)
            ]
            for diagnostic in found:
                check_finding(diagnostic, self.report.source.lines)
            reasons = stated_reasons(rule, not_evaluated)
        except (KeyboardInterrupt, CheckedTooLong):
            raise
        except BaseException as error:
            # A plugin's rule may raise anything, leave the process even; the run goes on, says so.
            self._failed(rule, error)
            return
        self.diagnostics += found
        completely = any(not verdict.partly for verdict in not_evaluated)
        state = "violated" if found else "not_evaluated" if completely else "satisfied"
        self.outcomes.append(Outcome(rule, state, reasons))

    def check_time(self) -> None:
        """Raise CheckedTooLong when the time for checking the report is over."""
        if monotonic() > self.ends:
            raise CheckedTooLong

    def _gathered(self, findings: list[Finding]) -> list[Finding]:
        if len(findings) <= MOST:
            return findings
        parts = parts_by_line(self.report)
        return gathered(findings, lambda line: id(parts[line]) if line in parts else -line)

    def _left_out(self, rule: Rule) -> Outcome | None:
        """Return why a rule is not asked about this report, None where it is."""
        report = self.report
        if not self.is_report:
            return Outcome(rule, "not_evaluated", (NOT_A_REPORT,))
        if not rule.applies_to(report.year, report.agency_kind):
            return Outcome(rule, "not_applicable")
        if self.year_not_covered and not rule.any_year:
            return Outcome(rule, "not_evaluated", (NO_FORM,))
        if self.tables_only and rule.needs_prose:
            return Outcome(rule, "not_evaluated", (TABLES_ONLY,))
        if rule.needs_form and report.form is None:
            return Outcome(rule, "not_evaluated", (NO_FORM if report.year else NO_YEAR,))
        return None

    def _verdicts(self, module: RuleModule) -> Iterable[Finding | NotEvaluated | NotApplicable]:
        if not module.RULE.options:
            return module.check(self.report)
        return module.check(self.report, self.settings.options_of(module.RULE))

    def _failed(self, rule: Rule, error: BaseException) -> None:
        what = mask(f"{type(error).__name__}: {error}")
        self.outcomes.append(Outcome(rule, "not_evaluated", (rule_failed(what),)))
        self._say_failed("rule", {"rule": f"{rule.code} {rule.name}", "error": what})

    def report_failed_plugins(self) -> None:
        for failure in self.plugins.failures:
            self._say_failed("plugin", {"plugin": failure.name, "error": failure.error})

    def _say_failed(self, message: str, facts: dict[str, object]) -> None:
        found = finding(Place(1, 1, 1, 1), message)._replace(facts=facts)
        rule = self.plugins.rule("GK906")
        self.diagnostics.append(diagnostic_of(found, rule, self.report, self.forms, self.settings))

    def apply_suppressions(self, rules: Sequence[Rule]) -> None:
        """Accept what the report's text says is to be, and say what is wrong with that."""
        # Imported here: hardly any report says anything to gklint.
        from gklint.suppression.inline import apply_suppressions

        applied = apply_suppressions(self.report, self.diagnostics, self.outcomes, rules)
        self.accepted = applied.accepted
        reported = {code for code, _ in applied.findings}
        for at, outcome in enumerate(self.outcomes):
            if outcome.rule.code in reported:
                self.outcomes[at] = outcome._replace(state="violated")
        requested = {outcome.rule.code for outcome in self.outcomes}
        self.diagnostics += [
            diagnostic_of(found, self.plugins.rule(code), self.report, self.forms, self.settings)
            for code, found in applied.findings
            if code in requested
        ]

    def result(self) -> Result:
        found = self.diagnostics
        order = sorted(
            range(len(found)),
            key=lambda at: (found[at].place, found[at].code, found[at].message_id),
        )
        accepted = {
            new: self.accepted[old] for new, old in enumerate(order) if old in self.accepted
        }
        return Result(
            self.report.source.path,
            masked_source(self.report),
            self.report,
            tuple(found[at] for at in order),
            tuple(self.outcomes),
            accepted,
        )


def diagnostic_of(
    found: Finding, rule: Rule, report: Report | None, forms: Forms, settings: Settings
) -> Diagnostic:
    """Return the finding with all that the rule's metadata says of it.

    Numbers of persons are masked here, whatever rule quotes them, so that no reporter gets to see
    one.
    """
    severity = _severity(found, rule, report, settings)
    place = found.place
    subject = words_at(report, place) if report is not None else ""
    wording = rule.messages[found.message]
    count = found.facts.get(GATHERED)
    if isinstance(count, int):
        wording = counted_wording(wording, count)
    return Diagnostic(
        rule.code,
        rule.name,
        severity,
        place,
        wording,
        _masked_facts(found.facts, report),
        rule.advice,
        mask(subject),
        found.section,
        found.cell,
        masked_value(found.actual, report),
        masked_value(found.expected, report),
        _masked_related(found.related, report),
        basis(rule.clauses if found.clauses is None else found.clauses, report, forms),
        found.message,
        found.fix,
        report.source.origin(place) if report is not None else None,
        rule.suppressible,
        found.cells,
        found.also,
    )


def _severity(found: Finding, rule: Rule, report: Report | None, settings: Settings) -> Severity:
    """Return how bad a finding is: what the user set for the rule holds for each of its findings,
    whatever the rule says of this one and whatever the report year."""
    chosen = settings.severity_of(rule)
    if chosen is not None:
        return chosen
    optional = report and report.form and report.year in report.form.optional_years
    if optional and rule.eased_while_optional:
        return Severity.INFO
    return found.severity or rule.severity


def _masked_facts(facts: Mapping[str, object], report: Report | None) -> dict[str, object]:
    return {
        name: _masked_text(fact) if isinstance(fact, Text) else masked_value(fact, report)
        for name, fact in facts.items()
    }


def _masked_related(several: Iterable[Related], report: Report | None) -> tuple[Related, ...]:
    return tuple(
        related._replace(
            wording=_masked_text(related.wording),
            facts=_masked_facts(related.facts, report),
            origin=report.source.origin(related.place) if report and not related.path else None,
        )
        for related in several
    )


def _masked_text(text: Text) -> Text:
    return Text(mask(text.zh), mask(text.en))
