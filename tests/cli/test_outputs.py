"""Several formats in one run, files that are whole or not there, and what a shell completes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.command_line import CLEAN, EXAMPLES, ROOT, WRONG, environment, gklint

from gklint.reporters import REPORTERS

FOUND = "GK301"


def test_each_format_goes_where_it_is_sent(tmp_path: Path) -> None:
    done = gklint(
        WRONG,
        "--output-format",
        "concise",
        "--output-format",
        "sarif:out.sarif",
        "--output-format",
        f"junit:{tmp_path}/sub:x.xml",
        cwd=tmp_path,
    )
    assert done.status == 1
    assert done.out == gklint(WRONG, "--output-format", "concise", cwd=tmp_path).out
    assert json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert FOUND in (tmp_path / "sub:x.xml").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.sarif", "sub:x.xml"]


def test_every_format_writes_to_its_file_at_once(tmp_path: Path) -> None:
    wanted = [f"--output-format={name}:{tmp_path / name}" for name in REPORTERS]
    done = gklint("check", EXAMPLES, *wanted)
    assert (done.status, done.out, done.err) == (1, "", "")
    for name, format in REPORTERS.items():
        if format.binary:
            # It never goes to a terminal.
            assert (tmp_path / name).read_bytes()
            continue
        alone = gklint(EXAMPLES, "--output-format", name)
        assert (tmp_path / name).read_bytes() == alone.raw, name


def test_output_file_is_for_the_format_that_names_none(tmp_path: Path) -> None:
    done = gklint(
        WRONG,
        "--output-format",
        f"json:{tmp_path}/a.json",
        "--output-format",
        "text",
        "--output-file",
        tmp_path / "b.txt",
    )
    assert done.out == "" and FOUND in (tmp_path / "b.txt").read_text("utf-8")
    assert FOUND in (tmp_path / "a.json").read_text("utf-8")


def test_a_hyphen_stands_for_standard_output() -> None:
    assert json.loads(gklint(CLEAN, "--output-format", "json:-").out)["reports"]


@pytest.mark.parametrize("output", ["-o", "--output-format=json:"])
@pytest.mark.parametrize("link", [False, True])
def test_a_report_in_a_folder_is_never_written_over(
    output: str, link: bool, tmp_path: Path
) -> None:
    report = tmp_path / "reports" / "a.txt"
    report.parent.mkdir()
    shutil.copy(WRONG, report)
    target = report
    if link:
        target = tmp_path / "result.txt"
        target.symlink_to(report)
    options = [output, str(target)] if output == "-o" else [f"{output}{target}"]
    done = gklint("reports", *options, cwd=tmp_path)
    assert done.status == 2 and "要检查的文件之一" in done.err
    assert report.read_bytes() == WRONG.read_bytes()


def test_an_earlier_result_that_no_run_checks_is_replaced(tmp_path: Path) -> None:
    shutil.copy(WRONG, tmp_path / "a.txt")
    for _ in range(2):
        done = gklint(".", "--output-format=sarif:a.sarif", cwd=tmp_path)
        assert (done.status, done.err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-format", "text", "--output-format", "json"], "标准输出"),
        (["--output-format", "json:a", "--output-format", "junit:./a"], "已另有用处"),
        (["--output-format", "json:a", "-o", "b"], "没有对应的格式"),
        (["--output-format", "json:none/a"], "文件夹 none 不存在"),
        (["-o", "none/a"], "文件夹 none 不存在"),
        (["--output-format", "json:folder"], "是文件夹"),
        (["--output-format", "json:"], "冒号后要写文件名"),
        (["--output-format", "jsn"], "是否指 json？"),
        (["--output-format", "sarif=a"], "是否指 sarif？"),
        (["--output-format", "json:report.txt"], "已另有用处"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_written_is_said_before_anything_is_checked(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    shutil.copy(WRONG, tmp_path / "report.txt")
    done = gklint("report.txt", *arguments, cwd=tmp_path)
    assert (done.status, done.out) == (2, "") and said in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "report.txt"]
    assert (tmp_path / "report.txt").read_bytes() == WRONG.read_bytes()


def test_a_run_that_fails_leaves_its_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old")
    full = "/dev/full"
    if not os.path.exists(full):
        pytest.skip("there is no full device here")
    os.symlink(tmp_path / "a.json", tmp_path / "link.json")
    (tmp_path / "a.json").chmod(0o400)
    wanted = [f"--output-format=junit:{full}", f"--output-format=json:{tmp_path}/link.json"]
    done = gklint(WRONG, *wanted)
    assert done.status == 2 and "Traceback" not in done.err
    assert (tmp_path / "a.json").read_text() == "old"


def test_the_formats_can_be_listed_in_both_languages() -> None:
    for language, word in (("C.UTF-8", "Checkstyle"), ("en_GB.UTF-8", "one line a finding")):
        done = gklint("--output-format", "help", LC_ALL=language)
        assert done.status == 0 and word in done.out
        assert [name for name in REPORTERS if f"\n{name} " not in f"\n{done.out}"] == []


PLUGIN = """
from gklint.support.bilingual import Text
from gklint.plugins.hooks import OutputFormat, hookimpl

