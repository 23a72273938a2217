"""What is built from data files (parser tables, forms), kept between runs.

Building the parser and reading YAML takes longer than linting a report. The result is kept as a
pickle in the user's own cache folder, under a name made of the contents it was built from; where
that folder is missing, foreign or read-only, each run builds again and nothing else changes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar
from zlib import crc32

from gklint.version import __version__

T = TypeVar("T")


def grammar_files(folder: str, ending: str) -> dict[str, str]:
    """Return name and text of the files in `grammars/folder` that end with `ending`, by name."""
    # importlib.resources would do this at the price of a whole second start of Python.
    import gklint

    for parent in gklint.__path__:
        path = os.path.join(parent, "grammars", folder)
        if os.path.isdir(path):
            break
    else:
        raise FileNotFoundError(f"gklint is not installed whole: no folder grammars/{folder}")
    found = {}
    for name in sorted(os.listdir(path)):
        if name.endswith(ending):
            with open(os.path.join(path, name), encoding="utf-8") as file:
                found[name] = file.read()
    return found


def compiled(name: str, code: str, contents: Iterable[str], build: Callable[[], T]) -> T:
    """Return `build()`, or what it returned in an earlier run for the same `contents`.

    `code` is the file of the module that builds: a kept value does not outlive a change to it.
    A kept value that cannot be read is built again. Raises only what `build` raises.
    """
    folder = own_cache_folder()
    if folder is None:
        return build()
    text = "\0".join([sys.version, __version__, str(os.stat(code).st_mtime_ns), *contents]).encode()
    path = os.path.join(folder, f"{name}-{len(text)}-{crc32(text):08x}.pickle")
    try:
        with open(path, "rb") as file:
            value: T = pickle.load(file)
        return value
    except Exception:
        # Missing, cut off, or written by other versions of the classes: build it.
        pass
    value = build()
    keep(path, value)
    return value


def own_cache_folder() -> str | None:
    """Return the folder, made if need be, or None where it is not this user's alone to write.

    A pickle runs code when it is read, so a folder that others can write is not used.
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", base)
    return own_folder(os.path.join(base, "gklint"))


def own_folder(folder: str) -> str | None:
    """Return a folder, made if need be, or None where it is not this user's alone to write."""
    try:
        status = os.stat(folder)
    except OSError:
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            status = os.stat(folder)
        except OSError:
            return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return folder


def keep(path: str, value: object) -> None:
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
        os.replace(temporary, path)
    except (OSError, pickle.PicklingError):
        with contextlib.suppress(OSError):
            os.unlink(temporary)
