"""Why something was not evaluated is a code to compare and words in both languages to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import gklint.rules
import pytest

import gklint.collection
import gklint.declarative
import gklint.rule
from gklint import lint_text
from gklint.model import reasons
from gklint.model.reasons import Reason
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.plugins.loading import built_in_rules
from gklint.rule.definition import RuleModule
from gklint.support.bilingual import Text
from gklint.testing import change_draft, render, valid_draft

ROOT = Path(__file__).resolve().parents[2]


def lopsided() -> str:
    """Return a report whose table four has one value too many."""
    text = render(valid_draft(2023)).text
    row = next(line for line in reversed(text.splitlines()) if len(re.findall(r"\d+", line)) > 14)
    return text.replace(row, row + row[-2:])


def test_a_table_that_was_not_read_says_why_in_both_languages() -> None:
    table = parse(source_of_text(lopsided())).table("review")
    assert table is not None and table.problem is not None
    assert table.problem.code == "wrong-count"
    assert table.problem.zh == "有 16 个值，应为 15 个"
    assert table.problem.en == "16 values for 15 cells"


def test_the_english_output_gives_the_reason() -> None:
    told = [
        reason.en
        for outcome in lint_text(lopsided()).outcomes
        for reason in outcome.reasons
        if "16 个值" in reason.zh
    ]
    assert told and all("16 values for 15 cells" in reason for reason in told)


def test_every_reason_of_the_parser_has_a_code_of_its_own_and_two_wordings() -> None:
    every = [value for value in vars(reasons).values() if isinstance(value, Reason)]
    every += [reasons.wrong_count(1, 2), reasons.too_few(1, 2), reasons.too_many_unread(1, 2)]
    assert len({reason.code for reason in every}) == len(every)
    for reason in every:
        assert reason.zh and reason.en and not re.search("[\u4e00-\u9fff]", reason.en)


def every_reason() -> dict[str, Reason]:
    """Return the reasons that stand in modules of gklint and of its rules, by module and name."""
    found = {}
    for package in (gklint.collection, gklint.declarative, gklint.rule, gklint.rules):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Reason):
                    found[f"{module.name}.{name}"] = value
    return found


def test_a_code_of_shared_reasons_stands_for_one_reason() -> None:
    named: dict[str, set[Reason]] = {}
    for reason in every_reason().values():
        named.setdefault(reason.code, set()).add(reason)
    assert len(named) > 20
    assert not {code for code, reasons in named.items() if len(reasons) > 1}


def test_a_code_of_a_rules_own_reason_is_no_other_reasons() -> None:
    shared = {reason.code for reason in every_reason().values()}
    own = {code for module in built_in_rules() for code in module.RULE.reasons}
    assert len(own) > 20 and not own & shared
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in own | shared)


def wordings() -> list[tuple[str, Text]]:
    """Return the wording of every reason, with a name of it."""
    shared = [(name, reason.text) for name, reason in every_reason().items()]
    own = [
        (f"{module.RULE.name}: {code}", text)
        for module in built_in_rules()
        for code, text in module.RULE.reasons.items()
    ]
    return shared + own


@pytest.mark.parametrize(("name", "text"), wordings(), ids=lambda value: str(value)[:60])
def test_a_reason_is_worded_in_both_languages(name: str, text: Text) -> None:
    assert text.zh and re.search("[a-z]", re.sub(r"{\w+}", "", text.en) or "a"), name
    facts = {part[1] for part in Formatter().parse(text.zh)} - {None}
    # What only Chinese words take (空, 未检出) need not stand in English, and the other way round.
    assert facts or not {part[1] for part in Formatter().parse(text.en)} - {None}, name


def reasons_given(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of `not_evaluated` in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "not_evaluated":
            yield node


@pytest.mark.parametrize("module", built_in_rules(), ids=lambda module: module.RULE.name)
def test_a_rule_declares_the_reasons_that_it_gives_and_no_other(module: RuleModule) -> None:
    calls = list(reasons_given(Path(str(module.__file__))))
    given = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert given == set(module.RULE.reasons)
    assert all(len(call.args) == 1 for call in calls), "a reason has a code"


def test_helpers_of_rules_give_reasons_with_codes() -> None:
    for path in (ROOT / "rules").rglob("_*.py"):
        for call in reasons_given(path):
            assert len(call.args) == 1 and not isinstance(call.args[0], ast.Constant), path


@pytest.mark.parametrize("folder", ["gklint/parsing", "gklint/rule", "rules"])
def test_no_code_compares_a_wording(folder: str) -> None:
    compared = re.compile(r"(problem|reason)(\.zh|\.en)? *(==|!=) *[f\"]")
    for path in (ROOT / folder).rglob("*.py"):
        assert not compared.search(path.read_text(encoding="utf-8")), path


def test_a_row_that_was_not_read_says_why() -> None:
    change = {"cell": "applications.new.total", "text": "1 2"}
    text = render(change_draft(valid_draft(2023), [change])).text
    rows = [row for table in parse(source_of_text(text)).tables for row in table.rows]
    assert all(row.problem is None or row.problem.code for row in rows)
