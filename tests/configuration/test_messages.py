"""What a user is told: of mistakes in a configuration, and of where each setting comes from."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from helpers.command_line import CLEAN, ROOT, gklint

from gklint.configuration import Configurations, settings_for
from gklint.configuration.showing import as_yaml
from gklint.plugins.loading import load_plugins
from gklint.support.problems import ConfigurationError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(text: str, name: str = "gklint.yaml", language: str = "zh") -> list[str]:
    """Return what is said of a configuration with this text."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigurationError) as raised:
        settings_for("a.txt")
    return [problem.say(language) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # A key, a rule, a value that there is not: the nearest one is named.
        ("selct: []", "gklint.yaml:1: selct: 没有这个键；是否指 select？"),
        ("\nagency_kind: street", "gklint.yaml:2: agency_kind: 没有这个键；是否指 agency-kind？"),
        (
            "select: [GK3O1]",
            "select[0]: 没有规则“GK3O1”；是否指 GK301？（全部规则见 gklint rules）",
        ),
        (
            "ignore:\n- GK301\n- row-totl",
            "gklint.yaml:3: ignore[1]: 没有规则“row-totl”；是否指 row-total？",
        ),
        ("severity: {GK301: warn}", "severity.GK301: 没有这个值：文字“warn”；是否指 warning？"),
        ("severity: {GK999: info}", "severity.GK999: 没有规则“GK999”"),
        (
            "agency-kind: 街道",
            "没有这个值：文字“街道”；可以写：government、township、department、street",
        ),
        ("output-format: jsno", "没有这个值：文字“jsno”；是否指 json？"),
        (
            "options: {GK111: {charaters: 5}}",
            "options.GK111.charaters: 没有这个键；是否指 characters？",
        ),
        (
            "options: {GK110: {optional: [平台]}}",
            "options.GK110.optional[0]: 没有这个值：文字“平台”",
        ),
        ("limits: {file-mib: 5}", "limits.file-mib: 没有这个键；是否指 file_mib？"),
        ("profile: {deadline: {}}", "profile.deadline: 没有这个键；是否指 deadlines？"),
        ("per-file: {a: {ignroe: []}}", "per-file.a.ignroe: 没有这个键；是否指 ignore？"),
        ("per-file: {'a/*': {exclude: []}}", 'per-file."a/*".exclude: 没有这个键'),
        # A value of another type: what is expected, and what stands there.
        ("select: GK301", "select: 应为列表，如 [GK3, row-total]，写的是文字“GK301”"),
        ("select:", "select: 应为列表，如 [GK3, row-total]，写的是空值"),
        ("select: [301]", "select[0]: 应为规则的代码或名称，如 GK301 或 row-total，写的是 301"),
        ("year: '2023'", "year: 应为 2008 至 2099 的整数，写的是文字“2023”"),
        ("year: 1999", "year: 应为 2008 至 2099 的整数，写的是 1999"),
        ("year: true", "year: 应为 2008 至 2099 的整数，写的是 true"),
        ("severity: [GK301]", "severity: 应为键值对，规则在前，写的是列表"),
        ("options: {GK111: {characters: many}}", "应为 1 以上的整数，写的是文字“many”"),
        ("profile: {deadlines: {street: 1-20}}", "profile.deadlines.street: 应为 01-20 这样的写法"),
        ("profile: {deadlines: {street: 02-30}}", "应为 01-20 这样的写法，写的是文字“02-30”"),
        ("profile: {deadlines: {street: 2025-01-20}}", "应为 01-20 这样的写法，写的是 2025-01-20"),
        ("severity: {GK301: off}", "没有这个值：false；可以写：error、warning、info；不用某条规则"),
        ("fail-on: error", "fail-on: 没有这个键；是否指 fail-level？"),
        ("overrides: []", "overrides: 没有这个键；是否指 per-file？"),
        ("jobs: many", "jobs: 没有这个值：文字“many”；可以写：auto，或个数"),
        ("profile: {words: [{instead: a}]}", "profile.words[0]: 缺少 word"),
        ("jobs: 0", "jobs: 应为 1 以上的整数，写的是 0"),
        ("exclude: ['[z-a]']", "exclude[0]: 模式“[z-a]”：方括号里的写法不对"),
        ("- select", "gklint.yaml:1: 应为键值对，写的是列表"),
        # What contradicts itself, or leads nowhere.
        ("severity: {GK301: info, row-total: error}", "severity.row-total: GK301 已经写过一次"),
        ("options: {GK301: {a: 1}}", "GK301 没有可以设置的选项；有选项的规则：GK104"),
        ("extends: none.yaml", "extends: 没有文件 none.yaml"),
        ("extends: gklint.yaml", "extends: 配置互相以对方为基础"),
        ("profile: none.yaml", "profile: none.yaml：没有这个文件"),
        ("rules: [none.yaml]", "none.yaml: "),
        # What is no YAML.
        ("select: []\nselect: []", "gklint.yaml:2: “select”写了两次"),
        ("a:\n- b\n c: d", "gklint.yaml:3: 不是有效的 YAML："),
        ("# 说明：我们的\nignore：[GK301]", "gklint.yaml:2: 键的后面要用半角冒号加空格"),
        ("ignore:[GK301]", "gklint.yaml:1: 键的后面要用半角冒号加空格"),
        ("ignore： [GK301]\nselect: []", "gklint.yaml:1: 键的后面要用半角冒号加空格"),
        ("a: " + "[" * 3000, "嵌套太深"),
        ("---\nselect: []\n---\nignore: []", "gklint.yaml:3: 不是有效的 YAML：只能有一份内容"),
        ("? [a]\n: b", "不是有效的 YAML：键应当是文字"),
        ("exclude: [*.bak]", "不是有效的 YAML：以 * 或 & 开头的文字要加引号"),
        ("year: 2023\nselect: [GK301\n", "不是有效的 YAML：方括号没有写完"),
        ("select:\n\t- GK301", "gklint.yaml:2: 不是有效的 YAML：这里有不能用的字符；缩进只用空格"),
        ("\nyear: 2023-02-30", "gklint.yaml:2: 不是有效的 YAML：没有这个日期"),
        ("a: !!python/object/apply:os.getcwd []", "gklint.yaml:1: 不是有效的 YAML：有不认识的标签"),
        (b"year: 2023\n# \xff", "gklint.yaml:2: 不是 UTF-8 编码，请另存为 UTF-8"),
    ],
)
def test_a_mistake_is_said_with_its_line_its_key_and_what_to_write(text: str, message: str) -> None:
    (line,) = said(text)
    assert message in line and line.startswith(("gklint.yaml:", "none.yaml: "))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.gklint]\nselct = []", "pyproject.toml:2: selct: 没有这个键；是否指 select？"),
        ('[tool.gklint.per-file."a/*"]\nyear = 1', 'pyproject.toml:2: per-file."a/*".year: 应为'),
        ("[tool.gklint]\nyear = 1\nyear = 2", "pyproject.toml:3: 不是有效的 TOML：这个键写了两次"),
        ("[tool.gklint]\nselect = [", "pyproject.toml:2: 不是有效的 TOML："),
        (
            "[tool.gklint]\nlanguage = zh",
            "pyproject.toml:2: 不是有效的 TOML：缺少值，或值的写法不对",
        ),
        ("[[tool.gklint]]\nyear = 1", "pyproject.toml:1: 应为键值对，写的是列表"),
        ("tool = {gklint = {year = 1}}", "pyproject.toml:1: year: 应为"),
        ("[tool]\ngklint = 3", "pyproject.toml:2: 应为键值对，写的是 3"),
    ],
)
def test_a_mistake_in_pyproject_has_its_line_too(text: str, message: str) -> None:
    (line,) = said(text, "pyproject.toml")
    assert message in line


