"""Patterns for files, as in .gitignore: `*` within a name, `**` across folders, `?`, `[…]`.

A pattern comes from a file that anybody may have written, so it is matched in time that grows with
the length of the path, whatever the pattern: all ways to match are followed at once, a bit each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class GlobError(ValueError):
    """The brackets of a pattern are wrong."""


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
        pattern = pattern.removeprefix("./")
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
        elif character == "[" and (end := pattern.find("]", at + 2)) > 0:
            yield _Token("one", _class(pattern[at + 1 : end]))
            at = end
        else:
            yield _one(character)
        at += 1


def _class(inside: str) -> re.Pattern[str]:
    """Return what matches one of the characters in brackets; raises GlobError."""
    inside = inside.replace("\\", r"\\").replace("[", r"\[")
    negated = inside.startswith(("!", "^"))
    try:
        return re.compile(f"[{'^/' if negated else ''}{inside[1:] if negated else inside}]")
    except re.error as error:
        raise GlobError(str(error)) from error


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
