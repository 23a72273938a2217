"""What a report comes to is the same in every output, and several reports have an overview."""

from __future__ import annotations

import json
import re

import pytest
from helpers.reporter_values import Given, finding, result, rule, run, shown

from gklint.checking.results import Outcome, Result
from gklint.checking.verdicts import VERDICTS
from gklint.drawing import drawing_data
from gklint.model.diagnostics import BodyFacts, Severity
from gklint.model.reasons import StatedReason

ROW = "一、本年新收\t5\t9\n"
PLACE = (1, 8, 1, 9)
LACKING = (StatedReason("cut", "没有 2022 年的报告", "there is no report of 2022"),)
COMPARING = rule("GK801", "carry-over")


def reports() -> dict[str, tuple[Result, str]]:
    """Return a report of each kind by its path, with the key of its verdict."""
    compared = Outcome(COMPARING, "satisfied", across=True)
    lacking = Outcome(COMPARING, "not_evaluated", LACKING, across=True)
    checked = Outcome(rule(), "satisfied")
    partly = Outcome(rule(), "satisfied", (StatedReason("cut", "总计为空", "no total"),))
    remark = finding(PLACE, severity=Severity.INFO)
    copied = finding(PLACE, COMPARING, severity=Severity.WARNING, body_facts=BodyFacts("甲", 2023))
    return {
        name: (result(ROW, *found, path=name, outcomes=outcomes), key)
        for name, found, outcomes, key in (
            ("clean.txt", (), (checked, compared), "passed"),
            ("remark.txt", (remark,), (checked, compared), "passed"),
            ("without-another.txt", (), (checked, lacking), "passed"),
            ("wrong.txt", (finding(PLACE),), (checked, compared), "failed"),
            ("copied.txt", (copied,), (checked, compared), "failed"),
            ("partly.txt", (), (partly, compared), "undecided"),
            ("nothing-asked.txt", (), (), "undecided"),
        )
    } | {
        "lost.docx": (
            result(
                None, finding((1, 1, 1, 1), rule("GK901")), path="lost.docx", outcomes=(lacking,)
            ),
            "unreadable",
        )
    }


def given() -> Given:
    return run(*(one for one, _ in reports().values()))


def words(language: str) -> dict[str, str]:
    return {verdict.key: verdict.words.say(language) for verdict in VERDICTS}


def expected(language: str = "zh") -> dict[str, str]:
    """Return the word of each report's verdict by its path."""
    return {path: words(language)[key] for path, (_, key) in reports().items()}


def by_line(lines: list[str]) -> dict[str, str]:
    """Return the verdict that each line of an overview says by the path that it begins with."""
    every = "|".join(sorted((*words("zh").values(), *words("en").values()), key=len, reverse=True))
    found = {}
    for line in lines:
        path, _, rest = line.partition(" ")
        said = re.search(rf"  ({every})  ", rest)
        if path in reports() and said:
            found[path] = said[1]
    return found


@pytest.mark.parametrize("language", ("zh", "en"))
@pytest.mark.parametrize("form", ("overview", "text"))
def test_the_overview_and_the_head_of_the_text_say_the_verdict(form: str, language: str) -> None:
    assert by_line(shown(given(), form, language=language).splitlines()) == expected(language)


@pytest.mark.parametrize("form", ("text", "grouped", "markdown"))
def test_the_line_that_closes_a_report_begins_with_the_same_verdict(form: str) -> None:
    for path, (one, key) in reports().items():
        text = shown(run(one), form)
        (line,) = (line for line in text.splitlines() if "已评定" in line or "未评定任何" in line)
        verdict = line.rpartition("：")[2].strip().partition("，")[0]
        assert verdict == words("zh")[key], (path, line)


def test_programs_and_pages_get_the_same_verdict() -> None:
    keys = {path: key for path, (_, key) in reports().items()}
    told = json.loads(shown(given(), "json"))
    assert {report["path"]: report["verdict"] for report in told["reports"]} == keys
    lines = map(json.loads, shown(given(), "jsonl").splitlines())
    assert {one["path"]: one["verdict"] for one in lines if one["type"] == "report"} == keys
    page = shown(given(), "html")
    rows = json.loads(re.findall(r'id="gklint-index">(.*?)</script>', page, re.S)[0])["rows"]
    assert {row[0]: row[3] for row in rows} == keys
    book = shown(given(), "xlsx").splitlines()
    cells = [line.split("\t") for line in book]
    assert {row[0]: row[3] for row in cells if row[0] in keys} == expected()


