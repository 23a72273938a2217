"""Where the output goes: standard output, or a file that is either whole or not there at all."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import NamedTuple, TextIO

from gklint.cli.language import localized
from gklint.reporters.stream import closed_pipe_is_quiet, encoding_of, writer
from gklint.support.printable import shown, shown_lines

_STANDARD_OUTPUT = 1
#: Standard output as it was when gklint began, the last of it; empty where it is as it was.
_kept: list[TextIO] = []


def standard_output() -> TextIO:
    """Return standard output: what is written to it is the result and nothing else."""
    return _kept[-1] if _kept else sys.stdout


@contextmanager
def for_results_alone() -> Iterator[None]:
    """Let what anybody prints in the block go to standard error: plugins, and what they start.

    Standard output may be JSON that a program reads; gklint writes to `standard_output()`.
    """
    before = sys.stdout
    with _moved_away(before) as results:
        _kept.append(results)
        sys.stdout = sys.stderr
        try:
            yield
        finally:
            _kept.pop()
            sys.stdout = before


@contextmanager
def _moved_away(stream: TextIO) -> Iterator[TextIO]:
    """Give a stream to where standard output goes, while its descriptor leads to standard error.

    A program that a plugin starts knows nothing of `sys.stdout`: it writes to the descriptor. Where
    `stream` has not that descriptor, as in a test or a page, it is given itself.
    """
    try:
        number, errors = stream.fileno(), sys.stderr.fileno()
    except (OSError, ValueError):
        number = errors = -1
    if number != _STANDARD_OUTPUT or not isinstance(stream, TextIOWrapper):
        yield stream
        return
    stream.flush()
    results = open(os.dup(number), "w", encoding=stream.encoding, errors=stream.errors)  # noqa: SIM115 - given to the caller
    results.reconfigure(line_buffering=stream.line_buffering, write_through=stream.write_through)
    os.dup2(errors, number)
    try:
        yield results
    finally:
        os.dup2(results.fileno(), number)
        # Whoever reads it may have gone before the last of it was written.
        with closed_pipe_is_quiet(results):
            results.close()


@contextmanager
def output(path: str | None, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Give a stream to write to: the file at `path`, or standard output where that is None.

    What is written to a file stands beside it under another name until it is complete, so that an
    interrupted run leaves the old file as it was. Raises OSError where it cannot be written.
    """
    if path is None:
        yield standard_output()
        return
    # Imported here: most runs write to standard output.
    from gklint.support.whole_files import whole_file

    with whole_file(path) as file:
        stream = TextIOWrapper(file, encoding=encoding, newline="\n", write_through=True)
        yield stream
        stream.detach()


class Target(NamedTuple):
    """An output format, and the file it goes to; None stands for standard output."""

    format: str
    path: str | None = None


class Shown:
    """What is to be shown of a run beside its findings: how often each rule found something,
    findings that are accepted, colour (None: as the stream and the environment say)."""

    def __init__(
        self, statistics: bool = False, accepted: bool = True, colour: bool | None = None
    ) -> None:
        self.statistics = statistics
        self.accepted = accepted
        self.colour = colour


def written_over(files: Sequence[str], targets: Sequence[Target]) -> str | None:
    """Return the file of a target that is one of the reports to be checked, None without any.

    Links are followed: what counts is which file would be replaced.
    """
    wanted = [target.path for target in targets if target.path and os.path.isfile(target.path)]
    if not wanted:
        return None
    taken = {}
    for path in wanted:
        with suppress(OSError):
            status = os.stat(path)
            taken[status.st_dev, status.st_ino] = path
    for file in files:
        with suppress(OSError, ValueError):
            status = os.stat(file)
            if (status.st_dev, status.st_ino) in taken:
                return taken[status.st_dev, status.st_ino]
    return None


def show(text: str, stream: TextIO | None = None) -> None:
    """Write a text to standard output or another stream, whatever that can take.

    What would move the cursor or change a colour stands as an escape: it may come from a file.
    """
    stream = stream or standard_output()
    writer(stream)(f"{shown_lines(text, encoding_of(stream))}\n")


def not_written(error: OSError, language: str | None = None) -> str:
    """Return why a file could not be written, for the user."""
    from gklint.support.whole_files import why_not_written

    text = why_not_written(error)
    return localized(text.zh, text.en, language)


def note(text: str) -> None:
    """Write a line for the user to standard error, whatever that can take."""
    # A file's name may hold what moves the cursor of a terminal: it is shown as an escape.
    sys.stderr.write(f"gklint: {shown(text, encoding_of(sys.stderr))}\n")
