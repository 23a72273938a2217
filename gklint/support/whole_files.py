"""Files written so that at any moment the old one is there, or the new one, and never a half.

The one place where gklint writes files of the user. What is written stands beside its file under a
name that nobody can guess, made new and never through a link, until it is complete and on the disk.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EPERM
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

from gklint.support.bilingual import Text

try:
    import fcntl
except ModuleNotFoundError:  # Windows, where a file that is open cannot be taken away.
    fcntl = None  # type: ignore[assignment]  # a module elsewhere

#: What is not complete yet: `.gklint-….part`, hidden, so that no folder's reports have it.
_UNFINISHED = re.compile(r"\.gklint-[0-9a-f]{32}\.part")
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
#: How often a name is taken before giving up; twice means that somebody cleans up right now.
_TRIES = 10

_READ_ONLY = Text("文件是只读的，没有写", "the file is read-only; not written")
_FORCE = Text("；要写，请加 --force", " (--force writes to it)")
_LEAVES = Text("是链接，指向文件夹之外，没有写", "a link that leads out of the folder; not written")
_CHANGED = Text(
    "读取之后文件已被改动，没有写；请再运行一次",
    "the file changed since it was read; not written, run it again",
)
_NOT_PLAIN = Text("不是普通文件，没有写", "this is no plain file; not written")
_HARD_LINKS = Text(
    "另有硬链接指向原来的内容，它们不随之改变",
    "other hard links to the old content stay as they are",
)
_OWNER = Text("文件原属另一用户，现属当前用户", "the file was another user's and is now yours")


class NotWritten(OSError):
    """A file that was left as it was; `reason` says why."""

    def __init__(self, path: str, reason: Text) -> None:
        super().__init__(EPERM, reason.en, path)
        self.reason = reason


class Guard(NamedTuple):
    """What has to hold of a file that is there before it is replaced.

    `read` is what stood in it when it was read: it must stand there still. `within` is the folder
    that it must lie in once links are followed. A file that is read-only is replaced with `force`;
    None says that the user cannot ask for that.
    """

    read: bytes | None = None
    within: str | None = None
    force: bool | None = None

    def check(self, path: str, target: str) -> None:
        """Raise NotWritten where `path`, with links followed `target`, is to be left as it is."""
        if self.within is not None and not lies_in(target, os.path.realpath(self.within)):
            raise NotWritten(path, _LEAVES)
        status = _status(target)
        if status is None:
            if self.read is not None:
                raise NotWritten(path, _CHANGED)
            return
        if not stat.S_ISREG(status.st_mode):
            raise NotWritten(path, _NOT_PLAIN)
        if not self.force and not (status.st_mode & 0o222 and os.access(target, os.W_OK)):
            hint = _FORCE if self.force is False else Text("", "")
            raise NotWritten(path, Text(_READ_ONLY.zh + hint.zh, _READ_ONLY.en + hint.en))
        if self.read is not None:
            with open(target, "rb") as file:
                if file.read(len(self.read) + 1) != self.read:
                    raise NotWritten(path, _CHANGED)


def write_whole(path: str, data: bytes, guard: Guard | None = None) -> None:
    """Put `data` into the file at `path`, whole or not at all; raises OSError that names it."""
    with whole_file(path, guard) as file:
        file.write(data)


@contextmanager
def whole_file(path: str, guard: Guard | None = None) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of that at `path` when the block has ended.

    A block that raises leaves the old file as it was. A link stays a link, permissions stay and
    never get wider, and so does the owner where the system lets one. What is no plain file
    (/dev/null, a pipe) is written to as it is, unless a guard is given. Raises OSError with the
    name of `path`, NotWritten where the guard (or, without one, a file that is read-only) says so.
    """
    status = _status(path)
    if guard is None and status is not None and not stat.S_ISREG(status.st_mode):
        with _naming(path):
            plain = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        with io.BufferedWriter(_Named(plain, path)) as stream:
            yield stream
        return
    guard = guard or Guard()
    target = os.path.realpath(path)
    guard.check(path, target)
    with _naming(path):
        _clean(os.path.dirname(target))
        descriptor, temporary = _beside(target)
    written = io.BufferedWriter(_Named(descriptor, path))
    try:
        yield written
        with _naming(path):
            written.flush()
            _take_after(descriptor, target)
            os.fsync(descriptor)
            if os.name == "nt":
                # There what is open cannot be renamed; elsewhere it stays locked until it is.
                written.close()
            guard.check(path, target)
            os.replace(temporary, target)
            _sync_folder(os.path.dirname(target))
    finally:
        with suppress(OSError):
            written.close()
        with suppress(OSError):
            os.unlink(temporary)


