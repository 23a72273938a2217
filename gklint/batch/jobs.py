"""Several processes that check: files go out in chunks, records come back in the files' order.

A process that dies (killed by the system for its memory, or by a fault in a library) takes nothing
with it: the files that it had are checked again one by one in a fresh one, and a file on which that
dies too is said to be unreadable.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any

from gklint.batch.checking import check_file, prepare, unreadable_record
from gklint.batch.interrupts import Interrupts
from gklint.batch.processes import WorkerProcess
from gklint.batch.waiting import Waiting
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.engine import lint_text
from gklint.plugins.loading import name_plugin_files, plugin_files
from gklint.support.bilingual import Text

#: What a chunk weighs: enough that sending it costs nothing beside checking it, so little that no
#: process stands idle for long at the end.
_CHUNK = 12
#: So many chunks are with a process at a time: while it checks one the next is on its way.
_AT_ONCE = 2
#: So many files at most stand between the one to be shown next and the last one looked at.
_AHEAD = 1_000
#: So often, in files shown, it is seen whether a process has nothing to do.
_OFTEN = 16

_DIED = "检查这份文件的进程两次意外终止（{how}）"
_DIED_EN = "the process that checked this file died twice ({how})"


class _Slot:
    """A file in the order of all files, with its record as soon as there is one."""

    __slots__ = ("record", "waiting")

    def __init__(self, item: Record | Waiting) -> None:
        self.waiting = item if isinstance(item, Waiting) else None
        self.record = None if isinstance(item, Waiting) else item


class _Chunk:
    """Files that one process checks; `again` says that one died of them, or next to them."""

    def __init__(self, slots: list[_Slot], again: bool = False) -> None:
        self.slots = slots
        self.again = again


def checked_in_order(
    items: Iterable[Record | Waiting], count: int, interrupts: Interrupts
) -> Iterator[tuple[Record, Waiting | None]]:
    """Yield the record of each item in their order, and what was waiting for it.

    `count` processes check those that are waiting. After an interrupt come the records that there
    are, and no more.
    """
    ahead: deque[_Slot] = deque()
    source = _Source(iter(items))
    with _Workers(count) as workers:
        try:
            shown = 0
            while not interrupts.seen:
                while not source.ended and len(ahead) < _AHEAD and workers.want_more:
                    chunk = source.take(ahead)
                    if chunk.slots:
                        workers.put(chunk)
                if not ahead:
                    return
                if ahead[0].record is None or shown % _OFTEN == 0:
                    with interrupts.interruptible():
                        workers.go_on(wait_for_one=ahead[0].record is None)
                record = ahead[0].record
                if record is not None:
                    shown += 1
                    yield record, ahead.popleft().waiting
        except KeyboardInterrupt:
            # Also one that was not taken here: the run is not complete.
            interrupts.seen = True
    for slot in ahead:
        if slot.record is not None:
            yield slot.record, slot.waiting


class _Source:
    """The items, taken a chunk at a time."""

    def __init__(self, items: Iterator[Record | Waiting]) -> None:
        self.ended = False
        self._items = items

    def take(self, ahead: deque[_Slot]) -> _Chunk:
        """Put the next items into the order, up to a chunk of those that wait, and return it."""
        chunk = _Chunk([])
        weight = 0
        while weight < _CHUNK and len(ahead) < _AHEAD:
            item = next(self._items, None)
            if item is None:
                self.ended = True
                break
            slot = _Slot(item)
            ahead.append(slot)
            if slot.waiting is not None:
                chunk.slots.append(slot)
                weight += slot.waiting.weight
        return chunk


class _Workers:
    """The processes of a run, started as there is something for them to do."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._workers: list[_Worker] = []
        self._queue: deque[_Chunk] = deque()

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.end()

    @property
    def want_more(self) -> bool:
        """Whether less is in the queue than all processes could take."""
        return len(self._queue) < self.count

    def put(self, chunk: _Chunk) -> None:
        """Take files to be checked."""
        self._queue.append(chunk)

    def go_on(self, wait_for_one: bool) -> None:
        """Hand out what is in the queue and take what is done."""
        self._hand_out()
        busy: dict[Any, _Worker] = {
            worker.pipe: worker for worker in self._workers if worker.chunks
        }
        if not busy and self._queue:
            # The system gives no process: then this one does the work.
            for slot in self._queue.popleft().slots:
                slot.record = _checked_here(slot)
            return
        for pipe in wait(list(busy), None if wait_for_one else 0):
            self._take(busy[pipe])

    def _hand_out(self) -> None:
        while self._queue:
            worker = min(self._workers, key=lambda worker: len(worker.chunks), default=None)
            if (worker is None or worker.chunks) and len(self._workers) < self.count:
                worker = self._started() or worker
            if worker is None or len(worker.chunks) >= _AT_ONCE:
                return
            try:
                worker.send(self._queue.popleft())
            except OSError:
                self._bury(worker)

    def _started(self) -> _Worker | None:
        if not self._workers:
            _make_ready()
        try:
            worker = _Worker([worker.pipe for worker in self._workers])
        except OSError:
            # No more processes, no more memory: those that there are will do.
            self.count = max(len(self._workers), 1)
            return None
        self._workers.append(worker)
        return worker

    def _take(self, worker: _Worker) -> None:
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
            return
        records: list[Record | None] = pickle.loads(data)
        for slot, record in zip(worker.chunks.popleft().slots, records, strict=True):
            slot.record = record or _checked_here(slot)

    def _bury(self, worker: _Worker) -> None:
        """Take back what a dead process had; what it was at is tried once more, file by file."""
        self._workers.remove(worker)
        worker.end()
        first, *rest = worker.chunks
        self._queue.extendleft(reversed(rest))
        if first.again:
            waiting = _waiting(first.slots[0])
            first.slots[0].record = _died(waiting, worker.process.exitcode or 0)
        else:
            self._queue.extendleft(_Chunk([slot], again=True) for slot in reversed(first.slots))


