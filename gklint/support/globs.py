"""Patterns for files, as in .gitignore: `*` within a name, `**` across folders, `?`, `[…]`."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=256)
def compiled_glob(pattern: str) -> re.Pattern[str]:
    """Return what matches the paths, relative and with “/”, that a pattern stands for.

    A pattern without “/” stands for files and folders of this name anywhere; any other begins at
    the folder that it is relative to. A folder stands for all that is in it.
    """
    pattern = pattern.removeprefix("./")
    body = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    opening = "" if anchored else "(?:.*/)?"
    return re.compile(
        f"{opening}{_translated(body)}{'/.*' if pattern[-1:] == '/' else '(?:/.*)?'}", re.DOTALL
    )


def _translated(pattern: str) -> str:
    pieces = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if pattern.startswith("**/", at):
            pieces.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            pieces.append(".*")
            at += 2
        elif character in "*?":
            pieces.append("[^/]*" if character == "*" else "[^/]")
            at += 1
        elif character == "[" and (end := pattern.find("]", at + 2)) > 0:
            inside = pattern[at + 1 : end].replace("\\", r"\\").replace("[", r"\[")
            negated = inside.startswith(("!", "^"))
            pieces.append(f"[{'^/' if negated else ''}{inside[1:] if negated else inside}]")
            at = end + 1
        else:
            pieces.append(re.escape(character))
            at += 1
    return "".join(pieces)


def glob_matches(pattern: str, relative: str) -> bool:
    """Say whether a pattern stands for the file at a relative path (with “/”)."""
    return compiled_glob(pattern).fullmatch(relative) is not None
