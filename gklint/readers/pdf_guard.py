"""Work that nothing can interrupt, done by a child process that can be ended.

A PDF of three kilobytes can keep PDFium busy for years (forms that draw forms that draw forms), and
one of a megabyte can fill the memory. PDFium does not let itself be stopped, so it reads in a child
of this process, with a limit on time and memory. Where there is no `fork` (Windows) it reads here,
and the clock is asked between pages only.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TypeVar

from gklint.diagnostics import Text
from gklint.readers.limits import MIB, Limits, UnreadableFile, over

T = TypeVar("T")

#: What reading takes beside the unpacked file, in MiB.
_ROOM = 512
#: How long a child may take to say that its time is over, in seconds.
_GRACE = 0.5
_CHUNK = 1 << 20
#: Which of the figures of /proc/self/statm is the memory for data (proc(5)).
_DATA = 5


def guarded(work: Callable[[], T], limits: Limits) -> T:
    """Return what `work` returns, which pickle must be able to carry.

    Raises UnreadableFile as `work` does, and where it takes longer than `seconds`, needs more
    memory than `unpacked_mib` allows, or crashes.
    """
    if not hasattr(os, "fork"):
        return work()
    import pickle

    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work_and_leave(work, theirs, limits)
    os.close(theirs)
    try:
        answer = _answer(ours, limits)
    finally:
        os.close(ours)
        # A child that has answered is leaving; any other one has to.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not answer:
        raise UnreadableFile(_CRASHED)
    result, reason = pickle.loads(answer)
    if reason is not None:
        raise UnreadableFile(Text(*reason))
    found: T = result
    return found


def _answer(pipe: int, limits: Limits) -> bytes:
    """Return all that the child sends; raises UnreadableFile where it takes too long."""
    import select
    import time

    ends = time.monotonic() + limits.seconds + _GRACE
    answer = b""
    while True:
        ready, _, _ = select.select([pipe], [], [], max(ends - time.monotonic(), 0))
        if not ready:
            raise UnreadableFile(over("seconds", limits.seconds + 1, limits.seconds))
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return answer
        answer += chunk


def _work_and_leave(work: Callable[[], T], pipe: int, limits: Limits) -> None:
    """Do the work in the child, send what came of it, and end the child."""
    import faulthandler
    import gc
    import pickle

    # It would look through all that the parent holds, for a process that ends in a moment.
    gc.disable()
    try:
        # What is printed as the library goes down would be taken for gklint's.
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _limit(limits)
        try:
            answer = pickle.dumps((work(), None))
        except UnreadableFile as error:
            answer = pickle.dumps((None, tuple(error.reason)))
        while answer:
            answer = answer[os.write(pipe, answer) :]
    finally:
        # Nothing of the parent's is flushed, closed or told on the way out, whatever happened: an
        # answer that is missing says that the work failed.
        os._exit(0)


def _limit(limits: Limits) -> None:
    """Let the system end the child where it asks too much, should its parent be gone."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        seconds = limits.seconds + 2
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[_DATA]) * resource.getpagesize()
        # Memory that is written to: addresses that are only set aside cost nothing.
        allowed = used + (limits.unpacked_mib + _ROOM) * MIB
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or allowed < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
    except (ImportError, OSError, ValueError):
        # Not every system says how much memory it uses; time is limited all the same.
        return


_CRASHED = Text(
    "PDF 已损坏，或展开后超出内存上限（limits.unpacked_mib），无法读取；请重新获取或另存一份",
    "the PDF is damaged, or unpacks to more than the memory allowed (limits.unpacked_mib): get it"
    " anew",
)
