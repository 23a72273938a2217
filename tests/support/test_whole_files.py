"""Files that gklint writes: whole or not at all, never through a link that somebody planted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.command_line import ROOT, environment

from gklint.support import whole_files
from gklint.support.whole_files import Guard, NotWritten, whole_file, write_whole

needs_posix = pytest.mark.skipif(os.name == "nt", reason="links, modes and owners of POSIX")


@needs_posix
def test_no_planted_link_is_written_through(tmp_path: Path) -> None:
    # Whoever made the folder knows the numbers of processes, but no random name.
    secret = tmp_path / "secret"
    secret.write_text("mine", encoding="utf-8")
    folder = tmp_path / "theirs"
    folder.mkdir()
    for name in (f"out.json.{os.getpid()}.part", "out.json.part"):
        (folder / name).symlink_to(secret)
    write_whole(str(folder / "out.json"), b"new")
    assert secret.read_text(encoding="utf-8") == "mine"
    assert (folder / "out.json").read_bytes() == b"new"


def test_what_is_not_complete_has_a_name_that_nobody_can_guess(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        with whole_file(str(tmp_path / "a.txt")) as file:
            file.write(b"text")
            names |= {path.name for path in tmp_path.iterdir()} - {"a.txt"}
    assert len(names) == 2 and all(re.search(r"[0-9a-f]{32}", name) for name in names)


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_never_has_wider_permissions_than_before(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    with whole_file(str(path), Guard(force=True)) as file:
        file.write(b"new")
        modes = {part.stat().st_mode & 0o777 for part in tmp_path.glob(".gklint-*")}
    assert modes == {0o600}
    assert path.stat().st_mode & 0o777 == mode


@needs_posix
def test_the_owner_stays_where_the_system_lets_one(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 1234, 1235)
    write_whole(str(path), b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1235)


def test_a_block_that_raises_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), whole_file(str(path)) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("later", [b"other", b"old and more", b""])
def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path, later: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(later)
    with pytest.raises(NotWritten, match="changed"):
        write_whole(str(path), b"new", Guard(read=b"old"))
    assert path.read_bytes() == later


def test_a_change_while_it_is_written_is_noticed_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(NotWritten, match="changed"), whole_file(str(path), Guard(b"old")) as file:
        file.write(b"new")
        path.write_bytes(b"hers")
    assert path.read_bytes() == b"hers"


@needs_posix
def test_links_out_of_the_folder_are_not_followed_and_those_within_are(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    outside, inside = tmp_path / "outside.txt", folder / "inside.txt"
    for path in (outside, inside):
        path.write_bytes(b"old")
    (folder / "out.txt").symlink_to(outside)
    (folder / "nowhere.txt").symlink_to(tmp_path / "not there yet.txt")
    (folder / "in.txt").symlink_to(inside)
    for name in ("out.txt", "nowhere.txt"):
        with pytest.raises(NotWritten, match="leads out"):
            write_whole(str(folder / name), b"new", Guard(within=str(folder)))
    write_whole(str(folder / "in.txt"), b"new", Guard(within=str(folder)))
    assert (outside.read_bytes(), inside.read_bytes()) == (b"old", b"new")
    assert (folder / "in.txt").is_symlink()
    assert not (tmp_path / "not there yet.txt").exists()


@needs_posix
def test_what_a_killed_run_left_is_taken_away_and_what_is_still_written_is_not(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "a.txt")
    program = (
        "import os, signal, sys\n"
        "from gklint.support.whole_files import whole_file\n"
        f"with whole_file({path!r}) as file:\n"
        "    file.write(b'half'); file.flush()\n"
        "    print('ready', flush=True)\n"
        "    sys.stdin.read()\n"
    )

    def start() -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
        )
        assert started.stdout and started.stdout.readline() == b"ready\n"
        return started

    killed = start()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (left,) = tmp_path.iterdir()
    living = start()
    assert not left.exists()
    (unfinished,) = tmp_path.iterdir()
    whole_files._clean.cache_clear()
    write_whole(path, b"whole")
    assert unfinished.exists()
    living.communicate(b"")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_whole(str(path), b"new")
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


@needs_posix
def test_what_is_no_plain_file_is_written_to_as_it_is() -> None:
    write_whole(os.devnull, b"text")
    with pytest.raises(NotWritten, match="no plain file"):
        write_whole(os.devnull, b"text", Guard(read=b""))
