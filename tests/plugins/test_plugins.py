"""Plugins give rules as the built-in ones do, and one that breaks does not break the run."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import gklint
from gklint.batch.checking import check_file
from gklint.checking.records import record_of
from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.model.diagnostics import Severity
from gklint.plugins import loading as plugins
from gklint.plugins.loading import entry_points, load_plugins, loaded
from gklint.readers.limits import DEFAULT_LIMITS
from gklint.reporters.jsontext import json_lines
from gklint.reporters.objects import finding_objects, report_object
from gklint.rule import word_lists as words
from gklint.testing import render, valid_draft

RULE = '''
    """街道的报告应当有编号。

    为什么
        便于归档。
    错误示例
        无编号
    正确示例
        编号：1
    如何修改
        写上编号。
    """

    from gklint.api import INFO, Place, Rule, Text, finding, hookimpl

    RULE = Rule(
        code="{code}", name="{name}", severity=INFO,
        summary=Text("没有编号", "no number"), clauses=("regulations: 第五十条",),
        messages={{"default": Text("没有编号", "no number")}}, advice=Text("写上编号", "add one"),
    )

    def check(report):
        {check}

    @hookimpl
    def gklint_rules():
        return [__import__("sys").modules[__name__]]
'''


_HOOK = "from gklint.api import hookimpl\n@hookimpl\n"


class Site:
    """A folder on sys.path with packages installed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, code: str, target: str | None = None) -> None:
        """Install a plugin: a module and the entry point that names it."""
        module = name.replace("-", "_")
        (self.folder / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        self.declare(name, f"[gklint]\n{name} = {target or module}\n")

    def declare(self, name: str, entry_points: str) -> None:
        """Write the entry points of an installed package."""
        info = self.folder / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give a folder to install plugins in; afterwards nothing of them is left."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    loaded.cache_clear()
    yield Site(folder)
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]
    loaded.cache_clear()


def rule(
    code: str = "QH799",
    name: str = "report-number",
    check: str = "yield finding(Place(1, 1, 1, 2))",
) -> str:
    """Return the code of a plugin with one rule."""
    return RULE.format(code=code, name=name, check=check)


def lint(settings: Settings | None = None) -> Result:
    """Check a report in which everything is right."""
    return gklint.lint_text(render(valid_draft()).text, settings=settings)


def codes(result: Result) -> list[str]:
    """Return the codes of what was found."""
    return [diagnostic.code for diagnostic in result.diagnostics]


def test_entry_points_are_found_beside_installed_packages(site: Site) -> None:
    site.declare("one", "[console_scripts]\none = one:main\n[gklint]\nfirst = one\n")
    ours = "second = two.rules : RULES [extra]"
    site.declare("two", f"[gklint.other]\nx = y\n[gklint]\n {ours}\n\n")
    site.declare("three", "[pytest11]\nthird = three\n")
    found = dict(entry_points())
    assert found.items() >= {"first": "one", "second": "two.rules : RULES [extra]"}.items()
    assert "third" not in found and "x" not in found and "one" not in found


def test_what_cannot_be_read_on_the_path_is_passed_over(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.folder / "broken-1.0.dist-info").mkdir()
    binary = site.folder / "binary-1.0.dist-info"
    binary.mkdir()
    (binary / "entry_points.txt").write_bytes(b"\xff\xfe[gklint]")
    monkeypatch.syspath_prepend(str(site.folder / "no such folder"))
    monkeypatch.syspath_prepend(__file__)
    site.declare("good", "[gklint]\ngood = good\n")
    assert ("good", "good") in set(entry_points())


