"""The cache: what did not change is not checked again, what did is, and nothing can spoil it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.many_reports import ROOT, messages, run, start, summary, write_plugin, write_reports

COUNT = 24
JSON = ("--output-format", "json")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "reports"
    write_reports(folder, COUNT)
    return folder


class Runs:
    """Runs over a folder of reports with one cache, and a plugin that tells what was checked again:
    with FATAL its rule kills the run at every file that is."""

    def __init__(self, folder: Path, originals: Path) -> None:
        self.reports = folder / "reports"
        shutil.copytree(originals, self.reports)
        # Written long enough ago that the times can be trusted.
        _wait_for_the_clock()
        self.cache = folder / "cache"
        self.cache.mkdir()
        self.site = folder / "site"
        write_plugin(self.site)

    @property
    def file(self) -> Path:
        """The file of the cache."""
        (file,) = (self.cache / "gklint").glob("reports-*.sqlite3")
        return file

    def run(self, *arguments: object, **more: Any) -> tuple[int, bytes, str]:
        """Run gklint on the reports."""
        return run(self.reports, *arguments, cache=self.cache, **{"site": self.site, **more})

    def checked_anew(self, *arguments: object, **more: Any) -> bool:
        """Whether a run checks any file again."""
        names = " ".join(path.name for path in self.reports.iterdir())
        return self.run("--jobs", "1", *arguments, FATAL=names, **more)[0] < 0


@pytest.fixture
def runs(tmp_path: Path, originals: Path) -> Runs:
    return Runs(tmp_path, originals)


def _wait_for_the_clock() -> None:
    time.sleep(0.1)


needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="kills processes")


@needs_signals
@pytest.mark.parametrize("form", ["text", "json", "sarif", "concise"])
def test_unchanged_reports_are_not_checked_again_and_give_the_same_bytes(
    runs: Runs, form: str
) -> None:
    again = runs.run("--no-cache", "--output-format", form)
    first = runs.run("--output-format", form)
    assert first == again
    assert not runs.checked_anew("--output-format", form)
    assert runs.run("--output-format", form) == again


@needs_signals
def test_another_format_or_language_is_written_from_the_cache_too(runs: Runs) -> None:
    runs.run()
    for options in (("--output-format", "sarif"), ("--lang", "en"), JSON, ("--statistics",)):
        assert not runs.checked_anew(*options)
        assert runs.run(*options) == runs.run(*options, "--no-cache")
        assert runs.run(*options) == runs.run(*options, "--no-cache")


@needs_signals
def test_reports_of_the_same_content_with_other_times_are_not_checked_again(runs: Runs) -> None:
    runs.run()
    for path in runs.reports.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert not runs.checked_anew()
    assert not runs.checked_anew("--cache-check", "hash")


def test_a_changed_report_is_checked_again_even_if_size_and_time_are_the_same(runs: Runs) -> None:
    # What is copied from one report is told at the others as well.
    alone = (*JSON, "--no-across")
    before = messages(runs.run(*alone)[1])
    changed = runs.reports / "report-001.txt"
    status = changed.stat()
    text = changed.read_text(encoding="utf-8")
    other = text.replace("\t1\t", "\t2\t", 1) if "\t1\t" in text else text.replace("0", "9", 1)
    changed.write_text(other, encoding="utf-8", newline="")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changed.stat().st_size == status.st_size
    for options in ((), ("--cache-check", "hash")):
        code, output, _ = runs.run(*alone, *options)
        assert (code, output) == runs.run(*alone, "--no-cache")[:2]
        after = messages(output)
        assert after["report-001.txt"] != before["report-001.txt"]
        assert {**after, "report-001.txt": ()} == {**before, "report-001.txt": ()}


def test_a_report_changed_right_after_it_was_checked_is_checked_again(runs: Runs) -> None:
    # Within one tick of the file system's clock no time tells the two apart.
    for number in range(5):
        target = runs.reports / "report-002.txt"
        text = target.read_text(encoding="utf-8")
        target.write_text(
            text.replace("\t0\t", f"\t{number + 1}\t", 1), encoding="utf-8", newline=""
        )
        assert runs.run(*JSON)[:2] == runs.run(*JSON, "--no-cache")[:2]


def test_new_reports_are_added_and_deleted_ones_forgotten(runs: Runs) -> None:
    runs.run()
    (runs.reports / "report-000.txt").unlink()
    shutil.copy(runs.reports / "report-001.txt", runs.reports / "report-100.txt")
    # That it is the same report twice is told apart.
    found = messages(runs.run(*JSON, "--no-across")[1])
    assert found["report-100.txt"] == found["report-001.txt"]
    assert "report-000.txt" not in found


def test_the_same_reports_by_another_name_are_shown_by_that_name(runs: Runs) -> None:
    runs.run()
    named = os.path.relpath(runs.reports, ROOT)
    for options in ((), JSON):
        relative = run(named, *options, cache=runs.cache, site=runs.site)
        assert relative == run(named, *options, "--no-cache", cache=runs.cache, site=runs.site)
        assert b"../" in relative[1]


@needs_signals
def test_other_options_and_other_settings_are_another_question(runs: Runs) -> None:
    runs.run()
    assert runs.checked_anew("--year", "2020")
    assert runs.checked_anew("--ignore", "GK706")
    assert not runs.checked_anew("--fail-level", "error")
    config = runs.reports.parent / "gklint.yaml"
    config.write_text("severity:\n  GK706: error\n", encoding="utf-8")
    assert runs.checked_anew()
    runs.run()
    assert not runs.checked_anew()
    config.unlink()
    # What was asked before is still there.
    assert not runs.checked_anew()


@needs_signals
def test_a_changed_plugin_is_another_question(runs: Runs) -> None:
    runs.run()
    write_plugin(runs.site, message="更慢")
    assert runs.checked_anew()
    found = messages(runs.run(*JSON)[1])
    assert all("更慢" in said for said in found.values())
    os.rename(runs.site / "slow-1.0.dist-info", runs.site / "slow-1.1.dist-info")
    assert runs.checked_anew()
    assert "更慢" not in str(messages(runs.run(*JSON, site=None)[1]))


def test_a_changed_rule_file_is_another_question(runs: Runs) -> None:
    rules = runs.reports.parent / "local.yaml"
    config = runs.reports.parent / "gklint.yaml"
    config.write_text("rules: [local.yaml]\n", encoding="utf-8")
    for word in ("依申请公开", "不予公开"):
        rules.write_text(
            "rules:\n- code: XQ101\n  name: listed\n  severity: warning\n"
            f"  message: {{zh: 用了{word}, en: x}}\n  fix: {{zh: 改, en: x}}\n"
            f"  summary: {{zh: 用词, en: x}}\n  pattern: {word}\n",
            encoding="utf-8",
        )
        assert runs.run(*JSON)[:2] == runs.run(*JSON, "--no-cache")[:2]


@needs_signals
def test_a_changed_file_of_gklint_itself_is_another_question(runs: Runs, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    for name in ("gklint", "rules", "grammars"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    runs.run(root=clone)
    assert not runs.checked_anew(root=clone)
    for name in (
        "rules/text/misspellings.yaml",
        "grammars/regulations.yaml",
        "gklint/rule/losses.py",
    ):
        path = clone / name
        before = path.stat()
        # Written again with the same content, as by a checkout: no other question.
        path.write_bytes(path.read_bytes())
        assert not runs.checked_anew(root=clone)
        path.write_bytes(path.read_bytes() + b"\n# another\n")
        assert runs.checked_anew(root=clone), (name, before)
        runs.run(root=clone)


def test_what_could_not_be_read_is_tried_again(runs: Runs) -> None:
    target = runs.reports / "report-005.txt"
    whole = target.read_bytes()
    target.write_bytes(b"")
    status, output, _ = runs.run(*JSON)
    assert (status, summary(output)["unreadable"]) == (2, 1)
    assert runs.run(*JSON)[:2] == (status, output)
    target.write_bytes(whole)
    assert summary(runs.run(*JSON)[1])["unreadable"] == 0


def test_a_few_files_open_no_cache_unless_it_is_asked_for(runs: Runs, tmp_path: Path) -> None:
    one = runs.reports / "report-001.txt"
    run(one, cache=runs.cache)
    assert not list(runs.cache.rglob("reports-*.sqlite3"))
    run(one, "--cache-dir", tmp_path / "own", cache=runs.cache)
    assert len(list((tmp_path / "own").glob("reports-*.sqlite3"))) == 1
    runs.run("--no-cache")
    assert not list(runs.cache.rglob("reports-*.sqlite3"))


@needs_signals
def test_a_folder_that_others_can_write_is_no_place_for_a_cache(runs: Runs, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    expected = runs.run("--no-cache")
    status, output, errors = runs.run("--cache-dir", shared)
    assert (status, output) == expected[:2]
    assert str(shared) in errors
    assert list(shared.iterdir()) == []


# --- damage --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["cut", "garbage", "empty", "text", "pages", "values", "version"])
def test_a_damaged_cache_changes_nothing_that_is_shown(runs: Runs, how: str) -> None:
    expected = runs.run(*JSON)
    _damage(runs.file, how)
    for _ in range(2):
        status, output, errors = runs.run(*JSON)
        assert (status, output) == expected[:2]
        assert "Traceback" not in errors
    assert runs.run(*JSON) == expected


def _damage(path: Path, how: str) -> None:
    raw = bytearray(path.read_bytes())
    chance = Random(how)
    if how == "cut":
        raw = raw[: len(raw) // 3]
    elif how == "garbage":
        raw = bytearray(chance.randbytes(len(raw)))
    elif how == "empty":
        raw.clear()
    elif how == "text":
        raw = bytearray("这不是数据库\n".encode() * 999)
    elif how == "pages":
        for _ in range(400):
            raw[chance.randrange(200, len(raw))] = chance.randrange(256)
    path.write_bytes(raw)
    if how in ("values", "version"):
        with sqlite3.connect(path) as db:
            if how == "version":
                db.execute("PRAGMA user_version = 77")
            for table, value in (("files", "head"), ("records", "record"), ("blocks", "block")):
                db.execute(
                    f"UPDATE {table} SET {value} = substr({value}, 1, length({value}) - 1) || x'00'"
                )
        db.close()


@needs_signals
def test_a_run_killed_at_any_moment_loses_no_report_and_no_cache(runs: Runs) -> None:
    expected = runs.run(*JSON, "--no-cache")
    before = {path: path.read_bytes() for path in runs.reports.iterdir()}
    chance = Random(5)
    for number in range(16):
        process = start(
            runs.reports, "--jobs", number % 3 + 1, cache=runs.cache, site=runs.site, SLOW="0.01"
        )
        time.sleep(chance.uniform(0.05, 1.2))
        process.kill()
        process.communicate()
    assert runs.run(*JSON) == expected
    assert not runs.checked_anew()
    assert {path: path.read_bytes() for path in runs.reports.iterdir()} == before


@needs_signals
def test_a_killed_run_keeps_what_it_checked(runs: Runs) -> None:
    process = start(runs.reports, "--jobs", "1", cache=runs.cache, site=runs.site, SLOW="0.2")
    time.sleep(3.5)
    process.kill()
    process.communicate()
    with sqlite3.connect(runs.file) as db:
        ((kept,),) = db.execute("SELECT count(*) FROM files")
    db.close()
    assert 2 <= kept < COUNT


def test_runs_at_once_do_not_disturb_each_other(runs: Runs) -> None:
    expected = runs.run(*JSON, "--no-cache")
    for _ in range(2):
        processes = [
            start(runs.reports, *JSON, "--jobs", jobs, cache=runs.cache, site=runs.site)
            for jobs in (1, 2, 1, 2)
        ]
        for process in processes:
            output, errors = process.communicate(timeout=60)
            assert (process.returncode, output, errors.decode()) == expected
    assert runs.run(*JSON) == expected


@needs_signals
def test_a_cache_that_another_run_holds_on_to_is_done_without(runs: Runs) -> None:
    expected = runs.run(*JSON)
    db = sqlite3.connect(runs.file, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    assert runs.run(*JSON)[:2] == expected[:2]
    db.execute("ROLLBACK")
    db.close()
    assert not runs.checked_anew()
