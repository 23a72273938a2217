"""One folder with good reports and files made to do harm: each is told, and all others are checked.

Everything here goes through the command line, under a limit on memory.
"""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from helpers.command_line import ROOT, environment
from helpers.hostile_files import GROUPS, MIB, OLE, Hostile, good, harmless, with_members

from gklint.readers import Limits

resource = pytest.importorskip("resource", reason="the system has no limit on memory to set")
if sys.platform != "linux":
    pytest.skip("what is measured here is measured on Linux", allow_module_level=True)

#: What a process may use in all, in MiB, and what one may really take.
ADDRESSES, MEMORY = 2048, 1300
#: Seconds that the whole folder may take; all its files together take less than half of it.
TIME = 60
#: No clock of a reader runs longer in these tests.
SECONDS = 3


class Run(NamedTuple):
    """What a run of gklint came to."""

    status: int
    out: bytes
    err: str
    seconds: float
    mebibytes: int

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """The reports of the JSON by path."""
        return {report["path"]: report for report in json.loads(self.out)["reports"]}


def gklint(folder: Path, *arguments: str, temporary: Path | None = None) -> Run:
    """Run gklint in a folder with little memory; its own temporary files go to `temporary`."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES * MIB, ADDRESSES * MIB))

    more = {"TMPDIR": str(temporary)} if temporary else {}
    # In an interpreter of its own: what the largest of its processes took is asked of the system.
    script = (
        "import resource, subprocess, sys; done = subprocess.call(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr);"
        "sys.exit(done)"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, sys.executable, "-m", "gklint", *arguments],
        cwd=folder,
        capture_output=True,
        env=environment(PYTHONPATH=str(ROOT), **more),
        preexec_fn=limit,
        stdin=subprocess.DEVNULL,
        timeout=4 * TIME,
        check=False,
    )
    *err, kibibytes = done.stderr.decode("utf-8", "replace").splitlines()
    return Run(
        done.returncode,
        done.stdout,
        "\n".join(err),
        time.monotonic() - started,
        int(kibibytes) // 1024,
    )


# --- the folder ----------------------------------------------------------------------------------


class Server(http.server.BaseHTTPRequestHandler):
    """Takes note of what it is asked for."""

    asked: list[str] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


#: Names that a careless program obeys, prints or stumbles over.
NAMES = (
    "转义\x1b[31m\x07.docx",
    "换\n行\t.docx",
    os.fsdecode(b"\xff\xfe\xc4\xea.docx"),
    "-rf.docx",
    "--year.docx",
    "-.docx",
    "长" * 80 + ".docx",
    "逆\u202etxt.docx",
    "a b'\"$(x);&.docx",
    "%s{0}{x}.docx",
)


def special(folder: Path) -> dict[str, tuple[str, ...]]:
    """Make what is no plain file; return the words that are told of each."""
    os.mkfifo(folder / "管道.txt")
    os.mkfifo(folder / "管道.doc")
    for name, target in (
        ("无穷.txt", "/dev/zero"),
        ("无.txt", "/dev/null"),
        ("断.docx", "没有"),
        ("环.txt", "环.txt"),
        ("外.txt", "/proc/self/mem"),
    ):
        (folder / name).symlink_to(target)
    (folder / "环").symlink_to(folder, target_is_directory=True)
    (folder / "文件夹.docx").mkdir()
    for name, head in (("大.txt", b"1"), ("大.docx", b"PK\x03\x04"), ("大.pdf", b"%PDF-1.7")):
        with (folder / name).open("wb") as file:
            file.write(head)
            file.truncate(200 * MIB)
    told = {
        "管道.txt": ("管道",),
        "管道.doc": ("管道",),
        "无穷.txt": ("limits.file_mib",),
        "无.txt": ("文件为空",),
        "断.docx": ("文件不存在",),
        "环.txt": ("无法读取",),
        "外.txt": ("无法读取", "没有读取权限"),
        **dict.fromkeys(("大.txt", "大.docx", "大.pdf"), ("limits.file_mib",)),
    }
    if os.geteuid() != 0:
        (folder / "禁.txt").write_bytes(b"1")
        (folder / "禁.txt").chmod(0)
        told["禁.txt"] = ("没有读取权限",)
    return told


class Case(NamedTuple):
    """The folder as it was, what has to be told, and the run over it."""

    folder: Path
    told: dict[str, tuple[str, ...]]
    before: dict[str, tuple[int, int]]
    temporary: Path
    run: Run


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of all that is in a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = status.st_size, status.st_mtime_ns
    return found


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, port: int) -> Case:
    folder = tmp_path_factory.mktemp("hostile") / "年报"
    temporary = tmp_path_factory.mktemp("temporary")
    folder.mkdir()
    hostile = {name: file for make in GROUPS.values() for name, file in make(port).items()}
    hostile |= {name: Hostile(OLE + bytes(100), ("不是 Word", "内容却")) for name in NAMES}
    for name, file in hostile.items():
        (folder / name).write_bytes(file.raw)
    for name, raw in harmless().items():
        (folder / name).write_bytes(raw)
    (folder / "gklint.yaml").write_text(f"limits: {{seconds: {SECONDS}}}\n", encoding="utf-8")
    told = {name: file.told for name, file in hostile.items()} | special(folder)
    before = listing(folder)
    run = gklint(
        folder,
        "check",
        ".",
        "--no-across",
        "--output-format",
        "json",
        "--lang",
        "zh",
        temporary=temporary,
    )
    return Case(folder, told, before, temporary, run)


def test_every_hostile_file_is_told_with_what_ails_it(case: Case) -> None:
    silent = {}
    reports = case.run.reports
    for name, words in case.told.items():
        found = [
            diagnostic["message"] + diagnostic["advice"]
            for diagnostic in reports[name]["diagnostics"]
            if diagnostic["code"] == "GK901"
        ]
        if any(word.startswith("limits.") for word in words):
            # On a busy machine the time runs out before the other limit is reached.
            words = (*words, "limits.seconds")
        if len(found) != 1 or not any(word in found[0] for word in words):
            silent[name] = found
    assert silent == {}


def test_the_good_reports_among_them_are_checked_and_have_no_finding(case: Case) -> None:
    reports = case.run.reports
    for name in harmless():
        assert reports[name]["diagnostics"] == [], name
        assert len(reports[name]["evaluated"]) > 50, name


def test_there_is_nothing_else_in_the_result(case: Case) -> None:
    assert set(case.run.reports) == set(case.told) | set(harmless())


def test_the_run_ends_in_time_with_little_memory_and_says_that_files_were_unreadable(
    case: Case,
) -> None:
    assert case.run.status == 2
    assert case.run.seconds < TIME
    assert case.run.mebibytes < MEMORY


def test_no_traceback_and_no_fault_of_gklint_itself_is_shown(case: Case) -> None:
    shown = case.run.err + case.run.out.decode("utf-8", "replace")
    assert "Traceback" not in shown and "维护者" not in shown
    assert case.run.err == ""


def test_nothing_is_written_anywhere(case: Case) -> None:
    assert listing(case.folder) == case.before
    assert list(case.temporary.rglob("*")) == []
    assert not Path("/tmp/evil.xml").exists()
    assert not (case.folder.parent / "evil.xml").exists()


def test_nothing_is_asked_of_the_network_or_of_other_files(case: Case) -> None:
    assert Server.asked == []
    assert b"root:" not in case.run.out


def test_a_page_cannot_bring_in_a_file_by_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("本年新收4711件", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]><html><p>一&e;二</p></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    run = gklint(tmp_path, "extract", "a.html", "--format", "text")
    assert "一" in run.out.decode() and b"4711" not in run.out


def test_the_text_for_people_obeys_no_name(case: Case) -> None:
    run = gklint(case.folder, "check", "--", *NAMES)
    shown = run.out.decode("utf-8")
    assert run.status == 2
    assert shown.count("GK901") == len(NAMES)
    assert not any(sign in shown for sign in "\x1b\x07\u202e\t")
    assert "Traceback" not in shown + run.err


def test_a_broken_page_is_not_taken_for_a_good_report(tmp_path: Path) -> None:
    for kind in ("html", "mht"):
        raw = good(kind)
        (tmp_path / f"a.{kind}").write_bytes(raw[: len(raw) * 2 // 5])
    run = gklint(tmp_path, "check", ".", "--output-format", "json")
    assert run.status != 0
    assert all(report["diagnostics"] for report in run.reports.values())


@pytest.mark.parametrize("command", [("fix", "."), ("extract", ".")])
def test_the_other_commands_that_read_folders_end_as_well(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name, make in (("管道.txt", os.mkfifo), ("管道.docx", os.mkfifo), ("管道.doc", os.mkfifo)):
        make(tmp_path / name)
    (tmp_path / "无穷.txt").symlink_to("/dev/zero")
    (tmp_path / "好.docx").write_bytes(good("docx"))
    run = gklint(tmp_path, *command)
    assert run.status == 2 and run.seconds < 20
    assert all(name in run.err for name in ("管道.txt", "管道.docx", "管道.doc", "无穷.txt"))
    assert "好.docx" in run.out.decode() and "Traceback" not in run.err


def test_a_pipe_that_is_written_to_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    script = "cat; sleep 0.3; printf '一、总体情况\\n'"
    with subprocess.Popen(["sh", "-c", f"({script}) < /dev/null > '{pipe}'"]):
        run = gklint(tmp_path, "extract", pipe.name, "--format", "text")
    assert run.out.decode() == "一、总体情况\n"


# --- the limits ----------------------------------------------------------------------------------


def limited() -> dict[str, tuple[str, bytes, int]]:
    """Return for each limit a file that its default lets pass, by suffix and content, and what it
    is over."""
    media = "word/media/a.bin"
    repetitive = Random(1).randbytes(MIB // 4) + bytes(2 * MIB)
    return {
        "file_mib": ("html", good("html") + b" " * MIB, 1),
        "unpacked_mib": (
            "docx",
            with_members(good("docx"), {media: Random(1).randbytes(2 * MIB)}),
            1,
        ),
        "ratio": ("docx", with_members(good("docx"), {media: repetitive}), 2),
        "members": ("xlsx", good("xlsx"), 5),
        "nesting": ("html", good("html"), 4),
        "pages": ("pdf", good("pdf"), 1),
        "cells": ("docx", good("docx"), 50),
        "elements": ("docx", good("docx"), 500),
        "characters": ("pdf", good("pdf"), 1000),
    }


def test_each_limit_is_configurable_and_named_where_a_file_is_over_it(tmp_path: Path) -> None:
    files = limited()
    assert {*files, "seconds"} == set(Limits._fields)
    for name, (suffix, raw, most) in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"a.{suffix}").write_bytes(raw)
        (tmp_path / name / "gklint.yaml").write_text(f"limits: {{{name}: {most}}}")
    run = gklint(tmp_path, "check", ".", "--no-across", "--output-format", "json")
    assert run.status == 2
    for name, (suffix, _, most) in files.items():
        (found,) = run.reports[f"{name}/a.{suffix}"]["diagnostics"]
        assert found["code"] == "GK901"
        assert f"limits.{name}" in found["message"] and str(most) in found["message"]
    run = gklint(tmp_path, "check", ".", "--no-across", "--isolated", "--output-format", "json")
    assert {name: report["diagnostics"] for name, report in run.reports.items()} == {
        f"{name}/a.{suffix}": [] for name, (suffix, _, _) in files.items()
    }


def test_the_limit_on_time_is_configurable_and_named(tmp_path: Path) -> None:
    (tmp_path / "gklint.yaml").write_text("limits: {seconds: 1}")
    os.mkfifo(tmp_path / "a.txt")
    # A pipe that is open to be written to, and nothing comes.
    waiting = os.open(tmp_path / "a.txt", os.O_RDWR)
    try:
        run = gklint(tmp_path, "check", ".", "--output-format", "json")
    finally:
        os.close(waiting)
    (found,) = run.reports["a.txt"]["diagnostics"]
    assert found["code"] == "GK901" and "limits.seconds" in found["message"]
    assert run.status == 2 and run.seconds < 10
