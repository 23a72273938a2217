"""Rules without code check like all others, and a file that is wrong says where and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gklint import lint_text
from gklint.checking.settings import Settings
from gklint.declarative import load_rules
from gklint.declarative.formula import parse_formula
from gklint.engine import lint_bytes
from gklint.model.diagnostics import Severity
from gklint.model.report import CellKey, Report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.rule.definition import Finding, NotEvaluated
from gklint.rule.documentation import rule_docs
from gklint.support.problems import ConfigurationError
from gklint.testing import change_draft, render, valid_draft
from gklint.testing.documents import DocumentStyle, document

HALL = """
- code: QH401
  name: no-hall
  summary: {zh: 不再使用“政务大厅”, en: “政务大厅” is no longer used}
  message: “{actual}”应写“政务服务中心”
  pattern: 政务大厅
"""


def report(*changes: dict[str, Any]) -> Report:
    """Return a report in which everything is right, with these changes."""
    return parse(source_of_text(render(change_draft(valid_draft(2023), changes)).text))


def write(tmp_path: Path, text: str) -> str:
    """Write a file of rules and return its path."""
    path = tmp_path / "rules.yaml"
    path.write_text("rules:\n" + text.strip("\n") + "\n", encoding="utf-8")
    return str(path)


def verdicts(tmp_path: Path, text: str, of: Report) -> list[Any]:
    """Return what the only rule of a file says of a report."""
    (rule,) = load_rules(write(tmp_path, text))
    return list(rule.check(of))


def problems(tmp_path: Path, text: str) -> list[str]:
    """Return what is wrong with a file of rules, in Chinese."""
    with pytest.raises(ConfigurationError) as caught:
        load_rules(write(tmp_path, text))
    said = [problem.say("zh") for problem in caught.value.problems]
    return [line.partition("rules.yaml:")[2] for line in said]


def test_a_pattern_finds_every_place_in_the_prose(tmp_path: Path) -> None:
    of = report({"section": 1, "body": ["政务大厅设查阅点，另有两个政务大厅。"]})
    found = verdicts(tmp_path, HALL, of)
    assert [(f.section, f.actual) for f in found] == [(1, "政务大厅")] * 2
    texts = [
        of.source.lines[f.place.line - 1][f.place.column - 1 : f.place.end_column - 1]
        for f in found
    ]
    assert texts == ["政务大厅", "政务大厅"]


def test_a_pattern_that_stands_nowhere_is_satisfied(tmp_path: Path) -> None:
    assert verdicts(tmp_path, HALL, report()) == []


def test_a_pattern_may_be_for_some_sections_only(tmp_path: Path) -> None:
    of = report({"section": 1, "body": ["政务大厅设查阅点。"]})
    assert verdicts(tmp_path, HALL + "  sections: [5]", of) == []
    assert len(verdicts(tmp_path, HALL + "  sections: [1, 5]", of)) == 1


def test_named_groups_are_facts_of_the_message_whatever_they_are_called(tmp_path: Path) -> None:
    text = HALL.replace("政务大厅\n", "(?P<place>政务)(?P<section>大厅)\n").replace(
        "“{actual}”应写", "应写 {place}的{section}"
    )
    (found,) = verdicts(tmp_path, text, report({"section": 1, "body": ["政务大厅设查阅点。"]}))
    assert (found.facts["place"], found.facts["section"]) == ("政务", "大厅")


def test_what_must_be_there_is_missed_at_the_title_of_its_section(tmp_path: Path) -> None:
    text = HALL.replace("“{actual}”", "这里") + "  expect: present\n  sections: [1]\n"
    of = report()
    (found,) = verdicts(tmp_path, text, of)
    assert found.place == of.sections[0].title_place
    assert verdicts(tmp_path, text, report({"section": 1, "body": ["政务大厅设查阅点。"]})) == []


def test_a_pattern_for_a_section_that_is_absent_is_not_checked(tmp_path: Path) -> None:
    of = parse(source_of_text("松林街道2023年政府信息公开工作年度报告\n一、总体情况\n政务大厅。\n"))
    (said,) = verdicts(tmp_path, HALL + "  sections: [5]", of)
    assert isinstance(said, NotEvaluated)


SUM = """
- code: QH301
  name: natural-persons-only
  summary: 总计应当等于自然人
  severity: error
  formula: applications.*.total = applications.*.natural_person