def test_all_mistakes_of_all_files_are_said_at_once_and_nothing_is_checked() -> None:
    for folder, text in (("one", "selct: []\nyear: 1\n"), ("two", "lang: zh\n")):
        Path(folder).mkdir()
        shutil.copy(CLEAN, f"{folder}/a.txt")
        Path(folder, "gklint.yaml").write_text(text, "utf-8")
    shutil.copy(CLEAN, "b.txt")
    done = gklint(".", cwd=Path.cwd())
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines() == [
        "gklint: 配置有误，没有检查任何文件：",
        "gklint:   one/gklint.yaml:1: selct: 没有这个键；是否指 select？",
        "gklint:   one/gklint.yaml:2: year: 应为 2008 至 2099 的整数，写的是 1",
        "gklint:   two/gklint.yaml:1: lang: 没有这个键；是否指 language？",
    ]
    english = gklint(".", "--lang", "en", cwd=Path.cwd()).err
    assert "one/gklint.yaml:1: selct: no such key; did you mean select?" in english


def test_the_mistakes_that_the_documents_show_are_said_in_these_words() -> None:
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    Path("reports").mkdir()
    Path("gklint.yaml").write_text("\nignore: [GK3O1]\nseverity:\n  GK105: warn\n", "utf-8")
    shutil.copy(CLEAN, "reports/a.txt")
    done = gklint("check", "reports/", cwd=Path.cwd())
    assert done.status == 2 and f"$ gklint check reports/\n{done.err}```" in text


def test_a_mistake_in_a_profile_is_said_of_its_own_file() -> None:
    Path("local.yaml").write_text("source: x\ndeadlines: {county: 01-20}\n", "utf-8")
    (line,) = said("profile: local.yaml")
    assert line.startswith("local.yaml:2: deadlines.county: 没有这个键")


def test_a_pile_of_aliases_is_no_danger() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
    )
    assert said(bomb)
    assert said("select: &a [*a]") == ["gklint.yaml:1: 别名指向自己所在的内容"]


