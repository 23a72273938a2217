"""The built-in rules: a folder a family, a file a rule. A new file here is a new rule."""

import os
from collections.abc import Iterator
from importlib import import_module
from typing import cast

from gklint.rule.definition import RuleModule

__all__ = ["modules"]


def modules() -> list[RuleModule]:
    """Return every module of every folder beside this file."""
    # A module has the shape of a rule; that it has RULE and check is looked at when it is taken.
    return [cast(RuleModule, import_module(name)) for name in sorted(_modules())]


def _modules() -> Iterator[str]:
    here = os.path.dirname(__file__)
    for family in os.scandir(here):
        if family.is_dir() and not family.name.startswith(("_", ".")):
            for file in os.scandir(family.path):
                if file.name.endswith(".py") and not file.name.startswith("_"):
                    yield f"{__name__}.{family.name}.{file.name[:-3]}"
