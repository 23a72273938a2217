"""One run after the other: what is read, changed and written again is locked meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module elsewhere

#: How long another run is waited for, in seconds; then the file is written without a lock, and who
#: writes it checks that nobody else did.
_PATIENCE = 20.0
_OFTEN = 0.02


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Let no other run have the lock of the file at `path` while the block lasts.

    The file itself is replaced when it is written, so it is its folder that is locked, which
    leaves nothing behind; on Windows a file beside it, which is taken away again. Where the system
    knows no locks, as on some network folders, there is none.
    """
    folder = os.path.dirname(os.path.realpath(path))
    release = _lock_folder(folder) if fcntl is not None else _lock_beside(path)
    try:
        yield
    finally:
        for descriptor, name in release:
            os.close(descriptor)
            if name:
                with suppress(OSError):
                    os.unlink(name)


def _lock_folder(folder: str) -> list[tuple[int, str]]:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return []
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return [(descriptor, "")]
        except BlockingIOError:
            if time.monotonic() < ends:
                time.sleep(_OFTEN)
                continue
        except OSError:
            pass
        os.close(descriptor)
        return []


def _lock_beside(path: str) -> list[tuple[int, str]]:
    name = f"{path}.lock"
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            return [(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY), name)]
        except OSError:
            if time.monotonic() > ends:
                return []
            time.sleep(_OFTEN)
