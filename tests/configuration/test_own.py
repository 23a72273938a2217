"""What a folder's configuration may not decide, and where the user decides it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gklint.configuration import Configurations, settings_for
from gklint.support.problems import ConfigurationError


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project's folder, with a user's folders of our own."""
    for name in ("APPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    (tmp_path / "config" / "gklint").mkdir(parents=True)
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(text: str, path: str = "gklint.yaml") -> None:
    Path(path).write_text(text, encoding="utf-8")


def write_own(text: str) -> None:
    write(text, "../config/gklint/gklint.yaml")


def limits(given: dict[str, int] | None = None) -> tuple[int, int]:
    configurations = Configurations({"limits": given} if given else {})
    settings = configurations.settings_for("a.txt")
    configurations.raise_problems()
    return settings.limits.pages, settings.limits.seconds


def wrong() -> str:
    with pytest.raises(ConfigurationError) as caught:
        settings_for("a.txt")
    return "\n".join(
        f"{problem.say('zh')} {problem.say('en')}" for problem in caught.value.problems
    )


def test_a_folder_can_lower_limits_and_not_raise_them() -> None:
    write("limits: {pages: 400}\n")
    assert limits() == (400, 60)
    write("limits: {pages: 501}\n")
    assert "gklint.yaml:1: limits.pages: 501 超过允许的 500" in wrong()
    assert "--limit pages=501" in wrong()


def test_the_command_line_and_the_users_own_configuration_raise_them() -> None:
    assert limits({"pages": 900}) == (900, 60)
    write("limits: {pages: 800}\n")
    # The command line holds over the configuration, as ever.
    assert limits({"pages": 900}) == (900, 60)
    write_own("limits: {pages: 850, seconds: 90}\n")
    assert limits() == (800, 90)
    write("limits: {pages: 851}\n")
    assert "851 超过允许的 850" in wrong()
    # What the user said for this run holds over what is said for all.
    assert limits({"pages": 851}) == (851, 90)


def test_a_file_that_builds_on_another_is_bounded_with_it() -> None:
    write("limits: {seconds: 61}\n", "base.yaml")
    write("extends: base.yaml\n")
    assert "limits.seconds: 61 超过允许的 60" in wrong()


def test_a_configuration_in_the_users_own_folder_may_be_built_on() -> None:
    write("limits: {seconds: 61}\n", "../config/gklint/county.yaml")
    write("extends: ../config/gklint/county.yaml\n")
    assert limits() == (500, 61)


def test_the_users_own_configuration_takes_what_is_of_the_user_only() -> None:
    write_own("select: [GK1]\nlimits: {pages: 0}\n")
    assert "select: 没有这个键；可以写：limits、cache" in wrong()
    assert "limits.pages" in wrong()
    assert Configurations(isolated=True).settings_for("a.txt").limits.pages == 500


def test_a_folder_has_its_cache_in_itself_or_in_the_users() -> None:
    for inside in (".c", "a/b", "../cache/gklint/reports", "true", "false"):
        write(f"cache: {inside}\n")
        settings_for("a.txt")
    for outside in ("..", "../project2", "/tmp", "'~/c'", "../cache", "a/../../b"):
        write(f"cache: {outside}\n")
        assert "gklint.yaml:1: cache: 缓存只能放在配置所在的文件夹" in wrong()


@pytest.mark.skipif(sys.platform == "win32", reason="makes links")
def test_a_link_does_not_lead_a_cache_out_of_its_folder() -> None:
    os.symlink("..", "link")
    write("cache: link/c\n")
    assert "cache" in wrong()


def test_the_user_can_have_the_cache_anywhere() -> None:
    write_own(f"cache: {Path('..', 'elsewhere').resolve()}\n")
    assert Configurations().of_run(["a.txt"])["cache"].endswith("elsewhere")
    write("cache: false\n")
    assert Configurations().of_run(["a.txt"])["cache"] is False
