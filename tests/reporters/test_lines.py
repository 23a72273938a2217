"""The formats that are read line by line: concise, grouped, jsonl and Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import gklint
from helpers.reporter_values import Given, finding, result, rule, run, shown

from gklint.checking.results import Acceptance, Outcome
from gklint.model.diagnostics import Severity
from gklint.model.reasons import StatedReason
from gklint.reporters.terminal import width

ROW = "一、本年新收\t5\t3\t9"
NOT_JUDGED = (
    Outcome(
        rule("GK302", "column-total"), "not_evaluated", (StatedReason("cut", "表格中断", "cut"),)
    ),
)


# --- concise ---


def test_concise_has_a_line_a_finding_and_one_for_the_run() -> None:
    given = run(result(ROW, finding((1, 8, 1, 9)), path="a.txt"), result(ROW, path="b.txt"))
    assert shown(given, "concise").splitlines() == [
        "a.txt:1:8: 错误 GK301 row-total “一、本年新收”一行应为 8，现为 9",
        "共 2 份报告，1 个错误，1 份通过，1 份不通过；规则共 1 条，每份评定 1 条",
    ]


def test_concise_says_what_was_not_checked_behind_the_path() -> None:
    output = shown(run(result(ROW, outcomes=NOT_JUDGED, path="a.txt")), "concise")
    assert output.splitlines()[0] == "a.txt: 未评定 GK302 column-total：表格中断"


# --- overview ---


def test_an_overview_has_a_line_a_report_with_its_verdict() -> None:
    given = run(
        result(ROW, finding((1, 8, 1, 9)), path="a.txt"),
        result(ROW, path="b.txt"),
        result(ROW, outcomes=NOT_JUDGED, path="c.txt"),
    )
    lines = shown(given, "overview").splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["a.txt", "b.txt", "c.txt"]
    verdicts = [line.split()[3] for line in lines[:4]]
    assert verdicts == ["结论", "不通过", "通过", "无法判定"], "what was not evaluated is no pass"
    assert lines[-1].startswith("共 3 份报告")


def test_an_overview_names_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    lines = gklint("check", "--output-format", "overview", tmp_path / "a.txt").out.splitlines()
    assert "a.txt" in lines[1] and "无法读取" in lines[1]


# --- grouped ---


def columns(line: str, words: list[str]) -> list[int]:
    """Return the columns of a terminal where the words begin."""
    return [width(line[: line.index(word)]) for word in words]


def test_grouped_has_the_findings_below_the_path_in_columns() -> None:
    long = rule("GK1234", "a-rule-with-a-long-name", severity=Severity.INFO)
    given = run(result(ROW, finding((1, 8, 1, 9)), finding((1, 12, 1, 13), long), path="a.txt"))
    path, first, second, verdict = shown(given, "grouped").splitlines()
    assert path == "a.txt"
    assert columns(first, ["错误", "GK301", "row-total", "“一、"]) == columns(
        second, ["提示", "GK1234", "a-rule", "“一、"]
    )
    assert verdict.strip() == "不通过，1 个错误，1 条提示；已评定 1/1 条规则"


def test_grouped_gives_a_report_without_findings_one_line() -> None:
    given = run(*(result(ROW, path=path) for path in ("a.txt", "b.txt")))
    assert shown(given, "grouped").splitlines()[:2] == [
        f"{path}：通过，未发现问题；已评定 1/1 条规则" for path in ("a.txt", "b.txt")
    ]


def test_grouped_says_what_was_not_checked() -> None:
    for found in ((), (finding((1, 8, 1, 9)),)):
        output = shown(run(result(ROW, *found, outcomes=NOT_JUDGED)), "grouped")
        assert "\n  未评定 GK302 column-total：表格中断\n" in output


# --- jsonl ---


def lines_of(given: Given) -> list[Any]:
    return [json.loads(line) for line in shown(given, "jsonl").splitlines()]


def test_each_line_of_jsonl_says_what_it_is() -> None:
    one = result(ROW, finding((1, 8, 1, 9)), finding((1, 4, 1, 5)), path="a.txt")
    accepted = one._replace(accepted={1: Acceptance("waiver", "已核对", "王", "2030-01-01")})
    said = lines_of(run(accepted, result(ROW, path="b.txt")))
    assert [(line["type"], line.get("path")) for line in said] == [
        ("run", None),
        ("report", "a.txt"),
        ("diagnostic", "a.txt"),
        ("accepted", "a.txt"),
        ("report", "b.txt"),
        ("summary", None),
    ]
    assert said[3]["acceptance"] == {
        "kind": "waiver",
        "reason": "已核对",
        "who": "王",
        "until": "2030-01-01",
    }


def test_jsonl_says_the_same_as_json() -> None:
    given = run(
        result(ROW, finding((1, 8, 1, 9)), path="a.txt", outcomes=NOT_JUDGED),
        result(None, finding((1, 1, 1, 1), rule("GK901")), path="b.txt"),
    )
    whole = json.loads(shown(given, "json"))
    reports: list[Any] = []
    for line in lines_of(given):
        kind = line.pop("type")
        if kind == "report":
            reports.append({**line, "diagnostics": [], "accepted": []})
        elif kind == "diagnostic":
            assert line.pop("path") == reports[-1]["path"]
            reports[-1]["diagnostics"].append(line)
        else:
            assert line.items() <= whole.items() or line == whole["summary"]
    assert reports == whole["reports"]


# --- Markdown ---


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a|b", r"a\|b"),
        ("<img src=x>", r"\<img src=x\>"),
        ("`x`", r"\`x\`"),
        ("&lt;", r"\&lt;"),
        ("[x](y)", r"\[x\]\(y\)"),
        ("**x**", r"\*\*x\*\*"),
        ("a\nb", r"a\\nb"),
        (r"a\|b", r"a\\\|b"),
        # No backslash keeps these from being links; a character of no width does.
        ("@someone", "@\u2060someone"),
        ("#12", "#\u206012"),
    ],
)
def test_nothing_in_a_message_is_markup_or_calls_somebody(text: str, said: str) -> None:
    facts = {"row": text, "actual": 9, "expected": 8}
    output = shown(run(result(ROW, finding((1, 8, 1, 9), facts=facts))), "markdown")
    (row,) = [line for line in output.splitlines() if "GK301" in line]
    assert f"“{said}”一行" in row


def test_markdown_begins_with_a_mark_and_ends_with_the_run() -> None:
    given = run(result(ROW, finding((1, 8, 1, 9)), path="a.txt", outcomes=NOT_JUDGED))
    lines = shown(given, "markdown").splitlines()
    assert lines[0] == "<!-- gklint -->" and "### a.txt" in lines
    cells = ["1:8", "❌ 错误", "GK301 row-total", "“一、本年新收”一行应为 8，现为 9", "核对该行"]
    assert f"| {' | '.join(cells)} |" in lines
    assert "- 未评定 GK302 column-total：表格中断" in lines
    assert lines[-1].startswith("共 1 份报告，1 个错误")
