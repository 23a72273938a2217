"""Files as waivers and baselines name them: relative to their own folder, separated by “/”."""

from __future__ import annotations

import os


def relative_to(folder: str, path: str) -> str:
    """Return the path of a file relative to a folder, with “/” whatever the system."""
    try:
        relative = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:
        # On another drive: there is no way from one to the other.
        relative = os.path.abspath(path)
    return relative.replace(os.sep, "/")


def shown_beside(path: str, report: str) -> str:
    """Return an absolute path written as the report's is: relative where that is."""
    if os.path.isabs(report):
        return path
    return relative_to(os.getcwd(), path) if os.sep == "/" else os.path.relpath(path)


def names_file(pattern: str, name: str) -> bool:
    """Say whether a path or a pattern (`2023/*.docx`) is that of the file with a relative name."""
    if pattern == name:
        return True
    if not any(sign in pattern for sign in "*?["):
        return False
    # Imported here: most waivers name one file.
    from gklint.support.globs import GlobError, glob_matches

    # A pattern begins at the folder of its file: “报告.txt” in another folder is another report.
    try:
        return glob_matches(f"/{pattern.lstrip('/')}", name)
    except GlobError:
        # It stands for no file, which is said of its entry.
        return False
