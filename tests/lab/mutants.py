"""Which small mistakes in the code no test notices: `make mutants SAMPLE=200 SEED=1`.

A mistake is a comparison turned or off by its boundary, `and` for `or`, a number one more or one
less, a `not`. cosmic-ray makes them, one at a time, in a copy of the tree. Of all that it can make
in rules, parser, prose and arithmetic, a sample is drawn, the same for the same seed; for each the
tests of parser, prose and rules are run that run the line (`lab.noticing`), until one fails.

pytest collects the tests once. For each change a copy of the process puts the changed code of the
functions in the place of theirs and runs the tests. What is run when a module is imported is not in
a function, or done already: there the tests are run in a process of their own.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import lru_cache
from pathlib import Path
from random import Random
from types import CodeType, FunctionType
from typing import Any

import pytest
import yaml
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from lab.noticing import FOLDERS, PYTEST, TESTS, Record, until_one_fails

#: Changes that change nothing that gklint says or does, each with the reason.
EQUALS = Path(__file__).with_name("equal_mutants.yaml")
#: The operators whose changes are mistakes that people make; `==` for `<`, on words, is mostly no
#: change at all.
OPERATORS = (
    *(
        f"core/ReplaceComparisonOperator_{there}_{instead}"
        for there, all_instead in {
            "Eq": ("NotEq",),
            "NotEq": ("Eq",),
            "Lt": ("LtE", "Gt", "GtE"),
            "LtE": ("Lt", "Gt", "GtE"),
            "Gt": ("GtE", "Lt", "LtE"),
            "GtE": ("Gt", "Lt", "LtE"),
            "Is": ("IsNot",),
            "IsNot": ("Is",),
        }.items()
        for instead in all_instead
    ),
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/NumberReplacer",
    "core/AddNot",
)


@dataclass(frozen=True, order=True)
class Change:
    """A mistake that cosmic-ray can make: its `occurrence`th place for an operator in a file."""

    path: Path
    line: int
    operator: str
    occurrence: int


class Trial:
    """Makes the changes one by one and lets the tests that pytest has collected notice them."""

    def __init__(self, changes: Sequence[Change], record: Path) -> None:
        self.changes = changes
        self.file = record
        self.record = Record.read(record)
        self.unnoticed: list[Change] = []
        self.equal: list[Change] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        for number, change in enumerate(self.changes, 1):
            operator = get_operator(change.operator)()
            with use_mutation(change.path, operator, change.occurrence) as (before, after):
                difference = list(_difference(before, after))
                why = why_equal(change.path, difference)
                noticed = not why and self._notices(session, change)
            if why:
                self.equal.append(change)
            elif not noticed:
                self.unnoticed.append(change)
                print(f"\n{change.path}:{change.line}", *difference, sep="\n")
            left = number - len(self.unnoticed) - len(self.equal)
            print(f"{number}: {left} noticed, {len(self.equal)} change nothing", flush=True)
        return True

    def _notices(self, session: pytest.Session, change: Change) -> bool:
        record, path, line = self.record, change.path, change.line
        if not _is_in_function(path, line) or record.runs_outside(path, line):
            program = [sys.executable, "-m", "lab.noticing", str(self.file), str(path), str(line)]
            return subprocess.run(program, capture_output=True, check=False).returncode != 0
        # Here, not in the copy: there coverage would take the data for its own, and begin anew.
        tests = record.tests_of(path, line)
        sys.stdout.flush()
        copy = os.fork()
        if not copy:
            # What the tests print is nobody's matter.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            _replace_functions(path)
            until_one_fails(session, tests)
        return os.waitpid(copy, 0)[1] != 0


def every_change() -> Iterator[Change]:
    """Yield all changes that can be made, file by file."""
    operators = {name: get_operator(name)() for name in OPERATORS}
    for path in sorted(path for folder in FOLDERS for path in Path(folder).rglob("*.py")):
        nodes = list(ast_nodes(get_ast_from_path(path)))
        beside = _lines_beside(path)
        for name, operator in operators.items():
            places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
            for occurrence, (line, _) in enumerate(places):
                if line not in beside:
                    yield Change(path, line, name, occurrence)


def _lines_beside(path: Path) -> set[int]:
    """Return the lines that no check runs: what only a type checker or a debugger looks at."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING") or (
            isinstance(node, ast.FunctionDef) and node.name == "__repr__"
        ):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def why_equal(path: Path, difference: Sequence[str]) -> str:
    """Return why a change is none, "" where that is not known of it."""
    lines = [line[0] + " " + " ".join(line[1:].split()) for line in difference]
    return next(
        (
            str(known["why"])
            for known in _known_equals()
            if known["path"] == path.as_posix() and known["change"] == lines
        ),
        "",
    )


@lru_cache(maxsize=1)
def _known_equals() -> list[dict[str, Any]]:
    found = yaml.safe_load(EQUALS.read_text("utf-8"))
    assert isinstance(found, list)
    return found


def _is_in_function(path: Path, line: int) -> bool:
    """Return whether a line stands in the body of a function, where it is run by a call."""
    return any(
        function.body[0].lineno <= line <= (function.end_lineno or 0)
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
    )


def _replace_functions(path: Path) -> None:
    """Give the functions of a module the code that stands now in its file, line for line."""
    file = str(path.resolve())
    codes = {
        (code.co_name, code.co_firstlineno): code
        for code in _codes_in(compile(path.read_bytes(), file, "exec", dont_inherit=True))
    }
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == file:
            code = function.__code__
            function.__code__ = codes[code.co_name, code.co_firstlineno]


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a module and of all functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)


def _difference(before: str, after: str) -> Iterator[str]:
    """Yield the lines that a change takes away and puts in."""
    for line in unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def main() -> int:
    """Record what the tests run, draw the changes, make them, and print those that survived."""
    parser = argparse.ArgumentParser(prog="python -m lab.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="other numbers draw others")
    parser.add_argument("--record", type=Path, default=Path("mutants.tests.json"))
    options = parser.parse_args()
    if not options.record.exists():
        # Where the tests fail on the code as it is, every change would seem to be noticed.
        subprocess.run([sys.executable, "-m", "lab.noticing", str(options.record)], check=True)
    every = sorted(every_change())
    changes = Random(options.seed).sample(every, min(options.sample, len(every)))
    trial = Trial(sorted(changes), options.record)
    status = pytest.main([*PYTEST, *TESTS], plugins=[trial])
    real = len(changes) - len(trial.equal)
    noticed = real - len(trial.unnoticed)
    print(f"{noticed} of {real} changes were noticed, {noticed / real:.0%}", end="")
    print(f"; {len(trial.equal)} more change nothing" if trial.equal else "")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
