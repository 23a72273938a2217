"""What is installed: distributions by the names of their folders, and the plugins of gklint.

importlib.metadata, which knows what holds where several versions lie on the path, takes half a
start of Python to load, so it is asked only where a look at the files says that there may be one.
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
    """Yield name and target of the entry points of the group that are installed.

    Of several versions of a distribution on sys.path the first counts, as for Python itself.
    """
    names = dict.fromkeys(_that_speak_of_it())
    if not names:
        return
    # Imported here, once there is something to ask for.
    from importlib.metadata import distribution

    for name in names:
        try:
            found = tuple(distribution(name).entry_points.select(group=GROUP))
        except Exception:
            # What lies on the path may be damaged in any way.
            continue
        for entry_point in found:
            yield entry_point.name, entry_point.value


def _that_speak_of_it() -> Iterator[str]:
    """Yield the names of the distributions of which some version may be a plugin."""
    for name, folder in distributions():
        try:
            with open(os.path.join(folder, "entry_points.txt"), "rb") as file:
                if f"[{GROUP}]".encode() in file.read():
                    yield os.path.splitext(name)[0].partition("-")[0]
        except OSError:
            continue
