"""Which files a run is about: what paths stand for, each file once, and what is not read there."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from gklint.batch.other_files import is_leftover, is_own, is_tool_folder, why_not_read
from gklint.checking.runs import Skipped
from gklint.plugins.entry_points import entry_points
from gklint.plugins.loading import plugin_files
from gklint.readers import ANNOTATED, ORIGINAL, SLIP, SUFFIXES, reason_of
from gklint.support.bilingual import Text
from gklint.support.own_results import is_own_result

NO_REPORTS = Text(
    f"文件夹中没有报告（{' '.join(SUFFIXES)} 文件）",
    f"no reports in this folder ({' '.join(SUFFIXES)} files)",
)
ALL_LEFT_OUT = Text(
    "文件夹中的报告都被 exclude 或 .gitignore 排除了",
    "exclude or .gitignore leaves out all reports in this folder",
)
_LINKED_FOLDER = Text(
    "这是链接到别处的文件夹，没有跟进去：请直接指明那个文件夹",
    "a link to a folder elsewhere is not followed: name that folder itself",
)

_OWN_RESULT = Text(
    "这是 gklint 自己写出的检查结果，不是报告", "a result that gklint wrote itself, no report"
)


class Found(NamedTuple):
    """The files that paths stand for, sorted, and the folders that gave none, each with why.

    `skipped` are the files in those folders that are not read, sorted, each with why; `left_out`
    counts what exclude and .gitignore left out of them.
    """

    files: tuple[str, ...]
    problems: tuple[tuple[str, Text], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    left_out: int = 0


def find_files(
    paths: Iterable[str],
    left_out: Callable[[str], bool] | None = None,
    respect_gitignore: bool = True,
) -> Found:
    """Return the files that the paths stand for: a folder stands for its reports.

    Files in a folder are known by their suffix. What is hidden is left out, what programs leave
    behind, annotated copies and slips, folders of tools, what .gitignore files name, and what
    `left_out` says of a path. All else in it is named with why it is not read. A path that does not
    exist is a file like any other, so that reading it says so. One file is there once, under
    however many names it was given or linked.
    """
    named: dict[str, None] = {}
    inside: dict[str, None] = {}
    problems: list[tuple[str, Text]] = []
    skipped: dict[str, Skipped] = {}
    count = 0
    for path in paths:
        if not os.path.isdir(path):
            named[path] = None
            continue
        folder = _Folder(path, left_out, respect_gitignore)
        files = list(folder.reports())
        inside |= dict.fromkeys(files)
        skipped |= {one.path: one for one in folder.skipped}
        problems += folder.closed
        count += folder.left_out
        if not files and not folder.closed:
            problems.append((path, ALL_LEFT_OUT if folder.left_out else NO_REPORTS))
    # Of two ways to write a path the plain one: a/b before a/./b.
    plain_first = sorted(inside, key=lambda path: (os.path.normpath(path) != path, path))
    files = list(_each_once([*named, *plain_first]))
    given = {_real(path) for path in named}
    not_read = [skipped[path] for path in sorted(skipped) if _real(path) not in given]
    return Found(tuple(sorted(files)), tuple(problems), tuple(not_read), count)


class _Folder:
    """A folder that is gone through once; what it holds beside reports is there afterwards."""

    def __init__(
        self, path: str, excluded: Callable[[str], bool] | None, respect_gitignore: bool
    ) -> None:
        self.path = path
        self.closed: list[tuple[str, Text]] = []
        self.skipped: list[Skipped] = []
        self.left_out = 0
        self._excluded = excluded or (lambda path: False)
        self._ignores = None
        if respect_gitignore:
            # Imported here: a run over files does without it.
            from gklint.batch.ignoring import Ignores

            self._ignores = Ignores()

    def reports(self) -> Iterator[str]:
        """Yield the paths of the reports; folders that cannot be listed go to `closed`."""
        suffixes = _suffixes()
        ignores = self._ignores
        #: What the .gitignore files above and in each folder say.
        applied = {self.path: ignores.of_folder(self.path) if ignores else ()}
        for folder, folders, names in os.walk(self.path, onerror=self._remember):
            rules = applied.pop(folder, ())
            if ignores and (own := ignores.read(folder)):
                rules = (*rules, own)
            folders[:] = [name for name in folders if self._enters(folder, name, names, rules)]
            applied |= {os.path.join(folder, name): rules for name in folders}
            for name in names:
                # What stands in the folder one stands in needs no ./ before it.
                path = os.path.join(folder, name).removeprefix(f".{os.sep}")
                if self._is_report(path, name, suffixes, rules):
                    yield path
        for path, reason in ignores.problems if ignores else ():
            self.skipped.append(Skipped(os.path.relpath(path), "gitignore", reason))

    def _remember(self, error: OSError) -> None:
        self.closed.append((str(error.filename), reason_of(error)))

    def _enters(self, folder: str, name: str, files: list[str], rules: tuple[object, ...]) -> bool:
        path = os.path.join(folder, name)
        if is_tool_folder(path, frozenset(files)):
            return False
        if self._ignores and rules and self._ignores.leave_out(rules, path, True):
            self.left_out += 1
            return False
        if os.path.islink(path):
            if not _lies_in(path, self.path):
                plain = path.removeprefix(f".{os.sep}")
                self.skipped.append(Skipped(plain, "linked-folder", _LINKED_FOLDER))
            return False
        return True

    def _is_report(
        self, path: str, name: str, suffixes: tuple[str, ...], rules: tuple[object, ...]
    ) -> bool:
        if _is_beside(name):
            return False
        ignored = self._ignores and rules and self._ignores.leave_out(rules, path, False)
        if ignored or self._excluded(path):
            self.left_out += 1
            return False
        if name.lower().endswith(suffixes):
            if not is_own_result(path):
                return True
            self.skipped.append(Skipped(path, "own-result", _OWN_RESULT))
            return False
        self.skipped.append(Skipped(path, *why_not_read(name)))
        return False


def _is_beside(name: str) -> bool:
    """Say whether a file is nobody's report by its name: what programs leave behind, what gklint
    itself writes."""
    stem = os.path.splitext(name)[0]
    own = stem.endswith((ANNOTATED, SLIP)) or stem.rstrip("0123456789").endswith(ORIGINAL)
    return own or is_leftover(name) or is_own(name)


def is_report_name(name: str) -> bool:
    """Say whether a file in a folder is a report by its name."""
    return name.lower().endswith(_suffixes()) and not (name.startswith(".") or _is_beside(name))


@lru_cache(maxsize=1)
def _suffixes() -> tuple[str, ...]:
    """Return the suffixes of reports: gklint's own and those of the readers of plugins."""
    if not (any(entry_points()) or plugin_files()):
        # Nothing is installed that could have a reader: plugins need not be loaded to know.
        return SUFFIXES
    from gklint.plugins.loading import load_plugins

    return SUFFIXES + tuple(
        suffix for reader in load_plugins().readers for suffix in reader.SUFFIXES
    )


