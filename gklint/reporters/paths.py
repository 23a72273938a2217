"""Paths as services want them: relative to the working folder where they are inside it."""

from __future__ import annotations

import os


def working_folder() -> str:
    """Return the working folder."""
    try:
        return os.getcwd()
    except OSError:
        # The folder was deleted meanwhile: files can only have been given by their whole paths.
        return os.sep


def relative_path(path: str) -> str:
    """Return `path` from the working folder, with slashes; a whole path if it is not inside."""
    folder = working_folder()
    whole = os.path.normpath(os.path.join(folder, path))
    inside = os.path.join(folder, "")
    return whole.removeprefix(inside).replace(os.sep, "/")
