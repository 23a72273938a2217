"""A run as a person or a program wants to read it: one module a format.

A reporter is a module with a function `report(run, write, options)` that gives the text of the
report piece by piece to `write`. It shows what the run says and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol, TextIO, cast

from gklint.reporters.stream import (
    WIDTH,
    closed_pipe_is_quiet,
    encoding_of,
    takes_colour,
    width_of,
    writer,
)
from gklint.results import Run

#: The formats by name, and the module of each, loaded when the format is chosen.
REPORTERS = {
    "text": "gklint.reporters.text",
    "json": "gklint.reporters.json",
    "sarif": "gklint.reporters.sarif",
}

Write = Callable[[str], object]


class Options(NamedTuple):
    """How to show it: language ("zh" or "en"), colour, columns of a line of text.

    `colour` None leaves it to the stream: yes on a terminal, unless NO_COLOR is set. `encoding` is
    what the reader can take: characters it does not have are written as escapes.
    """

    language: str = "zh"
    colour: bool | None = None
    width: int = WIDTH
    encoding: str = "utf-8"

    def fitted_to(self, stream: TextIO) -> Options:
        """Return these options with the encoding and the width of `stream`."""
        colour = takes_colour(stream) if self.colour is None else self.colour
        return Options(self.language, colour, width_of(stream), encoding_of(stream))


class Reporter(Protocol):
    """The shape of a reporter's module."""

    def report(self, run: Run, write: Write, options: Options) -> None:
        """Write the run."""


def reporter(name: str) -> Reporter:
    """Return the reporter of this format; raises KeyError."""
    return cast(Reporter, import_module(REPORTERS[name]))


def report_to(stream: TextIO, run: Run, name: str, options: Options) -> None:
    """Write the run to `stream` in the format `name`; raises KeyError, and OSError on a full disk.

    Nothing is lost whatever the encoding of the stream, and a reader that closes the pipe early,
    as `head` does, is no error.
    """
    with closed_pipe_is_quiet(stream):
        reporter(name).report(run, writer(stream), options.fitted_to(stream))
        stream.flush()
