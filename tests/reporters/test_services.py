"""The formats of services, each held against what its specification asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.format_checks import checkstyle, github, gitlab, junit, rdjson
from helpers.reporter_values import Given, finding, result, rule, run, shown

from gklint.checking.results import Acceptance, Outcome
from gklint.model.diagnostics import Edit, Fix, Related, Severity
from gklint.model.reasons import StatedReason
from gklint.model.source import Origin, Place
from gklint.support.bilingual import Text

ROW = "一、本年新收\t5\t3\t9"

#: What no format may stumble over: markup, escapes, commands, characters that XML has no place for.
HARD = "##[error]x\x1b[0m\x00 <b>&amp;</b> ]]> -- | `a` @b #1 %0A ::error:: “é”😀\ufffe\r\n::stop"


def outcome(code: str, state: str, *reasons: str) -> Outcome:
    return Outcome(
        rule(code, f"name-{code[2:]}"), state, tuple(StatedReason("cut", r, r) for r in reasons)
    )


def hard() -> Given:
    facts = {"row": HARD, "actual": HARD, "expected": 1}
    related = Related(Place(1, 1, 1, 2), Text("{v}", "{v}"), {"v": HARD})
    found = finding((1, 8, 1, 9), facts=facts, related=(related,))
    outcomes = (outcome("GK301", "violated"), outcome("GK302", "not_evaluated", HARD))
    return run(
        result(ROW, found, path="::error::a,b:c%&<\x1b##[x]\udcff.txt", outcomes=outcomes),
        result(
            None,
            finding((1, 1, 1, 1), rule("GK901", "unreadable-file"), facts=facts),
            path="b.txt",
            outcomes=outcomes,
        ),
    )


CHECKS = {
    "gitlab": gitlab,
    "rdjson": rdjson,
    "checkstyle": checkstyle,
    "junit": junit,
    "github": github,
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk", "utf-16"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_or_name_breaks_the_format(name: str, encoding: str, language: str) -> None:
    text = shown(hard(), name, encoding=encoding, language=language)
    if name not in ("github",):
        text.encode("utf-8" if encoding == "utf-16" else encoding)
    assert CHECKS[name](text.encode("utf-8", "backslashreplace").decode())


@pytest.mark.parametrize("name", CHECKS)
def test_a_run_without_reports_is_well_formed(name: str) -> None:
    CHECKS[name](shown(run(), name))


def edit_of(place: Place, text: str) -> Fix:
    return Fix((Edit(place, text),), True, Text("改正", "advice"))


# --- GitLab ---


def test_gitlab_gets_an_issue_a_finding_with_a_path_from_the_folder_one_works_in() -> None:
    found = finding((1, 8, 1, 9), severity=Severity.WARNING)
    (issue,) = gitlab(shown(run(result(ROW, found, path="./a/../b.txt")), "gitlab"))
    assert issue["location"] == {"path": "b.txt", "lines": {"begin": 1}}
    assert issue["check_name"] == "GK301 row-total"
    assert issue["severity"] == "minor"


def test_in_gitlab_the_same_finding_in_two_files_has_two_fingerprints() -> None:
    found = finding((1, 8, 1, 9), subject="9")
    given = run(*(result(ROW, found, path=path) for path in ("./a.txt", "a.txt", "b.txt")))
    assert len(gitlab(shown(given, "gitlab"))) == 3


def test_gitlab_is_told_what_was_not_checked() -> None:
    given = run(result(ROW, outcomes=(outcome("GK302", "not_evaluated", "表格中断"),)))
    (issue,) = gitlab(shown(given, "gitlab"))
    assert (issue["check_name"], issue["severity"]) == ("not-evaluated", "info")
    assert "GK302" in issue["description"] and "表格中断" in issue["description"]


def test_a_fingerprint_of_gitlab_does_not_hang_on_the_language() -> None:
    given = run(
        result(
            ROW, finding((1, 8, 1, 9)), outcomes=(outcome("GK302", "not_evaluated", "表格中断"),)
        )
    )
    zh, en = (gitlab(shown(given, "gitlab", language=language)) for language in ("zh", "en"))
    assert [i["fingerprint"] for i in zh] == [i["fingerprint"] for i in en]


# --- JUnit ---


def cases(given: Given, **options: Any) -> dict[str, Any]:
    (suite,) = junit(shown(given, "junit", **options))
    return {case.attrib["name"].partition(" ")[0]: case for case in suite}


def test_junit_has_a_case_for_each_rule_that_was_asked() -> None:
    outcomes = (
        outcome("GK101", "satisfied"),
        outcome("GK202", "not_applicable"),
        outcome("GK301", "violated"),
        outcome("GK302", "not_evaluated", "表格中断"),
        outcome("GK303", "satisfied", "总计为空"),
    )
    found = cases(run(result(ROW, finding((1, 8, 1, 9)), outcomes=outcomes)))
    said = {code: [inside.tag for inside in case] for code, case in found.items()}
    assert said == {"GK101": [], "GK301": ["failure"], "GK302": ["skipped"], "GK303": ["skipped"]}
    assert found["GK302"][0].get("message") == "未评定：表格中断"
    assert found["GK303"][0].get("message") == "部分未评定：总计为空"
    assert found["GK301"].get("line") == "1"
    assert "核对该行" in (found["GK301"][0].text or "")


@pytest.mark.parametrize(
    ("severity", "failing", "fails"),
    [
        (Severity.WARNING, Severity.WARNING, True),
        (Severity.INFO, Severity.WARNING, False),
        (Severity.INFO, Severity.INFO, True),
        (Severity.WARNING, Severity.ERROR, False),
    ],
)
def test_junit_fails_what_fails_the_run_and_says_the_rest(
    severity: Severity, failing: Severity, fails: bool
) -> None:
    given = run(result(ROW, finding((1, 8, 1, 9), severity=severity)))
    (inside,) = cases(given, failing=failing)["GK301"]
    assert inside.tag == ("failure" if fails else "system-out")
    assert "一行应为 8" in (inside.text or "")


def test_junit_takes_a_file_that_could_not_be_read_for_an_error() -> None:
    outcomes = (outcome("GK901", "violated"), outcome("GK301", "not_evaluated", "文件不存在"))
    unreadable = finding((1, 1, 1, 1), rule("GK901", "unreadable-file"))
    found = cases(run(result(None, unreadable, outcomes=outcomes)))
    assert [case[0].tag for case in found.values()] == ["error"]


def test_junit_has_a_case_for_findings_of_rules_that_were_not_asked() -> None:
    found = cases(run(result(ROW, finding((1, 1, 1, 1), rule("GK904", "unused")))))
    assert found["GK904"][0].tag == "failure"


# --- reviewdog ---


def test_columns_of_reviewdog_count_bytes() -> None:
    text = "甲乙丙9"
    found = finding((1, 4, 1, 5), fix=edit_of(Place(1, 4, 1, 5), "8"))
    (said,) = rdjson(shown(run(result(text, found)), "rdjson"))["diagnostics"]
    place = {"start": {"line": 1, "column": 10}, "end": {"line": 1, "column": 11}}
    assert said["location"]["range"] == place
    assert said["suggestions"] == [{"range": place, "text": "8"}]


@pytest.mark.parametrize(
    "fix",
    [
        Fix((Edit(Place(1, 4, 1, 5), "8"),), False, Text("重新计算", "recompute")),
        Fix(
            (Edit(Place(1, 1, 1, 2), "a"), Edit(Place(1, 4, 1, 5), "8")), True, Text("改", "advice")
        ),
        Fix((Edit(Place(1, 4, 1, 5), "13900000000"),), True, Text("改", "advice")),
    ],
    ids=["it changes a number", "half of it would be wrong", "it holds the number of a person"],
)
def test_reviewdog_suggests_only_what_is_safe_and_whole(fix: Fix) -> None:
    (said,) = rdjson(shown(run(result("甲乙丙9", finding((1, 4, 1, 5), fix=fix))), "rdjson"))[
        "diagnostics"
    ]
    assert "suggestions" not in said


def test_reviewdog_suggests_nothing_for_a_document_whose_text_was_extracted() -> None:
    given = run(result("甲乙丙9", finding((1, 4, 1, 5), fix=edit_of(Place(1, 4, 1, 5), "8"))))
    (one,) = given.results
    assert one.source is not None
    docx = one._replace(source=one.source._replace(media_type="application/pdf"))
    (said,) = rdjson(shown(given._replace(results=(docx,)), "rdjson"))["diagnostics"]
    assert "suggestions" not in said


def test_reviewdog_is_told_what_was_not_checked() -> None:
    given = run(result(ROW, outcomes=(outcome("GK302", "not_evaluated", "表格中断"),)))
    (said,) = rdjson(shown(given, "rdjson"))["diagnostics"]
    assert (said["code"], said["severity"]) == ({"value": "not-evaluated"}, "INFO")
    assert "表格中断" in said["message"] and said["location"] == {"path": "甲/报告.txt"}


# --- Checkstyle ---


def test_checkstyle_has_every_file_and_every_finding() -> None:
    given = run(result(ROW, finding((1, 8, 1, 9)), path="a.txt"), result(ROW, path="b.txt"))
    root = checkstyle(shown(given, "checkstyle"))
    assert [(file.attrib["name"], len(file)) for file in root] == [("a.txt", 1), ("b.txt", 0)]
    error = root[0][0].attrib
    assert (error["line"], error["column"], error["source"]) == ("1", "8", "gklint.GK301")


def test_checkstyle_says_what_was_not_checked_at_no_line() -> None:
    given = run(result(ROW, outcomes=(outcome("GK302", "not_evaluated", "表格中断"),)))
    error = checkstyle(shown(given, "checkstyle"))[0][0].attrib
    assert (error["line"], error["severity"]) == ("0", "info")
    assert error["source"] == "gklint.not-evaluated" and "表格中断" in error["message"]


# --- GitHub ---


def test_github_gets_a_command_a_finding_and_a_notice_at_the_end() -> None:
    given = run(result(ROW, finding((1, 8, 1, 9), severity=Severity.WARNING), path="a,b:c.txt"))
    (name, properties, message), (last, about, summary) = github(shown(given, "github"))
    assert name == "warning"
    assert properties == {
        "file": "a,b:c.txt",
        "line": "1",
        "endLine": "1",
        "col": "8",
        "endColumn": "9",
        "title": "GK301 row-total",
    }
    assert message == "“一、本年新收”一行应为 8，现为 9\n核对该行"
    assert (last, about) == ("notice", {"title": "gklint"}) and "1 个警告" in summary


def test_github_names_no_columns_for_what_runs_over_lines() -> None:
    (found, _) = github(shown(run(result(f"{ROW}\n{ROW}", finding((1, 8, 2, 3)))), "github"))
    assert "col" not in found[1] and found[1]["endLine"] == "2"


def test_the_notice_of_github_says_that_not_all_was_checked_and_the_log_says_what() -> None:
    given = run(result(ROW, outcomes=(outcome("GK302", "not_evaluated", "表格中断"),)))
    text = shown(given, "github")
    assert "GK302 name-302：表格中断" in text.splitlines()[0]
    assert "不等于通过" in github(text)[-1][2]


# --- accepted findings ---


@pytest.mark.parametrize("name", [*CHECKS, "concise", "grouped", "markdown", "text"])
def test_an_accepted_finding_is_no_finding_in_any_format(name: str) -> None:
    one = result(ROW, finding((1, 8, 1, 9)))
    accepted = one._replace(accepted={0: Acceptance("waiver", "已与来源核对")})
    text = shown(run(accepted), name)
    if name in CHECKS:
        CHECKS[name](text)
    assert "应为 8" not in text or name == "junit"
    if name == "junit":
        assert "<failure" not in text and "豁免：已与来源核对" in text


def test_documents_say_page_and_cell_in_the_formats_of_services() -> None:
    origin = Origin(page=2, table=3, row=4, column=2)
    given = run(result(ROW, finding((1, 8, 1, 9), origin=origin, section=3)))
    for name in CHECKS:
        assert "第 2 页，表三 第 4 行第 2 列" in shown(given, name), name
        assert "page 2, the table of part 3, row 4, column 2" in shown(
            given, name, language="en"
        ), name
    assert json.loads(shown(given, "json"))
