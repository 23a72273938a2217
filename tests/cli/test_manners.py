"""What users of other linters take for granted: outputs, plugins, colour, roots, exit status."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from helpers.accepted_reports import before, faulty
from helpers.command_line import CLEAN, WRONG, gklint

RULE = '''
"""Said of every report."""
from gklint.api import Place, Rule, Severity, Text, finding

print("printed when it was loaded")
RULE = Rule(
    code="QH101", name="no-hall", severity=Severity.WARNING,
    summary=Text("没有大厅", "no hall"), clauses=("regulations: 第五十条",),
    messages={"default": Text("没有大厅", "no hall")}, advice=Text("写上", "add it"),
)


def check(report):
    print("printed when it was asked")
    yield finding(Place(1, 1, 1, 2))
'''


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    file = tmp_path / "own" / "halls.py"
    file.parent.mkdir()
    file.write_text(RULE, "utf-8")
    return file


# --- plugins in a file ---


def test_a_python_file_gives_rules_where_the_user_names_it(plugin: Path) -> None:
    done = gklint("--plugin", plugin, "--output-format", "json", "--select", "QH101", CLEAN)
    found = json.loads(done.out)["reports"][0]["diagnostics"]
    assert [one["code"] for one in found] == ["QH101"] and done.status == 1
    assert "no-hall" in gklint("rules", "--plugin", plugin).out
    assert "没有大厅" in gklint("rule", "QH101", "--plugin", plugin).out
    assert gklint("rule", "QH101").status == 2


def test_what_a_plugin_prints_does_not_get_into_the_result(plugin: Path) -> None:
    for jobs in ("1", "2"):
        done = gklint(
            CLEAN,
            WRONG,
            "--plugin",
            plugin,
            "--output-format",
            "json",
            "--jobs",
            jobs,
            "--no-cache",
        )
        assert json.loads(done.out)["reports"]
        assert "printed when it was loaded" in done.err and "when it was asked" in done.err


STARTING = """
import os, subprocess, sys

def say(what):
    subprocess.run([sys.executable, "-c", f"print('{what} by a program')"], check=True)
    os.write(1, f"{what} by the system\\n".encode())

say("loaded")
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_program_prints_that_a_plugin_starts_does_not_get_into_the_result(
    jobs: str, plugin: Path
) -> None:
    asking = RULE.replace('print("printed when it was asked")', 'say("asked")')
    plugin.write_text(asking.replace("print(", f"{STARTING}\nprint("), "utf-8")
    done = gklint(
        *(CLEAN, WRONG, "--plugin", plugin, "--output-format", "json"),
        *("--jobs", jobs, "--no-cache"),
    )
    assert [Path(one["path"]) for one in json.loads(done.out)["reports"]] == [CLEAN, WRONG]
    for what in ("loaded by a program", "loaded by the system", "asked by a program"):
        assert what in done.err


def test_the_users_own_configuration_names_plugins_and_no_other_does(
    plugin: Path, tmp_path: Path
) -> None:
    own = tmp_path / "home" / "gklint"
    own.mkdir(parents=True)
    (own / "gklint.yaml").write_text(f"plugins: [{plugin}]\n", "utf-8")
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(CLEAN, reports)
    home = {"XDG_CONFIG_HOME": str(tmp_path / "home")}
    assert "QH101" in gklint(reports, **home).out
    assert "QH101" not in gklint(reports, "--isolated", **home).out
    (reports / "gklint.yaml").write_text(f"plugins: [{plugin}]\n", "utf-8")
    done = gklint(reports)
    assert done.status == 2 and "plugins: 配置可能随报告而来" in done.err
    assert "printed" not in done.err


def test_a_changed_plugin_file_is_asked_again(plugin: Path, tmp_path: Path) -> None:
    for number in range(9):
        shutil.copy(CLEAN, tmp_path / f"{number}.txt")
    command = [
        *sorted(tmp_path.glob("*.txt")),
        *("--plugin", plugin, "--select", "QH101", "--cache-dir", tmp_path / "cache"),
    ]
    assert gklint(*command).status == 1
    plugin.write_text(RULE.replace("yield finding(Place(1, 1, 1, 2))", "return ()"), "utf-8")
    assert gklint(*command).status == 0


@pytest.mark.parametrize("code", ["GK999", "Q101", "QH1", "QHX101", "qh101"])
def test_a_code_of_a_plugin_is_two_letters_and_three_digits_and_not_gklints(
    code: str, plugin: Path
) -> None:
    plugin.write_text(RULE.replace("QH101", code), "utf-8")
    done = gklint("plugins", "--plugin", plugin)
    assert done.status == 2 and "halls.py" in done.out and "未能载入" in done.out


