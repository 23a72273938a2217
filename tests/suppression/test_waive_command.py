"""`gklint waive`: an entry with the numbers of the day, and what people wrote stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.accepted_reports import CASES, TOTAL, Folder, faulty

from gklint.suppression.waivers import Waiver, read_waivers
from gklint.suppression.writing import waiver_text

WAIVERS = "gklint.waivers.yaml"


@pytest.fixture
def folder(tmp_path: Path, capsys, monkeypatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    made = Folder(tmp_path, capsys)
    made.write("甲.txt", faulty())
    return made


def waive(folder: Folder, *arguments: str, reason: str = "已核对台账"):
    return folder.gklint("waive", *arguments, *(["--reason", reason] if reason else []))


def test_it_writes_the_cell_and_the_numbers_and_the_waiver_holds(folder: Folder) -> None:
    done = waive(folder, "甲.txt", "row-total", "--who", "李明", "--until", "2999-12-31")
    assert done.status == 0
    assert done.out == f"已写入 {WAIVERS}：甲.txt GK301 {TOTAL} = 9\n"
    assert folder.read(WAIVERS) == (
        f"- rule: GK301\n  file: 甲.txt\n  cell: {TOTAL}\n  value: 9\n  expected: 8\n"
        "  reason: 已核对台账\n  who: 李明\n  until: 2999-12-31\n"
    )
    assert not folder.gklint("甲.txt", "--output-format", "concise").lines("GK301")


def test_it_adds_to_the_file_and_leaves_every_other_line_as_it_is(folder: Folder) -> None:
    text = (
        "# 豁免须经办公室主任同意\r\n- {rule: GK111, file: 乙.txt, reason: 长}  # 旧\r\n\r\n"
        "# 以下为 2023 年度\r\n"
    )
    folder.write(WAIVERS, text)
    assert waive(folder, "甲.txt", "GK301").status == 0
    changed = folder.read(WAIVERS)
    assert changed.startswith(text)
    assert changed.count("\n") == changed.count("\r\n")
    assert [waiver.rule for waiver in read_waivers(changed, "")] == ["GK111", "GK301"]


def test_a_second_time_it_renews_the_number_and_keeps_the_reason(folder: Folder) -> None:
    waive(folder, "甲.txt", "GK301")
    waive(folder, "甲.txt", "GK304")
    folder.write(WAIVERS, folder.read(WAIVERS).replace("- rule: GK304", "# 诉讼\n- rule: GK304"))
    folder.write("甲.txt", faulty("10"))
    renewed = waive(folder, "甲.txt", "GK301", "--who", "王芳", reason="")
    assert renewed.out.startswith(f"已更新 {WAIVERS}")
    one, two = read_waivers(folder.read(WAIVERS), "")
    assert (one.value, one.reason, one.who) == ("10", "已核对台账", "王芳")
    assert two.rule == "GK304"
    assert "# 诉讼\n- rule: GK304" in folder.read(WAIVERS)


def test_a_list_under_a_key_stays_under_it(folder: Folder) -> None:
    folder.write(WAIVERS, "waivers:\n  - rule: GK111\n    file: 乙.txt\n    reason: 长\n")
    waive(folder, "甲.txt", "GK301")
    assert "  - rule: GK301\n    file: 甲.txt\n" in folder.read(WAIVERS)
    assert not folder.gklint("甲.txt", "--output-format", "concise").lines("GK301")


def test_of_several_findings_it_asks_for_one_and_shows_how(folder: Folder) -> None:
    folder.write("甲.txt", faulty(applications__carried_in__total="7"))
    asked = waive(folder, "甲.txt", "GK301")
    assert asked.status == 2
    assert not (folder.path / WAIVERS).exists()
    assert f"--cell {TOTAL}" in asked.err
    assert waive(folder, "甲.txt", "GK301", "--cell", TOTAL).status == 0


def test_words_are_written_down_for_a_finding_in_the_text(folder: Folder) -> None:
    folder.write("甲.txt", faulty("8").replace("（国务院令第711号", "（国务院令第492号"))
    assert waive(folder, "甲.txt", "GK506").status == 0
    assert "words: 国务院令第492号" in folder.read(WAIVERS)
    assert not folder.gklint("甲.txt", "--output-format", "concise").lines("GK506")


def test_a_missing_part_is_named_by_its_number(folder: Folder) -> None:
    text = faulty("8")
    start, end = text.index("五、存在"), text.index("六、其他需要报告的事项\n")
    folder.write("甲.txt", text[:start] + text[end:])
    assert waive(folder, "甲.txt", "GK101").status == 0
    assert "section: 5" in folder.read(WAIVERS)
    outcome = folder.gklint("甲.txt", "--output-format", "concise")
    assert not outcome.lines("GK101 missing-section")


def test_a_report_elsewhere_gets_its_waivers_beside_it(folder: Folder, monkeypatch) -> None:
    (folder.path / "这里").mkdir()
    monkeypatch.chdir(folder.path / "这里")
    waive(folder, "../甲.txt", "GK301")
    assert "file: 甲.txt\n" in folder.read(WAIVERS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("甲.txt", "GK301", "--cell", CASES), "没有这个问题"),
        (("甲.txt", "GK302"), "没有这个问题"),
        (("甲.txt", "GK3O1"), "是否指 GK301？"),
        (("甲.txt", "GK701"), "GK701 personal-id 的问题不能豁免"),
        (("甲.txt", "GK301", "--cell", "total"), "--cell 应当是“表.行.列”"),
        (("没有.txt", "GK301"), "文件不存在"),
        (("甲.txt",), "缺少参数"),
    ],
)
def test_where_there_is_nothing_to_waive_nothing_is_written(
    folder: Folder, arguments: tuple[str, ...], words: str
) -> None:
    outcome = waive(folder, *arguments)
    assert outcome.status == 2
    assert words in outcome.err
    assert not (folder.path / WAIVERS).exists()


def test_a_reason_is_required(folder: Folder) -> None:
    outcome = waive(folder, "甲.txt", "GK301", reason="")
    assert outcome.status == 2
    assert "--reason" in outcome.err
    assert not (folder.path / WAIVERS).exists()


@pytest.mark.parametrize("text", ["- rule: [\n", "- {rule: GK111}\n", "[{rule: a, file: b}]\n"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(folder: Folder, text: str) -> None:
    folder.write(WAIVERS, text)
    assert waive(folder, "甲.txt", "GK301").status == 2
    assert folder.read(WAIVERS) == text


def test_the_list_says_what_has_run_out_and_what_file_is_gone(folder: Folder) -> None:
    assert folder.gklint("waive", "--list").status == 2
    waive(folder, "甲.txt", "GK301", "--until", "2020-01-01")
    folder.write(WAIVERS, folder.read(WAIVERS) + "- {rule: GK111, file: 乙.txt, reason: 长}\n")
    first, second = folder.gklint("waive", "--list").out.splitlines()
    assert first == (
        f"{WAIVERS}:1: GK301 甲.txt {TOTAL} = 9 — 已核对台账 (until: 2020-01-01, 已到期)"
    )
    assert second == f"{WAIVERS}:8: GK111 乙.txt — 长 (没有这个文件)"


@pytest.mark.parametrize(
    "reason", ["核过：“台账”", "a: b # c", "- 是", "null", "9", "'引'", '"引"', "两行\n文字", "是 "]
)
def test_any_reason_reads_as_it_was_given(reason: str) -> None:
    waiver = Waiver(1, "GK301", "报告 [2023].txt", words="：“{}”", reason=reason.strip())
    assert read_waivers(waiver_text(waiver), "") == (waiver,)
