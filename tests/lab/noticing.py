"""Which tests can notice a change in a line of the code, and a run of just these, quickest first.

`record` runs the tests given once and keeps which test ran which lines, and for how long. `run`
asks git which lines have been changed since, and runs the tests that ran these, until one fails.
`tests/lab/mutants.py` runs it for each change that it makes.

A line that hardly any test ran may have been run when a module was imported, or once for all that
came later (what is built or cached is): then all tests of the record are run.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from types import FrameType

import coverage
import pytest

#: As few tests as may run a line first and leave what came of it to the others.
FEW = 2
#: Seconds that a test may take beside ten times what it took: a change can make a loop endless.
PATIENCE = 10.0
#: Bytes of memory: such a loop may also fill a list.
MEMORY = 4 * 1024**3
#: None of what is drawn by chance is drawn otherwise the next time.
PYTEST = ("-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=0")


class Recorder:
    """Tells coverage which test is running, and keeps how long each took."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Run a test under its name."""
        self.measured.switch_context(item.nodeid)
        start = perf_counter()
        result = yield
        self.seconds[item.nodeid] = perf_counter() - start
        self.measured.switch_context("")
        return result


class Chosen:
    """Leaves only the tests of `seconds`, puts the quickest first, and stops those that hang."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose and sort the tests."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.seconds),
            key=lambda item: self.seconds[item.nodeid],
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Let a test fail that takes far longer than it did."""
        signal.setitimer(signal.ITIMER_REAL, PATIENCE + 10 * self.seconds[item.nodeid])
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def record(file: Path, tests: Sequence[str]) -> int:
    """Run the tests and keep in `file` (and `file`.lines) what each ran; return pytest's status."""
    measured = coverage.Coverage(data_file=f"{file}.lines", source=["gklint", "rules"])
    recorder = Recorder(measured)
    measured.start()
    status = pytest.main([*PYTEST, *tests], plugins=[recorder])
    measured.stop()
    measured.save()
    file.write_text(json.dumps(recorder.seconds), encoding="utf-8")
    return status


def run(file: Path) -> int:
    """Run the tests that can notice what has been changed; return pytest's status."""
    seconds = json.loads(file.read_text(encoding="utf-8"))
    lines = coverage.CoverageData(basename=f"{file}.lines")
    lines.read()
    ran: set[str] = set()
    for path, changed in _changes():
        ran |= _tests_of(lines, path, changed)
    chosen = {test: took for test, took in seconds.items() if test in ran}
    if len(chosen) <= FEW:
        chosen = seconds
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _stop)
    files = sorted({test.partition("::")[0] for test in chosen})
    return pytest.main([*PYTEST, "-x", "--tb=no", *files], plugins=[Chosen(chosen)])


def _changes() -> Iterator[tuple[Path, set[int]]]:
    """Yield the files that differ from what is committed, and the numbers of their lines there."""
    diff = subprocess.run(
        ["git", "diff", "-U0", "--no-prefix"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    path, changed = Path(), set[int]()
    for line in diff.splitlines():
        if line.startswith("--- "):
            path, changed = Path(line[4:]), set()
            yield path, changed
        elif hunk := re.match(r"@@ -(\d+)(?:,(\d+))?", line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            changed.update(range(first, first + count))


def _tests_of(lines: coverage.CoverageData, path: Path, changed: set[int]) -> set[str]:
    """Return the tests that ran the statements in which these lines stand."""
    of_line = lines.contexts_by_lineno(str(path.resolve()))
    source = path.read_text(encoding="utf-8")
    statements = [_head(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    touched = set(changed)
    for head in statements:
        if changed.intersection(head):
            touched.update(head)
    return {test for line in touched for test in of_line.get(line, ()) if test}


def _head(statement: ast.stmt) -> range:
    """Return the lines of a statement without the statements inside it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError("the test hangs")


def main() -> int:
    """Record or run."""
    parser = argparse.ArgumentParser(prog="python -m lab.noticing", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("file", type=Path)
    recording.add_argument("tests", nargs=argparse.REMAINDER, help="as pytest takes them")
    commands.add_parser("run").add_argument("file", type=Path)
    options = parser.parse_args()
    if options.command == "record":
        return record(options.file, options.tests)
    return run(options.file)


if __name__ == "__main__":
    sys.exit(main())