class Counts:
    def __init__(self, run, write, options):
        self.write, self.found = write, 0

    def begin(self):
        pass

    def add(self, record):
        self.found += len(record.diagnostics)

    def end(self, totals):
        self.write(f"{self.found} of {1 / (totals.files - 1)}\\n")

@hookimpl
def gklint_reporters():
    return [OutputFormat("counts", Text("计数", "counts"), Counts)]
"""


def test_a_format_of_a_plugin_is_listed_written_and_blamed(tmp_path: Path) -> None:
    (tmp_path / "counts.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "counts-1.dist-info").mkdir()
    (tmp_path / "counts-1.dist-info" / "entry_points.txt").write_text("[gklint]\ncounts = counts\n")
    known = {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    assert "counts      计数" in gklint("--output-format", "help", **known).out
    done = gklint(CLEAN, WRONG, "--output-format", f"counts:{tmp_path}/out.txt", **known)
    assert done.status == 1 and (tmp_path / "out.txt").read_text() == "5 of 1.0\n"
    failed = gklint(WRONG, "--output-format", f"counts:{tmp_path}/out.txt", **known)
    assert failed.status == 2 and "counts: ZeroDivisionError" in failed.err
    assert "Traceback" not in failed.err
    assert (tmp_path / "out.txt").read_text() == "5 of 1.0\n"


# --- completion ----------------------------------------------------------------------------------


def offered(line: str, shell: str = "bash") -> list[str]:
    """Return what is offered at the end of a command line, as the script of a shell gets it."""
    words = f"gklint {line}".split(" ")
    done = gklint(
        COMP_WORDS=" ".join(words),
        COMP_CWORD=str(len(words) - 1),
        _GKLINT_COMPLETE=f"{shell}_complete",
    )
    assert done.status == 0, done.err
    return done.out.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ch", "plain,check"),
        ("re", "file,re"),
        ("--sel", "plain,--select"),
        ("check --sel", "plain,--select"),
        ("a.txt --output-format sa", "plain,sarif"),
        ("--output-format sarif:ou", "file,sarif:ou"),
        ("--select row-t", "plain,row-total"),
        ("--ignore GK301,gk30", "plain,GK301,GK302"),
        ("rule balan", "plain,balance"),
        ("check exam", "file,exam"),
        ("extract exam", "file,exam"),
        ("--fail-level w", "plain,warning"),
        ("completion f", "plain,fish"),
    ],
)
def test_a_shell_is_told_how_the_line_may_go_on(line: str, expected: str) -> None:
    assert expected in offered(line)


def test_only_what_begins_like_the_word_is_offered() -> None:
    assert offered("check --output-format sa") == ["plain,sarif"]
    assert {word for word in offered("rule ROW") if "row" not in word.lower()} == set()


def test_a_shell_that_can_show_it_gets_what_a_rule_is_about() -> None:
    assert offered("rule row-t", "zsh") == ["plain", "row-total", "六类申请人之和不等于总计"]


def test_completing_neither_shows_the_version_nor_lists_the_formats() -> None:
    for line in ("--version ", "--output-format help "):
        assert all(word.startswith(("plain,", "file,")) for word in offered(line))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    done = gklint("completion", shell)
    assert done.status == 0 and "_GKLINT_COMPLETE" in done.out and "gklint" in done.out
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=done.raw, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="there is no bash here")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    command = tmp_path / "gklint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gklint "$@"\n')
    command.chmod(0o755)
    script = (
        'eval "$(gklint completion bash)" 2>/dev/null; '
        "COMP_WORDS=(gklint --output-format jun); COMP_CWORD=2; "
        '_gklint_completion gklint; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(PATH=path),
        timeout=60,
    )
    assert done.stdout.strip() == "junit", done.stderr


def test_an_unknown_shell_is_an_error() -> None:
    assert gklint("completion", "tcsh").status == 2