def test_the_last_line_counts_the_verdicts() -> None:
    counts = "3 份通过，2 份不通过，2 份无法判定，1 份无法读取"
    for form in ("text", "overview", "grouped", "concise", "markdown"):
        assert counts in shown(given(), form).splitlines()[-1]
    summary = json.loads(shown(given(), "json"))["summary"]
    assert [summary[verdict.key] for verdict in VERDICTS] == [3, 2, 2, 1]


def test_a_browser_says_verdicts_in_the_same_words() -> None:
    drawn = drawing_data()["words"]
    for verdict in VERDICTS:
        assert drawn[verdict.key] == {"zh": verdict.words.zh, "en": verdict.words.en}


def test_the_severity_that_fails_decides() -> None:
    remark = run(reports()["remark.txt"][0])
    for form in ("text", "overview"):
        assert "不通过" in shown(remark, form, failing=Severity.INFO)
        assert "不通过" not in shown(remark, form, failing=Severity.ERROR)


def test_what_lacks_another_report_is_counted_apart_and_said() -> None:
    lines = shown(given(), "overview").splitlines()
    heads = lines[0].split()
    row = next(line for line in lines if line.startswith("without-another.txt")).split()
    assert dict(zip(heads, row, strict=True))["未评定"] == "0"
    assert dict(zip(heads, row, strict=True))["未比较"] == "1"
    for form in ("text", "grouped", "concise", "markdown"):
        text = shown(given(), form)
        assert "未比较 GK801 carry-over：没有 2022 年的报告" in text, form


def test_without_rules_that_compare_there_is_no_column_for_them() -> None:
    text = shown(run(result(ROW, path="a.txt"), result(ROW, path="b.txt")), "overview")
    assert "未评定" in text and "未比较" not in text


# --- the head of the text ---


def test_one_report_has_no_overview() -> None:
    for one, _ in reports().values():
        assert "机关" not in shown(run(one), "text")


def test_below_the_overview_stands_what_it_does_not_say() -> None:
    text = shown(given(), "text")
    head, _, below = text.partition("\n\n")
    assert head.count("\n") == len(reports())
    closed = re.findall(r"^(\S+)：\S", below, re.M)
    # Of what passed without a word the line above says everything.
    assert [path for path in closed if path in reports()] == [
        "remark.txt",
        "wrong.txt",
        "partly.txt",
        "lost.docx",
    ]


def test_columns_stand_below_one_another_whatever_the_names() -> None:
    long = "某某市某某区某某街道办事处二〇二三年政府信息公开工作年度报告.txt"
    text = shown(run(result(ROW, path="a.txt"), result(ROW, path=long)), "text")
    lines = text.splitlines()[:3]
    ends = [
        len(line.partition("通过" if at else "结论")[0].encode("gbk"))
        for at, line in enumerate(lines)
    ]
    assert len({*ends}) == 1


def test_a_long_folder_has_all_its_lines() -> None:
    many = run(*(result(ROW, path=f"{number:04}.txt") for number in range(450)))
    for form in ("text", "overview"):
        lines = shown(many, form).splitlines()
        assert [line[:8] for line in lines[1:451]] == [f"{number:04}.txt" for number in range(450)]


def test_rules_that_lack_the_same_reports_share_a_line() -> None:
    rules = [rule(f"GK80{number}", f"name-{number}") for number in range(1, 6)]
    lacking = tuple(Outcome(one, "not_evaluated", LACKING, across=True) for one in rules)
    checked = Outcome(rule(), "satisfied")
    both = (result(ROW, path=path, outcomes=(checked, *lacking)) for path in ("a.txt", "b.txt"))
    lines = [line for line in shown(run(*both), "text").splitlines() if "未比较 GK" in line]
    assert lines == [
        "  未比较 GK801、GK802、GK803、GK804、GK805：没有 2022 年的报告（a.txt 等 2 份）"
    ]