def lost_by_replacing(path: str) -> tuple[Text, ...]:
    """Return what does not stay as it is where the file at `path` is replaced: links, owner."""
    status = _status(path)
    if status is None or not stat.S_ISREG(status.st_mode):
        return ()
    foreign = hasattr(os, "geteuid") and os.geteuid() not in (0, status.st_uid)
    lost = ((status.st_nlink > 1, _HARD_LINKS), (foreign, _OWNER))
    return tuple(text for holds, text in lost if holds)


def why_not_written(error: OSError) -> Text:
    """Return why a file could not be written."""
    if isinstance(error, NotWritten):
        return error.reason
    if isinstance(error, FileNotFoundError):
        return Text("无法写入：没有这个文件夹", "cannot be written: no such folder")
    if isinstance(error, PermissionError):
        return Text("无法写入：没有权限", "cannot be written: permission denied")
    what = error.strerror or type(error).__name__
    return Text(f"无法写入：{what}", f"cannot be written: {what}")


class _Named(io.FileIO):
    """A file whose errors name the one that it is to become: a full disk says which it is."""

    def __init__(self, descriptor: int, path: str) -> None:
        super().__init__(descriptor, "w")
        self.path = path

    def write(self, data: Any) -> int:
        """Write bytes; raises OSError."""
        with _naming(self.path):
            return super().write(data)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not isinstance(error, NotWritten):
            error.filename, error.filename2 = path, None
        raise


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def lies_in(path: str, folder: str) -> bool:
    """Say whether a path is one in a folder or below it; both are absolute."""
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _beside(target: str) -> tuple[int, str]:
    """Return a new file beside the target, open and locked, and its name."""
    # What replaces nothing gets the permissions of any new file, all else those of the old one.
    mode = 0o600 if os.path.exists(target) else 0o666
    for _ in range(_TRIES):
        name = f".gklint-{os.urandom(16).hex()}.part"
        temporary = os.path.join(os.path.dirname(target), name)
        descriptor = os.open(temporary, _FLAGS, mode)
        # Another run that cleans up takes it for a leftover until it is locked.
        if _lock(descriptor) and os.path.exists(temporary):
            return descriptor, temporary
        os.close(descriptor)
    raise OSError(EPERM, os.strerror(EPERM), target)


def _lock(descriptor: int) -> bool:
    """Lock a file if no other process has; True also where nothing can be locked."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Some network folders know no locks.
        pass
    return True


@lru_cache(maxsize=64)
def _clean(folder: str) -> None:
    """Take away what killed runs left in a folder: once a process, folders can be large."""
    try:
        with os.scandir(folder) as entries:
            left = [entry.path for entry in entries if _UNFINISHED.fullmatch(entry.name)]
    except OSError:
        return
    for path in left:
        with suppress(OSError):
            if fcntl is None:
                # Refused for a file that is open.
                os.unlink(path)
                continue
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                # What another run still writes is locked. No lock at all: left where it is.
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)
            finally:
                os.close(descriptor)


def _take_after(descriptor: int, target: str) -> None:
    """Give an open file owner and permissions of the one it replaces, as far as the system lets."""
    before = _status(target)
    if before is None or not hasattr(os, "fchown"):
        return
    mode = stat.S_IMODE(before.st_mode) & 0o777
    made = os.fstat(descriptor)
    if (before.st_uid, before.st_gid) != (made.st_uid, made.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, -1, before.st_gid)
        with suppress(OSError):
            os.fchown(descriptor, before.st_uid, -1)
        if os.fstat(descriptor).st_gid != before.st_gid:
            # What its group was allowed is not for another one.
            mode &= 0o707 | (mode & 0o007) << 3
    os.fchmod(descriptor, mode)


def _sync_folder(folder: str) -> None:
    """See to it that a rename survives a loss of power, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