def test_without_a_reader_of_toml_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("tomllib", "tomli"):
        monkeypatch.setitem(sys.modules, module, None)
    (line,) = said("[tool.gklint]\n", "pyproject.toml")
    assert "pip install tomli" in line and "gklint.yaml" in line


def test_a_link_that_leads_nowhere_is_no_silence() -> None:
    Path("gklint.yaml").symlink_to("shared.yaml")
    with pytest.raises(ConfigurationError, match="no such file"):
        settings_for("a.txt")


def test_a_given_file_that_is_not_there_is_said() -> None:
    shutil.copy(CLEAN, "a.txt")
    done = gklint("a.txt", "--config", "none.yaml", cwd=Path.cwd())
    assert done.status == 2 and "none.yaml: 没有这个文件" in done.err
    done = gklint("a.txt", "--config", "none.yaml", "--isolated", cwd=Path.cwd())
    assert done.status == 2 and "--isolated" in done.err


# --- where each setting comes from ---------------------------------------------------------------

CONFIGURATION = """\
extends: base.yaml
extend-ignore: [GK105]
options:
  GK607: {share: 50}
per-file:
  "*.txt":
    ignore: [GK506]
profile: {deadlines: {street: 01-20}, words: [{word: 是, why: yes and "no"}]}
"""


@pytest.fixture
def _configured() -> None:
    Path("base.yaml").write_text("ignore: [GK708]\nyear: 2023\nseverity: {GK3: info}\n", "utf-8")
    Path("gklint.yaml").write_text(CONFIGURATION, "utf-8")
    shutil.copy(CLEAN, "a.txt")


@pytest.mark.usefixtures("_configured")
def test_each_value_is_shown_with_where_it_comes_from() -> None:
    shown = gklint("check", "--show-settings", "a.txt", "--year", "2022", cwd=Path.cwd()).out
    lines = [line.strip() for line in shown.splitlines()]
    for line in (
        "# 配置文件：gklint.yaml",
        "ignore: [GK708]  # base.yaml:1",
        "extend-ignore: [GK105, GK506]  # gklint.yaml:2; gklint.yaml:7",
        "GK3: info  # base.yaml:3",
        "GK607:  # other-unexplained",
        "count: 10  # 默认",
        "share: 50  # gklint.yaml:4",
        'street: "01-20"  # gklint.yaml:8',
        "year: 2022  # 命令行",
        "# agency-kind: 未设置",
        "fail-level: warning  # 默认",
    ):
        assert line in lines


@pytest.mark.usefixtures("_configured")
def test_what_is_shown_is_a_configuration_that_says_the_same() -> None:
    shown = as_yaml(Configurations(), "a.txt", "zh")
    before = settings_for("a.txt")
    for name in ("base.yaml", "gklint.yaml"):
        Path(name).unlink()
    Path("gklint.yaml").write_text(shown, "utf-8")
    after = settings_for("a.txt")
    rules = [module.RULE for module in load_plugins().rules]
    assert yaml.safe_load(shown)["severity"] == {"GK3": "info"}
    for rule in rules:
        assert after.selects(rule) == before.selects(rule)
        assert after.options_of(rule) == before.options_of(rule)
    assert after._replace(options=()) == before._replace(options=())


@pytest.mark.usefixtures("_configured")
def test_programs_get_the_settings_as_json() -> None:
    done = gklint("check", "--show-settings", "a.txt", "--output-format", "json", cwd=Path.cwd())
    document = json.loads(done.out)
    (shown,) = document["settings"]
    values = {value["key"]: value for value in shown["values"]}
    assert (document["schema_version"], shown["path"]) == (1, "a.txt")
    assert shown["configuration"] == "gklint.yaml"
    assert values["options.GK607.share"] == {
        "key": "options.GK607.share",
        "value": 50,
        "origins": [{"kind": "file", "path": "gklint.yaml", "line": 4}],
    }
    assert values["options.GK607.count"]["origins"] == [{"kind": "default"}]


def test_settings_are_shown_of_the_current_folder_where_no_path_is_given() -> None:
    Path("gklint.yaml").write_text("year: 2021\n", "utf-8")
    done = gklint("check", "--show-settings", "--lang", "en", cwd=Path.cwd())
    assert done.status == 0 and "year: 2021  # gklint.yaml:1" in done.out
    Path("gklint.yaml").write_text("yeer: 2021\n", "utf-8")
    assert gklint("check", "--show-settings", cwd=Path.cwd()).status == 2


def test_a_rule_says_what_can_be_set_of_it() -> None:
    said = gklint("rule", "GK607").out
    assert "options.GK607" in said and "count：从多少件起（整数；默认 10）" in said
    page = (ROOT / "docs/rules/other-unexplained.md").read_text("utf-8")
    assert "| `count` | 整数 | `10` | 从多少件起 |" in page
