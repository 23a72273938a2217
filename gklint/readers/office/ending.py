"""What must not stay behind when a run is told to end while LibreOffice works."""

from __future__ import annotations

import glob
import os
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

#: How often it is looked whether the run was told to end, in seconds.
_STEP = 0.1
#: How long a process is given to end by itself once it is asked to, in seconds.
_GRACE = 3.0


class Ending:
    """Whether a signal came that ends the run."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def take(self, number: int, frame: FrameType | None) -> None:
        """Remember the first signal that comes."""
        self.signal = self.signal or number


@contextmanager
def ending_noticed() -> Iterator[Ending]:
    """While this is entered SIGTERM and SIGHUP wait, and are applied when the block has cleaned up.

    By themselves they end a process at once, and leave the document in the temporary folder and
    LibreOffice running. Only the main thread can take them; what is ignored stays so.
    """
    ending = Ending()
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            with suppress(ValueError):
                before[number] = signal.signal(number, ending.take)
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if ending.signal is not None:
            signal.raise_signal(ending.signal)
            # Whoever took it has it noted; what was waited for is not there all the same.
            raise KeyboardInterrupt


def waited(process: subprocess.Popen[bytes], seconds: float, ending: Ending) -> bool:
    """Wait for a process; say whether it ended within the time and before a signal came."""
    until = time.monotonic() + seconds
    while ending.signal is None and (left := until - time.monotonic()) > 0:
        try:
            process.wait(min(left, _STEP))
            return True
        except subprocess.TimeoutExpired:
            continue
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, with all that it started: asked first, then at once."""
    if process.poll() is None:
        _signal(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    gone = process.returncode == 0
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()
    if not gone:
        _remove_dead_pipes()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if not hasattr(os, "killpg"):
        process.terminate()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _remove_dead_pipes() -> None:
    """Take away the pipes of LibreOffices of this user that nobody listens to any more: one that is
    killed leaves its own."""
    if not (hasattr(socket, "AF_UNIX") and hasattr(os, "getuid")):
        return
    for folder in {"/tmp", "/var/tmp", tempfile.gettempdir()}:
        for path in glob.glob(os.path.join(glob.escape(folder), f"OSL_PIPE_{os.getuid()}_*")):
            with suppress(OSError):
                status = os.lstat(path)
                if not stat.S_ISSOCK(status.st_mode) or status.st_uid != os.getuid():
                    continue
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.settimeout(1)
                    try:
                        connection.connect(path)
                    except ConnectionRefusedError:
                        os.unlink(path)
