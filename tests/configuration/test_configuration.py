"""A configuration: where it is found, what holds, and what a report is checked by then."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from helpers.command_line import CLEAN, ROOT, WRONG, gklint

from gklint import lint_file
from gklint.checking.settings import Settings
from gklint.configuration import Configurations, settings_for
from gklint.plugins.loading import load_plugins
from gklint.support.problems import ConfigurationError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    """Write a file below the current folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def on(settings: Settings) -> set[str]:
    """Return the codes of the rules that are asked."""
    return {module.RULE.code for module in load_plugins().rules if settings.selects(module.RULE)}


def rule(code: str):  # type: ignore[no-untyped-def]
    """Return a built-in rule."""
    return load_plugins().rule(code)


# --- where it is found ---------------------------------------------------------------------------


def test_a_configuration_holds_for_all_reports_below_its_folder() -> None:
    write("gklint.yaml", "year: 2021")
    assert settings_for("a.txt").year == 2021
    assert settings_for("one/two/three.txt").year == 2021


def test_the_nearest_configuration_holds_alone() -> None:
    write("gklint.yaml", "year: 2021\nagency-kind: street")
    write("inner/.gklint.yaml", "year: 2022")
    assert settings_for("inner/a.txt") == Settings(year=2022)
    assert settings_for("a.txt") == Settings(year=2021, agency_kind="street")


def test_a_table_in_pyproject_is_a_configuration_too() -> None:
    write("pyproject.toml", '[tool.gklint]\nyear = 2021\n[tool.gklint.severity]\nGK301 = "info"\n')
    assert settings_for("sub/a.txt") == Settings(year=2021, severity=(("GK301", "info"),))


@pytest.mark.parametrize(
    "text", ["", "[tool.other]\n", "[tool.gklint-extra]\n", 'x = """\n[tool]\n"""\ny = "gklint"\n']
)
def test_a_pyproject_without_the_table_is_passed_by(text: str) -> None:
    write("gklint.yaml", "year: 2021")
    write("sub/pyproject.toml", text)
    assert settings_for("sub/a.txt").year == 2021


def test_both_forms_say_the_same() -> None:
    blocks = re.findall(
        r"```(\w+) (\S+)\n(.*?)```", (ROOT / "docs/configuration.md").read_text("utf-8"), re.DOTALL
    )
    for _, name, text in blocks:
        settings_for(str(write(f"{name}.d/{name}", text)))
    assert [name for _, name, _ in blocks] == ["gklint.yaml", "pyproject.toml"]
    text = yaml.safe_dump({"ignore": ["GK708", "table-label"], "severity": {"GK105": "info"}})
    write("one/gklint.yaml", text)
    write(
        "two/pyproject.toml",
        '[tool.gklint]\nignore = ["GK708", "table-label"]\n'
        '[tool.gklint.severity]\nGK105 = "info"\n',
    )
    assert settings_for("one/a.txt") == settings_for("two/a.txt") != Settings()


def test_two_configurations_in_one_folder_are_refused() -> None:
    write("gklint.yaml", "")
    write("pyproject.toml", "[tool.gklint]\n")
    with pytest.raises(ConfigurationError, match=r"gklint\.yaml, pyproject\.toml"):
        settings_for("a.txt")


def test_reports_of_one_run_may_have_different_configurations() -> None:
    for folder, select in (("a", "GK301"), ("b", "GK304")):
        write(f"{folder}/gklint.yaml", f"select: [{select}]")
        shutil.copy(WRONG, f"{folder}/report.txt")
    done = gklint("check", "a", "b", "--output-format", "json", cwd=Path.cwd())
    codes = {
        report["path"]: {found["code"] for found in report["diagnostics"]}
        for report in json.loads(done.out)["reports"]
    }
    assert codes == {"a/report.txt": {"GK301"}, "b/report.txt": {"GK304"}}


def test_a_given_file_holds_for_all_and_isolated_for_none() -> None:
    write("gklint.yaml", "year: 2021")
    write("elsewhere/other.yaml", "year: 2022\nper-file: {'sub/*': {year: 2023}}")
    given = Configurations(config="elsewhere/other.yaml")
    assert given.settings_for("a.txt").year == 2022
    # Its patterns are relative to where one stands.
    assert given.settings_for("sub/a.txt").year == 2023
    assert Configurations(isolated=True).settings_for("a.txt") == Settings()


def test_the_library_looks_for_no_configuration_by_itself() -> None:
    write("gklint.yaml", "select: [GK301]")
    shutil.copy(CLEAN, "a.txt")
    assert len(lint_file("a.txt").outcomes) > 50
    assert len(lint_file("a.txt", settings_for("a.txt")).outcomes) == 1


