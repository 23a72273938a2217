"""The rules across reports asked: what came of it for each report, and for the roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gklint.across.additions import Additions
from gklint.checking.findings import check_wording, stated_reasons
from gklint.checking.reasons import NOTHING_TO_COMPARE, rule_failed
from gklint.checking.results import Acceptance, Outcome, RuleName
from gklint.checking.settings import Settings
from gklint.collection.reports import Collection, Member
from gklint.engine import diagnostic_of
from gklint.model.diagnostics import BodyFacts, Diagnostic, basis_in
from gklint.model.facts import SuppressionFacts
from gklint.model.personal import mask
from gklint.model.source import Place
from gklint.rule.definition import (
    Finding,
    NotApplicable,
    NotEvaluated,
    ReportVerdict,
    Rule,
    RuleModule,
    finding,
)
from gklint.suppression.naming import UNUSED, called, rule_named

_FAILED = "GK906"


class CollectionRules(NamedTuple):
    """What a collection is checked by: the rules across reports, those that speak of the run
    (GK904, GK906), and by what each file is checked."""

    modules: Sequence[RuleModule]
    run_rules: Mapping[str, Rule]
    settings_for: Callable[[str], Settings]


def check_collection(collection: Collection, request: CollectionRules) -> dict[str, Additions]:
    """Run the rules; return what they add to the record of each file, and of the roster."""
    gathered = _Gathered(collection, request)
    for module in request.modules:
        gathered.check_rule(module)
    return gathered.additions()


class _Gathered:
    """Collects by path what the rules say."""

    def __init__(self, collection: Collection, request: CollectionRules) -> None:
        self.collection = collection
        self.request = request
        self.members = {member.path: member for member in collection.members}
        paths = [*self.members, *collection.lost]
        if collection.roster is not None:
            paths.append(collection.roster.path)
        self.settings = {path: request.settings_for(path) for path in sorted(set(paths))}
        self.found: dict[str, list[Diagnostic]] = {path: [] for path in self.settings}
        self.outcomes: dict[str, list[Outcome]] = {path: [] for path in self.settings}

    def check_rule(self, module: RuleModule) -> None:
        rule = module.RULE
        paths = [path for path, settings in self.settings.items() if settings.selects(rule)]
        if not paths:
            return
        by_path: dict[str, list[ReportVerdict]] = {}
        found: dict[str, list[Diagnostic]] = {}
        try:
            for verdict in self._verdicts(module, self.settings[paths[0]]):
                by_path.setdefault(verdict.path, []).append(verdict)
            for path in paths:
                found[path] = [
                    self._diagnostic(rule, one)
                    for one in by_path.get(path, ())
                    if isinstance(one.verdict, Finding) and self._applies(rule, path)
                ]
            outcomes = {path: self._outcome(rule, path, by_path.get(path, ())) for path in paths}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            # A plugin's rule may raise anything; the run goes on and says so.
            self._failed(rule, paths, error)
            return
        for path, outcome in outcomes.items():
            if outcome is not None:
                self.outcomes[path].append(outcome)
                self.found[path] += found[path]

    def _verdicts(self, module: RuleModule, settings: Settings) -> Iterable[ReportVerdict]:
        if not module.RULE.options:
            return module.check(self.collection)
        return module.check(self.collection, settings.options_of(module.RULE))

    def _applies(self, rule: Rule, path: str) -> bool:
        member = self.members.get(path)
        return member is None or rule.applies_to(member.year, member.facts.kind)

    def _diagnostic(self, rule: Rule, given: ReportVerdict) -> Diagnostic:
        found = given.verdict
        assert isinstance(found, Finding), "only findings become diagnostics"
        settings, forms = self.settings[given.path], self.collection.forms
        made = diagnostic_of(found, rule, None, forms, settings)
        diagnostic = made._replace(
            subject=mask(_subject(found, given, self.members.get(given.path))),
            basis=basis_in(
                rule.clauses if found.clauses is None else found.clauses,
                given.year,
                forms.for_year(given.year),
                forms,
            ),
            body_facts=BodyFacts(mask(given.body), given.year, tuple(map(mask, found.explains))),
        )
        check_wording(diagnostic)
        return diagnostic

    def _outcome(
        self, rule: Rule, path: str, verdicts_of_report: Sequence[ReportVerdict]
    ) -> Outcome | None:
        """Return what came of a rule for one file; None where it says nothing of such a file."""
        name = RuleName(rule.code, rule.name)
        verdicts = [one.verdict for one in verdicts_of_report]
        if path in self.collection.lost:
            return Outcome(name, "not_evaluated", (NOTHING_TO_COMPARE,), True)
        if path not in self.members and not verdicts:
            return None
        if not self._applies(rule, path) or any(isinstance(v, NotApplicable) for v in verdicts):
            return Outcome(name, "not_applicable", (), True)
        lacking = [verdict for verdict in verdicts if isinstance(verdict, NotEvaluated)]
        completely = any(not verdict.partly for verdict in lacking)
        violated = any(isinstance(verdict, Finding) for verdict in verdicts)
        state = "violated" if violated else "not_evaluated" if completely else "satisfied"
        return Outcome(name, state, stated_reasons(rule, lacking), True)

    def _failed(self, rule: Rule, paths: Sequence[str], error: BaseException) -> None:
        what = mask(f"{type(error).__name__}: {error}")
        name = RuleName(rule.code, rule.name)
        for path in paths:
            self.outcomes[path].append(Outcome(name, "not_evaluated", (rule_failed(what),), True))
        failed = self.request.run_rules[_FAILED]
        settings = self.settings[paths[0]]
        if settings.selects(failed):
            found = finding(Place(1, 1, 1, 1), "rule")._replace(
                facts={"rule": f"{rule.code} {rule.name}", "error": what}
            )
            made = diagnostic_of(found, failed, None, self.collection.forms, settings)
            self.found[paths[0]].append(made._replace(body_facts=BodyFacts("", None)))

    def additions(self) -> dict[str, Additions]:
        """Return what is added to the record of each file, suppressions in its text applied."""
        added = {}
        for path in self.settings:
            found, outcomes = self.found[path], self.outcomes[path]
            member = self.members.get(path)
            applied: dict[int, Acceptance] = {}
            if member and member.facts.suppressions and self.settings[path].apply_suppressions:
                applied = self._suppressed(member, found, outcomes)
            order = sorted(
                range(len(found)),
                key=lambda at: (found[at].place, found[at].code, found[at].message_id),
            )
            added[path] = Additions(
                tuple(found[at] for at in order),
                {new: applied[old] for new, old in enumerate(order) if old in applied},
                tuple(outcomes),
            )
        return added

    def _suppressed(
        self, member: Member, found: list[Diagnostic], outcomes: Sequence[Outcome]
    ) -> dict[int, Acceptance]:
        """Return the findings that the report's text accepts, by index; what accepts nothing is
        added to them (GK904)."""
        rules = [module.RULE for module in self.request.modules]
        checked = {outcome.rule.code for outcome in outcomes if outcome.checked}
        accepted: dict[int, Acceptance] = {}
        unused = []
        for suppression in member.facts.suppressions:
            reason = Acceptance(
                "suppression", suppression.reason, path=member.path, line=suppression.line
            )
            for word, column in suppression.rules:
                rule = rule_named(word, rules)
                if rule is None or not rule.suppressible:
                    continue
                meant = list(_meant(found, rule, suppression))
                for index in meant:
                    accepted.setdefault(index, reason)
                if not meant and rule.code in checked:
                    place = Place(suppression.line, column, suppression.line, column + len(word))
                    unused.append(finding(place, "unused", rule=called(rule)))
        settings, rule = self.settings[member.path], self.request.run_rules[UNUSED]
        if settings.selects(rule):
            found += [
                diagnostic_of(one, rule, None, self.collection.forms, settings)._replace(
                    body_facts=BodyFacts(member.name, member.year)
                )
                for one in unused
            ]
        return accepted


def _meant(found: Sequence[Diagnostic], rule: Rule, suppression: SuppressionFacts) -> Iterator[int]:
    for index, diagnostic in enumerate(found):
        lines = suppression.lines
        if diagnostic.code == rule.code and (lines is None or diagnostic.line in lines):
            yield index


def _subject(found: Finding, verdict: ReportVerdict, member: Member | None) -> str:
    """Return the words by which a finding is known, wherever in its file it stands."""
    if member is None:
        return f"{verdict.body} {verdict.year}"
    if found.cell is not None:
        return "" if found.actual is None else str(found.actual)
    part = member.facts.part(found.section) if found.section is not None else None
    return part.title if part else member.name
