"""What a comparison depends on beside the file itself, as a few bytes: another key, another answer.

That is gklint with its rules and forms, the Python it runs on, the installed distributions, the
plugins with all their files, and the settings with every file that they name. No rule asks what day
it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from gklint.checking.settings import Settings
from gklint.plugins.entry_points import distributions, entry_points
from gklint.plugins.loading import plugin_files
from gklint.version import __version__

#: Parts of gklint that no comparison and no reporter's text depends on; what is built of others.
_WITHOUT = ("testing", "built", "__pycache__")
#: What stands beside the package in a clone, inside it in a wheel.
_BESIDE = ("rules", "grammars")


def digest(*parts: object) -> bytes:
    """Return 16 bytes that stand for these values; equal values have equal reprs."""
    return sha256("\0".join(map(repr, parts)).encode("utf-8", "backslashreplace")).digest()[:16]


class Files:
    """Files that comparisons depend on, in the order of their paths."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(set(paths))

    def by_stat(self) -> bytes:
        """Return what tells whether one of them was written, without reading any."""
        return digest(*map(_stat, self.paths))

    def by_content(self) -> bytes:
        """Return what tells whether one of them is another: stays where they were written again
        with what they held, as by a fresh checkout or installation."""
        # Where they stand does not matter, which of them says what does.
        return digest(*(os.path.basename(path) for path in self.paths), *map(_content, self.paths))


def tool_files() -> Files:
    """Return the files of gklint and of its plugins."""
    import gklint

    folders = [os.path.dirname(os.path.abspath(gklint.__file__))]
    folders += [os.path.join(parent, name) for parent in gklint.__path__ for name in _BESIDE]
    paths = [path for folder in folders for path in _inside(folder)]
    for _, target in entry_points():
        paths += _of_module(target.partition(":")[0].partition("[")[0].partition(".")[0].strip())
    return Files([*paths, *plugin_files()])


def surroundings() -> bytes:
    """Return what stands for the rest that comparisons depend on and that no file of gklint says:
    versions of gklint, Python and every distribution that is installed, names of plugins."""
    installed = sorted(name for name, _ in distributions())
    return digest(__version__, sys.version, installed, sorted(entry_points()), plugin_files())


def versions_of(several: Iterable[Settings]) -> dict[str, str]:
    """Return a hash of each part that results follow from: rules, forms and words (`grammars`),
    readers, the rest of gklint and its plugins, the configuration."""
    import gklint

    parts: dict[str, list[str]] = {"rules": [], "grammars": [], "readers": [], "rest": []}
    package = os.path.dirname(os.path.abspath(gklint.__file__))
    for path in tool_files().paths:
        inside = os.path.relpath(path, package).split(os.sep)
        name = next((name for name in ("rules", "grammars", "readers") if name in inside), "rest")
        parts[name].append(path)
    state = {name: Files(paths).by_content().hex() for name, paths in parts.items()}
    keys = sorted({settings_key(settings) for settings in several})
    return {**state, "configuration": digest(*keys).hex()}


def settings_key(settings: Settings) -> bytes:
    """Return what stands for the settings, with the content of every file that they name."""
    return digest(settings, *(_content(path) for path in _files_named_in(settings)))


def _inside(folder: str) -> Iterator[str]:
    """Yield the files in a folder and below; one that cannot be listed has none."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name in _WITHOUT or entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    yield from _inside(entry.path)
                elif not entry.name.endswith(".pyc"):
                    yield entry.path
    except OSError:
        return


def _of_module(name: str) -> Iterator[str]:
    """Yield the files of a module of the top level: itself, or its whole package."""
    for finder in sys.meta_path:
        try:
            found = finder.find_spec(name, None)
        except Exception:
            # Finders of other packages may raise anything.
            continue
        if found is not None:
            for folder in found.submodule_search_locations or ():
                yield from _inside(folder)
            if found.origin and os.path.isfile(found.origin):
                yield found.origin
            return


def _files_named_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "." in value and os.path.isfile(value):
            yield value
    elif isinstance(value, tuple | frozenset):
        for member in value:
            yield from _files_named_in(member)


def _stat(path: str) -> tuple[str, int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return path, -1, -1
    return path, status.st_size, status.st_mtime_ns


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).digest()
    except OSError:
        return b""
