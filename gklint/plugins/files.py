"""Plugins that are a Python file of the user's, without a package.

Such a file is named on the command line, or in the user's own configuration: never by what lies
beside the reports, which may come from somebody else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

_named: tuple[str, ...] = ()


def plugin_files() -> tuple[str, ...]:
    """Return the whole paths of the files that are named, each once, in the order of naming."""
    return _named


def name_plugin_files(paths: Iterable[str]) -> None:
    """Let these files be all that are named; who is loaded already is asked anew."""
    global _named
    _named = tuple(dict.fromkeys(map(os.path.abspath, paths)))
