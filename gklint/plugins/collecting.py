"""What plugins give, asked for through pluggy and looked at before it is taken."""

import os
import re
from collections.abc import Container, Sequence
from typing import Any, cast

import pluggy

from gklint.checking.runs import Failure, Plugin
from gklint.forms import loading as forms
from gklint.plugins.hooks import API_VERSION, PROJECT, Hooks, OutputFormat
from gklint.readers import Reader
from gklint.rule import word_lists
from gklint.rule.definition import Rule, RuleModule
from gklint.rule.reasons import SHARED
from gklint.support.bilingual import Text

#: What a rule may be called; the first digit of the code is its family.
_CODE = re.compile("[A-Z]{2}[0-9]{3}")
_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
#: What the codes of gklint's own rules begin with.
_OWN = "GK"


class Collector:
    """Takes what plugins give, one after the other: all that one gives, or nothing of it.

    It begins with gklint's own rules, as the first plugin.
    """

    def __init__(self, own: Plugin, rules: Sequence[RuleModule]) -> None:
        self.rules = {module.RULE.code: module for module in rules}
        self.readers: list[Reader] = []
        self.formats: dict[str, OutputFormat] = {}
        self.plugins = [own]
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
        modules = list(map(_rule_module, rules_given))
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


def _guarded(name: str, readers: Sequence[Reader]) -> list[Reader]:
    if not readers:
        return []
    # Imported here: few plugins read files.
    from gklint.readers.guarded import Guarded

    return [Guarded(name, reader) for reader in readers]


def _rule_module(module: Any) -> RuleModule:
    """Return a rule's module; raises ValueError, AttributeError where it is none."""
    rule = module.RULE
    if not (_CODE.fullmatch(rule.code) and _NAME.fullmatch(rule.name)):
        raise ValueError(f"a rule is called like QH101 no-hall, not {rule.code!r} {rule.name!r}")
    if rule.code.startswith(_OWN):
        raise ValueError(f"codes that begin with {_OWN} are gklint's own, not {rule.code}")
    if not callable(module.check):
        raise ValueError(f"the check of {rule.code} cannot be called")
    _check_wordings(rule)
    return cast(RuleModule, module)


def _check_wordings(rule: Rule) -> None:
    """Raise ValueError for a message or reason that is no Text, or a reason whose code is none."""
    for name, wordings in (("messages", rule.messages), ("reasons", rule.reasons)):
        for key, wording in wordings.items():
            if not isinstance(wording, Text):
                raise ValueError(f"{name} of {rule.code}: {key!r} is no Text(zh, en): {wording!r}")
    for code, wording in rule.reasons.items():
        if not _NAME.fullmatch(code):
            raise ValueError(f"a reason of {rule.code} is called like no-title, not {code!r}")
        if code in SHARED:
            raise ValueError(f"reasons of {rule.code}: {code!r} is one that rules share")
        if not (wording.zh and wording.en):
            raise ValueError(f"reasons of {rule.code}: {code!r} lacks a language")


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