def test_without_a_configuration_nothing_that_reads_one_is_loaded() -> None:
    shutil.copy(CLEAN, "a.txt")
    write("pyproject.toml", "[project]\nname = 'gklint'\n[tool.ruff]\n")
    code = (
        "import sys, gklint.cli; status = gklint.cli.run(['a.txt']);"
        "print(status, sorted({'yaml', 'tomllib', 'tomli', 'jsonschema',"
        " 'gklint.configuration.loading'} & set(sys.modules)))"
    )
    assert _python(code).splitlines()[-1] == "0 []"


def _python(code: str) -> str:
    import subprocess

    from helpers.command_line import environment

    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=environment(),
        encoding="utf-8",
    ).stdout


# --- what holds ----------------------------------------------------------------------------------


def test_names_and_codes_are_the_same_and_any_case_will_do() -> None:
    write("gklint.yaml", "select: [row-total, gk304, GK2]")
    assert settings_for("a.txt").select == ("GK2", "GK301", "GK304")


def test_extending_adds_to_the_defaults_and_switches_on_what_is_off() -> None:
    write("gklint.yaml", "extend-select: [GK111]\nextend-ignore: [GK3]")
    settings = settings_for("a.txt")
    arithmetic = {code for code in on(Settings()) if code.startswith("GK3")}
    assert arithmetic and on(settings) == on(Settings()) - arithmetic | {"GK111"}


def test_the_longer_entry_counts() -> None:
    write("gklint.yaml", "ignore: [GK3]\nextend-select: [GK301]")
    assert {code for code in on(settings_for("a.txt")) if code.startswith("GK3")} == {"GK301"}


def test_the_command_line_beats_the_configuration() -> None:
    write("gklint.yaml", "select: [GK3]\nextend-select: [GK111]\nyear: 2021\nignore: [GK304]")
    given = Configurations({"select": ("GK304",), "year": 2022})
    settings = given.settings_for("a.txt")
    assert (on(settings), settings.year) == ({"GK304"}, 2022)


def test_extending_on_the_command_line_adds_to_the_configuration() -> None:
    write("gklint.yaml", "select: [GK301]\nignore: [GK5]")
    given = Configurations({"extend-select": ("GK304",), "extend-ignore": ("GK7",)})
    settings = given.settings_for("a.txt")
    assert (on(settings), settings.ignore) == ({"GK301", "GK304"}, ("GK5", "GK7"))


def test_a_file_builds_on_the_one_it_extends() -> None:
    write("base.yaml", "select: [GK3]\nignore: [GK304]\nyear: 2021\nseverity: {GK301: info}")
    write(
        "team/gklint.yaml",
        "extends: ../base.yaml\nextend-ignore: [GK302]\nyear: 2022\nseverity: {GK303: warning}",
    )
    settings = settings_for("team/a.txt")
    assert (settings.select, settings.ignore, settings.year) == (("GK3",), ("GK302", "GK304"), 2022)
    assert settings.severity == (("GK301", "info"), ("GK303", "warning"))


def test_what_is_for_some_files_holds_for_these_and_the_later_part_wins() -> None:
    write(
        "gklint.yaml",
        """
        ignore: [GK105]
        per-file:
          2019/: {ignore: [GK506], year: 2019}
          "*街道*": {agency-kind: street}
          2019/late.txt: {year: 2020}
    """,
    )
    names = ("a.txt", "x/甲街道.txt", "2019/late.txt")
    plain, street, late = (settings_for(name) for name in names)
    assert plain == Settings(ignore=("GK105",))
    assert street == plain._replace(agency_kind="street")
    assert late == plain._replace(ignore=("GK105", "GK506"), year=2020)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("a.txt", "x/y/a.txt", True),
        ("a.txt", "x/ba.txt", False),
        ("x", "x/y/a.txt", True),
        ("x/", "x/a.txt", True),
        ("x/", "x", False),
        ("x/*.txt", "x/a.txt", True),
        ("x/*.txt", "x/y/a.txt", False),
        ("x/**/*.txt", "x/y/z/a.txt", True),
        ("x/**/*.txt", "x/a.txt", True),
        ("/a.txt", "x/a.txt", False),
        ("/a.txt", "a.txt", True),
        ("y/a.txt", "x/y/a.txt", False),
        ("**/y/a.txt", "x/y/a.txt", True),
        ("?.txt", "a.txt", True),
        ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False),
        ("甲*", "乙/甲街道.txt", True),
    ],
)
def test_patterns_for_files_are_those_of_gitignore(pattern: str, path: str, matches: bool) -> None:
    write("gklint.yaml", json.dumps({"per-file": {pattern: {"year": 2020}}}))
    assert (settings_for(path).year == 2020) is matches


