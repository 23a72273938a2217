"""The same rows, whoever checks, whatever dies on the way."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest
from helpers.archives import (
    ask,
    cluster,
    kill,
    put_down,
    rows,
    run,
    start,
    write_plugin,
    write_reports,
)

pytest.importorskip("pyarrow")

pytestmark = [pytest.mark.processes, pytest.mark.slow]

#: `GKLINT_FULL=1` has these at their full size.
COUNT = 2_000 if os.environ.get("GKLINT_FULL") else 60
SIZE = COUNT // 12
#: So slow (seconds a report) workers are that something is to happen to: it is noticed in time.
SLOW = str(12 / COUNT)
#: So long (seconds) a run may take on a machine that has other things to do.
PATIENCE = max(300, COUNT)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with reports, the plugin and the archive that one process made."""
    place = tmp_path_factory.mktemp("archive")
    write_reports(place / "reports", COUNT)
    write_plugin(place / "site")
    status, output, errors = archive(place, "one", "--jobs", "1")
    assert status == 2 and errors == "", "two files cannot be read"
    assert "damaged.pdf" in output and "empty.txt" in output
    return place


def options(place: Path, log: str, **more: str) -> dict[str, object]:
    return {"cwd": place, "site": place / "site", "LOG": str(place / log), **more}


def checked_names(place: Path, log: str) -> set[str]:
    """Return the names of the files that were checked by runs with this log."""
    return set((place / log).read_text("utf-8").split()) if (place / log).exists() else set()


def of_workers(place: Path, **more: str) -> dict[str, object]:
    return {name: value for name, value in options(place, "log", **more).items() if name != "cwd"}


def archive(place: Path, to: str, *more: str, log: str = "log") -> tuple[int, str, str]:
    return run(
        "reports",
        "--to",
        to,
        "--shard-size",
        str(SIZE),
        *more,
        **options(place, log),  # type: ignore[arg-type]
    )


def test_each_report_stands_in_it_once(place: Path) -> None:
    (counted,) = ask(place / "one", "SELECT count(*), count(DISTINCT path) FROM reports")
    assert counted == (COUNT + 2, COUNT + 2)
    for name in ("findings", "outcomes", "cells"):
        assert ask(place / "one", f"SELECT * FROM {name} ANTI JOIN reports USING (path)") == []


def test_two_processes_give_the_same_rows_as_one(place: Path) -> None:
    archive(place, "two", "--jobs", "2")
    assert rows(place / "two") == rows(place / "one")


def test_a_cluster_gives_the_same_rows_though_a_worker_is_killed(place: Path) -> None:
    pytest.importorskip("distributed")
    with cluster(place, 2, **of_workers(place, SLOW=SLOW)) as dask:
        process = start(
            "reports", "--to", "dask", "--shard-size", SIZE, "--scheduler", dask.address,
            **options(place, "log"),  # type: ignore[arg-type]
        )  # fmt: skip
        until(lambda: len(put_down(place / "dask")) > 0)
        assert process.poll() is None, "it is killed on the way"
        dask.kill(dask.workers[0])
        output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2 and "damaged.pdf" in output, errors
    assert not errors, "a worker less is no matter of the user's"
    assert rows(place / "dask") == rows(place / "one")


def test_a_scheduler_that_starts_again_is_waited_for(place: Path) -> None:
    pytest.importorskip("distributed")
    with cluster(place, 2, **of_workers(place, SLOW=SLOW)) as dask:
        process = start(
            "reports", "--to", "again", "--shard-size", SIZE, "--scheduler", dask.address,
            **options(place, "log"),  # type: ignore[arg-type]
        )  # fmt: skip
        until(lambda: len(put_down(place / "again")) > 0)
        assert process.poll() is None, "it is killed on the way"
        assert dask.scheduler is not None
        dask.kill(dask.scheduler)
        dask.start_scheduler()
        # Workers leave with their scheduler; whoever starts it again starts them too.
        dask.start_worker()
        output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2 and "damaged.pdf" in output, errors
    assert rows(place / "again") == rows(place / "one")
    assert "与 Dask 的调度器断开" in errors and "已重新连接" in errors
    ours = f"gklint: {dask.address}："
    assert all(line.startswith(ours) for line in errors.splitlines()), errors


