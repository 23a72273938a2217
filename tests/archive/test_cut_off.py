"""A run that is cut off, wherever that is, costs time only; what is left of it does no harm."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from helpers.archives import age, ask, rows, run, start, write_plugin, write_reports

pytest.importorskip("pyarrow")

from gklint.archive import manifests, shards
from gklint.archive.archives import Archive
from gklint.archive.engines import Here
from gklint.archive.errors import ArchiveError
from gklint.archive.planning import plan
from gklint.archive.running import run as steps_of
from gklint.archive.shards import Made, Task, make_shard
from gklint.archive.sources import listed_in
from gklint.archive.stores import Folder
from gklint.checking.settings import Settings

pytestmark = pytest.mark.documents


class Killed(BaseException):
    """What a kill is for whoever is killed: nothing is done any more."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "reports", 6, documents=False)
    return tmp_path


def opened(to: str) -> Archive:
    return Archive(Folder(os.path.abspath(to)), os.path.abspath(to))


def tasks_of(archive: Archive) -> tuple[Task, ...]:
    return plan(archive, listed_in(["reports"]), lambda path: Settings(), size=3).tasks


def brought(to: str) -> int:
    """Bring an archive to what stands in the reports, here; return how many were checked."""
    archive = opened(to)
    planned = plan(archive, listed_in(["reports"]), lambda path: Settings(), size=3)
    checked = sum(step.checked for step in steps_of(archive, planned, Here(), lambda: True))
    archive.end()
    return checked


def waits(to: str) -> list[str]:
    return Folder(os.path.abspath(to)).names("_unpublished")


class Killing:
    """Has this process be killed at one of the changes that it makes to an archive."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left: float = float("inf")
        for name in ("write", "move", "remove", "clear"):
            monkeypatch.setattr(Folder, name, self._of(getattr(Folder, name)))

    def _of(self, change: Any) -> Any:
        def changed(store: Folder, *arguments: Any) -> None:
            self.left -= 1
            if self.left < 0:
                raise Killed
            change(store, *arguments)

        return changed


@pytest.mark.slow
def test_killed_at_any_change_to_the_archive_the_next_run_ends_at_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killing = Killing(monkeypatch)
    # The disk stays: it need not be waited for.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    texts = {path: path.read_bytes() for path in sorted(place.glob("reports/*/*.txt"))}
    brought("before")
    first, second, *_, last = texts
    # One is changed, one is gone, one is new: some shards are replaced, others are added.
    first.write_bytes(texts[second])
    last.unlink()
    write_reports(place / "more", 2, documents=False)
    (place / "more" / "1" / "00001.txt").rename(place / "reports" / "new.txt")
    age(place / "reports")
    brought("after")
    expected = rows(place / "after")
    for kills in range(1000):
        to = f"killed-{kills}"
        shutil.copytree("before", to)
        killing.left = kills
        whole = False
        with suppress(Killed):
            brought(to)
            whole = True
        # And what puts that right is killed, too.
        killing.left = float("inf") if whole else kills % 9
        with suppress(Killed):
            brought(to)
        killing.left = float("inf")
        (counted,) = ask(place / to, "SELECT count(*), count(DISTINCT path) FROM reports")
        assert counted[0] == counted[1], "whoever asks sees no report twice"
        assert brought(to) <= (0 if whole else 3)
        assert rows(place / to) == expected, f"killed at change {kills}"
        assert not waits(to)
        if whole:
            break
    assert kills > 20, "it was killed at all of them"


def test_a_worker_that_is_left_of_a_killed_run_writes_nothing_for_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task, *_) = tasks_of(opened("archive"))
    checked, others = shards.check_bytes, []

    def slow(*arguments: Any) -> Any:
        # Meanwhile its run is killed, and another one begins.
        others[:] = others or [opened("archive")]
        return checked(*arguments)

    monkeypatch.setattr(shards, "check_bytes", slow)
    with pytest.raises(ArchiveError, match="its run is over"):
        make_shard(task)
    assert others and not waits("archive")


def late(task: Task, archive: Archive) -> Made:
    """Have a worker of another run write, though a run is at work: it had looked just before."""
    manifests.mark(archive.store, task.run)
    made = make_shard(task)
    manifests.mark(archive.store, archive.run)
    return made


def test_what_a_worker_of_a_killed_run_wrote_too_late_is_not_taken(place: Path) -> None:
    (task, *_) = tasks_of(opened("archive"))
    late(task, opened("archive"))
    assert waits("archive")
    assert opened("archive").staged == {}
    assert brought("archive") == 8 and not waits("archive")


def test_what_was_whole_is_taken_by_each_run_that_follows(place: Path) -> None:
    archive = opened("archive")
    made = [make_shard(task) for task in tasks_of(archive)[:2]]
    for _ in range(3):
        assert set(opened("archive").staged) == {one.folder for one in made}
    assert brought("archive") == 2
    brought("anew")
    assert rows(place / "archive") == rows(place / "anew")
    assert opened("archive").staged == {}


def test_a_worker_that_was_thought_lost_leaves_nothing_behind(place: Path) -> None:
    archive = opened("archive")
    (task, *_) = tasks_of(archive)
    archive.publish((made := make_shard(task)).folder, made.shard)
    # The one that had it first is done with it only now.
    assert make_shard(task).shard == made.shard and waits("archive")
    archive.end()
    assert not waits("archive")
    with pytest.raises(ArchiveError):
        make_shard(task)
    assert not waits("archive")


@pytest.mark.processes
@pytest.mark.slow
def test_processes_that_a_killed_one_leaves_keep_no_run_away(place: Path) -> None:
    write_plugin(place / "site")
    given: dict[str, Any] = {"cwd": place, "site": place / "site", "LOG": str(place / "log")}
    arguments = ("reports", "--to", "archive", "--shard-size", 4, "--jobs", 2, "--isolated")
    killed = start(*arguments, **given, SLOW="2")
    ends = time.monotonic() + 120
    while not (place / "log").exists():
        assert time.monotonic() < ends and killed.poll() is None
        time.sleep(0.02)
    # Not those that work for it.
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    try:
        os.killpg(killed.pid, 0)
        status, output, errors = run(*arguments, **given)
        assert status == 2 and "damaged.pdf" in output and not errors
        done = rows(place / "archive")
        with suppress(ProcessLookupError):
            while time.monotonic() < ends:
                os.killpg(killed.pid, 0)
                time.sleep(0.05)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(killed.pid, signal.SIGKILL)
    assert time.monotonic() < ends, "they go when they have nothing to do any more"
    assert rows(place / "archive") == done and not waits("archive")
    run(*arguments[:2], "anew", *arguments[3:], **given)
    assert rows(place / "anew") == done