def test_settings_are_the_same_whatever_the_order_they_were_written_in() -> None:
    write(
        "one/gklint.yaml",
        "ignore: [GK3, GK1]\nseverity: {GK2: info, GK1: info}\n"
        "options: {GK607: {share: 50, count: 3}, GK111: {characters: 9}}",
    )
    write(
        "two/gklint.yaml",
        "options: {overview-length: {characters: 9},"
        " GK607: {count: 3, share: 50}}\n"
        "severity: {GK1: info, GK2: info}\nignore: [GK1, GK3]\n",
    )
    one, two = settings_for("one/a.txt"), settings_for("two/a.txt")
    assert one == two and hash(one) == hash(two) and repr(one) == repr(two)
    assert pickle.loads(pickle.dumps(one)) == one


# --- what a report is checked by ------------------------------------------------------------------


def severities(path: Path | str, settings: Settings) -> dict[str, set[str]]:
    """Return the severities of the findings of each rule."""
    found: dict[str, set[str]] = {}
    for diagnostic in lint_file(str(path), settings).diagnostics:
        found.setdefault(diagnostic.code, set()).add(diagnostic.severity.word)
    return found


def test_a_severity_that_is_set_holds_for_every_finding_of_the_rule() -> None:
    before = severities(WRONG, Settings(select=("GK301", "GK304")))
    assert before == {"GK301": {"error"}, "GK304": {"error"}}
    settings = Settings(select=("GK301", "GK304"), severity=(("GK3", "info"), ("GK301", "warning")))
    assert severities(WRONG, settings) == {"GK301": {"warning"}, "GK304": {"info"}}


def test_a_severity_that_is_set_holds_where_a_finding_has_one_of_its_own() -> None:
    # A mobile number is a warning, in the contact sentence a remark.
    text = CLEAN.read_text("utf-8").replace("没有其他需要报告的事项", "联系电话：13800138000")
    write("a.txt", text)
    assert severities("a.txt", Settings(select=("GK702",))) == {"GK702": {"info"}}
    settings = Settings(select=("GK702",), severity=(("GK702", "error"),))
    assert severities("a.txt", settings) == {"GK702": {"error"}}


def test_a_severity_that_is_set_holds_for_the_year_whose_format_was_optional() -> None:
    write("a.txt", WRONG.read_text("utf-8").replace("2023", "2019"))
    lowered = severities("a.txt", Settings(select=("GK1", "GK2")))
    assert lowered and set().union(*lowered.values()) == {"info"}
    code = min(lowered)
    raised = severities("a.txt", Settings(select=("GK1", "GK2"), severity=((code, "error"),)))
    assert raised[code] == {"error"}


def test_a_rule_gets_its_options_and_the_defaults_of_those_that_nobody_set() -> None:
    settings = Settings(options=(("GK111", (("characters", 5),)),))
    options = settings.options_of(rule("GK111"))
    assert (options["characters"], options["street"], options["source"]) == (5, 0, "")


def test_the_limits_of_the_configuration_are_those_of_the_reader() -> None:
    write("gklint.yaml", "limits: {file_mib: 1}")
    write("a.txt", "0" * (1024 * 1024 + 1))
    (found,) = lint_file("a.txt", settings_for("a.txt")).diagnostics
    assert found.code == "GK901" and "1 MiB" in found.text("zh")


def test_a_profile_sets_the_options_of_its_rules_and_switches_on_what_is_off() -> None:
    write(
        "local.yaml",
        """
        source: 青公开办〔2025〕3号
        deadlines: {street: 01-20}
        overview-characters: {street: 800, department: 1200}
        words: [便民中心, {word: 政务大厅, instead: 政务服务中心}]
    """,
    )
    write("gklint.yaml", "profile: local.yaml\noptions: {GK111: {street: 700}}")
    settings = settings_for("a.txt")
    assert settings.options_of(rule("GK111"))["street"] == 700
    assert settings.options_of(rule("GK111"))["department"] == 1200
    assert settings.options_of(rule("GK513"))["street"] == "01-20"
    assert settings.options_of(rule("GK513"))["source"] == "青公开办〔2025〕3号"
    assert settings.options_of(rule("GK710"))["words"] == (
        ("便民中心", "", ""),
        ("政务大厅", "政务服务中心", ""),
    )
    assert "GK111" in on(settings)


