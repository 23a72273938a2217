"""Patterns for files, as in .gitignore: `*` within a name, `**` across folders, `?`, `[…]`; `\\`
before one of these means the character itself.

A pattern comes from a file that anybody may have written, so it is matched in time that grows with
the length of the path, whatever the pattern: all ways to match are followed at once, a bit each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gklint.support.bilingual import Text


class GlobError(ValueError):
    """A pattern that is wrong, or that no path can match; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


_EMPTY = Text("模式是空的", "the pattern is empty")
_CLASS = Text("方括号里的写法不对", "its brackets are wrong")
_SLASH = Text("方括号不能表示“/”", "brackets cannot stand for a “/”")
_PARTS = Text(
    "路径中间不会有“.”“..”或空的一段，没有文件能对上",
    "no path has “.”, “..” or nothing between two “/”: no file can match",
)
_BACKSLASH = Text(
    "文件夹之间请用“/”；“\\”只写在 [ ] \\ ! # 之前，表示这个字符本身（星号、问号本身写作 [*] [?]）",
    "between folders stands “/”; “\\” comes before [ ] \\ ! # for the character itself"
    " (a star itself is [*], a question mark [?])",
)
_DRIVE = Text(
    "模式从配置所在的文件夹算起，不写盘符", "it begins at the configuration's folder: no drive"
)
_NEGATED = Text(
    "不能以“!”开头：没有“除外”的写法；文件名真以“!”开头时请写 \\!",
    "no pattern begins with “!”, nothing can be taken out again; for a name that does write \\!",
)
_SPACES = Text(
    "开头或结尾有空格，没有文件能对上", "it begins or ends with a space: no file can match"
)
#: What may stand behind a backslash.
_ESCAPED = "[]\\!#-^ "


class _Token(NamedTuple):
    """A part of a pattern. `takes` is the one character it takes (a class: a pattern for it); the
    other kinds are: any number within a name, any number, and `**/`, that may be nothing."""

    kind: str
    takes: re.Pattern[str] | None = None


_WITHIN, _ACROSS, _FOLDERS, _FOLDERS_INSIDE = "*", "**", "**/", "inside **/"
_NOT_SLASH = _Token("one", re.compile("[^/]"))


class Glob:
    """A pattern, ready to match."""

    def __init__(self, pattern: str) -> None:
        """Raises GlobError."""
        pattern = pattern.removeprefix("./")
        _check(pattern)
        anchored = "/" in pattern.rstrip("/")
        self._tokens = list(_tokens(("" if anchored else "**/") + pattern.strip("/")))
        found = len(self._tokens)
        # A folder stands for all that is in it; with “/” at the end for nothing else.
        self._tokens += [_one("/"), _Token(_ACROSS)]
        inside = 0b110 << found
        self._accepting = inside if pattern[-1:] == "/" else inside | 1 << found
        # In each number bit n is for token n.
        self._skipped = self._bits(_WITHIN, _ACROSS, _FOLDERS)
        self._skipped_with_next = self._bits(_FOLDERS)
        self._stays = self._bits(_ACROSS, _FOLDERS_INSIDE)
        self._stays_in_name = self._stays | self._bits(_WITHIN)
        self._taking: dict[str, int] = {}

    def matches(self, path: str) -> bool:
        """Say whether the pattern stands for the file at a relative path (with “/”)."""
        places = self._with_skipped(1)
        for character in path:
            stays = self._stays if character == "/" else self._stays_in_name
            places = self._with_skipped(places & stays | (places & self._takers(character)) << 1)
            if not places:
                return False
        return bool(places & self._accepting)

    def _bits(self, *kinds: str) -> int:
        return sum(1 << n for n, token in enumerate(self._tokens) if token.kind in kinds)

    def _takers(self, character: str) -> int:
        """Return the tokens that take this one character and are over with it."""
        if character not in self._taking:
            self._taking[character] = sum(
                1 << number
                for number, token in enumerate(self._tokens)
                if (token.takes and token.takes.fullmatch(character))
                or (token.kind == _FOLDERS_INSIDE and character == "/")
            )
        return self._taking[character]

    def _with_skipped(self, places: int) -> int:
        """Return the places with those that are reached from them without a character."""
        while True:
            more = (places & self._skipped) << 1 | (places & self._skipped_with_next) << 2
            if places | more == places:
                return places
            places |= more


