"""Patterns kept between runs save time, and nothing depends on them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = str(ROOT / "examples" / "wrong-totals-2023.txt")

needs_3_11 = pytest.mark.skipif(sys.version_info < (3, 11), reason="the inside of `re` is another")


def lint(home: Path) -> str:
    """Run gklint on an example with its cache in `home` and return what it printed."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "gklint", REPORT],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.returncode == 1
    return done.stdout


def patterns(home: Path) -> list[Path]:
    return sorted((home / "gklint").glob("patterns-*"))


@needs_3_11
def test_a_second_run_says_the_same_with_the_patterns_of_the_first(tmp_path: Path) -> None:
    first = lint(tmp_path)
    (kept,) = patterns(tmp_path)
    before = kept.stat().st_mtime_ns
    assert lint(tmp_path) == first
    # Nothing new was compiled, so nothing was written.
    assert kept.stat().st_mtime_ns == before


@needs_3_11
@pytest.mark.parametrize("rubbish", [b"", b"no pickle", b"\x80\x04N."])
def test_a_damaged_file_is_made_anew(tmp_path: Path, rubbish: bytes) -> None:
    first = lint(tmp_path)
    (kept,) = patterns(tmp_path)
    kept.write_bytes(rubbish)
    assert lint(tmp_path) == first
    assert len(kept.read_bytes()) > len(rubbish)


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind")
def test_a_folder_that_others_can_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "gklint"
    folder.mkdir()
    folder.chmod(0o777)
    lint(tmp_path)
    assert list(folder.iterdir()) == []


@needs_3_11
def test_a_kept_pattern_matches_as_a_compiled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gklint.support import patterns as module

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    text = r"(?P<number>\d{1,3})(?i:[a-z]+)|第([一二三])部分"
    plain = re.compile(text, re.MULTILINE)
    module.keep_new()
    re.purge()
    module.preload()
    kept = re.compile(text, re.MULTILINE)
    assert kept is not plain
    assert (kept.flags, kept.groups, kept.groupindex) == (
        plain.flags,
        plain.groups,
        dict(plain.groupindex),
    )
    for sample in ("12aB", "第二部分", "第四部分", "x"):
        ours, theirs = kept.search(sample), plain.search(sample)
        assert (ours and ours.groupdict()) == (theirs and theirs.groupdict())
