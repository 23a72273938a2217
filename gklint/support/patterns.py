"""Regular expressions that are compiled when they are first needed.

Compiling the patterns that a report may need would be a good part of a start, and most reports need
few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def lazily(pattern: str) -> re.Pattern[str]:
    """Return what `re.compile(pattern)` does, compiled when its first method is called.

    An error in the pattern is raised then, as `re.error`.
    """
    return cast("re.Pattern[str]", _Lazy(pattern))


class _Lazy:
    """Has the methods of the compiled pattern as its own once one of them was called for."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        # Called for names that are not there yet: the first time.
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
