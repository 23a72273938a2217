"""gklint: the linter for 政府信息公开工作年度报告.

As a library::

    import gklint
    result = gklint.lint_file("report.txt")
    for diagnostic in result.diagnostics:
        print(diagnostic.line, diagnostic.code, diagnostic.text("zh"))

`lint_text` and `lint_file` are pure (same text, same settings, same result), and what they return
can be pickled.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from gklint.version import __version__

if TYPE_CHECKING:
    from gklint.checking.results import Result
    from gklint.engine import lint_file, lint_text

__all__ = ["Result", "__version__", "lint_file", "lint_text"]

if not os.path.isdir(os.path.join(os.path.dirname(__file__), "rules")):
    # In a clone `rules/` and `grammars/` stand beside this package, in a wheel inside it. Either
    # way they are gklint.rules and gklint.grammars.
    __path__.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def __getattr__(name: str) -> Any:
    # The engine is loaded when it is asked for: `gklint --version` does not pay for it.
    if name in __all__:
        import gklint.engine as engine

        return getattr(engine, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