# --- outputs ---


def test_an_output_that_fails_loses_no_other(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no full device here")
    wanted = [f"--output-format={name}" for name in ("junit:/dev/full", f"json:{tmp_path}/a.json")]
    done = gklint(WRONG, *wanted, "--output-format", "concise")
    assert done.status == 2 and "/dev/full" in done.err and "Traceback" not in done.err
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["summary"]["errors"]
    assert "GK301" in done.out


def test_a_format_of_a_plugin_that_fails_loses_no_other(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text(
        """
from gklint.plugins.hooks import OutputFormat, hookimpl
from gklint.support.bilingual import Text

class Broken:
    def __init__(self, run, write, options): pass
    def begin(self): pass
    def add(self, record): raise ValueError("no")
    def end(self, totals): pass

@hookimpl
def gklint_reporters():
    return [OutputFormat("broken", Text("坏", "bad"), Broken)]
""",
        "utf-8",
    )
    done = gklint(
        "--output-format",
        f"broken:{tmp_path}/b",
        "--output-format",
        "concise",
        WRONG,
        "--plugin",
        file,
    )
    assert done.status == 2 and "ValueError" in done.err and "GK301" in done.out
    assert not (tmp_path / "b").exists()


def test_accepted_findings_are_left_out_where_that_is_asked_for(tmp_path: Path) -> None:
    text = before("一、本年新收", faulty(), "# gklint: ignore GK301 -- 已核对台账")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    names = ("sarif", "json", "jsonl", "junit")
    wanted = [f"--output-format={name}:{tmp_path}/{name}" for name in names]
    assert gklint(tmp_path / "a.txt", *wanted, "--no-accepted").status == 1
    for name in names:
        assert "已核对台账" not in (tmp_path / name).read_text("utf-8"), name
    log = json.loads((tmp_path / "sarif").read_text("utf-8"))
    assert [one["ruleId"] for one in log["runs"][0]["results"] if one["suppressions"]] == []
    assert json.loads((tmp_path / "json").read_text("utf-8"))["summary"]["accepted"] == 1
    gklint(tmp_path / "a.txt", *wanted)
    for name in names:
        assert "已核对台账" in (tmp_path / name).read_text("utf-8"), name


# --- paths from the root of the repository ---


@pytest.mark.parametrize("how", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", ".git"])
def test_services_get_paths_from_the_root_of_the_repository(how: str, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    folder = root / "county" / "2023"
    folder.mkdir(parents=True)
    shutil.copy(WRONG, folder / "a.txt")
    changes = {} if how == ".git" else {how: str(root)}
    if how == ".git":
        (root / ".git").mkdir()
    wanted = [f"--output-format={name}:{tmp_path}/{name}" for name in ("github", "gitlab", "sarif")]
    gklint("2023", *wanted, cwd=root / "county", **changes)
    assert "file=county/2023/a.txt" in (tmp_path / "github").read_text("utf-8")
    issues = json.loads((tmp_path / "gitlab").read_text("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"county/2023/a.txt"}
    run = json.loads((tmp_path / "sarif").read_text("utf-8"))["runs"][0]
    assert run["artifacts"][0]["location"]["uri"] == "county/2023/a.txt"
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"] == root.as_uri() + "/"


def test_a_file_outside_of_the_workspace_is_not_named_as_if_inside(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    shutil.copy(WRONG, tmp_path / "a.txt")
    done = gklint(
        "a.txt",
        "--output-format=github",
        cwd=tmp_path,
        GITHUB_WORKSPACE=str(tmp_path / "workspace"),
    )
    assert "file=a.txt" in done.out


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_nothing_turns_the_direction_of_the_log_of_github(tmp_path: Path) -> None:
    name = "逆\u202etxt\u2066.docx"
    (tmp_path / name).write_bytes(b"")
    (tmp_path / f"{name}.zip").write_bytes(b"")
    out = gklint(".", "--output-format", "github", cwd=tmp_path).out
    assert out.count("\\u202etxt\\u2066.docx") == 2
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", out)


# --- colour ---


@pytest.mark.parametrize(
    ("options", "changes", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {}, False),
    ],
)
def test_colour_is_what_was_asked_for(
    options: list[str], changes: dict[str, str], coloured: bool, tmp_path: Path
) -> None:
    file = tmp_path / "found.txt"
    done = gklint(WRONG, *options, "--output-format", "text", **changes)
    assert ("\x1b[" in done.out) is coloured
    gklint(WRONG, *options, "-o", file, **changes)
    assert "\x1b[" not in file.read_text("utf-8")


# --- what is checked ---


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_a_run_without_a_rule_is_no_success(language: str, tmp_path: Path) -> None:
    done = gklint(CLEAN, "--select", "GK301", "--ignore", "GK301", LC_ALL=language)
    assert done.status == 2 and "--select" in done.err
    (tmp_path / "gklint.yaml").write_text("ignore: [ALL]\n", "utf-8")
    shutil.copy(CLEAN, tmp_path / "a.txt")
    assert gklint(tmp_path, "--exit-zero").status == 2
    assert gklint(CLEAN, "--select", "GK301").status == 0


def test_what_an_editor_sends_heeds_exclude(tmp_path: Path) -> None:
    (tmp_path / "gklint.yaml").write_text("exclude: [drafts/]\n", "utf-8")
    (tmp_path / "drafts").mkdir()
    raw = WRONG.read_bytes()
    name = ["-", "--output-format", "json", "--stdin-filename"]
    done = gklint(*name, "drafts/a.txt", stdin=raw, cwd=tmp_path)
    assert done.status == 0 and json.loads(done.out)["reports"] == [] and "exclude" in done.err
    assert gklint(*name, "a.txt", stdin=raw, cwd=tmp_path).status == 1


def test_a_configuration_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    text = '\ufeff[tool.gklint]\nignore = ["GK3"]\n'
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    shutil.copy(WRONG, tmp_path / "a.txt")
    assert "GK301" not in gklint("a.txt", cwd=tmp_path).out


def test_patterns_of_a_configuration_begin_at_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "gklint.yaml").write_text(
        "exclude: [2023/drafts/]\nper-file: {2023/*.txt: {ignore: [GK301]}}\n", "utf-8"
    )
    inner = tmp_path / "2023"
    (inner / "drafts").mkdir(parents=True)
    (inner / "gklint.yaml").write_text("extends: ../gklint.yaml\n", "utf-8")
    shutil.copy(WRONG, inner / "a.txt")
    shutil.copy(WRONG, inner / "drafts" / "b.txt")
    done = gklint(inner, "--output-format", "json")
    reports = json.loads(done.out)["reports"]
    assert [Path(report["path"]).name for report in reports] == ["a.txt"]
    assert "GK301" not in [one["code"] for one in reports[0]["diagnostics"]]


def test_a_bracket_behind_a_backslash_is_a_bracket_of_the_name(tmp_path: Path) -> None:
    for name in ("[草稿]甲.txt", "草甲.txt", "\\草甲.txt"):
        if os.name != "nt" or "\\" not in name:
            shutil.copy(CLEAN, tmp_path / name)
    (tmp_path / "gklint.yaml").write_text("exclude: ['\\[草稿\\]*']\n", "utf-8")
    report = json.loads(gklint(".", "--output-format", "json", cwd=tmp_path).out)
    assert "[草稿]甲.txt" not in [one["path"] for one in report["reports"]]
    assert "草甲.txt" in [one["path"] for one in report["reports"]]
    assert report["summary"]["left_out"] == 1


@pytest.mark.parametrize(
    "pattern",
    ["", "/", ".", "../x", "a/../b", "a//b", "2023\\\\*.txt", "C:/x", " a", "a ", "!a", "[/]"],
)
def test_a_pattern_that_can_match_nothing_is_refused(pattern: str, tmp_path: Path) -> None:
    (tmp_path / "gklint.yaml").write_text(f'exclude: ["{pattern}"]\n', "utf-8")
    shutil.copy(CLEAN, tmp_path / "a.txt")
    done = gklint(tmp_path)
    assert done.status == 2 and "gklint.yaml" in done.err


def test_the_hook_of_pre_commit_runs_once_at_a_time() -> None:
    hooks = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "require_serial: true" in hooks


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 3_000_000,
        b"[\n\\\n!\n[!\n**/**/**/**b\n[z-a]\n(((\n\x00\n",
        b"\xff\xfe\x80\xd0\xc2\n*.pdf\n",
        None,
    ],
    ids=["huge", "odd", "bytes", "loop"],
)
def test_a_hostile_gitignore_ends_in_a_message_at_most(
    content: bytes | None, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_bytes(CLEAN.read_bytes())
    if content is None:
        (tmp_path / ".gitignore").symlink_to(".gitignore")
    else:
        (tmp_path / ".gitignore").write_bytes(content)
    done = gklint(".", cwd=tmp_path)
    assert "a.txt" in done.out or "1 份通过" in done.out, "no pattern leaves the report out"
    assert "程序出错" not in done.err and "Traceback" not in done.err
