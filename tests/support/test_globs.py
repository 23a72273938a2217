"""Patterns for files: what they stand for, in time that grows with the path alone."""

from __future__ import annotations

import time

import pytest

from gklint.support.globs import GlobError, compiled_glob, glob_matches


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "a/b.txt", True),
        ("*.txt", "a.txt/b", True),
        ("2024/*.txt", "2024/b.txt", True),
        ("2024/*.txt", "2024/old/b.txt", False),
        ("2024/**/*.txt", "2024/b.txt", True),
        ("2024/**/*.txt", "2024/old/er/b.txt", True),
        ("2024/", "2024/b.txt", True),
        ("2024/", "2024", False),
        ("/2024", "x/2024", False),
        ("2024", "x/2024/y", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("[ab]c", "bc", True),
        ("[!ab]c", "bc", False),
        ("[!a]c", "/c", False),
        ("a[", "a[", True),
        ("a**c", "a/b/c", True),
    ],
)
def test_a_pattern_stands_for_these_paths(pattern: str, path: str, matches: bool) -> None:
    assert glob_matches(pattern, path) is matches


def test_wrong_brackets_are_an_error() -> None:
    with pytest.raises(GlobError):
        compiled_glob("[z-a]")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "b", "a" * 2_000),
        ("**/" * 300 + "b", "a/" * 2_000),
        ("**/*a" * 50 + "b", "a/" * 500),
        ("**a" * 40 + "b", "a/" * 500),
    ],
)
def test_no_pattern_takes_for_ever(pattern: str, path: str) -> None:
    started = time.monotonic()
    assert not glob_matches(pattern, path)
    assert time.monotonic() - started < 2
