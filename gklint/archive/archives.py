"""An archive: the shards that are in place, those that wait, and the step from one to the other.

What people ask is only ever what is in place. A shard is put into place as soon as it is made if
none of its reports is there yet; one that replaces rows waits until all others of the run are made,
and then all change places at once. Whatever is cut off, the next run finishes first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

from gklint.archive import manifests
from gklint.archive.columns import DATA_SETS
from gklint.archive.errors import ArchiveError
from gklint.archive.manifests import Shard
from gklint.archive.shards import MANIFEST, MARKER, STAGED
from gklint.archive.stores import Folder, Store
from gklint.archive.tables import is_file_name
from gklint.support.bilingual import Text

#: Where the manifests of shards in place are, and what is written before shards change places.
SHARDS, SWITCH = "_shards", "_switch.json"


class Archive:
    """An archive in a store, opened to be written to: what a killed run left is put right.

    `place` is where it stands, `run` names this run. `shards` are those in place by name, `staged`
    those that wait, by the key of the task that they were made for. Raises ArchiveError where
    something else is there.
    """

    def __init__(self, store: Store, place: str) -> None:
        self.store = store
        self.place = place
        self.run = os.urandom(8).hex()
        self.shards: dict[str, Shard] = {}
        self.staged: dict[str, Shard] = {}
        self._check_own()
        # From now on a worker of an earlier run writes nothing more.
        marker = {"gklint-archive": manifests.SCHEMA, "run": self.run}
        store.write(MARKER, json.dumps(marker).encode())
        self._load()

    def _check_own(self) -> None:
        if self.store.exists(MARKER):
            return
        if isinstance(self.store, Folder):
            os.makedirs(self.store.folder, exist_ok=True)
            there = [name for name in os.listdir(self.store.folder) if name != "_lock"]
        else:
            there = self.store.names("")[:1]
        if there:
            raise ArchiveError(
                Text(
                    f"{self.place}：不是空的，也不是 gklint 的存档；请另选一个文件夹",
                    f"{self.place}: not empty, and no archive of gklint: choose another folder",
                )
            )

    def _load(self) -> None:
        for name in self.store.names(SHARDS):
            shard = self._manifest(name)
            if shard is not None and name == _manifest_of(shard.name):
                self.shards[shard.name] = shard
        for name in self.store.names(STAGED):
            key, _, rest = name.removeprefix(f"{STAGED}/").partition("/")
            shard = self._manifest(name) if rest == MANIFEST else None
            if shard is not None:
                self.staged[key] = shard
        if self.store.exists(SWITCH):
            self._finish_switch()
        for key, shard in list(self.staged.items()):
            self._finish_publishing(key, shard)
        self._clean()

    def _manifest(self, name: str) -> Shard | None:
        try:
            return manifests.read(self.store.read(name))
        except (ValueError, OSError):
            return None

    def _finish_publishing(self, key: str, shard: Shard) -> None:
        """Put a shard into place that was on its way there; one that is not whole is made again."""
        here = [self.store.exists(_staged(key, name)) for name in shard.files]
        if all(here):
            return
        whole = all(
            waits or self.store.exists(name) for waits, name in zip(here, shard.files, strict=True)
        )
        if whole:
            self.publish(key, shard)
        else:
            del self.staged[key]

    def _clean(self) -> None:
        """Take away what no shard knows: what a worker wrote that was killed."""
        known = {name for shard in self.shards.values() for name in shard.files}
        for data_set in reversed(DATA_SETS):
            for name in self.store.names(data_set):
                if is_file_name(name) and name not in known:
                    self.store.remove(name)
        left = {name.split("/")[1] for name in self.store.names(STAGED)}
        for key in left - set(self.staged):
            self.store.clear(f"{STAGED}/{key}")

    # --- into place ------------------------------------------------------------------------------

    def publish(self, key: str, shard: Shard) -> None:
        """Put a shard into place; done again it goes on where it was cut off."""
        for name in shard.files:
            if self.store.exists(_staged(key, name)):
                self.store.move(_staged(key, name), name)
        self.store.write(_manifest_of(shard.name), manifests.written(shard))
        self.shards[shard.name] = shard
        self.staged.pop(key, None)
        self.store.clear(f"{STAGED}/{key}")

    def switch(self, final: Iterable[str]) -> None:
        """Leave only the shards with these names, in place of all that there are."""
        wanted = set(final)
        waiting = {key: shard for key, shard in self.staged.items() if shard.name in wanted}
        gone = [name for name in self.shards if name not in wanted]
        if waiting or gone:
            said = {"publish": sorted(waiting), "remove": sorted(gone)}
            self.store.write(SWITCH, json.dumps(said).encode())
            self._finish_switch()
        for key in list(self.staged):
            del self.staged[key]
            self.store.clear(f"{STAGED}/{key}")

    def _finish_switch(self) -> None:
        try:
            said = json.loads(self.store.read(SWITCH))
            publish, remove = map(str, said["publish"]), list(map(str, said["remove"]))
        except (ValueError, KeyError, TypeError):
            # Not written by a run of this kind; nothing was changed before it was whole.
            self.store.remove(SWITCH)
            return
        for name in remove:
            shard = self.shards.pop(name, None)
            if shard is not None:
                for file in reversed(shard.files):
                    self.store.remove(file)
                self.store.remove(_manifest_of(name))
        for key in publish:
            if key in self.staged:
                self.publish(key, self.staged[key])
        self.store.remove(SWITCH)


def _manifest_of(name: str) -> str:
    return f"{SHARDS}/{name}.json"


def _staged(key: str, name: str) -> str:
    return f"{STAGED}/{key}/{name}"
