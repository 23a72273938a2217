"""The workers of a Dask cluster make the shards: a future a shard.

The scheduler gives the shard of a worker that it lost to another one, a few times; a scheduler that
is gone is waited for.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from threading import Event
from typing import Any

from gklint.archive.engines import Came, why_of
from gklint.archive.errors import ArchiveError, needs
from gklint.archive.shards import Made, Task, make_shard
from gklint.support.bilingual import Text

#: So long (seconds) a scheduler is waited for that is gone, and so long between two tries.
_PATIENCE, _BETWEEN = 300.0, 2.0
#: So often (seconds) it is looked whether there is still a scheduler and something to wait for.
_OFTEN = 1.0
#: After so long (seconds) without anything it is asked whether there is a worker at all.
_SILENT = 15.0
#: So long (seconds) a shard that is said to be made may take to come: it is some ten kilobytes.
_FETCHING = 30.0
#: So often it is asked for.
_TRIES = 5
#: So many shards are with a thread of a worker at a time: while one is made the next is there.
_AT_ONCE = 2
#: Those of Dask's loggers that print what the user can do nothing with.
_LOGGERS = (
    "asyncio",
    "distributed",
    "distributed.client",
    "distributed.gc",
    "tornado",
    "tornado.application",
)


class OnDask:
    """A Dask cluster, by the address of its scheduler (tcp://…).

    What the user should know of the cluster is given to `tell`, whenever it happens. Raises
    ArchiveError without distributed, or where nothing answers at the address.
    """

    def __init__(self, address: str, tell: Callable[[Text], None]) -> None:
        self._address = address
        self._tell = tell
        _quieten()
        self._client = self._connected(10.0)
        self._futures: dict[Any, Task] = {}
        self._count = 0
        self._missed: Counter[str] = Counter()
        #: Set when a future says that something came of it.
        self._news = Event()

    @property
    def capacity(self) -> int:
        """How many tasks it takes at a time: it changes as workers come and go."""
        return max(2, _AT_ONCE * sum(self._threads().values()))

    def _threads(self) -> dict[str, int]:
        try:
            threads: dict[str, int] = self._client.nthreads()
        except Exception:
            # No scheduler: `finished` sees to that.
            return {}
        return threads

    def start(self, task: Task) -> None:
        """Take a task."""
        self._count += 1
        # Each try is a task of its own for the scheduler.
        key = f"gklint-{task.key}-{self._count}"
        future: Any
        try:
            future = self._client.submit(make_shard, task, key=key, pure=False)
        except Exception:
            # No scheduler: one that comes back gets it with all the others.
            future = _Forgotten()
        else:
            with suppress(Exception):
                future.add_done_callback(lambda _: self._news.set())
        self._futures[future] = task

    def finished(self) -> list[Came]:
        """Return what came of tasks; waits for at least one."""
        begun, looked = time.monotonic(), False
        while True:
            self._news.clear()
            came = self._looked_through()
            if came:
                return came
            if self._is_cut_off:
                self._again()
            elif not looked and time.monotonic() - begun > _SILENT:
                looked = True
                self._tell_if_idle()
            self._news.wait(_OFTEN)

    def _tell_if_idle(self) -> None:
        with suppress(Exception):
            # Only where the scheduler says so.
            if not self._client.nthreads():
                self._tell(
                    Text(
                        f"{self._address}：Dask 还没有工作进程，正在等待",
                        f"{self._address}: Dask has no workers; waiting for some",
                    )
                )

    def _looked_through(self) -> list[Came]:
        """Return what came of tasks."""
        came = []
        for future, task in list(self._futures.items()):
            if future.status not in ("finished", "error"):
                continue
            one = _came(future, task)
            if one.made is None and future.status not in ("finished", "error"):
                # Lost with its worker, and made again; or with the scheduler.
                continue
            del self._futures[future]
            if one.made is None and future.status == "finished" and self._may_come(task):
                self.start(task)
            else:
                came.append(one)
        return came

    def _may_come(self, task: Task) -> bool:
        """Say whether to ask again for a shard that stands in the store and could not be told of:
        a worker, the scheduler or the way to them was lost on the way."""
        self._missed[task.key] += 1
        return self._missed[task.key] < _TRIES

    @property
    def _is_cut_off(self) -> bool:
        """Whether the scheduler was lost: then it, or the next one, knows none of the futures."""
        return self._client.status != "running" or any(
            future.status == "cancelled" for future in self._futures
        )

    def _again(self) -> None:
        """Give out again what a scheduler has forgotten that was lost, or started again. What was
        made meanwhile stands in the store, and is not made again."""
        minutes = round(_PATIENCE / 60)
        self._tell(
            Text(
                f"{self._address}：与 Dask 的调度器断开，正在等待恢复，最多 {minutes} 分钟",
                f"{self._address}: the scheduler of Dask is gone; waiting for it, {minutes} minutes"
                " at most",
            )
        )
        tasks = list(self._futures.values())
        with suppress(Exception):
            self._client.close(timeout=_BETWEEN)
        self._client = self._connected(_PATIENCE)
        self._tell(
            Text(
                f"{self._address}：已重新连接，继续检查",
                f"{self._address}: it is back; going on",
            )
        )
        self._futures = {}
        for task in tasks:
            self.start(task)

    def _connected(self, patience: float) -> Any:
        try:
            client: Any = import_module("distributed").Client
        except ModuleNotFoundError as error:
            raise needs("distributed", "dask") from error
        ends = time.monotonic() + patience
        while True:
            try:
                with warnings.catch_warnings():
                    # Of other versions of Dask's own libraries: what matters is checked by workers.
                    warnings.simplefilter("ignore")
                    return client(self._address, timeout=_BETWEEN * 2, set_as_default=False)
            except Exception as error:
                # What is no address, what does not answer, what is no scheduler.
                silent = isinstance(error, OSError | TimeoutError | asyncio.TimeoutError)
                if time.monotonic() > ends or not silent:
                    what = " ".join(str(error).split())[:200]
                    raise ArchiveError(
                        Text(
                            f"{self._address}：连不上 Dask 的调度器（{what}）",
                            f"{self._address}: no scheduler of Dask answers there ({what})",
                        )
                    ) from error
            time.sleep(_BETWEEN)

    def close(self) -> None:
        """Call back what is still going on."""
        with suppress(Exception):
            self._client.cancel(
                [future for future in self._futures if not isinstance(future, _Forgotten)],
                force=True,
            )
        with suppress(Exception):
            self._client.close(timeout=_BETWEEN)


class _Forgotten:
    """A future that no scheduler knows."""

    status = "cancelled"


def _came(future: Any, task: Task) -> Came:
    """Return what came of a task that is said to be done, as far as it can be had."""
    try:
        made = future.result(timeout=_FETCHING)
    except Exception as error:
        # That of the task if there is one; else one of the many that Dask has for what is lost.
        failed = future.status == "error"
        return _failed(error, task) if failed else Came(task, None, why_of(error))
    return Came(task, made) if isinstance(made, Made) else Came(task, None, why_of(TypeError(made)))


def _failed(error: Exception, task: Task) -> Came:
    from distributed import KilledWorker

    if isinstance(error, ArchiveError):
        raise error
    if isinstance(error, KilledWorker):
        return Came(task, None, Text("Dask 的工作进程", "a worker of Dask"), True)
    return Came(task, None, why_of(error))


def _quieten() -> None:
    """Have Dask print nothing: what matters of it is told in gklint's words. Whoever configured
    what Dask logs gets that."""
    try:
        dask: Any = import_module("dask")
        # Its loggers are set up when it is loaded.
        import_module("distributed")
    except ModuleNotFoundError:
        return
    names = ("logging", "distributed.logging", "logging-file-config")
    if not any(dask.config.get(name, None) for name in names):
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
