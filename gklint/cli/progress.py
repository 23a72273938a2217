"""How far a run is, on one line of the terminal that the next one replaces."""

from __future__ import annotations

import os
import time
from typing import TextIO

from gklint.cli.language import localized
from gklint.reporters.stream import width_of

#: Nothing is shown before so many seconds, nor more often than every so many.
_SILENT, _EVERY = 1.0, 0.1
#: Columns of the bar.
_BAR = 24

_CLEAR = "\r\x1b[K"


class Progress:
    """Shows on a terminal how many of `total` files are done, at what rate, and how long it takes.

    Nothing is written where `stream` is no terminal that takes it, or in a CI service.
    """

    def __init__(self, stream: TextIO, total: int, language: str) -> None:
        self._stream = stream
        self._total = total
        self._language = language
        self._done = 0
        self._drawn = False
        self._begun = time.monotonic()
        #: When it may be drawn next; never where it is not wanted.
        self._due = self._begun + _SILENT if _takes_progress(stream) else float("inf")

    def step(self, count: int = 1) -> None:
        """Count a file that is done, or several."""
        self._done += count
        now = time.monotonic()
        if now >= self._due:
            self._draw(now)

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._drawn:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._drawn = False

    def _draw(self, now: float) -> None:
        self._stream.write(_CLEAR + self._line(now)[: width_of(self._stream) - 1])
        self._stream.flush()
        self._drawn = True
        self._due = now + _EVERY

    def _line(self, now: float) -> str:
        share = self._done / self._total
        rate = self._done / (now - self._begun)
        minutes, seconds = divmod(round((self._total - self._done) / rate), 60)
        full = round(share * _BAR)
        count = f"[{'#' * full}{'-' * (_BAR - full)}] {self._done}/{self._total} {share:4.0%}"
        return count + localized(
            f" {rate:.0f} 份/秒 剩余 {minutes}:{seconds:02}",
            f" {rate:.0f}/s {minutes}:{seconds:02} left",
            self._language,
        )


def _takes_progress(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
