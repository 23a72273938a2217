"""Finds and loads what gives gklint its rules, readers and formats: its own and plugins'.

A plugin is a package with an entry point in the group `gklint` that names a module or object with
hook implementations (see `gklint.plugins.hooks`), or a Python file that the user names. One that
fails to load is remembered and the others work.
"""

import os
import sys
from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple, cast

import pluggy

from gklint.checking.runs import Failure, Plugin
from gklint.forms import loading as forms
from gklint.plugins.entry_points import entry_points
from gklint.plugins.hooks import API_VERSION, PROJECT, Hooks, OutputFormat
from gklint.readers import Reader
from gklint.rule import word_lists
from gklint.rule.definition import Rule, RuleModule
from gklint.support.bilingual import Text
from gklint.support.patterns import lazily

#: The module that gives the built-in rules; in a clone it stands in rules/ beside the package.
BUILT_IN = "gklint.rules"

#: What a rule may be called; the first digit of the code is its family.
_CODE = lazily("[A-Z]{2}[0-9]{3}")
_NAME = lazily("[a-z0-9]+(-[a-z0-9]+)*")
#: What the codes of gklint's own rules begin with.
_OWN = "GK"

#: The whole paths of the Python files that were named as plugins.
_named: tuple[str, ...] = ()


class Plugins(NamedTuple):
    """What was loaded: rules by code, readers, output formats, who gave them, and who failed."""

    rules: tuple[RuleModule, ...]
    plugins: tuple[Plugin, ...]
    failures: tuple[Failure, ...]
    readers: tuple[Reader, ...] = ()
    formats: tuple[OutputFormat, ...] = ()

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
    """Let these files be all that are named; who is loaded already is asked anew."""
    global _named
    _named = tuple(dict.fromkeys(map(os.path.abspath, paths)))


def load_plugins() -> Plugins:
    """Load the built-in rules and those of every plugin that is installed or named, once."""
    return loaded(plugin_files())


@lru_cache(maxsize=1)
def loaded(files: tuple[str, ...] = ()) -> Plugins:
    """Load the built-in rules, those of installed plugins, and those of these Python files."""
    word_lists.forget_added()
    forms.forget_added()
    collector = Collector()
    # A fault in the built-in rules is raised: without them a run would check nothing and say so
    # to nobody.
    collector.add(PROJECT, _load(BUILT_IN), BUILT_IN)
    sources: list[tuple[str, str, Callable[[str], object]]] = [
        (name, target, _load) for name, target in sorted(set(entry_points()))
    ]
    sources += [(os.path.basename(path), path, _load_file) for path in files]
    for name, target, load in sources:
        try:
            collector.add(name, load(target), target)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            # A plugin may raise anything, and some modules leave where they are imported.
            collector.failures.append(Failure(name, f"{type(error).__name__}: {error}", target))
    return collector.collected()


def built_in_rules() -> list[RuleModule]:
    """Return the rules that ship with gklint, by code, without those of installed plugins."""
    modules: list[RuleModule] = import_module(BUILT_IN).gklint_rules()
    return sorted(modules, key=lambda module: module.RULE.code)