def test_killed_ten_times_nothing_is_half_written_or_checked_twice(place: Path) -> None:
    chance = Random(1)
    down: set[str] = set()
    for attempt in range(10):
        log = f"killed-{attempt}"
        process = start(
            "reports", "--to", "killed", "--shard-size", SIZE, "--jobs", 2,
            **options(place, log, SLOW="0.05"),  # type: ignore[arg-type]
        )  # fmt: skip
        if attempt % 2:
            # However slow the machine is, some are killed while they check, some later.
            before = len(down) if attempt % 4 == 3 else -1
            until(partial(is_at, process, place, log, before))
        time.sleep(chance.random() * 0.8)
        kill(process)
        assert not checked_names(place, log) & down, "what was put down is not checked again"
        assert down <= put_down(place / "killed"), "what was put down stays"
        down = put_down(place / "killed")
        assert not list((place / "killed").glob("[a-z]*/**/*.part"))
    assert down, "some of it was done"
    status, _, _ = archive(place, "killed", "--jobs", "2", log="last")
    assert not checked_names(place, "last") & down
    assert status == 2 and rows(place / "killed") == rows(place / "one")
    assert not (place / "killed" / "_unpublished").exists()


def test_a_file_that_kills_its_worker_is_told_and_the_others_are_checked(place: Path) -> None:
    fatal = "00001.txt"
    status, output, _ = run(
        "reports", "--to", "fatal", "--shard-size", SIZE, "--jobs", 2, "--lang", "en",
        **options(place, "log", FATAL=fatal),  # type: ignore[arg-type]
    )  # fmt: skip
    assert status == 2
    assert f"{fatal}: the process that checked this file died twice" in output
    lost = ask(place / "fatal", "SELECT path FROM reports WHERE verdict = 'unreadable'")
    assert sorted(Path(path).name for (path,) in lost) == [fatal, "damaged.pdf", "empty.txt"]
    others = "SELECT * FROM outcomes WHERE NOT ends_with(path, '/00001.txt') ORDER BY ALL"
    assert ask(place / "fatal", others) == ask(place / "one", others)


def test_a_file_that_kills_workers_of_a_cluster_is_told(place: Path) -> None:
    pytest.importorskip("distributed")
    write_reports(place / "few", 6, documents=False)
    more = options(place, "log", FATAL="00004.txt")
    with cluster(place, 1, **of_workers(place, FATAL="00004.txt")) as dask:
        status, output, errors = run(
            "few",
            "--to",
            "few-archive",
            "--scheduler",
            dask.address,
            "--lang",
            "en",
            **more,  # type: ignore[arg-type]
        )
    assert status == 2 and "00004.txt: the process that checked this file died" in output, errors
    assert ask(place / "few-archive", "SELECT count(*) FROM reports") == [(8,)]


def test_a_run_that_is_interrupted_keeps_what_is_done(place: Path) -> None:
    process = start(
        "reports", "--to", "broken-off", "--shard-size", SIZE, "--jobs", 1, "--lang", "en",
        **options(place, "log", SLOW="0.02"),  # type: ignore[arg-type]
    )  # fmt: skip
    until(lambda: len(put_down(place / "broken-off")) > 0)
    os.killpg(process.pid, 2)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130 and "the next run goes on from here" in errors
    down = put_down(place / "broken-off")
    archive(place, "broken-off", log="rest")
    assert not checked_names(place, "rest") & down
    assert rows(place / "broken-off") == rows(place / "one")


def test_two_runs_do_not_write_to_one_archive(place: Path) -> None:
    process = start(
        "reports", "--to", "shared", "--shard-size", SIZE,
        # So slow that it is surely still there when the other one begins.
        **options(place, "log", SLOW="60"),  # type: ignore[arg-type]
    )  # fmt: skip
    until((place / "shared" / "_archive.json").exists)
    status, _, errors = archive(place, "shared", "--lang", "en")
    kill(process)
    assert status == 2 and "another gklint archive is writing" in errors


def is_at(process: subprocess.Popen[str], place: Path, log: str, before: int) -> bool:
    """Tell whether a run has checked something, and put down more than `before`, or has ended."""
    further = bool(checked_names(place, log)) and len(put_down(place / "killed")) > before
    return further or process.poll() is not None


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.02)
