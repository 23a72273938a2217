"""Finds and loads what gives gklint its rules, readers and formats: its own and plugins'.

A plugin is a package with an entry point in the group `gklint` that names a module or object with
hook implementations (see `gklint.plugins.hooks`), or a Python file that the user names. One that
fails to load is remembered and the others work.
"""

import os
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from gklint.checking.runs import Failure, Plugin
from gklint.forms import loading as forms
from gklint.plugins.entry_points import GROUP, entry_points
from gklint.readers import Reader
from gklint.rule import word_lists
from gklint.rule.definition import Rule, RuleModule

if TYPE_CHECKING:
    from gklint.plugins.hooks import OutputFormat

#: The module that gives the built-in rules; in a clone it stands in rules/ beside the package.
BUILT_IN = "gklint.rules"

#: The whole paths of the Python files that were named as plugins.
_named: tuple[str, ...] = ()


class Plugins(NamedTuple):
    """What was loaded: rules by code, readers, output formats, who gave them, and who failed."""

    rules: tuple[RuleModule, ...]
    plugins: tuple[Plugin, ...]
    failures: tuple[Failure, ...]
    readers: tuple[Reader, ...] = ()
    formats: "tuple[OutputFormat, ...]" = ()

    def rule(self, code: str) -> Rule:
        """Return the rule with this code; raises KeyError."""
        for module in self.rules:
            if module.RULE.code == code:
                return module.RULE
        raise KeyError(code)


def plugin_files() -> tuple[str, ...]:
    """Return the whole paths of the files that are named as plugins, each once, in their order.

    They are named on the command line, or in the user's own configuration: never by what lies
    beside the reports, which may come from somebody else.
    """
    return _named


def name_plugin_files(paths: Iterable[str]) -> None:
    """Let these files be all that are named; what is loaded already is loaded again."""
    global _named
    _named = tuple(dict.fromkeys(map(os.path.abspath, paths)))


def load_plugins(across: bool = True) -> Plugins:
    """Load the built-in rules and those of every plugin that is installed or named, once.

    Without `across` the built-in rules that compare reports may be missing: reports that are
    checked one by one do not ask them.
    """
    return loaded(plugin_files(), across)


@lru_cache(maxsize=2)
def loaded(files: tuple[str, ...] = (), across: bool = True) -> Plugins:
    """Load the built-in rules, those of installed plugins, and those of these Python files.

    `across` as in `load_plugins`.
    """
    sources: list[tuple[str, str, Callable[[str], object]]] = [
        (name, target, _load) for name, target in sorted(set(entry_points()))
    ]
    sources += [(os.path.basename(path), path, _load_file) for path in files]
    if sources and not across:
        # What plugins add, they add once.
        return loaded(files, True)
    word_lists.forget_added()
    forms.forget_added()
    # A fault in the built-in rules is raised: without them a run would check nothing and say so
    # to nobody.
    rules = tuple(built_in_rules(across))
    own = Plugin(
        GROUP,
        tuple(module.RULE for module in rules),
        BUILT_IN,
        str(import_module(BUILT_IN).__file__ or ""),
        ("gklint_rules",),
    )
    if not sources:
        return Plugins(rules, (own,), ())
    # Imported here, with pluggy: most runs have no plugins.
    from gklint.plugins.collecting import Collector

    collector = Collector(own, rules)
    for name, target, load in sources:
        try:
            collector.add(name, load(target), target)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            # A plugin may raise anything, and some modules leave where they are imported.
            collector.failures.append(Failure(name, f"{type(error).__name__}: {error}", target))
    ordered = tuple(collector.rules[code] for code in sorted(collector.rules))
    return Plugins(
        ordered,
        tuple(collector.plugins),
        tuple(collector.failures),
        tuple(collector.readers),
        tuple(collector.formats.values()),
    )


def built_in_rules(across: bool = True) -> list[RuleModule]:
    """Return the rules that ship with gklint, by code, without those of installed plugins.

    Without `across` those that compare reports are left out.
    """
    modules: list[RuleModule] = import_module(BUILT_IN).modules(across)
    return sorted(modules, key=lambda module: module.RULE.code)


def _load(target: str) -> object:
    # What an entry point names after its target are extras: "module:object [extra]".
    module, _, attribute = target.partition("[")[0].partition(":")
    loaded: object = import_module(module.strip())
    for name in filter(None, attribute.strip().split(".")):
        loaded = getattr(loaded, name)
    return loaded


def _load_file(path: str) -> object:
    # Imported here: few runs have a plugin in a file.
    from hashlib import sha256
    from importlib.util import module_from_spec, spec_from_file_location

    # Two files of one name in two folders are two modules.
    name = f"gklint_plugin_{sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file (.py)")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        # As the import statement does: a module that failed is none.
        del sys.modules[name]
        raise
    return module
