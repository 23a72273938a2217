"""Work that nothing can interrupt, done by a child process that can be ended.

A PDF of three kilobytes can keep PDFium busy for years (forms that draw forms that draw forms), and
one of a megabyte can fill the memory. PDFium does not let itself be stopped, so it reads in a child
of this process, with a limit on time and memory; the child stays for the next file, as starting one
for each costs as much as reading a report. Where there is no `fork` (Windows, a browser) it reads
here, and the clock is asked between pages only.

PDFium may be broken by what it reads, so what the child answers is data: JSON, and nothing more.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from gklint.readers.limits import MIB, Limits, UnreadableFile, over
from gklint.support.bilingual import Text

#: Work on the bytes of a file; what it returns can be written as JSON.
Work = Callable[[bytes, Limits], Any]

#: What reading takes beside the unpacked file, in MiB.
_ROOM = 512
#: How long a child may take to say that its time is over, in seconds.
_GRACE = 0.5
_CHUNK = 1 << 20
#: A message is its length in so many bytes, then itself.
_LENGTH = 8
#: Which of the figures of /proc/self/statm is the memory for data (proc(5)).
_DATA = 5
#: Files that this process has open, which its child has no business with, are below this number.
_MOST_FILES = 4096


def guarded(work: Work, raw: bytes, limits: Limits) -> Any:
    """Return what `work(raw, limits)` returns, as JSON has it: lists for tuples.

    Raises UnreadableFile as `work` does, and where it takes longer than `seconds`, needs more
    memory than `unpacked_mib` allows, or crashes.
    """
    # A browser (Pyodide) has the function, and it fails.
    if not hasattr(os, "fork") or sys.platform == "emscripten":
        return work(raw, limits)
    try:
        result, reason = json.loads(_answer(work, raw, limits))
        why = None if reason is None else Text(*map(str, reason))
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableFile(CRASHED) from error
    if why is not None:
        raise UnreadableFile(why)
    return result


_children: list[_Child] = []


def _answer(work: Work, raw: bytes, limits: Limits) -> bytes:
    # A process that was forked from this one has a child of its own: two would mix up the answers.
    if not (_children and _children[0].parent == os.getpid() and _children[0].work is work):
        for child in _children:
            child.end()
        _children[:] = [_Child(work)]
    child = _children[0]
    try:
        return child.answer(raw, limits)
    except BaseException:
        # It may be at work on this file still.
        _children.clear()
        child.end()
        raise


class _Child:
    """A child that waits for files to work on; `parent` is the process that it works for."""

    def __init__(self, work: Work) -> None:
        import warnings

        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        with warnings.catch_warnings():
            # Python warns where this process has threads: what they hold locked is locked in the
            # child for good. The child uses nothing of theirs.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = os.fork()
        if self._process == 0:
            _serve(work, requests, answers)
        os.close(requests)
        os.close(answers)
        self.work = work
        self.parent = os.getpid()

    def answer(self, raw: bytes, limits: Limits) -> bytes:
        """Send a file and return the answer; raises UnreadableFile where none comes."""
        import time

        try:
            _send(self._requests, json.dumps(limits).encode())
            _send(self._requests, raw)
            ends = time.monotonic() + limits.seconds + _GRACE
            length = int.from_bytes(self._read(_LENGTH, ends, limits), "big")
            return self._read(length, ends, limits)
        except (BrokenPipeError, EOFError) as error:
            raise UnreadableFile(CRASHED) from error

    def _read(self, length: int, ends: float, limits: Limits) -> bytes:
        import select
        import time

        received = bytearray()
        while len(received) < length:
            ready, _, _ = select.select([self._answers], [], [], max(ends - time.monotonic(), 0))
            if not ready:
                raise UnreadableFile(over("seconds", limits.seconds + 1, limits.seconds))
            received += _receive(self._answers, length - len(received))
        return bytes(received)

    def end(self) -> None:
        """End the child, whatever it does; that of the process this one was forked from stays."""
        import signal

        os.close(self._requests)
        os.close(self._answers)
        if self.parent != os.getpid():
            return
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _send(pipe: int, message: bytes) -> None:
    left = memoryview(len(message).to_bytes(_LENGTH, "big") + message)
    while left:
        left = left[os.write(pipe, left) :]


def _receive(pipe: int, most: int) -> bytes:
    """Return what is there, at least a byte; raises EOFError where nothing will come."""
    chunk = os.read(pipe, min(most, _CHUNK))
    if not chunk:
        raise EOFError
    return chunk


# --- the child ---


def _serve(work: Work, requests: int, answers: int) -> NoReturn:
    """Work on files until the parent is gone; never returns to what the parent was doing."""
    try:
        requests, answers = _set_apart(requests, answers)
        while True:
            limits = Limits(*json.loads(_message(requests)))
            raw = _message(requests)
            _limit(limits)
            answer: tuple[object, Text | None]
            try:
                answer = work(raw, limits), None
            except UnreadableFile as error:
                answer = None, error.reason
            _send(answers, json.dumps(answer).encode())
    finally:
        # Nothing of the parent's is flushed, closed or told on the way out, whatever happened: an
        # answer that is missing says that the work failed.
        os._exit(0)


def _set_apart(requests: int, answers: int) -> tuple[int, int]:
    """Let go of all that the parent has open; return the ends of the two pipes."""
    import faulthandler
    import gc
    import signal

    # Ctrl-C is for the parent, and so is what is printed: a crash here is told by the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    # What the parent holds is never looked through again, so that its memory stays shared.
    gc.freeze()
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = [os.dup(pipe) for pipe in (requests, answers)]
    for number in range(3):
        os.dup2(nothing, number)
    for number, pipe in enumerate(kept, 3):
        if pipe != number:
            os.dup2(pipe, number)
    os.closerange(5, _MOST_FILES)
    return 3, 4


def _message(pipe: int) -> bytes:
    length = int.from_bytes(_whole(pipe, _LENGTH), "big")
    return _whole(pipe, length)


def _whole(pipe: int, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        received += _receive(pipe, length - len(received))
    return bytes(received)


def _limit(limits: Limits) -> None:
    """Let the system end the child where it asks too much, should its parent be gone."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.seconds + 2)
        with open("/proc/self/statm", "rb") as file:
            data = int(file.read().split()[_DATA]) * resource.getpagesize()
        # Memory that is written to: addresses that are only set aside cost nothing.
        _set(resource.RLIMIT_DATA, data + (limits.unpacked_mib + _ROOM) * MIB)
    except (ImportError, OSError, ValueError):
        # Not every system says how much memory it uses; time is limited all the same.
        return


def _set(limit: int, allowed: int) -> None:
    import resource

    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        allowed = min(allowed, hard)
    resource.setrlimit(limit, (allowed, hard))


CRASHED = Text(
    "PDF 已损坏，或展开后超出内存上限（limits.unpacked_mib），无法读取；请重新获取或另存一份",
    "the PDF is damaged, or unpacks to more than the memory allowed (limits.unpacked_mib): get it"
    " again",
)
