"""Picks, of many inputs, those in which the values on both sides of the code's limits come up.

    python -m lab.verdicts.picking [--seeds N] [--most N] > tests/data/verdicts/inputs.txt

The modules in which `lab.mutants` makes mistakes are loaded with every comparison and every
condition watched. What came up at one is a *sight*: that the left side was one less than the
right, as much, one more; that a condition held or did not. The inputs are taken that show most that
none before has shown, for the time that they take, until nothing new is to be seen.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from numbers import Real
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import CodeType, ModuleType
from typing import Any

from lab.noticing import FOLDERS

_COMPARED = {ast.Eq: eq, ast.NotEq: ne, ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge}
#: Something that came up: the module, where in it, what.
Sight = tuple[str, int, int, object]


class Watch:
    """Keeps what comes up; its methods are what the watched code calls."""

    def __init__(self) -> None:
        self.seen: set[Sight] = set()

    def compared(self, where: tuple[str, int, int], how: str, left: Any, right: Any) -> Any:
        """Compare as the code does, and keep how far the sides are apart."""
        if isinstance(left, Real) and isinstance(right, Real):
            apart: Any = left - right
            self.seen.add(
                (*where, f"{'>' * (apart > 1)}{'<' * (apart < -1)}{max(-1, min(1, apart))}")
            )
        elif how in ("Lt", "LtE", "Gt", "GtE"):
            self.seen.add((*where, (left > right) - (left < right)))
        result = _BY_NAME[how](left, right)
        self.seen.add((*where, f"{how} {bool(result)}"))
        return result

    def held(self, where: tuple[str, int, int], value: Any) -> Any:
        """Return a condition's value, and keep whether it held."""
        self.seen.add((*where, bool(value)))
        return value


_BY_NAME = {kind.__name__: function for kind, function in _COMPARED.items()}


class _Watched(ast.NodeTransformer):
    """Puts calls of the watch around comparisons and conditions."""

    def __init__(self, module: str) -> None:
        self.module = module

    def _call(self, method: str, node: ast.expr, *arguments: ast.expr) -> ast.expr:
        place = (self.module, node.lineno, node.col_offset)
        where = ast.Tuple([ast.Constant(each) for each in place], ast.Load())
        called = ast.Attribute(ast.Name("_watch", ast.Load()), method, ast.Load())
        return ast.copy_location(ast.Call(called, [where, *arguments], []), node)

    def _condition(self, node: ast.expr) -> ast.expr:
        return self._call("held", node, node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Watch a comparison of two values."""
        self.generic_visit(node)
        if len(node.ops) > 1 or type(node.ops[0]) not in _COMPARED:
            return node
        how = ast.Constant(type(node.ops[0]).__name__)
        return self._call("compared", node, how, node.left, node.comparators[0])

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """Watch each part of a condition."""
        self.generic_visit(node)
        node.values = [self._condition(value) for value in node.values]
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        """Watch the condition of a statement."""
        self.generic_visit(node)
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            node.test = self._condition(node.test)
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        """Watch the condition of a loop."""
        self.generic_visit(node)
        node.test = self._condition(node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """Watch the condition of an expression."""
        self.generic_visit(node)
        node.test = self._condition(node.test)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        """Watch the conditions of a comprehension."""
        self.generic_visit(node)
        node.ifs = [self._condition(test) for test in node.ifs]
        return node


class _Loader(SourceFileLoader):
    """Loads a module watched."""

    def get_code(self, fullname: str) -> CodeType:
        """Return the module's code."""
        tree = _Watched(fullname).visit(ast.parse(self.get_data(self.path)))
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds the modules that are to be watched before others find them."""

    def __init__(self, root: Path) -> None:
        self.folders = tuple(str(root / folder) for folder in FOLDERS)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the module with a loader that watches it, None where it is none of those."""
        found = PathFinder.find_spec(fullname, path, target)
        if found and found.origin and found.origin.startswith(self.folders):
            found.loader = _Loader(fullname, found.origin)
            return found
        return None


def sights(seeds: int) -> Iterator[tuple[str, set[Sight], float]]:
    """Yield for each input of the pool its name, what came up, and how long it took."""
    watch = Watch()
    setattr(builtins, "_watch", watch)  # noqa: B010 - no module has it
    sys.meta_path.insert(0, _Finder(Path(__file__).parents[3]))
    # Imported here: only now are they watched.
    from lab.verdicts.inputs import input_named, pool
    from lab.verdicts.lines import lines_of

    with TemporaryDirectory() as folder:
        lines_of(input_named("case row-total 0"), folder)
        for name in pool(seeds):
            try:
                given = input_named(name)
            except (KeyError, IndexError, ValueError):
                continue
            watch.seen = set()
            start = perf_counter()
            lines_of(given, folder)
            yield name, watch.seen, perf_counter() - start


def picked(pool: list[tuple[str, set[Sight], float]], most: int) -> Iterator[tuple[str, int]]:
    """Yield the inputs to take, each with how much it shows that none before has shown."""
    left = list(pool)
    for _ in range(most):
        name, seen, _ = max(left, key=lambda one: len(one[1]) / (one[2] + 0.03))
        if not seen:
            return
        yield name, len(seen)
        left = [(n, s - seen, t) for n, s, t in left if n != name]


def main() -> None:
    """Print the names of the inputs to take."""
    parser = argparse.ArgumentParser(prog="python -m lab.verdicts.picking", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--most", type=int, default=250)
    options = parser.parse_args()
    pool = []
    for one in sights(options.seeds):
        pool.append(one)
        if len(pool) % 100 == 0:
            print(f"{len(pool)} inputs looked at", file=sys.stderr, flush=True)
    everything = set().union(*(seen for _, seen, _ in pool))
    shown = 0
    print("# Inputs of tests/verdicts by name: see tests/lab/verdicts/inputs.py.")
    for name, new in picked(pool, options.most):
        shown += new
        print(name)
        print(f"{shown}/{len(everything)} {new} {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
