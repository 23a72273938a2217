"""The workers of a Dask cluster make the shards: a future a shard.

The scheduler gives the shard of a worker that it lost to another one, a few times; a scheduler that
is gone is waited for.
"""

from __future__ import annotations

import time
from contextlib import suppress
from importlib import import_module
from typing import Any

from gklint.archive.engines import Came, why_of
from gklint.archive.errors import ArchiveError, needs
from gklint.archive.shards import Task, make_shard
from gklint.support.bilingual import Text

#: So long (seconds) a scheduler is waited for that is gone, and so long between two tries.
_PATIENCE, _BETWEEN = 300.0, 2.0
#: So often (seconds) it is looked whether there is still a scheduler and something to wait for.
_OFTEN = 1.0
#: So many shards are with a thread of a worker at a time: while one is made the next is there.
_AT_ONCE = 2


class OnDask:
    """A Dask cluster, by the address of its scheduler (tcp://…). Raises ArchiveError without
    distributed, or where nothing answers at the address."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = self._connected(10.0)
        self._futures: dict[Any, Task] = {}
        self._count = 0

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
        with suppress(Exception):
            future = self._client.submit(make_shard, task, key=key, pure=False)
            self._futures[future] = task
            return
        # No scheduler: one that comes back gets it with all the others.
        self._futures[_Lost()] = task

    def finished(self) -> list[Came]:
        """Return what came of tasks; waits for at least one."""
        while True:
            came = []
            for future in list(self._futures):
                if future.status in ("finished", "error"):
                    came.append(_came(future, self._futures.pop(future)))
            if came:
                return came
            if self._client.status != "running" or any(
                future.status in ("cancelled", "lost") for future in self._futures
            ):
                self._again()
            self._wait()

    def _wait(self) -> None:
        wait: Any = import_module("distributed").wait
        with suppress(Exception):
            # A time that is over, a scheduler that is gone: the next look tells.
            wait(list(self._futures), timeout=_OFTEN, return_when="FIRST_COMPLETED")
            return
        time.sleep(0.05)

    def _again(self) -> None:
        """Give out again what a scheduler has forgotten that was started anew. What was made
        meanwhile stands in the store, and is not made again."""
        tasks = list(self._futures.values())
        with suppress(Exception):
            self._client.close(timeout=_BETWEEN)
        self._client = self._connected(_PATIENCE)
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
                return client(self._address, timeout=_BETWEEN * 2, set_as_default=False)
            except Exception as error:
                # What is no address, what does not answer, what is no scheduler.
                if time.monotonic() > ends or not isinstance(error, OSError):
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
                [future for future in self._futures if not isinstance(future, _Lost)], force=True
            )
        with suppress(Exception):
            self._client.close(timeout=_BETWEEN)


class _Lost:
    """A future that no scheduler knows."""

    status = "lost"


def _came(future: Any, task: Task) -> Came:
    if future.status == "finished":
        return Came(task, future.result())
    from distributed import KilledWorker

    error = future.exception()
    if isinstance(error, ArchiveError):
        raise error
    if isinstance(error, KilledWorker):
        return Came(task, None, Text("Dask 的工作进程", "a worker of Dask"), True)
    return Came(task, None, why_of(error))