def _each_once(paths: Iterable[str]) -> Iterator[str]:
    """Yield each file under one of its names: the first that is no link, else the first.

    Other hard links of a file are files of their own: whoever saves space by them has two reports.
    """
    names: dict[tuple[object, ...], list[str]] = {}
    for path in paths:
        names.setdefault(_identity(path), []).append(path)
    for several in names.values():
        if len(several) == 1:
            yield several[0]
            continue
        by_real: dict[str, list[str]] = {}
        for path in several:
            by_real.setdefault(_real(path), []).append(path)
        for same in by_real.values():
            yield next((path for path in same if not os.path.islink(path)), same[0])


def _identity(path: str) -> tuple[object, ...]:
    with suppress(OSError, ValueError):
        status = os.stat(path)
        return status.st_dev, status.st_ino
    return (os.path.abspath(path),)


def _real(path: str) -> str:
    """Return one name for all spellings of a path to the same file: links followed, case and the
    composition of letters made one, which matter only where the file is the same anyway."""
    real = path
    with suppress(OSError, ValueError):
        real = os.path.realpath(path)
    return unicodedata.normalize("NFC", real).casefold()


def _lies_in(path: str, folder: str) -> bool:
    real, around = os.path.realpath(path), os.path.realpath(folder)
    return real == around or real.startswith(around.rstrip(os.sep) + os.sep)
