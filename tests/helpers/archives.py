"""For tests of archives: reports of all kinds, runs that can be killed, the rows."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import duckdb

import gklint
from gklint.testing import random_report
from gklint.testing.documents import KINDS, random_document

ROOT = Path(gklint.__file__).parent.parent
DATA_SETS = ("reports", "findings", "outcomes", "cells")

#: A rule for tests: writes down what it is asked of into LOG, as slow as SLOW (seconds) says, and
#: fatal for the files whose names FATAL has.
_PLUGIN = """
import os, signal, time, types
from gklint.support.bilingual import Text
from gklint.plugins.hooks import hookimpl
from gklint.rule.definition import INFO, Rule

rule = types.ModuleType("logging")
rule.RULE = Rule("QH998", "logging", INFO, Text("记", "log"), (), {"default": Text("x", "x")},
                 Text("", ""))

def check(report):
    name = os.path.basename(report.source.path)
    with open(os.environ["LOG"], "a", encoding="utf-8") as log:
        log.write(name + "\\n")
    time.sleep(float(os.environ.get("SLOW", "0")))
    if name in os.environ.get("FATAL", "").split():
        os.kill(os.getpid(), signal.SIGKILL)
    return ()

rule.check = check

@hookimpl
def gklint_rules():
    return [rule]
"""


def write_reports(folder: Path, count: int, documents: bool = True) -> None:
    """Write so many reports, of all kinds of documents too, and two files that cannot be read."""
    folder.mkdir(parents=True)
    for number in range(count):
        chance, stem = Random(number), folder / f"{number % 3}" / f"{number:05}"
        stem.parent.mkdir(exist_ok=True)
        if documents and number % 5 == 0:
            made = random_document(KINDS[number // 5 % len(KINDS)], chance)
            stem.with_suffix(made.suffix).write_bytes(made.raw)
        else:
            text = random_report(chance).text
            if number % 7 == 0:
                text = re.sub(r"(?m)0$", "1", text, count=1)
            stem.with_suffix(".txt").write_text(text, encoding="utf-8", newline="")
    (folder / "0" / "damaged.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "1" / "empty.txt").write_bytes(b"")
    age(folder)


def age(folder: Path) -> None:
    """Have all files be an hour old, so that their times can be trusted."""
    then = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (then, then))
    time.sleep(0.1)


def write_plugin(site: Path) -> None:
    """Install the plugin in a folder that is to stand on PYTHONPATH."""
    info = site / "logging-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "entry_points.txt").write_text("[gklint]\nlogging = logging_plugin\n")
    (site / "logging_plugin.py").write_text(_PLUGIN, encoding="utf-8")


def environment(site: Path | None = None, **more: str) -> dict[str, str]:
    """Return the environment of a run, with the plugin in `site` if there is one."""
    paths = os.pathsep.join(str(path) for path in (ROOT, site) if path)
    return {**os.environ, "PYTHONPATH": paths, "LC_ALL": "C.UTF-8", **more}


def start(*arguments: object, cwd: Path, **more: Any) -> subprocess.Popen[str]:
    """Start `gklint archive` in a session of its own, where Ctrl-C reaches it."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored:
        # What a shell starts in the background has it ignored, and so would what that starts.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "gklint", "archive", *map(str, arguments)],
            cwd=cwd,
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
    finally:
        if ignored:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def run(*arguments: object, cwd: Path, **more: Any) -> tuple[int, str, str]:
    """Run `gklint archive` to its end; return status, standard output and standard error."""
    process = start(*arguments, cwd=cwd, **more)
    output, errors = process.communicate(timeout=3600)
    return process.returncode, output, errors


def ask(archive: Path, question: str) -> list[tuple[Any, ...]]:
    """Ask an archive in SQL; the data sets are tables of their names."""
    with duckdb.connect() as connection:
        for name in DATA_SETS:
            files = f"{archive}/{name}/**/*.parquet"
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")
        return connection.execute(question).fetchall()


def rows(archive: Path) -> dict[str, list[str]]:
    """Return all rows of an archive by data set, in an order of their own."""
    return {name: sorted(map(repr, ask(archive, f"SELECT * FROM {name}"))) for name in DATA_SETS}


def put_down(archive: Path) -> set[str]:
    """Return the names of the files whose shards are whole, in place or waiting."""
    found = set()
    for path in [*archive.glob("_shards/*.json"), *archive.glob("_unpublished/*/*/manifest.json")]:
        for entry in json.loads(path.read_bytes())[3]:
            found.add(Path(entry[0]).name)
    return found


@contextmanager
def cluster(folder: Path, workers: int, **more: Any) -> Iterator[Cluster]:
    """Give a Dask cluster on the loopback; it is ended, whatever happens."""
    made = Cluster(folder, environment(**more))
    try:
        made.start_scheduler()
        for _ in range(workers):
            made.start_worker()
        yield made
    finally:
        made.end()


class Cluster:
    """A scheduler of Dask and its workers, each a process in a session of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment | {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "20s",
        }
        self.port = _free_port()
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        """Where the scheduler answers."""
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        """Start the scheduler, again after it was killed."""
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )

    def start_worker(self) -> None:
        """Start a worker with its nanny, which starts it again where it dies."""
        self.workers.append(
            self._start(
                "worker", self.address, "--nthreads", "1", "--host", "127.0.0.1",
                "--no-dashboard", "--local-directory", str(self.folder / "space"),
            )
        )  # fmt: skip

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process with all that it started."""
        kill(process)

    def end(self) -> None:
        """End all processes."""
        for process in [*self.workers, self.scheduler]:
            if process is not None:
                kill(process)


def kill(process: subprocess.Popen[Any]) -> None:
    """Kill a process and all in its session at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def _free_port() -> int:
    import socket

    # Below those that a system gives to whoever connects: a scheduler that starts again finds it
    # free again.
    for port in Random().sample(range(20_000, 30_000), 100):
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")
