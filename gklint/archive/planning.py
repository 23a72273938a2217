"""What a run has to do: which shards stay as they are, which are made again, and of what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gklint.archive.archives import Archive
from gklint.archive.manifests import Entry, Shard, made_by_here, settings_key
from gklint.archive.shards import Old, Piece, Task
from gklint.archive.sources import Listing, SourceFile
from gklint.checking.settings import Settings

#: So many reports make a shard.
SIZE = 200


class Plan(NamedTuple):
    """What a run has to do: the shards that stay, by name; the tasks; how many reports are as they
    were, how many are to be looked at, how many are there no more."""

    kept: frozenset[str]
    tasks: tuple[Task, ...]
    unchanged: int
    to_do: int
    gone: int


class _Known(NamedTuple):
    """A report that the archive has: the shard with its rows, and where that stands."""

    shard: Shard
    entry: Entry
    folder: str


def plan(
    archive: Archive,
    listing: Listing,
    settings_for: Callable[[str], Settings],
    *,
    size: int = SIZE,
    retry: bool = False,
) -> Plan:
    """Return what brings the archive to what was listed; with `retry` what could not be read is
    read again. Reports below other paths than those that were listed stay as they are."""
    return _Planner(archive, listing, settings_for, size, retry).plan()


class _Planner:
    def __init__(
        self,
        archive: Archive,
        listing: Listing,
        settings_for: Callable[[str], Settings],
        size: int,
        retry: bool,
    ) -> None:
        self.archive, self.listing = archive, listing
        self.settings_for = settings_for
        self.size, self.retry = size, retry
        self.made_by = made_by_here()
        self.known = self._known()
        self.settings: dict[Settings, tuple[int, str]] = {}
        self.old = {one.key: one for one in (_old(*place) for place in self._shards())}
        #: The paths in the rows, by what they name: no two reports are called alike.
        self.called = {known.entry.path: name for name, known in self.known.items()}
        self.gone = 0

    def _known(self) -> dict[str, _Known]:
        """Return the reports that the archive has, by what they are known by: of one that is in
        place and waits to be replaced the latter."""
        found: dict[str, _Known] = {}
        for shard in self.archive.shards.values():
            found |= {e.identity: _Known(shard, e, "") for e in shard.entries}
        for folder, shard in self.archive.staged.items():
            found |= {e.identity: _Known(shard, e, f"{folder}/") for e in shard.entries}
        return found

    def plan(self) -> Plan:
        wanted = self._pieces()
        pool = [piece for name, piece in wanted.items() if not piece.shard]
        kept: set[str] = set()
        groups: list[tuple[str, list[Piece]]] = []
        small: list[tuple[Shard, list[Piece]]] = []
        for shard, folder in self._shards():
            pieces = [
                wanted[entry.identity]
                for entry in shard.entries
                if entry.identity in wanted and self._is_of(wanted[entry.identity], shard, folder)
            ]
            if not pieces:
                continue
            as_it_is = len(pieces) == len(shard.entries) and all(piece.same for piece in pieces)
            if shard.made_by != self.made_by:
                # Of other paths, checked by what was there then: nothing of this run.
                if as_it_is:
                    kept.add(shard.name)
                else:
                    groups.append((shard.made_by, pieces))
            elif len(pieces) * 2 < self.size:
                small.append((shard, pieces))
            elif as_it_is:
                kept.add(shard.name)
            else:
                groups.append((self.made_by, pieces))
        for shard, pieces in small:
            whole = len(pieces) == len(shard.entries) and all(piece.same for piece in pieces)
            if whole and not pool:
                kept.add(shard.name)
            else:
                pool += pieces
        pool.sort(key=lambda piece: piece.entry.path)
        groups += [
            (self.made_by, pool[at : at + self.size]) for at in range(0, len(pool), self.size)
        ]
        tasks = tuple(self._task(made_by, pieces) for made_by, pieces in groups)
        to_do = sum(task.to_check for task in tasks)
        return Plan(frozenset(kept), tasks, len(wanted) - to_do, to_do, self.gone)

    def _shards(self) -> Iterator[tuple[Shard, str]]:
        for folder, shard in self.archive.staged.items():
            yield shard, f"{folder}/"
        for shard in self.archive.shards.values():
            yield shard, ""

    def _is_of(self, piece: Piece, shard: Shard, folder: str) -> bool:
        return bool(piece.shard) and piece.shard == _old(shard, folder).key

    def _pieces(self) -> dict[str, Piece]:
        """Return all reports that the archive is to have, by what they are known by."""
        pieces = {}
        for file in self.listing.files:
            pieces[file.identity] = self._listed(file)
        for identity, known in self.known.items():
            if identity in pieces:
                continue
            if self.listing.is_gone(identity):
                self.gone += 1
                continue
            file = SourceFile(known.entry.path, "", identity, known.entry.stamp)
            pieces[identity] = Piece(
                file, known.entry, 0, _old(known.shard, known.folder).key, True
            )
        return pieces

    def _listed(self, file: SourceFile) -> Piece:
        index, key = self._settings(file)
        known = self.known.get(file.identity)
        if known is not None:
            entry = known.entry
            current = known.shard.made_by == self.made_by and entry.settings == key
            if current and not (self.retry and entry.unreadable):
                same = file.settled and bool(entry.stamp) and entry.stamp == file.stamp
                if same or entry.sha256:
                    shard = _old(known.shard, known.folder).key
                    return Piece(file, entry, index, shard, same)
            return Piece(file, Entry(entry.path, file.identity, "", "", key), index)
        return Piece(file, Entry(self._name(file), file.identity, "", "", key), index)

    def _name(self, file: SourceFile) -> str:
        """Return what to call a report: its path as given, or in full where another has that."""
        path = file.path
        if self.called.setdefault(path, file.identity) != file.identity:
            path = file.identity
            self.called[path] = file.identity
        return path

    def _settings(self, file: SourceFile) -> tuple[int, str]:
        settings = self.settings_for(file.path)
        if settings not in self.settings:
            self.settings[settings] = len(self.settings), settings_key(settings)
        return self.settings[settings]

    def _task(self, made_by: str, pieces: Sequence[Piece]) -> Task:
        wanted = dict.fromkeys(piece.shard for piece in pieces if piece.shard)
        return Task(
            self.archive.place,
            self.archive.run,
            made_by,
            tuple(pieces),
            tuple(self.settings),
            tuple(self.old[key] for key in wanted),
        )


def _old(shard: Shard, folder: str) -> Old:
    return Old(folder, shard.files)