"""


def test_a_formula_holds_for_each_row(tmp_path: Path) -> None:
    of = report({"cell": "applications.new.total", "text": "99"})
    row = of.table("applications").row("new")  # type: ignore[union-attr]
    natural = row.cell("natural_person").value  # type: ignore[union-attr]
    found = [f for f in verdicts(tmp_path, SUM, of) if f.cell == ("applications", "new", "total")]
    assert [(f.actual, f.expected) for f in found] == [(99, natural)]
    assert [other.cell for other in found[0].related] == [
        CellKey("applications", "new", "natural_person")
    ]


@pytest.mark.parametrize(
    ("formula", "holds"),
    [
        ("applications.new.total >= 0", True),
        ("0 > applications.new.total", False),
        ("applications.new.total = 2 * applications.new.total - applications.new.total", True),
        ("-1 * applications.new.total <= 0", True),
        (
            "applications.unavailable.not_held.total + 1"
            " != applications.unavailable.not_held.total",
            True,
        ),
        ("applications.new.total < applications.new.total", False),
        (
            "review.reconsideration.total = applications.new.total - applications.new.total + 100",
            False,
        ),
    ],
)
def test_a_formula_is_exact(tmp_path: Path, formula: str, holds: bool) -> None:
    text = SUM.replace("applications.*.total = applications.*.natural_person", formula)
    found = verdicts(tmp_path, text, report())
    assert all(isinstance(verdict, Finding) for verdict in found)
    assert bool(found) is not holds


def test_a_formula_over_a_cell_without_a_number_is_not_checked(tmp_path: Path) -> None:
    text = SUM.replace("*", "new")
    for change in (
        {"cell": "applications.new.total", "text": ""},
        {"cell": "applications.new.total", "text": "若干"},
    ):
        (said,) = verdicts(tmp_path, text, report(change))
        assert isinstance(said, NotEvaluated) and "applications.new.total" in said.reason.zh


def test_a_formula_over_a_table_that_is_absent_is_not_checked(tmp_path: Path) -> None:
    of = parse(source_of_text("松林街道2023年政府信息公开工作年度报告\n一、总体情况\n无。\n"))
    (said,) = verdicts(tmp_path, SUM, of)
    assert isinstance(said, NotEvaluated) and not said.partly


def test_a_rule_has_the_metadata_and_the_documentation_of_its_entry(tmp_path: Path) -> None:
    more = """
  severity: info
  years: [2021, null]
  kinds: [street]
  enabled: false
  clauses: ["regulations: 第五十条"]
  advice: {zh: 改写, en: rewrite}
  docs: {why: 机构已更名。, fails: 政务大厅, passes: 政务服务中心, advice: 改写。}
