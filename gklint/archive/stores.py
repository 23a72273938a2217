"""Where an archive stands: a folder, or what fsspec opens. Names are relative, with slashes.

A file is whole or not there at all: it is written under another name first, but in stores that put
an object in one go.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import IO, Any, Protocol

from gklint.archive.errors import ArchiveError, needs
from gklint.support.bilingual import Text
from gklint.support.whole_files import write_whole

#: Stores in which an object is there when all of it is there.
_AT_ONCE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "memory"}
_TAKEN = Text(
    "另一个 gklint archive 正在写这个存档，请等它结束",
    "another gklint archive is writing to this archive: wait until it has ended",
)


class Store(Protocol):
    """What an archive asks of the place where it stands. All raise OSError where that fails."""

    def read(self, name: str) -> bytes:
        """Return what a file holds; raises FileNotFoundError."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole, in place of one that there is."""

    def exists(self, name: str) -> bool:
        """Say whether there is such a file."""

    def move(self, name: str, target: str) -> None:
        """Give a file another name, in place of one that has it."""

    def remove(self, name: str) -> None:
        """Take a file away; nothing where there is none."""

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""

    def clear(self, folder: str) -> None:
        """Take a folder away with all that is in it; nothing where there is none."""


class Folder:
    """A store that is a folder of this machine."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, *name.split("/"))

    def read(self, name: str) -> bytes:
        """Return what a file holds; raises FileNotFoundError."""
        with open(self._path(name), "rb") as file:
            return file.read()

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole, in place of one that there is."""
        path = self._path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, data)

    def exists(self, name: str) -> bool:
        """Say whether there is such a file."""
        return os.path.isfile(self._path(name))

    def move(self, name: str, target: str) -> None:
        """Give a file another name, in place of one that has it."""
        path = self._path(target)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.replace(self._path(name), path)

    def remove(self, name: str) -> None:
        """Take a file away; nothing where there is none."""
        path = self._path(name)
        with suppress(FileNotFoundError):
            os.unlink(path)
        # A folder in which nothing is left goes too: a year of which there is no report.
        with suppress(OSError):
            os.rmdir(os.path.dirname(path))

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""
        found = []
        for inside, _, files in os.walk(self._path(folder)):
            relative = os.path.relpath(inside, self.folder).replace(os.sep, "/")
            found += [f"{relative}/{file}" for file in files]
        return sorted(found)

    def clear(self, folder: str) -> None:
        """Take a folder away with all that is in it; nothing where there is none."""
        # Imported here: mostly nothing is left over.
        import shutil

        shutil.rmtree(self._path(folder), ignore_errors=True)


class Remote:
    """A store that fsspec opens."""

    def __init__(self, url: str) -> None:
        self._files, self._base = opened(url)
        self._at_once = not _AT_ONCE.isdisjoint(_protocols(self._files))

    def _path(self, name: str) -> str:
        return f"{self._base.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes:
        """Return what a file holds; raises FileNotFoundError."""
        data: bytes = self._files.cat_file(self._path(name))
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole, in place of one that there is."""
        path = self._path(name)
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        if self._at_once:
            self._files.pipe_file(path, data)
            return
        folder, _, last = path.rpartition("/")
        temporary = f"{folder}/.gklint-{last}.part"
        self._files.pipe_file(temporary, data)
        self._replace(temporary, path)

    def exists(self, name: str) -> bool:
        """Say whether there is such a file."""
        self._files.invalidate_cache()
        return bool(self._files.exists(self._path(name)))

    def move(self, name: str, target: str) -> None:
        """Give a file another name, in place of one that has it."""
        path = self._path(target)
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._replace(self._path(name), path)

    def _replace(self, path: str, target: str) -> None:
        if not self._at_once:
            # HDFS and others give no name that is taken.
            with suppress(FileNotFoundError):
                self._files.rm_file(target)
        self._files.mv(path, target)

    def remove(self, name: str) -> None:
        """Take a file away; nothing where there is none."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""
        self._files.invalidate_cache()
        start = self._base.rstrip("/") + "/"
        try:
            found = self._files.find(self._path(folder))
        except FileNotFoundError:
            return []
        return sorted(path[path.index(start) + len(start) :] for path in found)

    def clear(self, folder: str) -> None:
        """Take a folder away with all that is in it; nothing where there is none."""
        with suppress(FileNotFoundError):
            self._files.rm(self._path(folder), recursive=True)


def store_at(place: str) -> Store:
    """Return the store at a folder or an address; raises ArchiveError without what opens it."""
    return Remote(place) if is_address(place) else Folder(place)


def is_address(path: str) -> bool:
    """Say whether a path is one that fsspec opens, and none of this machine's: s3://…, a zip."""
    return "://" in path or (path.lower().endswith(".zip") and os.path.isfile(path))


def is_of_this_process(path: str) -> bool:
    """Say whether no other process sees what stands there."""
    return "memory://" in path


def address_of(path: str) -> str:
    """Return the address of what `is_address` says is one: a zip of this machine has one too."""
    return path if "://" in path else f"zip://::{os.path.abspath(path)}"


@lru_cache(maxsize=16)
def opened(address: str) -> tuple[Any, str]:
    """Return the file system of fsspec at an address, and the path in it.

    Raises ArchiveError without fsspec, or what it needs for such an address, or where that cannot
    be reached.
    """
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        raise needs("fsspec", "archive") from error
    try:
        files, path = url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        what = " ".join(str(error).split())[:300]
        raise ArchiveError(
            Text(f"{address}：打不开（{what}）", f"{address}: cannot be opened ({what})")
        ) from error
    return files, str(path)


def _protocols(files: Any) -> set[str]:
    named = files.protocol
    return {named} if isinstance(named, str) else set(named)


@contextmanager
def writing_alone(store: Store) -> Iterator[None]:
    """Hold an archive so that no other run writes to it; in a folder only, and where the system
    has locks. Raises ArchiveError where another one does.

    The lock is this process's alone: what a killed run has left of workers, which may live on for a
    shard, keeps no other run away (and writes nothing any more, `gklint.archive.shards`).
    """
    if not isinstance(store, Folder):
        yield
        return
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        yield
        return
    os.makedirs(store.folder, exist_ok=True)
    with open(os.path.join(store.folder, "_lock"), "ab") as file:
        _lock(file, fcntl)
        yield


def _lock(file: IO[bytes], fcntl: Any) -> None:
    try:
        # Not flock: that lock is held by every process that was forked from this one, too.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise ArchiveError(_TAKEN) from error
    except OSError:
        # Some network folders know no locks.
        return
