"""Writes what `gklint fix` comes to: into the file, of a document beside a copy of it as it was, or
into another file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from gklint.cli.fix_preview import is_document
from gklint.cli.language import localized
from gklint.cli.output import not_written, note
from gklint.fixing import Fixed
from gklint.readers import ORIGINAL
from gklint.support.whole_files import Guard, lies_in, lost_by_replacing, write_whole


class Guards:
    """What has to hold of a file before it is written to: one that was found in a named folder lies
    in it also once links are followed. A file that was named itself may be a link to anywhere."""

    def __init__(self, paths: Sequence[str], force: bool) -> None:
        self.named = set(paths)
        self.folders = [path for path in paths if os.path.isdir(path)]
        self.force = force

    def of(self, path: str) -> Guard:
        """Return the guard for a file."""
        if path in self.named:
            return Guard(force=self.force)
        full = os.path.abspath(path)
        inside = [folder for folder in self.folders if lies_in(full, os.path.abspath(folder))]
        return Guard(within=max(inside, key=len, default=None), force=self.force)


class Written(NamedTuple):
    """Which file was written to, and that with the document as it was, "" for none."""

    target: str
    original: str = ""


class Writer:
    """Writes one file after the other; says so where one cannot be written."""

    def __init__(
        self, guards: Guards, output_file: str | None, backup: bool, language: str
    ) -> None:
        self.guards = guards
        self.output_file = output_file
        self.backup = backup
        self.language = language

    def write(self, fixed: Fixed, path: str) -> Written | None:
        """Write what was fixed; None where that failed, and then nothing is changed."""
        if self.output_file:
            return self._beside(fixed, path, self.output_file)
        if fixed.before == fixed.after:
            return Written(path)
        lost = lost_by_replacing(path)
        original = ""
        at = path
        try:
            guard = self.guards.of(path)._replace(read=fixed.before)
            # What cannot be written to gets no copy either.
            guard.check(path, os.path.realpath(path))
            if self.backup and is_document(fixed):
                at = original = _original_of(path, fixed.before)
                if not os.path.lexists(original):
                    _keep(path, original, fixed.before)
            at = path
            write_whole(path, fixed.after, guard)
        except OSError as error:
            note(f"{at}: {not_written(error, self.language)}")
            return None
        for what in lost:
            note(f"{path}: {what.say(self.language)}")
        return Written(path, original)

    def _beside(self, fixed: Fixed, path: str, target: str) -> Written | None:
        if os.path.exists(target) and os.path.samefile(path, target):
            self._note(
                target,
                "就是原文件；要写回原文件，请去掉 -o",
                "this is the file itself: leave out -o",
            )
            return None
        if os.path.lexists(target) and not self.guards.force:
            self._note(
                target, "已存在；要覆盖，请加 --force", "exists already; --force overwrites it"
            )
            return None
        try:
            write_whole(target, fixed.after, Guard(force=self.guards.force))
        except OSError as error:
            note(f"{target}: {not_written(error, self.language)}")
            return None
        return Written(target)

    def _note(self, path: str, zh: str, en: str) -> None:
        note(f"{path}: {localized(zh, en, self.language)}")


def original_names(path: str) -> Iterator[str]:
    """Yield the names for the document as it was: 年报.原件.docx, 年报.原件2.docx, …"""
    stem, suffix = os.path.splitext(path)
    yield f"{stem}{ORIGINAL}{suffix}"
    for number in count(2):
        yield f"{stem}{ORIGINAL}{number}{suffix}"


def _original_of(path: str, before: bytes) -> str:
    """Return the first name that is free, or whose file is the document as it is: no copy that is
    there is ever overwritten."""
    for name in original_names(path):
        if not os.path.lexists(name):
            return name
        if os.path.isfile(name) and not os.path.islink(name):
            with open(name, "rb") as file:
                if file.read(len(before) + 1) == before:
                    return name
    raise AssertionError("names do not end")


def _keep(path: str, original: str, before: bytes) -> None:
    """Write the document as it was, for nobody to read who could not read the document."""
    folder = os.path.dirname(original) or os.curdir
    write_whole(original, before, Guard(within=folder))
    os.chmod(original, os.stat(path).st_mode & 0o777)
