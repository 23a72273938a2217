"""SARIF that other programs can rely on: valid, complete, every reference leads somewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers.reporter_values import BASIS, CLAUSE, Given, finding, module, result, rule, run, shown
from helpers.sarif_checks import check_log, rule_of

import gklint
from gklint.checking.results import Acceptance, Outcome
from gklint.checking.runs import Failure, Plugin, Run
from gklint.model.diagnostics import Clause, Edit, Fix, Related, Severity
from gklint.model.reasons import StatedReason
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place
from gklint.reporters import Options, reporter
from gklint.reporters.sarif_wording import numbered, plain
from gklint.support.bilingual import Text

ROW = "一、本年新收政府信息公开申请数量\t5\t3\t0\t0\t0\t0\t9"
KEY = CellKey("applications", "new", "total")


def log_of(given: Given, **options: Any) -> Any:
    """Return the only run of the log, checked."""
    log = json.loads(shown(given, "sarif", **options))
    check_log(log)
    return log["runs"][0]


def only_result(given: Given, **options: Any) -> Any:
    (found,) = log_of(given, **options)["results"]
    return found


def full_finding() -> Any:
    related = Related(
        Place(1, 18, 1, 19),
        Text("自然人：{v}", "natural: {v}"),
        {"v": 5},
        CellKey("applications", "new", "natural_person"),
    )
    return finding((1, 30, 1, 31), section=3, cell=KEY, actual=9, expected=8, related=(related,))


# --- the tool ---


def test_the_driver_says_what_it_is() -> None:
    driver = log_of(run(result(ROW)))["tool"]["driver"]
    assert driver["name"] == "gklint"
    assert driver["version"] == driver["semanticVersion"] == gklint.__version__
    assert driver["informationUri"] == "https://github.com/gklint/gklint"
    assert driver["language"] == "zh-CN"


def test_all_rules_that_were_asked_are_listed_whether_they_found_anything_or_not() -> None:
    rules = (module(rule()), module(rule("GK302", "column-total", severity=Severity.WARNING)))
    listed = log_of(run(result(ROW), rules=rules))["tool"]["driver"]["rules"]
    assert [(said["id"], said["name"]) for said in listed] == [
        ("GK301", "row-total"),
        ("GK302", "column-total"),
    ]
    assert [said["defaultConfiguration"]["level"] for said in listed] == ["error", "warning"]


def test_a_rule_brings_its_documentation() -> None:
    said = log_of(run(result(ROW)))["tool"]["driver"]["rules"][0]
    assert said["shortDescription"] == {"text": "合计不等"}
    assert said["fullDescription"]["text"] == "合计不等。格式规定的勾稽关系。核对该行。"
    assert "如何修改\n    核对该行。" in said["help"]["text"]
    assert "## 如何修改\n\n核对该行。" in said["help"]["markdown"]
    assert said["helpUri"].endswith("/docs/rules/row-total.md")
    assert said["messageStrings"] == {"default": {"text": "“{0}”一行应为 {1}，现为 {2}"}}
    assert said["properties"]["tags"] == ["arithmetic", "政府信息公开"]


def test_a_rule_that_had_to_be_selected_is_marked_as_such() -> None:
    off = module(rule(enabled=False))
    said = log_of(run(result(ROW), rules=(off,)))
    assert said["tool"]["driver"]["rules"][0]["defaultConfiguration"]["enabled"] is False
    assert said["invocations"][0]["ruleConfigurationOverrides"] == [
        {"descriptor": {"id": "GK301", "index": 0}, "configuration": {"enabled": True}}
    ]


def test_each_regulation_is_a_taxonomy_and_each_article_a_taxon() -> None:
    clauses = (
        *BASIS,
        Clause("regulations", "国务院令第711号", "第五十条"),
        Clause("regulations", "国务院令第711号", "第五十一条"),
    )
    said = log_of(run(result(ROW, finding((1, 1, 1, 2), basis=clauses))))
    taxa = {
        taxonomy["name"]: [taxon["id"] for taxon in taxonomy["taxa"]]
        for taxonomy in said["taxonomies"]
    }
    assert CLAUSE in taxa["国办公开办函〔2021〕30号"]
    assert taxa["国务院令第711号"][-1] == "第五十一条"
    assert [taxon["id"] for taxon in said["results"][0]["taxa"]] == [
        CLAUSE,
        "第五十条",
        "第五十一条",
    ]


def test_the_same_clause_twice_is_one_taxon() -> None:
    assert len(only_result(run(result(ROW, finding((1, 1, 1, 2), basis=BASIS * 2))))["taxa"]) == 1


def test_a_plugin_is_an_extension_and_its_results_refer_to_it() -> None:
    own, local = rule(), rule("XX001", "local-rule")
    given = run(
        result(ROW, full_finding(), finding((1, 1, 1, 2), local)),
        rules=(module(own), module(local, "本地规则。")),
        plugins=(Plugin("gklint", (own,)), Plugin("other", ()), Plugin("local", (local,))),
    )
    said = log_of(given)
    assert [extension["name"] for extension in said["tool"]["extensions"]] == ["other", "local"]
    assert [rule["id"] for rule in said["tool"]["driver"]["rules"]] == ["GK301"]
    ours, theirs = said["results"]
    assert (ours["ruleId"], ours["ruleIndex"]) == ("GK301", 0)
    assert "ruleIndex" not in theirs
    assert rule_of(said, theirs)["name"] == "local-rule"


def test_a_plugin_rule_with_an_unknown_regulation_or_without_docs_is_listed_all_the_same() -> None:
    odd = rule("XX001", "odd")._replace(clauses=("no-such: 第一条",))
    given = run(result(ROW), rules=(module(odd, None),), plugins=(Plugin("local", (odd,)),))
    said = log_of(given)["tool"]["extensions"][0]["rules"][0]
    assert "relationships" not in said and "help" not in said


# --- the run ---


def test_the_run_says_how_columns_lines_and_bytes_are_meant() -> None:
    said = log_of(run(result(ROW)))
    assert said["columnKind"] == "unicodeCodePoints"
    assert said["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert said["defaultEncoding"] == "UTF-8"
    assert said["automationDetails"]["id"] == "gklint/check/"


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_run_says_its_language(language: str, tag: str) -> None:
    said = log_of(run(result(ROW, full_finding())), language=language)
    assert said["language"] == said["tool"]["driver"]["language"] == tag


def test_in_english_messages_and_descriptions_are_english() -> None:
    given = run(result(ROW, full_finding()))
    said = only_result(given, language="en")
    assert said["message"]["text"] == "row “一、本年新收”: should be 8, is 9"
    assert said["relatedLocations"][0]["message"]["text"] == "natural: 5"
    described = log_of(given, language="en")["tool"]["driver"]["rules"][0]
    assert described["fullDescription"]["text"] == "no match. check the row."


@pytest.mark.parametrize("status", [0, 1])
def test_findings_are_no_failure_of_the_run(status: int) -> None:
    invocation = log_of(run(result(ROW, full_finding()), exit_status=status))["invocations"][0]
    assert invocation["exitCode"] == status
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"] == []


def test_a_file_that_could_not_be_read_is_told_as_a_notification_and_as_a_result() -> None:
    unreadable = rule("GK901", "unreadable-file")
    given = run(
        result(None, finding((1, 1, 1, 1), unreadable)), rules=(module(unreadable),), exit_status=2
    )
    said = log_of(given)
    (note,) = said["invocations"][0]["toolExecutionNotifications"]
    assert (note["descriptor"]["id"], note["level"]) == ("GK901", "error")
    assert said["invocations"][0]["executionSuccessful"] is False
    assert "region" not in said["results"][0]["locations"][0]["physicalLocation"]
    assert "hashes" not in said["artifacts"][0]


def test_a_rule_that_failed_is_told_as_a_notification_with_the_rule() -> None:
    failed = rule("GK906", "rule-failed")
    found = finding(
        (1, 1, 1, 1),
        failed,
        facts={
            "rule": "GK301 row-total",
            "row": "",
            "actual": "",
            "expected": "",
        },
    )
    said = log_of(run(result(ROW, found), rules=(module(rule()), module(failed))))
    (note,) = said["invocations"][0]["toolExecutionNotifications"]
    assert note["descriptor"]["id"] == "GK906"
    assert note["associatedRule"] == {"id": "GK301", "index": 0}
    assert said["invocations"][0]["executionSuccessful"] is False


def test_a_plugin_that_could_not_be_loaded_is_told_once_and_not_with_every_file() -> None:
    failed = rule("GK906", "rule-failed")
    facts = {"plugin": "local", "row": "", "actual": "", "expected": ""}
    found = finding((1, 1, 1, 1), failed, facts=facts)
    given = run(
        result(ROW, found, path="a.txt"),
        result(ROW, found, path="b.txt"),
        rules=(module(failed),),
        failures=(Failure("local", "ImportError: no"),),
    )
    (note,) = log_of(given)["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "local: ImportError: no"


def test_what_was_not_checked_is_told_with_rule_file_and_reason() -> None:
    outcomes = (
        Outcome(
            rule(),
            "not_evaluated",
            (StatedReason("cut", "表格中断", ""), StatedReason("cut", "总计为空", "")),
        ),
    )
    said = log_of(run(result(ROW, outcomes=outcomes)))
    (note,) = said["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("note", "表格中断；总计为空")
    assert note["associatedRule"]["id"] == "GK301"
    assert said["invocations"][0]["executionSuccessful"] is True
    assert said["artifacts"][0]["properties"]["rules"] == {"not_evaluated": ["GK301"]}


# --- files ---


def test_an_artifact_has_its_hash_encoding_and_length() -> None:
    given = run(result(ROW))
    (artifact,) = log_of(given)["artifacts"]
    source = given.results[0].source
    assert source is not None
    assert artifact["hashes"] == {"sha-256": source.sha256}
    assert artifact["encoding"] == "UTF-8"
    assert artifact["length"] == len(ROW.encode())
    assert artifact["properties"]["agency"] == "松林街道办事处"


def test_a_uri_is_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "年 报"
    folder.mkdir()
    monkeypatch.chdir(folder)
    said = log_of(run(result(ROW, path="甲/a b#1.txt"), result(ROW, path=str(folder / "c:d.txt"))))
    uris = [artifact["location"]["uri"] for artifact in said["artifacts"]]
    assert uris == ["%E7%94%B2/a%20b%231.txt", "c%3Ad.txt"]
    assert said["originalUriBaseIds"] == {"SRCROOT": {"uri": folder.as_uri() + "/"}}


@pytest.mark.skipif(os.name == "nt", reason="paths are written otherwise there")
def test_a_file_outside_the_working_folder_has_a_relative_uri_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    outside = str(tmp_path / "out.txt")
    for path in (outside, "../out.txt"):
        said = log_of(run(result(ROW, path=path)))
        location = said["artifacts"][0]["location"]
        assert said["originalUriBaseIds"][location["uriBaseId"]]["uri"] + location["uri"] == (
            f"file://{outside}"
        )


@pytest.mark.skipif(os.name == "nt", reason="file names are no bytes there")
def test_a_file_name_that_is_no_utf8_is_encoded_byte_by_byte() -> None:
    said = log_of(run(result(ROW, path="坏\udcff.txt")))
    assert said["artifacts"][0]["location"]["uri"] == "%E5%9D%8F%FF.txt"


def test_a_name_that_no_file_can_have_is_encoded_somehow() -> None:
    log_of(run(result(ROW, path="\ud800.txt")))


def test_a_file_given_twice_is_one_artifact() -> None:
    said = log_of(run(result(ROW, path="a.txt"), result(ROW, path="./a.txt")))
    assert len(said["artifacts"]) == 1


# --- results ---


def test_a_result_says_what_where_how_bad_and_by_which_clause() -> None:
    said = only_result(run(result(ROW, full_finding())))
    assert (said["ruleId"], said["ruleIndex"], said["level"], said["kind"]) == (
        "GK301",
        0,
        "error",
        "fail",
    )
    assert said["message"]["text"] == "“一、本年新收”一行应为 8，现为 9"
    assert said["message"]["arguments"] == ["一、本年新收", "8", "9"]
    physical = said["locations"][0]["physicalLocation"]
    assert physical["region"] == {
        "startLine": 1,
        "startColumn": 30,
        "endLine": 1,
        "endColumn": 31,
        "snippet": {"text": "9"},
    }
    assert physical["contextRegion"]["snippet"]["text"] == ROW
    assert list(said["partialFingerprints"]) == ["gklint/v1"]
    assert said["properties"]["cell"] == {"table": "applications", "row": "new", "column": "total"}
    assert said["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "5"


def test_the_fingerprint_is_the_one_of_the_json() -> None:
    given = run(result(ROW, full_finding()))
    in_json = json.loads(shown(given, "json"))["reports"][0]["diagnostics"][0]["fingerprint"]
    assert only_result(given)["partialFingerprints"] == {"gklint/v1": in_json}


def test_a_cell_is_named_by_section_table_row_and_column() -> None:
    said = log_of(run(result(ROW, full_finding())))
    parts = said["results"][0]["locations"][0]["logicalLocations"]
    named = [said["logicalLocations"][part["index"]] for part in parts]
    assert [part["kind"] for part in named] == ["section", "table", "row", "column"]
    assert named[0]["name"] == "三、收到和处理政府信息公开申请情况"
    assert [part["name"] for part in named[2:]] == ["一、本年新收政府信息公开申请数量", "总计"]
    assert [part["properties"]["key"] for part in named[1:]] == ["applications", "new", "total"]


def test_a_cell_of_no_form_is_named_by_its_keys() -> None:
    key = CellKey("local", "one", "two")
    said = log_of(run(result(ROW, finding((1, 1, 1, 2), cell=key, section=9))))
    assert [place["name"] for place in said["logicalLocations"]] == ["9", "local", "one", "two"]


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_severities_are_levels(severity: Severity, level: str) -> None:
    assert only_result(run(result(ROW, finding((1, 1, 1, 2), severity=severity))))["level"] == level


def test_the_text_around_whole_lines_is_their_neighbours() -> None:
    found = finding((2, 1, 2, 3))
    physical = only_result(run(result("一\n二二\n三", found)))["locations"][0]["physicalLocation"]
    assert physical["contextRegion"]["snippet"]["text"] == "一\n二二\n三"


def test_of_a_file_that_is_nothing_but_the_place_there_is_no_text_around() -> None:
    physical = only_result(run(result("二二", finding((1, 1, 1, 3)))))["locations"][0]
    assert "contextRegion" not in physical["physicalLocation"]


def test_of_a_long_paragraph_only_what_is_near_stands_around_the_place() -> None:
    line = "甲" * 1000 + "台帐" + "乙" * 1000
    found = finding((1, 1001, 1, 1003))
    physical = only_result(run(result(line, found)))["locations"][0]["physicalLocation"]
    assert physical["contextRegion"]["snippet"]["text"] == "甲" * 100 + "台帐" + "乙" * 100


@pytest.mark.parametrize("text", ["一\r\n二二\r\n三", "一\r二二\r三"])
def test_snippets_are_cut_out_of_the_file_with_its_line_ends(text: str) -> None:
    found = finding((1, 1, 2, 2))
    physical = only_result(run(result(text, found)))["locations"][0]["physicalLocation"]
    assert physical["region"]["snippet"]["text"] == text[: text.index("二") + 1]


@pytest.mark.parametrize("place", [(9, 1, 9, 2), (1, 0, 1, 1), (2, 1, 1, 1)])
def test_a_place_that_the_file_does_not_have_is_the_file(place: tuple[int, int, int, int]) -> None:
    physical = only_result(run(result(ROW, finding(place))))["locations"][0]["physicalLocation"]
    assert "region" not in physical


def test_the_same_run_gives_the_same_bytes() -> None:
    given = run(result(ROW, full_finding()), result(ROW, path="b.txt"))
    assert shown(given, "sarif") == shown(given, "sarif")


# --- wordings ---


def test_names_in_a_wording_become_numbers_in_the_order_they_come() -> None:
    assert numbered("{b} {a} {b} {n:>3} {a!r}") == (
        "{0} {1} {0} {2} {3}",
        ("b", "a", "n:>3", "a!r"),
    )


def test_braces_and_links_of_a_report_are_no_markup() -> None:
    assert plain("{0} [附件](a.pdf) [注]") == "{{0}} \\[附件\\](a.pdf) [注]"
    assert numbered("{{x}} {a}").text == "{{x}} {0}"


def test_a_fact_with_braces_is_shown_as_it_is() -> None:
    facts = {"row": "{0}", "actual": "[x](1)", "expected": Text("八", "eight")}
    said = only_result(run(result(ROW, finding((1, 1, 1, 2), facts=facts))))["message"]
    assert said["text"] == "“{{0}}”一行应为 八，现为 \\[x\\](1)"
    assert said["arguments"] == ["{0}", "八", "[x](1)"]


# --- accepted findings, baselines, fixes, documents ---


def test_an_accepted_finding_is_a_result_with_the_reason_that_was_written() -> None:
    one = result(ROW, *(finding((1, n, 1, n + 1)) for n in (1, 2, 3)))
    acceptances = {
        0: Acceptance("suppression", "已与来源核对", path="a.txt", line=1),
        1: Acceptance("waiver", "机构撤并", "王", "2030-01-01"),
    }
    results = log_of(run(one._replace(accepted=acceptances)))["results"]
    assert [found["suppressions"] for found in results] == [
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "已与来源核对",
                "properties": {"path": "a.txt", "line": 1},
            }
        ],
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "机构撤并",
                "properties": {"who": "王", "until": "2030-01-01"},
            }
        ],
        [],
    ]


def test_with_a_baseline_each_result_is_new_or_unchanged() -> None:
    one = result(ROW, finding((1, 1, 1, 2)), finding((1, 2, 1, 3)))
    given = run(one._replace(accepted={0: Acceptance("baseline")}))
    results = log_of(given, baseline=True)["results"]
    assert [found["baselineState"] for found in results] == ["unchanged", "new"]
    assert all(found["suppressions"] == [] for found in results)
    assert all("baselineState" not in found for found in log_of(given)["results"])


FIX = Fix(
    (Edit(Place(1, 2, 1, 3), "．"), Edit(Place(1, 4, 1, 4), "（")), True, Text("改", "advice")
)


def test_a_fix_is_replacements_in_the_file() -> None:
    found = only_result(run(result(ROW, finding((1, 2, 1, 5), fix=FIX))))
    (fix,) = found["fixes"]
    assert (fix["description"]["text"], fix["properties"]) == ("改", {"safe": True})
    (change,) = fix["artifactChanges"]
    assert [
        (
            change["deletedRegion"]["startColumn"],
            change["deletedRegion"]["endColumn"],
            change["insertedContent"]["text"],
        )
        for change in change["replacements"]
    ] == [
        (2, 3, "．"),
        (4, 4, "（"),
    ]


def test_in_a_document_a_finding_has_its_page_and_cell_and_no_replacements() -> None:
    one = result(ROW, finding((1, 2, 1, 5), fix=FIX, origin=Origin(2, None, 3, 4, 2)))
    assert one.source is not None
    source = one.source._replace(media_type="application/pdf")
    log = log_of(run(one._replace(source=source)))
    (found,) = log["results"]
    assert "fixes" not in found
    assert found["properties"]["document"] == {
        "page": 2,
        "table_cell": {"table": 3, "row": 4, "column": 2},
    }
    (location,) = found["locations"]
    assert location["logicalLocations"][-1]["fullyQualifiedName"] == (
        "第 2 页/表 3/第 4 行/第 2 列"
    )
    assert log["artifacts"][0]["mimeType"] == "application/pdf"


def test_a_run_that_was_ended_early_was_not_successful() -> None:
    given = run(result(ROW))
    pieces: list[str] = []
    of = reporter("sarif", Run(lambda: given.loaded), pieces.append, Options())
    totals = given.totals()
    totals.interrupted = True
    of.begin()
    of.end(totals)
    log = json.loads("".join(pieces))
    check_log(log)
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "interrupted"
