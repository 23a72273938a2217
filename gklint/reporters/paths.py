"""Paths as services want them: relative to the working folder, or to the root of the repository."""

from __future__ import annotations

import os
from functools import lru_cache

#: Where a build server says it has put the repository: GitHub Actions, GitLab.
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


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


def path_from_root(path: str) -> str:
    """Return `path` from the root of the repository that it lies in, with slashes.

    GitHub, GitLab and what reads SARIF look for the file there, whatever folder gklint was started
    in. A whole path where it lies in no known folder.
    """
    whole = os.path.normpath(os.path.join(working_folder(), path))
    root = root_of(whole)
    return (whole if root is None else whole[len(root) :].lstrip(os.sep)).replace(os.sep, "/")


def root_of(whole: str) -> str | None:
    """Return the root of the repository for a file given by its whole path, None without any.

    That is what the build server names, else the folder with `.git` in or above the working
    folder, else the working folder: the first of them that the file lies in.
    """
    named = tuple(os.environ.get(name, "") for name in ROOTS)
    for root in _roots(named, working_folder()):
        if whole.startswith(os.path.join(root, "")):
            return root
    return None


@lru_cache(maxsize=8)
def _roots(named: tuple[str, ...], folder: str) -> tuple[str, ...]:
    given = [os.path.normpath(root) for root in named if os.path.isabs(root)]
    # The working folder is told with all links followed, a variable may say it by another name.
    found = [*given, *map(os.path.realpath, given)]
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return (*found, folder)
        above = parent
    return (*found, above, folder)
