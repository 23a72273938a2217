"""Which tests can notice a change in a line of the code, and a run of just these.

`make_record` runs the tests once and keeps which of them ran which lines, and for how long.
`until_one_fails` runs, of the tests that pytest has collected, those that are given, each with a
limit of its time, and ends the process: with 0 where all passed.

As a program it does the one, `python -m lab.noticing RECORD`, or the other in a process of its own,
for changes in what is run when a module is imported: `python -m lab.noticing RECORD FILE LINE`.
"""

from __future__ import annotations

import ast
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import NoReturn

import coverage
import pytest

#: Where changes are made.
FOLDERS = ("rules", "gklint/parsing", "gklint/prose", "gklint/rule")
#: The tests that have to notice. Those of cost measure, and fail where a machine is busy; two more
#: read hundreds of reports, take as long as all the rest and notice hardly more.
TESTS = (
    *("-m", "not slow"),
    *("--ignore", "tests/parsing/test_cost.py"),
    *("--ignore", "tests/parsing/test_traditional.py"),
    *("--ignore", "tests/prose/test_accuracy.py"),
    *(
        f"tests/{room}"
        for room in ("parsing", "prose", "rule", "rules", "across", "plugins", "verdicts")
    ),
)
#: None of what is drawn by chance is drawn otherwise the next time; nothing is kept for later.
PYTEST = ("-q", "-s", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--assert=plain")
#: Of a line that so few tests ran, what came of it may be kept for all tests that came later.
FEW = 2
#: Seconds that the tests of one change may take together, as recorded: without the recording it is
#: a third of it. Those of the line's own package come first, then the inputs of which all is kept
#: that gklint says, then the others: each have their time, so that none push the others out.
OWN, KEPT, OTHERS = 20.0, 60.0, 30.0
#: Seconds of a test that count as long: those tests are run last.
LONG = 1.0
#: Seconds that a test may take beside three times what it took: a change can make a loop endless.
PATIENCE = 5.0
#: Seconds after which a change is noticed in any case: a process that it started may hang.
END = 900
#: Bytes of memory: an endless loop may also fill a list.
MEMORY = 4 * 1024**3


@dataclass(frozen=True)
class Record:
    """Which tests ran which lines, and how many seconds each test took."""

    seconds: dict[str, float]
    lines: coverage.CoverageData

    @classmethod
    def read(cls, file: Path) -> Record:
        """Read what `make_record` wrote."""
        lines = coverage.CoverageData(basename=f"{file}.lines")
        lines.read()
        return cls(json.loads(file.read_text(encoding="utf-8")), lines)

    def tests_of(self, path: Path, line: int) -> dict[str, float]:
        """Return the tests that ran a line, and how long they took.

        What is set when a module is imported is used later: then it is the tests that ran the lines
        in which its name stands. Those come first that are quick and stand in the folder of the
        line's package.
        """
        ran = self._contexts(path, line) - {""}
        if len(ran) <= FEW:
            ran = self._users(path, line) - {""} or set(self.seconds)
        room = path.parts[1] if path.parts[0] == "gklint" else path.parts[0]
        chosen = dict[str, float]()
        groups = ((f"tests/{room}/", OWN), ("tests/verdicts/", KEPT), ("tests/", OTHERS))
        for folder, left in groups:
            for test in sorted(ran, key=lambda test: (self.seconds[test], test)):
                seconds = self.seconds[test]
                if test.startswith(folder) and test not in chosen and seconds < left:
                    chosen[test] = seconds
                    left -= seconds
        return dict(sorted(chosen.items(), key=lambda one: one[1] > LONG))

    def _users(self, path: Path, line: int) -> set[str]:
        """Return what ran the lines that speak of what a statement gives a name to."""
        found: set[str] = set()
        names = _names_given(path, line)
        if names:
            for file in _files():
                spoken = _lines_with(file, names)
                if spoken:
                    of_line = self.lines.contexts_by_lineno(str(file.resolve()))
                    found.update(*(of_line.get(each, ()) for each in spoken))
        return found

    def runs_outside(self, path: Path, line: int) -> bool:
        """Return whether a line is run when something is imported, or may have been."""
        contexts = self._contexts(path, line)
        return "" in contexts or not contexts

    def _contexts(self, path: Path, line: int) -> set[str]:
        """Return what ran the statement in which a line stands."""
        of_line = self.lines.contexts_by_lineno(str(path.resolve()))
        lines = {line}.union(*(head for head in _heads(path) if line in head))
        return {context for each in lines for context in of_line.get(each, ())}


class _Recorder:
    """Tells coverage which test is running, and keeps how long each took."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Run a test under its name."""
        self.measured.switch_context(item.nodeid)
        # Of the processor: how long it takes on the clock depends on who else uses the machine.
        start = process_time()
        result = yield
        self.seconds[item.nodeid] = process_time() - start
        self.measured.switch_context("")
        return result


def make_record(file: Path) -> int:
    """Run the tests; keep in `file` (and `file`.lines) what each ran of what is changed.

    Returns pytest's status. None of it may have been imported before.
    """
    inside = [f"{folder}/*" for folder in FOLDERS]
    measured = coverage.Coverage(data_file=f"{file}.lines", include=inside)
    recorder = _Recorder(measured)
    measured.start()
    status = pytest.main([*PYTEST, *TESTS], plugins=[recorder])
    measured.stop()
    measured.save()
    file.write_text(json.dumps(recorder.seconds), encoding="utf-8")
    return status


def until_one_fails(session: pytest.Session, tests: Mapping[str, float]) -> NoReturn:
    """Run the tests in their order and end the process: with 0 where all passed, else with 1.

    A test that takes far more of the processor's time than the seconds given is killed by SIGPROF,
    within a loop that is written in C, too.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(END)
    collected = {item.nodeid: item for item in session.items}
    items = [collected[test] for test in tests]
    for item, following in zip(items, [*items[1:], None], strict=True):
        signal.setitimer(signal.ITIMER_PROF, PATIENCE + 3 * tests[item.nodeid])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            os._exit(1)
    os._exit(0)


class _Only:
    """Runs only the tests given, and only until one fails."""

    def __init__(self, tests: Mapping[str, float]) -> None:
        self.tests = tests

    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Take the place of pytest's own loop."""
        until_one_fails(session, self.tests)


def _files() -> Iterator[Path]:
    """Yield the files in which changes are made."""
    for folder in FOLDERS:
        yield from sorted(Path(folder).rglob("*.py"))


def _names_given(path: Path, line: int) -> set[str]:
    """Return the names that the statement of a module in which a line stands gives something to,
    or the name of the class or function that it defines."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if node.lineno <= line <= (node.end_lineno or 0):
            names |= {
                each.id
                for each in ast.walk(node)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
            names |= {node.name} if isinstance(node, ast.ClassDef | ast.FunctionDef) else set()
    return names


@lru_cache(maxsize=1024)
def _spoken(path: Path) -> dict[str, set[int]]:
    """Return the lines of a file in which each name stands."""
    lines: dict[str, set[int]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        if isinstance(name, str):
            lines.setdefault(name, set()).add(getattr(node, "lineno", 0))
    return lines


def _lines_with(path: Path, names: set[str]) -> set[int]:
    """Return the lines of a file in which one of the names stands."""
    spoken = _spoken(path)
    return set().union(*(spoken.get(name, set()) for name in names))


def _heads(path: Path) -> Iterator[range]:
    """Yield of each statement of a file its lines without those of the statements inside it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            yield range(node.lineno, max(last, node.lineno) + 1)


def main(record: str, *place: str) -> int:
    """Make the record, or run the tests that can notice a change; return pytest's status."""
    if not place:
        return make_record(Path(record))
    path, line = place
    tests = Record.read(Path(record)).tests_of(Path(path), int(line))
    files = sorted({test.partition("::")[0] for test in tests})
    return pytest.main([*PYTEST, *files], plugins=[_Only(tests)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
