"""What a plugin may give: the hook specifications.

A plugin is a module (or object) that an entry point in the group `gklint` names. It says which
version of these hooks it was written for, `GKLINT_API = 1`, and implements those it needs::

    from gklint.plugins.hooks import hookimpl

    GKLINT_API = 1

    @hookimpl
    def gklint_rules():
        return [my_rule_module]
"""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy

from gklint.rule.definition import RuleModule
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.readers import Reader

#: The project's name for pluggy, and the group of entry points in which plugins are found.
PROJECT = "gklint"

#: The version of the hooks below. It grows when a plugin written for an older one would no longer
#: work; hooks and fields that are added do not change it.
API_VERSION = 1

hookspec = pluggy.HookspecMarker(PROJECT)
#: Marks a plugin's implementation: `@gklint.plugins.hooks.hookimpl`.
hookimpl = pluggy.HookimplMarker(PROJECT)


class OutputFormat(NamedTuple):
    """An output format: what `--output-format` calls it, a line about it, and what writes it.

    `reporter` is called with the run, a function that takes text, and options (see
    `gklint.reporters.Reporter`). `hashes` says that it needs the SHA-256 of each report, `cells`
    that it needs their tables (`record.facts`).
    """

    name: str
    description: Text
    reporter: Callable[..., Any]
    hashes: bool = False
    cells: bool = False


class Hooks:
    """The hooks of gklint."""

    @hookspec
    def gklint_rules(self) -> Iterable[RuleModule]:
        """Return rule modules: each has RULE, check(report) and a docstring."""

    @hookspec
    def gklint_readers(self) -> Iterable["Reader"]:
        """Return readers of further kinds of documents: modules as those of `gklint.readers`."""

    @hookspec
    def gklint_reporters(self) -> Iterable[OutputFormat]:
        """Return further output formats."""

    @hookspec
    def gklint_formats(self) -> Iterable[str | os.PathLike[str]]:
        """Return YAML files of further forms of the report, written as in `grammars/formats/`."""

    @hookspec
    def gklint_words(self) -> Mapping[str, Any]:
        """Return words to add to the lists of the rules, by list (`gklint.rule.word_lists`)."""
