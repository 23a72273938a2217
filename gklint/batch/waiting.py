"""A file on its way to be checked."""

import os
from typing import NamedTuple

from gklint.checking.settings import Settings
from gklint.readers import CONVERTED

#: What checking a file takes, as a multiple of a text; other documents take twice as much. Those
#: that LibreOffice converts count little, because many together take it hardly longer than one.
_WEIGHTS = {".txt": 1, ".md": 1, ".pdf": 6, **dict.fromkeys(CONVERTED, 1)}


class State(NamedTuple):
    """What the system says of a file: size, times of content and of inode in ns, inode."""

    size: int
    written: int
    changed: int
    inode: int


class Waiting(NamedTuple):
    """A file that has to be checked, and what to keep its record by (None: not at all): its number,
    its state and when (ns) that was asked."""

    path: str
    settings: Settings
    number: int | None = None
    state: State | None = None
    at: int = 0

    @property
    def weight(self) -> int:
        """About how long checking it takes, a text being 1."""
        return _WEIGHTS.get(os.path.splitext(self.path)[1].lower(), 2)