class Collector:
    """Takes what plugins give, one after the other: all that one gives, or nothing of it."""

    def __init__(self) -> None:
        self.rules: dict[str, RuleModule] = {}
        self.readers: list[Reader] = []
        self.formats: dict[str, OutputFormat] = {}
        self.plugins: list[Plugin] = []
        self.failures: list[Failure] = []

    def add(self, name: str, plugin: object, target: str) -> None:
        """Take what a plugin gives; raises what it raises, ValueError where it may not be given,
        pluggy.PluginValidationError where it implements no hook of gklint's."""
        version = getattr(plugin, "GKLINT_API", API_VERSION)
        if version != API_VERSION:
            raise ValueError(
                f"written for version {version!r} of the hooks (GKLINT_API);"
                f" this gklint has version {API_VERSION!r}"
            )
        _refuse([name], {plugin.name for plugin in self.plugins}, "plugins")
        # A manager of its own: what one plugin breaks, it breaks for itself.
        manager = pluggy.PluginManager(PROJECT)
        manager.add_hookspecs(Hooks)
        manager.register(plugin, name)
        manager.check_pending()
        self._take(name, plugin, target, manager)

    def _take(self, name: str, plugin: object, target: str, manager: pluggy.PluginManager) -> None:
        implemented = {caller.name for caller in manager.get_hookcallers(plugin) or ()}

        def given(hook: str) -> Any:
            # A list of what each plugin gives, and there is one; pluggy leaves None out.
            answers = getattr(manager.hook, hook)()
            if hook in implemented and not answers:
                raise ValueError(f"{hook} returns nothing")
            return next(iter(answers), ())

        rules_given = given("gklint_rules")
        if "gklint_rules" not in implemented and hasattr(plugin, "RULE"):
            # A file may be a rule as those in rules/ are, without a word about hooks.
            rules_given = [plugin]
        modules = [_rule_module(module, name == PROJECT) for module in rules_given]
        _refuse([module.RULE.code for module in modules], self.rules, "rules")
        taken = {module.RULE.name for module in self.rules.values()}
        _refuse([module.RULE.name for module in modules], taken, "rules")
        rules = {module.RULE.code: module for module in modules}
        formats = [_output_format(format) for format in given("gklint_reporters")]
        _refuse([format.name for format in formats], self.formats, "output formats")
        readers = _guarded(name, given("gklint_readers"))
        paths = [os.fspath(path) for path in given("gklint_formats")]
        lists = dict(given("gklint_words"))
        # The forms are checked as they are added, and the words cannot fail any more.
        word_lists.check_words(lists)
        if paths:
            forms.add_forms({path: _text(path) for path in paths})
        word_lists.add_words(lists)
        self.rules |= rules
        self.formats |= {format.name: format for format in formats}
        self.readers += readers
        self.plugins.append(
            Plugin(
                name,
                tuple(rules[code].RULE for code in sorted(rules)),
                target,
                str(getattr(plugin, "__file__", "") or ""),
                tuple(sorted(implemented)),
            )
        )

    def collected(self) -> Plugins:
        """Return all that was taken."""
        ordered = tuple(self.rules[code] for code in sorted(self.rules))
        return Plugins(
            ordered,
            tuple(self.plugins),
            tuple(self.failures),
            tuple(self.readers),
            tuple(self.formats.values()),
        )


def _guarded(name: str, readers: Sequence[Reader]) -> list[Reader]:
    if not readers:
        return []
    # Imported here: few plugins read files.
    from gklint.readers.guarded import Guarded

    return [Guarded(name, reader) for reader in readers]


def _rule_module(module: Any, built_in: bool) -> RuleModule:
    """Return a rule's module; raises ValueError, AttributeError where it is none."""
    rule = module.RULE
    if not (_CODE.fullmatch(rule.code) and _NAME.fullmatch(rule.name)):
        raise ValueError(f"a rule is called like QH101 no-hall, not {rule.code!r} {rule.name!r}")
    if rule.code.startswith(_OWN) and not built_in:
        raise ValueError(f"codes that begin with {_OWN} are gklint's own, not {rule.code}")
    if not callable(module.check):
        raise ValueError(f"the check of {rule.code} cannot be called")
    return cast(RuleModule, module)


def _output_format(format: Any) -> OutputFormat:
    """Return an output format; raises ValueError, AttributeError where it is none."""
    if not _NAME.fullmatch(format.name):
        raise ValueError(f"an output format is called like my-format, not {format.name!r}")
    if not (isinstance(format.description, Text) and callable(format.reporter)):
        raise ValueError(f"output format {format.name}: a Text and a class are expected")
    return cast(OutputFormat, format)


def _refuse(given: Sequence[str], taken: Container[str], what: str) -> None:
    double = sorted({name for name in given if name in taken or given.count(name) > 1})
    if double:
        raise ValueError(f"{what} that exist already: {', '.join(double)}")


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


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
        del sys.modules[name]
        raise
    return module
