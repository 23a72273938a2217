"""Rules and configuration that somebody wrote to do harm: each is refused in words, and soon."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from helpers.command_line import CLEAN, gklint

from gklint import lint_text
from gklint.checking.settings import Settings
from gklint.declarative import load_rules
from gklint.support.problems import ConfigurationError
from gklint.testing import change_draft, render, valid_draft

RULE = "rules:\n- code: QH401\n  name: no-hall\n  summary: s\n"


def refused(tmp_path: Path, entry: str) -> str:
    """Return what is said of a file of rules that is not accepted."""
    path = tmp_path / "rules.yaml"
    path.write_text(f"{RULE}  {entry}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_rules(str(path))
    return str(caught.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "a{99999999999}",
        "(" * 3000 + "a" + ")" * 3000,
        "(" * 60 + "a" + ")" * 60,
        "((((a{1000}){1000}){1000}){1000})",
        "(?:a{500}b{500}){500}",
        "[" * 500,
        "a" * 5000,
        "(?P<x>a)(?P=y)",
    ],
    ids=lambda pattern: pattern[:20],
)
def test_a_pattern_that_the_engine_refuses_is_a_problem_of_its_file(
    tmp_path: Path, pattern: str
) -> None:
    assert "pattern" in refused(tmp_path, f"pattern: '{pattern}'")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{4}年\d{1,2}月\d{1,2}日",
        "[^。]{0,200}政务大厅",
        "(政务){1,3}(大厅|中心)?",
        r"\(a\)\{9999999\}",
    ],
)
def test_patterns_that_people_write_are_accepted(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(f"{RULE}  pattern: '{pattern}'\n", encoding="utf-8")
    assert len(load_rules(str(path))) == 1


def test_a_slow_pattern_has_one_limit_for_the_file_not_one_for_each_paragraph(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(f"{RULE}  pattern: '(?:a|aa)+[xy]'\n", encoding="utf-8")
    body = {"section": 1, "body": ["a" * 300 + "。"] * 40}
    text = render(change_draft(valid_draft(2023), [body])).text
    started = time.monotonic()
    (found,) = lint_text(text, settings=Settings(rules=(str(path),), select=("QH401",))).diagnostics
    assert found.code == "GK906" and time.monotonic() - started < 30


@pytest.mark.parametrize("digits", [20, 5000])
def test_a_factor_without_a_bound_is_a_problem_of_its_file(tmp_path: Path, digits: int) -> None:
    said = refused(tmp_path, f"formula: applications.new.total = {'9' * digits}")
    assert "too large" in said


@pytest.mark.parametrize(
    "message",
    ["{actual:>300000000}", "{actual!r}", "{actual.__class__}", "{actual[0]}", "{actual:{actual}}"],
)
def test_placeholders_are_names_and_nothing_behind_them(tmp_path: Path, message: str) -> None:
    assert "message: no {" in refused(tmp_path, f"pattern: x\n  message: '{message}'")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        f"select: {'[' * 5000}",
        "a: &a [*a]\n",
        f"select: [{'x,' * 200_000}]",
        f"year: 0x{'f' * 9000}",
        f"year: {'9' * 9000}",
        f"year: 1{':59' * 5000}",
        "exclude: ['[z-a]']",
    ],
    ids=["aliases", "nested", "itself", "many", "hexadecimal", "digits", "base 60", "brackets"],
)
def test_a_hostile_configuration_is_told_in_a_line_and_soon(tmp_path: Path, text: str) -> None:
    (tmp_path / "gklint.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "report.txt").write_bytes(CLEAN.read_bytes())
    started = time.monotonic()
    done = gklint("report.txt", cwd=tmp_path)
    assert done.status == 2 and "gklint.yaml" in done.err and "Traceback" not in done.err
    assert len(done.err) < 3_000 and time.monotonic() - started < 10


def test_a_hostile_toml_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.gklint]\nyear = {'9' * 9000}\n")
    (tmp_path / "report.txt").write_bytes(CLEAN.read_bytes())
    done = gklint("report.txt", cwd=tmp_path)
    assert done.status == 2 and "Traceback" not in done.err


@pytest.mark.parametrize("key", ["rules: [{}]", "extends: {}", "profile: {}"])
@pytest.mark.parametrize(
    "secret", ["password: hunter2", "- hunter2", "language: hunter2", "hunter2", "rules: [hunter2]"]
)
def test_nothing_is_shown_of_a_file_elsewhere_that_cannot_be_used(
    tmp_path: Path, key: str, secret: str
) -> None:
    (tmp_path / "secret").write_text(f"# mine\n{secret}\n", encoding="utf-8")
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "gklint.yaml").write_text(key.format("../secret"), encoding="utf-8")
    (folder / "report.txt").write_bytes(CLEAN.read_bytes())
    done = gklint("report.txt", cwd=folder)
    assert done.status == 2 and "../secret" in done.err
    assert "hunter2" not in done.err and "password" not in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
@pytest.mark.parametrize(
    "key", ["rules: [{}]", "extends: {}", "profile: {}", "baseline: {}", "waivers: {}"]
)
@pytest.mark.parametrize("what", ["pipe", "/dev/zero"])
def test_only_plain_files_are_read(tmp_path: Path, key: str, what: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gklint.yaml").write_text(key.format(what), encoding="utf-8")
    (tmp_path / "report.txt").write_bytes(CLEAN.read_bytes())
    done = gklint("report.txt", cwd=tmp_path)
    assert done.status == 2 and "Traceback" not in done.err


ENTRY = '{"fingerprint": "a", "code": "GK301", "message": ""}'
OTHER = '{"fingerprint": "b", "code": "GK302", "message": ""}'
BASELINE = f'{{"gklint_baseline": 1, "files": {{"report.txt": [{ENTRY}, {OTHER}]}}}}'


@pytest.mark.parametrize(
    "text",
    [
        '{"gklint_baseline": 1, "files": ' + "[" * 100_000,
        BASELINE.replace('"GK301"', "1"),
        BASELINE.replace('"a"', '["a"]'),
        '{"gklint_baseline": ' + "9" * 9000 + "}",
    ],
    ids=["nested", "code", "fingerprint", "version"],
)
def test_a_damaged_baseline_is_told_in_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "gklint-baseline.json").write_text(text, encoding="utf-8")
    (tmp_path / "report.txt").write_bytes(CLEAN.read_bytes())
    done = gklint("report.txt", "--baseline", cwd=tmp_path)
    assert done.status == 2 and "gklint-baseline.json" in done.err
    assert "Traceback" not in done.err and len(done.err) < 1_000
