"""What docs/accepting.md shows is what gklint understands."""

from __future__ import annotations

import re
import shlex

import pytest
from helpers.command_line import ROOT

from gklint.cli.check import command as check
from gklint.cli.commands import COMMANDS
from gklint.cli.waive import command as waive
from gklint.model.comments import taken_out
from gklint.plugins.loading import load_plugins
from gklint.suppression.waivers import KEYS, read_waivers

TEXT = (ROOT / "docs" / "accepting.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_comments_name_rules_and_reasons() -> None:
    names = {
        word for module in load_plugins().rules for word in (module.RULE.code, module.RULE.name)
    }
    _, comments = taken_out(tuple(line for block in blocks("text") for line in block.splitlines()))
    assert len(comments) == 4
    for comment in comments:
        assert comment.reason
        assert {rule for rule, _ in comment.rules} <= names


def test_the_waivers_are_read_and_show_every_key() -> None:
    (text,) = blocks("yaml")
    assert len(read_waivers(text, "docs/accepting.md")) == 3
    assert {key for key in KEYS if re.search(rf"^[- ] {key}:", text, re.MULTILINE)} == set(KEYS)


@pytest.mark.parametrize(
    "line", [line for block in blocks("console") for line in block.splitlines()]
)
def test_the_commands_have_the_options_that_are_shown(line: str) -> None:
    words = shlex.split(line.removeprefix("$ gklint "), comments=True)
    command = waive if words[0] == "waive" else check
    assert "waive" in COMMANDS
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_rules_that_nobody_can_accept_are_those_that_say_so() -> None:
    said = {
        module.RULE.code
        for module in load_plugins().rules
        if not module.RULE.suppressible and module.RULE.code.startswith("GK")
    }
    table = TEXT.partition("## What nobody can accept")[2]
    assert set(re.findall(r"GK\d+", "".join(re.findall(r"^\| (GK[^|]+)\|", table, re.M)))) == said
