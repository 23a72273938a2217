"""The built-in rules: a folder a family, a file a rule. A new file here is a new rule."""

import os
from collections.abc import Iterator
from importlib import import_module
from typing import cast

from gklint.rule.definition import RuleModule

__all__ = ["modules"]


#: The folder of the rules that compare reports.
_ACROSS = "across"


def modules(across: bool = True) -> list[RuleModule]:
    """Return every module of every folder beside this file, or all but those that compare reports.

    These are a sixth of what there is to load, and one report has nothing to be compared with.
    """
    # A module has the shape of a rule; that it has RULE and check is held by tests.
    return [cast(RuleModule, import_module(name)) for name in sorted(_modules(across))]


def _modules(across: bool) -> Iterator[str]:
    here = os.path.dirname(__file__)
    for family in os.scandir(here):
        if family.name == _ACROSS and not across:
            continue
        if family.is_dir() and not family.name.startswith(("_", ".")):
            for file in os.scandir(family.path):
                if file.name.endswith(".py") and not file.name.startswith("_"):
                    yield f"{__name__}.{family.name}.{file.name[:-3]}"
