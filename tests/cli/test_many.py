"""What is around a run over many files: a line of progress on terminals, counts at the end."""

from __future__ import annotations

import json
import os
import re
import sys
from io import StringIO
from pathlib import Path

import pytest
from helpers.many_reports import run, start, summary, write_plugin, write_reports

from gklint.cli.progress import Progress

COUNT = 30


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "reports"
    write_reports(folder, COUNT)
    return folder


def test_statistics_count_findings_and_reports_by_rule(reports: Path, tmp_path: Path) -> None:
    output = run(reports, "--output-format", "json", "--statistics", cache=tmp_path)[1]
    counted: dict[tuple[str, str, str], list[int]] = {}
    for report in json.loads(output)["reports"]:
        kinds = [(d["code"], d["rule"], d["severity"]) for d in report["diagnostics"]]
        for kind in set(kinds):
            findings, files = counted.setdefault(kind, [0, 0])
            counted[kind] = [findings + kinds.count(kind), files + 1]
    told = summary(output)["statistics"]
    assert len(told) > 1
    assert {
        (t["code"], t["rule"], t["severity"]): [t["findings"], t["reports"]] for t in told
    } == counted
    assert [t["findings"] for t in told] == sorted((t["findings"] for t in told), reverse=True)
    assert "statistics" not in summary(run(reports, "--output-format", "json", cache=tmp_path)[1])


@pytest.mark.parametrize("form", ["text", "grouped", "concise"])
def test_statistics_are_a_table_below_the_summary(reports: Path, tmp_path: Path, form: str) -> None:
    plain = run(reports, "--output-format", form, cache=tmp_path)[1].decode()
    output = run(reports, "--output-format", form, "--statistics", cache=tmp_path)[1].decode()
    assert output.startswith(plain)
    empty, header, *rows = output.removeprefix(plain).splitlines()
    assert (empty, header.split()) == ("", ["代码", "规则", "级别", "问题", "报告"])
    told = summary(run(reports, "--output-format", "json", "--statistics", cache=tmp_path)[1])
    assert [row.split()[0] for row in rows] == [t["code"] for t in told["statistics"]]
    assert [int(row.split()[3]) for row in rows] == [t["findings"] for t in told["statistics"]]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_progress_is_shown_on_a_terminal_and_taken_away_again(
    reports: Path, tmp_path: Path
) -> None:
    shown = _on_a_terminal(reports, tmp_path, SLOW="0.1")
    steps = [int(done) for done in re.findall(rf"\] (\d+)/{COUNT} ", shown)]
    assert len(steps) >= 2
    assert steps == sorted(set(steps))
    assert "份/秒" in shown
    assert "剩余 0:0" in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize(
    "environment", [{"SLOW": "0"}, {"SLOW": "0.1", "CI": "true"}, {"SLOW": "0.1", "TERM": "dumb"}]
)
def test_no_progress_is_shown_of_a_short_run_or_where_it_is_not_wanted(
    reports: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    if environment == {"SLOW": "0"}:
        # Short on a busy machine too: all is in the cache.
        _on_a_terminal(reports, tmp_path, **environment)
    assert _on_a_terminal(reports, tmp_path, **environment) == ""


def test_no_progress_is_written_into_files() -> None:
    stream = StringIO()
    progress = Progress(stream, 2, "zh")
    progress.step()
    progress.clear()
    assert stream.getvalue() == ""


def _on_a_terminal(reports: Path, folder: Path, **environment: str) -> str:
    """Run gklint with standard error on a terminal, and return what is written there."""
    import pty

    site = folder / "site"
    write_plugin(site)
    ours, theirs = pty.openpty()
    process = start(
        reports,
        "--jobs",
        "1",
        cache=folder,
        site=site,
        stderr=theirs,
        **{"TERM": "xterm", "CI": "", **environment},
    )
    os.close(theirs)
    process.communicate(timeout=60)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:
        # The terminal is closed.
        pass
    os.close(ours)
    return said.decode()


@pytest.mark.parametrize("arguments", [("--jobs", "0"), ("--jobs", "many"), ("--cache-check", "x")])
def test_wrong_values_are_refused(
    reports: Path, tmp_path: Path, arguments: tuple[str, str]
) -> None:
    status, output, errors = run(reports, *arguments, cache=tmp_path)
    assert (status, output) == (2, b"")
    assert arguments[0] in errors
