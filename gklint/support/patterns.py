"""Regular expressions compiled in an earlier run, so that this one need not.

Compiling the patterns of lark, the grammar and the rules takes a sixth of a start, more than
reading the report. Python has no public way to keep a compiled pattern: pickle keeps its text and
compiles it again. So `preload` hands the compiled code to `re`'s own cache, as `re.compile` would.
It relies on how CPython does that, for the very version that wrote the file; where anything is
other than expected, nothing is handed over and every pattern is compiled as ever.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from importlib import import_module
from typing import Any

from gklint.support.compiled import keep, own_cache_folder
from gklint.version import __version__

#: Pattern and flags → what `_sre.compile` takes beside them: flags, code, groups, names, indices.
_Kept = dict[tuple[str, int], tuple[Any, ...]]

_kept: _Kept = {}
_preloaded: list[bool] = []


def preload_once() -> None:
    """Do `preload` unless that has been done."""
    if not _preloaded:
        _preloaded.append(True)
        preload()


def preloaded() -> bool:
    """Say whether `preload_once` was asked: else what is new to this run may not be new at all."""
    return bool(_preloaded)


def preload() -> None:
    """Hand the patterns kept by earlier runs to `re`; does nothing where there are none."""
    path = _path()
    try:
        _sre: Any = import_module("_sre")
        with open(path or "", "rb") as file:
            kept: _Kept = pickle.load(file)
        cache: dict[object, object] = re._cache  # type: ignore[attr-defined]
        for (pattern, flags), arguments in kept.items():
            cache[str, pattern, flags] = _sre.compile(pattern, *arguments)
        _kept.update(kept)
    except Exception:
        # No file yet, one that is damaged, or another Python inside: patterns get compiled.
        return


def keep_new() -> None:
    """Keep the patterns that this run had to compile."""
    path = _path()
    new = [
        (key[1], key[2])
        for key in list(getattr(re, "_cache", ()))
        if len(key) == 3 and key[0] is str and (key[1], key[2]) not in _kept
    ]
    if path is None or not new:
        return
    try:
        kept = {**_kept, **{key: _arguments(*key) for key in new}}
    except Exception:
        # Another Python inside than this was written for: nothing is kept.
        return
    keep(path, kept)


def _arguments(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what `re` would give to `_sre.compile` after the pattern's text."""
    _compiler: Any = import_module("re._compiler")
    _parser: Any = import_module("re._parser")
    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    names = parsed.state.groupdict
    indices: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        indices[index] = name
    # The codes are named constants that pickle cannot write; to `_sre` they are numbers.
    code = [int(part) for part in code]
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(indices)


def _path() -> str | None:
    folder = own_cache_folder()
    if folder is None or sys.implementation.name != "cpython":
        return None
    version = f"{sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]}"
    return os.path.join(folder, f"patterns-{__version__}-{version}.pickle")
