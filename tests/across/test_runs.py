"""Reports compared in a run: the same bytes however it is run, accepted like any other finding."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import gklint
from lab.district import CellKey, Decimal, district, write

pytestmark = pytest.mark.processes

BODY = "云林市青川区税务局"
CELL = CellKey("applications", "carried_in", "total")
FIRST, SECOND = f"2022/{BODY}.txt", f"2023/{BODY}.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a district in which one body writes another number than it carried over."""
    whole = district(12)
    report = whole.reports[BODY, 2023]
    numbers = {**report.numbers, CELL: Decimal(77)}
    write(whole.with_report(replace(report, numbers=numbers)), tmp_path)
    return tmp_path


def checked(folder: Path, *arguments: str, cache: str = "none") -> Any:
    """Return what a run in the folder finds across reports, as JSON."""
    done = gklint("check", *arguments, "--output-format", "json", cwd=folder, XDG_CACHE_HOME=cache)
    assert done.status in (0, 1), done.err
    return json.loads(done.out)


def of_family(results: Any, key: str = "diagnostics") -> list[tuple[str, str]]:
    return [
        (report["path"], found["code"])
        for report in results["reports"]
        for found in report[key]
        if found["code"].startswith("GK8")
    ]


def test_a_finding_stands_at_its_cell_and_points_into_the_other_file(folder: Path) -> None:
    results = checked(folder, ".", "--roster", "roster.csv", "--no-cache")
    assert of_family(results) == [(SECOND, "GK801")]
    report = next(report for report in results["reports"] if report["path"] == SECOND)
    (found,) = (found for found in report["diagnostics"] if found["code"] == "GK801")
    assert found["cell"] == {"table": "applications", "row": "carried_in", "column": "total"}
    assert found["actual"] == 77 and found["facts"] == {"body": BODY, "year": 2023}
    assert found["related"][0]["path"] == FIRST
    assert [report["path"] for report in results["reports"]] == sorted(
        report["path"] for report in results["reports"]
    )
    assert results["reports"][-1]["path"] == "roster.csv"


def test_the_output_is_the_same_whatever_the_order_the_jobs_and_the_cache(folder: Path) -> None:
    paths = [str(path.relative_to(folder)) for path in folder.glob("*/*.txt")]
    random.Random(1).shuffle(paths)
    for form in ("text", "json", "sarif"):
        asked = ("--roster", "roster.csv", "--output-format", form)
        cached = {"cwd": folder, "XDG_CACHE_HOME": str(folder / "cache")}
        outputs = {
            gklint("check", "2022", "2023", *asked, "--no-cache", "--jobs", "1", cwd=folder).raw,
            gklint("check", *paths, *asked, "--no-cache", "--jobs", "2", cwd=folder).raw,
            gklint("check", "2022", "2023", *asked, **cached).raw,
            gklint("check", "2022", "2023", *asked, **cached).raw,
        }
        assert len(outputs) == 1, form


def test_without_across_and_with_one_report_nothing_is_compared(folder: Path) -> None:
    for arguments in ((".", "--no-across"), (SECOND,)):
        results = checked(folder, *arguments)
        assert of_family(results) == []
        assert not any("GK801" in report["evaluated"] for report in results["reports"])


def test_a_suppression_a_waiver_and_a_baseline_accept_it(folder: Path) -> None:
    path = folder / SECOND
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# gklint: 全文忽略 GK801 理由：已核对\n{text}", encoding="utf-8")
    assert of_family(checked(folder, "2022", "2023"), "accepted") == [(SECOND, "GK801")]
    path.write_text(text, encoding="utf-8")
    waiver = (
        f"- {{rule: GK801, file: {SECOND}, cell: {'.'.join(CELL)}, value: 77, reason: 已核对}}\n"
    )
    (folder / "gklint.waivers.yaml").write_text(waiver, encoding="utf-8")
    assert of_family(checked(folder, "2022", "2023"), "accepted") == [(SECOND, "GK801")]
    (folder / "gklint.waivers.yaml").unlink()
    gklint("check", "2022", "2023", "--write-baseline", "--exit-zero", cwd=folder)
    assert of_family(checked(folder, "2022", "2023", "--baseline")) == []


def test_a_suppression_that_accepts_nothing_is_said(folder: Path) -> None:
    path = folder / FIRST.replace("2022", "2023").replace(BODY, "云林市青川区财政局")
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# gklint: 全文忽略 GK801 理由：已核对\n{text}", encoding="utf-8")
    results = checked(folder, "2022", "2023", "--select", "GK8,GK904")
    codes = {found["code"] for report in results["reports"] for found in report["diagnostics"]}
    assert codes >= {"GK801", "GK904"}


def test_a_roster_that_is_wrong_ends_the_run_before_anything_is_checked(folder: Path) -> None:
    (folder / "wrong.csv").write_text("名称,上级\n甲局,乙局\n", encoding="utf-8")
    done = gklint("check", "2022", "2023", "--roster", "wrong.csv", cwd=folder)
    assert done.status == 2 and done.raw == b""
    assert "wrong.csv:2: 上级: 名册中没有“乙局”" in done.err


def test_a_first_roster_is_written_from_the_reports(folder: Path) -> None:
    done = gklint("roster", "2022", "2023", cwd=folder)
    (folder / "first.csv").write_text(done.out, encoding="utf-8")
    assert f"\n{BODY},,,,部门,,,,,\n" in done.out
    assert "云林市青川区粮食局,,,,部门,,2022,,,\n" in done.out
    results = checked(folder, "2022", "2023", "--roster", "first.csv", "--select", "GK809")
    assert of_family(results) == []
