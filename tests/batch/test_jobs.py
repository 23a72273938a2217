"""Several processes: the same output as one, and a report for every file whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers.many_reports import messages, run, start, summary, write_plugin, write_reports

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")

COUNT = 60


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "reports"
    write_reports(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_plugin(folder)
    return folder


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_output_is_the_same_bytes_for_any_number_of_jobs(
    reports: Path, tmp_path: Path, form: str
) -> None:
    outputs = {
        jobs: run(reports, "--jobs", jobs, "--no-cache", "--output-format", form, cache=tmp_path)
        for jobs in ("1", "2", "5", "auto")
    }
    assert outputs["1"][0] == 1
    assert len(outputs["1"][1]) > 1_000
    assert set(outputs.values()) == {outputs["1"]}


def test_a_file_that_kills_its_process_is_reported_and_the_others_are_checked(
    reports: Path, site: Path, tmp_path: Path
) -> None:
    fatal = "report-003.txt report-040.txt"
    status, output, _ = run(
        reports,
        "--jobs",
        "2",
        "--output-format",
        "json",
        "--select",
        "QH999,GK9",
        cache=tmp_path,
        site=site,
        FATAL=fatal,
    )
    found = messages(output)
    assert status == 2
    assert len(found) == COUNT
    died = {name for name, said in found.items() if "意外终止" in "".join(said)}
    assert died == set(fatal.split())
    assert all(said == ["慢"] for name, said in found.items() if name not in died)
    # It is tried again the next time.
    status, output, _ = run(
        reports,
        "--jobs",
        "2",
        "--output-format",
        "json",
        "--select",
        "QH999,GK9",
        cache=tmp_path,
        site=site,
    )
    assert set(map(tuple, messages(output).values())) == {("慢",)}
    assert status == 0


def test_a_file_that_cannot_be_read_is_reported_from_any_process(
    reports: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "missing.txt"
    status, output, errors = run(
        missing, reports, "--jobs", "3", "--output-format", "json", cache=tmp_path
    )
    assert (status, errors) == (2, "")
    assert messages(output)["missing.txt"] == ["文件无法读取：文件不存在"]
    assert summary(output)["files"] == COUNT + 1


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_with_what_is_done(
    reports: Path, site: Path, tmp_path: Path, jobs: str, number: signal.Signals
) -> None:
    target = tmp_path / "results.json"
    process = start(
        reports,
        "--jobs",
        jobs,
        "--output-format",
        "json",
        "--output-file",
        target,
        cache=tmp_path,
        site=site,
        SLOW="0.1",
    )
    _wait_until_checking(process, tmp_path)
    os.killpg(process.pid, number)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    said = target.read_bytes()
    assert summary(said)["interrupted"] is True
    assert summary(said)["files"] == len(messages(said)) < COUNT
    _assert_nobody_left(process)
    # What was done is kept, and the next run goes on from there.
    status, output, _ = run(reports, "--output-format", "json", cache=tmp_path, site=site)
    assert (status, summary(output)["files"], summary(output)["interrupted"]) == (1, COUNT, False)


def test_processes_end_with_the_one_that_started_them(
    reports: Path, site: Path, tmp_path: Path
) -> None:
    process = start(reports, "--jobs", "3", cache=tmp_path, site=site, SLOW="0.1")
    _wait_until_checking(process, tmp_path)
    process.kill()
    process.communicate(timeout=30)
    _assert_nobody_left(process)


def _wait_until_checking(process: subprocess.Popen[bytes], cache: Path) -> None:
    """Wait until the cache is there: from then on reports are checked."""
    deadline = time.monotonic() + 30
    while not list((cache / "gklint").glob("reports-*.sqlite3")):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.02)
    time.sleep(1.0)


def _assert_nobody_left(process: subprocess.Popen[bytes]) -> None:
    """Assert that of the process and those it started none is there any more."""
    deadline = time.monotonic() + 10
    while True:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        assert time.monotonic() < deadline, "processes are left over"
        time.sleep(0.05)