def test_of_two_versions_of_a_package_the_one_that_python_loads_counts(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.declare("one", "[gklint]\nfirst = older\n")
    site.declare("two", "[gklint]\nsecond = two\n")
    before = tmp_path / "before"
    before.mkdir()
    monkeypatch.syspath_prepend(str(before))
    for name, text in (("one", "[gklint]\nfirst = newer\n"), ("two", "")):
        (before / f"{name}-2.0.dist-info").mkdir()
        (before / f"{name}-2.0.dist-info" / "entry_points.txt").write_text(text)
    found = dict(entry_points())
    assert found["first"] == "newer"
    # The newer version is no plugin any more.
    assert "second" not in found


def test_a_package_that_stands_twice_on_the_path_counts_once(site: Site, tmp_path: Path) -> None:
    site.install("numbered", rule())
    older = site.folder / "numbered-0.9.dist-info"
    older.mkdir()
    (older / "entry_points.txt").write_text("[gklint]\nnumbered = numbered\n", encoding="utf-8")
    loaded = load_plugins()
    assert loaded.failures == ()
    assert [plugin.name for plugin in loaded.plugins] == ["gklint", "numbered"]


def test_a_plugins_rule_is_asked_like_a_built_in_one(site: Site) -> None:
    site.install("numbered", rule())
    result = lint()
    assert codes(result) == ["QH799"]
    assert result.diagnostics[0].text("zh") == "没有编号"
    assert [rule.code for rule in load_plugins().plugins[1].rules] == ["QH799"]


def test_rules_are_ordered_by_code_whoever_gave_them(site: Site) -> None:
    site.install("numbered", rule(code="AA150"))
    asked = [module.RULE.code for module in load_plugins().rules]
    assert "AA150" in asked and asked == sorted(asked)


def test_an_entry_point_may_name_an_object_in_a_module(site: Site) -> None:
    code = rule() + "\n    class Holder:\n        plugin = __import__('sys').modules[__name__]\n"
    site.install("numbered", code, "numbered : Holder.plugin [extra]")
    assert codes(lint()) == ["QH799"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import no_such_module", "ModuleNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("def (", "SyntaxError"),
        ("import sys; sys.exit(3)", "SystemExit"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("GKLINT_API = '1'", "'1'"),
        (f"{_HOOK}def gklint_rule(): return []", "gklint_rule"),
        (f"{_HOOK}def gklint_rules(report): return []", "report"),
        (f"{_HOOK}def gklint_rules(): pass", "gklint_rules returns nothing"),
    ],
)
def test_a_plugin_that_does_not_load_is_named_and_the_run_goes_on(
    site: Site, code: str, error: str
) -> None:
    site.install("broken", code)
    site.install("numbered", rule())
    result = lint()
    assert sorted(codes(result)) == ["GK906", "QH799"]
    message = next(d.text("zh") for d in result.diagnostics if d.code == "GK906")
    assert "broken" in message and error in message
    assert [failure.name for failure in load_plugins().failures] == ["broken"]


def test_two_plugins_of_one_name_are_not_mixed_up(site: Site) -> None:
    site.install("numbered", rule())
    site.declare("other", "[gklint]\nnumbered = json\n")
    loaded = load_plugins()
    assert [failure.name for failure in loaded.failures] == ["numbered"]
    assert codes(lint()).count("GK906") == 1


def test_a_plugin_whose_target_is_not_there_is_named(site: Site) -> None:
    site.install("numbered", rule(), "numbered:Nothing")
    assert codes(lint()) == ["GK906"]
    assert "Nothing" in load_plugins().failures[0].error


@pytest.mark.parametrize(
    "code",
    [
        "def gklint_rules(): raise OSError('no disk')",
        "def gklint_rules(): return [object()]",
        "def gklint_rules(): return None",
        "def gklint_rules(): raise SystemExit",
        "def gklint_words(): return {'misspellings': {'公开': 3}}",
        "def gklint_words(): return {'mail_providers': [3]}",
        "def gklint_words(): return {'misspelings': {}}",
        "def gklint_formats(): return ['no such file']",
        "def gklint_readers(): return [object()]",
        "def gklint_reporters(): return [OutputFormat('a', 'b', None)]",
    ],
    ids=[
        "raises",
        "gives no rule",
        "gives nothing",
        "leaves",
        "no right word",
        "no word",
        "no such list",
        "no such file",
        "gives no reader",
        "gives no reporter",
    ],
)
def test_a_plugin_whose_hook_breaks_is_named_and_its_rules_are_left_out(
    site: Site, code: str
) -> None:
    site.install("broken", f"from gklint.api import OutputFormat, hookimpl\n@hookimpl\n{code}\n")
    assert codes(lint()) == ["GK906"]
    assert [failure.name for failure in load_plugins().failures] == ["broken"]
    assert "broken" not in [plugin.name for plugin in load_plugins().plugins]


def test_a_code_that_is_taken_is_refused_and_the_built_in_rule_stays(site: Site) -> None:
    site.install("thief", rule(code="GK301", name="row-total"))
    loaded = load_plugins()
    assert [failure.name for failure in loaded.failures] == ["thief"]
    assert "GK301" in loaded.failures[0].error
    row_total = next(module for module in loaded.rules if module.RULE.code == "GK301")
    assert row_total.__name__.startswith(plugins.BUILT_IN)


def test_a_rule_that_raises_is_named_and_the_others_are_asked(site: Site) -> None:
    site.install("numbered", rule(check="raise RuntimeError('坏了'); yield"))
    result = lint()
    assert codes(result) == ["GK906"]
    message = result.diagnostics[0].text("zh")
    assert "QH799 report-number" in message and "RuntimeError" in message and "坏了" in message
    state = {outcome.rule.code: outcome.state for outcome in result.outcomes}
    assert state["QH799"] == "not_evaluated"
    assert state["GK301"] == "satisfied"


def test_a_rule_that_takes_too_long_ends_the_check_of_its_file_alone(
    site: Site, tmp_path: Path
) -> None:
    slow = (
        "while 'slow' in report.source.path:"
        " __import__('time').sleep(0.05); yield finding(Place(1, 1, 1, 2))"
    )
    site.install("numbered", rule(check=slow))
    settings = Settings(limits=DEFAULT_LIMITS._replace(seconds=1))
    paths = [tmp_path / name for name in ("a.txt", "slow.txt", "z.txt")]
    for path in paths:
        path.write_text(render(valid_draft()).text, encoding="utf-8")
    started = time.monotonic()
    before, given_up, after = (check_file(str(path), settings) for path in paths)
    assert time.monotonic() - started < 20
    assert [found.code for found in given_up.found] == ["GK901"]
    assert "检查超过时限" in given_up.found[0].text("zh")
    assert "limits.seconds" in given_up.found[0].text("en")
    # What was found until then is not half told, and nothing passes for checked.
    states = {
        outcome.rule.code: outcome.state
        for outcome in gklint.lint_file(str(paths[1]), settings).outcomes
    }
    assert states.pop("GK901") == "violated" and set(states.values()) == {"not_evaluated"}
    assert not before.found and not after.found


@pytest.mark.parametrize(
    "check",
    [
        "raise SystemExit(0); yield",
        "raise GeneratorExit; yield",
        "yield None",
        "yield finding(Place(9999, 1, 9999, 2))",
        "yield finding(Place(0, 1, 0, 2))",
        "yield finding(Place(2, 1, 1, 2))",
        "yield finding(Place(1, 1, 1, 2), 'no such wording')",
        "yield finding(Place(1, 1, 1, 2), severity='fatal')",
        "yield finding(Place(1, 1, 1, 2), section='three')",
        "yield finding(Place(1, 1, 1, 2), actual=object())",
        "yield finding(Place(1, 1, 1, 2), expected=float('nan'))",
    ],
)
def test_what_is_no_finding_is_said_of_the_rule_and_reaches_no_reporter(
    site: Site, check: str
) -> None:
    site.install("numbered", rule(check=check))
    result = lint()
    assert codes(result) == ["GK906"]
    assert "QH799 report-number" in result.diagnostics[0].text("zh")


def with_reasons(check: str, reasons: str) -> str:
    """Return the code of a plugin whose rule has reasons."""
    code = rule(check=check).replace("finding, hookimpl", "finding, hookimpl, not_evaluated")
    return code.replace("advice=", f"reasons={reasons}, advice=")


def not_evaluated_of(result: Result) -> dict[str, Any]:
    """Return what the JSON says of the rule of the plugin that was not evaluated."""
    said_of_report = report_object(record_of(result), "zh", Severity.ERROR)
    (said,) = [said for said in said_of_report["not_evaluated"] if said["code"] == "QH799"]
    return {key: said[key] for key in ("reason", "reason_codes")}


def test_a_rules_reason_is_a_code_and_its_words(site: Site) -> None:
    check = "yield not_evaluated('no-hall', hall='东厅')"
    reasons = "{'no-hall': Text('没有{hall}', 'there is no {hall}')}"
    site.install("numbered", with_reasons(check, reasons))
    said = {"reason": "没有东厅", "reason_codes": ["no-hall"]}
    assert not_evaluated_of(lint()) == said


def test_a_reason_in_two_wordings_alone_is_taken_and_has_no_code(site: Site) -> None:
    site.install("numbered", with_reasons("yield not_evaluated('没有编号', 'no number')", "{}"))
    result = lint()
    assert not_evaluated_of(result) == {"reason": "没有编号", "reason_codes": []}
    reasons = [o.reasons for o in result.outcomes if o.rule.code == "QH799"]
    assert [reason.en for (reason,) in reasons] == ["no number"]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("yield not_evaluated('no-hal')", "QH799 has no reason 'no-hal' in its reasons (no-hall)"),
        ("yield not_evaluated('no-hall')", "KeyError: 'hall'"),
        ("yield not_evaluated('no-hall', street='')", "KeyError: 'hall'"),
    ],
)
def test_a_reason_that_a_rule_has_not_is_said_of_the_rule(
    site: Site, check: str, said: str
) -> None:
    reasons = "{'no-hall': Text('没有{hall}', 'there is no {hall}')}"
    site.install("numbered", with_reasons(check, reasons))
    result = lint()
    assert codes(result) == ["GK906"]
    assert said in result.diagnostics[0].text("en")


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ("{'No hall': Text('没有', 'none')}", "'No hall'"),
        ("{'no-title': Text('没有', 'none')}", "'no-title' is one that rules share"),
        ("{'no-hall': '没有'}", "'no-hall' is no Text(zh, en)"),
        ("{'no-hall': Text('没有', '')}", "'no-hall' lacks a language"),
    ],
)
def test_a_plugin_with_reasons_that_are_none_is_named(site: Site, reasons: str, said: str) -> None:
    site.install("numbered", with_reasons("return []", reasons))
    assert codes(lint()) == ["GK906"]
    assert said in load_plugins().failures[0].error


