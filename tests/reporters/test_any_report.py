"""Whatever a file holds, every format can show what came of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from helpers.reporter_values import NAMING, Given, module, rule, run, show_on, shown
from helpers.sarif_checks import check_log
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gklint import engine, lint_text
from gklint.checking.results import Result
from gklint.checking.runs import Plugin
from gklint.model.source import Place
from gklint.plugins.loading import load_plugins
from gklint.reporters import REPORTERS, Options
from gklint.rule.definition import finding as rule_finding
from gklint.support.bilingual import Text
from gklint.testing.strategies import rendered_reports

LANGUAGES = st.sampled_from(["zh", "en"])


@st.composite
def damaged_reports(draw: Callable[[st.SearchStrategy], object]) -> str:
    """Draw a report with lines lost, doubled or overwritten, so that many rules speak."""
    lines = draw(rendered_reports()).text.splitlines()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        kind = draw(st.sampled_from(["lose", "double", "write", "digit"]))
        if kind == "write":
            lines[at : at + 1] = [draw(st.text(max_size=20))]
        elif kind == "digit":
            lines[at : at + 1] = [line.replace("0", "7") for line in lines[at : at + 1]]
        else:
            lines[at : at + 1] = lines[at : at + 1] * (2 if kind == "double" else 0)
    return "\n".join(lines)


TEXTS = st.text() | st.text("一二三四五六、（）七\t\n 0123政府信息公开情况-|/") | damaged_reports()


def run_of(result: Result) -> Given:
    plugins = load_plugins()
    return run(result, rules=plugins.rules, plugins=plugins.plugins, failures=plugins.failures)


def slow(test: Callable[..., None]) -> Callable[..., None]:
    """Give a test that lints and validates the time it needs."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(deadline=None, max_examples=60, suppress_health_check=checks)(test)


@slow
@given(TEXTS, LANGUAGES)
def test_sarif_is_valid_and_every_reference_resolves(text: str, language: str) -> None:
    check_log(json.loads(shown(run_of(lint_text(text)), "sarif", language=language)))


@slow
@given(TEXTS, LANGUAGES)
def test_json_says_every_rule_once_checked_or_not(text: str, language: str) -> None:
    result = lint_text(text)
    said = json.loads(shown(run_of(result), "json", language=language))["reports"][0]
    checked = said["evaluated"] + said["not_applicable"]
    not_evaluated = [entry["code"] for entry in said["not_evaluated"]]
    rules = [module.RULE for module in load_plugins().rules]
    asked = [rule.code for rule in rules if rule.enabled and rule.checks == "report"]
    assert sorted({*checked, *not_evaluated}) == asked
    assert len(checked) == len(set(checked)) and len(not_evaluated) == len(set(not_evaluated))
    assert all(entry["reason"] for entry in said["not_evaluated"])
    for found in said["diagnostics"]:
        lines = result.source.lines if result.source else ()
        assert 1 <= found["location"]["line"] <= max(len(lines), 1)
        assert found["location"]["column"] >= 1


@slow
@given(TEXTS, st.sampled_from(["ascii", "gbk", "utf-8"]), st.sampled_from([*REPORTERS]))
def test_no_report_is_too_strange_for_a_console(text: str, encoding: str, name: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    show_on(stream, run_of(lint_text(text)), name, Options())


@pytest.mark.parametrize("name", NAMING)
@pytest.mark.parametrize("wording", ["{missing}", "{", "{actual.missing}"])
def test_a_plugin_with_a_wrong_wording_is_a_rule_that_failed(
    name: str, wording: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = rule("XX001", "wrong")._replace(messages={"default": Text(wording, wording)})
    plugins = load_plugins()
    given: Any = module(wrong)
    given.check = lambda report: [rule_finding(Place(1, 1, 1, 2))]
    changed = plugins._replace(
        rules=(*plugins.rules, given), plugins=(*plugins.plugins, Plugin("local", (wrong,)))
    )
    monkeypatch.setattr(engine, "load_plugins", lambda across: changed)
    result = lint_text("松林街道2021年政府信息公开工作年度报告\n一、总体情况\n")
    assert [d.facts["rule"] for d in result.diagnostics if d.code == "GK906"] == ["XX001 wrong"]
    output = shown(run(result, rules=changed.rules, plugins=changed.plugins, exit_status=1), name)
    assert "XX001" in output
    if name == "sarif":
        check_log(json.loads(output))
