"""Rules about the run itself, where a case file cannot show it: files, plugins, failing rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from gklint import engine
from gklint.checking.settings import Settings
from gklint.engine import Result, lint_file, lint_text
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.source import source_of_text
from gklint.plugins import loading as plugins
from gklint.readers import DEFAULT_LIMITS, MIB
from gklint.rule.definition import WARNING, Rule
from gklint.support.bilingual import Text

REPORT = """青禾市望溪区松林街道办事处
2023年政府信息公开工作年度报告

一、总体情况

2023年主动公开信息32条，未收到政府信息公开申请。
"""

KNOWN = Settings(select=("GK901", "GK902", "GK903", "GK906"))


def only(result: Result, code: str) -> Diagnostic:
    """Return the one finding of the rule `code`; there must be exactly one."""
    found = [diagnostic for diagnostic in result.diagnostics if diagnostic.code == code]
    assert len(found) == 1, [diagnostic.text() for diagnostic in result.diagnostics]
    return found[0]


def written(folder: Path, raw: bytes) -> str:
    path = folder / "report.txt"
    path.write_bytes(raw)
    return str(path)


# --- GK901 ---


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "文件为空"),
        (b" \r\n\r\n", "文件为空"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF 文件"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "Word 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "WPS"),
        (b"{\\rtf1\\ansi \\u24180?}", "RTF"),
        (bytes(range(256)) * 8, "二进制文件"),
        (b"x" * (DEFAULT_LIMITS.file_mib * MIB + 1), "超过上限 20 MiB"),
    ],
    ids=["empty", "blank", "pdf", "docx", "doc", "rtf", "binary", "large"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, raw: bytes, reason: str) -> None:
    result = lint_file(written(tmp_path, raw))
    finding = only(result, "GK901")
    assert result.unreadable
    assert finding.severity is Severity.ERROR
    assert finding.text().startswith("文件无法读取：")
    assert reason in finding.text()
    assert finding.text("en").startswith("the file cannot be read: ")


def test_a_missing_file_and_a_folder_are_findings_not_exceptions(tmp_path: Path) -> None:
    missing = only(lint_file(str(tmp_path / "没有这个文件.txt")), "GK901")
    folder = only(lint_file(str(tmp_path)), "GK901")
    assert missing.text() == "文件无法读取：文件不存在"
    assert folder.text() == "文件无法读取：这是文件夹，不是文件"


def test_no_other_rule_is_taken_for_satisfied_when_the_file_cannot_be_read(tmp_path: Path) -> None:
    outcomes = {outcome.rule.code: outcome for outcome in lint_file(str(tmp_path)).outcomes}
    assert outcomes.pop("GK901").state == "violated"
    assert {outcome.state for outcome in outcomes.values()} == {"not_evaluated"}
    assert all(outcome.reasons for outcome in outcomes.values())


def test_bytes_that_do_not_decode_are_counted_and_the_first_is_pointed_at(tmp_path: Path) -> None:
    raw = REPORT.encode()
    before = raw.index("32条".encode())
    damaged = raw[:before] + b"\xff" + raw[before + 2 :].replace("申请。".encode(), b"\xfe", 1)
    result = lint_file(written(tmp_path, damaged), KNOWN)
    finding = only(result, "GK901")
    assert (finding.place.line, finding.place.column) == (6, REPORT.splitlines()[5].index("32") + 1)
    assert finding.subject == "\ufffd"
    assert finding.severity is Severity.ERROR
    assert finding.text() == (
        f"有 2 处字节不能按 UTF-8 解码，第一处在第 {before + 1} 字节；这些地方的文字没有检查"
    )
    assert not result.unreadable


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_in_any_usual_encoding_has_no_finding_of_reading(
    tmp_path: Path, encoding: str
) -> None:
    assert lint_file(written(tmp_path, REPORT.encode(encoding)), KNOWN).diagnostics == ()


# --- GK906 ---


def rule_that(raises: Exception | None) -> ModuleType:
    """Return a plugin's rule module whose check raises, or finds nothing."""

    def check(report: object) -> Iterator[object]:
        if raises:
            raise raises
        yield from ()

    rule = Rule(
        "XX001", "county-rule", WARNING, Text("县里的规则", "a county's rule"), (), {}, Text("", "")
    )
    module = ModuleType("county")
    vars(module).update(RULE=rule, check=check)
    return module


