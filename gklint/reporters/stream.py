"""Writing to any stream at all: no character makes it fail, and none is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

#: Columns of a line of text where the stream is no terminal, and the most it is given on one.
WIDTH = 100
MAX_WIDTH = 140


def encoding_of(stream: TextIO) -> str:
    """Return the name of the codec of a stream; a stream in memory takes everything."""
    return getattr(stream, "encoding", None) or "utf-8"


def takes_everything(encoding: str) -> bool:
    """Say whether an encoding has every character of Unicode."""
    name = encoding.lower().replace("_", "-")
    return name.startswith("utf") or name == "gb18030"


def takes_colour(stream: TextIO) -> bool:
    """Say whether a stream is a terminal that shows colour.

    NO_COLOR says that none is wanted, FORCE_COLOR that it is, terminal or not (a build server
    shows colour in its log); where both are set, the first counts, as for Python itself.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    if os.environ.get("TERM") == "dumb":
        return False
    # The old console of Windows shows escape sequences as they are; the newer ones name themselves.
    if os.name == "nt" and not (os.environ.get("WT_SESSION") or os.environ.get("TERM")):
        return False
    return stream.isatty()


def width_of(stream: TextIO) -> int:
    """Return how many columns a line of text may take on the stream."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        # No terminal, or no file at all.
        return WIDTH
    # A terminal may say 0.
    return min(columns, MAX_WIDTH) or WIDTH


def writer(stream: TextIO) -> Callable[[str], object]:
    """Return a function that writes text; what the stream's encoding lacks becomes an escape.

    The escapes are Python's: \\xe9, \\u4e2d, or \\udcff for a byte of a file name that is no UTF-8.
    """
    encoding = encoding_of(stream)

    def write(text: str) -> None:
        # Not left to the stream's own error handler: that may be "replace", which loses the
        # character, or "surrogateescape", which puts bare bytes into the output.
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            text = text.encode(encoding, "backslashreplace").decode(encoding)
        stream.write(text)

    return write


@contextmanager
def closed_pipe_is_quiet(stream: TextIO) -> Iterator[None]:
    """End the block quietly where the reader of `stream` has gone; other errors are raised."""
    try:
        yield
    except OSError as error:
        # On Windows a write to a closed pipe says EINVAL.
        gone = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
        if not gone:
            raise
        discard_the_rest(stream)


def discard_the_rest(stream: TextIO) -> None:
    """Let what a stream could not write go nowhere."""
    # What stands in the buffer would be written again at exit, and Python would complain then.
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
