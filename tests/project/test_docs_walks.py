"""The walks and the guide in docs/ are taken as they are written, each from an empty folder.

A block of `console` is a session: each line that begins with `$ ` is run, and what stands below it
must be what it prints; a line `…` stands for any lines, `…` within a line for any characters. A
command must succeed, unless the next one is `echo $?`. A block with a file's name behind its
language is that file.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers.command_line import ROOT, WITHOUT_OTHERS, environment

#: Where gklint is installed pytest finds its plugin by itself; a bare clone has to name it.
INSTALLED = any(entry.name == "gklint" for entry in entry_points(group="pytest11"))
PLUGINS = {} if INSTALLED else {"PYTEST_PLUGINS": "gklint.testing.pytest_plugin"}
#: Here packages are built by what is installed, and nothing is fetched.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}

GUIDE = [
    page
    for page in sorted((ROOT / "docs" / "guide").glob("*/*.md"))
    if "```console" in page.read_text(encoding="utf-8")
]
WALKS = [*sorted((ROOT / "docs" / "walks").glob("*.md")), *GUIDE]


class Step(NamedTuple):
    """A command with what it should print, or a file (`name`) with what stands in it."""

    line: int
    name: str
    text: str
    shown: tuple[str, ...] = ()


def steps(path: Path) -> Iterator[Step]:
    """Yield what a reader of the walk does, in order."""
    text = path.read_text(encoding="utf-8")
    for block in re.finditer(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        language, name, body = block.groups()
        line = text.count("\n", 0, block.start()) + 2
        if name:
            yield Step(line, name, body)
        elif language == "console":
            for command in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                at = line + body.count("\n", 0, command.start())
                yield Step(at, "", command[1], tuple(command[2].splitlines()))


def fits(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Say whether what was printed is what is shown."""
    if not shown:
        return not printed
    if shown[0].strip() == "…":
        return any(fits(shown[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    pattern = ".*".join(map(re.escape, shown[0].split("…")))
    first = bool(printed) and re.fullmatch(pattern, printed[0].rstrip()) is not None
    return first and fits(shown[1:], printed[1:])


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """Give a folder for PATH in which `gklint` and `python` are those of the tests."""
    folder = tmp_path / "bin"
    folder.mkdir()
    python = shlex.quote(sys.executable)
    for name, call in (("gklint", f"{python} -m gklint"), ("python", python)):
        (folder / name).write_text(f'#!/bin/sh\nexec {call} "$@"\n')
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_walk_works_as_written(walk: Path, tmp_path: Path, commands: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    path = os.pathsep.join([str(commands), os.environ.get("PATH", os.defpath)])
    paths = os.pathsep.join([str(tmp_path / "site"), str(ROOT)])
    settings = environment(
        PATH=path,
        PYTHONPATH=paths,
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        GKLINT_ROOT=str(ROOT),
        PYTEST_ADDOPTS=WITHOUT_OTHERS,
        PIP_TARGET=str(tmp_path / "site"),
        **PLUGINS,
        **OFFLINE,
    )
    status = 0
    taken = list(steps(walk))
    assert taken, "a walk has steps"
    for step, following in zip(taken, [*taken[1:], None], strict=True):
        where = f"{walk.name}:{step.line}: {step.text}"
        if step.name:
            (folder / step.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / step.name).write_text(step.text, encoding="utf-8")
            continue
        if step.text == "echo $?":
            assert [str(status)] == list(step.shown), where
            continue
        done = subprocess.run(
            ["bash", "-c", step.text],
            cwd=folder,
            env=settings,
            timeout=300,
            capture_output=True,
            check=False,
        )
        status = done.returncode
        said = (done.stdout + done.stderr).decode("utf-8", "replace").replace("\u00a0", " ")
        if following is None or following.text != "echo $?":
            assert status == 0, f"{where}\nstatus {status}\n{said}"
        if step.shown:
            shown = "\n".join(step.shown)
            assert fits(step.shown, said.splitlines()), f"{where}\nshown:\n{shown}\ncame:\n{said}"


def test_what_is_shown_is_compared_to_the_letter() -> None:
    assert fits(("a", "…", "z"), ["a", "b", "c", "z"])
    assert fits(("a", "…"), ["a"]) and fits(("…",), [])
    assert fits(("in … s",), ["in 3 s"])
    assert not fits(("a",), ["a", "b"]) and not fits(("a", "…", "z"), ["a", "b"])
