"""The folders of the user who runs gklint: where results are kept, where own settings stand."""

from __future__ import annotations

import os
import sys


def cache_base() -> str:
    """Return the folder that gklint's cache stands in; it need not exist."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", base)
    return os.path.join(base, "gklint")


def configuration_base() -> str:
    """Return the folder that the user's own configuration stands in; it need not exist."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    if sys.platform == "win32":
        base = os.environ.get("APPDATA", base)
    return os.path.join(base, "gklint")


def own_folder(folder: str) -> str | None:
    """Return a folder, made if need be, or None where it is not this user's alone to write.

    What stands in it is taken for what an earlier run found, so others must not be able to write.
    """
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


def is_inside(path: str, folder: str) -> bool:
    """Say whether a path leads to a folder or into it, links followed."""
    path, folder = os.path.realpath(path), os.path.realpath(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
