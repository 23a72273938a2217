"""What the documents show is what happens."""

from __future__ import annotations

import ast
import re
import runpy
import types
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.command_line import ROOT, gklint

from gklint.declarative import load_rules
from gklint.engine import lint_text
from gklint.model.report import Report
from gklint.plugins.loading import load_plugins
from gklint.rule.documentation import HEADINGS, rule_docs
from gklint.testing import change_draft, render, valid_draft

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def blocks(name: str, language: str) -> list[str]:
    """Return the blocks of a language in a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


DRAWING = runpy.run_path(str(ROOT / "docs" / "pictures" / "draw.py"))


@pytest.mark.parametrize("name", DRAWING["PICTURES"])
def test_a_picture_of_a_terminal_is_of_a_real_run(name: str) -> None:
    picture = (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")
    assert DRAWING["draw"](name) == picture, "`make pictures` draws it again"


def test_a_wide_character_takes_two_places_in_a_picture() -> None:
    wide = DRAWING["with_wide_characters"]('<text x="0" textLength="24" y="1">年报</text>')
    assert 'textLength="48"' in wide


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_names_both_commands(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "make demo" in text and "make test" in text


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_names_every_option_of_check(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for option in re.findall(r"--[a-z-]+", gklint("check", "--help").out):
        assert option == "--help" or option in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_project_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def layers_in_documents() -> list[set[str]]:
    """Return the packages of each layer, from the top, as docs/architecture.md has them."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", text, re.MULTILINE)
    return [{name.rstrip("/") for name in re.findall(r"`([^`]+)`", row)} for row in rows]


def layers_in_contract() -> list[set[str]]:
    """Return the same as import-linter holds the code to it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"^layers = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    assert layers
    return [{*re.findall(r"\w+", line)} for line in layers[1].splitlines()]


def test_the_document_names_the_layers_that_the_contract_holds() -> None:
    assert layers_in_documents() == layers_in_contract()


def test_every_package_stands_on_a_layer() -> None:
    names = {path.name.removesuffix(".py") for path in (ROOT / "gklint").iterdir()}
    apart = {"built", "__init__", "__main__", "__pycache__", "py.typed", "version"}
    assert names - apart == set().union(*layers_in_contract())


def test_modules_and_functions_fit_in_a_head() -> None:
    long = []
    for file in [*(ROOT / "gklint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > 350:
            long.append(str(file.relative_to(ROOT)))
        long += [
            f"{file.relative_to(ROOT)}: {node.name}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
            and (node.end_lineno or node.lineno) - node.lineno >= 50
        ]
    assert long == [], "at most 350 lines a module, 50 a function"


@pytest.fixture
def example() -> types.ModuleType:
    """Give the rule that docs/writing-a-rule.md writes, as a module."""
    module = types.ModuleType("round_number")
    code = blocks("docs/writing-a-rule.md", "python")[0]
    exec(compile(code, "docs/writing-a-rule.md", "exec"), module.__dict__)
    return module


def test_the_rule_in_the_documents_finds_what_its_cases_say(example: types.ModuleType) -> None:
    cases = yaml.safe_load(blocks("docs/writing-a-rule.md", "yaml")[0])

    def verdicts(case: dict[str, Any]) -> list[Any]:
        draft = change_draft(valid_draft(case.get("year", 2023)), case["changes"])
        report = lint_text(render(draft, case.get("layout", "tabs_grid")).text).report
        assert isinstance(report, Report)
        return list(example.check(report))

    assert verdicts(cases["pass"][0]) == []
    (found,) = verdicts(cases["fail"][0])
    message = example.RULE.messages[found.message].say("zh", found.facts)
    (expected,) = cases["fail"][0]["expect"]
    assert expected["message"] in message and expected["at"] in message
    (reason,) = [v.reason for v in verdicts(cases["not_evaluated"][0])]
    assert cases["not_evaluated"][0]["reason"] in reason.zh


def test_the_rule_in_the_documents_imports_one_line(example: types.ModuleType) -> None:
    code = blocks("docs/writing-a-rule.md", "python")[0]
    assert re.findall(r"^from (\S+) import|^import (\S+)", code, re.M) == [("gklint.api", "")]


def test_the_rule_in_the_documents_has_the_docstring_that_rules_have(
    example: types.ModuleType,
) -> None:
    docs = rule_docs(example)  # type: ignore[arg-type]
    assert all(getattr(docs, part) for part in ("summary", *HEADINGS))
    assert example.RULE.code not in [module.RULE.code for module in load_plugins().rules]


def test_the_library_use_in_the_readme_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ROOT / "examples" / "wrong-totals-2023.txt"
    (tmp_path / "report.txt").write_bytes(wrong.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(blocks("README.md", "python")[0], "README.md", "exec"), {})
    assert "39 GK301 “一、本年新收" in capsys.readouterr().out


def test_the_rules_without_code_that_are_shown_are_rules(tmp_path: Path) -> None:
    shown = [block for block in blocks("docs/rules-without-code.md", "yaml") if "code:" in block]
    assert shown
    for number, block in enumerate(shown):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block, encoding="utf-8")
        assert load_rules(str(path))
