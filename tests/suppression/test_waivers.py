"""Waivers: a finding that was looked at is accepted as long as what was looked at is the same."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.accepted_reports import CASES, TOTAL, Folder, faulty

from gklint.batch import check, find_files
from gklint.batch.accepting import says
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.support.problems import ConfigurationError
from gklint.suppression import apply, found_waivers
from gklint.suppression.requested import Requested, accepting_for
from gklint.suppression.waivers import read_waivers

WAIVERS = "gklint.waivers.yaml"
PROCESSED = "applications.total_processed.total"
LONG_AGO, FAR_AWAY = "2020-01-01", "2999-12-31"


@pytest.fixture
def folder(tmp_path: Path, capsys, monkeypatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    made = Folder(tmp_path, capsys)
    made.write("甲.txt", faulty())
    return made


def waiver(**keys: object) -> str:
    """Return an entry as a person would write it."""
    entry = {"rule": "GK301", "file": "甲.txt", "cell": TOTAL, "value": 9, "reason": "已核对台账"}
    entry |= keys
    said = [f"{key}: {value}" for key, value in entry.items() if value is not None]
    return "- " + "\n  ".join(said) + "\n"


def concise(folder: Folder, *arguments: str):
    return folder.gklint(*(arguments or ("甲.txt",)), "--output-format", "concise")


def test_the_report_of_these_tests_has_two_errors_and_fails(folder: Folder) -> None:
    outcome = concise(folder)
    assert outcome.status == 1
    assert [bool(outcome.lines(code)) for code in ("GK301", "GK304")] == [True, True]


def test_a_waiver_accepts_its_finding_and_the_summary_says_so(folder: Folder) -> None:
    folder.write(WAIVERS, waiver() + waiver(rule="review-total", cell=CASES, value=1))
    outcome = concise(folder)
    assert outcome.status == 0
    assert not outcome.lines("GK30")
    assert folder.gklint("甲.txt").lines("另有 2 条已接受（2 条豁免）")


def test_a_waiver_accepts_nothing_in_another_cell(folder: Folder) -> None:
    folder.write("甲.txt", faulty(applications__carried_in__total="7"))
    folder.write(WAIVERS, waiver())
    outcome = concise(folder)
    assert outcome.status == 1
    assert len(outcome.lines("GK301")) == 1
    assert outcome.lines("GK301", "二、上年结转")


def test_a_waiver_accepts_nothing_of_another_file(folder: Folder) -> None:
    folder.write("乙/甲.txt", faulty())
    folder.write("甲.txt.bak.txt", faulty())
    folder.write(WAIVERS, waiver())
    found = concise(folder, ".").lines("GK301")
    assert [line.split(":")[0] for line in found] == ["乙/甲.txt", "甲.txt.bak.txt"]


def test_a_pattern_names_several_files(folder: Folder) -> None:
    folder.write("2023/乙.txt", faulty())
    folder.write("2023/丙/丁.txt", faulty())
    folder.write(WAIVERS, waiver(file="2023/**/*.txt"))
    outcome = concise(folder, ".")
    assert [line.split(":")[0] for line in outcome.lines("GK301")] == ["甲.txt"]


def test_the_file_of_waivers_is_found_above_the_report_and_the_nearest_counts(
    folder: Folder,
) -> None:
    folder.write("2023/街道/乙.txt", faulty())
    folder.write(WAIVERS, waiver(file="2023/街道/乙.txt"))
    assert not concise(folder, "2023/街道/乙.txt").lines("GK301")
    folder.write(f"2023/{WAIVERS}", waiver(file="街道/丙.txt"))
    assert concise(folder, "2023/街道/乙.txt").lines("GK301")


def test_one_that_is_named_counts_alone(folder: Folder) -> None:
    folder.write(WAIVERS, waiver())
    folder.write("其他/豁免.yaml", waiver(file="../甲.txt", rule="GK304", cell=CASES, value=1))
    outcome = concise(folder, "甲.txt", "--waivers", "其他/豁免.yaml")
    assert outcome.lines("GK301")
    assert not outcome.lines("GK304")


def test_the_configuration_can_name_it(folder: Folder) -> None:
    folder.write("豁免/2023.yaml", waiver(file="../甲.txt"))
    folder.write("gklint.yaml", "waivers: 豁免/2023.yaml\n")
    assert not concise(folder).lines("GK301")


# --- a waiver holds while the number stays the same ---


def test_when_the_number_changes_the_finding_counts_again_and_the_waiver_is_named(
    folder: Folder,
) -> None:
    folder.write(WAIVERS, "# 2023 年度\n" + waiver())
    folder.write("甲.txt", faulty("10"))
    outcome = concise(folder)
    assert outcome.status == 1
    assert outcome.lines("GK301", "甲.txt")
    (stale,) = outcome.lines(WAIVERS, "GK904")
    assert stale.startswith(f"{WAIVERS}:2:")
    assert "豁免时这里的数是 9，现在是 10" in stale


def test_the_number_that_is_due_can_be_held_on_to_as_well(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(expected=8))
    assert not concise(folder).lines("GK301")
    folder.write("甲.txt", faulty(applications__new__natural_person="4"))
    outcome = concise(folder)
    assert outcome.lines("GK301", "甲.txt")
    assert outcome.lines("GK904", "豁免时应有的数是 8，现在是 （不能确定）")


@pytest.mark.parametrize("written", ["9", '"9"', "9.0", "９"])
def test_a_number_is_the_same_however_it_is_written(folder: Folder, written: str) -> None:
    folder.write(WAIVERS, waiver(value=written))
    assert not concise(folder).lines("GK301")


def test_a_waiver_without_the_number_holds_and_a_remark_says_what_it_lacks(
    folder: Folder,
) -> None:
    folder.write(WAIVERS, waiver(value=None))
    outcome = concise(folder)
    assert not outcome.lines("GK301")
    assert outcome.lines("提示", "GK904", "没有写 value，数字改了也看不出来；现在是 9")


def test_words_that_change_end_the_waiver(folder: Folder) -> None:
    folder.write("甲.txt", faulty("8").replace("（国务院令第711号", "（国务院令第492号"))
    entry = {"rule": "GK506", "cell": None, "value": None, "words": "国务院令第492号"}
    folder.write(WAIVERS, waiver(**entry))
    assert not concise(folder).lines("GK506")
    folder.write(WAIVERS, waiver(**entry | {"words": "国务院令第493号"}))
    outcome = concise(folder)
    assert outcome.lines("GK506", "甲.txt")
    assert outcome.lines("GK904", "甲.txt 中 GK506 已没有“国务院令第493号”处的问题")


# --- findings that have no cell ---


def test_a_finding_on_a_part_is_named_by_the_part(folder: Folder) -> None:
    text = faulty("8")
    start, end = text.index("五、存在"), text.index("六、其他需要报告的事项\n")
    folder.write("甲.txt", text[:start] + text[end:])
    assert concise(folder).lines("GK101 missing-section")
    keys = {"rule": "missing-section", "cell": None, "value": None}
    folder.write(WAIVERS, waiver(**keys, section=5))
    assert not concise(folder).lines("GK101 missing-section")
    folder.write(WAIVERS, waiver(**keys, section=4))
    assert concise(folder).lines("GK101", "甲.txt")


def test_the_only_finding_of_a_rule_needs_no_place_but_of_two_one_must_be_named(
    folder: Folder,
) -> None:
    one = faulty("8").replace("一、总体情况\n", "一、总体情况\n\n填写说明：略。\n", 1)
    folder.write("甲.txt", one)
    folder.write(WAIVERS, waiver(rule="placeholder", cell=None, value=None))
    assert not concise(folder).lines("GK113", "甲.txt:")
    folder.write("甲.txt", one.replace("略。\n", "略。\n\n联系人：____。\n", 1))
    outcome = concise(folder)
    assert len(outcome.lines("GK113 placeholder", "甲.txt:")) == 2
    assert outcome.lines("GK904", "看不出豁免的是哪一处", "有 2 个问题", "section, words")


def test_a_finding_in_a_table_is_never_accepted_without_its_cell(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(cell=None, value=None))
    outcome = concise(folder)
    assert outcome.lines("GK301", "甲.txt:")
    assert outcome.lines("GK904", "请写明 cell")


def test_words_in_a_table_hold_for_one_cell_and_a_remark_asks_for_the_number(
    folder: Folder,
) -> None:
    keys = {"rule": "GK206", "cell": None, "value": None, "words": "一、本年新收"}
    folder.write("甲.txt", faulty("8", applications__new__other_org=""))
    folder.write(WAIVERS, waiver(**keys))
    outcome = concise(folder)
    assert not outcome.lines("GK206 blank-cell", "甲.txt:")
    assert outcome.lines("提示", "GK904", "没有写 value")


# --- waivers that do not hold ---


def test_a_waiver_ends_after_its_last_day(folder: Folder) -> None:
    today = date.today()
    folder.write(WAIVERS, waiver(until=today.isoformat()))
    assert not concise(folder).lines("GK301")
    yesterday = (today - timedelta(days=1)).isoformat()
    folder.write(WAIVERS, waiver(until=yesterday))
    outcome = concise(folder)
    assert outcome.status == 1
    assert outcome.lines("GK301", "甲.txt:")
    assert outcome.lines(WAIVERS, "GK904", f"已于 {yesterday} 到期")


def test_a_waiver_of_what_is_gone_is_reported(folder: Folder) -> None:
    folder.write(WAIVERS, waiver() + waiver(rule="GK302", cell=PROCESSED))
    (stale,) = concise(folder).lines("GK904")
    assert stale.startswith(f"{WAIVERS}:6:1: 警告")
    assert f"甲.txt 中 GK302 已没有“{PROCESSED}”处的问题" in stale


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        ({"reason": None}, "GK905", "豁免没有写理由"),
        ({"reason": '""'}, "GK905", "豁免没有写理由"),
        ({"rule": "GK3O1"}, "GK907", "没有规则“GK3O1”，这一条没有起作用；是否指 GK301？"),
        ({"rule": "GK3"}, "GK907", "“GK3”不是一条规则"),
        ({"rule": "row-totl"}, "GK907", "是否指 row-total？"),
        ({"cell": "applications.new.totals"}, "GK904", "是否指 applications.new.total？"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_at_its_line(
    folder: Folder, entry: dict[str, object], code: str, words: str
) -> None:
    folder.write(WAIVERS, "# 一\n# 二\n" + waiver(**entry))
    outcome = concise(folder)
    assert outcome.status == 1
    (found,) = outcome.lines(code)
    assert found.startswith(f"{WAIVERS}:3:1: 警告 {code}")
    assert words in found


def test_a_waiver_without_a_reason_holds_all_the_same(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(reason=None))
    assert not concise(folder).lines("GK301")


def test_an_identity_number_cannot_be_waived(folder: Folder) -> None:
    told = "一、总体情况\n\n身份证号11010519491231002X。\n"
    text = faulty("8").replace("一、总体情况\n", told, 1)
    folder.write("甲.txt", text)
    folder.write(WAIVERS, waiver(rule="GK701", cell=None, value=None))
    outcome = concise(folder)
    assert outcome.lines("GK701", "甲.txt:")
    assert outcome.lines("GK904", "不能忽略，也不能豁免")


@pytest.mark.parametrize(
    "arguments",
    [("乙.txt",), ("甲.txt", "--ignore", "GK302"), ("甲.txt", "--select", "GK301,GK904")],
)
def test_what_was_not_checked_in_this_run_is_not_superfluous(
    folder: Folder, arguments: tuple[str, ...]
) -> None:
    folder.write("乙.txt", faulty("8"))
    folder.write(WAIVERS, waiver() + waiver(rule="GK302", cell=PROCESSED))
    assert not concise(folder, *arguments).lines("GK904")


def test_a_waiver_of_a_file_that_is_not_there_is_said(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(file="丙.txt"))
    (lost,) = concise(folder).lines("GK904")
    assert "没有文件“丙.txt”" in lost
    folder.write("丙.txt", faulty("8"))
    assert not concise(folder, "甲.txt").lines("GK904")


def test_of_a_pattern_is_said_only_when_all_its_files_were_checked(folder: Folder) -> None:
    folder.write("甲.txt", faulty("8"))
    folder.write("乙.txt", faulty())
    folder.write(WAIVERS, waiver(file="'*.txt'"))
    assert not concise(folder, "甲.txt").lines("GK904")
    assert not concise(folder, ".").lines("GK904")
    folder.write("乙.txt", faulty("8"))
    assert concise(folder, ".").lines("GK904", "*.txt")


def test_a_file_that_cannot_be_read_makes_no_waiver_superfluous(folder: Folder) -> None:
    folder.write("甲.txt", "")
    folder.write(WAIVERS, waiver())
    outcome = concise(folder)
    assert outcome.status == 2
    assert not outcome.lines("GK904")


# --- a file of waivers that cannot be used ---


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- rule: GK301\n  file: [\n", 3, "不是有效的 YAML"),
        ("rule: GK301\n", 1, "应为一列豁免"),
        ("- rule: GK301\n", 1, "缺少 file"),
        ("- file: 甲.txt\n", 1, "缺少 rule"),
        ("- rule: GK301\n  file: 甲.txt\n  untill: 2026-01-01\n", 3, "是否指 until？"),
        ("- rule: GK301\n  file: 甲.txt\n  until: 明年\n", 3, "应为日期"),
        ("- rule: GK301\n  file: 甲.txt\n  until: 2023-02-30\n", 3, "不是有效的 YAML"),
        ("- rule: GK301\n  file: 甲.txt\n  cell: total\n", 3, "应为“表.行.列”"),
        ("- rule: GK301\n  file: 甲.txt\n  section: 七\n", 3, "应为 1 至 6 的整数"),
        ("- rule: [GK301]\n  file: 甲.txt\n", 1, "应为文字或数字，写的是列表"),
        ("- rule: ''\n  file: 甲.txt\n", 1, "rule: 不能是空的"),
        ("- GK301\n", 1, "应为键值对，写的是文字“GK301”"),
    ],
)
def test_a_broken_file_ends_the_run_before_anything_is_checked(
    folder: Folder, text: str, line: int, words: str
) -> None:
    folder.write(WAIVERS, text)
    outcome = concise(folder, "甲.txt", "--output-file", "out.txt")
    assert outcome.status == 2
    assert not (folder.path / "out.txt").exists()
    said = next(each for each in outcome.err.splitlines() if WAIVERS in each)
    assert f"{WAIVERS}:{line}: " in said
    assert words in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_waivers("- rule: GK301\n- file: 甲.txt\n  who: [1]\n", "w.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]


def test_an_empty_file_waives_nothing_and_is_no_error(folder: Folder) -> None:
    folder.write(WAIVERS, "# 还没有\n")
    assert concise(folder).lines("GK301")


def test_a_list_under_the_key_waivers_will_do(folder: Folder) -> None:
    indented = "".join(f"  {line}\n" for line in waiver().splitlines())
    folder.write(WAIVERS, f"waivers:\n{indented}")
    assert not concise(folder).lines("GK301")


# --- what others are told ---


def test_what_is_accepted_is_told_to_programs_with_who_why_and_where(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(who="李明", until=FAR_AWAY))
    outcome = folder.gklint("甲.txt", "--output-format", "json")
    (report,) = json.loads(outcome.out)["reports"]
    assert "GK301" not in [finding["code"] for finding in report["diagnostics"]]
    (accepted,) = report["accepted"]
    assert accepted["code"] == "GK301"
    assert accepted["acceptance"] == {
        "kind": "waiver",
        "reason": "已核对台账",
        "who": "李明",
        "until": FAR_AWAY,
        "path": WAIVERS,
        "line": 1,
    }


def test_the_reports_in_a_summary_do_not_include_the_file_of_waivers(folder: Folder) -> None:
    folder.write(WAIVERS, waiver(until=LONG_AGO))
    data = json.loads(folder.gklint("甲.txt", "--output-format", "json").out)
    assert [report["path"] for report in data["reports"]] == ["甲.txt", WAIVERS]
    assert data["summary"]["files"] == 1
    assert data["summary"]["warnings"] == 1


def test_a_result_of_sarif_has_the_reason_as_its_justification(folder: Folder) -> None:
    folder.write(WAIVERS, waiver() + waiver(rule="GK3O1"))
    (run,) = json.loads(folder.gklint("甲.txt", "--output-format", "sarif").out)["runs"]
    results = {result["ruleId"]: result for result in run["results"]}
    (suppression,) = results["GK301"]["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["justification"] == "已核对台账"
    place = results["GK907"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == WAIVERS
    assert place["region"]["startLine"] == 6


def test_the_same_is_accepted_when_several_processes_check(folder: Folder) -> None:
    for number in range(6):
        folder.write(f"{number}.txt", faulty())
    folder.write(WAIVERS, waiver(file="'?.txt'"))
    found = find_files(["."])
    settings = Settings()

    def records(jobs: int) -> list[Record]:
        accepting = accepting_for(
            found.files,
            Requested(),
            found_waivers(found.files),
            says(lambda path: settings),
            lambda: (),
            print,
        )
        return list(apply(check(found, lambda path: settings, jobs=jobs), accepting))

    one, two = records(1), records(2)
    assert [record.path for record in one] == [record.path for record in two]
    assert [record.accepted for record in one] == [record.accepted for record in two]
    assert all(len(record.accepted) == 1 for record in one if record.path != "甲.txt")


def test_waivers_and_baseline_apply_to_what_comes_out_of_the_cache(
    folder: Folder, monkeypatch
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(folder.path / ".kept"))
    for number in range(12):
        folder.write(f"{number}.txt", faulty())
    # All are copies of one report, which is not what this is about.
    json_of = (".", "--output-format", "json", "--ignore", "GK8")
    outcomes = [folder.gklint(*json_of) for _ in range(2)]
    assert outcomes[0].out == outcomes[1].out
    folder.write(WAIVERS, waiver(file="'*.txt'"))
    folder.gklint(*json_of, "--write-baseline")
    warm, again = (folder.gklint(*json_of, "--baseline") for _ in range(2))
    assert warm.status == again.status == 0
    assert warm.out == again.out
    kinds = [
        each["acceptance"]["kind"]
        for report in json.loads(warm.out)["reports"]
        for each in report["accepted"]
    ]
    assert sorted(set(kinds)) == ["baseline", "waiver"]
    assert len(kinds) == 2 * 13
