"""Finds and loads what gives gklint its rules: the built-in ones and those of plugins.

A plugin is a package with an entry point in the group `gklint` that names a module or object with
hook implementations (see `gklint.hooks`). One that fails to load is remembered and the others work.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

import pluggy

from gklint.hooks import PROJECT, Hooks
from gklint.results import Failure, Plugin
from gklint.rule import Rule, RuleModule

#: The module that gives the built-in rules; in a clone it stands in rules/ beside the package.
BUILT_IN = "gklint.rules"


class Plugins(NamedTuple):
    """What was loaded: the rules by code, the plugins that gave them, the ones that failed."""

    rules: tuple[RuleModule, ...]
    plugins: tuple[Plugin, ...]
    failures: tuple[Failure, ...]

    def rule(self, code: str) -> Rule:
        """Return the rule with this code; raises KeyError."""
        for module in self.rules:
            if module.RULE.code == code:
                return module.RULE
        raise KeyError(code)


@lru_cache(maxsize=1)
def load_plugins() -> Plugins:
    """Load the built-in rules and those of every installed plugin, once a process."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    # A fault in the built-in rules is raised: without them a run would judge nothing and say so
    # to nobody.
    manager.register(_load(BUILT_IN), name=PROJECT)
    failures = []
    for name, target in sorted(set(entry_points())):
        try:
            manager.register(_load(target), name=name)
        except (Exception, SystemExit) as error:
            # A plugin may raise anything, and some modules leave where they are imported.
            failures.append(Failure(name, f"{type(error).__name__}: {error}"))
    return collect(manager, failures)


def collect(manager: pluggy.PluginManager, failures: list[Failure]) -> Plugins:
    """Ask every registered plugin for its rules; one that raises is a failure, not the end."""
    rules: dict[str, RuleModule] = {}
    plugins = []
    for name, plugin in manager.list_name_plugin():
        hook = getattr(plugin, "gklint_rules", None)
        if hook is None:
            continue
        try:
            given = {module.RULE.code: module for module in hook()}
            taken = sorted(set(given) & set(rules))
            if taken:
                raise ValueError(f"rules that exist already: {', '.join(taken)}")
        except (Exception, SystemExit) as error:
            if name == PROJECT:
                raise
            failures.append(Failure(name, f"{type(error).__name__}: {error}"))
            continue
        rules |= given
        plugins.append(Plugin(name, tuple(module.RULE for module in given.values())))
    ordered = tuple(rules[code] for code in sorted(rules))
    return Plugins(ordered, tuple(plugins), tuple(failures))


def _load(target: str) -> object:
    # What an entry point names after its target are extras: "module:object [extra]".
    module, _, attribute = target.partition("[")[0].partition(":")
    loaded: object = import_module(module.strip())
    for name in filter(None, attribute.strip().split(".")):
        loaded = getattr(loaded, name)
    return loaded


def entry_points() -> Iterator[tuple[str, str]]:
    """Yield name and target of the entry points in the group `gklint` on sys.path.

    importlib.metadata would do this at the price of half a start of Python.
    """
    seen = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if not name.endswith((".dist-info", ".egg-info")) or name in seen:
                continue
            seen.add(name)
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                    text = file.read()
            except (OSError, UnicodeDecodeError):
                continue
            if f"[{PROJECT}]" in text:
                yield from _group(text)


def _group(text: str) -> Iterator[tuple[str, str]]:
    inside = False
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            inside = line == f"[{PROJECT}]"
        elif inside and "=" in line:
            name, _, target = line.partition("=")
            yield name.strip(), target.strip()
