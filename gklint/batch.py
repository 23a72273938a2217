"""Many reports: which files a run is about, and each of them judged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gklint.diagnostics import Severity, Text
from gklint.engine import lint_bytes, lint_file, selected_rules
from gklint.plugins import load_plugins
from gklint.readers import SUFFIXES, reason_of
from gklint.results import Result, Run
from gklint.settings import Settings

NO_REPORTS = Text(f"文件夹中没有报告（{' '.join(SUFFIXES)} 文件）",
                  f"no reports in this folder ({' '.join(SUFFIXES)} files)")  # fmt: skip


class Found(NamedTuple):
    """The files that paths stand for, sorted, and the folders that gave none, each with why."""

    files: tuple[str, ...]
    problems: tuple[tuple[str, Text], ...] = ()


def find_files(paths: Iterable[str]) -> Found:
    """Return the files that the paths stand for: a folder stands for its reports.

    Files in a folder are known by their suffix; what is hidden is left out. A path that does not
    exist is a file like any other, so that reading it says so.
    """
    files: dict[str, None] = {}
    problems: list[tuple[str, Text]] = []
    for path in paths:
        if not os.path.isdir(path):
            files[path] = None
            continue
        closed: list[tuple[str, Text]] = []
        inside = list(_reports_in(path, closed))
        files |= dict.fromkeys(inside)
        problems += closed if inside or closed else [(path, NO_REPORTS)]
    return Found(tuple(sorted(files)), tuple(problems))


def _reports_in(path: str, closed: list[tuple[str, Text]]) -> Iterator[str]:
    """Yield the reports in a folder; folders that cannot be listed go to `closed`."""

    def remember(error: OSError) -> None:
        closed.append((str(error.filename), reason_of(error)))

    for folder, folders, names in os.walk(path, onerror=remember):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                # What stands in the folder one stands in needs no ./ before it.
                yield os.path.join(folder, name).removeprefix(f".{os.sep}")


def run(found: Found, settings: Settings, failing: Severity = Severity.WARNING,
        exit_zero: bool = False, piped: tuple[str, bytes] | None = None) -> Run:
    """Judge the files, and what was piped in under a name if anything was, sorted by path.

    The exit status is 2 where something could not be read at all, else 1 where a finding is as bad
    as `failing`, else 0; with `exit_zero` findings do not count.
    """
    results = [lint_file(path, settings) for path in found.files]
    if piped is not None:
        results.append(lint_bytes(piped[1], piped[0], settings))
    results.sort(key=lambda result: result.path)
    plugins = load_plugins()
    asked = selected_rules(plugins.rules, settings)
    status = _exit_status(results, failing, exit_zero)
    if found.problems:
        status = 2
    return Run(tuple(results), asked, plugins.plugins, plugins.failures, status)


def _exit_status(results: Sequence[Result], failing: Severity, exit_zero: bool) -> int:
    if any(result.unreadable for result in results):
        return 2
    if exit_zero:
        return 0
    return int(any(result.worst is not None and result.worst >= failing for result in results))