def test_a_quotient_is_a_value_like_others(site: Site) -> None:
    site.install("numbered", rule(check="yield finding(Place(1, 1, 1, 2), actual=3.5)"))
    assert json_of(lint())["diagnostics"][0]["actual"] == 3.5


def json_of(result: Result) -> Any:
    """Return what the JSON says of a report."""
    counting, _ = finding_objects(record_of(result), "zh")
    return json.loads("\n".join(json_lines({"diagnostics": counting})))


READER = """
    from gklint.api import INFO, Place, Rule, Text, finding, hookimpl

    class Reader:
        NAME, SUFFIXES, WHAT = "vellum", (".vel",), Text("羊皮纸", "vellum")
        recognises = staticmethod(lambda raw: {recognises})
        @staticmethod
        def read(raw, path, limits):
            {read}

    @hookimpl
    def gklint_readers():
        return [Reader]
"""


@pytest.mark.parametrize(
    ("recognises", "read"),
    [
        ("True", "raise ValueError('x')"),
        ("True", "raise SystemExit"),
        ("True", "return None"),
        ("1 / 0", "return None"),
    ],
)
def test_a_reader_that_breaks_is_named_of_its_file_and_the_run_goes_on(
    site: Site, recognises: str, read: str
) -> None:
    site.install("scribe", READER.format(recognises=recognises, read=read))
    assert load_plugins().failures == ()
    result = lint_bytes("一、总体情况".encode(), "a.vel")
    assert codes(result) == ["GK901"]
    assert "scribe" in result.diagnostics[0].text("zh")
    assert "vellum" in result.diagnostics[0].text("en")