"""
    (rule,) = load_rules(write(tmp_path, HALL + more.lstrip("\n")))
    made = rule.RULE
    assert (made.code, made.name, made.severity) == ("QH401", "no-hall", Severity.INFO)
    assert (made.years, made.kinds, made.enabled) == ((2021, None), {"street"}, False)
    assert made.advice == ("改写", "rewrite")
    docs = rule_docs(rule)
    assert docs == ("不再使用“政务大厅”", "机构已更名。", "政务大厅", "政务服务中心", "改写。")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("code: QH401", "code: GK401"), 2, "GK 是 gklint 自己的"),
        (("code: QH401", "code: 401"), 2, "rules[0].code: 应为文字（加上引号），写的是 401"),
        (("name: no-hall", "name: No Hall"), 3, "小写字母"),
        (("name: no-hall", "nmae: no-hall"), 3, "是否指 name"),
        (("pattern: 政务大厅", "pattern: '('"), 6, "正则表达式"),
        (("pattern: 政务大厅", "patern: x"), 6, "是否指 pattern"),
        (("pattern: 政务大厅", "formula: a.b.c = 1"), 6, "没有表“a”"),
        (
            ("pattern: 政务大厅", "formula: applications.nwe.total = 1"),
            6,
            "是否指 applications.new.total",
        ),
        (("pattern: 政务大厅", "formula: applications.*.* = 1"), 6, "不能两者都是"),
        (("pattern: 政务大厅", "formula: 1 = 1"), 6, "至少要有一个单元格"),
        (("pattern: 政务大厅", "formula: total ="), 6, "看不懂“total =”"),
        (("pattern: 政务大厅", "formula: applications.new.total ="), 6, "没有写完"),
        (("pattern: 政务大厅", "pattern: ''"), 6, "不能是空的"),
        (("pattern: 政务大厅", "regex: x"), 6, "是否指 pattern"),
        (("{actual}", "{word}"), 5, "可用：{actual}"),
        (("message", "severity: warn\n  message"), 5, "是否指 warning"),
        (("message", "years: [2023, 2021]\n  message"), 5, "起, 止"),
        (("message", "kinds: [streets]\n  message"), 5, "是否指 street"),
        (("message", "sections: [7]\n  message"), 5, "1 至 6"),
        (("message", "clauses: ['no-law: 第一条']\n  message"), 5, "没有法规"),
        (("message", "at: a.b.c\n  message"), 5, "只与 formula 同用"),
        (("message", "docs: {wy: x}\n  message"), 5, "是否指 why"),
        (("message", "name: twice\n  message"), 5, "写了两次"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    text = HALL.replace(*change, 1)
    assert any(said.startswith(f"{line}: ") and words in said for said in problems(tmp_path, text))


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = HALL.replace("QH401", "X").replace("no-hall", "No") + "  nonsense: 1\n"
    assert len(problems(tmp_path, text)) == 3


@pytest.mark.parametrize(
    ("written", "relation"), [("==", "="), ("≠", "!="), ("≤", "<="), ("≥", ">="), ("<", "<")]
)
def test_a_relation_may_be_written_as_in_books(written: str, relation: str) -> None:
    formula = parse_formula(f"applications.new.total {written} applications.carried_in.total")
    assert formula.relation == relation


@pytest.mark.parametrize("text", ["", "rules: {}", "rule: []", "- a", "rules: [", "\x00"])
def test_a_file_that_is_no_list_of_rules_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_rules(str(path))
    said = caught.value.problems[0].say("zh")
    assert str(path) in said and ("rules" in said or "YAML" in said)


def test_a_code_that_stands_twice_is_said_where_it_stands_again(tmp_path: Path) -> None:
    text = HALL + HALL.replace("no-hall", "other")
    assert problems(tmp_path, text) == ["8: rules[1].code: “QH401”写了两次"], text


def test_a_pattern_that_would_never_end_is_a_failure_of_its_rule(tmp_path: Path) -> None:
    body = {"section": 1, "body": ["主动公开政府信息" * 9 + "。"]}
    text = render(change_draft(valid_draft(2023), [body])).text
    slow = HALL.replace("pattern: 政务大厅", "pattern: '([^。]+?[^。]+?)+?[xy]'")
    for expect in ("absent", "present"):
        path = write(tmp_path, f"{slow}  expect: {expect}\n".replace("“{actual}”", ""))
        settings = Settings(rules=(path,), select=("QH401",))
        (found,) = lint_text(text, settings=settings).diagnostics
        assert found.code == "GK906" and "正则表达式太慢" in found.text("zh")


def test_a_missing_file_and_a_file_that_is_no_text_say_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        load_rules(str(tmp_path / "none.yaml"))
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00rules")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_rules(str(tmp_path / "binary.yaml"))


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = write(tmp_path, HALL)
    assert [rule.RULE.code for rule in load_rules(path)] == ["QH401"]
    write(tmp_path, HALL + HALL.replace("QH401", "QH402").replace("no-hall", "no-hall-2"))
    assert [rule.RULE.code for rule in load_rules(path)] == ["QH401", "QH402"]


def test_a_rule_without_code_is_asked_like_all_others(tmp_path: Path) -> None:
    settings = Settings(rules=(write(tmp_path, HALL),))
    draft = change_draft(valid_draft(2023), [{"section": 1, "body": ["政务大厅设查阅点。"]}])
    result = lint_text(render(draft).text, settings=settings)
    (found,) = [d for d in result.diagnostics if d.code == "QH401"]
    assert found.text("zh") == "“政务大厅”应写“政务服务中心”"
    states = {outcome.rule.code: outcome.state for outcome in result.outcomes}
    assert states["QH401"] == "violated" and states["GK301"] == "satisfied"
    assert list(states) == sorted(states)


def test_a_code_that_is_taken_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, HALL.replace("no-hall", "row-total"))
    with pytest.raises(ConfigurationError, match="row-total"):
        lint_text("x", settings=Settings(rules=(path,)))


def test_a_pattern_is_not_evaluated_where_there_is_no_prose(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = write(tmp_path, HALL.replace("QH401", "QH701"))
    alone = document(valid_draft(), "xlsx", DocumentStyle(tables_only=True))
    result = lint_bytes(alone.raw, "x.xlsx", Settings(rules=(path,), select=("QH701",)))
    assert [outcome.state for outcome in result.outcomes] == ["not_evaluated"]
