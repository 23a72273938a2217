"""Every rule does what its cases say, and is documented, founded and named as it must be."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
import yaml

from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Severity, basis
from gklint.plugins.loading import BUILT_IN, built_in_rules, load_plugins
from gklint.rule.documentation import FAMILIES, HEADINGS, rule_docs
from gklint.support.bilingual import LANGUAGES
from gklint.testing import Case, cases_in, check_case

HERE = Path(__file__).parent
CASES = cases_in(HERE)
RULES = [module for module in load_plugins().rules if module.__name__.startswith(BUILT_IN)]
CATALOGUE = yaml.safe_load((HERE.parent / "data" / "catalogue.yaml").read_text("utf-8"))
SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}

#: Rules about what a report given as text, or the default settings, cannot show: they have tests of
#: their own in a .py file.
WITHOUT_CASES = {"unreadable-file", "rule-failed", "listed-word"}

each_rule = pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.name)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_its_case_says(case: Case) -> None:
    check_case(case)


def test_only_the_rules_that_compare_reports_may_stay_unloaded() -> None:
    without = [module.RULE.code for module in built_in_rules(across=False)]
    assert without == [m.RULE.code for m in built_in_rules() if m.RULE.checks == "report"]
    codes = [module.RULE.code for module in RULES]
    assert len(set(codes)) == len(codes) == len({module.RULE.name for module in RULES})


def test_all_built_in_rules_are_loaded() -> None:
    assert load_plugins().failures == ()
    assert RULES


@each_rule
def test_a_rule_is_documented(module) -> None:
    docs = rule_docs(module)
    assert docs.summary, "the docstring begins with a sentence that says what the rule checks"
    for part, heading in HEADINGS.items():
        assert getattr(docs, part).strip(), f"the docstring has no text under {heading}"


@each_rule
def test_a_rule_rests_on_a_clause_that_exists(module) -> None:
    rule = module.RULE
    if rule.family == 9:
        return
    forms = load_forms()
    assert rule.clauses, "a rule names the clause it rests on"
    for clause in basis(rule.clauses, None, forms):
        regulation = forms.regulations[clause.regulation]
        assert clause.clause in regulation.articles, f"{clause.clause} is not in regulations.yaml"


@each_rule
def test_a_rule_has_a_case_that_passes_and_one_that_fails(module) -> None:
    name = module.RULE.name
    if name in WITHOUT_CASES:
        files = set(HERE.parent.rglob("test_*.py")) - {Path(__file__)}
        texts = [path.read_text("utf-8") for path in files]
        assert any(module.RULE.code in text or name in text for text in texts), (
            f"no test speaks of {module.RULE.code} {name}"
        )
        return
    verdicts = {case.verdict for case in CASES if case.rule == name}
    assert {"pass", "fail"} <= verdicts, f"tests/rules/{name}.yaml needs a pass and a fail case"


@each_rule
def test_a_rule_is_of_a_family_that_has_a_name(module) -> None:
    assert module.RULE.family in FAMILIES


@each_rule
def test_a_rule_begins_in_a_year_in_which_a_form_did_or_was_due(module) -> None:
    first, last = module.RULE.years
    forms = load_forms().forms
    begun = {form.first_year for form in forms}
    begun |= {year + 1 for form in forms for year in form.optional_years}
    if module.RULE.checks == "collection":
        # The year before is of the same form.
        begun |= {year + 1 for year in begun}
    assert first is None or first in begun
    assert last is None or last + 1 in begun


@each_rule
def test_a_rules_file_bears_its_name(module) -> None:
    assert module.__name__.rpartition(".")[2] == module.RULE.name.replace("-", "_")


@each_rule
def test_a_rules_messages_name_the_same_facts_in_both_languages(module) -> None:
    assert module.RULE.messages, "a rule has at least one message"
    for wording in (*module.RULE.messages.values(), module.RULE.advice, module.RULE.summary):
        facts = [_names(wording.say(language)) for language in LANGUAGES]
        assert facts[0] == facts[1], f"{wording.zh} / {wording.en}"
        assert wording.zh.strip() and wording.en.strip()


def test_codes_and_names_are_unique() -> None:
    codes = [module.RULE.code for module in RULES]
    names = [module.RULE.name for module in RULES]
    assert sorted(set(codes)) == sorted(codes)
    assert sorted(set(names)) == sorted(names)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    names = {module.RULE.name for module in RULES}
    assert {path.stem for path in HERE.glob("*.yaml")} <= names


@each_rule
def test_code_name_and_severity_are_those_of_the_catalogue(module) -> None:
    name, severity = CATALOGUE[module.RULE.code]
    letter, *others = severity.replace("(六: W)", "").replace("/", " ").split()
    assert module.RULE.name == name
    assert module.RULE.severity is SEVERITIES[letter]
    assert module.RULE.enabled is ("off" not in others)


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
