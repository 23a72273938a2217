"""The examples for CI services do what their pages say: their commands are run here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import format_checks
from helpers.command_line import CLEAN, EXAMPLES, ROOT, WRONG, Done, environment, gklint

CI = ROOT / "docs" / "examples" / "ci"


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Give a folder with reports/ in it."""
    shutil.copytree(EXAMPLES, tmp_path / "reports")
    return tmp_path


def example(name: str) -> Any:
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


def commands(value: Any) -> Iterator[str]:
    """Yield the lines of a shell in a parsed file that call gklint."""
    if isinstance(value, dict):
        for member in value.values():
            yield from commands(member)
    elif isinstance(value, list):
        for member in value:
            yield from commands(member)
    elif isinstance(value, str) and value.startswith("gklint "):
        yield value


def ran(name: str, workplace: Path) -> Done:
    """Run the one command of an example that calls gklint."""
    (command,) = commands(example(name))
    return gklint(*shlex.split(command)[1:], cwd=workplace)


def test_the_example_for_github_writes_what_its_steps_use(workplace: Path) -> None:
    done = ran("github.yml", workplace)
    assert done.status == 1 and done.err == ""
    found = format_checks.github(done.out)
    assert any(
        properties.get("file") == "reports/wrong-totals-2023.txt" for _, properties, _ in found
    )
    (upload,) = [
        step["with"]
        for step in example("github.yml")["jobs"]["gklint"]["steps"]
        if "upload-sarif" in step.get("uses", "")
    ]
    assert (workplace / upload["sarif_file"]).is_file()
    assert (workplace / "gklint.md").read_text(encoding="utf-8").startswith("<!-- gklint -->")


def test_the_example_for_gitlab_writes_the_reports_it_names(workplace: Path) -> None:
    done = ran("gitlab.yml", workplace)
    assert done.status == 1 and "GK301 row-total" in done.out
    named = example("gitlab.yml")["gklint"]["artifacts"]["reports"]
    issues = format_checks.gitlab((workplace / named["codequality"]).read_text(encoding="utf-8"))
    assert "reports/wrong-totals-2023.txt" in [issue["location"]["path"] for issue in issues]
    suites = format_checks.junit((workplace / named["junit"]).read_text(encoding="utf-8"))
    assert len(suites) == len(list(EXAMPLES.iterdir()))


def test_the_example_for_gitee_fills_the_folder_it_keeps(workplace: Path) -> None:
    (step,) = example("gitee.yml")["stages"][0]["steps"]
    (kept,) = step["artifacts"][0]["path"]
    assert f"mkdir -p {kept.removeprefix('./')}" in step["commands"]
    (workplace / kept).mkdir()
    done = ran("gitee.yml", workplace)
    assert done.status == 1 and "GK301 row-total" in done.out
    assert sorted(os.listdir(workplace / kept)) == ["gklint.json", "summary.md"]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["continuous-integration.md", "outputs.md"])
def test_the_commands_of_the_page_run_one_after_the_other(name: str, workplace: Path) -> None:
    shown = [
        line
        for block in re.findall(r"```console\n(.*?)```", page(name), re.DOTALL)
        for line in block.splitlines()
    ]
    assert shown
    for line in shown:
        done = gklint(*shlex.split(line.removeprefix("$ gklint ")), cwd=workplace)
        assert done.status in (0, 1) and "Traceback" not in done.err, (line, done.err)


def test_the_configuration_for_pre_commit_names_a_hook_that_there_is() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", page("continuous-integration.md"), re.DOTALL)
    ((hook,),) = [entry["hooks"] for entry in yaml.safe_load(block)["repos"]]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in [known["id"] for known in hooks]


def test_the_page_about_formats_names_them_all() -> None:
    from gklint.reporters import REPORTERS

    for name in REPORTERS:
        assert len(re.findall(rf"^\|[^|]*`{name}`", page("outputs.md"), re.MULTILINE)) == 2, name


@pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and a shell")
def test_the_hook_of_git_stops_a_wrong_report(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "gklint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gklint "$@"\n')
    (programs / "gklint").chmod(0o755)
    names = {
        f"GIT_{who}_{what}": "test@example.invalid"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    known = environment(
        PATH=f"{programs}{os.pathsep}{os.environ['PATH']}", GIT_CONFIG_GLOBAL=os.devnull, **names
    )
    folder = tmp_path / "reports"

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=known,
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
        )

    folder.mkdir()
    git("init", "--quiet")
    shutil.copy(CI / "pre-commit", folder / ".git" / "hooks" / "pre-commit")
    (folder / "README.md").write_text("reports\n")
    git("add", "README.md")
    assert git("commit", "-m", "nothing to check").returncode == 0
    shutil.copy(CLEAN, folder / "松林 街道.txt")
    git("add", "--all")
    assert git("commit", "-m", "right").returncode == 0
    shutil.copy(WRONG, folder / "-wrong.txt")
    git("add", "--all")
    stopped = git("commit", "-m", "wrong")
    assert stopped.returncode != 0
    said = stopped.stdout + stopped.stderr
    assert "-wrong.txt:39:30: 错误 GK301" in said and "松林" not in said
