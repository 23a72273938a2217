"""The JSON that other programs rely on: its shape, its numbers, its order."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from helpers.reporter_values import Given, finding, module, report_of, result, rule, run, shown
from hypothesis import given
from hypothesis import strategies as st

import gklint
from gklint.checking.results import Acceptance, Outcome, Result
from gklint.model.diagnostics import Edit, Fix, Related, Severity
from gklint.model.reasons import StatedReason
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place, source_of_text
from gklint.reporters.jsontext import json_lines
from gklint.support.bilingual import Text

ROW = "一、本年新收政府信息公开申请数量\t5\t3\t0\t0\t0\t0\t9"
KEY = CellKey("applications", "new", "total")


def parsed(given: Given, **options: Any) -> Any:
    return json.loads(shown(given, "json", **options), parse_float=Decimal)


def full_finding() -> Any:
    related = Related(
        Place(1, 18, 1, 19),
        Text("自然人：{v}", "{v}"),
        {"v": 5},
        CellKey("applications", "new", "natural_person"),
    )
    return finding((1, 30, 1, 31), section=3, cell=KEY, actual=9, expected=8, related=(related,))


def test_a_run_has_the_shape_that_programs_rely_on() -> None:
    outcomes = (
        Outcome(rule(), "violated"),
        Outcome(
            rule("GK303", "balance"),
            "not_evaluated",
            (StatedReason("cut", "总计为空", "no total"),),
        ),
        Outcome(rule("GK202", "outdated-table-format"), "not_applicable"),
    )
    given = run(result(ROW, full_finding(), outcomes=outcomes))
    said = parsed(given)
    fingerprint = said["reports"][0]["diagnostics"][0].pop("fingerprint")
    assert len(fingerprint) == 32
    source = given.results[0].source
    assert source is not None
    assert said == {
        "schema_version": 1,
        "tool": {"name": "gklint", "version": gklint.__version__},
        "reports": [
            {
                "path": "甲/报告.txt",
                "sha256": source.sha256,
                "title": "松林街道2021年政府信息公开工作年度报告",
                "agency": "松林街道办事处",
                "agency_kind": "street",
                "year": 2021,
                "format": "2021",
                "media_type": "text/plain",
                "verdict": "failed",
                "evaluated": ["GK301"],
                "not_evaluated": [
                    {
                        "code": "GK303",
                        "rule": "balance",
                        "reason": "总计为空",
                        "reason_codes": ["cut"],
                    }
                ],
                "not_applicable": ["GK202"],
                "diagnostics": [
                    {
                        "code": "GK301",
                        "rule": "row-total",
                        "severity": "error",
                        "message": "“一、本年新收”一行应为 8，现为 9",
                        "location": {"line": 1, "column": 30, "end_line": 1, "end_column": 31},
                        "section": 3,
                        "cell": {"table": "applications", "row": "new", "column": "total"},
                        "actual": 9,
                        "expected": 8,
                        "related": [
                            {
                                "line": 1,
                                "column": 18,
                                "message": "自然人：5",
                                "cell": {
                                    "table": "applications",
                                    "row": "new",
                                    "column": "natural_person",
                                },
                            }
                        ],
                        "basis": [
                            {
                                "document": "国办公开办函〔2021〕30号",
                                "clause": "三、收到和处理政府信息公开申请情况",
                            }
                        ],
                        "advice": "核对该行",
                    }
                ],
                "accepted": [],
            }
        ],
        "skipped": [],
        "summary": {
            "files": 1,
            "errors": 1,
            "warnings": 0,
            "infos": 0,
            "accepted": 0,
            "passed": 0,
            "failed": 1,
            "undecided": 0,
            "unreadable": 0,
            "incomplete": False,
            "interrupted": False,
            "skipped": 0,
            "left_out": 0,
        },
    }


def test_what_a_finding_does_not_have_is_absent() -> None:
    said = parsed(run(result(ROW, finding((1, 1, 1, 1)))))["reports"][0]["diagnostics"][0]
    assert not {"section", "cell", "actual", "expected", "related"} & set(said)


def test_a_blank_is_an_empty_text_and_not_absent() -> None:
    found = finding((1, 1, 1, 1), actual="", expected=0)
    said = parsed(run(result(ROW, found)))["reports"][0]["diagnostics"][0]
    assert (said["actual"], said["expected"]) == ("", 0)


def test_every_report_stands_there_findings_or_none() -> None:
    given = run(
        result(ROW, path="a.txt"),
        result(ROW, full_finding(), path="b.txt"),
        result(None, finding((1, 1, 1, 1), rule("GK901")), path="c.txt"),
    )
    said = parsed(given)
    assert [report["path"] for report in said["reports"]] == ["a.txt", "b.txt", "c.txt"]
    assert [len(report["diagnostics"]) for report in said["reports"]] == [0, 1, 1]
    assert said["summary"]["files"] == 3


def test_of_a_file_that_could_not_be_read_nothing_is_made_up() -> None:
    said = parsed(run(result(None, finding((1, 1, 1, 1), rule("GK901")))))["reports"][0]
    unknown = ("sha256", "title", "agency", "year", "format")
    assert [said[key] for key in unknown] == [None] * len(unknown)
    assert said["agency_kind"] == "unknown"


def test_what_is_not_known_of_a_report_is_null() -> None:
    source = source_of_text("无题", "a.txt")
    report = report_of(source, title=None, agency="", year=None, format=None)
    said = parsed(run(Result("a.txt", source, report, (), ())))["reports"][0]
    assert (said["title"], said["agency"], said["year"], said["format"]) == (None,) * 4


def test_a_rule_that_checked_a_part_stands_in_both_lists() -> None:
    reasons = (
        StatedReason("cut", "“四、结转”的总计为空", ""),
        StatedReason("cut", "“一、新收”的总计为空", ""),
    )
    said = parsed(run(result(ROW, outcomes=(Outcome(rule(), "satisfied", reasons),))))
    assert said["reports"][0]["evaluated"] == ["GK301"]
    assert said["reports"][0]["not_evaluated"] == [
        {
            "code": "GK301",
            "rule": "row-total",
            "reason": "“四、结转”的总计为空；“一、新收”的总计为空",
            "reason_codes": ["cut"],
        }
    ]


def test_the_summary_counts_by_severity() -> None:
    found = [
        finding((1, 1, 1, 2), severity=severity)
        for severity in (Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.ERROR)
    ]
    summary = parsed(run(result(ROW, *found), result(ROW)))["summary"]
    counted = {name: summary[name] for name in ("files", "errors", "warnings", "infos")}
    assert counted == {"files": 2, "errors": 1, "warnings": 2, "infos": 1}


@pytest.mark.parametrize("written", ["1036.50", "0.10", "-3", "171015", "12345678901234567890.1"])
def test_numbers_are_those_of_the_report_to_the_last_digit(written: str) -> None:
    found = finding((1, 1, 1, 2), actual=Decimal(written), expected=0)
    number = re.search(r'"actual": ([^,]+),', shown(run(result(ROW, found)), "json"))
    assert number is not None
    assert number[1] == written


def test_messages_are_in_the_language_asked_for() -> None:
    outcomes = (Outcome(rule(), "violated", (StatedReason("cut", "总计为空", "no total"),)),)
    said = parsed(run(result(ROW, full_finding(), outcomes=outcomes)), language="en")["reports"][0]
    assert said["diagnostics"][0]["message"] == "row “一、本年新收”: should be 8, is 9"
    assert said["diagnostics"][0]["advice"] == "check the row"
    assert said["diagnostics"][0]["related"][0]["message"] == "5"
    assert said["not_evaluated"][0]["reason"] == "no total"


def test_a_file_name_that_is_no_utf8_comes_back_whole() -> None:
    text = shown(run(result(ROW, path="坏\udcff.txt")), "json")
    text.encode("utf-8")
    assert json.loads(text)["reports"][0]["path"] == "坏\udcff.txt"


def test_findings_that_are_alike_have_fingerprints_of_their_own() -> None:
    found = finding((1, 30, 1, 31), subject="9")
    said = parsed(run(result(ROW, found, found)))["reports"][0]["diagnostics"]
    assert said[0]["fingerprint"] != said[1]["fingerprint"]


def test_a_fingerprint_stays_when_lines_move() -> None:
    one = parsed(run(result(ROW, finding((1, 30, 1, 31), subject="9"))))
    two = parsed(run(result("\n\n" + ROW, finding((3, 30, 3, 31), subject="9"))))
    assert [said["reports"][0]["diagnostics"][0]["fingerprint"] for said in (one, two)] == [
        one["reports"][0]["diagnostics"][0]["fingerprint"]
    ] * 2


def test_the_same_run_gives_the_same_bytes() -> None:
    given = run(result(ROW, full_finding()), result(ROW, path="b.txt"), rules=(module(rule()),))
    assert shown(given, "json") == shown(given, "json")


def test_a_run_without_reports_is_json_too() -> None:
    assert parsed(run())["reports"] == []


# --- values as JSON ---

#: Bytes of file names that are no UTF-8 stand for themselves as lone surrogates.
TEXTS = st.text(
    st.characters() | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | TEXTS
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(VALUES, st.booleans())
def test_any_value_comes_back_from_its_json(value: Any, ascii_only: bool) -> None:
    text = "\n".join(json_lines(value, ascii_only))
    assert json.loads(text, parse_float=Decimal) == value
    text.encode("ascii" if ascii_only else "utf-8")


def test_a_long_list_fills_its_lines() -> None:
    lines = json_lines([f"GK{n}" for n in range(100, 160)])
    assert max(map(len, lines)) <= 100
    assert len(lines) < 10


# --- what is accepted, fixed, and where in a document ---


def test_accepted_findings_stand_apart_with_why() -> None:
    one = result(ROW, full_finding(), finding((1, 18, 1, 19)))
    accepted = one._replace(accepted={1: Acceptance("suppression", "已核对", path="a.txt", line=3)})
    said = parsed(run(accepted))
    (report,) = said["reports"]
    assert len(report["diagnostics"]) == 1
    assert [found["acceptance"] for found in report["accepted"]] == [
        {"kind": "suppression", "reason": "已核对", "path": "a.txt", "line": 3}
    ]
    assert report["accepted"][0]["location"]["column"] == 18
    assert (said["summary"]["accepted"], said["summary"]["errors"]) == (1, 1)


def test_a_fix_says_whether_it_is_safe_and_what_it_writes() -> None:
    fix = Fix((Edit(Place(1, 30, 1, 31), "8"),), False, Text("重新计算", "recompute"))
    found = parsed(run(result(ROW, finding((1, 30, 1, 31), fix=fix))))["reports"][0]["diagnostics"]
    assert found[0]["fix"] == {
        "safe": False,
        "title": "重新计算",
        "edits": [{"line": 1, "column": 30, "end_line": 1, "end_column": 31, "text": "8"}],
    }


def test_a_fix_that_would_show_the_number_of_a_person_is_not_shown() -> None:
    fix = Fix((Edit(Place(1, 1, 1, 2), "13900000000"),), True, Text("改", "advice"))
    assert "13900000000" not in shown(run(result(ROW, finding((1, 1, 1, 2), fix=fix))), "json")


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (Origin(page=2, paragraph=5), {"page": 2, "paragraph": 5}),
        (Origin(table=1, row=3, column=2), {"table_cell": {"table": 1, "row": 3, "column": 2}}),
        (
            Origin(page=1, rectangle=(72.0, 100.126, 90.5, 88.0)),
            {"page": 1, "rectangle": [Decimal(n) for n in ("72.00", "100.13", "90.50", "88.00")]},
        ),
        (Origin(), {}),
    ],
)
def test_of_a_document_the_location_says_where_in_it(origin: Origin, said: Any) -> None:
    found = parsed(run(result(ROW, finding((1, 1, 1, 2), origin=origin))))["reports"][0]
    location = found["diagnostics"][0]["location"]
    assert location == {"line": 1, "column": 1, "end_line": 1, "end_column": 2} | said
