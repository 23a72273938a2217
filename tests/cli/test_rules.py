"""`gklint rule`, `gklint rules`, --version and --help."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from helpers.command_line import CLEAN, ROOT, environment, gklint

from gklint.model.report import AGENCY_KINDS
from gklint.plugins.loading import load_plugins
from gklint.rule.documentation import rule_docs
from gklint.version import __version__

MODULES = load_plugins().rules
CODES = [module.RULE.code for module in MODULES]


@pytest.mark.parametrize("written", ["GK301", "gk301", "row-total", "Row-Total"])
def test_a_rule_is_explained_by_code_or_name(written: str) -> None:
    done = gklint("rule", written)
    assert done.status == 0
    assert done.out.startswith("GK301 row-total\n六类申请人之和不等于总计\n")
    for words in ("级别：错误", "为什么", "错误示例", "正确示例", "如何修改"):
        assert words in done.out


def test_a_rules_clauses_are_given_with_title_and_number() -> None:
    out = gklint("rule", "GK301").out
    assert "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国" in out
    assert "（国办公开办函〔2021〕30号）三、收到和处理政府信息公开申请情况" in out
    assert "国办公开办函〔2019〕60号" in out


@pytest.mark.parametrize("code", CODES)
def test_every_rule_can_be_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    from gklint.cli import run

    module = next(module for module in MODULES if module.RULE.code == code)
    docs = rule_docs(module)
    assert run(["rule", code, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert module.RULE.name in said
    for part in docs:
        for line in part.splitlines():
            assert line.strip() in said


def test_the_facts_of_a_rule_are_had_in_english() -> None:
    out = gklint("rule", "GK301", "--lang", "en").out
    assert "severity: error" in out and "basis: " in out


def test_an_unknown_rule_is_status_2_with_the_nearest() -> None:
    done = gklint("rule", "row-totl")
    assert done.status == 2 and done.raw == b""
    assert "row-totl" in done.err and "row-total" in done.err


def test_rules_are_listed_one_a_line_with_code_name_severity_and_summary() -> None:
    lines = gklint("rules").out.splitlines()
    assert [line[:5] for line in lines] == CODES
    row_total = next(line for line in lines if line.startswith("GK301"))
    assert row_total.split() == ["GK301", "row-total", "错误", "六类申请人之和不等于总计"]


def test_rules_are_listed_by_family() -> None:
    lines = gklint("rules", "--family", "3").out.splitlines()
    assert [line[:5] for line in lines] == [code for code in CODES if code.startswith("GK3")]


def test_rules_are_listed_for_a_report_year() -> None:
    for year in (2018, 2020, 2023):
        listed = [line[:5] for line in gklint("rules", "--year", str(year)).out.splitlines()]
        assert listed == [
            module.RULE.code
            for module in MODULES
            if any(module.RULE.applies_to(year, kind) for kind in AGENCY_KINDS)
        ]
    assert "GK202" in listed
    assert "GK202" not in gklint("rules", "--year", "2020").out


def test_rules_are_listed_as_json() -> None:
    document = json.loads(gklint("rules", "--format", "json").out)
    assert document["schema_version"] == 1
    assert [rule["code"] for rule in document["rules"]] == CODES
    row_total = next(rule for rule in document["rules"] if rule["code"] == "GK301")
    assert row_total["severity"] == "error"
    assert set(row_total["summary"]) == {"zh", "en"}


def test_the_version_is_told() -> None:
    done = gklint("--version")
    assert (done.status, done.out) == (0, f"gklint {__version__}\n")


@pytest.mark.parametrize("command", [[], ["check"], ["extract"], ["rule"], ["rules"]])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_is_in_the_language_of_the_locale(command: list[str], flag: str) -> None:
    chinese = gklint(*command, flag)
    english = gklint(*command, flag, LC_ALL="en_US.UTF-8", PYTHONIOENCODING="utf-8")
    assert chinese.status == english.status == 0
    assert "用法：" in chinese.out and "选项" in chinese.out
    assert "Usage:" in english.out and "Options:" in english.out
    assert english.out.replace("…", "").isascii()


def test_the_options_help_is_told_in_a_terminals_width() -> None:
    for line in gklint("check", "--help").out.splitlines():
        assert sum(2 if ord(character) > 0x2E80 else 1 for character in line) <= 80


def test_without_arguments_help_is_an_error_because_nothing_was_checked() -> None:
    done = gklint()
    assert done.status == 2 and done.raw == b""
    assert done.err == gklint("--help").out


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules that a run has loaded when it ends."""
    code = (
        "import sys; from gklint.cli import run; run(sys.argv[1:]);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        env=environment(),
        cwd=ROOT,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.split())


def test_the_version_is_told_without_loading_the_parser() -> None:
    assert not loaded_by("--version") & {"lark", "pluggy", "yaml", "gklint.engine"}


def test_a_plain_check_loads_nothing_that_it_does_not_use() -> None:
    # Once to fill what is kept between runs.
    loaded_by(str(CLEAN))
    loaded = loaded_by(str(CLEAN))
    assert "gklint.engine" in loaded
    dear = {
        "importlib.metadata",
        "importlib.resources",
        "lark",
        "pluggy",
        "regex",
        "difflib",
        "yaml",
        "rich",
        "fractions",
        "statistics",
        "gklint.batch.accepting",
        "gklint.collection",
        "gklint.parsing.tables.empty_lines",
        "gklint.prose.vocabulary_building",
        "gklint.rules.across.carry_over",
        "gklint.checking.scores",
        "gklint.cli.usage",
        "gklint.readers.guarded",
        "gklint.reporters.json",
        "gklint.reporters.limits",
        "gklint.reporters.sarif",
        "gklint.testing",
        "gklint.extraction.cells",
        "gklint.cli.extract",
        "gklint.cli.rules",
    }
    assert not loaded & dear
