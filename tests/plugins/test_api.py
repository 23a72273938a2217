"""`gklint.api`: every name that authors of rules are promised is there, from where mypy looks."""

from __future__ import annotations

import ast
import inspect

from gklint import api


def _seen_by_type_checkers() -> dict[str, set[str]]:
    """Return by module the names that the module imports for type checkers alone."""
    (block,) = (
        node
        for node in ast.parse(inspect.getsource(api)).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    return {
        node.module: {alias.name for alias in node.names}
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
    }


def test_every_name_that_is_promised_is_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []
    assert not hasattr(api, "no_such_name")


def test_a_name_that_is_loaded_late_comes_from_where_type_checkers_look() -> None:
    loaded = {module: set(names) for module, names in api._LATER.items()}
    assert loaded == _seen_by_type_checkers()
