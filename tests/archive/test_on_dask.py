"""What becomes of a shard when a cluster loses something. Dask's part is played by what is below:
no cluster loses the same thing at the same moment twice."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from gklint.archive import on_dask
from gklint.archive.errors import ArchiveError
from gklint.archive.manifests import Shard
from gklint.archive.on_dask import OnDask
from gklint.archive.shards import Made, Task
from gklint.support.bilingual import Text

ADDRESS = "tcp://scheduler:8786"
MADE = Made("_unpublished/run/key", Shard("name", "us", (), ()), 3)
TASK = Task("/archive", "run", "us", (), ())

#: What a future does when it is asked for its result, by what it is given.
Play = Callable[["Future"], Any]


class KilledWorker(Exception):
    """What the scheduler says of a task that workers die of."""


class Future:
    """A future that says it is finished, and does as `play` says when it is asked for more."""

    def __init__(self, client: Client, play: Play) -> None:
        self.client, self.play, self.status = client, play, "finished"

    def result(self, timeout: float) -> Any:
        return self.play(self)

    def add_done_callback(self, callback: Callable[[Future], None]) -> None:
        callback(self)


class Client:
    """A client whose futures do as `plays` says, one after the other."""

    plays: ClassVar[list[Play]] = []
    made: ClassVar[list[Client]] = []

    def __init__(self, address: str, **options: Any) -> None:
        assert address == ADDRESS
        self.status, self.futures, self.cancelled = "running", [], []
        self.made.append(self)

    def submit(self, function: Callable[..., Any], task: Task, key: str, **options: Any) -> Future:
        self.futures.append(Future(self, self.plays.pop(0)))
        return self.futures[-1]

    def nthreads(self) -> dict[str, int]:
        return {"worker": 1}

    def cancel(self, futures: list[Future], force: bool) -> None:
        self.cancelled += futures

    def close(self, timeout: float) -> None:
        self.status = "closed"


def comes(future: Future) -> Any:
    return MADE


def raising(error: Exception, status: str = "finished") -> Play:
    def play(future: Future) -> Any:
        future.status = status
        raise error

    return play


def loses_the_scheduler(future: Future) -> Any:
    """Do as Dask does where the scheduler goes while a result is fetched."""
    for one in future.client.futures:
        one.status = "cancelled"
    raise CancelledError("scheduler-connection-lost")


Started = Callable[..., tuple[OnDask, list[Text]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """Give what starts an engine with a task for each play; and what it tells."""
    module: Any = ModuleType("distributed")
    module.Client, module.KilledWorker = Client, KilledWorker
    dask: Any = ModuleType("dask")
    dask.config = SimpleNamespace(get=lambda name, default: default)
    monkeypatch.setitem(sys.modules, "distributed", module)
    monkeypatch.setitem(sys.modules, "dask", dask)
    monkeypatch.setattr(Client, "made", [])
    monkeypatch.setattr(on_dask, "_OFTEN", 0.01)
    levels = {name: logging.getLogger(name).level for name in on_dask._LOGGERS}

    def start(*plays: Play, tasks: int = 1) -> tuple[OnDask, list[str]]:
        told: list[Text] = []
        monkeypatch.setattr(Client, "plays", list(plays))
        engine = OnDask(ADDRESS, told.append)
        for _ in range(tasks):
            engine.start(TASK)
        return engine, told

    yield start
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize(
    "error",
    [
        CancelledError("gklint-… cancelled for reason: scheduler-connection-lost"),
        OSError("in <TCP (closed) ConnectionPool.gather>: Stream is closed"),
        TimeoutError("timed out after 30 s."),
        RuntimeError("IOLoop is closed"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_shard_that_is_made_and_cannot_be_fetched_is_given_out_again(
    started: Started, error: Exception
) -> None:
    engine, told = started(raising(error), comes)
    (came,) = engine.finished()
    assert came.made == MADE and not told


def test_what_is_no_shard_is_none(started: Started) -> None:
    # A loop that is being closed can end with nothing at all.
    engine, _ = started(lambda future: None, comes)
    assert [came.made for came in engine.finished()] == [MADE]


def test_a_shard_that_never_comes_is_not_asked_for_for_ever(started: Started) -> None:
    engine, _ = started(*[raising(OSError("no way to it"))] * 100)
    (came,) = engine.finished()
    assert came.made is None and not came.died and "no way to it" in came.why.en
    assert len(Client.made[0].futures) == on_dask._TRIES


def test_a_shard_whose_worker_was_lost_is_waited_for(started: Started) -> None:
    def lost(future: Future) -> Any:
        # The scheduler has another worker make it.
        future.status, future.play = "pending", comes
        future.client.nthreads = lambda: setattr(future, "status", "finished") or {}  # type: ignore
        raise TimeoutError

    engine, _ = started(lost)
    assert engine._looked_through() == [], "it is not there"
    assert len(Client.made[0].futures) == 1, "nor given out twice"
    engine.capacity  # noqa: B018 - now it is made again
    assert [came.made for came in engine.finished()] == [MADE]


def test_when_the_scheduler_goes_all_is_given_to_the_next_one(started: Started) -> None:
    engine, told = started(loses_the_scheduler, comes, comes, comes, tasks=2)
    came = engine.finished()
    assert [one.made for one in came] == [MADE, MADE]
    assert len(Client.made) == 2 and Client.made[0].status == "closed"
    assert ["is gone" in told[0].en, "is back" in told[1].en] == [True, True] and len(told) == 2


def test_a_cluster_without_workers_is_waited_for_with_a_word(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, told = started(comes)
    future, *_ = Client.made[0].futures
    future.status = "pending"
    monkeypatch.setattr(on_dask, "_SILENT", 0)
    monkeypatch.setattr(Client, "nthreads", lambda _: setattr(future, "status", "finished"))
    assert [came.made for came in engine.finished()] == [MADE]
    assert ["no workers" in text.en for text in told] == [True]


def test_a_scheduler_that_does_not_come_back_ends_the_run(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, told = started(loses_the_scheduler)
    monkeypatch.setattr(on_dask, "_PATIENCE", 0)
    monkeypatch.setattr(Client, "__init__", lambda *_, **__: raising(OSError("refused"))(engine))
    with pytest.raises(ArchiveError, match="no scheduler of Dask answers"):
        engine.finished()
    assert len(told) == 1


def test_what_goes_wrong_with_a_task_is_told_as_that(started: Started) -> None:
    engine, _ = started(
        raising(KilledWorker(), "error"), raising(OSError("full"), "error"), tasks=2
    )
    first, second = engine.finished()
    assert first.died and not second.died and "full" in second.why.en
    error = ArchiveError(Text("别的", "another gklint"))
    engine, _ = started(raising(error, "error"))
    with pytest.raises(ArchiveError, match="another gklint"):
        engine.finished()


def test_dask_says_nothing_but_what_the_user_configured(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud = [logging.getLogger(name) for name in on_dask._LOGGERS]
    for logger in loud:
        logger.setLevel(logging.INFO)
    dask: Any = sys.modules["dask"]
    monkeypatch.setattr(dask.config, "get", lambda name, _: {"distributed": "info"})
    started(comes)
    assert all(logger.isEnabledFor(logging.ERROR) for logger in loud)
    monkeypatch.setattr(dask.config, "get", lambda name, default: default)
    started(comes)
    assert not any(logger.isEnabledFor(logging.CRITICAL) for logger in loud)
