"""What is installed, read off the names of folders: distributions, and which are plugins of gklint.

importlib.metadata would do this at the price of half a start of Python.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

#: The group of entry points in which plugins are found.
GROUP = "gklint"


def distributions() -> Iterator[tuple[str, str]]:
    """Yield name and folder of the distributions on sys.path: pluggy-1.5.0.dist-info."""
    seen = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")) and name not in seen:
                seen.add(name)
                yield name, os.path.join(folder, name)


def entry_points() -> Iterator[tuple[str, str]]:
    """Yield name and target of the entry points of the group on sys.path."""
    for _, folder in distributions():
        try:
            with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            continue
        if f"[{GROUP}]" in text:
            yield from _group(text)


def _group(text: str) -> Iterator[tuple[str, str]]:
    inside = False
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            inside = line == f"[{GROUP}]"
        elif inside and "=" in line:
            name, _, target = line.partition("=")
            yield name.strip(), target.strip()
