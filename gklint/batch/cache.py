"""Records kept between runs: a file that is what it was, checked by what it was, is not read again.

Whether a file is what it was, its size, times and inode say; where they are others, or too young to
be trusted, the hash of its content does.
"""

from __future__ import annotations

import os
import re
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
from gklint.batch.waiting import State, Waiting
from gklint.checking.results import Compared, Record
from gklint.checking.settings import Settings
from gklint.model.facts import Facts, as_json, from_json
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
#: The shape of the text that facts are, and the kind of value that a comparison is.
_FACTS, _COMPARED = "facts 1", "compared"
#: What does more to a terminal than show a character or a colour.
_MOVING = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[0-9;]*m)"
)
#: The day of last use is written again after so many days.
_REFRESH = 7


def _can_be_trusted(head: Head) -> bool:
    """Say whether the same state stands for the same content."""
    tick = _LONG_TICK if head.state.written % 1_000_000_000 == 0 else _TICK
    return max(head.state.written, head.state.changed) + tick * 1e9 < head.at


class KeptRecord:
    """A record that is in the cache or on its way there, in place of the record itself.

    What it is asked for beside path, tally and text is read from the cache, which a run that
    changed nothing never needs.
    """

    __slots__ = (
        "_cache",
        "_record",
        "_window",
        "content",
        "number",
        "path",
        "tally",
        "texts",
        "waiting",
    )

    def __init__(
        self,
        cache: Cache,
        window: _Window | None,
        waiting: Waiting,
        head: Head,
        record: Record | None = None,
    ) -> None:
        self.path = waiting.path
        self.tally = head.tally
        #: The SHA-256 of the file.
        self.content = head.content
        self.number = waiting.number or 0
        self.waiting = waiting
        #: Texts that are not in the cache yet, by shape.
        self.texts: dict[str, str] = {}
        self._cache = cache
        self._window = window
        self._record = record

    @property
    def record(self) -> Record:
        """The record itself."""
        if self._record is None:
            self._record = self._cache.loaded(self.waiting)
        return self._record

    @property
    def facts(self) -> Facts | None:
        """What is compared of the file, kept beside the record."""
        if self._record is not None:
            return self._record.facts
        text = self._window.text(_FACTS, self.number) if self._window else None
        try:
            if text is not None:
                return from_json(text) if text else None
        except (ValueError, RecursionError):
            pass
        # They are gone, and so the file is checked again.
        self._record = self._cache.checked_again(self)
        return self._record.facts

    @property
    def compared(self) -> Compared:
        """What came of comparing it: nothing, which is kept with it."""
        return Compared()

    @property
    def own(self) -> KeptRecord:
        """The record without what comes of comparing it, which is not kept with it."""
        return self

    def shown(self, shape: str, make: Callable[[Record], str], stamp: str = "") -> str:
        """Return what `make` makes of the record, or what it made of it in an earlier run.

        `stamp` stands for all that the text follows from beside record and shape: a text with
        another one is made again.
        """
        text = self._window.text(shape, self.number) if self._window else None
        if text is not None and text.startswith(f"{stamp}\n"):
            return text[len(stamp) + 1 :]
        text = make(self.record)
        first = not self.texts
        self.texts[shape] = f"{stamp}\n{text}"
        if first:
            self._cache.has_texts(self)
        return text

    def forget(self, window: _Window) -> None:
        """Let go of the record and of what is beside it: they have been written."""
        self._record = None
        self._window = window

    def __getattr__(self, name: str) -> object:
        return getattr(self.record, name)


class _Window:
    """Some files that were looked up together, so that their texts are too."""

    def __init__(self, store: Store, numbers: Sequence[int], own: bool) -> None:
        self._store = store
        self._numbers = numbers
        self._own = own
        self._texts: dict[str, dict[int, object]] = {}

    def text(self, shape: str, number: int) -> str | None:
        texts = self._texts.get(shape)
        if texts is None:
            texts = self._texts[shape] = self._store.blocks(_number(shape), self._numbers)
        sealed_text = texts.get(number)
        data = None if sealed_text is None else opened(sealed_text, number)
        text = None if data is None else data.decode("utf-8", "surrogatepass")
        # What a reporter wrote may be shown; what lay in a folder from elsewhere may be made to
        # move the cursor of a terminal.
        return text if self._own or text is None or _can_be_shown(text) else None


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
        asked = [self._asked(path, settings) for path, settings in files]
        numbers = [waiting.number for waiting in asked if waiting.number is not None]
        heads = self._store.heads(numbers)
        window = _Window(self._store, numbers, self._own)
        for waiting in asked:
            kept = heads.get(waiting.number or 0)
            head = self._head(waiting, *kept) if kept else None
            if head is None:
                yield waiting
                continue
            # The text of a report says its name, so one of another name is not its text.
            own = window if head.path == waiting.path else None
            yield cast(Record, KeptRecord(self, own, waiting, head))
        self._flush_if_due()

    def _asked(self, path: str, settings: Settings) -> Waiting:
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
        kept.texts[_FACTS] = as_json(record.facts) if record.facts else ""
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
        kept.texts[_FACTS] = as_json(record.facts) if record.facts else ""
        self.has_texts(kept)
        return record

    def compared(self, key: bytes) -> bytes | None:
        """Return what came of comparing files in an earlier run, by what stands for all of them."""
        number = int.from_bytes(key[:7], "big")
        return opened(self._store.value(_COMPARED, number), number)

    def keep_compared(self, key: bytes, data: bytes) -> None:
        """Keep what came of comparing files."""
        number = int.from_bytes(key[:7], "big")
        self._store.remember(_COMPARED, number, time.time_ns(), sealed(data, number))

    def close(self) -> None:
        """Write what is new, and drop what is old once a day."""
        self._flush()
        if self._changed:
            self._store.remember("tool", self._tool_number, time.time_ns(), self._tool)
            for shape in self._shapes:
                self._store.remember("shape", _number(shape), time.time_ns())
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
                    _number(shape),
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
        window = _Window(self._store, [kept.number for _, _, kept in new], self._own)
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


def _can_be_shown(text: str) -> bool:
    """Say whether a text moves nothing on a terminal: lines and colours are all that there is."""
    return all(line.isprintable() or not _MOVING.search(line) for line in text.split("\n"))


def _number(shape: str) -> int:
    return int.from_bytes(digest(shape)[:7], "big")


def _content(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""