def test_two_rules_of_one_code_are_refused(site: Site) -> None:
    code = rule().replace("return [", "return 2 * [")
    site.install("twins", code)
    assert "QH799" in load_plugins().failures[0].error


def test_words_of_a_plugin_that_fails_are_not_kept(site: Site) -> None:
    (site.folder / "form.yaml").write_text("no form", encoding="utf-8")
    site.install(
        "wordy",
        f"""
    from gklint.api import hookimpl
    @hookimpl
    def gklint_words(): return {{"mail_providers": ["example.org"]}}
    @hookimpl
    def gklint_formats(): return [{str(site.folder / "form.yaml")!r}]
    """,
    )
    assert [failure.name for failure in load_plugins().failures] == ["wordy"]
    assert words.with_added("mail_providers", []) == []


def test_what_a_rule_found_before_it_raised_is_not_half_told(site: Site) -> None:
    site.install("numbered", rule(check="yield finding(Place(1, 1, 1, 2)); raise RuntimeError"))
    assert codes(lint()) == ["GK906"]


def test_a_failure_cannot_be_missed_by_asking_for_one_rule_only(site: Site) -> None:
    site.install("numbered", rule(check="raise RuntimeError; yield"))
    assert codes(lint(Settings(select=("QH799",)))) == ["GK906"]


def test_a_fault_in_a_built_in_rule_is_not_swallowed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("broken_built_in", "1 / 0")
    monkeypatch.setattr(plugins, "BUILT_IN", "broken_built_in")
    with pytest.raises(ZeroDivisionError):
        load_plugins()
