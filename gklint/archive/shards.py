"""A shard made: the reports of a task read, checked and put down.

`make_shard` is the one function that every engine maps: it is given a task, which can be pickled,
and needs nothing but the stores.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from gklint.archive import manifests
from gklint.archive.checking import Checked, check_bytes, prepare, unread
from gklint.archive.columns import DATA_SETS, rows_of, year_of
from gklint.archive.errors import ArchiveError
from gklint.archive.manifests import Entry, Shard, check_same, digest
from gklint.archive.sources import SourceFile
from gklint.archive.stores import Store, store_at
from gklint.archive.tables import Gathered, file_name, read_table, rows_with, year_in
from gklint.checking.settings import Settings
from gklint.readers import CONVERTED
from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text

#: Where shards stand until they are put into place, and what each of them is described by.
STAGED, MANIFEST = "_unpublished", "manifest.json"
#: So many old documents are converted in one go.
_AT_ONCE = 100

#: A library that reads PDF is not made for several threads, as workers of Dask have.
_one_at_a_time = Lock()


class Piece(NamedTuple):
    """A report of a task.

    `entry` is what is known of it: where `shard` is not "" its rows are there, in the files of a
    shard that begin with `shard`, and are taken from there if the content is what it was; with
    `same` that need not be looked at. `settings` is an index into those of the task. `lost` says
    why it is not to be read, though it is there: two workers died of it.
    """

    file: SourceFile
    entry: Entry
    settings: int = 0
    shard: str = ""
    same: bool = False
    lost: Text | None = None


class Old(NamedTuple):
    """A shard whose rows may be taken over: the folder that its files stand in ("" for the archive
    itself), their names."""

    folder: str
    files: tuple[str, ...]

    @property
    def key(self) -> str:
        """What a piece calls it."""
        return f"{self.folder}{self.files[0]}"


class Task(NamedTuple):
    """What makes a shard: the archive, the run, what has to check, the reports by path.

    `again` says that it was given out before, and came to nothing.
    """

    archive: str
    run: str
    made_by: str
    pieces: tuple[Piece, ...]
    settings: tuple[Settings, ...]
    old: tuple[Old, ...] = ()
    again: bool = False

    @property
    def key(self) -> str:
        """What stands for the task: the same reports to be checked by the same."""
        parts = [
            (piece.file, piece.entry.settings, piece.entry.sha256, piece.lost)
            for piece in self.pieces
        ]
        return digest(self.made_by, *parts)

    @property
    def folder(self) -> str:
        """Where its shard is put down: each run has a folder of its own for what waits."""
        return f"{STAGED}/{self.run}/{self.key}"

    @property
    def to_check(self) -> int:
        """How many reports it looks at; the rows of the others are taken over."""
        return sum(not piece.same for piece in self.pieces)

    def with_pieces(self, pieces: Sequence[Piece]) -> Task:
        """Return the task for some of its reports only."""
        wanted = {piece.shard for piece in pieces}
        old = tuple(one for one in self.old if one.key in wanted)
        return self._replace(pieces=tuple(pieces), old=old)


class Made(NamedTuple):
    """A shard as a worker made it: the folder of its task, how many reports were checked for it."""

    folder: str
    shard: Shard
    checked: int


def make_shard(task: Task) -> Made:
    """Make the shard of a task and put it, whole, beside the archive; what makes it part of it is
    `gklint.archive.archives.Archive.publish`.

    A shard that was made before, by a worker that was thought lost, is not made again. Raises
    ArchiveError where this process cannot work for the run, or the run is over, OSError where
    nothing can be written.
    """
    store = store_at(task.archive)
    _check_sees(store, task)
    if task.to_check:
        check_same(task.made_by)
    manifest = f"{task.folder}/{MANIFEST}"
    if store.exists(manifest):
        return Made(task.folder, manifests.read(store.read(manifest)), 0)
    with _one_at_a_time:
        return _made(store, task)


def _made(store: Store, task: Task) -> Made:
    gathered = Gathered()
    entries: list[Entry] = []
    taken: dict[str, list[Piece]] = {}
    count = 0
    for piece, done in _done(task):
        if done is None:
            taken.setdefault(piece.shard, []).append(piece)
            entries.append(piece.entry._replace(stamp=_stamp(piece)))
            continue
        count += 1
        gathered.add(year_of(done.record), rows_of(done, task.made_by))
        unreadable = done.unreadable
        # What could not be fetched is tried again in the next run.
        stamp = _stamp(piece) if done.sha256 or piece.lost else ""
        entries.append(piece.entry._replace(stamp=stamp, sha256=done.sha256, unreadable=unreadable))
    for old in task.old:
        _take_over(store, old, taken.get(old.key, ()), gathered)
    name = manifests.named(task.made_by, entries)
    # Checking takes its time: the run may have been killed, and another one be at work.
    _check_sees(store, task)
    files = []
    for year in gathered.years:
        for data_set in DATA_SETS:
            files.append(file_name(data_set, year, name))
            store.write(f"{task.folder}/{files[-1]}", gathered.parquet(year, data_set))
    shard = Shard(name, task.made_by, tuple(files), tuple(entries))
    _check_sees(store, task)
    store.write(f"{task.folder}/{MANIFEST}", manifests.written(shard))
    return Made(task.folder, shard, count)


def _stamp(piece: Piece) -> str:
    return piece.file.stamp if piece.file.settled else ""


def _done(task: Task) -> Iterator[tuple[Piece, Checked | None]]:
    """Yield each report with what came of it; None where it is what it was."""
    for start in range(0, len(task.pieces), _AT_ONCE):
        some = task.pieces[start : start + _AT_ONCE]
        fetched = dict(_old_documents(some, task))
        for piece in some:
            settings = task.settings[piece.settings]
            path = piece.entry.path
            if piece.same:
                yield piece, None
                continue
            if piece.lost is not None:
                yield piece, unread(path, piece.lost, settings)
                continue
            try:
                raw = fetched.pop(piece, None) or piece.file.read(settings.limits)
            except UnreadableFile as error:
                _check_sees_reports(piece.file)
                yield piece, unread(path, error.reason, settings)
                continue
            if piece.shard and sha256(raw).hexdigest() == piece.entry.sha256:
                yield piece, None
            else:
                yield piece, check_bytes(raw, path, settings)


def _old_documents(pieces: Sequence[Piece], task: Task) -> Iterator[tuple[Piece, bytes]]:
    """Yield the bytes of documents that LibreOffice converts, and have it done for all of them."""
    found = []
    for piece in pieces:
        if piece.entry.path.lower().endswith(CONVERTED) and not (piece.same or piece.lost):
            try:
                found.append((piece, piece.file.read(task.settings[piece.settings].limits)))
            except UnreadableFile:
                continue
    if found:
        prepare(
            [(piece.entry.path, raw) for piece, raw in found], task.settings[found[0][0].settings]
        )
    yield from found


def _take_over(store: Store, old: Old, pieces: Sequence[Piece], gathered: Gathered) -> None:
    """Add the rows of reports that are what they were."""
    paths = [piece.entry.path for piece in pieces]
    if not paths:
        return
    for name in old.files:
        table = rows_with(read_table(store.read(old.folder + name)), paths)
        if table.num_rows:
            gathered.add_table(year_in(name), name.split("/")[0], table)


def _check_sees(store: Store, task: Task) -> None:
    """Raise ArchiveError where the archive is not seen from here, or the run is over."""
    if manifests.run_of(store) != task.run:
        raise ArchiveError(
            Text(
                f"工作进程看不到存档 {task.archive}（或这次运行已结束、另一次已开始）："
                "请用所有工作进程都能访问的位置",
                f"a worker does not see the archive {task.archive} (or its run is over):"
                " use a place that all workers reach",
            )
        )


def _check_sees_reports(file: SourceFile) -> None:
    """Raise ArchiveError where not the report but all that it lies in is absent."""
    if file.root or os.path.lexists(file.inside) or os.path.isdir(os.path.dirname(file.inside)):
        return
    raise ArchiveError(
        Text(
            f"工作进程看不到文件夹 {os.path.dirname(file.inside)}：请用所有工作进程都能访问的位置",
            f"a worker does not see the folder {os.path.dirname(file.inside)}:"
            " use a place that all workers reach",
        )
    )
