"""An archive: the shards that are in place, those that wait, and the step from one to the other.

What people ask is only ever what is in place. A shard is put into place as soon as it is made if
none of its reports is there yet; one that replaces rows waits until all others of the run are made,
and then all change places at once. Whatever is cut off, the next run finishes first.

What waits stands in a folder of its run. A killed run can leave workers behind that go on for a
while: the next run takes what is whole when it begins, writes down what that is, and from then on
nothing counts that comes into the folders of earlier runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

from gklint.archive import manifests
from gklint.archive.columns import DATA_SETS
from gklint.archive.errors import ArchiveError
from gklint.archive.manifests import MARKER, Shard
from gklint.archive.shards import MANIFEST, STAGED
from gklint.archive.stores import Folder, Store
from gklint.archive.tables import is_file_name
from gklint.support.bilingual import Text

#: Where the manifests of shards in place are, and what is written before shards change places.
SHARDS, SWITCH = "_shards", "_switch.json"
#: In the folder of a run: which shards it took over from the runs before, as they were made.
_TAKEN = "taken/folders.json"


class Archive:
    """An archive in a store, opened to be written to: what a killed run left is put right.

    `place` is where it stands, `run` names this run. `shards` are those in place by name, `staged`
    those that wait, by the folder that they wait in. Raises ArchiveError where something else is
    there.
    """

    def __init__(self, store: Store, place: str) -> None:
        self.store = store
        self.place = place
        self.run = os.urandom(8).hex()
        self.shards: dict[str, Shard] = {}
        self.staged: dict[str, Shard] = {}
        self._check_own()
        self._take_over(manifests.run_of(store))
        manifests.mark(store, self.run)
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

    def _take_over(self, earlier: str) -> None:
        """Take the shards that wait since a run that was cut off, and those that it had taken."""
        try:
            taken = set(json.loads(self.store.read(f"{STAGED}/{earlier}/{_TAKEN}")))
        except (OSError, ValueError, TypeError):
            taken = set()
        for name in self.store.names(STAGED):
            folder, _, last = name.rpartition("/")
            ours = folder in taken or folder.startswith(f"{STAGED}/{earlier}/")
            shard = self._manifest(name) if earlier and ours and last == MANIFEST else None
            if shard is not None:
                self.staged[folder] = shard
        if self.staged:
            names = json.dumps(list(self.staged)).encode()
            self.store.write(f"{STAGED}/{self.run}/{_TAKEN}", names)

    def _load(self) -> None:
        for name in self.store.names(SHARDS):
            shard = self._manifest(name)
            if shard is not None and name == _manifest_of(shard.name):
                self.shards[shard.name] = shard
        if self.store.exists(SWITCH):
            self._finish_switch()
        for folder, shard in list(self.staged.items()):
            self._finish_publishing(folder, shard)
        self._clean()

    def _manifest(self, name: str) -> Shard | None:
        try:
            return manifests.read(self.store.read(name))
        except (ValueError, OSError):
            return None

    def _finish_publishing(self, folder: str, shard: Shard) -> None:
        """Put a shard into place that was on its way there; one that is not whole is made again."""
        here = [self.store.exists(f"{folder}/{name}") for name in shard.files]
        if all(here):
            return
        whole = all(
            waits or self.store.exists(name) for waits, name in zip(here, shard.files, strict=True)
        )
        if whole:
            self.publish(folder, shard)
        else:
            del self.staged[folder]

    def _clean(self) -> None:
        """Take away what no shard knows: what a worker wrote that was killed."""
        known = {name for shard in self.shards.values() for name in shard.files}
        for data_set in reversed(DATA_SETS):
            for name in self.store.names(data_set):
                if is_file_name(name) and name not in known:
                    self.store.remove(name)
        # Below the folder of a run are those of its shards.
        left = {"/".join(name.split("/")[:3]) for name in self.store.names(STAGED)}
        own, _, _ = f"{STAGED}/{self.run}/{_TAKEN}".rpartition("/")
        for folder in left - {*self.staged, own}:
            self.store.clear(folder)

    # --- into place ------------------------------------------------------------------------------

    def publish(self, folder: str, shard: Shard) -> None:
        """Put a shard into place; done again it goes on where it was cut off."""
        for name in shard.files:
            if self.store.exists(f"{folder}/{name}"):
                self.store.move(f"{folder}/{name}", name)
        self.store.write(_manifest_of(shard.name), manifests.written(shard))
        self.shards[shard.name] = shard
        self.staged.pop(folder, None)
        self.store.clear(folder)

    def switch(self, final: Iterable[str]) -> None:
        """Leave only the shards with these names, in place of all that there are."""
        wanted = set(final)
        # One that was taken over and then made again, of the same reports, waits twice.
        latest = {shard.name: folder for folder, shard in self.staged.items()}
        waiting = [folder for name, folder in latest.items() if name in wanted]
        gone = [name for name in self.shards if name not in wanted]
        if waiting or gone:
            changes = {"publish": sorted(waiting), "remove": sorted(gone)}
            self.store.write(SWITCH, json.dumps(changes).encode())
            self._finish_switch()
        for folder in list(self.staged):
            del self.staged[folder]
            self.store.clear(folder)

    def end(self) -> None:
        """End the run: nothing waits any more, and a worker that was thought lost, and is still
        at it, writes nothing more."""
        manifests.mark(self.store, "")
        self.staged.clear()
        self.store.clear(STAGED)

    def _finish_switch(self) -> None:
        try:
            changes = json.loads(self.store.read(SWITCH))
            publish, remove = map(str, changes["publish"]), list(map(str, changes["remove"]))
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
        for folder in publish:
            if folder in self.staged:
                self.publish(folder, self.staged[folder])
        self.store.remove(SWITCH)


def _manifest_of(name: str) -> str:
    return f"{SHARDS}/{name}.json"
