"""gklint: the linter for 政府信息公开工作年度报告.

As a library::

    import gklint

    result = gklint.lint_file("report.txt", gklint.Settings(ignore=("GK7",)))
    for diagnostic in result.diagnostics:
        print(diagnostic.line, diagnostic.code, diagnostic.severity.word, diagnostic.text("zh"))

    numbers = gklint.extract("report.txt")
    print(numbers.year, numbers.value("applications.new.total"))

`lint_text`, `lint_file` and `extract` are pure (same text, same settings, same result), and what
they return can be pickled. Rules are written with `gklint.api`.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gklint.version import __version__

if TYPE_CHECKING:
    from gklint.checking.results import Result
    from gklint.checking.settings import Settings
    from gklint.engine import lint_file, lint_text
    from gklint.extraction.numbers import extract
    from gklint.model.diagnostics import Diagnostic, Severity

__all__ = [
    "Diagnostic",
    "Result",
    "Settings",
    "Severity",
    "__version__",
    "extract",
    "lint_file",
    "lint_text",
]

#: Where the names come from. Each is loaded when it is asked for: `gklint --version` loads none.
_MODULES = {
    "Diagnostic": "gklint.model.diagnostics",
    "Result": "gklint.checking.results",
    "Settings": "gklint.checking.settings",
    "Severity": "gklint.model.diagnostics",
    "extract": "gklint.extraction.numbers",
    "lint_file": "gklint.engine",
    "lint_text": "gklint.engine",
}

if not os.path.isdir(os.path.join(os.path.dirname(__file__), "rules")):
    # In a clone `rules/` and `grammars/` stand beside this package, in a wheel inside it. Either
    # way they are gklint.rules and gklint.grammars.
    __path__.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
