"""A cache may lie in a folder that came from somebody else: it holds data and decides nothing."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import sys
import zlib
from pathlib import Path

import pytest
from helpers.many_reports import messages, run, write_plugin, write_reports

from gklint.batch import cache_store, cache_values
from gklint.batch.cache_values import head_of, record_of, sealed

JSON = ("--output-format", "json")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links")


class Bomb:
    """Runs a command where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch '{self.mark}'",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports whose configuration has the cache in the folder itself."""
    folder = tmp_path / "reports"
    write_reports(folder, 3)
    (folder / "gklint.yaml").write_text("cache: .c\n", encoding="utf-8")
    return folder


def check(folder: Path, *arguments: object) -> tuple[int, bytes, str]:
    return run(folder, *arguments, cache=folder.parent / "home")


def cache_of(folder: Path) -> Path:
    (file,) = (folder / ".c").glob("reports-*.sqlite3")
    return file


def test_nothing_that_lies_in_a_cache_is_executed(folder: Path, tmp_path: Path) -> None:
    expected = check(folder, *JSON)
    mark = tmp_path / "executed"
    bomb = pickle.dumps(Bomb(mark))
    with sqlite3.connect(cache_of(folder)) as db:
        for table, column in (("files", "head"), ("records", "record"), ("blocks", "block")):
            for (number,) in db.execute(f"SELECT id FROM {table}").fetchall():
                data = zlib.compress(bomb) if table == "records" else bomb
                db.execute(
                    f"UPDATE {table} SET {column} = ? WHERE id = ?", (sealed(data, number), number)
                )
    db.close()
    assert check(folder, *JSON) == expected
    assert not mark.exists()


def test_a_head_or_record_of_another_shape_is_as_if_there_were_none() -> None:
    state = [1, 2, 3, 4]
    right = ["a.txt", *state, 5, "00", json.dumps([True, False, False, 1, 1, [], [], True])]
    assert head_of(sealed(json.dumps(right).encode(), 7), 7) is not None
    for wrong in (
        [],
        5,
        {"path": 1},
        [*right[:-1], "[]"],
        [*right[:-1], "["],
        [5, *right[1:]],
        ["a.txt", "1", *right[2:]],
        [
            *right[:-1],
            json.dumps([True, False, False, 1, 1, [["GK301", "row-total", "x", 1]], [], True]),
        ],
    ):
        assert head_of(sealed(json.dumps(wrong).encode(), 7), 7) is None
    assert head_of(sealed(json.dumps(right).encode(), 8), 7) is None
    assert head_of(sealed(b"[" * 100_000, 7), 7) is None
    for data in (b"[]", b"[" * 100_000, b"{}", b"\xff"):
        assert record_of(sealed(zlib.compress(data), 7), 7) is None
        assert record_of(sealed(data, 7), 7) is None


def test_a_record_that_would_fill_the_memory_is_not_unpacked() -> None:
    blanks = zlib.compress(b" " * (cache_values._MOST + 1) + b"[]", 9)
    assert record_of(sealed(blanks, 7), 7) is None


def test_a_text_that_would_move_the_cursor_is_written_again(folder: Path) -> None:
    expected = check(folder)
    assert check(folder) == expected
    with sqlite3.connect(cache_of(folder)) as db:
        for shape, number in db.execute("SELECT shape, id FROM blocks").fetchall():
            evil = "\x1b]0;title\x07 \x1b[2J 没有问题 \u202e".encode()
            db.execute(
                "UPDATE blocks SET block = ? WHERE shape = ? AND id = ?",
                (sealed(evil, number), shape, number),
            )
        assert db.execute("SELECT count(*) FROM blocks").fetchone()[0]
    db.close()
    assert check(folder) == expected


@pytest.mark.parametrize("what", ["link", "hard link", "trigger", "journal"])
def test_a_planted_cache_touches_no_other_file(folder: Path, tmp_path: Path, what: str) -> None:
    expected = check(folder, *JSON)
    precious = tmp_path / "precious"
    cache = cache_of(folder)
    if what in ("link", "hard link"):
        # An empty file is one that SQLite would write its tables into.
        precious.write_bytes(b"")
        cache.unlink()
        (os.symlink if what == "link" else os.link)(precious, cache)
    elif what == "trigger":
        precious.write_bytes(b"precious")
        with sqlite3.connect(cache) as db:
            db.execute("CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM records; END")
        db.close()
    else:
        # A journal may name another one, which SQLite deletes when it is done.
        precious.write_bytes(b"precious")
        name = os.fsencode(precious)
        check_sum = sum(name) & 0xFFFFFFFF
        journal = Path(f"{cache}-journal")
        head = (
            cache_store._NAMES_ANOTHER + bytes(4) + bytes(4) + bytes(4) + (512).to_bytes(4, "big")
        )
        tail = bytes([0, 0, 0, 1]) + name + len(name).to_bytes(4, "big")
        journal.write_bytes(head.ljust(512, b"\0") + tail + check_sum.to_bytes(4, "big") + head[:8])
    before = precious.read_bytes(), precious.stat().st_mtime_ns
    assert check(folder, *JSON)[:2] == expected[:2]
    assert (precious.read_bytes(), precious.stat().st_mtime_ns) == before
    if what == "trigger":
        with sqlite3.connect(cache) as db:
            assert not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'").fetchall()
        db.close()


def test_facts_that_are_no_data_are_shown_and_not_kept(folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_plugin(site, message="{it}")
    plugin = site / "slow_plugin.py"
    plugin.write_text(
        plugin.read_text(encoding="utf-8").replace(
            "finding(Place(1, 1, 1, 2))", "finding(Place(1, 1, 1, 2), it=[1, 2])"
        ),
        encoding="utf-8",
    )
    home = tmp_path / "home"
    for _ in range(2):
        found = messages(run(folder, *JSON, cache=home, site=site)[1])
        assert all("[1, 2]" in str(said) for said in found.values())
