"""Many reports: which files a run is about, and each of them judged."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.engine import Result, lint_file, lint_source
from gklint.plugins import Failure, Plugin
from gklint.readers import SUFFIXES
from gklint.rule import Rule
from gklint.settings import Settings
from gklint.source import Source


class Run(NamedTuple):
    """A whole run, as reporters get it.

    `results` are sorted by path; `rules` are those that were asked; `plugins` and `failures` what
    was loaded and what could not be; `exit_status` as the command will return it.
    """

    results: tuple[Result, ...]
    rules: tuple[Rule, ...]
    plugins: tuple[Plugin, ...]
    failures: tuple[Failure, ...]
    exit_status: int


def expand_paths(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that the paths stand for, sorted: a folder stands for its reports.

    Files in a folder are known by their suffix; hidden folders are left out. A path that does not
    exist is yielded as it is, so that reading it says so.
    """
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in names:
                    if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                        found[os.path.join(folder, name)] = None
        else:
            found[path] = None
    yield from sorted(found)


def lint_files(paths: Sequence[str], settings: Settings,
               standard_input: Source | None = None) -> tuple[Result, ...]:
    """Judge the files, and the source read from standard input if there is one, by path."""
    results = [lint_file(path, settings) for path in paths]
    if standard_input is not None:
        results.append(lint_source(standard_input, settings))
    return tuple(sorted(results, key=lambda result: result.path))
