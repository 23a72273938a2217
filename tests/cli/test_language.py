"""Which language the command line speaks: help, errors and rules, wherever `--lang` stands."""

from __future__ import annotations

import re

import pytest
from helpers.command_line import CLEAN, WRONG, gklint

from gklint.cli import run
from gklint.cli.commands import COMMANDS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = {"LC_ALL": "en_GB.UTF-8"}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_the_language_asked_for_wherever_the_option_stands(command: str) -> None:
    words = [command] if command else []
    wanted = gklint(*words, "--help", **ENGLISH)
    assert wanted.status == 0
    orders = ([*words, "--help", "--lang", "en"], ["--lang=en", *words, "--help"])
    for order in orders:
        assert gklint(*order).raw == wanted.raw
    # Examples of values, such as a body's name, stay; no sentence of the help does.
    assert "用法" not in wanted.out and "显示" not in wanted.out
    assert CHINESE.search(gklint(*words, "--help", "--lang", "zh", **ENGLISH).out)


@pytest.mark.parametrize(
    "wrong",
    [
        ["check", "--frob", CLEAN],
        ["rule", "GK3O1"],
        ["check", CLEAN, "--year", "x"],
        ["check", CLEAN, "--year", "1900"],
        ["check", CLEAN, "--select", "GK3O1"],
        ["check"],
        ["completion", "bsh"],
        ["chek", "--frob"],
    ],
)
def test_errors_of_usage_are_in_the_language_asked_for(wrong: list[str]) -> None:
    for order in (["--lang", "en", *wrong], [*wrong, "--lang", "en"]):
        done = gklint(*order)
        assert done.status == 2 and done.err
        assert not CHINESE.search(done.err)
    assert CHINESE.search(gklint("--lang", "zh", *wrong, **ENGLISH).err)


def test_before_the_command_it_does_what_it_does_behind_it() -> None:
    wanted = gklint("check", WRONG, "--lang", "en").raw
    assert gklint("--lang", "en", "check", WRONG).raw == wanted
    assert gklint("--lang", "en", WRONG).raw == wanted
    assert gklint("--lang", "en", "rules").raw == gklint("rules", "--lang", "en").raw
    assert gklint("--lang", "en", "--version").raw == gklint("--version").raw


def test_a_language_that_there_is_not_and_none_are_errors() -> None:
    for words in (["--lang", "fr", "rules"], ["--lang=fr", CLEAN], ["--lang"]):
        done = gklint(*words)
        assert done.status == 2 and "--lang" in done.err
    # Nothing to check is no success in any language.
    assert gklint("--lang", "en").status == 2


def test_a_rule_is_told_in_english_as_far_as_it_is_written_so() -> None:
    done = gklint("rule", "GK301", "--lang", "en")
    english, _, chinese = done.out.partition("in Chinese as the reports are:")
    assert "What to do" in english and "为什么" in chinese
    assert "add up" in english.partition("What it says")[2]
    assert "What to do" not in gklint("rule", "GK301").out


@pytest.mark.parametrize(
    ("written", "meant"),
    [("chek", "check"), ("chek/", ""), ("ruls", "rules"), ("extrat", "extract")],
)
def test_a_misspelled_command_that_could_be_a_path_is_asked_about(written: str, meant: str) -> None:
    done = gklint(written, CLEAN)
    assert done.status != 0 and "GK901" in done.out
    if meant:
        assert f"是否指 {meant}？" in done.err
        assert f"did you mean {meant}?" in gklint("--lang", "en", written, CLEAN).err
    assert "是否指" not in gklint(CLEAN, written).err


def test_no_command_is_asked_for_where_the_file_is_there(tmp_path) -> None:
    (tmp_path / "chek").write_bytes(CLEAN.read_bytes())
    assert "是否指" not in gklint("chek", cwd=tmp_path).err
    assert "是否指" not in gklint("missing-2023.txt", cwd=tmp_path).err


def test_a_list_of_rules_that_is_empty_says_so_and_which_families_there_are(
    monkeypatch, capsys
) -> None:
    # Each family has rules today; one of plugins alone, or of years to come, may have none.
    monkeypatch.setattr("gklint.cli.configured.rules_here", lambda: ())
    for language, said in (
        ("zh", "没有第 8 族的规则；各族：1 结构"),
        ("en", "no rules in family 8"),
    ):
        assert run(["rules", "--family", "8", "--lang", language]) == 0
        assert said in capsys.readouterr().err
    assert run(["rules", "--family", "8", "--format", "json"]) == 0
    assert '"rules": []' in capsys.readouterr().out
