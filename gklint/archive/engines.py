"""Who makes the shards: this process, or several of them."""

from __future__ import annotations

import pickle
import signal
import sys
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import NamedTuple, Protocol

from gklint.archive.errors import ArchiveError
from gklint.archive.shards import Made, Task, make_shard
from gklint.batch.processes import WorkerProcess
from gklint.checking.failures import described
from gklint.plugins.loading import name_plugin_files, plugin_files
from gklint.support.bilingual import Text


class Came(NamedTuple):
    """What came of a task: the shard, or why there is none. `died` says that the worker did."""

    task: Task
    made: Made | None
    why: Text = Text("", "")
    died: bool = False


class Engine(Protocol):
    """What makes shards of tasks."""

    @property
    def capacity(self) -> int:
        """How many tasks it takes at a time."""

    def start(self, task: Task) -> None:
        """Take a task."""

    def finished(self) -> list[Came]:
        """Return what came of tasks; waits for at least one. Raises ArchiveError where no task can
        be done."""

    def close(self) -> None:
        """Let go of everything, whatever is still going on."""


class Here:
    """This process makes the shards, one after the other."""

    capacity = 1

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def start(self, task: Task) -> None:
        """Take a task."""
        self._tasks.append(task)

    def finished(self) -> list[Came]:
        """Make the shard of the task that was taken."""
        return [attempted(self._tasks.pop())]

    def close(self) -> None:
        """Let go of everything."""


class Processes:
    """Several processes of this machine make the shards. One that dies is replaced."""

    def __init__(self, count: int, method: str | None = None) -> None:
        self.capacity = count
        #: How processes are started, None for what suits the system.
        self._method = method
        self._idle: list[WorkerProcess] = []
        self._busy: dict[Connection, tuple[WorkerProcess, Task]] = {}

    def start(self, task: Task) -> None:
        """Take a task."""
        worker = self._idle.pop() if self._idle else self._started()
        self._busy[worker.pipe] = worker, task
        try:
            worker.pipe.send_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        except OSError:
            # It is dead, and its end of the pipe says so.
            return

    def _started(self) -> WorkerProcess:
        others = [*self._busy, *(worker.pipe for worker in self._idle)]
        return WorkerProcess(partial(_work, plugins=plugin_files()), others, self._method)

    def finished(self) -> list[Came]:
        """Return what came of tasks; waits for at least one."""
        came = []
        ready = wait(list(self._busy))
        for pipe in [pipe for pipe in self._busy if pipe in ready]:
            worker, task = self._busy.pop(pipe)
            try:
                made, why = pickle.loads(worker.pipe.recv_bytes())
            except (EOFError, OSError):
                worker.end()
                came.append(Came(task, None, _how(worker.process.exitcode or 0), True))
                continue
            self._idle.append(worker)
            if isinstance(why, ArchiveError):
                raise why
            came.append(Came(task, made, why))
        return came

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.end()
        self._idle, self._busy = [], {}


def attempted(task: Task) -> Came:
    """Make a shard; what goes wrong with a store is said, and the task can be tried again."""
    try:
        return Came(task, make_shard(task))
    except (KeyboardInterrupt, ArchiveError):
        raise
    except Exception as error:
        # Each store has errors of its own.
        return Came(task, None, why_of(error))


def why_of(error: BaseException) -> Text:
    """Return why a shard could not be made."""
    what = described(error)
    return Text(f"没有写成（{what}）", f"not written ({what})")


def _how(code: int) -> Text:
    """Say how a process ended."""
    how = f"exit {code}" if code >= 0 else signal.strsignal(-code) or f"signal {-code}"
    return Text(how, how)


def _work(pipe: Connection, inherited: list[Connection], plugins: tuple[str, ...]) -> None:
    """Make shards of what comes through the pipe until its other end is closed."""
    name_plugin_files(plugins)
    # Ctrl-C reaches all processes of a terminal; the one that gives out the tasks sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in inherited:
        end.close()
    while True:
        try:
            task = pickle.loads(pipe.recv_bytes())
            answer: tuple[Made | None, Text | ArchiveError]
            try:
                came = attempted(task)
                answer = came.made, came.why
            except ArchiveError as error:
                answer = None, error
            pipe.send_bytes(pickle.dumps(answer))
        except (EOFError, OSError):
            # The other process is gone.
            return


def processes_of(count: int, forked: bool) -> Engine:
    """Return what makes shards in so many processes; without `forked` each starts from nothing, as
    the libraries of some stores need it."""
    if count == 1:
        return Here()
    return Processes(count, None if forked or sys.platform != "linux" else "spawn")