def with_plugins(
    monkeypatch: pytest.MonkeyPatch,
    *modules: ModuleType,
    failures: tuple[plugins.Failure, ...] = (),
) -> None:
    built_in = plugins.load_plugins()
    loaded = plugins.Plugins((*built_in.rules, *modules), built_in.plugins, failures)  # type: ignore[arg-type]
    monkeypatch.setattr(engine, "load_plugins", lambda across: loaded)


def test_a_rule_that_raises_is_named_and_the_others_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = lint_text(REPORT)
    with_plugins(monkeypatch, rule_that(KeyError("总计")))
    result = lint_text(REPORT)
    finding = only(result, "GK906")
    assert finding.text() == "规则 XX001 county-rule 运行出错，没有查完：KeyError: '总计'"
    assert finding.severity is Severity.ERROR
    assert [d for d in result.diagnostics if d is not finding] == list(before.diagnostics)
    outcome = next(o for o in result.outcomes if o.rule.code == "XX001")
    assert outcome.state == "not_evaluated"
    assert "KeyError" in outcome.reasons[0].zh


def test_what_a_rule_found_before_it_raised_is_not_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = rule_that(None)
    finding = engine.finding(engine.Place(1, 1, 1, 2), "no such message")
    module.check = lambda report: iter([finding])
    with_plugins(monkeypatch, module)
    result = lint_text(REPORT)
    assert "KeyError: 'no such message'" in only(result, "GK906").text()
    assert "XX001" not in {diagnostic.code for diagnostic in result.diagnostics}


def test_a_rule_that_works_makes_no_finding_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with_plugins(monkeypatch, rule_that(None))
    assert "GK906" not in {diagnostic.code for diagnostic in lint_text(REPORT).diagnostics}


def test_a_plugin_that_cannot_be_imported_is_named_and_the_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "county_rules-1.0.dist-info"
    package.mkdir()
    (package / "entry_points.txt").write_text("[gklint]\ncounty = county_rules_not_there\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins.loaded.cache_clear()
    try:
        result = lint_text(REPORT)
    finally:
        plugins.loaded.cache_clear()
    finding = only(result, "GK906")
    assert finding.text().startswith("插件 county 无法使用，其规则没有检查：ModuleNotFoundError")
    assert finding.severity is Severity.ERROR
    assert {"GK101", "GK301", "GK903"} <= {outcome.rule.code for outcome in result.outcomes}


def test_a_rule_that_is_not_asked_says_nothing_of_failed_plugins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_plugins(monkeypatch, failures=(plugins.Failure("county", "ImportError: x"),))
    assert only(lint_text(REPORT), "GK906")
    ignoring = lint_text(REPORT, settings=Settings(ignore=("GK906",)))
    assert "GK906" not in {diagnostic.code for diagnostic in ignoring.diagnostics}


# --- parts without text ---


@pytest.mark.parametrize(
    ("offset", "is_picture"),
    [(-1, False), (0, True), (1, True), (2, False)],
)
def test_a_part_is_a_picture_where_one_stands_between_its_heading_and_the_next(
    offset: int, is_picture: bool
) -> None:
    lines = REPORT.split("\n")
    at = lines.index("一、总体情况")
    lines[at + 1 :] = ["", "二、主动公开政府信息情况", ""]
    source = source_of_text("\n".join(lines))._replace(unread={at + 1 + offset: "picture"})
    result = engine.lint_source(source, settings=Settings(select=("GK106",)))
    (outcome,) = (outcome for outcome in result.outcomes if outcome.rule.code == "GK106")
    found = any(finding.section == 1 for finding in result.diagnostics)
    assert (bool(outcome.reasons), found) == (is_picture, not is_picture)
