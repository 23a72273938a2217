"""A baseline: only what is new fails, and it can shrink and never grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest
from helpers.accepted_reports import CASES, Folder, Outcome, before, faulty
from helpers.command_line import CLEAN, environment, gklint
from lab.faults import FAULTS, Fault, Faulty

from gklint import lint_file, lint_text
from gklint.checking.records import record_of
from gklint.checking.settings import Settings
from gklint.model.diagnostics import fingerprints
from gklint.support.locks import locked
from gklint.suppression.baseline import Baseline, NewBaseline
from gklint.suppression.baseline_file import baseline_text, known_in, load_baseline
from gklint.testing import LAYOUTS, random_draft, render
from gklint.testing.style import PLAIN_STYLE

BASELINE = "gklint-baseline.json"


@pytest.fixture
def folder(tmp_path: Path, capsys, monkeypatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    made = Folder(tmp_path, capsys)
    made.write("2023/甲.txt", faulty())
    made.write("2023/乙.txt", faulty(applications__carried_in__total="7"))
    return made


def concise(folder: Folder, *arguments: str) -> Outcome:
    return folder.gklint(*arguments, "--no-across", "--output-format", "concise")


def kept(folder: Folder) -> dict[str, list[str]]:
    """Return the codes in the baseline by file."""
    files = json.loads(folder.read(BASELINE))["files"]
    return {file: [entry["code"] for entry in entries] for file, entries in files.items()}


def test_what_was_found_before_no_longer_fails_and_what_is_new_does(folder: Folder) -> None:
    assert concise(folder, "2023").status == 1
    assert concise(folder, "2023", "--write-baseline").status == 0
    assert concise(folder, "2023", "--baseline").status == 0
    text = folder.read("2023/甲.txt").replace("四、政府", "四.政府", 1)
    folder.write("2023/甲.txt", text)
    outcome = concise(folder, "2023", "--baseline")
    assert outcome.status == 1
    assert outcome.lines("甲.txt:", "警告 GK105")
    assert not outcome.lines("错误")
    assert folder.gklint("2023/甲.txt", "--baseline").lines("条已接受（2 条基线）")


def test_the_option_takes_a_path_for_its_file_only_if_it_is_called_json(folder: Folder) -> None:
    concise(folder, "--write-baseline", "2023")
    assert concise(folder, "--baseline", "2023").status == 0
    concise(folder, "--write-baseline", "旧.json", "2023")
    assert (folder.path / "旧.json").exists()
    assert concise(folder, "--baseline", "旧.json", "2023").status == 0
    assert folder.read("2023/甲.txt") == faulty()


def test_the_configuration_can_name_it(folder: Folder) -> None:
    (folder.path / "旧").mkdir()
    concise(folder, "2023", "--write-baseline=旧/基线.json")
    folder.write("gklint.yaml", "baseline: 旧/基线.json\n")
    assert concise(folder, "2023").status == 0


def test_it_is_sorted_and_has_a_finding_a_line(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read(BASELINE)
    assert list(json.loads(text)["files"]) == ["2023/乙.txt", "2023/甲.txt"]
    assert text.count('"fingerprint"') == len([line for line in text.splitlines() if "GK" in line])
    assert "六栏之和" in text
    concise(folder, "2023", "--write-baseline")
    assert folder.read(BASELINE) == text
    assert baseline_text(*known_in(BASELINE)) == text


def test_it_means_the_same_wherever_gklint_is_run(folder: Folder, monkeypatch) -> None:
    concise(folder, "2023", "--write-baseline")
    monkeypatch.chdir(folder.path / "2023")
    assert concise(folder, ".", "--baseline", f"../{BASELINE}").status == 0
    assert concise(folder, str(folder.path / "2023"), "--baseline", f"../{BASELINE}").status == 0


# --- it shrinks ---


def test_what_is_fixed_is_taken_out_and_fails_when_it_comes_back(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    before = kept(folder)
    folder.write("2023/甲.txt", faulty("8"))
    outcome = concise(folder, "2023", "--baseline")
    assert outcome.status == 0
    assert "有 2 条已不再出现，已从基线中去掉" in outcome.err
    assert kept(folder) == {"2023/乙.txt": before["2023/乙.txt"]}
    folder.write("2023/甲.txt", faulty())
    assert concise(folder, "2023", "--baseline").status == 1


def test_it_never_grows(folder: Folder) -> None:
    concise(folder, "2023/甲.txt", "--write-baseline")
    text = folder.read(BASELINE)
    assert concise(folder, "2023", "--baseline").status == 1
    assert folder.read(BASELINE) == text


def test_it_can_be_kept_as_it_is(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read(BASELINE)
    folder.write("2023/甲.txt", faulty("8"))
    outcome = concise(folder, "2023", "--baseline", "--keep-baseline")
    assert folder.read(BASELINE) == text
    assert "基线中有 2 条已不再出现，可以去掉" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [("2023/乙.txt",), ("2023", "--select", "GK1"), ("2023", "--ignore", "GK3")],
    ids=["another file", "another rule", "rules switched off"],
)
def test_what_was_not_checked_in_this_run_stays(folder: Folder, arguments: tuple[str, ...]) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read(BASELINE)
    folder.write("2023/甲.txt", faulty("8"))
    concise(folder, *arguments, "--baseline")
    assert folder.read(BASELINE) == text


def test_of_a_file_that_cannot_be_read_everything_stays(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read(BASELINE)
    folder.write("2023/甲.txt", "")
    assert concise(folder, "2023", "--baseline").status == 2
    assert folder.read(BASELINE) == text


def test_a_rule_that_could_not_check_takes_nothing_out(folder: Folder) -> None:
    concise(folder, "2023/甲.txt", "--write-baseline")
    folder.write("2023/甲.txt", faulty(""))
    concise(folder, "2023/甲.txt", "--baseline")
    assert "GK301" in kept(folder)["2023/甲.txt"]


def test_two_runs_at_once_undo_nothing_of_each_other(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    one, other = (Baseline(BASELINE, True, print) for _ in range(2))
    for run, name in ((one, "2023/甲.txt"), (other, "2023/乙.txt")):
        run.accept(record_of(lint_text(faulty("8"), name)))
    list(one.rest())
    list(other.rest())
    assert kept(folder) == {}


# --- what goes in ---


def test_what_is_accepted_otherwise_does_not_go_into_it(folder: Folder) -> None:
    comment = "# gklint: ignore GK301 -- 已核对"
    folder.write("2023/甲.txt", before("一、本年新收", faulty(), comment))
    folder.write(
        "gklint.waivers.yaml",
        f"- rule: GK304\n  file: 2023/甲.txt\n  reason: 已核对\n  cell: {CASES}\n  value: 1\n",
    )
    concise(folder, "2023/甲.txt", "--write-baseline")
    assert kept(folder) == {}


def test_findings_that_nobody_may_accept_do_not_go_into_it(folder: Folder) -> None:
    text = faulty().replace("一、总体情况\n", "一、总体情况\n\n身份证号11010519491231002X。\n", 1)
    folder.write("2023/甲.txt", f"# gklint: ignore GK3O1 -- 已核对\n{text}")
    outcome = concise(folder, "2023/甲.txt", "--write-baseline")
    assert outcome.status == 1
    assert outcome.lines("GK701")
    assert outcome.lines("GK907")
    assert kept(folder) == {"2023/甲.txt": ["GK301", "GK304"]}


def test_writing_it_anew_leaves_other_files_and_other_rules_in_it(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    whole = kept(folder)
    folder.write("2023/丙.txt", faulty())
    concise(folder, "2023/丙.txt", "--write-baseline")
    assert kept(folder) == whole | {"2023/丙.txt": ["GK301", "GK304"]}
    concise(folder, "2023", "--write-baseline", "--select", "GK1")
    assert kept(folder) == whole | {"2023/丙.txt": ["GK301", "GK304"]}
    (folder.path / "2023/丙.txt").unlink()
    concise(folder, "2023", "--write-baseline")
    assert kept(folder) == whole


# --- files that are none ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "没有这个基线文件；可用 --write-baseline 生成"),
        ("{", "不是有效的 JSON"),
        ("{}", "这不是基线文件"),
        ('{"gklint_baseline": 2, "files": {}}', "只认得第 1 版"),
        ('{"gklint_baseline": 1, "files": {"甲.txt": [{}]}}', "基线文件已损坏"),
    ],
)
def test_a_file_that_is_no_baseline_ends_the_run(
    folder: Folder, text: str | None, words: str
) -> None:
    if text is not None:
        folder.write(BASELINE, text)
    outcome = concise(folder, "2023", "--baseline")
    assert outcome.status == 2
    assert words in outcome.err
    assert outcome.out == ""


def test_no_other_file_is_written_over(folder: Folder) -> None:
    folder.write("数据.json", '{"甲": 1}')
    assert concise(folder, "2023", "--write-baseline", "数据.json").status == 2
    assert folder.read("数据.json") == '{"甲": 1}'


def test_a_run_that_is_killed_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(faulty(), "utf-8")
    gklint = [sys.executable, "-m", "gklint", ".", "--no-across"]
    command = [*gklint, "--write-baseline", "--exit-zero"]
    where = {
        "cwd": tmp_path,
        "env": environment(),
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    begun = time.monotonic()
    subprocess.run(command, check=True, **where)
    whole = time.monotonic() - begun
    names = {f"{number}.txt" for number in range(40)}
    assert set(load_baseline(str(tmp_path / BASELINE))) == names
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(faulty("8"), "utf-8")
    shrinking = [*gklint, "--baseline", "--no-inline-suppressions"]
    for part in (0.3, 0.6, 0.85, 0.95, 1.0):
        process = subprocess.Popen(shrinking, **where)
        time.sleep(whole * part)
        process.kill()
        process.wait()
        assert set(load_baseline(str(tmp_path / BASELINE))) in (names, set())
    subprocess.run(shrinking, check=True, **where)
    assert load_baseline(str(tmp_path / BASELINE)) == {}
    assert [name for name in os.listdir(tmp_path) if name.endswith(".json")] == [BASELINE]


def test_without_anything_accepted_the_output_is_what_it_was(folder: Folder) -> None:
    plain = folder.gklint("2023", "--output-format", "json")
    folder.write("gklint.waivers.yaml", "[]\n")
    assert folder.gklint("2023", "--output-format", "json").out == plain.out


# --- fingerprints: the same finding, however the report is written ---


def names_of(text: str, code: str = "") -> set[str]:
    settings = Settings(select=(code,)) if code else None
    found = lint_text(text, settings=settings).diagnostics
    return {
        name
        for name, d in zip(fingerprints(found), found, strict=True)
        if not code or d.code == code
    }


STYLES = {
    "plain": PLAIN_STYLE,
    "narrow": PLAIN_STYLE._replace(wrap=37),
    "pages": PLAIN_STYLE._replace(page_lines=40),
    "half-width": PLAIN_STYLE._replace(half_width=True, spaced_labels=True),
}
#: What these find is another thing when the page is another: a whole page of a text that is no
#: report, rows that some layouts cannot show.
DEPEND_ON_LAYOUT = {"GK902"}


def found_fault(fault: Fault) -> tuple[Faulty, set[str]]:
    """Return a report with the fault, and the names of its findings in a layout that shows it."""
    chance = Random(1)
    for _ in range(600):
        put = fault.put(random_draft(chance), chance)
        for layout in LAYOUTS if put else ():
            names = names_of(render(put.draft, layout, damage=put.damage).text, fault.code)
            if names:
                return put, names
    raise AssertionError(f"no report in which it is found: {fault.code} {fault.what}")


@pytest.mark.parametrize(
    "fault",
    [f for f in FAULTS if f.code not in DEPEND_ON_LAYOUT],
    ids=lambda fault: f"{fault.code} {fault.what}",
)
def test_a_finding_has_one_name_in_every_layout_that_it_can_be_found_in(fault: Fault) -> None:
    put, names = found_fault(fault)
    found = 0
    for layout in LAYOUTS:
        for style in STYLES.values():
            if any(getattr(style, field) != getattr(PLAIN_STYLE, field) for field in put.plain):
                continue
            now = names_of(render(put.draft, layout, style, put.damage).text, fault.code)
            if fault.code == "GK206" and layout == "stacked_blank" and style.page_lines:
                # Where a page ends among blanks, a row of which nobody can tell them is not read.
                continue
            assert now <= names, f"{layout}, {style}"
            found += now == names
    assert found >= len(LAYOUTS)


def test_lines_put_in_above_change_no_name() -> None:
    text = faulty()
    assert names_of("\n\n首页\n\n" + text) >= names_of(text)


def test_the_encoding_changes_no_name(tmp_path: Path) -> None:
    from gklint import lint_file

    several = set()
    for encoding in ("utf-8", "gb18030", "utf-16"):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(faulty().encode(encoding))
        several.add(tuple(fingerprints(lint_file(str(file)).diagnostics)))
    assert len(several) == 1


def test_another_wrong_number_in_a_cell_is_the_same_finding_and_another_cell_is_not() -> None:
    assert names_of(faulty("9"), "GK301") == names_of(faulty("10"), "GK301")
    other = faulty("8", applications__carried_in__total="7")
    assert not names_of(faulty("9"), "GK301") & names_of(other, "GK301")


def test_a_baseline_that_cannot_be_written_is_refused_before_anything_is_checked(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_bytes(CLEAN.read_bytes())
    done = gklint("a.txt", "--write-baseline", "no/folder/x.json", cwd=tmp_path)
    assert done.status == 2 and done.out == ""
    assert "no/folder 不存在" in done.err and ".part" not in done.err


# --- runs beside one another, files with new names ---


def test_two_runs_that_write_at_once_lose_nothing_of_each_other(folder: Folder) -> None:
    first = NewBaseline(BASELINE, lambda text: None)
    second = NewBaseline(BASELINE, lambda text: None)
    for one, name in ((first, "2023/甲.txt"), (second, "2023/乙.txt")):
        one.accept(record_of(lint_file(name), hashed=False))
    first.rest()
    second.rest()
    assert sorted(kept(folder)) == ["2023/乙.txt", "2023/甲.txt"]


@pytest.mark.skipif(os.name == "nt", reason="a folder is locked elsewhere only")
def test_a_run_waits_for_another_that_writes(folder: Folder) -> None:
    order: list[str] = []

    def write() -> None:
        with locked(BASELINE):
            order.append("second")

    with locked(BASELINE):
        thread = threading.Thread(target=write)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_baseline_that_cannot_be_written_loses_no_result(folder: Folder) -> None:
    folder.write("outside/b.json", baseline_text({}))
    Path("inside").mkdir()
    os.symlink("../outside/b.json", "inside/b.json")
    outcome = concise(folder, "2023", "--write-baseline", "inside/b.json", "-o", "found.txt")
    assert outcome.status == 2 and folder.read("outside/b.json") == baseline_text({})
    assert "没有写入" in outcome.err and "2 份报告" in folder.read("found.txt")


@pytest.mark.parametrize("new", ["2023/丙.txt", "2024/甲.txt", "甲（定稿）.txt"])
def test_a_renamed_file_is_known_by_its_body_and_year(folder: Folder, new: str) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read("2023/甲.txt")
    (Path("2023") / "甲.txt").unlink()
    folder.write(new, text)
    outcome = concise(folder, new, "--baseline")
    assert outcome.status == 0 and "1 份报告改了名" in outcome.err
    assert sorted(kept(folder)) == sorted(["2023/乙.txt", new])
    # From then on by its new name.
    assert concise(folder, new, "--baseline").status == 0


def test_a_report_of_another_body_takes_over_nothing(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    text = folder.read("2023/甲.txt")
    (Path("2023") / "甲.txt").unlink()
    folder.write("2023/丙.txt", text.replace("松林街道", "河东街道"))
    assert concise(folder, "2023/丙.txt", "--baseline").status == 1
    assert "2023/甲.txt" in kept(folder)


def test_a_copy_of_a_file_that_is_still_there_takes_over_nothing(folder: Folder) -> None:
    concise(folder, "2023", "--write-baseline")
    folder.write("2023/丙.txt", folder.read("2023/甲.txt"))
    assert concise(folder, "2023/丙.txt", "--baseline").status == 1
