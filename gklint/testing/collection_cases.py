"""The cases of rules that compare reports: what such a rule says of several, against what it should
say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import join
from tempfile import TemporaryDirectory

from gklint.across.additions import Additions
from gklint.across.checking import CollectionRules, check_collection
from gklint.across.facts import facts_of
from gklint.across.roster_files import load_roster
from gklint.collection.reports import Collection
from gklint.collection.roster import Roster
from gklint.engine import lint_text, rules_for
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Diagnostic
from gklint.plugins.loading import load_plugins
from gklint.support.problems import ConfigurationError
from gklint.testing.case_files import Case, Expected, fix_of
from gklint.testing.cases import wrong_reason
from gklint.testing.changes import ChangeError

#: What the roster of a case is called.
ROSTER = "roster.csv"


def problems(case: Case) -> Iterator[str]:
    """Yield what is expected of a case and does not come."""
    try:
        texts = case.texts
        roster = _roster(case.roster) if case.roster else None
    except (ChangeError, ConfigurationError) as error:
        yield f"  the case cannot be made: {error}"
        return
    added = compared(case, texts, roster)
    lines = {path: text.splitlines() for path, text in texts.items()}
    if roster is not None:
        lines[ROSTER] = list(roster.lines)
    found = [(path, one) for path in sorted(added) for one in added[path].found]
    matched = len(found) == len(case.expect) and all(
        _matches(expected, path, one, lines[path])
        for expected, (path, one) in zip(case.expect, found, strict=True)
    )
    if not matched:
        yield "  expected:" if case.expect else "  expected: no finding of this rule"
        yield from (f"    {_as_text(expected)}" for expected in case.expect)
        yield "  came:" if found else "  came: no finding of this rule"
        yield from (f"    {_described(path, one, lines[path])}" for path, one in found)
    yield from _wrong_outcomes(case, added)


def compared(case: Case, texts: Mapping[str, str], roster: Roster | None) -> dict[str, Additions]:
    """Return what comparing the reports of a case adds to the record of each."""
    plugins, settings = load_plugins(), case.settings
    reports = []
    for path, text in texts.items():
        result = lint_text(text, path, settings)
        assert result.source is not None, "a text can be read"
        facts = facts_of(result, result.source.sha256)
        assert facts is not None, "a draft is a report"
        reports.append((path, facts))
    modules = [
        module
        for module in rules_for(plugins, settings)
        if module.RULE.checks == "collection" and module.RULE.name == case.rule
    ]
    run_rules = {code: plugins.rule(code) for code in ("GK904", "GK906")}
    rules = CollectionRules(modules, run_rules, lambda path: settings)
    return check_collection(Collection(reports, load_forms(), roster), rules)


def _roster(text: str) -> Roster:
    with TemporaryDirectory() as folder:
        path = join(folder, ROSTER)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        roster = load_roster(path)
    return Roster(ROSTER, roster.raw, roster.media_type, roster.lines, roster.rows)


def _wrong_outcomes(case: Case, added: Mapping[str, Additions]) -> Iterator[str]:
    outcomes = [outcome for one in added.values() for outcome in one.outcomes]
    reasons = "；".join(reason.zh for outcome in outcomes for reason in outcome.reasons)
    if case.verdict == "not_evaluated":
        yield from wrong_reason(
            case, [reason for outcome in outcomes for reason in outcome.reasons], "compared"
        )
    elif not any(outcome.state in ("satisfied", "violated") for outcome in outcomes):
        # Silence is not a pass: such a case belongs under `not_evaluated`.
        yield f"  expected that the rule compares something; came: {reasons or 'not applicable'}"


def _matches(expected: Expected, path: str, found: Diagnostic, lines: list[str]) -> bool:
    return (
        (expected.file is None or expected.file == path)
        and (expected.at is None or expected.at == _at(found, lines))
        and _squeezed(expected.line or "") in _squeezed(lines[found.line - 1])
        and (expected.message is None or expected.message in found.text("zh"))
        and (expected.severity is None or expected.severity == found.severity.word)
        and (expected.section is None or expected.section == found.section)
        and (expected.fix is None or expected.fix == fix_of(found))
    )


def _at(found: Diagnostic, lines: list[str]) -> str:
    place = found.place
    inside = lines[place.line - 1 : place.end_line]
    inside[-1] = inside[-1][: place.end_column - 1]
    inside[0] = inside[0][place.column - 1 :]
    return "\n".join(inside)


def _as_text(expected: Expected) -> str:
    members = expected._asdict().items()
    return ", ".join(f"{key} “{value}”" for key, value in members if value is not None)


def _described(path: str, found: Diagnostic, lines: list[str]) -> str:
    return (
        f"{path}:{found.line}:{found.place.column} {found.severity.word} {found.rule}, at"
        f" “{_at(found, lines)}”, line “{lines[found.line - 1].strip()}”, message"
        f" “{found.text('zh')}”"
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())