class _Worker(WorkerProcess):
    """A process, the pipe to it, and the chunks that it has, the one it is at first."""

    def __init__(self, others: list[Connection]) -> None:
        super().__init__(partial(_work, plugins=plugin_files()), others)
        self.chunks: deque[_Chunk] = deque()
        self._known: dict[Settings, int] = {}

    def send(self, chunk: _Chunk) -> None:
        """Give it files to check; raises OSError where it is gone."""
        self.chunks.append(chunk)
        # Settings may be long, and most files have the same: each is sent once.
        new: list[Settings] = []
        files = []
        for slot in chunk.slots:
            waiting = _waiting(slot)
            number = self._known.get(waiting.settings)
            if number is None:
                number = self._known[waiting.settings] = len(self._known)
                new.append(waiting.settings)
            files.append((waiting.path, number))
        self.pipe.send((files, new))


def _make_ready() -> None:
    """Load what all processes need, so that each has it from the start where they are forked."""
    lint_text("")
    # What is there already is not looked through for garbage, and so stays shared.
    gc.collect()
    gc.freeze()


def _work(pipe: Connection, inherited: list[Connection], plugins: tuple[str, ...]) -> None:
    """Check what comes through the pipe until its other end is closed."""
    name_plugin_files(plugins)
    # What a plugin prints must not get into the result.
    sys.stdout = sys.stderr
    # Ctrl-C reaches all processes of a terminal; the one that shows the results sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in inherited:
        end.close()
    known: list[Settings] = []
    while True:
        try:
            files, new = pipe.recv()
            known += new
            prepare([(path, known[number]) for path, number in files])
            records = [check_file(path, known[number]) for path, number in files]
            pipe.send_bytes(_packed(records))
        except (EOFError, OSError):
            # The other process is gone.
            return


def _packed(records: list[Record]) -> bytes:
    """Return the records as bytes, None for one that cannot be sent."""
    try:
        return pickle.dumps(records, pickle.HIGHEST_PROTOCOL)
    except Exception:
        # A plugin's rule may give any value as a fact of a finding.
        return pickle.dumps(
            [record if _can_be_sent(record) else None for record in records],
            pickle.HIGHEST_PROTOCOL,
        )


def _can_be_sent(record: Record) -> bool:
    try:
        pickle.dumps(record)
    except Exception:
        # What a plugin gives may refuse in any way.
        return False
    return True


def _waiting(slot: _Slot) -> Waiting:
    assert slot.waiting is not None, "only files that wait are sent out"
    return slot.waiting


def _checked_here(slot: _Slot) -> Record:
    waiting = _waiting(slot)
    return check_file(waiting.path, waiting.settings)


def _died(waiting: Waiting, code: int) -> Record:
    how = f"exit {code}" if code >= 0 else signal.strsignal(-code) or f"signal {-code}"
    reason = Text(_DIED.format(how=how), _DIED_EN.format(how=how))
    return unreadable_record(waiting.path, reason, waiting.settings)
