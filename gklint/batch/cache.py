"""Records kept between runs: a file that is what it was, checked by what it was, is not read again.

Whether a file is what it was, its size, times and inode say; where they are others, or too young to
be trusted, the hash of its content does.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any, cast

from gklint.batch.cache_key import digest, settings_key, surroundings, tool_files
from gklint.batch.cache_store import Store
from gklint.batch.cache_values import (
    Head,
    head_of,
    opened,
    packed_head,
    packed_record,
    record_of,
    sealed,
)
from gklint.batch.kept_records import COMPARED, FACTS, KeptRecord, Window, number_of
from gklint.batch.waiting import State, Waiting
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.model.facts import as_json
from gklint.support.own_folders import cache_base, is_inside, own_folder

#: How files are known again: by size, times and inode as far as these can tell, or by content only.
CHECKS = ("stat", "hash")

#: What says what went wrong in this one run is not kept: unreadable files, rules that failed.
_NOT_KEPT = ("GK901", "GK906")
#: A file that was written so shortly (seconds) before it was checked may be written again without
#: another time: the clocks of file systems tick, in milliseconds or, the old ones, in seconds.
_TICK, _LONG_TICK = 0.05, 2.0
#: What is new is written after so many seconds or so many records: a run that is killed loses no
#: more than that.
_SECONDS, _RECORDS = 1.0, 256
#: So many records that have just been checked stay at hand until they are shown.
_MOST = 4_000
#: The day of last use is written again after so many days.
_REFRESH = 7


def _can_be_trusted(head: Head) -> bool:
    """Say whether the same state stands for the same content."""
    tick = _LONG_TICK if head.state.written % 1_000_000_000 == 0 else _TICK
    return max(head.state.written, head.state.changed) + tick * 1e9 < head.at


class Cache:
    """The records kept in a folder, for one run.

    `check_report` checks a file whose record was lost meanwhile; `damaged` is told of a damaged
    cache.
    """

    def __init__(
        self,
        folder: str,
        check: str,
        check_report: Callable[[Waiting], Record],
        damaged: Callable[[], None],
    ) -> None:
        self._store = Store(folder, damaged)
        self._own = is_inside(folder, cache_base())
        self._by_content = check == "hash"
        self._check = check_report
        self._tool = self._tool_key()
        self._tool_number = int.from_bytes(self._tool[:7], "big")
        self._keys: dict[Settings, bytes] = {}
        #: The settings and the folder of the file before, and their hash to go on from.
        self._before: tuple[Settings | None, str, Any] = None, "", sha256()
        self._day = int(time.time() // 86_400)
        self._new: list[tuple[Head, bytes, KeptRecord]] = []
        self._again: list[tuple[int, Head]] = []
        self._with_texts: list[KeptRecord] = []
        self._shapes: set[str] = set()
        self._last = time.monotonic()
        self._changed = False
        #: So many records that were checked in this run are still at hand.
        self._in_memory = 0

    # --- looking up ------------------------------------------------------------------------------

    def look_up(self, files: Sequence[tuple[str, Settings]]) -> Iterator[Record | Waiting]:
        """Yield for each file its record, or that it has to be checked."""
        waiting_ones = [self._waiting(path, settings) for path, settings in files]
        numbers = [waiting.number for waiting in waiting_ones if waiting.number is not None]
        heads = self._store.heads(numbers)
        window = Window(self._store, numbers, self._own)
        for waiting in waiting_ones:
            kept = heads.get(waiting.number or 0)
            head = self._head(waiting, *kept) if kept else None
            if head is None:
                yield waiting
                continue
            # The text of a report says its name, so one of another name is not its text.
            own = window if head.path == waiting.path else None
            yield cast(Record, KeptRecord(self, own, waiting, head))
        self._flush_if_due()

    def _waiting(self, path: str, settings: Settings) -> Waiting:
        at = time.time_ns()
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return Waiting(path, settings)
        if not stat.S_ISREG(status.st_mode):
            return Waiting(path, settings)
        state = State(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        return Waiting(path, settings, self._number(path, settings), state, at)

    def _head(self, waiting: Waiting, day: object, kept: object) -> Head | None:
        """Return the head of a file that is what it was, None for one that is not."""
        number, state = waiting.number or 0, cast(State, waiting.state)
        head = head_of(kept, number)
        if head is None:
            return None
        if self._by_content or head.state != state or not _can_be_trusted(head):
            if head.state.size != state.size or _content(waiting.path) != head.content:
                return None
            head = head._replace(state=state, at=waiting.at)
            self._again.append((number, head))
        elif not isinstance(day, int) or self._day - day > _REFRESH:
            self._again.append((number, head))
        return head

    def loaded(self, waiting: Waiting) -> Record:
        """Return the record of a file; where it is lost, the file is checked again."""
        number = waiting.number or 0
        record = record_of(self._store.record(number), number)
        return self._check(waiting) if record is None else record._replace(path=waiting.path)

    # --- keeping ---------------------------------------------------------------------------------

    def keep(self, waiting: Waiting, record: Record) -> Record:
        """Keep the record of a file that was waiting, and return what stands for it."""
        about = record.about
        if waiting.number is None or waiting.state is None or about is None:
            return record
        if any(diagnostic.code in _NOT_KEPT for diagnostic in record.found):
            return record
        packed = packed_record(record._replace(facts=None), waiting.number)
        if packed is None:
            return record
        head = Head(record.path, waiting.state, waiting.at, about.sha256, record.tally)
        kept = KeptRecord(self, None, waiting, head, record)
        kept.texts[FACTS] = as_json(record.facts) if record.facts else ""
        self._with_texts.append(kept)
        self._new.append((head, packed, kept))
        self._flush_if_due()
        return cast(Record, kept)

    def has_texts(self, kept: KeptRecord) -> None:
        """Take note that a record has texts that are to be kept too."""
        self._with_texts.append(kept)
        self._flush_if_due()

    def checked_again(self, kept: KeptRecord) -> Record:
        """Return the record of a file checked again: what was kept beside it is lost."""
        record = self._check(kept.waiting)
        kept.texts[FACTS] = as_json(record.facts) if record.facts else ""
        self.has_texts(kept)
        return record

    def compared(self, key: bytes) -> bytes | None:
        """Return what came of comparing files in an earlier run, by what stands for all of them."""
        number = int.from_bytes(key[:7], "big")
        return opened(self._store.value(COMPARED, number), number)

    def keep_compared(self, key: bytes, data: bytes) -> None:
        """Keep what came of comparing files."""
        number = int.from_bytes(key[:7], "big")
        self._store.remember(COMPARED, number, time.time_ns(), sealed(data, number))

    def close(self) -> None:
        """Write what is new, and drop what is old once a day."""
        self._flush()
        if self._changed:
            self._store.remember("tool", self._tool_number, time.time_ns(), self._tool)
            for shape in self._shapes:
                self._store.remember("shape", number_of(shape), time.time_ns())
            if self._store.value("pruned", self._day) is None:
                self._store.prune(self._day)
                self._store.remember("pruned", self._day, self._day, b"done")
        self._store.close()

    def _flush_if_due(self) -> None:
        due = time.monotonic() - self._last > _SECONDS
        if due or len(self._new) + len(self._with_texts) + len(self._again) >= _RECORDS:
            self._flush()

    def _flush(self) -> None:
        new, again, with_texts = self._new, self._again, self._with_texts
        self._new, self._again, self._with_texts = [], [], []
        self._last = time.monotonic()
        if not (new or again or with_texts):
            return
        self._changed = True
        heads = [(kept.number, head) for head, _, kept in new] + again
        self._store.write(
            [
                (number, self._tool_number, self._day, packed_head(head, number))
                for number, head in heads
            ],
            [(kept.number, packed) for _, packed, kept in new],
            [
                (
                    number_of(shape),
                    kept.number,
                    sealed(text.encode("utf-8", "surrogatepass"), kept.number),
                )
                for kept in with_texts
                for shape, text in kept.texts.items()
            ],
        )
        for kept in with_texts:
            self._shapes.update(kept.texts)
            kept.texts = {}
        window = Window(self._store, [kept.number for _, _, kept in new], self._own)
        for _, _, kept in new:
            self._in_memory += 1
            if self._in_memory > _MOST:
                kept.forget(window)

    # --- names -----------------------------------------------------------------------------------

    def _tool_key(self) -> bytes:
        """Return what stands for all that checks: by the stat of its files where that is known."""
        files = tool_files()
        stats = files.by_stat()
        number = int.from_bytes(stats[:7], "big")
        content = opened(self._store.value("stat", number), number)
        if content is None:
            content = files.by_content()
            self._store.remember("stat", number, time.time_ns(), sealed(content, number))
        return digest(content, surroundings())

    def _number(self, path: str, settings: Settings) -> int:
        name = path.rpartition(os.sep)[2]
        folder = path[: len(path) - len(name)]
        # Most files have the settings and the folder of the one before.
        if self._before[0] is not settings or self._before[1] != folder:
            key = self._keys.get(settings)
            if key is None:
                key = self._keys[settings] = digest(self._tool, settings_key(settings))
            self._before = settings, folder, sha256(digest(key, os.path.abspath(folder)))
        named = self._before[2].copy()
        named.update(name.encode("utf-8", "surrogatepass"))
        return int.from_bytes(named.digest()[:8], "big", signed=True)


def open_cache(
    folder: str | None,
    check: str,
    check_report: Callable[[Waiting], Record],
    damaged: Callable[[], None],
) -> Cache | None:
    """Return the cache in a folder (None: the user's own), None where there can be none."""
    own = own_folder(cache_base() if folder is None else folder)
    return None if own is None else Cache(own, check, check_report, damaged)


def _content(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""
