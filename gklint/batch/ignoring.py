"""What .gitignore files leave out, as git reads them.

They come with the folder that is checked, from anybody: patterns can be written that take for ever
to match, so all of them together get a measure of time, and once it is used up none is applied.
"""

from __future__ import annotations

import os
from time import process_time
from typing import Any, NamedTuple

from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError
from gklint.support.written_files import bytes_of_written

NAME = ".gitignore"
_MOST_BYTES = 200_000
_MOST_PATTERNS = 2_000
#: Time for all patterns of a run, in seconds, and for one path at one pattern; usual patterns take
#: a microsecond.
_AT_LEAST, _EACH = 1.0, 20e-6
#: No single match may take longer, in seconds.
_LONGEST = 0.25

TOO_SLOW = Text(
    "其中的模式匹配太费时间，没有按它排除文件",
    "its patterns take too long to match: nothing was left out by it",
)
_TOO_MANY = Text(
    f"模式超过 {_MOST_PATTERNS} 条，没有按它排除文件",
    f"more than {_MOST_PATTERNS} patterns: nothing was left out by it",
)


class _Pattern(NamedTuple):
    """A pattern ready to match, and whether it leaves out or takes in again."""

    expression: Any
    leaves_out: bool


class Ignores:
    """The patterns of all .gitignore files of a run; `problems` says which are not applied."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, Text]] = []
        self._spent = 0.0
        self._patterns_tried = 0
        self._over = False

    def of_folder(self, folder: str) -> tuple[IgnoreFile, ...]:
        """Return what the .gitignore files above a folder say, the outermost first: those from the
        root of the repository on, none where it is in no repository, or is itself left out."""
        full = os.path.abspath(folder)
        above = []
        at = full
        while not os.path.exists(os.path.join(at, ".git")):
            parent = os.path.dirname(at)
            if parent == at:
                return ()
            above.append(parent)
            at = parent
        found = [file for one in reversed(above) if (file := self.read(one))]
        # Whoever names a folder that is left out wants it checked.
        return () if self.leave_out(found, full, True) else tuple(found)

    def read(self, folder: str) -> IgnoreFile | None:
        """Return what the .gitignore in a folder says, None where there is none."""
        path = os.path.join(folder, NAME)
        if self._over or not os.path.lexists(path):
            return None
        try:
            text = bytes_of_written(path, _MOST_BYTES).decode("utf-8", "surrogateescape")
        except ConfigurationError as error:
            self.problems.append((path, error.problems[0].what))
            return None
        patterns = _patterns(text.removeprefix("\ufeff").splitlines())
        if patterns is None:
            self.problems.append((path, _TOO_MANY))
            return None
        return IgnoreFile(os.path.abspath(folder), path, tuple(patterns))

    def leave_out(self, files: Any, path: str, is_folder: bool) -> bool:
        """Say whether these .gitignore files, the innermost last, leave out what is at `path`."""
        for file in reversed(files):
            left_out = None if self._over else self._leaves_out(file, path, is_folder)
            if left_out is not None:
                return left_out
        return False

    def _leaves_out(self, file: IgnoreFile, path: str, is_folder: bool) -> bool | None:
        relative = os.path.relpath(path, file.base).replace(os.sep, "/")
        relative += "/" if is_folder else ""
        start = process_time()
        left_out = None
        try:
            for pattern in reversed(file.patterns):
                if pattern.expression.match(relative, timeout=_LONGEST):
                    left_out = pattern.leaves_out
                    break
        except TimeoutError:
            self._over = True
        self._spent += process_time() - start
        self._patterns_tried += len(file.patterns)
        if self._over or self._spent > _AT_LEAST + self._patterns_tried * _EACH:
            self._over = True
            self.problems.append((file.path, TOO_SLOW))
            return None
        return left_out


class IgnoreFile(NamedTuple):
    """A .gitignore: the full path of the folder it is for, its own, its patterns in their order."""

    base: str
    path: str
    patterns: tuple[_Pattern, ...]


def _patterns(lines: list[str]) -> list[_Pattern] | None:
    """Return the patterns in these lines; None where there are too many."""
    # Imported here: most folders have no such file. Patterns are matched by regex, which ends a
    # match after a while, and not by re, which does not.
    import regex
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    found: list[_Pattern] = []
    for line in lines:
        try:
            expression, leaves_out = GitIgnoreSpecPattern.pattern_to_regex(line)
        except ValueError:
            # A line that is no pattern stands for nothing, as for git.
            continue
        if expression is None or leaves_out is None:
            continue
        if len(found) == _MOST_PATTERNS:
            return None
        try:
            compiled = regex.compile(expression)
        except regex.error:
            # A range that runs backwards, as [z-a], matches nothing, as for git.
            continue
        found.append(_Pattern(compiled, leaves_out))
    return found
