"""The hook for pre-commit, tried on a repository of reports: what is right goes in, what is wrong
is stopped and told why."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.command_line import CLEAN, ROOT, WRONG, environment

from gklint.readers import SUFFIXES

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

#: Set, the hook is installed by pre-commit as it is for users; that takes a minute.
WHOLE = "GKLINT_TEST_PRE_COMMIT"

needs_pre_commit = pytest.mark.skipif(
    find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="pre-commit or git is not installed",
)


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder, without the settings of whoever runs the tests."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=settled(folder),
        timeout=600,
        check=False,
    )


def settled(folder: Path) -> dict[str, str]:
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "测试"), ("EMAIL", "test@example.invalid"))
    }
    return environment(
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_SYSTEM=os.devnull,
        PRE_COMMIT_HOME=str(folder.parent / "pre-commit"),
        **names,
    )


@pytest.fixture
def reports(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Give a function that makes a repository of reports with this entry of `repos`."""

    def make(entry: dict[str, Any]) -> Path:
        folder = tmp_path / "reports"
        folder.mkdir()
        git(folder, "init", "--quiet")
        config = yaml.safe_dump({"repos": [entry]}, allow_unicode=True)
        (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        (folder / "README.md").write_text("# 本区年报\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "install"],
            cwd=folder,
            capture_output=True,
            text=True,
            env=settled(folder),
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return folder

    return make


def commits(folder: Path, report: Path, name: str) -> tuple[bool, str]:
    """Commit a report under a name; return whether that went through, and what was said."""
    before = git(folder, "rev-list", "--all", "--count").stdout.strip()
    (folder / name).parent.mkdir(exist_ok=True)
    shutil.copy(report, folder / name)
    git(folder, "add", "--all")
    done = git(folder, "commit", "--quiet", "--message", name)
    after = git(folder, "rev-list", "--all", "--count").stdout.strip()
    assert (after != before) == (done.returncode == 0)
    return done.returncode == 0, done.stdout + done.stderr


def try_both(folder: Path) -> None:
    passed, said = commits(folder, CLEAN, "2023/松林街道.txt")
    assert passed, said
    assert "2023/松林街道.txt：通过" in said and "README" not in said
    passed, said = commits(folder, WRONG, "2023/另一街道.txt")
    assert not passed
    assert "2023/另一街道.txt:39:30: 错误 GK301 row-total" in said
    assert "改法：核对该行六栏与总计" in said
    assert "松林街道" not in said, "only what is in the commit is checked"


@needs_pre_commit
def test_a_right_report_is_committed_and_a_wrong_one_is_stopped_with_the_reason(
    reports: Callable[[dict[str, Any]], Path],
) -> None:
    # As the hook is, but with the gklint that is here.
    kept = {key: value for key, value in HOOK.items() if key != "additional_dependencies"}
    hook = kept | {"language": "system", "entry": f'"{sys.executable}" -m gklint check'}
    try_both(reports({"repo": "local", "hooks": [hook]}))


@needs_pre_commit
@pytest.mark.skipif(not os.environ.get(WHOLE), reason=f"takes a minute; {WHOLE}=1 runs it")
def test_pre_commit_installs_the_hook_from_a_clone_of_this_repository(
    reports: Callable[[dict[str, Any]], Path], tmp_path: Path
) -> None:
    clone = tmp_path / "gklint"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    for arguments in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "all"],
        ["tag", "v0"],
    ):
        done = git(clone, *arguments)
        assert done.returncode == 0, done.stderr
    try_both(reports({"repo": str(clone), "rev": "v0", "hooks": [{"id": HOOK["id"]}]}))


def test_the_hook_is_for_all_kinds_of_reports() -> None:
    for suffix in SUFFIXES:
        for name in (f"2023/年报{suffix}", f"年报{suffix.upper()}"):
            assert re.search(HOOK["files"], name) and not re.search(HOOK["exclude"], name)


@pytest.mark.parametrize(
    "name", ["README.md", "docs/readme.txt", "requirements-dev.txt", "LICENSE.txt", "a.py", "txt"]
)
def test_the_hook_is_not_for_what_is_no_report(name: str) -> None:
    assert re.search(HOOK["exclude"], name) or not re.search(HOOK["files"], name)
