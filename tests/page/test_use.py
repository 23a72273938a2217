"""What somebody in an office does with the page: many files, drafts, results to take home."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.command_line import EXAMPLES, gklint
from helpers.page import Opened
from lab.district import CellKey, Decimal, district, write

_WRONG = (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8")
#: The same report with one of its mistakes fixed.
_MENDED = _WRONG.replace("2022年1月1日至2022年12月31日", "2023年1月1日至2023年12月31日")


def test_a_folder_with_last_year_and_a_roster_is_compared_as_natively(
    opened: Opened, tmp_path: Path
) -> None:
    body, cell = "云林市青川区税务局", CellKey("applications", "carried_in", "total")
    whole = district(12)
    report = whole.reports[body, 2023]
    numbers = {**report.numbers, cell: Decimal(77)}
    folder = tmp_path / "年报"
    folder.mkdir()
    write(whole.with_report(replace(report, numbers=numbers)), folder)
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    opened.give([folder], "#folder")
    native = json.loads(
        gklint(
            "check", "年报", "--roster", "年报/roster.csv", "--isolated", "--no-cache",
            "--output-format", "json", "--lang", "zh", cwd=tmp_path,
        ).out
    )  # fmt: skip
    assert opened.reports() == native["reports"]
    path = f"年报/2023/{body}.txt"
    found = {
        each["path"]: [one["code"] for one in each["diagnostics"]] for each in native["reports"]
    }
    assert "GK801" in found[path]
    assert "年报/roster.csv" in opened.text("#roster")
    assert "照片.jpg" in opened.text("#not-read")
    opened.click("#verdicts [data-only=failed]")
    shown = (
        "[...document.querySelectorAll('.report:not([hidden])')].map((each) => each.dataset.path)"
    )
    assert opened.run(shown) == [path]


def test_a_roster_that_is_wrong_is_told_and_the_reports_are_checked(
    opened: Opened, tmp_path: Path
) -> None:
    shutil.copy(EXAMPLES / "clean-2023.txt", tmp_path)
    (tmp_path / "名册.csv").write_text("名称,上级\n甲局,乙局\n", encoding="utf-8")
    opened.give(sorted(tmp_path.iterdir()))
    assert opened.verdicts() == {"clean-2023.txt": "passed"}
    assert "名册中没有“乙局”" in opened.text("#not-read") and opened.text("#roster") == ""


def test_a_report_chosen_again_tells_what_is_mended_and_what_is_left(
    opened: Opened, tmp_path: Path
) -> None:
    report = tmp_path / "年报.txt"
    report.write_text(_WRONG, encoding="utf-8")
    opened.give([report])
    assert opened.text(".since") == ""
    report.write_text(_MENDED, encoding="utf-8")
    opened.give([report])
    told = opened.text(".since")
    assert "改正 1 个，新出现 0 个，还有 4 个" in told and "已改正 GK503" in told
    # Of what is no report any more nothing is known: that is not fixed.
    report.write_text("各位同事：明天开会。", encoding="utf-8")
    opened.give([report])
    told = opened.text(".since")
    assert "改正 0 个" in told and "另有 4 个现在没能评定" in told and "已改正" not in told


def test_two_drafts_chosen_together_are_compared(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "初稿.txt").write_text(_WRONG, encoding="utf-8")
    (tmp_path / "改稿.txt").write_text(_MENDED, encoding="utf-8")
    shutil.copy(EXAMPLES / "clean-2023.txt", tmp_path)
    opened.give(sorted(tmp_path.iterdir()))
    # They are of one body and year, so they are proposed.
    proposed = "['old', 'new'].map((id) => document.getElementById(id).value)"
    assert opened.run(proposed) == ["初稿.txt", "改稿.txt"]
    opened.click("#compare-form button")
    opened.browser.wait("document.getElementById('changes').innerText.includes('已改正')")
    assert "GK503" in opened.text("#changes")


def test_the_findings_are_taken_home_as_workbook_and_as_page(
    opened: Opened, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    # A name that a spreadsheet would take for a formula.
    report = tmp_path / "=1+1.txt"
    report.write_text(_WRONG, encoding="utf-8")
    opened.give([report])
    opened.click("[data-again=xlsx]")
    book = openpyxl.load_workbook(opened.browser.downloaded("=1+1.检查结果.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"GK301", "GK503"} <= {cell.value for cell in cells}
    assert any(cell.value == "=1+1.txt" for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    opened.click("[data-again=html]")
    page = opened.browser.downloaded("=1+1.检查结果.html").read_text(encoding="utf-8")
    assert "<!doctype html>" in page.lower()
    # Chosen by mistake, a result is no report.
    opened.give([opened.browser.downloads / "=1+1.检查结果.xlsx", EXAMPLES / "clean-2023.txt"])
    assert opened.verdicts() == {"clean-2023.txt": "passed"}
    assert "=1+1.检查结果.xlsx" in opened.text("#not-read")


def test_whatever_cannot_be_read_is_told_beside_what_can(opened: Opened, tmp_path: Path) -> None:
    clean = (EXAMPLES / "clean-2023.txt").read_text(encoding="utf-8")
    for name, raw in {
        "年报.txt": clean.encode(),
        "utf-16.txt": clean.encode("utf-16"),
        "gb18030.txt": clean.encode("gb18030"),
        # A name that a command line would take for an option.
        "--help.txt": clean.encode(),
        "空.docx": b"",
        "坏.docx": b"PK\x03\x04" + bytes(range(256)),
        "坏.pdf": b"%PDF-1.7\n" + bytes(range(256)),
        "旧.rtf": b"{\\rtf1 x}",
        "通知.txt": "各位同事：明天开会。".encode(),
    }.items():
        (tmp_path / name).write_bytes(raw)
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(60 << 20)
    with (tmp_path / "巨.txt").open("wb") as file:
        file.truncate(101 << 20)
    opened.give(sorted(tmp_path.iterdir()))
    verdicts = opened.verdicts()
    read = {"年报.txt", "utf-16.txt", "gb18030.txt", "--help.txt", "通知.txt"}
    assert {path for path, verdict in verdicts.items() if verdict == "unreadable"} == {
        "空.docx", "坏.docx", "坏.pdf", "旧.rtf", "大.txt"
    }  # fmt: skip
    assert read < {*verdicts}
    assert ".docx" in opened.text("[data-path='旧.rtf'] summary")
    assert "20 MiB" in opened.text("[data-path='大.txt'] summary")
    assert "巨.txt" in opened.text("#not-read") and "巨.txt" not in verdicts


def test_nothing_to_check_is_said(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙\n", encoding="utf-8")
    opened.give([tmp_path / "a.csv"])
    assert "没有可以检查的报告" in opened.text("#problem")
    opened.give([EXAMPLES / "clean-2023.txt"])
    assert opened.text("#problem") == "" and opened.verdicts() == {"clean-2023.txt": "passed"}


def test_files_that_come_before_it_is_ready_are_checked_then(opened: Opened) -> None:
    opened.browser.ask("Page.navigate", url=opened.page.as_uri())
    opened.browser.wait("!!window.gklint && !document.getElementById('page').hidden")
    early = opened.run("gklint.state")
    opened.choose([EXAMPLES / "clean-2023.txt"])
    opened.browser.wait("gklint.state === 'done'")
    assert early == "starting" and opened.verdicts() == {"clean-2023.txt": "passed"}


def test_dropped_files_are_checked(opened: Opened) -> None:
    clean = json.dumps((EXAMPLES / "clean-2023.txt").read_text(encoding="utf-8"))
    opened.run(
        "const taken = new DataTransfer();"
        f"taken.items.add(new File([{clean}], '年报.txt'));"
        "taken.items.add(new File([], '空.docx'));"
        "taken.items.add('words', 'text/plain');"
        "document.getElementById('choose').dispatchEvent("
        "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: taken}))"
    )
    opened.browser.wait("gklint.state === 'done'")
    assert opened.verdicts() == {"年报.txt": "passed", "空.docx": "unreadable"}


def test_two_hundred_reports_are_checked_with_progress_and_listed(
    opened: Opened, tmp_path: Path
) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(_WRONG.replace("临澜", f"临{number}"), "utf-8")
    seen = "const bar = document.getElementById('bar'); window.steps = new Set();"
    seen += "new MutationObserver(() => steps.add(bar.value)).observe(bar, {attributes: true})"
    opened.run(seen)
    opened.give(sorted(tmp_path.iterdir()))
    assert len(opened.verdicts()) == 200 and opened.run("steps.size") > 4
    opened.click("#language")
    opened.browser.wait("gklint.state === 'done'")
    assert "errors" in opened.text("#counts") and len(opened.verdicts()) == 200