def test_the_words_of_a_profile_are_found_in_a_report() -> None:
    write("gklint.yaml", "select: [GK710]\nprofile: {words: [{word: 政府网站, instead: 网站}]}")
    shutil.copy(CLEAN, "a.txt")
    done = gklint("a.txt", cwd=Path.cwd())
    assert done.status == 1 and "“政府网站”在词表中，宜写“网站”" in done.out


# --- the run -------------------------------------------------------------------------------------


def test_a_plain_check_knows_the_configuration_beside_the_report() -> None:
    shutil.copy(WRONG, "a.txt")
    assert gklint("a.txt", cwd=Path.cwd()).status == 1
    write("gklint.yaml", "select: [GK105]\nfail-level: error\nlanguage: en\noutput-format: concise")
    done = gklint("a.txt", cwd=Path.cwd())
    assert done.status == 0 and "GK105" in done.out and "warning" in done.out
    # Where one stands makes no difference.
    assert "warning" in gklint(Path.cwd() / "a.txt").out
    assert gklint("a.txt", "--lang", "zh", "--fail-level", "warning", cwd=Path.cwd()).status == 1


def test_what_is_excluded_is_left_out_of_folders_and_not_where_it_is_named() -> None:
    for name in ("a.txt", "old/b.txt", "old/c.txt"):
        shutil.copy(CLEAN, write(name, ""))
    write("gklint.yaml", "exclude: [old/, '*.bak.txt']")

    def checked(*arguments: str) -> list[str]:
        done = gklint("check", *arguments, "--output-format", "json", cwd=Path.cwd())
        return [report["path"] for report in json.loads(done.out)["reports"]]

    assert checked(".") == ["a.txt"]
    assert checked("old/b.txt") == ["old/b.txt"]
    assert checked("a.txt", "old/b.txt", "--force-exclude") == ["a.txt"]
    left = gklint("old", cwd=Path.cwd())
    assert left.status == 2 and "exclude" in left.err


def test_standard_input_is_checked_by_the_configuration_where_its_name_stands() -> None:
    write("sub/gklint.yaml", "select: [GK304]")
    done = gklint(
        "check",
        "-",
        "--stdin-filename",
        "sub/a.txt",
        "--output-format",
        "json",
        stdin=WRONG.read_bytes(),
        cwd=Path.cwd(),
    )
    assert {d["code"] for d in json.loads(done.out)["reports"][0]["diagnostics"]} == {"GK304"}


def test_thousands_of_reports_cost_no_search_each(monkeypatch: pytest.MonkeyPatch) -> None:
    import gklint.configuration.find as find

    searched: list[str] = []
    real = find.configuration_files

    def counted(folder: str) -> tuple[str, ...]:
        searched.append(folder)
        return real(folder)

    monkeypatch.setattr(find, "configuration_files", counted)
    write("gklint.yaml", "per-file: {'f/*': {year: 2020}}")
    configurations = Configurations()
    found = {id(configurations.settings_for(f"f/{number}.txt")) for number in range(5_000)}
    assert len(found) == 1 and len(searched) <= 2


def test_fix_knows_the_configuration_too() -> None:
    text = WRONG.read_text("utf-8")
    assert "GK105" in {d.code for d in lint_file(str(WRONG)).diagnostics if d.fix}
    for folder, configuration in (("with", "ignore: [GK105]"), ("without", "")):
        write(f"{folder}/gklint.yaml", configuration)
        write(f"{folder}/a.txt", text)
        assert gklint("fix", f"{folder}/a.txt", cwd=Path.cwd()).status == 0
    assert Path("with/a.txt").read_text("utf-8") == text != Path("without/a.txt").read_text("utf-8")
    write("with/gklint.yaml", "ignroe: []")
    done = gklint("fix", "with/a.txt", cwd=Path.cwd())
    assert done.status == 2 and "是否指 ignore？" in done.err


def test_the_configuration_says_how_many_files_are_checked_at_once_and_where_results_are_kept() -> (
    None
):
    from gklint.batch import processors
    from gklint.cli.many import RunOptions, run_options_of

    assert run_options_of({}, "stat") == RunOptions()
    assert run_options_of({"jobs": "auto", "cache": True}, "stat") == RunOptions()
    assert run_options_of({"jobs": 2, "cache": False}, "stat") == RunOptions(jobs=2, cached=False)
    # A folder from outside cannot ask for more processes than there are processors.
    assert run_options_of({"jobs": 100_000}, "stat").jobs == max(2, processors())
    write("gklint.yaml", "cache: kept\njobs: 1")
    shutil.copy(CLEAN, "a.txt")
    assert gklint("a.txt", cwd=Path.cwd()).status == 0
    assert any(Path("kept").iterdir())
