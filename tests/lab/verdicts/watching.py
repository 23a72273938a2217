"""The modules in which `lab.mutants` makes mistakes, with every comparison and condition watched.

What came up at one is a *sight*: how far the left side was from the right, whether it held.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from numbers import Real
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from lab.noticing import FOLDERS

_COMPARED = {ast.Eq: eq, ast.NotEq: ne, ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge}
_ROOT = Path(__file__).parents[3]
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
            side = (apart > 0) - (apart < 0)
            self.seen.add((*where, 2 * side if abs(apart) > 1 else side))
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
        if not _is_watched(node):
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


def watched() -> Watch:
    """Let the modules that are loaded from now on be watched."""
    watch = Watch()
    setattr(builtins, "_watch", watch)  # noqa: B010 - no module has it
    sys.meta_path.insert(0, _Finder(_ROOT))
    return watch


def limits() -> Iterator[tuple[Path, ast.Compare, tuple[str, int, int]]]:
    """Yield every comparison that is watched: its file, its node, and where its sights are kept."""
    for folder in FOLDERS:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            inside = path.relative_to(_ROOT).with_suffix("").parts
            module = ".".join(inside if inside[0] == "gklint" else ("gklint", *inside))
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Compare) and _is_watched(node):
                    where = (module.removesuffix(".__init__"), node.lineno, node.col_offset)
                    yield path.relative_to(_ROOT), node, where


def _is_watched(node: ast.Compare) -> bool:
    return len(node.ops) == 1 and type(node.ops[0]) in _COMPARED
