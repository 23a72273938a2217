"""The example of a plugin is installed as its README says, and gives what it promises."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from helpers.command_line import ROOT, WITHOUT_OTHERS, Done, environment

from gklint.testing import change_draft, render, valid_draft

#: Where gklint is installed pytest finds its plugin by itself; a bare clone has to name it.
INSTALLED = any(entry.name == "gklint" for entry in entry_points(group="pytest11"))
PLUGIN = () if INSTALLED else ("-p", "gklint.testing.pytest_plugin")

EXAMPLE = ROOT / "docs" / "examples" / "gklint-example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which a copy of the example is installed by pip."""
    folder = tmp_path_factory.mktemp("plugin")
    # Built from a copy: what building leaves behind does not belong into the project.
    shutil.copytree(EXAMPLE, folder / "copy")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--no-build-isolation",
            "--disable-pip-version-check",
            "--target",
            folder / "site",
            folder / "copy",
        ],
        check=True,
        timeout=120,
    )
    return folder / "site"


def run(site: Path, *arguments: str | Path, cwd: Path = ROOT) -> Done:
    """Run a module of Python where the example is installed beside gklint."""
    paths = os.pathsep.join([str(site), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env=environment(PYTHONPATH=paths, PYTEST_ADDOPTS=WITHOUT_OTHERS),
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def test_it_is_listed_with_what_it_gives(site: Path) -> None:
    done = run(site, "gklint", "plugins", "--format", "json")
    assert done.status == 0
    plugin = {plugin["name"]: plugin for plugin in json.loads(done.out)["plugins"]}["example"]
    assert plugin["rules"] == ["EX201"]
    assert plugin["file"] == str(site / "gklint_example" / "__init__.py")
    assert plugin["hooks"] == ["gklint_readers", "gklint_reporters", "gklint_rules", "gklint_words"]


def test_its_rule_is_asked_and_explained_like_the_others(site: Path, tmp_path: Path) -> None:
    draft = change_draft(
        valid_draft(2023),
        [
            {"cell": "art20_5.licensing.decisions", "text": "2000"},
            {"section": 1, "body": ["政务大厅公布公开目彔。"]},
        ],
    )
    (tmp_path / "a.txt").write_text(render(draft).text, encoding="utf-8")
    done = run(site, "gklint", "a.txt", cwd=tmp_path)
    assert "EX201 round-number “行政许可”为 2000，像是估计数" in done.out
    assert "“政务大厅”在词表中，宜写“政务服务中心”：机构已更名" in done.out
    assert "“公开目彔”应为“公开目录”" in done.out
    assert "整千" in run(site, "gklint", "rule", "round-number").out


def test_its_reader_reads_what_an_archive_keeps(site: Path, tmp_path: Path) -> None:
    text = render(valid_draft(2023)).text
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text.encode()))
    done = run(site, "gklint", "--output-format", "json", ".", cwd=tmp_path)
    (report,) = json.loads(done.out)["reports"]
    assert (report["path"], report["year"], report["diagnostics"]) == ("a.txt.gz", 2023, [])


def test_its_output_format_is_one_of_the_formats(site: Path, tmp_path: Path) -> None:
    text = render(valid_draft(2023)).text
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run(site, "gklint", "--output-format", "tally", "a.txt", cwd=tmp_path)
    assert done.out == "a.txt\t0 0 0 0\n1 reports\t0 0 0\n"
    assert "tally" in run(site, "gklint", "--output-format", "help").out


def test_its_own_tests_pass_and_its_cases_are_among_them(site: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    done = run(site, "pytest", *PLUGIN, "-v", "-p", "no:cacheprovider", cwd=tmp_path / "copy")
    assert done.status == 0, done.out
    assert "round-number 报告：恰好两千 PASSED" in done.out
    assert "4 passed" in done.out


def test_a_case_that_does_not_hold_says_what_came(site: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    cases = tmp_path / "copy" / "tests" / "cases" / "round-number.yaml"
    cases.write_text(cases.read_text("utf-8").replace('text: "2000"', 'text: "2001"'), "utf-8")
    done = run(site, "pytest", *PLUGIN, "-p", "no:cacheprovider", cwd=tmp_path / "copy")
    assert done.status == 1 and "came: no finding of this rule" in done.out