def _one(character: str) -> _Token:
    return _Token("one", re.compile(re.escape(character)))


def _tokens(pattern: str) -> Iterator[_Token]:
    at = 0
    before = ""
    while at < len(pattern):
        character = pattern[at]
        stars = next((s for s in (_FOLDERS, _ACROSS, _WITHIN) if pattern.startswith(s, at)), "")
        if stars:
            at += len(stars)
            if stars != before:
                # Twice the same means no more than once.
                yield _Token(stars)
                if stars == _FOLDERS:
                    yield _Token(_FOLDERS_INSIDE)
            before = stars
            continue
        before = ""
        if character == "?":
            yield _NOT_SLASH
        elif character == "\\":
            at += 1
            yield _one(pattern[at])
        elif character == "[" and (end := _end_of_class(pattern, at)) > 0:
            yield _Token("one", _class(pattern[at + 1 : end]))
            at = end
        else:
            yield _one(character)
        at += 1


def _end_of_class(pattern: str, start: int) -> int:
    """Return where the brackets that begin at `start` end, -1 where they do not."""
    at = start + 2 if pattern[start + 1 : start + 2] in ("!", "^") else start + 1
    # What stands first in brackets is in them, even if it is one itself.
    at += 1 if pattern[at : at + 1] == "]" else 0
    while at < len(pattern):
        if pattern[at] == "]":
            return at
        at += 2 if pattern[at] == "\\" else 1
    return -1


def _class(inside: str) -> re.Pattern[str]:
    """Return what matches one of the characters in brackets; raises GlobError."""
    negated = inside.startswith(("!", "^"))
    inside = inside[1:] if negated else inside
    # In a pattern of Python's these mean something more.
    plain = re.sub(r"\\(.)|([\[\]^&|~])", lambda found: "\\" + (found[1] or found[2]), inside)
    try:
        made = re.compile(f"[{'^/' if negated else ''}{plain}]")
    except re.error as error:
        raise GlobError(_CLASS) from error
    if not negated and made.fullmatch("/"):
        raise GlobError(_SLASH)
    return made


def _check(pattern: str) -> None:
    """Raise GlobError for a pattern that no relative path can match."""
    if not pattern.strip("/"):
        raise GlobError(_EMPTY)
    if pattern.startswith("!"):
        raise GlobError(_NEGATED)
    if pattern != pattern.lstrip() or _ends_with_space(pattern):
        raise GlobError(_SPACES)
    if re.match("[A-Za-z]:", pattern):
        raise GlobError(_DRIVE)
    # What another folder's file is called begins with “..”.
    inside = re.sub(r"^(?:\.\./)+", "", pattern.strip("/"))
    if any(part in (".", "..", "") for part in inside.split("/")) or "//" in pattern:
        raise GlobError(_PARTS)
    for found in re.finditer(r"\\(.?)", pattern, re.DOTALL):
        if found[1] not in _ESCAPED or not found[1]:
            raise GlobError(_BACKSLASH)


def _ends_with_space(pattern: str) -> bool:
    stripped = pattern.rstrip("/").rstrip()
    return stripped != pattern.rstrip("/") and not stripped.endswith("\\")


@lru_cache(maxsize=256)
def compiled_glob(pattern: str) -> Glob:
    """Return what matches the paths, relative and with “/”, that a pattern stands for.

    A pattern without “/” stands for files and folders of this name anywhere; any other begins at
    the folder that it is relative to. A folder stands for all that is in it. Raises GlobError.
    """
    return Glob(pattern)


def glob_matches(pattern: str, relative: str) -> bool:
    """Say whether a pattern stands for the file at a relative path (with “/”)."""
    return compiled_glob(pattern).matches(relative)
