"""Bytes from what is no plain file (a pipe, a device): as they come, but not for ever."""

from __future__ import annotations

import os
import select
import stat

from gklint.readers.limits import Deadline, Limits, UnreadableFile
from gklint.support.bilingual import Text

#: How long a pipe may be without anyone who writes to it, in seconds.
_NOBODY = 0.5
_CHUNK = 1 << 20
_LONGEST_WAIT = 0.25

_SILENT = Text("这是管道，没有程序向它写入内容", "this is a pipe that nothing writes to")


def piped(path: str, most: int, limits: Limits) -> bytes:
    """Return the bytes up to the end, or `most` of them where there are more.

    Opening a pipe waits for somebody to write to it, and one in a folder may wait for ever. Raises
    OSError, and UnreadableFile for a pipe without a writer or where the limit `seconds` is over.
    """
    received = bytearray()
    deadline = limits.deadline()
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        nobody = True
        while len(received) < most:
            try:
                chunk = os.read(opened, min(_CHUNK, most - len(received)))
            except BlockingIOError:
                nobody = False
                _wait(opened, deadline)
                continue
            if not chunk and nobody:
                # Whoever writes may be on the way.
                nobody = False
                select.select([opened], [], [], _NOBODY)
            elif not chunk:
                break
            else:
                nobody = False
                received += chunk
        if not received and stat.S_ISFIFO(os.fstat(opened).st_mode):
            raise UnreadableFile(_SILENT)
    finally:
        os.close(opened)
    return bytes(received)


def _wait(opened: int, deadline: Deadline) -> None:
    select.select([opened], [], [], _LONGEST_WAIT)
    deadline.check()
